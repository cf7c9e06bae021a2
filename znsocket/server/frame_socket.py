"""A server's websocket with frames of our own, in any async mode, and what sends straight to it.

Those that python-engineio brings receive a message whole before they look at how large it is, and
some of them unmask it byte by byte.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable
from typing import Any

from znsocket.server.session import QueueOutlet
from znsocket.wire.frames import (
    BINARY,
    CLOSE,
    INVALID_TEXT,
    PING,
    PONG,
    TEXT,
    FrameError,
    FrameReader,
    StreamEndedError,
    frame_header,
)

_FAIR_SHARE = 128 * 1024  # bytes that are read of one connection before others have a turn


class FrameSocket:
    """The reading half, and frames for the writing half, which each async mode has its own of.

    Parameters
    ----------
    stream : socket
        What frames are read from.
    limit : int
        Largest message in bytes.
    pause : callable
        Gives others a turn: a stream that is never empty would never do that.

    Attributes
    ----------
    takers : list of callable
        Called with each binary message; tell whether it was theirs, and python-engineio is not
        to see it.
    """

    def __init__(self, stream: Any, limit: int, pause: Callable[[], object]) -> None:
        self._reader = FrameReader(stream, limit, masked=True)
        self._pause = pause
        self._read = 0
        self.takers: list[Callable[[bytes | bytearray], bool]] = []

    def wait(self) -> str | bytes | bytearray | None:
        """Return the next message; None at the end."""
        try:
            while True:
                opcode, payload = self._reader.message()
                self._read += len(payload)
                if self._read > _FAIR_SHARE:
                    self._read = 0
                    self._pause()
                if opcode == BINARY:
                    for take in self.takers:
                        if take(payload):
                            break
                    else:
                        return payload
                elif opcode == TEXT:
                    try:
                        return payload.decode()
                    except UnicodeDecodeError as error:
                        raise FrameError(INVALID_TEXT, f"a text is none: {error}") from None
                elif opcode == PING:
                    self.write(frame_header(PONG, len(payload)) + payload)
                elif opcode == CLOSE:
                    self.close()
                    return None
        except StreamEndedError:
            return None
        except FrameError as error:
            self.close((error.status, str(error)[:100]))
            return None

    def send(self, message: Any) -> None:
        """Send a message; wait until it was sent."""
        if isinstance(message, str):
            data = message.encode()
            self.write(frame_header(TEXT, len(data)) + data)
        else:
            self.write(frame_header(BINARY, len(message)) + message)

    def write(self, frame: bytes) -> None:
        """Send a whole frame; wait until it was sent."""
        raise NotImplementedError

    def close(self, close_data: tuple[int, str] | None = None) -> None:
        """Say goodbye, with a status and a reason or without, and send no more."""
        raise NotImplementedError

    def abort(self) -> None:
        """End the stream, so that whoever waits to read or to write goes on."""
        raise NotImplementedError


def end_stream(stream: socket.socket, way: int = socket.SHUT_RDWR) -> None:
    """Shut a socket down, unless it is already."""
    with contextlib.suppress(OSError):
        stream.shutdown(way)


class FrameOutlet(QueueOutlet):
    """Sends answers straight to the stream once the connection has a `FrameSocket`."""

    def __init__(
        self,
        connection: Any,
        emit: Callable[[str, Any], None],
        drop: Callable[[], None],
        most_events: int,
    ) -> None:
        super().__init__(connection, emit, self._abort, most_events)
        self._end = drop

    def _abort(self) -> None:
        stream = self._stream()
        self._end()
        if stream is not None:
            stream.abort()

    def send(self, data: bytes) -> None:
        """Send a binary message; wait until it was sent."""
        stream = self._stream()
        if stream is None:
            super().put(data)
        else:
            with contextlib.suppress(OSError):  # a stream that ended is met by the reader too
                stream.send(data)

    def take(self, taker: Callable[[bytes | bytearray], bool]) -> bool:
        """Have `taker` see binary messages before Engine.IO; tell whether that can be."""
        stream = self._stream()
        if stream is not None:
            stream.takers.append(taker)
        return stream is not None

    def _stream(self) -> Any:
        """Return the `FrameSocket`, if there is one."""
        stream = getattr(self._socket, "frame_socket", None)
        return stream if stream is not None and self._socket.upgraded else None
