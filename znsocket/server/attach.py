"""Puts the server's messages into a Socket.IO server, one's own or another application's."""

from __future__ import annotations

import asyncio
from typing import Any

import redis
import socketio

from znsocket.exceptions import DataError
from znsocket.server.dispatch import Dispatcher, refusal
from znsocket.storage import Store, open_storage
from znsocket.wire import check_notice

NAMESPACE = "/znsocket"

_ADAPTER_TIMEOUT = 60  # seconds that the owner of an adapter may take to answer


def attach_events(
    sio: Any, namespace: str = NAMESPACE, storage: Store | redis.Redis | str | None = None
) -> Any:
    """Serve all commands and messages in a namespace of a Socket.IO server.

    Parameters
    ----------
    sio : socketio.Server, socketio.AsyncServer or flask_socketio.SocketIO
        The server; its other namespaces are left alone.
    namespace : str
        Where clients find the messages.
    storage : Storage, RedisStorage, redis.Redis, str or None
        What commands run on: see `open_storage`. By default a new embedded store.

    Returns
    -------
    socketio.Server, socketio.AsyncServer or flask_socketio.SocketIO
        `sio` itself.

    Raises
    ------
    TypeError
        `sio` is no Socket.IO server.

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
    store = open_storage(storage)
    dispatcher = Dispatcher(
        store,
        {
            "max_http_buffer_size": server.eio.max_http_buffer_size,
            "async_mode": server.async_mode,
            "namespace": namespace,
        },
    )
    if isinstance(server, socketio.AsyncServer):
        _attach_async(server, namespace, dispatcher, waits=store.waits)
    else:
        _attach(server, namespace, dispatcher)
    return sio


def _attach(server: socketio.Server, namespace: str, dispatcher: Dispatcher) -> None:
    def refresh(sid: str, notice: Any = None, *more: Any) -> Any:
        try:
            check_notice(notice)
        except DataError as error:
            return refusal("refresh", error)
        return server.emit("refresh", notice, namespace=namespace, skip_sid=sid)

    def ask_owner(sid: str, payload: Any = None, *more: Any) -> Any:
        try:
            owner = dispatcher.owner(payload)
            return server.call(
                "adapter:get", payload, to=owner, namespace=namespace, timeout=_ADAPTER_TIMEOUT
            )
        except Exception as error:  # noqa: BLE001 - the reader gets an answer
            return refusal("adapter:get", error)

    def disconnect(sid: str, reason: str = "") -> None:
        dispatcher.forget(sid)

    server.on("refresh", refresh, namespace)
    server.on("adapter:get", ask_owner, namespace)
    server.on("disconnect", disconnect, namespace)
    server.on("*", dispatcher.answer, namespace)


def _attach_async(
    server: socketio.AsyncServer, namespace: str, dispatcher: Dispatcher, waits: bool
) -> None:
    async def refresh(sid: str, notice: Any = None, *more: Any) -> Any:
        try:
            check_notice(notice)
        except DataError as error:
            return refusal("refresh", error)
        return await server.emit("refresh", notice, namespace=namespace, skip_sid=sid)

    async def ask_owner(sid: str, payload: Any = None, *more: Any) -> Any:
        try:
            owner = dispatcher.owner(payload)
            return await server.call(
                "adapter:get", payload, to=owner, namespace=namespace, timeout=_ADAPTER_TIMEOUT
            )
        except Exception as error:  # noqa: BLE001 - the reader gets an answer
            return refusal("adapter:get", error)

    async def disconnect(sid: str, reason: str = "") -> None:
        dispatcher.forget(sid)

    async def answer(event: Any, sid: str, *data: Any) -> Any:
        if waits:
            return await asyncio.to_thread(dispatcher.answer, event, sid, *data)
        return dispatcher.answer(event, sid, *data)

    server.on("refresh", refresh, namespace)
    server.on("adapter:get", ask_owner, namespace)
    server.on("disconnect", disconnect, namespace)
    server.on("*", answer, namespace)
