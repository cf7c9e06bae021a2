"""The server itself: whether it answers, its clock, and all that it stores."""

from __future__ import annotations

import time as clock

from znsocket.keyspace import Keyspace
from znsocket.registry import Flag, Text, Value, command


@command(group="server", complexity="O(1)")
def ping(db: Keyspace) -> bool:
    """Tell that the store answers.

    Returns
    -------
    bool
        True.

    Examples
    --------
    >>> r.ping()
    True
    """
    return True


@command(group="server", complexity="O(1)")
def echo(db: Keyspace, value: Value) -> Text:
    """Return what was sent.

    Parameters
    ----------
    value : str, bytes, int or float
        Any text.

    Returns
    -------
    str

    Examples
    --------
    >>> r.echo("hello")
    'hello'
    """
    return value


@command(group="server", complexity="O(1)", since="2.6.0")
def time(db: Keyspace) -> tuple[int, int]:
    """Return the time of the server's clock.

    Returns
    -------
    tuple of (int, int)
        Unix time in whole seconds, and the microseconds since.

    Examples
    --------
    >>> seconds, microseconds = r.time()
    >>> seconds > 0 and 0 <= microseconds < 1_000_000
    True
    """
    return divmod(clock.time_ns() // 1000, 1_000_000)


@command(group="server", complexity="O(1)", everywhere=sum)
def dbsize(db: Keyspace) -> int:
    """Return how many keys there are.

    Returns
    -------
    int

    Examples
    --------
    >>> r.mset({"a": 1, "b": 2})
    True
    >>> r.dbsize()
    2
    """
    db.forget_due()
    return len(db.data)


@command(group="server", writes=True, complexity="O(N) for N keys", everywhere=all)
def flushdb(db: Keyspace, asynchronous: Flag = False) -> bool:
    """Remove every key of the database.

    Parameters
    ----------
    asynchronous : bool
        Let Redis free the memory later; the embedded store makes no difference.

    Returns
    -------
    bool
        True.

    Examples
    --------
    >>> r.set("user", "Ada")
    True
    >>> r.flushdb()
    True
    >>> r.dbsize()
    0
    """
    db.clear()
    return True


@command(group="server", writes=True, complexity="O(N) for N keys", everywhere=all)
def flushall(db: Keyspace, asynchronous: Flag = False) -> bool:
    """Remove every key of every database; the embedded store has one.

    Parameters
    ----------
    asynchronous : bool
        Let Redis free the memory later; the embedded store makes no difference.

    Returns
    -------
    bool
        True.

    Examples
    --------
    >>> r.set("user", "Ada")
    True
    >>> r.flushall()
    True
    >>> r.dbsize()
    0
    """
    db.clear()
    return True
