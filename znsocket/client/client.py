"""The client: redis-py's methods over a websocket."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

import socketio
import socketio.exceptions
from typing_extensions import Self

from znsocket.client.pipeline import Pipeline
from znsocket.client.session import Callback, Session
from znsocket.client.websocket import PromptWebSocket
from znsocket.commands import registry
from znsocket.exceptions import ConnectionError, TimeoutError
from znsocket.registry import Entry
from znsocket.registry.methods import request_method, surface
from znsocket.surfaces import Commands, T
from znsocket.wire import call_payload


@surface(request_method)
class Client(Session, Commands[T]):
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

    sio: socketio.Client

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
        self._waiting: set[_Answer] = set()
        self._connected = threading.Event()
        self.sio = socketio.Client(
            handle_sigint=False,
            serializer=self._packet_class,
            websocket_extra_options={"class_": PromptWebSocket},
        )
        self.sio.on("connect", self._on_connect, namespace=self.namespace)
        self.sio.on("disconnect", self._on_disconnect, namespace=self.namespace)
        self.sio.on("refresh", self._on_refresh, namespace=self.namespace)
        self.sio.on("adapter:get", self._on_adapter_get, namespace=self.namespace)
        try:
            # A server that has no websocket is reached by long polling.
            try:
                self.sio.connect(transports=["websocket"], **self._connect_arguments())
            except socketio.exceptions.ConnectionError:
                self.close()
                self.sio.connect(**self._connect_arguments())
        except (socketio.exceptions.ConnectionError, OSError) as error:
            self.close()
            raise self._unreachable(error) from None
        with contextlib.suppress(TimeoutError):  # a server of another make may not know of it
            self._learn(self._exchange("server_config", None, self.connect_wait_timeout, 1))

    def _on_connect(self) -> None:
        self._connected.set()

    def _on_disconnect(self, reason: str = "") -> None:
        self._connected.clear()
        for answer in tuple(self._waiting):
            answer.fail(ConnectionError(f"the connection to {self.address} was lost"))

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
            return getattr(self, registry[event].name)(*args, **kwargs)
        return self._read_message(self._exchange(event, call_payload(list(args), kwargs)))

    def pipeline(self, transaction: bool = True, shard_hint: object = None) -> Pipeline:
        """Return a pipeline, which sends its commands together.

        Nothing comes between them on the server, with or without `transaction`.
        """
        return Pipeline(self)

    def close(self) -> None:
        """End the connection; it can be called more than once."""
        stream = getattr(self.sio.eio, "ws", None)
        self.sio.disconnect()
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
        answer = self._exchange(entry.name, call_payload(args, options))
        return self._read(entry, answer, score_cast)

    def _exchange(
        self, event: str, payload: Any, timeout: float | None = None, tries: int | None = None
    ) -> Any:
        """Send a message and return its acknowledgement."""
        timeout = timeout or self.timeout
        tries = tries or self.retry + 1
        if self.delay_between_calls:
            time.sleep(self._reserve_start())
        for _ in range(tries):
            answer = _Answer()
            self._waiting.add(answer)
            try:
                self._send(event, payload, answer.receive)
                if answer.arrived.wait(timeout):
                    return answer.get()
            finally:
                self._waiting.discard(answer)
        raise self._unanswered(event, timeout, tries)

    def _send(self, event: str, payload: Any, callback: Callable[..., None]) -> None:
        if not self._connected.is_set() and not self._connected.wait(self.connect_wait_timeout):
            raise ConnectionError(f"not connected to {self.address}")
        try:
            self.sio.emit(event, payload, namespace=self.namespace, callback=callback)
        except socketio.exceptions.SocketIOError as error:
            raise ConnectionError(f"not connected to {self.address}") from error


class _Answer:
    """The acknowledgement of one message, while a thread waits for it."""

    def __init__(self) -> None:
        self.arrived = threading.Event()
        self._acknowledgement: Any = None
        self._error: Exception | None = None

    def receive(self, acknowledgement: Any = None, *more: Any) -> None:
        """Take what the server sent."""
        self._acknowledgement = acknowledgement
        self.arrived.set()

    def fail(self, error: Exception) -> None:
        """Let the waiting thread raise `error`."""
        self._error = error
        self.arrived.set()

    def get(self) -> Any:
        """Return what the server sent, or raise what happened instead."""
        if self._error is not None:
            raise self._error
        return self._acknowledgement
