"""Times to live: when keys expire, and how long until then."""

from __future__ import annotations

from collections.abc import Callable

from znsocket.commands.deadlines import (
    LateMilliseconds,
    LateSeconds,
    LateUnixMilliseconds,
    LateUnixSeconds,
    deadline,
)
from znsocket.exceptions import ResponseError
from znsocket.keyspace import Keyspace, now_ms
from znsocket.registry import (
    Flag,
    Name,
    OneOrZero,
    Text,
    command,
)
from znsocket.registry.parameters import parse_int

Condition = Callable[[int | None, int], bool]

_MISSING, _LASTING = -2, -1


def _condition(nx: bool, xx: bool, gt: bool, lt: bool) -> Condition:
    """Return what the options make of the deadline that a key has, if any, and the new one."""
    if nx and (xx or gt or lt):
        raise ResponseError("NX and XX, GT or LT options at the same time are not compatible")
    if gt and lt:
        raise ResponseError("GT and LT options at the same time are not compatible")

    def holds(old: int | None, new: int) -> bool:
        if old is None:
            return not (xx or gt)
        return not (nx or (gt and new <= old) or (lt and new >= old))

    return holds


def expire_key(db: Keyspace, name: Text, moment: int) -> bool:
    """Let an existing key expire at a Unix time in milliseconds, at once if that is over."""
    if moment <= now_ms():
        db.delete(name)
    else:
        db.expire_at(name, moment)
    return True


def _expire(db: Keyspace, name: Text, moment: int, condition: Condition) -> bool:
    if not db.exists(name) or not condition(db.expires.get(name), moment):
        return False
    return expire_key(db, name, moment)


@command(group="key", writes=True, complexity="O(1)")
def expire(
    db: Keyspace,
    name: Name,
    time: LateSeconds,
    nx: Flag = False,
    xx: Flag = False,
    gt: Flag = False,
    lt: Flag = False,
) -> OneOrZero:
    """Let a key expire after some seconds.

    Parameters
    ----------
    name : str
        The key.
    time : int or datetime.timedelta
        Time to live in seconds; the key is removed when it is not positive.
    nx, xx : bool
        Only if the key has no time to live, or only if it has one.
    gt, lt : bool
        Only if the key would then expire later, or earlier; without a time to live it never does.

    Returns
    -------
    bool
        Whether the time was set; False also when the key is missing.

    Raises
    ------
    ResponseError
        The options exclude each other, or the time is too far away.

    Examples
    --------
    >>> r.set("session", "Ada")
    True
    >>> r.expire("session", 60)
    True
    >>> r.ttl("session")
    60
    >>> r.expire("session", 30, gt=True)
    False
    """
    condition = _condition(nx, xx, gt, lt)
    return _expire(db, name, deadline("expire", parse_int(time), 1000, now_ms()), condition)


@command(group="key", writes=True, complexity="O(1)", since="2.6.0")
def pexpire(
    db: Keyspace,
    name: Name,
    time: LateMilliseconds,
    nx: Flag = False,
    xx: Flag = False,
    gt: Flag = False,
    lt: Flag = False,
) -> OneOrZero:
    """Let a key expire after some milliseconds.

    Parameters
    ----------
    name : str
        The key.
    time : int or datetime.timedelta
        Time to live in milliseconds; the key is removed when it is not positive.
    nx, xx : bool
        Only if the key has no time to live, or only if it has one.
    gt, lt : bool
        Only if the key would then expire later, or earlier; without a time to live it never does.

    Returns
    -------
    bool
        Whether the time was set; False also when the key is missing.

    Raises
    ------
    ResponseError
        The options exclude each other, or the time is too far away.

    Examples
    --------
    >>> r.set("session", "Ada")
    True
    >>> r.pexpire("session", 60_000)
    True
    >>> r.ttl("session")
    60
    """
    condition = _condition(nx, xx, gt, lt)
    return _expire(db, name, deadline("pexpire", parse_int(time), 1, now_ms()), condition)


@command(group="key", writes=True, complexity="O(1)", since="1.2.0")
def expireat(
    db: Keyspace,
    name: Name,
    when: LateUnixSeconds,
    nx: Flag = False,
    xx: Flag = False,
    gt: Flag = False,
    lt: Flag = False,
) -> OneOrZero:
    """Let a key expire at a Unix time in seconds.

    Parameters
    ----------
    name : str
        The key.
    when : int or datetime.datetime
        The time; the key is removed when it is not in the future.
    nx, xx : bool
        Only if the key has no time to live, or only if it has one.
    gt, lt : bool
        Only if the key would then expire later, or earlier; without a time to live it never does.

    Returns
    -------
    bool
        Whether the time was set; False also when the key is missing.

    Raises
    ------
    ResponseError
        The options exclude each other, or the time is too far away.

    Examples
    --------
    >>> r.set("session", "Ada")
    True
    >>> r.expireat("session", 4_102_444_800)
    True
    >>> r.expiretime("session")
    4102444800
    """
    condition = _condition(nx, xx, gt, lt)
    return _expire(db, name, deadline("expireat", parse_int(when), 1000), condition)


