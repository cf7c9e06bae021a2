"""The operations of `Segments`: what each sends, and how its reply is read.

`key` is the prefixed key, `own` that of the list of its own items; values are JSON texts already.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from znsocket.collections.list_operations import parts, place, places_of, whole
from znsocket.collections.operations import Operation, nothing, operation


class Segment(NamedTuple):
    """A part of a list: the items from `start` to before `end` of the one with the key `data`."""

    start: int
    end: int
    data: str

    def __eq__(self, other: object) -> bool:
        if isinstance(other, list):  # as it is stored
            return list(self) == other
        return tuple.__eq__(self, other) if isinstance(other, tuple) else NotImplemented

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return tuple.__hash__(self)


#: The text of an item, or where else it is: the key of a list, and its index there.
Found = str | bytes | tuple[str, int]


def open_table(key: str, origin: str, size: int | None) -> Operation[bool]:
    """Make the table unless it is there."""
    return operation("segments_open", key, origin, size)


def length(key: str) -> Operation[int]:
    """Return the number of items."""
    return operation("segments_length", key)


def item(key: str, index: Any) -> Operation[Found]:
    """Return an item, or raise `IndexError`."""
    outside = "list index out of range"
    return operation("segments_item", key, place(index), read=_found(outside))


def texts(key: str, bounds: slice) -> Operation[list[Any]]:
    """Return the texts of a slice, None for those that are elsewhere."""
    return operation("segments_slice", key, *parts(bounds))


def table(key: str) -> Operation[list[Segment]]:
    """Return the segments."""

    def read(reply: list[Any]) -> list[Segment]:
        return [Segment(*json.loads(text)) for text in reply]

    return operation("segments_pieces", key, read=read)


def extend(key: str, own: str, values: Sequence[str]) -> Operation[None]:
    """Put items at the end; there must be one."""
    return operation("segments_extend", key, own, *values, read=nothing)


def insert(key: str, own: str, index: Any, text: str) -> Operation[None]:
    """Put an item before another."""
    return operation("segments_insert", key, own, whole(index), text, read=nothing)


def replace(key: str, own: str, index: Any, text: str) -> Operation[None]:
    """Replace an item, or raise `IndexError`."""
    outside = "list assignment index out of range"

    def read(reply: int) -> None:
        if reply < 0:
            raise IndexError(outside)

    return operation("segments_set", key, own, place(index, outside), text, read=read)


def replace_part(key: str, own: str, bounds: slice, values: Sequence[str]) -> Operation[list[int]]:
    """Replace a slice, or raise `ValueError`."""
    start, stop, step = parts(bounds)
    read = places_of(step, len(values))
    return operation("segments_splice", key, own, start, stop, step, list(values), read=read)


def delete_part(key: str, bounds: slice) -> Operation[None]:
    """Remove a slice."""
    return operation("segments_cut", key, *parts(bounds), read=nothing)


def pop(key: str, index: Any, outside: str) -> Operation[Found]:
    """Remove and return an item, or raise `IndexError` with the text `outside`."""
    return operation("segments_pop", key, place(index, outside), read=_found(outside))


def remove(key: str, text: str) -> Operation[int]:
    """Remove the first item that equals a value.

    The result is its index, -1 without any, -2 when an item before is elsewhere.
    """
    return operation("segments_remove", key, text)


def reverse(key: str, own: str) -> Operation[bool]:
    """Put the items into the opposite order; return False when one is elsewhere."""
    return operation("segments_reverse", key, own)


def _found(outside: str) -> Callable[[list[Any]], Found]:
    def read(reply: list[Any]) -> Found:
        if not reply:
            raise IndexError(outside)
        if len(reply) == 1:
            text: str | bytes = reply[0]
            return text
        key, index = reply
        return key if isinstance(key, str) else key.decode(), index

    return read
