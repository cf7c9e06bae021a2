"""Socket.IO's asyncio client with a place for our own messages before its tasks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import aiohttp
import engineio
import engineio.packet
import socketio
import socketio.exceptions

_MOST_QUEUED = 64  # messages that wait for Engine.IO to write them


class AsyncEngineClient(engineio.AsyncClient):  # type: ignore[misc]
    """An Engine.IO client on asyncio that hands on binary messages as they arrive.

    Attributes
    ----------
    on_binary : callable
        Called with each binary message before anything else; tells whether it took it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on_binary: Callable[[bytes], bool] = lambda data: False

    @property
    def direct(self) -> bool:
        """Whether the connection is a websocket."""
        return bool(self.state == "connected" and self.current_transport == "websocket")

    def put(self, data: bytes) -> None:
        """Send a binary message soon."""
        self.queue.put_nowait(engineio.packet.Packet(engineio.packet.MESSAGE, data))

    async def send_direct(self, data: bytes) -> None:
        """Send a binary message."""
        self.put(data)
        while self.queue.qsize() > _MOST_QUEUED and self.direct:
            await asyncio.sleep(0)

    async def _receive_packet(self, packet: engineio.packet.Packet) -> None:
        if not (packet.binary and self.on_binary(packet.data)):
            await super()._receive_packet(packet)


class AsyncSocketIOClient(socketio.AsyncClient):  # type: ignore[misc]
    """A Socket.IO client over an `AsyncEngineClient`.

    Attributes
    ----------
    lost : bool
        Whether the connection ended that was tried to be made last.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(reconnection=False, **options)
        self._ended = False
        self.lost = False

    async def connect(self, *args: Any, **options: Any) -> None:
        """Connect, unless the end has come; the connection is not got back before `keep`."""
        before = self.eio.read_loop_task
        if before is not None and not before.done():  # it closes what the next one would use
            await asyncio.wait([before])
        self.lost = False
        if not self._ended:
            try:
                await super().connect(*args, **options)
            except aiohttp.ClientError as error:  # in the middle of a reply
                await self.disconnect()
                raise socketio.exceptions.ConnectionError(str(error)) from error
        if self._ended:
            await self.disconnect()
            raise socketio.exceptions.ConnectionError("closed")
        self._check()

    def keep(self) -> None:
        """Get the connection back from now on when it is lost."""
        self._check()
        self.reconnection = True

    def _check(self) -> None:
        if self.lost:
            self.connected = False
            raise socketio.exceptions.ConnectionError("the connection was lost")

    async def end(self) -> None:
        """Disconnect for good; see `SocketIOClient.end`."""
        self._ended = True
        self.reconnection = False
        self.reconnection_attempts = 1
        await self.disconnect()

    async def _handle_connect(self, *args: Any) -> None:
        if not self.lost:
            await super()._handle_connect(*args)

    async def _handle_eio_message(self, data: Any) -> None:
        # Otherwise this is one of our own messages, from a connection that is lost.
        if data.__class__ is str or self._binary_packet:
            await super()._handle_eio_message(data)

    async def _handle_eio_disconnect(self, reason: str) -> None:
        # Socket.IO's client takes no notice of a connection that is lost while it is made.
        self.lost = True
        if not self.connected:
            self.connected = bool(self.namespaces)
            self.failed_namespaces = list(self.connection_namespaces)
        await super()._handle_eio_disconnect(reason)
        self._connect_event.set()

    def _engineio_client_class(self) -> type[AsyncEngineClient]:
        return AsyncEngineClient
