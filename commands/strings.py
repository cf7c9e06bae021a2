"""Strings: keys that hold one text, set and read as a whole."""

from __future__ import annotations

from typing import Annotated

from znsocket.commands.deadlines import (
    LateUnixMilliseconds,
    LateUnixSeconds,
    LifetimeMilliseconds,
    LifetimeSeconds,
    chosen_deadline,
    deadline,
)
from znsocket.exceptions import ResponseError
from znsocket.keyspace import Keyspace, now_ms
from znsocket.registry import (
    Flag,
    Milliseconds,
    Name,
    OneOrZero,
    Seconds,
    Text,
    Value,
    at_most_one,
    command,
    octet_count,
)
from znsocket.registry.parameters import TextParameter
from znsocket.registry.text import arrived

#: The most octets that a string may have.
STRING_LIMIT = 512 * 1024**2


def too_long() -> ResponseError:
    """Return Redis' error for a string that would have more than `STRING_LIMIT` octets."""
    return ResponseError("string exceeds maximum allowed size (proto-max-bulk-len)")


class StringParameter(TextParameter):
    """A text that becomes the value of a key, which has a limit of length."""

    fast = f"{TextParameter.fast} and len({{x}}) <= {STRING_LIMIT}"

    def parse(self, value: Text) -> Text:
        """Return the text unless it is too long."""
        if 4 * len(value) <= STRING_LIMIT or 0 < arrived.get() <= STRING_LIMIT:
            return value
        if octet_count(value) > STRING_LIMIT:
            raise too_long()
        return value


String = Annotated[Text, StringParameter()]


@command(
    group="string",
    writes=True,
    complexity="O(1)",
    rules=(
        at_most_one(
            *("ex", "px", "exat", "pxat", "keepttl"),
            error="``ex``, ``px``, ``exat``, ``pxat``, and ``keepttl`` are mutually exclusive.",
        ),
        at_most_one(
            *("nx", "xx", "ifeq", "ifne", "ifdeq", "ifdne"),
            error="``nx``, ``xx``, ``ifeq``, ``ifne``, ``ifdeq``, ``ifdne`` "
            "are mutually exclusive.",
        ),
    ),
)
def set(
    db: Keyspace,
    name: Name,
    value: String,
    ex: LifetimeSeconds | None = None,
    px: LifetimeMilliseconds | None = None,
    nx: Flag = False,
    xx: Flag = False,
    keepttl: Flag = False,
    get: Flag = False,
    exat: LateUnixSeconds | None = None,
    pxat: LateUnixMilliseconds | None = None,
    ifeq: Value | None = None,
    ifne: Value | None = None,
    ifdeq: Value | None = None,
    ifdne: Value | None = None,
) -> bool | Text | None:
    """Make a text the value of a key, whatever type the key was before.

    Parameters
    ----------
    name : str
        The key.
    value : str, bytes, int or float
        What it holds afterwards; 512 MB at most.
    ex, px : int or datetime.timedelta, optional
        Time to live, in seconds or in milliseconds.
    nx, xx : bool
        Set it only if the key is missing, or only if it is there.
    keepttl : bool
        Keep the time to live of the key; else the key loses it.
    get : bool
        Return what the key held.
    exat, pxat : int or datetime.datetime, optional
        When the key expires, as Unix time in seconds or in milliseconds.
    ifeq, ifne, ifdeq, ifdne : str, optional
        Of later versions of Redis than 7.0; a syntax error.

    Returns
    -------
    bool, str or None
        True, or None when `nx` or `xx` prevented it. With `get` the text before, None when the
        key was missing.

    Raises
    ------
    ResponseError
        The time to expire is not after 1970 or too far away, or with `get` the key holds another
        type.

    Examples
    --------
    >>> r.set("user", "Ada", ex=60)
    True
    >>> r.set("user", "Bob", nx=True) is None
    True
    >>> r.set("user", "Eve", get=True)
    'Ada'
    """
    if not ifeq is ifne is ifdeq is ifdne is None:
        raise ResponseError("syntax error")
    moment = None
    if not ex is px is exat is pxat is None:
        moment = chosen_deadline("set", ex, px, exat, pxat)
    before = db.string(name) if get else None
    admitted = not (nx or xx) or db.exists(name) == xx
    if admitted:
        if keepttl and db.exists(name):
            db.put(name, value)
        else:
            db.store(name, value)
        if moment is not None:
            db.expire_at(name, moment)
    return before if get else admitted or None


@command(group="string", complexity="O(1)")
def get(db: Keyspace, name: Name) -> Text | None:
    """Return the text that a key holds.

    Parameters
    ----------
    name : str
        The key.

    Returns
    -------
    str or None
        None when the key is missing.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.set("user", "Ada")
    True
    >>> r.get("user")
    'Ada'
    """
    return db.string(name)


