"""Large messages on their way in: each part is put where it stays, so that the end costs nothing.

Texts and bytes grow in place, and msgpack is unpacked as it comes: no step takes long, and nothing
is there twice.
"""

from __future__ import annotations

import io
import time
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgpack

from znsocket.exceptions import DataError
from znsocket.wire.limits import Budget, Limits
from znsocket.wire.packed import NOT_MSGPACK, Tally, not_msgpack
from znsocket.wire.parts import ATTACHED, BODY, OCTETS, PART_SIZE, TEXT, Part, PartError, read_part

#: Most bytes of a value inside the array that is the message; a larger one has its own section.
LARGEST_INSIDE = 16 << 20

_MOST_SECTIONS = 10_000
# A text grows by so many bytes at a time, and from so many characters on with each part: only
# small blocks of memory are copied when they grow.
_STRIDE = 4 << 20
_GROWN = 64 << 20
_MOST_PIECES = 1_000

Collector = Generator[None, "bytes | memoryview", Any]


class Arrived(NamedTuple):
    """What there is of a message after a part.

    Attributes
    ----------
    stream : int
        The number of the message.
    done, size : int
        How many bytes there are, of how many; both 0 for a message that was given up.
    message : object
        The message, once it is complete.
    """

    stream: int
    done: int
    size: int
    message: Any = None

    @property
    def complete(self) -> bool:
        """Whether `message` is there."""
        return 0 < self.size == self.done


@dataclass
class _Stream:
    size: int
    touched: float = field(default_factory=time.monotonic)
    done: int = 0
    values: list[Any] = field(default_factory=list)
    section: int = BODY
    left: int = 0
    collector: Collector | None = None


class Assembly:
    """Puts the messages of one session together from their parts.

    Parameters
    ----------
    budget : Budget, optional
        What there may be of it; without, there is no limit.
    octets : bool
        Give large texts as the bytes of their UTF-8.
    """

    def __init__(self, budget: Budget | None = None, octets: bool = False) -> None:
        self._limits = budget.limits if budget is not None else None
        self._account = budget.account() if budget is not None else None
        self.octets = octets
        self._streams: dict[int, _Stream] = {}
        if budget is not None:
            budget.holders.add(self)

    def add(self, data: memoryview) -> Arrived:
        """Take a part: what follows the tag.

        Raises
        ------
        PartError
            It makes no sense, or there is too much already; its message is given up, and what is
            still to come of it will be dropped.
        """
        part = read_part(data)
        number = part.stream
        stream = self._streams.get(number)
        if stream is None and part.offset:
            return Arrived(number, 0, 0)
        try:
            if stream is None:
                stream = self._begin(number, part.size)
            message = self._put(stream, part)
        except DataError as error:
            self.forget(number)
            raise PartError(number, str(error)) from None
        if stream.done == stream.size:
            self.forget(number)
        return Arrived(number, stream.done, stream.size, message)

    def _begin(self, number: int, size: int) -> _Stream:
        limits = self._limits
        if limits is not None:
            self.give_up_old()
            most = limits.largest_message
            if size > most:
                raise DataError(f"a message of {size} bytes is larger than the {most} allowed")
            most = limits.incomplete_messages
            if len(self._streams) >= most:
                raise DataError(f"more than {most} incomplete messages at once")
        stream = self._streams[number] = _Stream(size)
        return stream

    def _put(self, stream: _Stream, part: Part) -> Any:
        data = part.unpacked()
        end = part.offset + len(data)
        if part.size != stream.size:
            raise DataError(f"a part is of {part.size} bytes, those before of {stream.size}")
        if part.offset != stream.done:
            raise DataError(f"a part begins at {part.offset}, where {stream.done} was expected")
        if end > stream.size:
            raise DataError(f"a part ends at {end} of {stream.size} bytes")
        if not len(data):
            raise DataError("a part is empty")
        if stream.collector is None:
            self._begin_section(stream, part)
        elif (part.section, part.left) != (stream.section, stream.left):
            raise DataError(
                f"a part has {part.left} bytes left of section {part.section}, where "
                f"{stream.left} of {stream.section} were expected"
            )
        if len(data) > stream.left:
            raise DataError(f"a part has {len(data)} bytes of a section with {stream.left} left")
        if self._account is not None:
            self._account.take(len(data))
        stream.done = end
        stream.left -= len(data)
        stream.touched = time.monotonic()
        assert stream.collector is not None  # noqa: S101 - a section has begun
        try:
            stream.collector.send(data)
        except StopIteration as collected:
            stream.collector = None
            if end == stream.size:
                return collected.value
            stream.values.append(collected.value)
        return None

    def _begin_section(self, stream: _Stream, part: Part) -> None:
        rest = stream.size - stream.done
        if part.section == BODY:
            if part.left != rest:
                raise DataError(f"the last section has {part.left} bytes, where {rest} are left")
            collector = _message(part.left, stream.values, self._limits)
        elif not 0 < part.left < rest:
            raise DataError(
                f"a section has {part.left} bytes, where {rest} are left of the message"
            )
        elif len(stream.values) >= _MOST_SECTIONS:
            raise DataError(f"a message has more than {_MOST_SECTIONS} sections")
        elif part.section == OCTETS or (part.section == TEXT and self.octets):
            collector = _octets(part.left)
        elif part.section == TEXT:
            collector = _text(part.left)
        else:
            raise DataError(f"a section is of the unknown kind {part.section}")
        next(collector)
        stream.section, stream.left, stream.collector = part.section, part.left, collector

    def forget_all(self) -> None:
        """Give back what incomplete messages hold."""
        for number in tuple(self._streams):
            self.forget(number)

    def forget(self, number: int) -> None:
        """Give a message up, if there is one of that number, and give back what it holds."""
        stream = self._streams.pop(number, None)
        if stream is not None and self._account is not None:
            self._account.give(stream.done)

    def give_up_old(self) -> None:
        """Give up messages that no part has come of for long."""
        if self._limits is not None:
            oldest = time.monotonic() - self._limits.incomplete_seconds
            for number, stream in tuple(self._streams.items()):
                if stream.touched < oldest:
                    self.forget(number)


