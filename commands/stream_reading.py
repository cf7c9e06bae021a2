"""Streams: reading what is new in several of them, for oneself or as one of a group.

`read_behind` and `read_as_group` do it once, whatever there is, and can be called again.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Annotated, Any

from znsocket.commands.stream_groups import existing_group
from znsocket.commands.stream_ids import (
    CheckedIntParameter,
    Entries,
    FilledMappingParameter,
    after,
    parse_id,
)
from znsocket.exceptions import ResponseError
from znsocket.keyspace import Keyspace, StreamValue, now_ms
from znsocket.keyspace.consumer_group import Consumer, Group
from znsocket.keyspace.stream_id import LAST_ID, StreamId, format_id
from znsocket.registry import Flag, Rule, Text, Value, command, refused, text
from znsocket.registry.parameters import read_float
from znsocket.registry.records import RowShape


class BlockParameter(CheckedIntParameter):
    """How many milliseconds to wait for entries: 0 for ever, None for not at all."""

    def __init__(self, command: str, order: int = 0) -> None:
        refusal = f"{command} block must be a non-negative integer"
        super().__init__(0, refusal, "timeout is not an integer or out of range", order)

    def seconds(self, value: Any) -> float | None:
        """Return how long a packed value lets a call wait."""
        return read_float(value) / 1000 if value is not None else None


def _positive(what: str, order: int = 0) -> CheckedIntParameter:
    return CheckedIntParameter(1, f"{what} must be a positive integer", order=order)


class StreamsParameter(FilledMappingParameter):
    """Ids by the streams that are read."""

    def __init__(self, command: str) -> None:
        super().__init__(f"{command} streams must be a non empty dict")

    def names(self, value: dict[Text, Any]) -> Iterable[Text]:
        """Return the names of the streams."""
        return value


class NewerParameter(CheckedIntParameter):
    """An option of newer versions of Redis, which redis-py checks before Redis refuses it."""

    def __init__(self, least: int, refusal: str, order: int) -> None:
        super().__init__(least, refusal, order=order)
        self.fast = "False"  # what is as it should be is refused as well

    def parse(self, value: Any) -> int:
        """Raise `ResponseError`."""
        raise ResponseError("syntax error")


class ClaimParameter(NewerParameter):
    """The same, which redis-py sends as it was given."""

    def pack(self, value: Any) -> Any:
        """Raise `DataError` for a truth value, which cannot be sent."""
        text(value)
        return super().pack(value)


def _newer(what: str, order: int) -> NewerParameter:
    return NewerParameter(1, f"{what} must be a positive integer", order)


def _most(command: str) -> Rule:
    """Return redis-py's rule on two numbers, which it looks at behind each of them."""
    return refused(
        "isinstance(max_count, int) and isinstance(count, int) and max_count < count",
        error=f"{command} max_count must be greater than or equal to count",
        options=("max_count",),
        order=1,
    )


StreamPage = Annotated[list[Any], RowShape(Text, Entries)]

ReadStreams = Annotated[dict[Text, Text], StreamsParameter("XREAD")]
# Unlike XREADGROUP, redis-py's method for XREAD looks at `block` first.
ReadCount = Annotated[int, _positive("XREAD count", order=1)]
ReadBlock = Annotated[int, BlockParameter("XREAD")]
ReadMost = Annotated[int, _newer("XREAD max_count", order=1)]
ReadSize = Annotated[int, _newer("XREAD max_size", order=2)]
GroupStreams = Annotated[dict[Text, Text], StreamsParameter("XREADGROUP")]
GroupCount = Annotated[int, _positive("XREADGROUP count")]
GroupMost = Annotated[int, _newer("XREADGROUP max_count", order=1)]
GroupSize = Annotated[int, _newer("XREADGROUP max_size", order=2)]
GroupBlock = Annotated[int, BlockParameter("XREADGROUP", order=3)]
GroupIdle = Annotated[
    int, ClaimParameter(0, "XREADGROUP claim_min_idle_time must be a non-negative integer", 4)
]


