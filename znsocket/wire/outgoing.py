"""Large messages on their way out: in parts, each made when it is its turn.

No step takes long, however large the message is, and none copies a large value as a whole: a server
has others to serve meanwhile.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

import msgpack

from znsocket.wire.packed import array_header, map_header, pack, pack_small
from znsocket.wire.parts import ATTACHED, BODY, OCTETS, PART_SIZE, TEXT, PartMaker

#: A value of more bytes, or characters, travels beside the message that it is in.
LARGE = 1 << 20
#: A container of more items is packed in several steps.
LONG = 10_000
#: A message of fewer bytes is packed as a whole, whatever is in it.
SMALL = 8 << 20

_STEP = 5_000  # items that are packed in one go
_CONTAINERS = (list, tuple, set, frozenset, dict)

Section = tuple[int, int, Any]


def is_large(value: Any) -> bool:
    """Tell whether a value, or one inside it, should not be copied or packed as a whole."""
    kind = value.__class__
    if kind is str or kind is bytes:
        return len(value) > LARGE
    if kind not in _CONTAINERS:
        return False
    if len(value) > LONG:
        return True
    items = value.values() if kind is dict else value
    kinds = set(map(type, items))
    if kinds == {str}:
        return len(max(items, key=len)) > LARGE
    return not kinds.isdisjoint((str, bytes, *_CONTAINERS)) and any(map(is_large, items))


def packed(message: list[Any], value: Any) -> bytes | Outgoing:
    """Return a message as bytes; as `Outgoing` when that would be a large one.

    Parameters
    ----------
    message : list
        The message.
    value : object
        What in it may be large.
    """
    if is_large(value):
        return Outgoing(message)
    payload = pack_small(message, SMALL)
    if payload is not None and len(payload) <= PART_SIZE:
        return payload
    return Outgoing(message, payload)


class Outgoing:
    """A message that travels in parts.

    Parameters
    ----------
    message : list, optional
        The message; not needed when it is packed.
    packed : bytes, optional
        The same packed, when it has no large value inside.

    Examples
    --------
    >>> parts = [part for _, _, part in Outgoing([1, "x" * 2_000_000]).parts(b"tag", 1) if part]
    >>> len(parts)
    5
    """

    def __init__(self, message: list[Any] | None, packed: bytes | None = None) -> None:
        self._message = message
        self._packed = packed
        #: What it takes in memory beside the values in it, in bytes, about.
        self.weight = SMALL if packed is None else len(packed)

    def parts(
        self, tag: bytes, stream: int, part_size: int = PART_SIZE, compress: bool = False
    ) -> Iterator[tuple[int, int, bytes]]:
        """Yield the parts, each after the bytes until its end, and those of the whole message.

        An empty part is none: it stands where others may have their turn.

        Parameters
        ----------
        tag : bytes
            What each part begins with.
        stream : int
            Tells the message from others that are sent at the same time.
        part_size : int
            Most bytes of the message in each part.
        compress : bool
            Compress the parts, as long as that makes them smaller.
        """
        sections: list[Section] = []
        for done in self._sections(sections):
            if done is not None:
                sections.append(done)
            yield 0, 0, b""
        size = sum(section[1] for section in sections)
        maker = PartMaker(tag, stream, size, compress)
        end = 0
        for section, length, value in sections:
            end += length
            for data in _slices(section, value, part_size):
                part = maker.part(section, end - maker.done, data)
                yield maker.done, size, part

    def _sections(self, sections: list[Section]) -> Iterator[Section | None]:
        """Yield the sections; None where others may have their turn."""
        if self._packed is not None:
            yield BODY, len(self._packed), [self._packed]
            return
        values: list[str | bytes] = []
        body = []
        for pieces in _batches(_pieces(self._message, values)):
            body.append(pieces)
            yield None
        for value in values:
            if isinstance(value, bytes):
                yield OCTETS, len(value), value
            elif value.isascii():
                yield TEXT, len(value), value
            else:
                size = 0
                for start in range(0, len(value), PART_SIZE):
                    size += len(value[start : start + PART_SIZE].encode())
                    yield None
                yield TEXT, size, value
        yield BODY, sum(map(len, body)), body


def _pieces(value: Any, values: list[str | bytes]) -> Iterator[bytes]:
    """Yield the msgpack of a value in pieces; put what is to travel beside it into `values`."""
    kind = value.__class__
    if not is_large(value):
        yield pack(value)
    elif kind is str or kind is bytes:
        values.append(value)
        yield pack(msgpack.ExtType(ATTACHED, (len(values) - 1).to_bytes(4, "big")))
    else:
        yield map_header(len(value)) if kind is dict else array_header(len(value))
        items: Iterable[Any] = (
            itertools.chain.from_iterable(value.items()) if kind is dict else value
        )
        items = iter(items)
        while step := list(itertools.islice(items, _STEP)):
            if is_large(step):
                for item in step:
                    yield from _pieces(item, values)
            else:
                yield pack(step)[len(array_header(len(step))) :]


def _batches(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield small pieces joined."""
    batch: list[bytes] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece)
        if size >= PART_SIZE:
            yield b"".join(batch)
            batch, size = [], 0
    if batch:
        yield b"".join(batch)


def _slices(section: int, value: Any, most: int) -> Iterator[bytes | memoryview]:
    """Yield what a section holds, `most` bytes at a time."""
    if section == BODY:
        for piece in value:
            yield from _octets(piece, most)
    elif section == OCTETS:
        yield from _octets(value, most)
    else:
        rest = b""
        for start in range(0, len(value), most):
            text = rest + value[start : start + most].encode()
            begin = 0
            while len(text) - begin > most:
                end = begin + most
                while text[end] & 0xC0 == 0x80:  # noqa: PLR2004 - inside a letter
                    end -= 1
                yield text[begin:end]
                begin = end
            rest = text[begin:]
        yield rest


def _octets(data: bytes, most: int) -> Iterator[memoryview]:
    view = memoryview(data)
    for start in range(0, len(data), most):
        yield view[start : start + most]
