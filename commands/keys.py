"""Keys of every type: looked for, renamed, copied and removed."""

from __future__ import annotations

from typing import Annotated, Any

from znsocket.exceptions import ResponseError
from znsocket.keyspace import TYPE_NAMES, Keyspace
from znsocket.keyspace.space import copied
from znsocket.registry import (
    Flag,
    Name,
    OneOrZero,
    Text,
    command,
)
from znsocket.registry.parameters import IntParameter


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
    if src != dst:
        db.move(src, dst)
    return True


@command(group="key", writes=True, complexity="O(1)")
def renamenx(db: Keyspace, src: Name, dst: Name) -> OneOrZero:
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
) -> OneOrZero:
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
