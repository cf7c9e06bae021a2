"""Keys of every type: looked for, listed, renamed, copied and removed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any

from znsocket.exceptions import ResponseError
from znsocket.keyspace import TYPE_NAMES, Keyspace
from znsocket.keyspace.space import copied
from znsocket.registry import Flag, Int, Name, Pattern, Text, Value, command, octets
from znsocket.registry.parameters import IntParameter

_CURSOR = re.compile(r"[+-]?[0-9]{1,20}\Z|\Z")
_PAGE = 10


class CursorParameter(IntParameter):
    """The place where a scan goes on."""

    def parse(self, value: Any) -> int:
        """Return the cursor; Redis reads it as C's strtoul does."""
        cursor = int(value or 0) if _CURSOR.match(str(value)) else 2**64
        if abs(cursor) >= 2**64:
            raise ResponseError("invalid cursor")
        return cursor


class DatabaseParameter(IntParameter):
    """The number of a database; the embedded store has only 0."""

    accepts = "int | str"
    fast = "{x} == 0 and {x}.__class__ is int"

    def parse(self, value: Any) -> int:
        """Return 0."""
        number = super().parse(value)
        if not -(2**31) <= number < 2**31:
            raise ResponseError(
                "value is out of range, value must between -2147483648 and 2147483647"
            )
        if number:
            raise ResponseError("DB index is out of range")
        return number


Cursor = Annotated[int, CursorParameter()]
Database = Annotated[int, DatabaseParameter()]


@command(group="key", writes=True, complexity="O(N) for N keys", redis_name="del")
def delete(db: Keyspace, *names: Name) -> int:
    """Remove keys.

    Parameters
    ----------
    *names : str
        The keys.

    Returns
    -------
    int
        How many there were.

    Examples
    --------
    >>> r.set("user", "Ada")
    True
    >>> r.delete("user", "missing")
    1
    """
    return sum(map(db.delete, names))


@command(group="key", writes=True, complexity="O(N) for N keys", since="4.0.0")
def unlink(db: Keyspace, *names: Name) -> int:
    """Remove keys, like `delete`.

    Parameters
    ----------
    *names : str
        The keys.

    Returns
    -------
    int
        How many there were.

    Examples
    --------
    >>> r.set("user", "Ada")
    True
    >>> r.unlink("user", "missing")
    1
    """
    return sum(map(db.delete, names))


@command(group="key", complexity="O(N) for N keys")
def exists(db: Keyspace, *names: Name) -> int:
    """Return how many of several keys there are.

    Parameters
    ----------
    *names : str
        The keys; one that is named twice counts twice.

    Returns
    -------
    int

    Examples
    --------
    >>> r.set("user", "Ada")
    True
    >>> r.exists("user", "missing")
    1
    """
    return sum(map(db.exists, names))


@command(group="key", complexity="O(N) for N keys", since="3.2.1")
def touch(db: Keyspace, *args: Name) -> int:
    """Return how many of several keys there are, like `exists`.

    On Redis it also makes them the last to be evicted.

    Parameters
    ----------
    *args : str
        The keys; one that is named twice counts twice.

    Returns
    -------
    int

    Examples
    --------
    >>> r.set("user", "Ada")
    True
    >>> r.touch("user", "missing")
    1
    """
    return sum(map(db.exists, args))


@command(group="key", complexity="O(1)")
def type(db: Keyspace, name: Name) -> Text:
    """Return the type of the value that a key holds.

    Parameters
    ----------
    name : str
        The key.

    Returns
    -------
    str
        ``"string"``, ``"list"``, ``"hash"``, ``"set"`` or ``"zset"``; ``"none"`` when the key is
        missing.

    Examples
    --------
    >>> r.rpush("queue", "a")
    1
    >>> r.type("queue")
    'list'
    """
    return TYPE_NAMES[db.data[name].__class__] if db.exists(name) else "none"


@command(group="key", writes=True, complexity="O(1)")
def rename(db: Keyspace, src: Name, dst: Name) -> bool:
    """Give a key another name, with its time to live.

    Parameters
    ----------
    src : str
        The key.
    dst : str
        Its name afterwards; a key of that name is replaced.

    Returns
    -------
    bool
        True.

    Raises
    ------
    ResponseError
        The key is missing.

    Examples
    --------
    >>> r.set("draft", "text")
    True
    >>> r.rename("draft", "final")
    True
    >>> r.get("final")
    'text'
    """
    if not db.exists(src):
        raise ResponseError("no such key")
    db.move(src, dst)
    return True


@command(group="key", writes=True, complexity="O(1)")
def renamenx(db: Keyspace, src: Name, dst: Name) -> bool:
    """Give a key another name, with its time to live, only if no key has that name.

    Parameters
    ----------
    src : str
        The key.
    dst : str
        Its name afterwards.

    Returns
    -------
    bool
        Whether it was renamed.

    Raises
    ------
    ResponseError
        The key is missing.

    Examples
    --------
    >>> r.mset({"draft": "new", "final": "old"})
    True
    >>> r.renamenx("draft", "final")
    False
    """
    if not db.exists(src):
        raise ResponseError("no such key")
    if db.exists(dst):
        return False
    db.move(src, dst)
    return True