@command(group="string", writes=True, complexity="O(1)")
def setnx(db: Keyspace, name: Name, value: String) -> OneOrZero:
    """Set a key only if it is missing.

    Parameters
    ----------
    name : str
        The key.
    value : str, bytes, int or float
        What it holds if it was missing.

    Returns
    -------
    bool
        Whether it was set.

    Examples
    --------
    >>> r.setnx("owner", "Ada")
    True
    >>> r.setnx("owner", "Bob")
    False
    """
    if db.exists(name):
        return False
    db.store(name, value)
    return True


@command(group="string", writes=True, complexity="O(1)", since="2.0.0")
def setex(db: Keyspace, name: Name, time: Seconds, value: String) -> bool:
    """Set a key that expires after some seconds.

    Parameters
    ----------
    name : str
        The key.
    time : int or datetime.timedelta
        Time to live in seconds, at least 1.
    value : str, bytes, int or float
        What it holds afterwards.

    Returns
    -------
    bool
        True.

    Raises
    ------
    ResponseError
        The time to live is not positive or too long.

    Examples
    --------
    >>> r.setex("session", 60, "Ada")
    True
    >>> r.ttl("session")
    60
    """
    moment = deadline("setex", time, 1000, now_ms(), least=1)
    db.store(name, value)
    db.expire_at(name, moment)
    return True


@command(group="string", writes=True, complexity="O(1)", since="2.6.0")
def psetex(db: Keyspace, name: Name, time_ms: Milliseconds, value: String) -> bool:
    """Set a key that expires after some milliseconds.

    Parameters
    ----------
    name : str
        The key.
    time_ms : int or datetime.timedelta
        Time to live in milliseconds, at least 1.
    value : str, bytes, int or float
        What it holds afterwards.

    Returns
    -------
    bool
        True.

    Raises
    ------
    ResponseError
        The time to live is not positive or too long.

    Examples
    --------
    >>> r.psetex("session", 60_000, "Ada")
    True
    >>> r.ttl("session")
    60
    """
    moment = deadline("psetex", time_ms, 1, now_ms(), least=1)
    db.store(name, value)
    db.expire_at(name, moment)
    return True


@command(group="string", writes=True, complexity="O(1)")
def getset(db: Keyspace, name: Name, value: String) -> Text | None:
    """Set a key and return what it held.

    Parameters
    ----------
    name : str
        The key; it loses its time to live.
    value : str, bytes, int or float
        What it holds afterwards.

    Returns
    -------
    str or None
        The text before; None when the key was missing.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.getset("leader", "Ada") is None
    True
    >>> r.getset("leader", "Bob")
    'Ada'
    """
    before = db.string(name)
    db.store(name, value)
    return before


@command(group="string", writes=True, complexity="O(1)", since="6.2.0")
def getdel(db: Keyspace, name: Name) -> Text | None:
    """Remove a key and return what it held.

    Parameters
    ----------
    name : str
        The key.

    Returns
    -------
    str or None
        None when the key was missing.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.set("token", "x7")
    True
    >>> r.getdel("token")
    'x7'
    >>> r.exists("token")
    0
    """
    value = db.string(name)
    db.delete(name)
    return value


@command(
    group="string",
    writes=True,
    complexity="O(1)",
    since="6.2.0",
    rules=(
        at_most_one(
            *("ex", "px", "exat", "pxat", "persist"),
            error="``ex``, ``px``, ``exat``, ``pxat``, and ``persist`` are mutually exclusive.",
        ),
    ),
)
def getex(
    db: Keyspace,
    name: Name,
    ex: LifetimeSeconds | None = None,
    px: LifetimeMilliseconds | None = None,
    exat: LateUnixSeconds | None = None,
    pxat: LateUnixMilliseconds | None = None,
    persist: Flag = False,
) -> Text | None:
    """Return the text that a key holds and change when the key expires.

    Parameters
    ----------
    name : str
        The key.
    ex, px : int or datetime.timedelta, optional
        Time to live, in seconds or in milliseconds.
    exat, pxat : int or datetime.datetime, optional
        When the key expires, as Unix time in seconds or in milliseconds.
    persist : bool
        Take the key's time to live away.

    Returns
    -------
    str or None
        None when the key is missing.

    Raises
    ------
    ResponseError
        The key holds another type, or the time to expire is not after 1970 or too far away.

    Examples
    --------
    >>> r.set("session", "Ada")
    True
    >>> r.getex("session", ex=60)
    'Ada'
    >>> r.ttl("session")
    60
    """
    value = db.string(name)
    if value is None:
        return None
    moment = chosen_deadline("getex", ex, px, exat, pxat)
    if moment is not None:
        db.expire_at(name, moment)
    elif persist:
        db.persist(name)
    return value
