"""Frames of our own for servers on gevent and on threads.

The connection is opened by gevent-websocket, where the server has its handler, or else by
simple-websocket. One that wants permessage-deflate, as browsers do, keeps the frames of the latter.
"""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable
from typing import Any

import engineio
import simple_websocket
from engineio.async_drivers._websocket_wsgi import SimpleWebSocketWSGI

from znsocket.server.frame_socket import FrameOutlet, FrameSocket, end_stream
from znsocket.wire.frames import CLOSE, frame_header

_DEFLATE = "HTTP_SEC_WEBSOCKET_EXTENSIONS"
_GOODBYE = 0.5  # seconds that a farewell waits for its turn
_RECEIVED = 1 << 18  # bytes that simple-websocket receives at once


class _NoThread:
    """In the place of the thread that simple-websocket reads with."""

    name = ""

    def __init__(self, target: Callable[[], None]) -> None:
        pass

    def start(self) -> None:
        """Do nothing."""


class ThreadedFrameSocket(FrameSocket):
    """A websocket whose connection has a thread, or a greenlet, of its own.

    Parameters
    ----------
    stream : socket
    limit : int
        Largest message in bytes.
    lock : threading.Lock or gevent.lock.BoundedSemaphore
        Held by whoever sends.
    pause : callable
        See `FrameSocket`.

    Attributes
    ----------
    socket : socket
        What python-engineio sets the timeout of.
    """

    def __init__(self, stream: Any, limit: int, lock: Any, pause: Callable[[], object]) -> None:
        super().__init__(stream, limit, pause)
        self.socket = stream
        self._sending = lock
        self._closed = False

    def write(self, frame: bytes) -> None:
        """Send a whole frame; wait until it was sent."""
        with self._sending:
            try:
                sent = self.socket.send(frame)
                if sent < len(frame):
                    rest = memoryview(frame)
                    while sent < len(frame):
                        sent += self.socket.send(rest[sent:])
            except OSError:
                self.abort()  # what is half sent makes no sense of all that follows
                raise

    def close(self, close_data: tuple[int, str] | None = None) -> None:
        """Say goodbye, unless somebody goes on sending, and send no more."""
        if self._closed:
            return
        self._closed = True
        if not self._sending.acquire(timeout=_GOODBYE):
            self.abort()
            return
        try:
            status, reason = close_data or (0, "")
            data = struct.pack("!H", status) + reason.encode() if status else b""
            self.socket.send(frame_header(CLOSE, len(data)) + data)
        except OSError:
            pass  # it has ended already
        finally:
            self._sending.release()
        end_stream(self.socket, socket.SHUT_WR)

    def abort(self) -> None:
        """End the stream, so that whoever waits to read or to write goes on."""
        end_stream(self.socket)


class ThreadedWebSocketWSGI(SimpleWebSocketWSGI):  # type: ignore[misc]
    """What python-engineio makes for each websocket that is opened.

    Parameters
    ----------
    handler : callable
        Called with the websocket.
    server : engineio.Server
    lock : callable
        Makes what is held by whoever sends.
    pause : callable
        See `FrameSocket`.
    **options : object
        What simple-websocket needs of the async mode.
    """

    def __init__(
        self,
        handler: Callable[..., Any],
        server: engineio.Server,
        lock: Callable[[], Any],
        pause: Callable[[], object],
        **options: Any,
    ) -> None:
        self._limit = int(server.max_http_buffer_size)
        super().__init__(
            handler, server, max_message_size=self._limit, receive_bytes=_RECEIVED, **options
        )
        self._connection = handler.__self__  # type: ignore[attr-defined]
        self._lock = lock
        self._pause = pause

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        """Serve a websocket until it ends."""
        opened = environ.get("wsgi.websocket")
        if opened is not None:  # by gevent-websocket
            self._serve(opened.handler.socket)
            opened.closed = True
            return []
        if _DEFLATE in environ:
            return super().__call__(environ, start_response)
        opened = simple_websocket.Server(environ, thread_class=_NoThread)
        self._serve(opened.sock)
        if opened.mode == "gunicorn":
            raise StopIteration
        if opened.mode == "werkzeug":
            raise ConnectionError
        return []

    def _serve(self, stream: Any) -> None:
        framed = ThreadedFrameSocket(stream, self._limit, self._lock(), self._pause)
        self._connection.frame_socket = framed
        self.app(framed)


def use_frame_sockets(server: engineio.Server) -> None:
    """Have a server on gevent or threads make `ThreadedWebSocketWSGI` for its websockets."""
    options: dict[str, Any]
    if server.async_mode == "gevent":
        import gevent
        import gevent.event
        import gevent.lock
        import gevent.selectors

        options = {
            "lock": gevent.lock.BoundedSemaphore,
            "pause": lambda: gevent.sleep(0),
            "thread_class": server._async["thread"],
            "event_class": gevent.event.Event,
            "selector_class": gevent.selectors.DefaultSelector,
        }
    else:
        options = {"lock": threading.Lock, "pause": lambda: None}

    def websocket(handler: Callable[..., Any], server: engineio.Server) -> Any:
        return ThreadedWebSocketWSGI(handler, server, **options)

    server.outlet = FrameOutlet
    server._async = {**server._async, "websocket": websocket}
