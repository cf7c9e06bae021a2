"""Values of keys as octets, in a format of this package's own.

A mark with the number of the format, msgpack, and a check sum. What is read may come from anybody,
so every part of it is checked.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any
from zlib import crc32

import msgpack

from znsocket.keyspace.consumer_group import Group
from znsocket.keyspace.sorted_set import SortedSetValue
from znsocket.keyspace.stream import StreamValue
from znsocket.keyspace.stream_id import NO_ID, StreamId
from znsocket.keyspace.values import HashValue, ListValue, SetValue
from znsocket.registry.text import Text, text

_MARK = b"znsocket\x01"
_SUM_OCTETS = 4
_ID_PARTS = 2**64


def dumped(value: Any) -> bytes:
    """Return a value of a key as octets.

    Examples
    --------
    >>> undumped(dumped("Ada"))
    'Ada'
    """
    kind = type(value)
    parts = value if kind in (str, bytes) else _DUMPED[kind](value)
    payload: bytes = _MARK + msgpack.packb([_KINDS.index(kind), parts])
    return payload + crc32(payload).to_bytes(_SUM_OCTETS, "big")


def undumped(data: bytes) -> Any:
    """Return the value that octets stand for.

    Raises
    ------
    ValueError
        They are not what `dumped` returned.
    """
    payload, check = data[:-_SUM_OCTETS], data[-_SUM_OCTETS:]
    if not payload.startswith(_MARK) or crc32(payload).to_bytes(_SUM_OCTETS, "big") != check:
        raise ValueError("not of this format")
    try:
        kind, parts = msgpack.unpackb(payload[len(_MARK) :])
        made = _UNDUMPED[_KINDS[kind]](parts)
    except (msgpack.UnpackException, TypeError, LookupError, AttributeError) as error:
        raise ValueError("the parts are not as they should be") from error
    if not made and not isinstance(made, (str, bytes)):
        raise ValueError("nothing is in it")
    return made


def _text(part: Any) -> Text:
    if not isinstance(part, (str, bytes)):
        raise TypeError(f"a text was expected, got {part!r:.40}")
    return text(part)


def _texts(parts: Any) -> list[Text]:
    return [_text(part) for part in _list(parts)]


def _list(parts: Any) -> list[Any]:
    if not isinstance(parts, list):
        raise TypeError(f"a list was expected, got {parts!r:.40}")
    return parts


def _number(part: Any, below: int = 2**63) -> int:
    if type(part) is not int or not 0 <= part < below:
        raise TypeError(f"a number was expected, got {part!r:.40}")
    return part


def _pairs(parts: Any) -> list[tuple[Any, Any]]:
    flat = _list(parts)
    return list(zip(flat[::2], flat[1::2], strict=True))


def _flat(pairs: Any) -> list[Any]:
    return [part for pair in pairs for part in pair]


def _hash(parts: Any) -> HashValue:
    fields = HashValue()
    fields.put_all([(_text(field), _text(value)) for field, value in _pairs(parts)])
    return fields


def _score(part: Any) -> float:
    if not isinstance(part, float) or math.isnan(part):
        raise TypeError(f"a score was expected, got {part!r:.40}")
    return part


def _sorted_set(parts: Any) -> SortedSetValue:
    return SortedSetValue({_text(member): _score(score) for member, score in _pairs(parts)})


def _id(part: Any) -> StreamId:
    first, second = (_number(one, _ID_PARTS) for one in _list(part))
    return first, second


def _dumped_stream(stream: StreamValue) -> list[Any]:
    entries = [[id_, _flat(stream[id_].items())] for id_ in stream.ids]
    groups = [[name, *_dumped_group(group)] for name, group in stream.groups.items()]
    return [entries, stream.last, stream.deleted, stream.added, groups]


def _dumped_group(group: Group) -> list[Any]:
    consumers = [[name, consumer.seen] for name, consumer in group.consumers.items()]
    pending = [
        [id_, one.consumer.name, one.moment, one.times] for id_, one in group.pending.items()
    ]
    return [group.last, group.read, consumers, pending]


def _stream(parts: Any) -> StreamValue:
    entries, last, deleted, added, groups = _list(parts)
    stream = StreamValue()
    stream.make()
    before: StreamId = NO_ID
    for part, fields in _list(entries):
        id_ = _id(part)
        if id_ <= before:
            raise ValueError("ids must grow")
        stream.append(id_, {_text(field): _text(value) for field, value in _pairs(fields)})
        before = id_
    stream.last = max(before, _id(last))
    stream.deleted = _id(deleted)
    stream.added = _number(added)
    for name, *group in _list(groups):
        stream.groups[_text(name)] = _group(*group)
    return stream


def _group(last: Any, read: Any, consumers: Any, pending: Any) -> Group:
    group = Group(_id(last), None if read is None else _number(read))
    for name, seen in _list(consumers):
        group.consumer(_text(name), _number(seen))
    for id_, name, moment, times in _list(pending):
        consumer = group.consumers[_text(name)]
        group.deliver(_id(id_), consumer, _number(moment))
        group.pending[_id(id_)].times = _number(times)
    return group


_KINDS: list[type] = [str, bytes, HashValue, ListValue, SetValue, SortedSetValue, StreamValue]
_DUMPED: dict[type, Callable[[Any], Any]] = {
    HashValue: lambda value: _flat(value.items()),
    ListValue: list,
    SetValue: list,
    SortedSetValue: lambda value: _flat(value.slice(0, len(value))),
    StreamValue: _dumped_stream,
}
_UNDUMPED: dict[type, Callable[[Any], Any]] = {
    str: _text,
    bytes: _text,
    HashValue: _hash,
    ListValue: lambda parts: ListValue(_texts(parts)),
    SetValue: lambda parts: SetValue(_texts(parts)),
    SortedSetValue: _sorted_set,
    StreamValue: _stream,
}
