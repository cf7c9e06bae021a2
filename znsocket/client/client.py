"""The client: redis-py's methods over a websocket."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

import socketio
import socketio.exceptions
import websocket
from typing_extensions import Self

from znsocket.client.engine import Answer, EngineClient, SocketIOClient
from znsocket.client.lanes import Lanes
from znsocket.client.listening import MESSAGE, Listens
from znsocket.client.pipeline import Pipeline
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
from znsocket.exceptions import ConnectionError, DataError, TimeoutError, ZnSocketError
from znsocket.locks import Locks
from znsocket.registry import Entry
from znsocket.registry.methods import request_method, surface
from znsocket.registry.pipeline import Call
from znsocket.registry.transactions import Transactions
from znsocket.surfaces import Commands, T
from znsocket.wire import (
    PUSHED,
    call_payload,
    error_acknowledgement,
    read_acknowledgement,
    reported_error,
)

# The lane of adapters that could not be registered again at once.
_TAKEN = object()

logger = logging.getLogger(__name__)


@surface(request_method)
class Client(Session, Transactions, Locks, Listens, Commands[T]):
    """A connection to a server, with a method for every command; safe from several threads.

    The arguments are those of `Session`; connecting is part of the construction.

    Attributes
    ----------
    sio : socketio.Client
        The Socket.IO client underneath.

    Raises
    ------
    ValueError
        An address of another form than ``znsocket://host:port[/path]`` or an http(s) URL.
    ConnectionError
        No server answers there.

    Examples
    --------
    >>> with Client(f"znsocket://127.0.0.1:{port}") as r:
    ...     r.hset("users", "user1", "John")
    ...     r.hget("users", "user1")
    1
    'John'
    """

    sio: SocketIOClient

    @classmethod
    def from_url(cls, url: str, **kwargs: Any) -> Self:
        """Return a client for a ``znsocket://host:port[/path]`` URL.

        Parameters
        ----------
        url : str
            Where the server is.
        **kwargs : object
            Further arguments of `Client`.
        """
        return cls(url, **kwargs)

    def _open(self) -> None:
        self._waiting: set[Answer] = set()
        self._answers: dict[int, Answer] = {}
        self._connected = threading.Event()
        self._greeted = False
        self._changing = threading.Lock()  # whether there is a connection, and its tag
        self._losses = 0
        self._lanes = Lanes()
        self.sio = SocketIOClient(
            handle_sigint=False,
            reconnection_delay=RECONNECTION_DELAY,
            serializer=self._packet_class,
        )
        self._engine: EngineClient = self.sio.eio
        self._engine.on_binary = self._on_binary
        self._engine.on_lost = self._on_lost
        self.sio.on("connect", self._on_connect, namespace=self.namespace)
        self.sio.on("disconnect", self._on_lost, namespace=self.namespace)
        self.sio.prompt = {
            "refresh": self._on_refresh,
            "adapter:get": self._on_adapter_get,
            MESSAGE: lambda acknowledge, data=None: self._listening.take(data),
        }
        try:
            # A server that has no websocket is reached by long polling.
            try:
                self.sio.connect(transports=["websocket"], **self._connect_arguments())
            except socketio.exceptions.ConnectionError:
                self._end(self.sio.disconnect)
                self.sio.connect(**self._connect_arguments())
            self._greet()
            self._listening.found()
            self._greeted = True
            self.sio.keep()
        except BaseException as error:
            self.close()
            if isinstance(error, (socketio.exceptions.ConnectionError, OSError)):
                raise self._unreachable(error) from None
            raise

    def _greet(self) -> None:
        """Learn what the server can do, and speak our own messages from then on."""
        losses = self._losses
        with contextlib.suppress(TimeoutError):  # a server of another make may not know of it
            config = self._exchange("server_config", None, self.connect_wait_timeout, 1)
            with self._changing:
                if losses != self._losses:  # others greet over the next connection
                    raise ConnectionError(f"the connection to {self.address} was lost")
                self._learn(config)
        if self._tag is not None and self._engine.direct:
            # Until then the server takes this for a client that hears of every change.
            self._ask(CONFIGURE, [], self._client_config())
        if self._unknown:
            self._learned.replace(self.call(DESCRIBE, self._unknown))
        for name, args, options in self._standing():
            self._send_standing(name, *args, **options)

    def _send_standing(self, name: str, *args: Any, **options: Any) -> None:
        try:
            taken = self.call(name, *args, **options)
            if taken and name == REGISTER_AGAIN:
                self._lanes.run(_TAKEN, self._register_later, taken)
        except ConnectionError:
            pass  # it is sent when the connection is back
        except ZnSocketError as error:
            logger.error("%s was refused: %s", name, error)

    def _register_later(self, keys: list[str]) -> None:
        """Register adapters again that another server still has for the connection before."""
        for _ in range(TRIES):
            time.sleep(PAUSE)
            with contextlib.suppress(ConnectionError):
                keys = self.call(REGISTER_AGAIN, keys, owner=self._identity)
                if not keys:
                    return
        logger.error("others serve %s now", ", ".join(map(repr, keys)))

    def _refresh_changed(self, key: str, wanted: bool) -> None:
        """Ask the server for the changes of a key, or no more."""
        message = self._subscription(key, wanted)
        if message is not None:
            self._send_standing(message[0], *message[1])

    def _on_connect(self) -> None:
        with self._changing:
            if self.sio.lost:
                return
            self._connected.set()
        if self._greeted:
            try:
                self._greet()
                self._listen_again()
            except ConnectionError:
                pass  # lost again; it comes back by itself
            except ZnSocketError as error:
                logger.error("the server at %s cannot be used fully: %s", self.address, error)

    def _on_lost(self, reason: str = "") -> None:
        with self._changing:
            self._connected.clear()
            self._losses += 1
            self._tag = None
        for answer in (*self._waiting, *self._answers.values()):
            answer.fail(self._lost())
        self._listening.lost()

    def on_push(self, event: str, callback: Callback) -> None:
        """Call back when the server pushes an event; see `Session.on_push`."""
        super().on_push(event, callback)
        self.sio.prompt[event] = lambda acknowledge, data=None: self._on_push(event, data)

    def _on_binary(self, data: Any) -> bool:
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
            if answer is not None:
                if len(one) == 2:  # noqa: PLR2004 - a number and a reply
                    answer.receive(one[1])
                else:
                    answer.fail(reported_error(one[2]))
        return True

    def _on_push(self, event: Any, data: Any) -> None:
        if event in self._push_callbacks:
            self._lanes.run(event, self._push_callbacks[event], data)
        elif event == "refresh":
            self._on_refresh(None, data)
        elif event == MESSAGE:
            self._listening.take(data)
        elif event == "adapter:ask":
            self._on_adapter_ask(*data)
        elif event is None:
            logger.error("the server could not read a message: %s", reported_error(data))

    def _on_refresh(self, acknowledge: Any, notice: Any = None) -> None:
        call = self._refresh_callback(notice)
        if call is not None:
            self._lanes.run(*call)

    def _on_adapter_get(self, acknowledge: Callback, payload: Any = None) -> None:
        def answer(callback: Callback, options: dict[str, Any]) -> None:
            try:
                acknowledge(callback(options))
            except Exception as error:  # noqa: BLE001 - the reader gets it
                acknowledge(error_acknowledgement(error))

        try:
            key, callback, options = self._adapter_call(payload)
        except (KeyError, DataError) as error:
            acknowledge(error_acknowledgement(error))
        else:
            self._lanes.run(key, answer, callback, options)

    def _on_adapter_ask(self, number: int, question: dict[str, Any]) -> None:
        def answer(acknowledgement: Any) -> None:
            self._tell([next(self._numbers), "adapter:answer", [number, acknowledgement], {}])

        self._on_adapter_get(answer, [[], question])

    def register_adapter(self, key: str, callback: Callback) -> None:
        """Serve reads of a key from now on, also after the connection was lost and came back.

        Parameters
        ----------
        key : str
            The adapter's prefixed key.
        callback : callable
            See `register_adapter_callback`; what it is asked has ``ack``, and its answer is an
            acknowledgement then.

        Raises
        ------
        KeyError
            The key is taken.
        """
        if key in self._owned:
            raise KeyError(f"an adapter is already registered under {key!r}")
        self.register_adapter_callback(key, callback)
        try:
            self.call("register_adapter", key=key, owner=self._identity)
        except BaseException:
            self._adapter_callbacks.pop(key, None)
            raise
        self._owned[key] = None

    def call(self, event: str, *args: Any, **kwargs: Any) -> Any:
        """Call a command, or send any other message, by name.

        Parameters
        ----------
        event : str
            A command's name, or a message's, such as ``"server_config"``.
        *args, **kwargs : object
            The arguments of the command's method, or what the message carries.

        Returns
        -------
        object
            The reply.

        Raises
        ------
        UnknownEventError
            The server knows neither a command nor a message of that name.

        Examples
        --------
        >>> r.call("set", "a", 1, ex=10)
        True
        """
        if event in registry and not registry[event].iterates:
            return getattr(self, registry[event].method)(*args, **kwargs)
        if event in self._learned:
            return self._learned.method(self, event)(*args, **kwargs)
        if self._speaks(event):
            return self._read_message(self._ask(event, list(args), kwargs))
        return self._read_message(self._exchange(event, call_payload(list(args), kwargs)))

    def pipeline(self, transaction: bool = True, shard_hint: object = None) -> Pipeline:
        """Return a pipeline, which sends its commands together.

        Nothing comes between them on the server, with or without `transaction`.
        """
        return Pipeline(self)

    def close(self) -> None:
        """End the connection; it can be called more than once.

        The keys of this client's adapters are free afterwards.
        """
        if self._owned and self._speaks(UNREGISTER):
            with contextlib.suppress(ZnSocketError):
                self._ask(UNREGISTER, [], {}, timeout=FAREWELL, tries=1)
        self._owned.clear()
        self._end(self.sio.end)
        self._listening.close()

    def _end(self, disconnect: Callable[[], None]) -> None:
        stream = getattr(self.sio.eio, "ws", None)
        disconnect()
        if stream is not None:
            stream.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _request(
        self,
        entry: Entry,
        args: list[Any],
        options: dict[str, Any],
        score_cast: Callback = float,
    ) -> Any:
        limits = self._limits(entry, args, options) if entry.blocking else ()
        if self._tag is not None and self._engine.direct:
            data = self._ask(entry.name, args, options, *limits)
        else:
            payload = call_payload(args, options)
            data = read_acknowledgement(self._exchange(entry.name, payload, *limits))
        return self._restore(entry, data, score_cast)

    def _run(self, calls: list[Call], watched: int | None = None) -> list[Any]:
        """Run the calls of a pipeline and return replies, and errors in their places.

        One that depends on watched keys is not tried again: the first try ends the watch.
        """
        tries = None if watched is None else 1
        if self._speaks("pipeline"):
            options = {} if watched is None else {"watched": watched}
            return read_packed_pipeline(
                self._ask("pipeline", packed_pipeline(calls), options, tries=tries)
            )
        payload = pipeline_payload(calls, watched)
        return read_pipeline_event(self._exchange("pipeline", payload, tries=tries))

    def _speaks(self, event: str) -> bool:
        """Tell whether a message can travel as one of our own now."""
        return self._tag is not None and self._engine.direct and self._is_packed(event)

    def _ask(
        self,
        name: str,
        args: list[Any],
        options: dict[str, Any],
        timeout: float | None = None,
        tries: int | None = None,
    ) -> Any:
        """Send one of our own messages and return its reply, or raise its error.

        A message with a `timeout` of its own may wait at the server, and is cancelled there when
        this caller stops waiting for the reply.
        """
        if self.delay_between_calls:
            time.sleep(self._reserve_start())
        seconds, sent = self._patience(timeout, tries)
        number, answer = next(self._numbers), Answer()
        self._answers[number] = answer
        try:
            self._send([number, name, args, options], answer)
            if self._engine.wait_for(answer, seconds):
                if answer.error is not None:
                    raise answer.error
                return answer.data
        except websocket.WebSocketException as error:
            raise self._not_connected() from error
        finally:
            del self._answers[number]
            if timeout is not None and not answer.done:
                self._abandon(number)
        raise self._unanswered(name, seconds, sent)

    def _abandon(self, number: int) -> None:
        """Tell the server that nobody waits for the reply to a message any more."""
        if self._speaks("cancel"):
            self._tell([next(self._numbers), "cancel", [number], {}])

    def _tell(self, request: list[Any]) -> None:
        """Send one of our own messages to which nobody waits for a reply, if that can be done."""
        with contextlib.suppress(websocket.WebSocketException):
            for message in self._messages_of(request):
                self._engine.send_direct(message)

    def _send(self, request: list[Any], answer: Answer) -> None:
        """Send one of our own messages, whole or in parts."""
        for message in self._messages_of(request):
            self._engine.send_direct(message)
            if answer.done:  # refused before all of it was sent
                break

    def _exchange(
        self, event: str, payload: Any, timeout: float | None = None, tries: int | None = None
    ) -> Any:
        """Send a Socket.IO event, packed if it is large, and return its acknowledgement."""
        data = self._packed_event(event, payload)
        if data is None:
            return self._emit(event, payload, timeout, tries)
        chunks = self._chunks_of(event, data)
        if chunks is None:
            return self._emit("compressed_message", {"event": event, "data": data})
        for sent, chunk in chunks:
            answer = self._emit("chunked_message", chunk)
            if isinstance(answer, dict) and "error" in answer:
                return answer
            self._progress(sent, len(data))
        return self._emit("get_chunked_result", {"chunk_id": chunks[0][1]["chunk_id"]})

    def _emit(
        self, event: str, payload: Any, timeout: float | None = None, tries: int | None = None
    ) -> Any:
        """Send a Socket.IO event as it is and return its acknowledgement."""

        def send(answer: Answer) -> None:
            self.sio.emit(event, payload, namespace=self.namespace, callback=answer.receive)

        return self._wait(event, send, *self._patience(timeout, tries))

    def _wait(self, event: str, send: Callable[[Answer], None], timeout: float, tries: int) -> Any:
        """Send a message, again if need be, and return what answers it."""
        if self.delay_between_calls:
            time.sleep(self._reserve_start())
        for _ in range(tries):
            answer = Answer()
            self._waiting.add(answer)
            try:
                if not self._connected.is_set():
                    self._reconnected()
                send(answer)
                if self._engine.wait_for(answer, timeout):
                    if answer.error is not None:
                        raise answer.error
                    return answer.data
            except (socketio.exceptions.SocketIOError, websocket.WebSocketException) as error:
                if isinstance(error, ZnSocketError):
                    raise
                raise self._not_connected() from error
            finally:
                self._waiting.discard(answer)
        raise self._unanswered(event, timeout, tries)

    def _reconnected(self) -> None:
        """Wait for the connection, which comes back by itself, for a while."""
        if not self._connected.wait(self.connect_wait_timeout):
            raise self._not_connected()