@command(group="key", writes=True, complexity="O(N) for N members", since="6.2.0")
def copy(
    db: Keyspace,
    source: Name,
    destination: Name,
    destination_db: Database | None = None,
    replace: Flag = False,
) -> bool:
    """Copy a key with its time to live.

    Parameters
    ----------
    source : str
        The key.
    destination : str
        The key of the copy.
    destination_db : int, optional
        The database of the copy; the embedded store has only 0.
    replace : bool
        Replace a key that is there.

    Returns
    -------
    bool
        False when `source` is missing, or `destination` is there and not to be replaced.

    Raises
    ------
    ResponseError
        Both keys are the same, or there is no such database.

    Examples
    --------
    >>> r.rpush("queue", "a", "b")
    2
    >>> r.copy("queue", "backup")
    True
    >>> r.lrange("backup", 0, -1)
    ['a', 'b']
    """
    if source == destination:
        raise ResponseError("source and destination objects are the same")
    if not db.exists(source) or (db.exists(destination) and not replace):
        return False
    db.store(destination, copied(db.data[source]))
    if source in db.expires:
        db.expire_at(destination, db.expires[source])
    return True


@command(group="key", complexity="O(N) for N keys in the store")
def keys(
    db: Keyspace,
    pattern: Pattern = "*",  # type: ignore[assignment]  # becomes a function like any other
) -> list[Text]:
    """Return the keys that match a pattern.

    It looks at every key there is; `scan` does so in steps.

    Parameters
    ----------
    pattern : str
        ``?`` stands for one octet, ``*`` for any number, ``[ab]``, ``[^a]`` and ``[a-z]`` for one
        of several; a backslash takes away the meaning of what follows.

    Returns
    -------
    list of str
        In no particular order.

    Examples
    --------
    >>> r.mset({"user:1": "Ada", "user:2": "Bob", "visits": 7})
    True
    >>> sorted(r.keys("user:*"))
    ['user:1', 'user:2']
    """
    db.forget_due()
    return list(filter(pattern, db.data))


@command(group="key", complexity="O(1) for each call", since="2.8.0")
def scan(
    db: Keyspace,
    cursor: Cursor = 0,
    match: Pattern | None = None,
    count: Int | None = None,
    _type: Value | None = None,
) -> tuple[int, list[Text]]:
    """Return some of all keys, and where to go on.

    A key that is there from the first to the last call is returned at least once.

    Parameters
    ----------
    cursor : int
        0 at first, then what the call before returned.
    match : str, optional
        Return only keys that match this pattern, see `keys`.
    count : int, optional
        About how many keys to look at, 10 by default.
    _type : str, optional
        Return only keys of this type, see `type`.

    Returns
    -------
    tuple of (int, list of str)
        The next cursor, 0 at the end, and keys in no particular order, perhaps none.

    Raises
    ------
    ResponseError
        The count is not positive, or the cursor is no number.

    Examples
    --------
    >>> r.mset({"user:1": "Ada", "visits": 7})
    True
    >>> r.scan(match="user:*", count=100)
    (0, ['user:1'])
    """
    if count is not None and count < 1:
        raise ResponseError("syntax error")
    db.forget_due()
    place, names = db.data.page(cursor, count or _PAGE)
    if match is not None:
        names = list(filter(match, names))
    if _type is not None:
        kind = octets(_type).lower().decode(errors="replace")
        names = [name for name in names if TYPE_NAMES[db.data[name].__class__] == kind]
    return place, names


@command(group="key", iterates="scan", complexity="O(N) for N keys in the store")
def scan_iter(
    db: Keyspace,
    match: Pattern | None = None,
    count: Int | None = None,
    _type: Value | None = None,
) -> Iterator[Text]:
    """Go through all keys, with one `scan` after the other.

    Parameters
    ----------
    match : str, optional
        Give only keys that match this pattern, see `keys`.
    count : int, optional
        About how many keys each step looks at.
    _type : str, optional
        Give only keys of this type, see `type`.

    Returns
    -------
    iterator of str

    Examples
    --------
    >>> r.mset({"user:1": "Ada", "user:2": "Bob", "visits": 7})
    True
    >>> sorted(r.scan_iter("user:*"))
    ['user:1', 'user:2']
    """


@command(group="key", complexity="O(1)")
def randomkey(db: Keyspace) -> Text | None:
    """Return a random key.

    Returns
    -------
    str or None
        None when there are no keys.

    Examples
    --------
    >>> r.randomkey() is None
    True
    >>> r.set("user", "Ada")
    True
    >>> r.randomkey()
    'user'
    """
    db.forget_due()
    return db.data.pick() if db.data else None
