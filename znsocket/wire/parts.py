"""One part of a large message: its header, and its codec.

A part follows the tag like any own message, and begins with a byte that no msgpack begins with::

    C1  codec  section  stream (4 bytes)  size (8)  offset (8)  left (8)  data

A large message is a row of sections: its large values, each in a section of its own, and then the
array that is the message, which has a msgpack extension in the place of each of these values.
`size` is that of all sections together, `offset` where this part begins in them, and `left` how
much of its section comes from here on. The parts of one stream come in order; other messages may
come between. Each part is compressed by itself, so that unpacking one never makes more than a part.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

import zstandard

from znsocket.exceptions import DataError

#: Bytes of a message that one part carries.
PART_SIZE = 512 * 1024
#: The first byte of a part.
LEAD = 0xC1
#: The codecs by their names; a part says which it is packed with by the number.
CODECS = {"zstd": 1}
#: What a section holds: the message, bytes, or a text in UTF-8, each part of which is UTF-8 itself.
BODY, OCTETS, TEXT = 0, 1, 2
#: The msgpack extension that stands for a section; its data is the section's number, from 0.
ATTACHED = 1

_PLAIN, _ZSTD = 0, 1
_HEADER = struct.Struct("!BBBIQQQ")
_LEVEL = 1  # measured: docs/wire.md
_WORTHWHILE = 0.9
_LEAST = 512  # bytes that are worth to be packed

#: What a part needs beside its data, the tag included.
OVERHEAD = _HEADER.size + 8


class PartError(DataError):
    """A part that makes no sense; `stream` is the message it is of."""

    def __init__(self, stream: int, reason: str) -> None:
        super().__init__(reason)
        self.stream = stream


class Part(NamedTuple):
    """One part as it came; the names are those of the header."""

    codec: int
    section: int
    stream: int
    size: int
    offset: int
    left: int
    data: memoryview

    def unpacked(self) -> bytes | memoryview:
        """Return what the part carries, never making more than a part may hold.

        Raises
        ------
        DataError
            It is not packed as it says, or holds more.
        """
        if self.codec == _PLAIN:
            return self.data
        if self.codec != _ZSTD:
            raise DataError(f"a part is packed with the unknown codec {self.codec}")
        try:
            size = zstandard.frame_content_size(self.data)
            if not 0 <= size <= PART_SIZE:
                raise DataError(f"a part unpacks to {size} bytes, more than {PART_SIZE}")
            return zstandard.ZstdDecompressor(max_window_size=PART_SIZE * 2).decompress(
                self.data, max_output_size=PART_SIZE
            )
        except zstandard.ZstdError as error:
            raise DataError(f"a part is not zstd: {error}") from None


def read_part(data: memoryview) -> Part:
    """Return the part that follows a tag.

    Raises
    ------
    PartError
        It has no header.
    """
    if len(data) < _HEADER.size:
        raise PartError(0, f"a part of {len(data)} bytes has no header")
    _, codec, section, stream, size, offset, left = _HEADER.unpack_from(data)
    return Part(codec, section, stream, size, offset, left, data[_HEADER.size :])


class PartMaker:
    """Makes the parts of one message, one after the other.

    Parameters
    ----------
    tag : bytes
        What each begins with.
    stream : int
        Tells the message from others that are sent at the same time.
    size : int
        That of the message.
    compress : bool
        Compress the parts, as long as that makes them smaller.
    """

    def __init__(self, tag: bytes, stream: int, size: int, compress: bool) -> None:
        self._tag = tag
        self._stream = stream
        self._size = size
        self._packer = zstandard.ZstdCompressor(level=_LEVEL) if compress else None
        self.done = 0

    def part(self, section: int, left: int, data: bytes | memoryview) -> bytes:
        """Return the part that carries `data`, with `left` bytes from it to its section's end."""
        body, codec = data, _PLAIN
        if self._packer is not None and len(data) >= _LEAST:
            packed = self._packer.compress(data)
            if len(packed) < _WORTHWHILE * len(data):
                body, codec = packed, _ZSTD
            else:
                self._packer = None  # the rest of it will be no better
        header = _HEADER.pack(LEAD, codec, section, self._stream, self._size, self.done, left)
        self.done += len(data)
        return b"".join((self._tag, header, body))
