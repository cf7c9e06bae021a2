"""Streams: what there is to tell of one, of its consumer groups and of their consumers."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any

from znsocket.commands.stream_groups import by_name, group_of
from znsocket.exceptions import ResponseError
from znsocket.keyspace import Keyspace, StreamValue, now_ms
from znsocket.keyspace.consumer_group import Consumer, Group
from znsocket.keyspace.stream_id import format_id
from znsocket.registry import Flag, Name, Text, Value, command
from znsocket.registry.records import RecordShape, RowShape

# XINFO STREAM FULL tells so many entries and deliveries.
_SAMPLE = 10

_Entry = tuple[Text, dict[Text, Text]]

_COMMON = {
    "length": int,
    "radix-tree-keys": int,
    "radix-tree-nodes": int,
    "last-generated-id": Text,
    "max-deleted-entry-id": Text,
    "entries-added": int,
    "recorded-first-entry-id": Text,
}
StreamInfo = Annotated[
    dict[str, Any],
    RecordShape(
        _COMMON | {"groups": int, "first-entry": _Entry | None, "last-entry": _Entry | None}
    ),
]
ConsumerInfo = Annotated[dict[str, Any], RecordShape({"name": Text, "pending": int, "idle": int})]
GroupInfo = Annotated[
    dict[str, Any],
    RecordShape(
        {
            "name": Text,
            "consumers": int,
            "pending": int,
            "last-delivered-id": Text,
            "entries-read": int | None,
            "lag": int | None,
        }
    ),
]
FullConsumer = Annotated[
    dict[str, Any],
    RecordShape(
        {
            "name": Text,
            "seen-time": int,
            "pel-count": int,
            "pending": list[Annotated[list[Any], RowShape(Text, int, int)]],
        }
    ),
]
FullGroup = Annotated[
    dict[str, Any],
    RecordShape(
        {
            "name": Text,
            "last-delivered-id": Text,
            "entries-read": int | None,
            "lag": int | None,
            "pel-count": int,
            "pending": list[Annotated[list[Any], RowShape(Text, Text, int, int)]],
            "consumers": list[FullConsumer],
        }
    ),
]
FullInfo = Annotated[
    dict[str, Any],
    RecordShape(_COMMON | {"entries": dict[Text, dict[Text, Text]], "groups": list[FullGroup]}),
]


def _stream(db: Keyspace, name: Text) -> StreamValue:
    """Return the stream that an XINFO command names."""
    stream = db.read(name, StreamValue)
    if not stream:
        raise ResponseError("no such key")
    return stream


@command(
    group="stream",
    since="5.0.0",
    complexity="O(log(N)); with `full` O(N) for N groups and consumers",
    redis_name="xinfo|stream",
)
def xinfo_stream(db: Keyspace, name: Name, full: Flag = False) -> StreamInfo | FullInfo:
    """Return facts about a stream.

    Parameters
    ----------
    name : str
        Key of the stream.
    full : bool
        With the first entries, and all groups and consumers with their first deliveries.

    Returns
    -------
    dict
        ``length``, ``last-generated-id``, ``max-deleted-entry-id``, ``entries-added``,
        ``recorded-first-entry-id``, ``radix-tree-keys`` (blocks of entries) and
        ``radix-tree-nodes``; ``groups``, how many, and ``first-entry`` and ``last-entry``. With
        `full`, ``entries``, a dict of fields by id, and ``groups``, a list of dicts.

    Raises
    ------
    ResponseError
        The key is missing or holds another type.

    Examples
    --------
    >>> r.xadd("log", {"level": "info"}, id="1-1")
    '1-1'
    >>> info = r.xinfo_stream("log")
    >>> info["length"], info["last-generated-id"], info["first-entry"]
    (1, '1-1', ('1-1', {'level': 'info'}))
    >>> r.xinfo_stream("log", full=True)["entries"]
    {'1-1': {'level': 'info'}}
    """
    stream = _stream(db, name)
    common: dict[str, Any] = {
        "length": len(stream),
        "radix-tree-keys": stream.blocks,
        "radix-tree-nodes": 1 + stream.blocks,
        "last-generated-id": format_id(stream.last),
        "max-deleted-entry-id": format_id(stream.deleted),
        "entries-added": stream.added,
        "recorded-first-entry-id": format_id(stream.first),
    }
    if full:
        entries = dict(stream.entries(stream.ids[:_SAMPLE]))
        groups = [_full_group(stream, *pair) for pair in by_name(stream.groups)]
        return common | {"entries": entries, "groups": groups}
    first, last = stream.entries(stream.ids[:1]), stream.entries(stream.ids[-1:])
    return common | {
        "groups": len(stream.groups),
        "first-entry": first[0] if first else None,
        "last-entry": last[0] if last else None,
    }


@command(
    group="stream",
    since="5.0.0",
    complexity="O(N log(N)) for N groups",
    redis_name="xinfo|groups",
)
def xinfo_groups(db: Keyspace, name: Name) -> list[GroupInfo]:
    """Return facts about the consumer groups of a stream.

    Parameters
    ----------
    name : str
        Key of the stream.

    Returns
    -------
    list of dict
        Of each ``name``, ``consumers`` and ``pending``, how many of them; ``last-delivered-id``;
        ``entries-read``, how many it has behind it, and ``lag``, how many before it, each None
        when that cannot be told.

    Raises
    ------
    ResponseError
        The key is missing or holds another type.

    Examples
    --------
    >>> r.xadd("log", {"level": "info"}, id="1-1")
    '1-1'
    >>> r.xgroup_create("log", "mailers", id=0)
    True
    >>> [group] = r.xinfo_groups("log")
    >>> group["name"], group["consumers"], group["pending"], group["lag"]
    ('mailers', 0, 0, 1)
    """
    stream = _stream(db, name)
    return [
        {
            "name": groupname,
            "consumers": len(group.consumers),
            "pending": len(group.pending),
            "last-delivered-id": format_id(group.last),
            "entries-read": group.read,
            "lag": _lag(stream, group),
        }
        for groupname, group in by_name(stream.groups)
    ]


@command(
    group="stream",
    since="5.0.0",
    complexity="O(N log(N)) for N consumers",
    redis_name="xinfo|consumers",
)
def xinfo_consumers(db: Keyspace, name: Name, groupname: Value) -> list[ConsumerInfo]:
    """Return facts about the consumers of a group.

    Parameters
    ----------
    name : str
        Key of the stream.
    groupname : str
        The group.

    Returns
    -------
    list of dict
        Of each ``name``; ``pending``, how many entries it has not acknowledged; and ``idle``,
        milliseconds since it was heard of.

    Raises
    ------
    ResponseError
        The key is missing or holds another type, or there is no such group (NOGROUP).

    Examples
    --------
    >>> r.xgroup_create("log", "mailers", mkstream=True)
    True
    >>> r.xgroup_createconsumer("log", "mailers", "ada")
    1
    >>> [consumer] = r.xinfo_consumers("log", "mailers")
    >>> consumer["name"], consumer["pending"]
    ('ada', 0)
    """
    group = group_of(_stream(db, name), name, groupname)
    now = now_ms()
    return [
        {"name": one, "pending": len(consumer.pending), "idle": now - consumer.seen}
        for one, consumer in by_name(group.consumers)
    ]


def _lag(stream: StreamValue, group: Group) -> int | None:
    """Return how many entries a group was not given yet, None where that cannot be told."""
    known = group.read is not None and stream.is_whole(group.last)
    read = group.read if known else stream.position(group.last)
    if not stream.added:
        return 0
    return None if read is None else stream.added - read


def _full_group(stream: StreamValue, name: Text, group: Group) -> dict[str, Any]:
    return {
        "name": name,
        "last-delivered-id": format_id(group.last),
        "entries-read": group.read,
        "lag": _lag(stream, group),
        "pel-count": len(group.pending),
        "pending": [
            [format_id(id_), one.consumer.name, one.moment, one.times]
            for id_, one in islice(group.pending.items(), _SAMPLE)
        ],
        "consumers": [_full_consumer(*pair) for pair in by_name(group.consumers)],
    }


def _full_consumer(name: Text, consumer: Consumer) -> dict[str, Any]:
    return {
        "name": name,
        "seen-time": consumer.seen,
        "pel-count": len(consumer.pending),
        "pending": [
            [format_id(id_), one.moment, one.times]
            for id_, one in islice(consumer.pending.items(), _SAMPLE)
        ],
    }
