"""The server that ``znsocket`` starts, and that a program starts with ``Server(...).run()``."""

from __future__ import annotations

import contextlib
import importlib
import signal
import socket
import warnings
from collections.abc import Callable, Iterable, Iterator
from types import FrameType, ModuleType
from typing import Any
from urllib.parse import urlsplit

import redis
import socketio

from znsocket.exceptions import ZnSocketError
from znsocket.registry import load_commands, load_installed_commands
from znsocket.server.adapters import LEASE
from znsocket.server.attach import NAMESPACE, bind
from znsocket.server.packet import LenientPacket
from znsocket.server.queue import StoreQueue, make_queue
from znsocket.server.runners import RUNNERS, Runner
from znsocket.storage import RedisStorage, Store, open_storage
from znsocket.wire import Limits

#: Largest message in bytes that a server takes, unless it is told otherwise.
DEFAULT_MAX_HTTP_BUFFER_SIZE = 64 * 1024 * 1024

# What an async mode needs beyond the dependencies of znsocket, and the extra that brings it.
_NEEDS = {
    "gevent": ("gevent", "geventwebsocket"),
    "threading": ("werkzeug", "simple_websocket"),
    "asgi": ("uvicorn", "wsproto"),
}


class Server:
    """A Socket.IO server for all commands.

    Parameters
    ----------
    port : int
        TCP port; 0 takes a free one, which `port` tells after `listen`.
    max_http_buffer_size : int, optional
        Largest message in bytes; 64 MiB by default.
    async_mode : {"eventlet", "gevent", "threading", "asgi"}, optional
        What serves connections; eventlet by default.
    logger : bool or logging.Logger
        Passed on to python-socketio.
    storage : str, Storage, RedisStorage, redis.Redis or redis.RedisCluster
        ``"memory"``, or where Redis is: see `znsocket.storage.open_storage`.
    host : str
        Address to listen on.
    message_queue : str, optional
        The URL of a queue by which several servers share the events of Socket.IO, in place of the
        Redis of `storage`, which they do that with by themselves.
    adapter_lease : float
        Seconds after which the adapters of another server on the same Redis are gone, when it does
        not report any more.
    commands : iterable of str or module
        Modules with commands of your own, or their names: see `attach_events`.
    limits : Limits
        What clients may use at the most.

    Notes
    -----
    With Redis behind eventlet or gevent, a call that waits for Redis lets other connections go on
    only if the standard library was patched (``eventlet.monkey_patch()``,
    ``gevent.monkey.patch_all()``), as the ``znsocket`` command does.

    Raises
    ------
    ValueError
        No such async mode or storage, a module of `commands` that has none, or a command whose
        name is taken.
    ZnSocketError
        The async mode needs a package that is not installed.

    Examples
    --------
    >>> server = Server(port=0)
    >>> server.listen()
    >>> server.url.startswith("znsocket://127.0.0.1:")
    True
    >>> server.close()
    """

    def __init__(  # noqa: PLR0913 - the published signature
        self,
        port: int = 5000,
        max_http_buffer_size: int | None = None,
        async_mode: str | None = None,
        logger: Any = False,
        storage: Store | redis.Redis | redis.RedisCluster | str = "memory",
        host: str = "127.0.0.1",
        message_queue: str | None = None,
        adapter_lease: float = LEASE,
        commands: Iterable[str | ModuleType] = (),
        limits: Limits = Limits(),  # noqa: B008 - it cannot be changed
    ) -> None:
        self.port = port
        self.host = host
        self.max_http_buffer_size = max_http_buffer_size or DEFAULT_MAX_HTTP_BUFFER_SIZE
        self.async_mode = async_mode or "eventlet"
        self.logger = logger
        _check_mode(self.async_mode)
        load_commands(commands)
        load_installed_commands()
        self.storage = open_storage(storage)
        self._opened = self.storage is not storage
        self.message_queue = message_queue
        self.adapter_lease = adapter_lease
        self.limits = limits
        self._listener: socket.socket | None = None
        self._runner: Runner | None = None
        self._stopped = False

    @classmethod
    def from_url(cls, url: str, **kwargs: Any) -> Server:
        """Return a server for the host and port of a ``znsocket://host:port`` URL.

        Parameters
        ----------
        url : str
            Where to listen.
        **kwargs : object
            Further arguments of `Server`.

        Raises
        ------
        ValueError
            Another scheme, or no port.

        Examples
        --------
        >>> Server.from_url("znsocket://127.0.0.1:5000").port
        5000
        """
        parts = urlsplit(url)
        if parts.scheme != "znsocket" or not parts.hostname or parts.port is None:
            raise ValueError(f"a server's URL is znsocket://host:port, got {url!r}")
        return cls(port=parts.port, host=parts.hostname, **kwargs)

    @property
    def url(self) -> str:
        """Where clients connect to."""
        return f"znsocket://{self.host}:{self.port}"

    def listen(self) -> None:
        """Take the port, and check the storage, so that `run` cannot fail on either.

        Raises
        ------
        OSError
            The port is taken or the host is not of this machine.
        ConnectionError
            The Redis server does not answer.
        """
        if self._listener is not None:
            return
        if isinstance(self.storage, RedisStorage):
            self.storage.check()
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        self._listener = socket.create_server((self.host, self.port), family=family, backlog=1024)
        # Accepted connections inherit it; without, a reply in two writes waits for a delayed ACK.
        self._listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.port = self._listener.getsockname()[1]
        self.storage.statistics.port = self.port

    def run(self, on_ready: Callable[[], None] | None = None) -> None:
        """Serve until SIGINT, SIGTERM or `stop`.

        Then no more calls are taken, those under way are answered, all connections are closed, and
        it returns.

        Parameters
        ----------
        on_ready : callable, optional
            Called once clients can connect, and signals end the server cleanly.

        Raises
        ------
        OSError, ConnectionError
            See `listen`.
        """
        self.listen()
        listener = self._listener
        assert listener is not None  # noqa: S101 - listen() raises otherwise
        sio = self._socketio()
        binding = bind(sio, NAMESPACE, self.storage, self.adapter_lease, self.limits)
        self._runner = RUNNERS[self.async_mode](sio, listener, binding.finish)
        with _stop_on_signals(self.stop):
            if on_ready is not None:
                on_ready()
            if not self._stopped:
                self._runner.serve()
        if isinstance(sio.manager, StoreQueue):
            sio.manager.close()
        self.close()

    def stop(self) -> None:
        """Let `run` return; may be called from a signal handler or from another thread."""
        self._stopped = True
        if self._runner is not None:
            self._runner.stop()

    def close(self) -> None:
        """Give the port back, and end the connections of a store that the server opened itself."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        if self._opened:
            self.storage.close()

    def _socketio(self) -> socketio.Server | socketio.AsyncServer:
        make = socketio.AsyncServer if self.async_mode == "asgi" else socketio.Server
        with warnings.catch_warnings():
            # Eventlet warns of itself when it is imported; who runs this server can't help it.
            warnings.simplefilter("ignore")
            return make(
                async_mode=self.async_mode,
                max_http_buffer_size=self.max_http_buffer_size,
                cors_allowed_origins="*",
                logger=self.logger,
                serializer=LenientPacket,
                client_manager=make_queue(self.storage, self.message_queue, self.async_mode),
            )


def _check_mode(async_mode: str) -> None:
    if async_mode not in RUNNERS:
        raise ValueError(f"async_mode must be one of {', '.join(RUNNERS)}, got {async_mode!r}")
    for module in _NEEDS.get(async_mode, ()):
        try:
            importlib.import_module(module)
        except ImportError as error:
            raise ZnSocketError(
                f"async mode {async_mode!r} needs {module}: pip install 'znsocket[{async_mode}]'"
            ) from error


@contextlib.contextmanager
def _stop_on_signals(stop: Any) -> Iterator[None]:
    """Call `stop` on SIGINT and SIGTERM; only the main thread can be told of signals."""

    def handle(signum: int, frame: FrameType | None) -> None:
        stop()

    before = {}
    with contextlib.suppress(ValueError):  # what the signal module raises in another thread
        for number in (signal.SIGINT, signal.SIGTERM):
            before[number] = signal.signal(number, handle)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
