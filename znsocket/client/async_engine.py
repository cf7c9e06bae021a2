"""Socket.IO's asyncio client with a place for our own messages before its tasks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

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
    """A Socket.IO client over an `AsyncEngineClient`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._ended = False

    async def connect(self, *args: Any, **options: Any) -> None:
        """Connect, unless the end has come."""
        if not self._ended:
            await super().connect(*args, **options)
        if self._ended:
            await self.disconnect()
            raise socketio.exceptions.ConnectionError("closed")

    async def end(self) -> None:
        """Disconnect for good; see `SocketIOClient.end`."""
        self._ended = True
        self.reconnection = False
        self.reconnection_attempts = 1
        await self.disconnect()

    def _engineio_client_class(self) -> type[AsyncEngineClient]:
        return AsyncEngineClient
