"""Sorted sets: what takes members from their ends and waits for some when there are none."""

from __future__ import annotations

from typing import Any

from znsocket.commands.list_waits import LateTimeout
from znsocket.commands.numbered_keys import keys_to_pop
from znsocket.commands.sorted_set_pops import Popped, take_members
from znsocket.keyspace import Keyspace, SortedSetValue
from znsocket.registry import (
    Flag,
    LateInt,
    Names,
    SpreadNames,
    Text,
    Timeout,
    command,
    refused,
)
from znsocket.registry.parameters import TimeoutParameter


@command(
    group="sorted_set",
    writes=True,
    blocking="timeout",
    since="5.0.0",
    complexity="O(K + log N) for K keys",
)
def bzpopmin(
    db: Keyspace, keys: Names, timeout: Timeout | None = 0
) -> tuple[Text, Text, float] | None:
    """Remove and return the lowest member of the first of several sorted sets, or wait for one.

    See `blpop` for the order in which calls are served.

    Parameters
    ----------
    keys : str or list of str
        Keys of sorted sets, in the order in which they are tried.
    timeout : float
        Seconds to wait at most; 0 for no limit.

    Returns
    -------
    tuple of (str, str, float), or None
        The key, the member and its score. None when the time is over.

    Raises
    ------
    ResponseError
        A key that is tried holds another type, or `timeout` is negative.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3, "bob": 5})
    2
    >>> r.bzpopmin(["missing", "board"], timeout=1)
    ('board', 'ann', 3.0)
    >>> r.bzpopmin("missing", timeout=0.01) is None
    True
    """

    def pop(key: Text, held: SortedSetValue) -> tuple[Text, Text, float]:
        ((member, score),) = held.take(0, 1)
        db.changed(key, held)
        return key, member, score

    return db.wait_for(keys, SortedSetValue, pop, timeout or 0)


@command(
    group="sorted_set",
    writes=True,
    blocking="timeout",
    since="5.0.0",
    complexity="O(K + log N) for K keys",
)
def bzpopmax(
    db: Keyspace, keys: Names, timeout: Timeout | None = 0
) -> tuple[Text, Text, float] | None:
    """Remove and return the highest member of the first of several sorted sets, or wait for one.

    See `blpop` for the order in which calls are served.

    Parameters
    ----------
    keys : str or list of str
        Keys of sorted sets, in the order in which they are tried.
    timeout : float
        Seconds to wait at most; 0 for no limit.

    Returns
    -------
    tuple of (str, str, float), or None
        The key, the member and its score. None when the time is over.

    Raises
    ------
    ResponseError
        A key that is tried holds another type, or `timeout` is negative.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3, "bob": 5})
    2
    >>> r.bzpopmax(["missing", "board"], timeout=1)
    ('board', 'bob', 5.0)
    """

    def pop(key: Text, held: SortedSetValue) -> tuple[Text, Text, float]:
        ((member, score),) = held.take(0, 1, reverse=True)
        db.changed(key, held)
        return key, member, score

    return db.wait_for(keys, SortedSetValue, pop, timeout or 0)


@command(
    group="sorted_set",
    writes=True,
    blocking="timeout",
    since="7.0.0",
    complexity="O(K + log N + M) for K keys and M popped members",
    rules=(refused("bool(min) == bool(max)", error="Either min or max, but not both must be set"),),
    may_be_empty=True,
)
def bzmpop(
    db: Keyspace,
    timeout: LateTimeout,
    numkeys: LateInt,
    keys: SpreadNames,
    min: Flag = False,
    max: Flag = False,
    count: LateInt = 1,
) -> Popped | None:
    """Remove and return members of the first sorted set that has any, or wait for some.

    Parameters
    ----------
    timeout : float
        Seconds to wait at most; 0 for no limit.
    numkeys : int
        Number of `keys`.
    keys : list of str
        Keys of sorted sets, in the order in which they are tried.
    min, max : bool
        Take the lowest or the highest scores; exactly one of them.
    count : int
        How many members at most.

    Returns
    -------
    list or None
        The key, and a list of ``[member, score]`` with the scores as bytes. None when the time
        is over.

    Raises
    ------
    DataError
        Both or none of `min` and `max` are given.
    ResponseError
        A key that is tried holds another type, `numkeys` is not the number of keys, `count` is
        less than 1, or `timeout` is negative.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3, "bob": 5, "eve": 8})
    3
    >>> r.bzmpop(1, 2, ["missing", "board"], max=True, count=2)
    ['board', [['eve', b'8'], ['bob', b'5']]]
    """
    names, end, most = keys_to_pop(
        "bzmpop", numkeys, [*keys, "MAX" if max else "MIN", "COUNT", count], ("MIN", "MAX")
    )
    limit = TimeoutParameter().parse(timeout)

    def pop(key: Text, held: SortedSetValue) -> list[Any]:
        return take_members(db, key, held, most, end == "MAX")

    return db.wait_for(names, SortedSetValue, pop, limit)
