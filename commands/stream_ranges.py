"""Streams: the entries between two ids."""

from __future__ import annotations

from typing import Annotated

from znsocket.commands.stream_ids import CheckedIntParameter, Entries, RangeEnd, RangeStart
from znsocket.keyspace import Keyspace, StreamValue
from znsocket.registry import Key, command

RangeCount = Annotated[int, CheckedIntParameter(1, "XRANGE count must be a positive integer")]
ReverseCount = Annotated[int, CheckedIntParameter(1, "XREVRANGE count must be a positive integer")]


@command(group="stream", since="5.0.0", complexity="O(log(N)+M) for M returned entries")
def xrange(
    db: Keyspace,
    name: Key[StreamValue],
    min: RangeStart = "-",
    max: RangeEnd = "+",
    count: RangeCount | None = None,
) -> Entries:
    """Return the entries between two ids, the oldest first.

    Parameters
    ----------
    name : str
        Key of the stream.
    min, max : str
        Ids, both included; ``"(id"`` leaves one out, ``"-"`` and ``"+"`` are the ends.
    count : int, optional
        Return so many entries at most.

    Returns
    -------
    list of (str, dict)
        Id and fields of each.

    Raises
    ------
    ResponseError
        The key holds another type, or `min` or `max` is no id.
    DataError
        `count` is no positive integer.

    Examples
    --------
    >>> r.xadd("log", {"level": "info"}, id="1-1")
    '1-1'
    >>> r.xadd("log", {"level": "debug"}, id="2-1")
    '2-1'
    >>> r.xrange("log", min="(1-1", count=5)
    [('2-1', {'level': 'debug'})]
    """
    return name.entries(name.range(min, max, count))


@command(group="stream", since="5.0.0", complexity="O(log(N)+M) for M returned entries")
def xrevrange(
    db: Keyspace,
    name: Key[StreamValue],
    max: RangeEnd = "+",
    min: RangeStart = "-",
    count: ReverseCount | None = None,
) -> Entries:
    """Return the entries between two ids, the newest first.

    Parameters
    ----------
    name : str
        Key of the stream.
    max, min : str
        Ids, both included; ``"(id"`` leaves one out, ``"-"`` and ``"+"`` are the ends.
    count : int, optional
        Return so many entries at most.

    Returns
    -------
    list of (str, dict)
        Id and fields of each.

    Raises
    ------
    ResponseError
        The key holds another type, or `max` or `min` is no id.
    DataError
        `count` is no positive integer.

    Examples
    --------
    >>> r.xadd("log", {"level": "info"}, id="1-1")
    '1-1'
    >>> r.xadd("log", {"level": "debug"}, id="2-1")
    '2-1'
    >>> r.xrevrange("log", count=1)
    [('2-1', {'level': 'debug'})]
    """
    return name.entries(name.range(min, max, count, backward=True))
