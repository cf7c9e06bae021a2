"""What is used of other packages beyond their documentation; a new version of theirs must pass."""

from __future__ import annotations

import inspect
import warnings
from typing import Any

import engineio
import engineio.socket
import pytest
import socketio
from aiohttp._websocket.helpers import websocket_mask

from znsocket.server.threaded_websocket import ThreadedWebSocketWSGI, use_frame_sockets
from znsocket.wire.frames import mask


@pytest.mark.parametrize(
    ("owner", "name", "parameters"),
    [
        (engineio.Client, "_connect_websocket", ["self", "url", "headers", "engineio_path"]),
        (engineio.Client, "_read_loop_websocket", ["self"]),
        (engineio.Client, "_write_loop", ["self"]),
        (engineio.Client, "_send_packet", ["self", "pkt"]),
        (engineio.Client, "_receive_packet", ["self", "pkt"]),
        (engineio.Client, "_trigger_event", ["self", "event", "args", "kwargs"]),
        (engineio.Client, "_reset", ["self"]),
        (engineio.AsyncClient, "_receive_packet", ["self", "pkt"]),
        (socketio.Client, "_engineio_client_class", ["self"]),
        (socketio.AsyncClient, "_engineio_client_class", ["self"]),
        (socketio.Client, "_send_packet", ["self", "pkt"]),
        (socketio.Client, "_handle_connect", ["self", "namespace", "data"]),
        (socketio.Client, "_handle_disconnect", ["self", "namespace"]),
        (socketio.Client, "_handle_error", ["self", "namespace", "data"]),
        (socketio.Client, "_handle_event", ["self", "namespace", "id", "data"]),
        (socketio.Client, "_handle_ack", ["self", "namespace", "id", "data"]),
        (engineio.socket.Socket, "_websocket_handler", ["self", "ws"]),
        (engineio.socket.Socket, "close", ["self", "wait", "abort", "reason"]),
    ],
)
def test_methods_that_are_called_or_replaced(owner: Any, name: str, parameters: list[str]) -> None:
    assert list(inspect.signature(getattr(owner, name)).parameters) == parameters


@pytest.mark.parametrize("make", [socketio.Server, socketio.AsyncServer])
def test_handlers_of_engineio_can_be_wrapped(make: Any) -> None:
    server = make(async_mode="asgi" if make is socketio.AsyncServer else "threading")
    assert set(server.eio.handlers) == {"connect", "message", "disconnect"}
    assert server.eio.sockets == {}
    assert callable(server.manager.eio_sid_from_sid)
    assert list(inspect.signature(server._handle_eio_message).parameters) == ["eio_sid", "data"]


def test_websockets_of_eventlet_can_be_replaced() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # eventlet warns of itself
        server = socketio.Server(async_mode="eventlet")
        from znsocket.server import eventlet_websocket
    websocket_class = eventlet_websocket.FrameWebSocketWSGI
    eventlet_websocket.use_frame_sockets(server.eio)
    connection = engineio.socket.Socket(server.eio, "sid")
    made = server.eio._async["websocket"](connection._websocket_handler, server.eio)
    assert type(made) is websocket_class
    assert made._connection is connection
    other = socketio.Server(async_mode="eventlet")
    assert other.eio._async["websocket"] is not websocket_class


@pytest.mark.parametrize("mode", ["gevent", "threading"])
def test_websockets_of_gevent_and_threads_can_be_replaced(mode: str) -> None:
    server = socketio.Server(async_mode=mode)
    use_frame_sockets(server.eio)
    connection = engineio.socket.Socket(server.eio, "sid")
    made = server.eio._async["websocket"](connection._websocket_handler, server.eio)
    assert type(made) is ThreadedWebSocketWSGI
    assert made._connection is connection
    assert made.server_args["max_message_size"] == server.eio.max_http_buffer_size


def test_masking() -> None:
    data = bytearray(range(256)) * 4
    masked = bytearray(data)
    websocket_mask(b"\x01\x02\x03\x04", masked)
    assert masked == b"".join(
        mask(data[at : at + 200], b"\x01\x02\x03\x04") for at in range(0, len(data), 200)
    )
