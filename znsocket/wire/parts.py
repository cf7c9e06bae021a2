"""Large messages in parts, each a message of its own that is small enough for all.

A part follows the tag like any own message, and begins with a byte that no msgpack begins with::

    C1  codec  stream (4 bytes)  size (8)  offset (8)  data

`size` is that of the whole message, `offset` where this part begins in it. The parts of one stream
come in order; other messages may come between. Each part is compressed by itself, so that unpacking
one never makes more than a part.
"""

from __future__ import annotations

import struct
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import zstandard

from znsocket.exceptions import DataError
from znsocket.wire.compressed import LARGEST_MESSAGE

#: Bytes of a message that one part carries.
PART_SIZE = 512 * 1024
#: The first byte of a part.
LEAD = 0xC1
#: The codecs by their names; a part says which it is packed with by the number.
CODECS = {"zstd": 1}

#: Most messages of one session that may be incomplete.
MOST_STREAMS = 16
#: Seconds after its last part at which an incomplete message is given up.
LONGEST_WAIT = 60.0

_PLAIN, _ZSTD = 0, 1
_HEADER = struct.Struct("!BBIQQ")
_LEVEL = 1  # measured: docs/wire.md
_WORTHWHILE = 0.9

#: What a part needs beside its data, the tag included.
OVERHEAD = _HEADER.size + 8


class Budget:
    """Bytes that several sessions may hold together.

    Parameters
    ----------
    limit : int
        How many.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.held = 0
        self._lock = threading.Lock()

    def take(self, size: int) -> None:
        """Reserve bytes.

        Raises
        ------
        DataError
            There are not as many left.
        """
        with self._lock:
            if self.held + size > self.limit:
                raise DataError(f"more than {self.limit} bytes in incomplete messages")
            self.held += size

    def give(self, size: int) -> None:
        """Give bytes back."""
        with self._lock:
            self.held -= size


def split(
    data: bytes | memoryview, stream: int, part_size: int = PART_SIZE, compress: bool = False
) -> Iterator[tuple[int, bytes]]:
    """Yield the parts of a message, each after how much of the message it ends at.

    Parameters
    ----------
    data : bytes
        The message.
    stream : int
        Tells the message from others that are sent at the same time.
    part_size : int
        Bytes of it in each part.
    compress : bool
        Compress the parts, as long as that makes them smaller.
    """
    size = len(data)
    view = memoryview(data)
    packer = zstandard.ZstdCompressor(level=_LEVEL) if compress else None
    for offset in range(0, size, part_size):
        body: bytes | memoryview = view[offset : offset + part_size]
        end, codec = offset + len(body), _PLAIN
        if packer is not None:
            packed = packer.compress(body)
            if len(packed) < _WORTHWHILE * len(body):
                body, codec = packed, _ZSTD
            else:
                packer = None  # the rest of it will be no better
        yield end, b"".join((_HEADER.pack(LEAD, codec, stream, size, offset), body))


@dataclass
class _Stream:
    size: int
    touched: float
    data: bytearray = field(default_factory=bytearray)


class Assembly:
    """Puts the messages of one session together from their parts.

    Parameters
    ----------
    budget : Budget, optional
        What all sessions may hold together; without it, there is no limit.
    limit : int
        Largest message in bytes.
    """

    def __init__(self, budget: Budget | None = None, limit: int = LARGEST_MESSAGE) -> None:
        self._budget = budget
        self._limit = limit
        self._streams: dict[int, _Stream] = {}

    def add(self, part: memoryview) -> tuple[int, int, bytearray]:
        """Take a part.

        Parameters
        ----------
        part : memoryview
            What follows the tag.

        Returns
        -------
        tuple of int, int and bytearray
            The stream, the size of its message, and what is there of it. A part of a stream that
            was given up counts as nothing of nothing.

        Raises
        ------
        PartError
            It makes no sense, or there is too much already; the stream is given up.
        """
        if len(part) < _HEADER.size:
            raise PartError(0, f"a part of {len(part)} bytes has no header")
        _, codec, number, size, offset = _HEADER.unpack_from(part)
        stream = self._streams.get(number)
        if stream is None and offset:
            return number, 0, bytearray()
        try:
            if stream is None:
                stream = self._begin(number, size)
            self._put(stream, size, offset, _unpacked(codec, part[_HEADER.size :]))
        except DataError as error:
            self._forget(number)
            raise PartError(number, str(error)) from None
        if len(stream.data) == size:
            self._forget(number)
        return number, size, stream.data

    def _begin(self, number: int, size: int) -> _Stream:
        self._give_up_old()
        if size > self._limit:
            raise DataError(f"a message of {size} bytes is larger than the {self._limit} allowed")
        if len(self._streams) >= MOST_STREAMS:
            raise DataError(f"more than {MOST_STREAMS} incomplete messages at once")
        if self._budget is not None:
            self._budget.take(size)
        stream = self._streams[number] = _Stream(size, time.monotonic())
        return stream

    def _put(self, stream: _Stream, size: int, offset: int, body: Any) -> None:
        if size != stream.size:
            raise DataError(f"a part is of {size} bytes, those before of {stream.size}")
        if offset != len(stream.data):
            raise DataError(f"a part begins at {offset}, where {len(stream.data)} was expected")
        if offset + len(body) > size:
            raise DataError(f"a part ends at {offset + len(body)} of {size} bytes")
        if not len(body):
            raise DataError("a part is empty")
        stream.data += body
        stream.touched = time.monotonic()

    def forget_all(self) -> None:
        """Give back what incomplete messages hold."""
        for number in tuple(self._streams):
            self._forget(number)

    def _give_up_old(self) -> None:
        oldest = time.monotonic() - LONGEST_WAIT
        for number, stream in tuple(self._streams.items()):
            if stream.touched < oldest:
                self._forget(number)

    def _forget(self, number: int) -> None:
        stream = self._streams.pop(number, None)
        if stream is not None and self._budget is not None:
            self._budget.give(stream.size)


class PartError(DataError):
    """A part that makes no sense; `stream` is the message it is of."""

    def __init__(self, stream: int, reason: str) -> None:
        super().__init__(reason)
        self.stream = stream


def _unpacked(codec: int, body: memoryview) -> bytes | memoryview:
    """Return what a part carries, never making more than a part may hold."""
    if codec == _PLAIN:
        return body
    if codec != _ZSTD:
        raise DataError(f"a part is packed with the unknown codec {codec}")
    try:
        size = zstandard.frame_content_size(body)
        if not 0 <= size <= PART_SIZE:
            raise DataError(f"a part unpacks to {size} bytes, more than {PART_SIZE}")
        return zstandard.ZstdDecompressor(max_window_size=PART_SIZE * 2).decompress(
            body, max_output_size=PART_SIZE
        )
    except zstandard.ZstdError as error:
        raise DataError(f"a part is not zstd: {error}") from None
