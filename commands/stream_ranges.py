"""Streams: what reads several entries of one or more of them."""

from __future__ import annotations

from typing import Annotated, Any

from znsocket.commands.stream_ids import (
    CheckedIntParameter,
    FilledMappingParameter,
    RangeEnd,
    RangeStart,
    after,
    parse_id,
)
from znsocket.exceptions import DataError, ResponseError
from znsocket.keyspace import Keyspace, StreamValue
from znsocket.keyspace.stream import LAST_ID, StreamId, format_id
from znsocket.registry import Key, Text, command
from znsocket.registry.replies import Reading, TupleShape, shape_of

Entries = list[tuple[Text, dict[Text, Text]]]


class PageShape(TupleShape):
    """The key and the entries of one stream, in a list."""

    def __init__(self) -> None:
        super().__init__([shape_of(Text), shape_of(Entries)])
        self.stub = "list[Any]"

    def restore(self, data: Any, reading: Reading) -> Any:
        """Return the list."""
        return list(super().restore(data, reading))


class BlockParameter(CheckedIntParameter):
    """How long to wait for entries, which no surface can do yet."""

    def __init__(self, least: int, refusal: str) -> None:
        super().__init__(least, refusal)
        self.fast = "False"

    def pack(self, value: Any) -> Any:
        """Raise `DataError`."""
        super().pack(value)
        raise DataError("XREAD cannot wait for entries yet: leave block out")


StreamPage = Annotated[list[Any], PageShape()]

RangeCount = Annotated[int, CheckedIntParameter(1, "XRANGE count must be a positive integer")]
ReverseCount = Annotated[int, CheckedIntParameter(1, "XREVRANGE count must be a positive integer")]
ReadCount = Annotated[int, CheckedIntParameter(1, "XREAD count must be a positive integer")]
ReadBlock = Annotated[int, BlockParameter(0, "XREAD block must be a non-negative integer")]
ReadMost = Annotated[int, CheckedIntParameter(1, "XREAD max_count must be a positive integer")]
ReadSize = Annotated[int, CheckedIntParameter(1, "XREAD max_size must be a positive integer")]
ReadStreams = Annotated[
    dict[Text, Text],
    FilledMappingParameter(
        "XREAD streams must be a non empty dict", "Mapping[AnyKeyT, EncodableT]"
    ),
]


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
    return [(format_id(id_), name[id_]) for id_ in name.range(min, max, count)]


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
    return [(format_id(id_), name[id_]) for id_ in name.range(min, max, count, backward=True)]


@command(group="stream", since="5.0.0", complexity="O(log(N)+M) for M returned entries")
def xread(
    db: Keyspace,
    streams: ReadStreams,
    count: ReadCount | None = None,
    block: ReadBlock | None = None,
    max_count: ReadMost | None = None,
    max_size: ReadSize | None = None,
) -> list[StreamPage]:
    """Return the entries of several streams behind an id each.

    Parameters
    ----------
    streams : dict
        By key of a stream the last id that is known already, ``"$"`` for the last one there is.
    count : int, optional
        Return so many entries of each stream at most.
    block : int, optional
        Must be left out: waiting for entries is not there yet.
    max_count, max_size : int, optional
        Of newer versions of Redis; refused.

    Returns
    -------
    list of [str, list of (str, dict)]
        Key and entries of each stream that has any.

    Raises
    ------
    ResponseError
        A key holds another type, or an id is none.
    DataError
        `streams` is empty, a number is none or out of range, or `block` is given.

    Examples
    --------
    >>> r.xadd("log", {"level": "info"}, id="1-1")
    '1-1'
    >>> r.xread({"log": 0, "other": 0})
    [['log', [('1-1', {'level': 'info'})]]]
    >>> r.xread({"log": "$"})
    []
    """
    if max_count is not None and count is not None and max_count < count:
        raise DataError("XREAD max_count must be greater than or equal to count")
    if max_count is not None or max_size is not None:
        raise ResponseError("syntax error")
    read = []
    for name, written in streams.items():
        stream = db.read(name, StreamValue)
        read.append((name, stream, _known(stream, written)))
    pages: list[Any] = []
    for name, stream, known in read:
        if known < LAST_ID:
            ids = list(stream.range(after(known), LAST_ID, count))
            if ids:
                pages.append([name, [(format_id(id_), stream[id_]) for id_ in ids]])
    return pages


def _known(stream: StreamValue, written: Text) -> StreamId:
    """Return the id behind which XREAD begins."""
    if written == "$":
        return stream.last
    if written == ">":
        raise ResponseError(
            "The > ID can be specified only when calling XREADGROUP using the GROUP "
            "<group> <consumer> option."
        )
    return parse_id(written)
