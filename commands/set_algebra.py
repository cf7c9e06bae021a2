"""Sets combined: intersections, unions and differences, returned, stored or counted."""

from __future__ import annotations

from itertools import islice

from znsocket.commands.numbered_keys import keys_to_count, limit_of
from znsocket.keyspace import Keyspace, SetValue
from znsocket.registry import KeyCount, LateInt, Name, Names, SpreadNames, Text, command


@command(group="set", complexity="O(N*M) for M sets, the smallest of N members")
def sinter(db: Keyspace, keys: Names, *args: Name) -> set[Text]:
    """Return the members that all of several sets have.

    Parameters
    ----------
    keys : list of str, or str
        All keys, or the first of them; a missing key is an empty set.
    *args : str
        Further keys.

    Returns
    -------
    set of str

    Examples
    --------
    >>> r.sadd("even", 2, 4, 6), r.sadd("small", 1, 2, 3)
    (3, 3)
    >>> r.sinter("even", "small")
    {'2'}
    """
    return _intersection(db, keys)


@command(group="set", complexity="O(N) for N members in all sets")
def sunion(db: Keyspace, keys: Names, *args: Name) -> set[Text]:
    """Return the members that any of several sets has.

    Parameters
    ----------
    keys : list of str, or str
        All keys, or the first of them; a missing key is an empty set.
    *args : str
        Further keys.

    Returns
    -------
    set of str

    Examples
    --------
    >>> r.sadd("even", 2, 4), r.sadd("small", 1, 2)
    (2, 2)
    >>> sorted(r.sunion(["even", "small"]))
    ['1', '2', '4']
    """
    return _union(db, keys)


@command(group="set", complexity="O(N) for N members in all sets")
def sdiff(db: Keyspace, keys: Names, *args: Name) -> set[Text]:
    """Return the members that the first of several sets has and no other.

    Parameters
    ----------
    keys : list of str, or str
        All keys, or the first of them; a missing key is an empty set.
    *args : str
        Further keys.

    Returns
    -------
    set of str

    Examples
    --------
    >>> r.sadd("even", 2, 4), r.sadd("small", 1, 2)
    (2, 2)
    >>> r.sdiff("even", "small")
    {'4'}
    """
    return _difference(db, keys)


@command(group="set", writes=True, complexity="O(N*M) for M sets, the smallest of N members")
def sinterstore(db: Keyspace, dest: Name, keys: Names, *args: Name) -> int:
    """Store the members that all of several sets have.

    Parameters
    ----------
    dest : str
        Key that is replaced, whatever it holds, or removed when the result is empty.
    keys : list of str, or str
        All keys, or the first of them; a missing key is an empty set.
    *args : str
        Further keys.

    Returns
    -------
    int
        Number of members stored.

    Examples
    --------
    >>> r.sadd("even", 2, 4, 6), r.sadd("small", 1, 2, 3)
    (3, 3)
    >>> r.sinterstore("both", "even", "small")
    1
    >>> r.smembers("both")
    {'2'}
    """
    return _store(db, dest, _intersection(db, keys))


@command(group="set", writes=True, complexity="O(N) for N members in all sets")
def sunionstore(db: Keyspace, dest: Name, keys: Names, *args: Name) -> int:
    """Store the members that any of several sets has.

    Parameters
    ----------
    dest : str
        Key that is replaced, whatever it holds, or removed when the result is empty.
    keys : list of str, or str
        All keys, or the first of them; a missing key is an empty set.
    *args : str
        Further keys.

    Returns
    -------
    int
        Number of members stored.

    Examples
    --------
    >>> r.sadd("even", 2, 4), r.sadd("small", 1, 2)
    (2, 2)
    >>> r.sunionstore("any", "even", "small")
    3
    """
    return _store(db, dest, _union(db, keys))


@command(group="set", writes=True, complexity="O(N) for N members in all sets")
def sdiffstore(db: Keyspace, dest: Name, keys: Names, *args: Name) -> int:
    """Store the members that the first of several sets has and no other.

    Parameters
    ----------
    dest : str
        Key that is replaced, whatever it holds, or removed when the result is empty.
    keys : list of str, or str
        All keys, or the first of them; a missing key is an empty set.
    *args : str
        Further keys.

    Returns
    -------
    int
        Number of members stored.

    Examples
    --------
    >>> r.sadd("even", 2, 4), r.sadd("small", 1, 2)
    (2, 2)
    >>> r.sdiffstore("large", "even", "small")
    1
    >>> r.smembers("large")
    {'4'}
    """
    return _store(db, dest, _difference(db, keys))


@command(
    group="set",
    complexity="O(N*M) for M sets, the smallest of N members",
    since="7.0.0",
    may_be_empty=True,
)
def sintercard(db: Keyspace, numkeys: KeyCount, keys: SpreadNames, limit: LateInt = 0) -> int:
    """Return how many members all of several sets have.

    Parameters
    ----------
    numkeys : int
        The number of keys.
    keys : list of str
        A missing key is an empty set.
    limit : int
        Stop counting there; 0 for never.

    Returns
    -------
    int

    Raises
    ------
    ResponseError
        `numkeys` is not the number of keys, or `limit` is negative.

    Examples
    --------
    >>> r.sadd("even", 2, 4, 6), r.sadd("small", 2, 3, 4)
    (3, 3)
    >>> r.sintercard(2, ["even", "small"])
    2
    >>> r.sintercard(2, ["even", "small"], limit=1)
    1
    """
    too_many = "Number of keys can't be greater than number of args"
    names, options = keys_to_count(numkeys, keys, limit, too_many)
    most = limit_of(options)
    smallest, *others = sorted(_sets(db, names), key=len)
    if not most:
        return len(smallest.intersection(*others))
    members = iter(smallest)
    for other in others:
        members = filter(other.__contains__, members)
    return sum(1 for _ in islice(members, most))


def _sets(db: Keyspace, keys: list[Text]) -> list[SetValue]:
    return [db.read(key, SetValue) for key in keys]


def _intersection(db: Keyspace, keys: list[Text]) -> set[Text]:
    # The smallest first: what comes out is never larger.
    smallest, *others = sorted(_sets(db, keys), key=len)
    return smallest.intersection(*others)


def _union(db: Keyspace, keys: list[Text]) -> set[Text]:
    # The largest first: copying a set costs far less than adding its members one by one.
    *others, largest = sorted(_sets(db, keys), key=len)
    return largest.union(*others)


def _difference(db: Keyspace, keys: list[Text]) -> set[Text]:
    first, *others = _sets(db, keys)
    return first.difference(*others)


def _store(db: Keyspace, dest: Text, members: set[Text]) -> int:
    db.store(dest, SetValue(members))
    return len(members)
