"""Lists: sequences of text. Here is what looks into one and changes it inside."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any

from znsocket.exceptions import ResponseError
from znsocket.keyspace import Keyspace, ListValue
from znsocket.registry import Int, Key, LateInt, Text, Value, command
from znsocket.registry.parameters import (
    AtLeastParameter,
    IntParameter,
    WordParameter,
    parse_int,
)


class RankParameter(IntParameter):
    """The number of a match: from 1, or from -1 backwards."""

    fast = "False"

    def parse(self, value: Any) -> int:
        """Return the rank."""
        rank = super().parse(value)
        if rank == 0:
            raise ResponseError(
                "RANK can't be zero: use 1 to start from the first match, 2 from the second ... "
                "or use negative to start from the end of the list"
            )
        return rank


Side = Annotated[str, WordParameter("BEFORE", "AFTER")]
Rank = Annotated[int, RankParameter()]
MatchCount = Annotated[int, AtLeastParameter(0, "COUNT can't be negative")]
Compared = Annotated[int, AtLeastParameter(0, "MAXLEN can't be negative")]


@command(group="list", complexity="O(1)")
def llen(db: Keyspace, name: Key[ListValue]) -> int:
    """Return the number of elements.

    Parameters
    ----------
    name : str
        Key of the list.

    Returns
    -------
    int
        0 when the key is missing.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.rpush("queue", "a", "b")
    2
    >>> r.llen("queue")
    2
    """
    return len(name)


@command(group="list", complexity="O(1)")
def lindex(db: Keyspace, name: Key[ListValue], index: LateInt) -> Text | None:
    """Return the element at an index.

    Parameters
    ----------
    name : str
        Key of the list.
    index : int
        From 0; negative from the end, -1 being the last element.

    Returns
    -------
    str or None
        None when the index is outside the list or the key is missing.

    Raises
    ------
    ResponseError
        The key holds another type, or `index` is no integer.

    Examples
    --------
    >>> r.rpush("queue", "a", "b")
    2
    >>> r.lindex("queue", -1)
    'b'
    """
    try:
        element = name.at(index) if name.front else name.back[index]
    except IndexError:
        element = None
    except TypeError:  # a text; Redis does not look at it when there is no list
        element = name.at(parse_int(index)) if name else None
    return element


@command(group="list", complexity="O(N) for N returned elements")
def lrange(db: Keyspace, name: Key[ListValue], start: Int, end: Int) -> list[Text]:
    """Return the elements between two indices, both included.

    Parameters
    ----------
    name : str
        Key of the list.
    start, end : int
        From 0; negative from the end. Indices beyond the ends are taken as the ends.

    Returns
    -------
    list of str

    Raises
    ------
    ResponseError
        The key holds another type, or an index is no integer.

    Examples
    --------
    >>> r.rpush("queue", "a", "b", "c")
    3
    >>> r.lrange("queue", 0, 1)
    ['a', 'b']
    >>> r.lrange("queue", -2, 100)
    ['b', 'c']
    """
    return name.slice(*name.span(start, end))


@command(group="list", since="6.0.6", complexity="O(N) for N elements that are compared")
def lpos(
    db: Keyspace,
    name: Key[ListValue],
    value: Value,
    rank: Rank | None = None,
    count: MatchCount | None = None,
    maxlen: Compared | None = None,
) -> int | list[int] | None:
    """Return where a value stands in the list.

    Parameters
    ----------
    name : str
        Key of the list.
    value : str, bytes, int or float
    rank : int, optional
        The match to begin with: 1 is the first, -1 the last with a search from the end.
    count : int, optional
        Return this many matches, 0 for all of them.
    maxlen : int, optional
        Compare this many elements at most, 0 for all of them.

    Returns
    -------
    int, list of int or None
        Indices from 0, in the order they were found. Without `count` one index, or None.

    Raises
    ------
    ResponseError
        The key holds another type, `rank` is 0, or `count` or `maxlen` is negative.

    Examples
    --------
    >>> r.rpush("letters", "a", "b", "c", "b")
    4
    >>> r.lpos("letters", "b")
    1
    >>> r.lpos("letters", "b", rank=-1, count=0)
    [3, 1]
    """
    rank = rank or 1
    skipped = min(abs(rank) - 1, len(name))
    wanted = 1 if count is None else min(count or len(name), len(name))
    places = name.places(value, backward=rank < 0, among=maxlen or 0)
    found = list(islice(places, skipped, skipped + wanted))
    if count is None:
        return found[0] if found else None
    return found


@command(group="list", writes=True, complexity="O(1)")
def lset(db: Keyspace, name: Key[ListValue], index: LateInt, value: Value) -> bool:
    """Replace the element at an index.

    Parameters
    ----------
    name : str
        Key of the list, which must exist.
    index : int
        From 0; negative from the end.
    value : str, bytes, int or float

    Returns
    -------
    bool
        True.

    Raises
    ------
    ResponseError
        The key is missing or holds another type, or the index is outside the list.

    Examples
    --------
    >>> r.rpush("queue", "a", "b")
    2
    >>> r.lset("queue", -1, "z")
    True
    >>> r.lrange("queue", 0, -1)
    ['a', 'z']
    """
    if not name:
        raise ResponseError("no such key")
    place = parse_int(index)
    if place < 0:
        place += len(name)
    if not 0 <= place < len(name):
        raise ResponseError("index out of range")
    name.put(place, value)
    return True


@command(
    group="list",
    writes=True,
    unchanged=(0, -1),
    since="2.2.0",
    complexity="O(N) for N elements before the found one",
)
def linsert(db: Keyspace, name: Key[ListValue], where: Side, refvalue: Value, value: Value) -> int:
    """Put a value before or after the first element that equals another.

    Parameters
    ----------
    name : str
        Key of the list.
    where : str
        ``"BEFORE"`` or ``"AFTER"``, in any case.
    refvalue : str, bytes, int or float
        The element to look for.
    value : str, bytes, int or float
        The new element.

    Returns
    -------
    int
        Length of the list afterwards; -1 when `refvalue` is not in it, 0 when the key is missing.

    Raises
    ------
    ResponseError
        The key holds another type, or `where` is another word.

    Examples
    --------
    >>> r.rpush("queue", "a", "c")
    2
    >>> r.linsert("queue", "BEFORE", "c", "b")
    3
    >>> r.lrange("queue", 0, -1)
    ['a', 'b', 'c']
    """
    at = next(name.places(refvalue), None)
    if at is None:
        return -1 if name else 0
    name.insert(at if where == "BEFORE" else at + 1, value)
    return len(name)


@command(group="list", writes=True, unchanged=(0,), complexity="O(N) for N elements of the list")
def lrem(db: Keyspace, name: Key[ListValue], count: Int, value: Value) -> int:
    """Remove elements that equal a value.

    Parameters
    ----------
    name : str
        Key of the list.
    count : int
        Remove the first `count` of them, the last ``-count``, or all for 0.
    value : str, bytes, int or float

    Returns
    -------
    int
        Number of elements removed.

    Raises
    ------
    ResponseError
        The key holds another type, or `count` is no integer.

    Examples
    --------
    >>> r.rpush("todo", "a", "b", "a", "a")
    4
    >>> r.lrem("todo", -2, "a")
    2
    >>> r.lrange("todo", 0, -1)
    ['a', 'b']
    """
    return name.remove(value, count)


@command(group="list", writes=True, complexity="O(N) for N removed elements")
def ltrim(db: Keyspace, name: Key[ListValue], start: Int, end: Int) -> bool:
    """Keep the elements between two indices, both included, and remove the others.

    Parameters
    ----------
    name : str
        Key of the list; removed when nothing is left.
    start, end : int
        From 0; negative from the end. Indices beyond the ends are taken as the ends.

    Returns
    -------
    bool
        True.

    Raises
    ------
    ResponseError
        The key holds another type, or an index is no integer.

    Examples
    --------
    >>> r.rpush("log", "a", "b", "c")
    3
    >>> r.ltrim("log", -2, -1)
    True
    >>> r.lrange("log", 0, -1)
    ['b', 'c']
    """
    name.keep(*name.span(start, end))
    return True
