"""The asyncio client: the same methods, awaited."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
from types import TracebackType
from typing import Any

import socketio
import socketio.exceptions
from typing_extensions import Self

from znsocket.client.pipeline import AsyncPipeline
from znsocket.client.session import Callback, Session
from znsocket.commands import registry
from znsocket.exceptions import ConnectionError, TimeoutError
from znsocket.registry import Entry
from znsocket.registry.methods import async_request_method, surface
from znsocket.surfaces import AsyncCommands, T
from znsocket.wire import call_payload


@surface(async_request_method)
class AsyncClient(Session, AsyncCommands[T]):
    """A connection to a server, with a coroutine for every command.

    The arguments are those of `Session`. The first call connects, or `connect`, or ``async with``.

    Attributes
    ----------
    sio : socketio.AsyncClient
        The Socket.IO client underneath.

    Examples
    --------
    >>> import asyncio
    >>> async def main():
    ...     async with AsyncClient(f"znsocket://127.0.0.1:{port}") as r:
    ...         await r.hset("users", "user1", "John")
    ...         return await r.hget("users", "user1")
    >>> asyncio.run(main())
    'John'
    """

    sio: socketio.AsyncClient

    @classmethod
    def from_url(cls, url: str, **kwargs: Any) -> Self:
        """Return a client for a ``znsocket://host:port[/path]`` URL; see `Client.from_url`."""
        return cls(url, **kwargs)

    def _open(self) -> None:
        self._waiting: set[asyncio.Future[Any]] = set()
        self._connected = asyncio.Event()
        self._connects = asyncio.Lock()
        self._started = False
        self.sio = socketio.AsyncClient(handle_sigint=False, serializer=self._packet_class)
        self.sio.on("connect", self._on_connect, namespace=self.namespace)
        self.sio.on("disconnect", self._on_disconnect, namespace=self.namespace)
        self.sio.on("refresh", self._on_async_refresh, namespace=self.namespace)
        self.sio.on("adapter:get", self._on_async_adapter_get, namespace=self.namespace)

    async def connect(self) -> None:
        """Connect, unless that was done.

        Raises
        ------
        ConnectionError
            No server answers at the address.
        """
        async with self._connects:
            if self._started:
                return
            try:
                # A server that has no websocket is reached by long polling.
                try:
                    await self.sio.connect(transports=["websocket"], **self._connect_arguments())
                except socketio.exceptions.ConnectionError:
                    await self.sio.connect(**self._connect_arguments())
            except (socketio.exceptions.ConnectionError, OSError) as error:
                raise self._unreachable(error) from None
            self._started = True
        with contextlib.suppress(TimeoutError):  # a server of another make may not know of it
            wait = self.connect_wait_timeout
            self._learn(await self._exchange("server_config", None, wait, 1))

    def _on_connect(self) -> None:
        self._connected.set()

    def _on_disconnect(self, reason: str = "") -> None:
        self._connected.clear()
        for answer in tuple(self._waiting):
            if not answer.done():
                error = ConnectionError(f"the connection to {self.address} was lost")
                answer.set_exception(error)

    async def _on_async_refresh(self, notice: Any) -> None:
        result = self._on_refresh(notice)
        if inspect.isawaitable(result):
            await result

    async def _on_async_adapter_get(self, payload: Any = None) -> Any:
        result = self._on_adapter_get(payload)
        return await result if inspect.isawaitable(result) else result

    async def call(self, event: str, *args: Any, **kwargs: Any) -> Any:
        """Call a command, or send any other message, by name; see `Client.call`."""
        if event in registry and not registry[event].iterates:
            return await getattr(self, registry[event].name)(*args, **kwargs)
        return self._read_message(await self._exchange(event, call_payload(list(args), kwargs)))

    def pipeline(self, transaction: bool = True, shard_hint: object = None) -> AsyncPipeline:
        """Return a pipeline, which sends its commands together; see `Client.pipeline`."""
        return AsyncPipeline(self)

    async def close(self) -> None:
        """End the connection; it can be called more than once."""
        await self.sio.disconnect()

    async def __aenter__(self) -> Self:
        await self.connect()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def _request(
        self,
        entry: Entry,
        args: list[Any],
        options: dict[str, Any],
        score_cast: Callback = float,
    ) -> Any:
        answer = await self._exchange(entry.name, call_payload(args, options))
        return self._read(entry, answer, score_cast)

    async def _exchange(
        self, event: str, payload: Any, timeout: float | None = None, tries: int | None = None
    ) -> Any:
        """Send a message and return its acknowledgement."""
        timeout = timeout or self.timeout
        tries = tries or self.retry + 1
        if not self._started:
            await self.connect()
        if self.delay_between_calls:
            await asyncio.sleep(self._reserve_start())
        for _ in range(tries):
            answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
            self._waiting.add(answer)
            try:
                await self._send(event, payload, answer)
                return await asyncio.wait_for(answer, timeout)
            except asyncio.TimeoutError:
                continue
            finally:
                self._waiting.discard(answer)
        raise self._unanswered(event, timeout, tries)

    async def _send(self, event: str, payload: Any, answer: asyncio.Future[Any]) -> None:
        def receive(acknowledgement: Any = None, *more: Any) -> None:
            if not answer.done():
                answer.set_result(acknowledgement)

        if not self._connected.is_set():
            try:
                await asyncio.wait_for(self._connected.wait(), self.connect_wait_timeout)
            except asyncio.TimeoutError:
                raise ConnectionError(f"not connected to {self.address}") from None
        try:
            await self.sio.emit(event, payload, namespace=self.namespace, callback=receive)
        except socketio.exceptions.SocketIOError as error:
            raise ConnectionError(f"not connected to {self.address}") from error
