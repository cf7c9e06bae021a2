"""Eventlet's websocket with frames of our own, in the place of python-engineio's.

This is all that `Server` changes in python-engineio and eventlet; a program that brings a Socket.IO
server of its own keeps their websocket. A connection that negotiated permessage-deflate, as
browsers do, keeps eventlet's frames too, with the slow parts made fast.
"""

from __future__ import annotations

import contextlib
import socket
import zlib
from collections import deque
from collections.abc import Callable
from typing import Any

import engineio
from engineio.async_drivers import eventlet as driver
from eventlet import sleep, spawn
from eventlet.greenio import GreenSocket
from eventlet.websocket import RFC6455WebSocket

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
    mask,
)

_FAIR_SHARE = 128 * 1024  # bytes that are read of one connection before others have a turn


class OnceClosedSocket(RFC6455WebSocket):  # type: ignore[misc]
    """A websocket that python-engineio's reader and writer may both close."""

    _closed = False

    def close(self, close_data: tuple[int, str] | None = None) -> None:
        """Say goodbye and close, once."""
        if not self._closed:
            self._closed = True
            super().close(close_data)


class DeflatedSocket(OnceClosedSocket):
    """Eventlet's own frames, where it would take a second of the server's time for some megabytes.

    It takes off the mask of what it receives byte by byte, and compresses thoroughly, which takes
    six times as long as compressing fast and saves less than a tenth.
    """

    def __init__(self, stock: RFC6455WebSocket, environ: dict[str, Any]) -> None:
        super().__init__(
            stock.socket,
            environ,
            stock.version,
            protocol=stock.protocol,
            extensions=stock.extensions,
            max_frame_length=stock.max_frame_length,
        )
        options = stock.extensions.get("permessage-deflate", {})
        window = options.get("server_max_window_bits", zlib.MAX_WBITS)
        self._deflate_enc = zlib.compressobj(zlib.Z_BEST_SPEED, zlib.DEFLATED, -window)

    @staticmethod
    def _apply_mask(
        data: bytes, key: tuple[int, ...], length: int | None = None, offset: int = 0
    ) -> bytes | bytearray:
        at = offset % 4
        return mask(data[:length], bytes(key[at:] + key[:at]))


class FrameSocket(OnceClosedSocket):
    """A websocket whose frames are read and written by `znsocket.wire.frames`.

    Attributes
    ----------
    takers : list of callable
        Called with each binary message; tell whether it was theirs, and python-engineio is not
        to see it.
    held : int
        Bytes of frames that `put` took and that are not sent yet.
    """

    def __init__(self, stream: Any, environ: dict[str, Any], version: int, limit: int) -> None:
        super().__init__(stream, environ, version, max_frame_length=limit)
        self._reader = FrameReader(stream, limit, masked=True)
        self._outbox: deque[bytes] = deque()
        self._read = 0
        self.held = 0
        self.takers: list[Callable[[bytes | bytearray], bool]] = []

    def wait(self) -> str | bytes | bytearray | None:
        """Return the next message; None at the end."""
        try:
            while True:
                opcode, payload = self._reader.message()
                self._read += len(payload)
                if self._read > _FAIR_SHARE:  # a stream that is never empty would never yield
                    self._read = 0
                    sleep(0)
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
                    self._write(frame_header(PONG, len(payload)) + payload)
                elif opcode == CLOSE:
                    self.close()
                    return None
        except StreamEndedError:
            return None
        except FrameError as error:
            self.close(close_data=(error.status, str(error)[:100]))
            return None

    def send(self, message: Any, **options: Any) -> None:
        """Send a message, or a control frame; wait until it was sent."""
        if options:
            super().send(message, **options)
        elif isinstance(message, str):
            data = message.encode()
            self._write(frame_header(TEXT, len(data)) + data)
        else:
            self._write(frame_header(BINARY, len(message)) + message)

    def put(self, data: bytes) -> None:
        """Send a binary message without waiting; keep what the stream does not take at once."""
        frame = frame_header(BINARY, len(data)) + data
        if not self._outbox and self._sendlock.acquire(blocking=False):
            try:
                sent = self.socket.fd.send(frame)
            except OSError:
                sent = 0  # it would have to wait; a stream that ended is met by the reader too
            finally:
                self._sendlock.release()
            if sent == len(frame):
                return
            frame = frame[sent:]
        if not self._outbox:
            spawn(self._flush)
        self._outbox.append(frame)
        self.held += len(frame)

    def abort(self) -> None:
        """End the stream, so that whoever waits to read or to write goes on."""
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)

    def _flush(self) -> None:
        try:
            self._write(b"")
        except OSError:
            self._outbox.clear()  # the reader meets the end of the stream as well

    def _write(self, frame: bytes) -> None:
        if not self._outbox and self._sendlock.counter:  # nobody else is sending
            try:
                sent = self.socket.fd.send(frame)
            except BlockingIOError:
                sent = 0
            if sent == len(frame):
                return
            frame = frame[sent:]
        with self._sendlock:
            while self._outbox:
                held = self._outbox[0]
                self.socket.sendall(held)
                self._outbox.popleft()
                self.held -= len(held)
            if frame:
                self.socket.sendall(frame)

    def _send(self, frame: bytes) -> None:
        self._write(frame)


class FrameWebSocketWSGI(driver.WebSocketWSGI):  # type: ignore[misc]
    """What python-engineio makes for each websocket that is opened."""

    def __init__(self, handler: Callable[..., Any], server: engineio.Server) -> None:
        super().__init__(handler, server)
        self._connection = handler.__self__  # type: ignore[attr-defined]

    def _handle_hybi_request(self, environ: dict[str, Any]) -> Any:
        stock = super()._handle_hybi_request(environ)
        if stock.extensions or type(stock.socket) is not GreenSocket:
            return DeflatedSocket(stock, environ)
        stream = FrameSocket(stock.socket, environ, stock.version, self.max_frame_length)
        self._connection.frame_socket = stream
        return stream


class FrameOutlet(QueueOutlet):
    """Sends straight to the stream once the connection has a websocket of ours."""

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

    def put(self, data: bytes) -> None:
        """Take a binary message to send as soon as can be; never waits."""
        stream = self._stream()
        if stream is None:
            super().put(data)
        else:
            stream.put(data)

    def send(self, data: bytes) -> None:
        """Send a binary message; wait until it was sent."""
        stream = self._stream()
        if stream is None:
            super().put(data)
        else:
            stream.send(data)

    def take(self, taker: Callable[[bytes | bytearray], bool]) -> bool:
        """Have `taker` see binary messages before Engine.IO; tell whether that can be."""
        stream = self._stream()
        if stream is not None:
            stream.takers.append(taker)
        return stream is not None

    @property
    def held(self) -> int:
        """Bytes that were taken and are not sent yet."""
        stream = self._stream()
        return super().held if stream is None else stream.held

    def _stream(self) -> FrameSocket | None:
        stream: FrameSocket | None = getattr(self._socket, "frame_socket", None)
        return stream if stream is not None and self._socket.upgraded else None


def use_frame_sockets(server: engineio.Server) -> None:
    """Have a server on eventlet make `FrameWebSocketWSGI` for its websockets."""
    server.outlet = FrameOutlet
    server._async = {**server._async, "websocket": FrameWebSocketWSGI}
