"""The asyncio client: the same methods, awaited."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import logging
from collections.abc import Awaitable, Callable, Generator
from types import TracebackType
from typing import Any

import socketio
import socketio.exceptions
from typing_extensions import Self

from znsocket.client.async_engine import AsyncEngineClient, AsyncSocketIOClient
from znsocket.client.lanes import AsyncLanes
from znsocket.client.listening import MESSAGE, AsyncListens
from znsocket.client.pipeline import AsyncPipeline
from znsocket.client.pipeline_messages import (
    packed_pipeline,
    pipeline_payload,
    read_packed_pipeline,
    read_pipeline_event,
)
from znsocket.client.session import (
    CONFIGURE,
    DESCRIBE,
    FAREWELL,
    PAUSE,
    RECONNECTION_DELAY,
    REGISTER_AGAIN,
    TRIES,
    UNREGISTER,
    Callback,
    Session,
)
from znsocket.commands import registry
from znsocket.exceptions import ConnectionError, TimeoutError, ZnSocketError
from znsocket.locks import AsyncLocks
from znsocket.registry import Entry
from znsocket.registry.methods import async_request_method, surface
from znsocket.registry.pipeline import Call
from znsocket.registry.transactions import AsyncTransactions
from znsocket.surfaces import AsyncCommands, T
from znsocket.wire import (
    PUSHED,
    array_header,
    call_payload,
    error_acknowledgement,
    is_large,
    pack,
    read_acknowledgement,
    reported_error,
)

# Bytes of a request up to which it waits for others of the same turn, and of all of them together.
_LARGEST_BATCHED = 16 * 1024
_LARGEST_BATCH = 256 * 1024

# The lanes of messages that tell the server what this client wants to hear, and of adapters that
# could not be registered again at once.
_STANDING = object()
_TAKEN = object()

logger = logging.getLogger(__name__)


class _NoAnswerError(Exception):
    """No answer came in time."""


def _give_up(answer: asyncio.Future[Any]) -> None:
    if not answer.done():
        answer.set_exception(_NoAnswerError())


@surface(async_request_method)
class AsyncClient(Session, AsyncTransactions, AsyncLocks, AsyncListens, AsyncCommands[T]):
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

    sio: AsyncSocketIOClient

    @classmethod
    def from_url(cls, url: str, **kwargs: Any) -> Self:
        """Return a client for a ``znsocket://host:port[/path]`` URL; see `Client.from_url`."""
        return cls(url, **kwargs)

    def _open(self) -> None:
        self._waiting: set[asyncio.Future[Any]] = set()
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._unsent: list[bytes] = []
        self._unsent_size = 0
        self._connected = asyncio.Event()
        self._connects = asyncio.Lock()
        self._started = False
        self._greeted = False
        self._losses = 0
        self._lanes = AsyncLanes()
        self.sio = AsyncSocketIOClient(
            handle_sigint=False,
            reconnection_delay=RECONNECTION_DELAY,
            serializer=self._packet_class,
        )
        self._engine: AsyncEngineClient = self.sio.eio
        self._engine.on_binary = self._on_binary
        self.sio.on("connect", self._on_connect, namespace=self.namespace)
        self.sio.on("disconnect", self._on_disconnect, namespace=self.namespace)
        self.sio.on("refresh", self._on_refresh, namespace=self.namespace)
        self.sio.on(MESSAGE, self._listening.take, namespace=self.namespace)
        self.sio.on("adapter:get", self._on_adapter_get, namespace=self.namespace)

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
                self._started = True
                await self._greet()
                self._listening.found()
                self._greeted = True
                self.sio.keep()
            except BaseException as error:
                self._started = self._greeted = False
                await self.sio.disconnect()
                if isinstance(error, (socketio.exceptions.ConnectionError, OSError)):
                    raise self._unreachable(error) from None
                raise

    async def _greet(self) -> None:
        """Learn what the server can do, and speak our own messages from then on."""
        losses = self._losses
        with contextlib.suppress(TimeoutError):  # a server of another make may not know of it
            wait = self.connect_wait_timeout
            config = await self._exchange("server_config", None, wait, 1)
            if losses != self._losses:  # others greet over the next connection
                raise ConnectionError(f"the connection to {self.address} was lost")
            self._learn(config)
        if self._tag is not None and self._engine.direct:
            # Until then the server takes this for a client that hears of every change.
            await self._ask(CONFIGURE, [], self._client_config())
        if self._unknown:
            self._learned.replace(await self.call(DESCRIBE, self._unknown))
        for name, args, options in self._standing():
            await self._send_standing(name, *args, **options)

    async def _send_standing(self, name: str, *args: Any, **options: Any) -> None:
        try:
            taken = await self.call(name, *args, **options)
            if taken and name == REGISTER_AGAIN:
                self._lanes.run(_TAKEN, self._register_later, taken)
        except ConnectionError:
            pass  # it is sent when the connection is back
        except ZnSocketError as error:
            logger.error("%s was refused: %s", name, error)

    async def _register_later(self, keys: list[str]) -> None:
        """Register adapters again that another server still has for the connection before."""
        for _ in range(TRIES):
            await asyncio.sleep(PAUSE)
            with contextlib.suppress(ConnectionError):
                keys = await self.call(REGISTER_AGAIN, keys, owner=self._identity)
                if not keys:
                    return
        logger.error("others serve %s now", ", ".join(map(repr, keys)))

    def _refresh_changed(self, key: str, wanted: bool) -> None:
        """Ask the server for the changes of a key, or no more, as soon as the loop runs on."""
        message = self._subscription(key, wanted)
        if message is not None:
            self._lanes.run(_STANDING, self._send_standing, message[0], *message[1])

    async def _on_connect(self) -> None:
        if self.sio.lost:
            return
        self._connected.set()
        if self._greeted:
            try:
                await self._greet()
                await self._listen_again()
            except ConnectionError:
                pass  # lost again; it comes back by itself
            except ZnSocketError as error:
                logger.error("the server at %s cannot be used fully: %s", self.address, error)

    def _on_disconnect(self, reason: str = "") -> None:
        self._connected.clear()
        self._losses += 1
        self._tag = None
        for answer in tuple(self._waiting):
            if not answer.done():
                error = self._lost()
                answer.set_exception(error)
        self._listening.lost()

    def on_push(self, event: str, callback: Callback) -> None:
        """Call back when the server pushes an event; see `Session.on_push`.

        The callback may be a coroutine function.
        """
        super().on_push(event, callback)

        def push(data: Any = None) -> None:
            self._on_push(event, data)

        self.sio.on(event, push, namespace=self.namespace)

    def _on_binary(self, data: bytes) -> bool:
        """Take one of our own messages from the server."""
        tag = self._heard_tag
        if tag is None or not data.startswith(tag):
            return False
        if self._tag is None:
            return True  # it was under way when the connection ended
        for one in self._received(data):
            number = one[0]
            if number == PUSHED:
                self._on_push(one[1], one[2])
                continue
            answer = self._answers.get(number)
            if answer is not None and not answer.done():
                if len(one) == 2:  # noqa: PLR2004 - a number and a reply
                    answer.set_result(one[1])
                else:
                    answer.set_exception(reported_error(one[2]))
        return True

    def _on_push(self, event: Any, data: Any) -> None:
        if event in self._push_callbacks:
            self._lanes.run(event, self._push_callbacks[event], data)
        elif event == "refresh":
            self._on_refresh(data)
        elif event == MESSAGE:
            self._listening.take(data)
        elif event == "adapter:ask":
            number, question = data
            self._lanes.run(question.get("key"), self._answer_question, number, question)
        elif event is None:
            logger.error("the server could not read a message: %s", reported_error(data))

    def _on_refresh(self, notice: Any = None) -> None:
        call = self._refresh_callback(notice)
        if call is not None:
            self._lanes.run(*call)

    async def _on_adapter_get(self, payload: Any = None) -> Any:
        try:
            _, callback, options = self._adapter_call(payload)
            answer = callback(options)
            return await answer if inspect.isawaitable(answer) else answer
        except Exception as error:  # noqa: BLE001 - the reader gets it
            return error_acknowledgement(error)

    async def _answer_question(self, number: int, question: dict[str, Any]) -> None:
        answer = await self._on_adapter_get([[], question])
        with contextlib.suppress(ConnectionError):  # nobody waits any more then
            await self._ask("adapter:answer", [number, answer], {})

    async def register_adapter(self, key: str, callback: Callback) -> None:
        """Serve reads of a key from now on; see `Client.register_adapter`.

        The callback may be a coroutine function.
        """
        if key in self._owned:
            raise KeyError(f"an adapter is already registered under {key!r}")
        self.register_adapter_callback(key, callback)
        try:
            await self.call("register_adapter", key=key, owner=self._identity)
        except BaseException:
            self._adapter_callbacks.pop(key, None)
            raise
        self._owned[key] = None

    async def settled(self) -> None:
        """Connect, and wait until the server knows of which changes this client wants to hear."""
        await self.connect()
        await self._lanes.settled(_STANDING)

    async def call(self, event: str, *args: Any, **kwargs: Any) -> Any:
        """Call a command, or send any other message, by name; see `Client.call`."""
        if event in registry and not registry[event].iterates:
            return await getattr(self, registry[event].method)(*args, **kwargs)
        if not self._started:
            await self.connect()
        if event in self._learned:
            return await self._learned.method(self, event)(*args, **kwargs)
        if self._speaks(event):
            return self._read_message(await self._ask(event, list(args), kwargs))
        return self._read_message(await self._exchange(event, call_payload(list(args), kwargs)))

    def pipeline(self, transaction: bool = True, shard_hint: object = None) -> AsyncPipeline:
        """Return a pipeline, which sends its commands together; see `Client.pipeline`."""
        return AsyncPipeline(self)

    async def close(self) -> None:
        """End the connection; see `Client.close`."""
        if self._owned and self._speaks(UNREGISTER):
            with contextlib.suppress(ZnSocketError):
                await self._ask(UNREGISTER, [], {}, timeout=FAREWELL, tries=1)
        self._owned.clear()
        await self.sio.end()
        self._listening.close()

    async def aclose(self) -> None:
        """End the connection: redis-py's name for `close`."""
        await self.close()

    async def initialize(self) -> Self:
        """Do what `connect` does, and return the client, as ``await AsyncClient(url)`` does."""
        await self.connect()
        return self

    def __await__(self) -> Generator[Any, None, Self]:
        return self.initialize().__await__()

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
        if not self._started:
            await self.connect()
        limits = self._limits(entry, args, options) if entry.blocking else ()
        if self._tag is not None and self._engine.direct:
            data = await self._ask(entry.name, args, options, *limits)
        else:
            payload = call_payload(args, options)
            data = read_acknowledgement(await self._exchange(entry.name, payload, *limits))
        return self._restore(entry, data, score_cast)

    async def _run(self, calls: list[Call], watched: int | None = None) -> list[Any]:
        """Run the calls of a pipeline and return replies; see `Client._run`."""
        tries = None if watched is None else 1
        if not self._started:
            await self.connect()
        if self._speaks("pipeline"):
            options = {} if watched is None else {"watched": watched}
            return read_packed_pipeline(
                await self._ask("pipeline", packed_pipeline(calls), options, tries=tries)
            )
        payload = pipeline_payload(calls, watched)
        return read_pipeline_event(await self._exchange("pipeline", payload, tries=tries))

    def _speaks(self, event: str) -> bool:
        """Tell whether a message can travel as one of our own now."""
        return self._tag is not None and self._engine.direct and self._is_packed(event)

    async def _ask(
        self,
        name: str,
        args: list[Any],
        options: dict[str, Any],
        timeout: float | None = None,
        tries: int | None = None,
    ) -> Any:
        """Send one of our own messages and return its reply; see `Client._ask`."""
        number = 0

        async def send(answer: asyncio.Future[Any]) -> None:
            nonlocal number
            self._answers.pop(number, None)
            number = next(self._numbers)
            self._answers[number] = answer
            request = [number, name, args, options]
            if self._unsent and self._unsent_size > _LARGEST_BATCH:
                self._flush()
            payload = None if is_large(args) else pack(request)
            if payload is not None and len(payload) < _LARGEST_BATCHED:
                if not self._unsent:
                    asyncio.get_running_loop().call_soon(self._flush)
                self._unsent.append(payload)
                self._unsent_size += len(payload)
                return
            try:
                for message in self._messages_of(request):
                    await self._engine.send_direct(message)
                    if answer.done():  # refused before all of it was sent
                        break
            except asyncio.CancelledError:
                self._abandon(number)
                raise

        try:
            return await self._wait(name, send, *self._patience(timeout, tries))
        except (asyncio.CancelledError, TimeoutError):
            if timeout is not None:
                self._abandon(number)
            raise
        finally:
            self._answers.pop(number, None)

    def _abandon(self, number: int) -> None:
        """Tell the server that nobody waits for the reply to a message any more."""
        if self._speaks("cancel"):
            self._flush()  # the message itself may be among what is not sent yet
            for message in self._messages_of([next(self._numbers), "cancel", [number], {}]):
                self._engine.put(message)

    def _flush(self) -> None:
        """Send the requests that the tasks have made in one turn of the loop as one message."""
        unsent, self._unsent, self._unsent_size = self._unsent, [], 0
        if unsent and self._tag is not None:
            body = unsent if len(unsent) == 1 else [array_header(len(unsent)), *unsent]
            self._engine.put(b"".join((self._tag, *body)))

    async def _exchange(
        self, event: str, payload: Any, timeout: float | None = None, tries: int | None = None
    ) -> Any:
        """Send a Socket.IO event, packed if it is large, and return its acknowledgement."""
        data = self._packed_event(event, payload)
        if data is None:
            return await self._emit(event, payload, timeout, tries)
        chunks = self._chunks_of(event, data)
        if chunks is None:
            return await self._emit("compressed_message", {"event": event, "data": data})
        for sent, chunk in chunks:
            answer = await self._emit("chunked_message", chunk)
            if isinstance(answer, dict) and "error" in answer:
                return answer
            self._progress(sent, len(data))
        return await self._emit("get_chunked_result", {"chunk_id": chunks[0][1]["chunk_id"]})

    async def _emit(
        self, event: str, payload: Any, timeout: float | None = None, tries: int | None = None
    ) -> Any:
        """Send a Socket.IO event as it is and return its acknowledgement."""

        async def send(answer: asyncio.Future[Any]) -> None:
            def receive(acknowledgement: Any = None, *more: Any) -> None:
                if not answer.done():
                    answer.set_result(acknowledgement)

            await self.sio.emit(event, payload, namespace=self.namespace, callback=receive)

        return await self._wait(event, send, *self._patience(timeout, tries))

    async def _wait(
        self,
        event: str,
        send: Callable[[asyncio.Future[Any]], Awaitable[None]],
        timeout: float,
        tries: int,
    ) -> Any:
        """Send a message, again if need be, and return what answers it."""
        if self.delay_between_calls:
            await asyncio.sleep(self._reserve_start())
        for _ in range(tries):
            answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
            self._waiting.add(answer)
            try:
                if not self._connected.is_set():
                    await self._reconnected()
                await send(answer)
                limit = asyncio.get_running_loop().call_later(timeout, _give_up, answer)
                try:
                    return await answer
                finally:
                    limit.cancel()
            except _NoAnswerError:
                continue
            except socketio.exceptions.SocketIOError as error:
                if isinstance(error, ZnSocketError):
                    raise
                raise self._not_connected() from error
            finally:
                self._waiting.discard(answer)
        raise self._unanswered(event, timeout, tries)

    async def _reconnected(self) -> None:
        """Wait for the connection, which comes back by itself, for a while."""
        try:
            await asyncio.wait_for(self._connected.wait(), self.connect_wait_timeout)
        except asyncio.TimeoutError:
            raise self._not_connected() from None