@command(group="key", writes=True, complexity="O(1)", since="2.6.0")
def pexpireat(
    db: Keyspace,
    name: Name,
    when: LateUnixMilliseconds,
    nx: Flag = False,
    xx: Flag = False,
    gt: Flag = False,
    lt: Flag = False,
) -> OneOrZero:
    """Let a key expire at a Unix time in milliseconds.

    Parameters
    ----------
    name : str
        The key.
    when : int or datetime.datetime
        The time; the key is removed when it is not in the future.
    nx, xx : bool
        Only if the key has no time to live, or only if it has one.
    gt, lt : bool
        Only if the key would then expire later, or earlier; without a time to live it never does.

    Returns
    -------
    bool
        Whether the time was set; False also when the key is missing.

    Raises
    ------
    ResponseError
        The options exclude each other.

    Examples
    --------
    >>> r.set("session", "Ada")
    True
    >>> r.pexpireat("session", 4_102_444_800_500)
    True
    >>> r.pexpiretime("session")
    4102444800500
    """
    condition = _condition(nx, xx, gt, lt)
    return _expire(db, name, deadline("pexpireat", parse_int(when), 1), condition)


@command(group="key", writes=True, complexity="O(1)", since="2.2.0")
def persist(db: Keyspace, name: Name) -> OneOrZero:
    """Take the time to live of a key away.

    Parameters
    ----------
    name : str
        The key.

    Returns
    -------
    bool
        Whether it had one.

    Examples
    --------
    >>> r.set("session", "Ada", ex=60)
    True
    >>> r.persist("session")
    True
    >>> r.ttl("session")
    -1
    """
    return db.exists(name) and db.persist(name)


def _expiry(db: Keyspace, name: str | bytes, since: int = 0) -> int:
    """Return the milliseconds from `since` until a key expires, or the number for none."""
    if not db.exists(name):
        return _MISSING
    moment = db.expires.get(name)
    return _LASTING if moment is None else max(moment - since, 0)


def _seconds(milliseconds: int) -> int:
    """Return the nearest whole number of seconds, and the number for none as it is."""
    return milliseconds if milliseconds < 0 else (milliseconds + 500) // 1000


@command(group="key", complexity="O(1)")
def ttl(db: Keyspace, name: Name) -> int:
    """Return the time to live of a key in seconds.

    Parameters
    ----------
    name : str
        The key.

    Returns
    -------
    int
        Rounded to whole seconds; -1 when the key does not expire, -2 when it is missing.

    Examples
    --------
    >>> r.set("session", "Ada", ex=60)
    True
    >>> r.ttl("session")
    60
    >>> r.ttl("missing")
    -2
    """
    return _seconds(_expiry(db, name, now_ms()))


@command(group="key", complexity="O(1)", since="2.6.0")
def pttl(db: Keyspace, name: Name) -> int:
    """Return the time to live of a key in milliseconds.

    Parameters
    ----------
    name : str
        The key.

    Returns
    -------
    int
        -1 when the key does not expire, -2 when it is missing.

    Examples
    --------
    >>> r.set("user", "Ada")
    True
    >>> r.pttl("user")
    -1
    >>> r.pttl("missing")
    -2
    """
    return _expiry(db, name, now_ms())


@command(group="key", complexity="O(1)", since="7.0.0")
def expiretime(db: Keyspace, key: Name) -> int:
    """Return when a key expires, as Unix time in seconds.

    Parameters
    ----------
    key : str
        The key.

    Returns
    -------
    int
        Rounded to whole seconds; -1 when the key does not expire, -2 when it is missing.

    Examples
    --------
    >>> r.set("session", "Ada", exat=4_102_444_800)
    True
    >>> r.expiretime("session")
    4102444800
    """
    return _seconds(_expiry(db, key))


@command(group="key", complexity="O(1)", since="7.0.0")
def pexpiretime(db: Keyspace, key: Name) -> int:
    """Return when a key expires, as Unix time in milliseconds.

    Parameters
    ----------
    key : str
        The key.

    Returns
    -------
    int
        -1 when the key does not expire, -2 when it is missing.

    Examples
    --------
    >>> r.set("session", "Ada", pxat=4_102_444_800_500)
    True
    >>> r.pexpiretime("session")
    4102444800500
    """
    return _expiry(db, key)
