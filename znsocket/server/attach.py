"""Puts the server's messages into a Socket.IO server, one's own or another application's."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from types import ModuleType
from typing import Any

import redis
import socketio

from znsocket.registry import load_commands, load_installed_commands, registry
from znsocket.server.adapters import LEASE, AdapterDirectory
from znsocket.server.async_binding import AsyncBinding
from znsocket.server.dispatch import Dispatcher
from znsocket.server.own_commands import DESCRIBE, describe_commands
from znsocket.server.refresh import Refresh
from znsocket.server.sync_binding import SyncBinding
from znsocket.storage import Store, open_storage
from znsocket.wire import Limits

NAMESPACE = "/znsocket"

# What brings frames of our own, by async mode.
_FRAMES = {
    "eventlet": "znsocket.server.eventlet_websocket",
    "gevent": "znsocket.server.threaded_websocket",
    "threading": "znsocket.server.threaded_websocket",
}


def attach_events(  # noqa: PLR0913 - each is an option of its own
    sio: Any,
    namespace: str = NAMESPACE,
    storage: Store | redis.Redis | redis.RedisCluster | str | None = None,
    adapter_lease: float = LEASE,
    commands: Iterable[str | ModuleType] = (),
    limits: Limits = Limits(),  # noqa: B008 - it cannot be changed
) -> Any:
    """Serve all commands and messages in a namespace of a Socket.IO server.

    Parameters
    ----------
    sio : socketio.Server, socketio.AsyncServer or flask_socketio.SocketIO
        The server; its other namespaces are left alone.
    namespace : str
        Where clients find the messages.
    storage : Storage, RedisStorage, redis.Redis, redis.RedisCluster, str or None
        What commands run on: see `znsocket.storage.open_storage`. By default a new embedded store.
    adapter_lease : float
        Seconds after which the adapters of a server on the same Redis that does not report are
        gone.
    commands : iterable of str or module
        Modules with commands of your own, or their names. Those that installed packages name by
        the entry point group ``znsocket.commands`` are served in any case.
    limits : Limits
        What clients may use at the most.

    Returns
    -------
    socketio.Server, socketio.AsyncServer or flask_socketio.SocketIO
        `sio` itself.

    Raises
    ------
    TypeError
        `sio` is no Socket.IO server.
    ValueError
        A module has no commands, or the name of a command is taken.

    Examples
    --------
    >>> import socketio
    >>> sio = attach_events(socketio.Server(async_mode="threading"))
    >>> app = socketio.WSGIApp(sio)
    """
    server = sio
    if not isinstance(server, (socketio.Server, socketio.AsyncServer)):
        server = getattr(sio, "server", None)  # flask_socketio.SocketIO keeps its server there
    if not isinstance(server, (socketio.Server, socketio.AsyncServer)):
        raise TypeError(
            f"sio must be a socketio.Server, a socketio.AsyncServer or an initialised "
            f"flask_socketio.SocketIO, got {sio!r}"
        )
    load_commands(commands)
    load_installed_commands()
    bind(server, namespace, open_storage(storage), adapter_lease, limits)
    return sio


def bind(
    server: socketio.Server | socketio.AsyncServer,
    namespace: str,
    storage: Store,
    adapter_lease: float,
    limits: Limits,
) -> SyncBinding | AsyncBinding:
    """Serve all commands and messages, and return what ties them to the Socket.IO server."""
    dispatcher = Dispatcher(storage, limits)
    binding: AsyncBinding | SyncBinding
    if isinstance(server, socketio.AsyncServer):
        binding = AsyncBinding(server, namespace, dispatcher)
    else:
        binding = SyncBinding(server, namespace, dispatcher)
        if server.async_mode in _FRAMES:
            importlib.import_module(_FRAMES[server.async_mode]).use_frame_sockets(server.eio)
    dispatcher.add_message(DESCRIBE, describe_commands)
    AdapterDirectory(dispatcher, binding.ask, adapter_lease)
    Refresh(dispatcher, binding)
    for entry in registry:
        if dispatcher.handler(entry.name) is not None:
            raise ValueError(
                f"command {entry.name!r} at {entry.place} is called like a message of the server"
            )
    dispatcher.storage.statistics.clients.append(binding.count)
    binding.attach()
    return binding
