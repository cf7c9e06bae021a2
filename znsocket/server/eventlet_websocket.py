"""Frames of our own for servers on eventlet.

A connection that negotiated permessage-deflate, as browsers do, keeps eventlet's frames, with the
slow parts made fast.
"""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Callable
from typing import Any

import engineio
from engineio.async_drivers import eventlet as driver
from eventlet import sleep, spawn
from eventlet.greenio import GreenSocket
from eventlet.websocket import RFC6455WebSocket

from znsocket.server.frame_socket import FrameOutlet, FrameSocket, end_stream
from znsocket.wire.frames import BINARY, frame_header, mask


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


class EventletFrameSocket(FrameSocket, OnceClosedSocket):
    """A websocket of eventlet's whose frames are ours.

    Attributes
    ----------
    held : int
        Bytes of frames that `put` took and that are not sent yet.
    """

    def __init__(self, stream: Any, environ: dict[str, Any], version: int, limit: int) -> None:
        RFC6455WebSocket.__init__(self, stream, environ, version, max_frame_length=limit)
        FrameSocket.__init__(self, stream, limit, lambda: sleep(0))
        self._outbox: deque[bytes] = deque()
        self.held = 0

    def send(self, message: Any, **options: Any) -> None:
        """Send a message, or a control frame; wait until it was sent."""
        if options:
            RFC6455WebSocket.send(self, message, **options)
        else:
            super().send(message)

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

    def close(self, close_data: tuple[int, str] | None = None) -> None:
        """Say goodbye and close, once."""
        OnceClosedSocket.close(self, close_data)

    def abort(self) -> None:
        """End the stream, so that whoever waits to read or to write goes on."""
        end_stream(self.socket)

    def _flush(self) -> None:
        try:
            self.write(b"")
        except OSError:
            self._outbox.clear()  # the reader meets the end of the stream as well

    def write(self, frame: bytes) -> None:
        """Send a whole frame; wait until it was sent."""
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
        self.write(frame)


class FrameWebSocketWSGI(driver.WebSocketWSGI):  # type: ignore[misc]
    """What python-engineio makes for each websocket that is opened."""

    def __init__(self, handler: Callable[..., Any], server: engineio.Server) -> None:
        super().__init__(handler, server)
        self._connection = handler.__self__  # type: ignore[attr-defined]

    def _handle_hybi_request(self, environ: dict[str, Any]) -> Any:
        stock = super()._handle_hybi_request(environ)
        if stock.extensions or type(stock.socket) is not GreenSocket:
            return DeflatedSocket(stock, environ)
        stream = EventletFrameSocket(stock.socket, environ, stock.version, self.max_frame_length)
        self._connection.frame_socket = stream
        return stream


class EventletOutlet(FrameOutlet):
    """Also sends straight to the stream what must not wait."""

    def put(self, data: bytes) -> None:
        """Take a binary message to send as soon as can be; never waits."""
        stream = self._stream()
        if stream is None:
            super().put(data)
        else:
            stream.put(data)

    @property
    def held(self) -> int:
        """Bytes that were taken and are not sent yet."""
        stream = self._stream()
        return super().held if stream is None else int(stream.held)


def use_frame_sockets(server: engineio.Server) -> None:
    """Have a server on eventlet make `FrameWebSocketWSGI` for its websockets."""
    server.outlet = EventletOutlet
    server._async = {**server._async, "websocket": FrameWebSocketWSGI}
