"""Lists: sequences of text that grow at both ends."""

from __future__ import annotations

from typing import Optional, Union

from znsocket.exceptions import ResponseError
from znsocket.keyspace import Keyspace, ListValue
from znsocket.registry import Int, Key, Name, Text, Value, command


@command(group="list", writes=True, complexity="O(N) for N values")
def lpush(db: Keyspace, name: Key[ListValue], *values: Value) -> int:
    """Put values before the first element, one after the other.

    Parameters
    ----------
    name : str
        Key of the list; made when missing.
    *values : str, bytes, int or float
        The last one becomes the first element.

    Returns
    -------
    int
        Length of the list afterwards.

    Examples
    --------
    >>> r.lpush("queue", "a", "b")
    2
    >>> r.lrange("queue", 0, -1)
    ['b', 'a']
    """
    name.push_left(values)
    return len(name)


@command(group="list", writes=True, complexity="O(N) for N values")
def rpush(db: Keyspace, name: Key[ListValue], *values: Value) -> int:
    """Put values behind the last element, in order.

    Parameters
    ----------
    name : str
        Key of the list; made when missing.
    *values : str, bytes, int or float

    Returns
    -------
    int
        Length of the list afterwards.

    Examples
    --------
    >>> r.rpush("queue", "a", "b")
    2
    >>> r.rpush("queue", 3)
    3
    """
    name.push_right(values)
    return len(name)


@command(group="list", complexity="O(1)")
def lindex(db: Keyspace, name: Key[ListValue], index: Int) -> Optional[Text]:
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

    Examples
    --------
    >>> r.rpush("queue", "a", "b")
    2
    >>> r.lindex("queue", -1)
    'b'
    """
    return name.at(index)


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