def _octets(size: int) -> Collector:
    """Put bytes together; `io.BytesIO` gives its own block of memory away at the end."""
    buffer = io.BytesIO()
    while size:
        data = yield
        size -= len(data)
        buffer.write(data)
    return buffer.getvalue()


def _text(size: int) -> Collector:
    """Put a text together from parts that are UTF-8 each.

    A text that only one local variable knows of grows in place, in CPython, when it is added to.
    """
    text, pieces, held = "", [], 0
    while size:
        data = yield
        size -= len(data)
        held += len(data)
        try:
            pieces.append(str(data, "utf-8"))
        except UnicodeDecodeError as error:
            raise DataError(f"a part of a text is not UTF-8: {error.reason}") from None
        if not (size and held < _STRIDE and len(text) < _GROWN and len(pieces) < _MOST_PIECES):
            text += "".join(pieces)
            pieces, held = [], 0
    return text


def _message(size: int, values: list[Any], limits: Limits | None) -> Collector:
    """Unpack the array that is the message, with `values` where it refers to them."""

    def attached(code: int, data: bytes) -> Any:
        number = int.from_bytes(data, "big")
        if code != ATTACHED or number >= len(values):
            raise DataError(f"a message refers to section {number} of {len(values)}")
        return values[number]

    most = size if limits is None else min(size, limits.items)
    take = Tally(limits.values).take if limits is not None and size > limits.values else None
    unpacker = msgpack.Unpacker(
        strict_map_key=False,
        max_buffer_size=LARGEST_INSIDE + 2 * PART_SIZE,
        max_str_len=LARGEST_INSIDE,
        max_bin_len=LARGEST_INSIDE,
        max_array_len=most,
        max_map_len=most,
        max_ext_len=64,
        ext_hook=attached,
        list_hook=take,
        object_hook=take,
    )
    message, left = None, size
    while left:
        data = yield
        left -= len(data)
        try:
            if message is not None:
                raise not_msgpack("more than one object")
            unpacker.feed(data)
            message = unpacker.unpack()
        except msgpack.OutOfData:
            if not left:
                raise not_msgpack("it is cut short") from None
        except msgpack.BufferFull:
            raise DataError(
                f"a value of more than {LARGEST_INSIDE} bytes has no section of its own"
            ) from None
        except NOT_MSGPACK as error:
            raise not_msgpack(error) from None
    if unpacker.tell() != size:
        raise not_msgpack("more than one object")
    return message
