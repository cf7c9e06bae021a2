"""How each async mode of python-socketio listens, serves and stops."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, Protocol

import socketio

logger = logging.getLogger(__name__)


#: Returns when calls under way are answered; takes the function that it waits with.
Finish = Callable[[Callable[[float], None]], None]


class Runner(Protocol):
    """Serves one Socket.IO server on a listening socket until it is stopped."""

    def serve(self) -> None:
        """Serve until `stop` is called."""

    def stop(self) -> None:
        """Let `serve` return; may be called from a signal handler or from another thread."""


class _Wakeup:
    """Lets a signal handler or another thread wake what waits for a file descriptor."""

    def __init__(self) -> None:
        self.reader, self._writer = socket.socketpair()
        self.reader.setblocking(False)

    def set(self) -> None:
        """Make the reader readable."""
        self._writer.send(b"\0")


class EventletRunner:
    """Serves with eventlet's WSGI server."""

    def __init__(self, sio: socketio.Server, listener: socket.socket, finish: Finish) -> None:
        self._app = socketio.WSGIApp(sio)
        self._listener = listener
        self._finish = finish
        self._wakeup = _Wakeup()

    def serve(self) -> None:
        """Serve until `stop` is called."""
        import eventlet
        import eventlet.hubs
        import eventlet.wsgi
        from eventlet.greenio import GreenSocket

        listener = GreenSocket(self._listener)
        pool = eventlet.GreenPool(10_000)
        serving = eventlet.spawn(
            eventlet.wsgi.server, listener, self._app, custom_pool=pool, log_output=False
        )
        eventlet.hubs.trampoline(self._wakeup.reader, read=True)
        self._finish(eventlet.sleep)
        for greenlet in list(pool.coroutines_running):
            greenlet.kill()  # before the end of `serving`, which cuts their connections
        serving.kill()
        listener.close()

    def stop(self) -> None:
        """Let `serve` return."""
        self._wakeup.set()


class GeventRunner:
    """Serves with gevent's WSGI server."""

    def __init__(self, sio: socketio.Server, listener: socket.socket, finish: Finish) -> None:
        self._app = socketio.WSGIApp(sio)
        self._listener = listener
        self._finish = finish
        self._wakeup = _Wakeup()

    def serve(self) -> None:
        """Serve until `stop` is called."""
        import gevent
        import gevent.socket
        from gevent.pywsgi import WSGIServer
        from geventwebsocket.handler import WebSocketHandler

        listener = gevent.socket.socket(fileno=self._listener.detach())
        server = WSGIServer(listener, self._app, log=None, handler_class=WebSocketHandler)
        server.start()
        gevent.socket.wait_read(self._wakeup.reader.fileno())
        server.close()
        self._finish(gevent.sleep)
        server.stop(timeout=0)

    def stop(self) -> None:
        """Let `serve` return."""
        self._wakeup.set()


class ThreadingRunner:
    """Serves with Werkzeug, a thread for each connection."""

    def __init__(self, sio: socketio.Server, listener: socket.socket, finish: Finish) -> None:
        from werkzeug.serving import WSGIRequestHandler, make_server

        class QuietHandler(WSGIRequestHandler):
            def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002
                logger.debug(message, *args)

        host, port = listener.getsockname()[:2]
        self._server = make_server(
            host,
            port,
            socketio.WSGIApp(sio),
            threaded=True,
            request_handler=QuietHandler,
            fd=listener.fileno(),
        )
        self._listener = listener
        self._finish = finish

    def serve(self) -> None:
        """Serve until `stop` is called."""
        self._server.serve_forever()
        self._listener.close()

    def stop(self) -> None:
        """Let `serve` return."""

        def end() -> None:
            self._finish(time.sleep)
            self._server.shutdown()

        threading.Thread(target=end).start()


class AsgiRunner:
    """Serves with uvicorn, on asyncio."""

    def __init__(self, sio: socketio.AsyncServer, listener: socket.socket, finish: Finish) -> None:
        import uvicorn

        stop = self.stop

        class Server(uvicorn.Server):
            def handle_exit(self, sig: int, frame: FrameType | None) -> None:
                """Take a signal: uvicorn's own way is to end connections at once."""
                stop()

        self._listener = listener
        self._finish = finish
        self._server = Server(
            uvicorn.Config(
                socketio.ASGIApp(sio),
                log_config=None,
                ws="wsproto",
                ws_max_size=sio.eio.max_http_buffer_size,
                timeout_graceful_shutdown=1,
            )
        )

    def serve(self) -> None:
        """Serve until `stop` is called."""
        self._server.run(sockets=[self._listener])

    def stop(self) -> None:
        """Let `serve` return."""

        def end() -> None:
            self._finish(time.sleep)
            self._server.should_exit = True

        threading.Thread(target=end).start()


RUNNERS: dict[str, type[Any]] = {
    "eventlet": EventletRunner,
    "gevent": GeventRunner,
    "threading": ThreadingRunner,
    "asgi": AsgiRunner,
}
