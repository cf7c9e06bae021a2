"""Websocket frames (RFC 6455), read and written with as few system calls and copies as can be.

The connection is opened by others (websocket-client, eventlet); from then on a frame that fits into
the buffer costs one ``recv``, and the payload of a larger one is received where it will stay.
"""

from __future__ import annotations

import os
import struct
from typing import Any, Protocol

from aiohttp._websocket.helpers import websocket_mask

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10

#: What a peer is told that broke the protocol, sent text that is none, or sent too much.
PROTOCOL_ERROR, INVALID_TEXT, TOO_LARGE = 1002, 1007, 1009

_BUFFER = 65536
_WHOLE = (0x80 | TEXT, 0x80 | BINARY)  # the first bytes of messages in one frame
_MASKED = 6  # bytes of the header of a small frame with its key
_SHORT, _MEDIUM = 126, 127  # what stands for a length of 2 and of 8 bytes
_LARGEST_CONTROL = 125
_OPCODES = frozenset((CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG))
_SMALL = 256  # bytes up to which Python's integers mask faster than a copy and a call


class FrameError(Exception):
    """The peer broke the protocol; `status` is what the close frame tells it."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class StreamEndedError(Exception):
    """The peer closed the stream."""


class _Readable(Protocol):
    def recv(self, size: int, /) -> bytes: ...

    def recv_into(self, buffer: Any, /) -> int: ...


def frame_header(opcode: int, size: int, masked: bool = False) -> bytes:
    r"""Return the header of an unfragmented frame, without the masking key.

    Examples
    --------
    >>> frame_header(BINARY, 5)
    b'\x82\x05'
    """
    mask = 0x80 if masked else 0
    if size < _SHORT:
        return bytes((0x80 | opcode, mask | size))
    if size < 1 << 16:
        return struct.pack("!BBH", 0x80 | opcode, mask | _SHORT, size)
    return struct.pack("!BBQ", 0x80 | opcode, mask | _MEDIUM, size)


def mask(data: bytes | bytearray, key: bytes) -> bytes | bytearray:
    r"""Return `data` masked, or unmasked, with a key of 4 bytes.

    Examples
    --------
    >>> mask(mask(b"some text", b"\x01\x02\x03\x04"), b"\x01\x02\x03\x04")
    b'some text'
    """
    size = len(data)
    if size <= _SMALL:
        pattern = int.from_bytes((key * (size // 4 + 1))[:size], "little")
        return (int.from_bytes(data, "little") ^ pattern).to_bytes(size, "little")
    masked = bytearray(data)
    websocket_mask(key, masked)
    return masked


def client_frame(opcode: int, data: bytes | bytearray) -> bytes:
    """Return the frame in which a client sends `data`."""
    key = os.urandom(4)
    return b"".join((frame_header(opcode, len(data), masked=True), key, mask(data, key)))


class FrameReader:
    """Reads messages from a stream; can go on after the stream's own timeout interrupted it.

    Parameters
    ----------
    stream : socket
        Anything with ``recv`` and ``recv_into``.
    limit : int or None
        Largest message in bytes; a larger one is refused at its header.
    masked : bool
        Whether frames must be masked, as a client's must, or must not be.
    """

    def __init__(self, stream: _Readable, limit: int | None, masked: bool) -> None:
        self._stream = stream
        self._limit = limit
        self._masked = masked
        self._data = b""
        self._at = 0
        self._opcode = 0
        self._parts: list[bytes | bytearray] = []
        self._parts_size = 0
        # The payload that is being received, beyond what the buffer held of it.
        self._large: bytearray | None = None
        self._large_frame = (0, False, b"")
        self._filled = 0

    def message(self) -> tuple[int, bytes | bytearray]:
        """Return the opcode and payload of the next message or control frame.

        Raises
        ------
        FrameError
            What came is no frame, or larger than the limit.
        StreamEndedError
            The stream ended.
        """
        if self._at == len(self._data) and self._large is None and not self._parts:
            # Most often a small message comes alone.
            data = self._stream.recv(_BUFFER)
            if self._masked:
                if len(data) > _MASKED and data[0] in _WHOLE and data[1] - 0x7A == len(data):
                    return data[0] & 15, mask(data[6:], data[2:6])
            elif len(data) > 1 and data[0] in _WHOLE and data[1] + 2 == len(data):
                return data[0] & 15, data[2:]
            if not data:
                raise StreamEndedError
            self._data, self._at = data, 0
        while True:
            opcode, final, payload = self._frame()
            if final and opcode and not self._parts:
                return opcode, payload
            if opcode >= CLOSE:
                return opcode, payload
            if opcode and self._parts:
                raise FrameError(PROTOCOL_ERROR, "a message began inside a fragmented one")
            if not opcode and not self._parts:
                raise FrameError(PROTOCOL_ERROR, "a fragment continues no message")
            if not self._parts:
                self._opcode = opcode
            self._parts.append(payload)
            self._parts_size += len(payload)
            self._check_size(self._parts_size)
            if final:
                whole = b"".join(self._parts)
                self._parts, self._parts_size = [], 0
                return self._opcode, whole

    def _frame(self) -> tuple[int, bool, bytes | bytearray]:
        if self._large is not None:
            return self._receive_large()
        self._need(2)
        data, at = self._data, self._at
        first, second = data[at], data[at + 1]
        opcode, size = first & 15, second & 127
        header = 2 if size < _SHORT else 4 if size == _SHORT else 10
        masked = second >= 0x80  # noqa: PLR2004 - the mask's bit
        self._check_header(first, opcode, size, masked)
        if masked:
            header += 4
        if header > 2:  # noqa: PLR2004 - the least header
            self._need(header)
            data, at = self._data, self._at
            if size >= _SHORT:
                width = 2 if size == _SHORT else 8
                size = int.from_bytes(data[at + 2 : at + 2 + width], "big")
                self._check_size(size)
        key = data[at + header - 4 : at + header] if masked else b""
        final = first >= 0x80  # noqa: PLR2004 - the final fragment's bit
        if size > _BUFFER:
            self._begin_large(header, size, (opcode, final, key))
            return self._receive_large()
        end = header + size
        self._need(end)
        data, at = self._data, self._at
        payload = data[at + header : at + end]
        if at + end == len(data):
            self._data, self._at = b"", 0
        else:
            self._at = at + end
        return opcode, final, mask(payload, key) if masked else payload

    def _check_header(self, first: int, opcode: int, size: int, masked: bool) -> None:
        if first & 0x70 or opcode not in _OPCODES:
            raise FrameError(PROTOCOL_ERROR, f"a frame begins with {first:#04x}")
        if masked is not self._masked:
            raise FrameError(PROTOCOL_ERROR, "a client's frames must be masked, a server's not")
        if opcode >= CLOSE and (first < 0x80 or size > _LARGEST_CONTROL):  # noqa: PLR2004
            raise FrameError(PROTOCOL_ERROR, "a control frame is fragmented or too large")

    def _check_size(self, size: int) -> None:
        if self._limit is not None and size > self._limit:
            raise FrameError(
                TOO_LARGE, f"a message of {size} bytes is larger than the {self._limit} allowed"
            )

    def _need(self, size: int) -> None:
        """Have at least `size` bytes in the buffer."""
        missing = size - (len(self._data) - self._at)
        if missing <= 0:
            return
        parts = [self._data[self._at :]] if self._at < len(self._data) else []
        try:
            while missing > 0:
                received = self._stream.recv(max(_BUFFER, missing))
                if not received:
                    raise StreamEndedError
                parts.append(received)
                missing -= len(received)
        finally:
            self._data = parts[0] if len(parts) == 1 else b"".join(parts)
            self._at = 0

    def _begin_large(self, header: int, size: int, frame: tuple[int, bool, bytes]) -> None:
        at = self._at + header
        held = self._data[at : at + size]
        self._large = bytearray(size)
        self._large[: len(held)] = held
        self._filled = len(held)
        self._large_frame = frame
        self._at = at + len(held)

    def _receive_large(self) -> tuple[int, bool, bytes | bytearray]:
        large = self._large
        assert large is not None  # noqa: S101 - the callers have seen to it
        with memoryview(large) as view:
            while self._filled < len(large):
                received = self._stream.recv_into(view[self._filled :])
                if not received:
                    raise StreamEndedError
                self._filled += received
        self._large = None
        opcode, final, key = self._large_frame
        if key:
            websocket_mask(key, large)
        return opcode, final, large
