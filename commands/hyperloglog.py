"""HyperLogLog: how many different members were ever added, without keeping the members."""

from __future__ import annotations

from znsocket.keyspace import Keyspace
from znsocket.keyspace.hyperloglog import HyperLogLogValue
from znsocket.registry import Name, Text, Value, command


@command(
    group="hyperloglog",
    writes=True,
    complexity="O(N) for N values",
    since="2.8.9",
    may_be_empty=True,
)
def pfadd(db: Keyspace, name: Name, *values: Value) -> int:
    """Add members to a HyperLogLog.

    Parameters
    ----------
    name : str
        Key; made when missing. Other commands see a string there.
    *values : str, bytes, int or float

    Returns
    -------
    int
        1 if the key is new or its count may have changed, otherwise 0.

    Raises
    ------
    ResponseError
        The key holds something else.

    Examples
    --------
    >>> r.pfadd("visitors", "ann", "ben", "ann")
    1
    >>> r.pfadd("visitors", "ben")
    0
    >>> r.pfcount("visitors")
    2
    """
    is_new = not db.exists(name)
    held = _held(db, name)
    changes = is_new + sum(map(held.put, values))
    if changes:
        db.settle(name, held.data)
    return 1 if changes else 0


@command(group="hyperloglog", complexity="O(N) for N keys", since="2.8.9")
def pfcount(db: Keyspace, *sources: Name) -> int:
    """Return how many different members were added to one or any of several HyperLogLogs.

    The count is exact for up to 2048 members, then an estimate with a standard error of 0.8 %.

    Parameters
    ----------
    *sources : str
        Keys; a missing one counts nothing.

    Returns
    -------
    int

    Raises
    ------
    ResponseError
        A key holds something else.

    Examples
    --------
    >>> r.pfadd("monday", "ann", "ben"), r.pfadd("tuesday", "ben", "cleo")
    (1, 1)
    >>> r.pfcount("monday"), r.pfcount("monday", "tuesday")
    (2, 3)
    """
    first, *others = [_held(db, source) for source in sources]
    return _merged(HyperLogLogValue(), first, *others).count() if others else first.count()


@command(
    group="hyperloglog", writes=True, complexity="O(N) for N keys", since="2.8.9", may_be_empty=True
)
def pfmerge(db: Keyspace, dest: Name, *sources: Name) -> bool:
    """Add all members of several HyperLogLogs to another one.

    Parameters
    ----------
    dest : str
        Key of the one that is added to; made when missing.
    *sources : str
        Keys of the others; a missing one adds nothing.

    Returns
    -------
    bool
        True.

    Raises
    ------
    ResponseError
        A key holds something else.

    Examples
    --------
    >>> r.pfadd("monday", "ann", "ben"), r.pfadd("tuesday", "ben", "cleo")
    (1, 1)
    >>> r.pfmerge("week", "monday", "tuesday")
    True
    >>> r.pfcount("week")
    3
    """
    target, *others = [_held(db, name) for name in (dest, *sources)]
    db.settle(dest, _merged(target, *others).data)
    return True


def _held(db: Keyspace, name: Text) -> HyperLogLogValue:
    return HyperLogLogValue(db.buffer(name)) if db.exists(name) else HyperLogLogValue()


def _merged(target: HyperLogLogValue, *others: HyperLogLogValue) -> HyperLogLogValue:
    for other in others:
        target.merge(other)
    return target
