"""Sorted sets and sets combined into a sorted set that is stored."""

from __future__ import annotations

from collections.abc import Mapping

from znsocket.commands.sorted_set_algebra import (
    Aggregate,
    Combination,
    Weighted,
    difference,
    need_keys,
)
from znsocket.keyspace import Keyspace, SortedSetValue
from znsocket.registry import Name, SpreadNames, Text, command


def _stored(db: Keyspace, dest: Text, scores: Mapping[Text, float]) -> int:
    found = SortedSetValue(scores)
    db.store(dest, found)
    return len(found)


@command(
    group="sorted_set",
    writes=True,
    complexity="O(N + M log M) for N members read, M stored",
    since="2.0.0",
)
def zunionstore(
    db: Keyspace, dest: Name, keys: Weighted, aggregate: Aggregate | None = None
) -> int:
    """Store what `zunion` returns as a sorted set.

    Parameters
    ----------
    dest : str
        Key that is replaced, or removed when there are no members.
    keys : list of str or dict
        Keys of sorted sets or sets, or weights by key; see `zunion`.
    aggregate : str, optional
        ``"sum"`` of a member's scores, ``"min"`` or ``"max"``.

    Returns
    -------
    int
        Number of members stored.

    Raises
    ------
    DataError
        `aggregate` is none of these.
    ResponseError
        There are no keys, or a weight is not a number.

    Examples
    --------
    >>> r.zadd("mon", {"ann": 3, "bob": 5})
    2
    >>> r.zadd("tue", {"ann": 4})
    1
    >>> r.zunionstore("both", ["mon", "tue"])
    2
    >>> r.zscore("both", "ann")
    7.0
    """
    need_keys("zunionstore", keys, aggregate)
    return _stored(db, dest, Combination(db, keys, aggregate).union())


@command(
    group="sorted_set",
    writes=True,
    complexity="O(N K + M log M) for N members of the smallest of K, M stored",
    since="2.0.0",
)
def zinterstore(
    db: Keyspace, dest: Name, keys: Weighted, aggregate: Aggregate | None = None
) -> int:
    """Store what `zinter` returns as a sorted set.

    Parameters
    ----------
    dest : str
        Key that is replaced, or removed when there are no members.
    keys : list of str or dict
        Keys of sorted sets or sets, or weights by key; see `zunion`.
    aggregate : str, optional
        ``"sum"`` of a member's scores, ``"min"`` or ``"max"``.

    Returns
    -------
    int
        Number of members stored.

    Raises
    ------
    DataError
        `aggregate` is none of these.
    ResponseError
        There are no keys, or a weight is not a number.

    Examples
    --------
    >>> r.zadd("mon", {"ann": 3, "bob": 5})
    2
    >>> r.zadd("tue", {"ann": 4})
    1
    >>> r.zinterstore("both", {"mon": 2, "tue": 1})
    1
    >>> r.zscore("both", "ann")
    10.0
    """
    need_keys("zinterstore", keys, aggregate)
    return _stored(db, dest, Combination(db, keys, aggregate).intersection())


@command(
    group="sorted_set",
    writes=True,
    complexity="O(N K + M log M) for N members of the first of K, M stored",
    since="6.2.0",
)
def zdiffstore(db: Keyspace, dest: Name, keys: SpreadNames) -> int:
    """Store the members that `zdiff` returns, with their scores, as a sorted set.

    Parameters
    ----------
    dest : str
        Key that is replaced, or removed when there are no members.
    keys : list of str
        Keys of sorted sets or sets.

    Returns
    -------
    int
        Number of members stored.

    Raises
    ------
    ResponseError
        There are no keys.

    Examples
    --------
    >>> r.zadd("mon", {"ann": 3, "bob": 5})
    2
    >>> r.zadd("tue", {"ann": 4})
    1
    >>> r.zdiffstore("only", ["mon", "tue"])
    1
    """
    return _stored(db, dest, difference(db, keys))
