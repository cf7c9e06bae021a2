"""The operations of a `List`: what each sends, and how its reply is read.

`key` is the prefixed key, `codec` what writes and reads the values; values are JSON texts already.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from operator import index as as_index
from typing import Any

from znsocket.collections.codec import Codec
from znsocket.collections.operations import Operation, nothing, operation

_LARGEST = 2**63 - 1


def length(key: str) -> Operation[int]:
    """Return the number of items."""
    return operation("list_length", key)


def item(key: str, codec: Codec, index: int) -> Operation[Any]:
    """Return one item, or raise `IndexError`."""

    def read(text: str | None) -> Any:
        if text is None:
            raise IndexError("list index out of range")
        return codec.decode(text)

    return operation("list_item", key, place(index), read=read)


def items(key: str, codec: Codec, indices: Sequence[Any]) -> Operation[list[Any]]:
    """Return several items, or raise `IndexError`."""

    def read(texts: list[Any]) -> list[Any]:
        if None in texts:
            raise IndexError("list index out of range")
        return codec.decode_all(texts)

    return operation("list_items", key, [place(index) for index in indices], read=read)


def part(key: str, codec: Codec, bounds: slice) -> Operation[list[Any]]:
    """Return a slice."""
    return operation("list_slice", key, *parts(bounds), read=codec.decode_all)


def extend(key: str, texts: Sequence[str]) -> Operation[None]:
    """Put items at the end; there must be one."""
    return operation("list_extend", key, *texts, read=nothing)


def insert(key: str, index: int, text: str) -> Operation[int]:
    """Put an item before another and return its index."""
    return operation("list_insert", key, whole(index), text)


def replace(key: str, indices: Sequence[Any], texts: Sequence[str]) -> Operation[list[int]]:
    """Replace items and return their indices from 0, or raise `IndexError`."""
    places = [place(index, "list assignment index out of range") for index in indices]
    return operation("list_set", key, places, list(texts), read=_assigned(bool(places)))


def replace_part(key: str, bounds: slice, texts: Sequence[str]) -> Operation[list[int]]:
    """Replace a slice and return what it had as indices from 0, or raise `ValueError`."""
    start, stop, step = parts(bounds)
    read = places_of(step, len(texts))
    return operation("list_splice", key, start, stop, step, list(texts), read=read)


def delete(key: str, indices: Sequence[Any]) -> Operation[list[int]]:
    """Remove items and return the indices from 0 that they had, or raise `IndexError`."""
    places = [place(index, "list assignment index out of range") for index in indices]
    return operation("list_delete", key, places, read=_assigned(bool(places)))


def delete_part(key: str, bounds: slice) -> Operation[list[int]]:
    """Remove a slice and return the indices from 0 that it had."""
    start, stop, step = parts(bounds)
    return operation("list_cut", key, start, stop, step, read=places_of(step))


def pop(key: str, codec: Codec, index: int) -> Operation[Any]:
    """Remove and return an item, or raise `IndexError`."""

    def read(reply: Any) -> Any:
        if isinstance(reply, int):
            raise IndexError("pop index out of range" if reply else "pop from empty list")
        return codec.decode(reply)

    return operation("list_pop", key, whole(index), read=read)


def remove(key: str, text: str) -> Operation[int]:
    """Remove the first item that equals a value and return its index, or raise `ValueError`."""

    def read(index: int) -> int:
        if index < 0:
            raise ValueError("list.remove(x): x not in list")
        return index

    return operation("list_remove", key, text, read=read)


def reverse(key: str) -> Operation[None]:
    """Put the items into the opposite order."""
    return operation("list_reverse", key, read=nothing)


def sort(key: str, reverse: bool) -> Operation[None]:
    """Put the items into their natural order, or raise `TypeError`."""

    def read(problem: str | None) -> None:
        if problem is not None:
            raise TypeError(problem)

    return operation("list_sort", key, reverse, read=read)


def texts(key: str, bounds: slice = slice(None)) -> Operation[list[str]]:
    """Return the JSON texts of a slice."""
    return operation("list_slice", key, *parts(bounds))


def rearrange(key: str, seen: list[str], order: list[int]) -> Operation[bool]:
    """Put the items into another order if they are still those seen; return whether they are."""
    joined = b"\n".join(one.encode() if isinstance(one, str) else one for one in seen)
    digest = hashlib.sha1(joined, usedforsecurity=False).hexdigest()
    return operation("list_rearrange", key, digest, order)


def order(codec: Codec, seen: list[str], key: Callable[[Any], Any], reverse: bool) -> list[int]:
    """Return in which order items come when they are sorted by a function."""
    keys = list(map(key, codec.decode_all(seen)))
    return sorted(range(len(seen)), key=keys.__getitem__, reverse=reverse)


def repeat(key: str, count: int) -> Operation[None]:
    """Let the items follow each other several times."""
    return operation("list_repeat", key, clipped(as_index(count)), read=nothing)


def place(index: Any, outside: str = "list index out of range") -> int:
    """Return an index as a number, or raise what Python raises."""
    try:
        number = as_index(index)
    except TypeError:
        kind = type(index).__name__
        raise TypeError(f"list indices must be integers or slices, not {kind}") from None
    if clipped(number) != number:
        raise IndexError(outside)
    return number


def whole(index: Any) -> int:
    """Return an index of `insert` or `pop` as a number, or raise what Python raises."""
    number = as_index(index)
    if clipped(number) != number:
        raise OverflowError("Python int too large to convert to C ssize_t")
    return number


def parts(bounds: slice) -> tuple[int | None, int | None, int | None]:
    """Return the parts of a slice as numbers or None, or raise what Python raises."""
    start, stop, step = (
        None if part is None else clipped(_slice_index(part))
        for part in (bounds.start, bounds.stop, bounds.step)
    )
    if step == 0:
        raise ValueError("slice step cannot be zero")
    return start, stop, step


def places_of(step: int | None, count: int | None = None) -> Callable[[list[int]], list[int]]:
    """Return what reads the reply to a change of a slice as the indices that it had.

    It raises `ValueError` when `count` values cannot replace as many items as they are.
    """

    def read(reply: list[int]) -> list[int]:
        places = range(reply[0], reply[1], 1 if step is None else step)
        if count is not None and step not in (None, 1) and len(places) != count:
            raise ValueError(
                f"attempt to assign sequence of size {count} "
                f"to extended slice of size {len(places)}"
            )
        return list(places)

    return read


def clipped(number: int) -> int:
    """Return a number as near as 64 bits can come."""
    return max(-_LARGEST, min(number, _LARGEST))


def _slice_index(part: Any) -> int:
    try:
        return as_index(part)
    except TypeError:
        raise TypeError(
            "slice indices must be integers or None or have an __index__ method"
        ) from None


def _assigned(expected: bool) -> Callable[[list[int]], list[int]]:
    """Return what reads the indices of a change, of which there is one if any was given."""

    def read(indices: list[int]) -> list[int]:
        if expected and not indices:
            raise IndexError("list assignment index out of range")
        return indices

    return read