@command(
    group="stream",
    blocking="block",
    since="5.0.0",
    complexity="O(log(N)+M) for M returned entries",
    rules=(_most("XREAD"),),
)
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
        Milliseconds to wait at most when there are no entries; 0 for no limit. In a pipeline it
        does not wait.
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
        `streams` is empty, or a number is none or out of range.

    Examples
    --------
    >>> r.xadd("log", {"level": "info"}, id="1-1")
    '1-1'
    >>> r.xread({"log": 0, "other": 0})
    [['log', [('1-1', {'level': 'info'})]]]
    >>> r.xread({"log": "$"})
    []
    """
    known = known_ids(db, streams)
    pages = read_behind(db, known, count)
    if pages or block is None:
        return pages

    def read(name: Text, stream: StreamValue) -> list[StreamPage] | None:
        return read_behind(db, {name: known[name]}, count) or None

    return db.wait_for(known, StreamValue, read, block, nothing=pages)


def known_ids(db: Keyspace, streams: dict[Text, Text]) -> dict[Text, StreamId]:
    """Return the ids behind which a reader begins, `streams` being as `xread` takes them."""
    return {name: _known(db.read(name, StreamValue), id_) for name, id_ in streams.items()}


def _known(stream: StreamValue, written: Text) -> StreamId:
    if written == "$":
        return stream.last
    if written == ">":
        raise ResponseError(
            "The > ID can be specified only when calling XREADGROUP using the GROUP "
            "<group> <consumer> option."
        )
    return parse_id(written)


def read_behind(db: Keyspace, known: dict[Text, StreamId], count: int | None) -> list[StreamPage]:
    """Return name and entries of each stream that has any behind an id."""
    pages: list[StreamPage] = []
    for name, id_ in known.items():
        stream = db.read(name, StreamValue)
        if id_ < stream.last:
            entries = stream.entries(stream.range(after(id_), LAST_ID, count))
            if entries:
                pages.append([name, entries])
    return pages


@command(
    group="stream",
    writes=True,
    blocking="block",
    since="5.0.0",
    complexity="O(M log(N)) for M returned entries and N that are not acknowledged",
    rules=(_most("XREADGROUP"),),
)
def xreadgroup(
    db: Keyspace,
    groupname: Value,
    consumername: Value,
    streams: GroupStreams,
    count: GroupCount | None = None,
    block: GroupBlock | None = None,
    noack: Flag = False,
    claim_min_idle_time: GroupIdle | None = None,
    max_count: GroupMost | None = None,
    max_size: GroupSize | None = None,
) -> list[StreamPage]:
    """Return entries of several streams as a consumer of a group.

    Each entry goes to one consumer of the group, which has it until it is acknowledged by `xack`.

    Parameters
    ----------
    groupname, consumername : str
        The group, which each of the streams must have, and who reads; made when missing.
    streams : dict
        By key of a stream ``">"`` for entries that no consumer was given yet, or an id for those
        behind it that this consumer was given and has not acknowledged.
    count : int, optional
        Return so many entries of each stream at most.
    block : int, optional
        Milliseconds to wait at most when there are no entries; 0 for no limit. In a pipeline it
        does not wait.
    noack : bool
        Take new entries as acknowledged.
    claim_min_idle_time, max_count, max_size : int, optional
        Of newer versions of Redis; refused.

    Returns
    -------
    list of [str, list of (str, dict)]
        Key and entries of each stream that has any; of one that was read from an id also without
        any. An entry that is no longer there has no fields.

    Raises
    ------
    ResponseError
        A key holds another type, there is no such group (NOGROUP), or an id is none.
    DataError
        `streams` is empty, or a number is none or out of range.

    Examples
    --------
    >>> r.xadd("log", {"level": "info"}, id="1-1")
    '1-1'
    >>> r.xgroup_create("log", "mailers", id=0)
    True
    >>> r.xreadgroup("mailers", "ada", {"log": ">"})
    [['log', [('1-1', {'level': 'info'})]]]
    >>> r.xreadgroup("mailers", "ada", {"log": ">"})
    []
    >>> r.xreadgroup("mailers", "ada", {"log": 0})
    [['log', [('1-1', {'level': 'info'})]]]
    """
    pages = read_as_group(db, groupname, consumername, streams, count, noack)
    if pages or block is None:
        return pages

    def read(name: Text, stream: StreamValue) -> list[StreamPage] | None:
        if groupname not in stream.groups:
            raise ResponseError(
                "NOGROUP the consumer group this client was blocked on no longer exists"
            )
        return read_as_group(db, groupname, consumername, {name: ">"}, count, noack) or None

    gone = ResponseError("UNBLOCKED the stream key no longer exists")
    return db.wait_for(streams, StreamValue, read, block, nothing=pages, gone=gone)


def read_as_group(
    db: Keyspace,
    groupname: Text,
    consumername: Text,
    streams: dict[Text, Text],
    count: int | None,
    noack: bool,
) -> list[StreamPage]:
    """Give a consumer what there is for it in each stream; see `xreadgroup`."""
    reads = []
    for name, written in streams.items():
        stream, group = existing_group(
            db, name, groupname, behind=" in XREADGROUP with GROUP option"
        )
        reads.append((name, stream, group, _behind(written)))
    now = now_ms()
    pages: list[StreamPage] = []
    for name, stream, group, id_ in reads:
        if id_ is not None:
            consumer = group.consumer(consumername, now)
            pages.append([name, _again(stream, consumer, id_, count, now)])
        elif group.last < stream.last:
            ids = list(stream.range(after(group.last), LAST_ID, count))
            if ids:
                consumer = group.consumer(consumername, now)
                _deliver(stream, group, ids, None if noack else consumer, now)
                pages.append([name, stream.entries(ids)])
    return pages


def _behind(written: Text) -> StreamId | None:
    """Return the id behind which a consumer reads again, or None for what is new.

    For Redis the highest id says the same as ``">"``.
    """
    if written == ">":
        return None
    if written == "$":
        raise ResponseError(
            "The $ ID is meaningless in the context of XREADGROUP: you want to read the history "
            "of this consumer by specifying a proper ID, or use the > ID to get new messages. "
            "The $ ID would just return an empty result set."
        )
    id_ = parse_id(written)
    return None if id_ == LAST_ID else id_


def _deliver(
    stream: StreamValue, group: Group, ids: list[StreamId], consumer: Consumer | None, now: int
) -> None:
    """Move a group past new entries, which a consumer has from now on unless it is None."""
    for id_ in ids:
        if group.read is not None and stream.is_whole(id_):
            group.read += 1
        else:
            group.read = stream.position(id_)
        group.last = id_
        if consumer is not None:
            group.deliver(id_, consumer, now)


def _again(
    stream: StreamValue, consumer: Consumer, known: StreamId, count: int | None, now: int
) -> Entries:
    """Return entries that a consumer has already; those that are gone have no fields."""
    entries: Entries = []
    for id_ in islice(consumer.pending.irange(known, inclusive=(False, False)), count):
        fields: dict[Text, Text] = {}
        if id_ in stream:
            consumer.pending[id_].again(now)
            fields = stream[id_]
        entries.append((format_id(id_), fields))
    return entries
