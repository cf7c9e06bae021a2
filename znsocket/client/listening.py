"""How clients listen to channels: what comes for their `PubSub`s, and how they ask for it."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import math
import time
import weakref
from collections.abc import Iterator, Sequence
from typing import Any

from znsocket.client.engine import Answer
from znsocket.exceptions import ConnectionError, ResponseError, TimeoutError
from znsocket.pubsub import AsyncInbox, AsyncPubSub, Inbox, PubSub, wait_for
from znsocket.registry import Reading, Text

#: The event that brings messages, and the message that asks for some.
MESSAGE = "pubsub"
#: The message that asks for no more.
END = "pubsub_end"

#: Seconds for which those that listen wait for a lost connection, unless the client waits longer.
PATIENCE = 10.0

logger = logging.getLogger(__name__)


class Listening:
    """The objects of one client that listen, by the numbers that the server knows them by.

    Parameters
    ----------
    address : str
        Where the server is.
    patience : float
        Seconds that the client waits for a connection.
    """

    def __init__(self, address: str, patience: float) -> None:
        self._address = address
        self._patience = max(patience, PATIENCE)
        self._numbers = itertools.count(1)
        self._inboxes: dict[int, Any] = {}
        self._pubsubs: dict[int, weakref.ref[Any]] = {}
        self._lost: float | None = None

    def add(self, pubsub: Any) -> int:
        """Take what comes for one from now on; return its number."""
        number = next(self._numbers)
        self._inboxes[number] = pubsub.inbox
        self._pubsubs[number] = weakref.ref(pubsub)
        return number

    def remove(self, number: int) -> None:
        """Take nothing for a number any more."""
        self._inboxes.pop(number, None)
        self._pubsubs.pop(number, None)

    def take(self, data: Any) -> None:
        """Hand on a message of the server's."""
        try:
            number, message = data
            inbox = self._inboxes.get(number)
            if inbox is not None:
                inbox.put(list(message))
        except (TypeError, ValueError, LookupError):
            logger.error("the server sent what is no message of a channel")

    def __iter__(self) -> Iterator[Any]:
        for reference in tuple(self._pubsubs.values()):
            pubsub = reference()
            if pubsub is not None:
                yield pubsub

    def lost(self) -> None:
        """Let those who wait for messages see that the connection is lost."""
        if self._lost is None:
            self._lost = time.monotonic()
        self._wake()

    def close(self) -> None:
        """Let those who wait for messages see that the client is closed."""
        self._lost = -math.inf
        self.lost()

    def found(self) -> None:
        """Take note that the connection is there again."""
        self._lost = None
        self._wake()

    def _wake(self) -> None:
        for inbox in tuple(self._inboxes.values()):
            inbox.wake()

    def check(self) -> float:
        """Return the seconds for which messages may be waited for yet.

        Raises
        ------
        ConnectionError
            The connection has been lost for too long.
        """
        if self._lost is None:
            return math.inf
        left = self._lost + self._patience - time.monotonic()
        if left <= 0:
            raise ConnectionError(f"not connected to {self._address}")
        return left


class Listens:
    """A client whose objects listen to channels, in threads."""

    decode_responses: bool
    _listening: Listening
    _connected: Any
    _engine: Any

    def call(self, event: str, *args: Any, **kwargs: Any) -> Any:
        """Send a message by name."""
        raise NotImplementedError

    def pubsub(self, shard_hint: object = None, ignore_subscribe_messages: bool = False) -> PubSub:
        """Return an object that listens to channels.

        It listens anew when the connection was lost; what is published meanwhile is lost.

        Parameters
        ----------
        shard_hint : object
            Has no effect.
        ignore_subscribe_messages : bool
            Give only what is published, and not what tells of subscriptions.

        Returns
        -------
        PubSub
            redis-py's: with ``subscribe``, ``psubscribe``, ``unsubscribe``, ``punsubscribe``,
            ``get_message``, ``listen``, ``run_in_thread`` and ``close``.

        Examples
        --------
        >>> with r.pubsub(ignore_subscribe_messages=True) as pubsub:
        ...     pubsub.subscribe("news")
        ...     pubsub.get_message()
        ...     r.publish("news", "hello")
        ...     pubsub.get_message(timeout=5)["data"]
        1
        'hello'
        """
        return PubSub(
            lambda made: _Subscriber(self, made),
            Inbox(Answer, self._await_message),
            Reading(self.decode_responses),
            shard_hint,
            ignore_subscribe_messages,
        )

    def _await_message(self, answer: Answer, seconds: float) -> None:
        """Wait until something comes, or for some time, or see that nothing can come."""
        left = self._listening.check()
        if left == math.inf:
            self._engine.wait_for(answer, seconds)
        else:
            answer.prepare()
            answer.sleep(min(left, seconds))

    def _listen_again(self) -> None:
        """Subscribe to everything over a new connection."""
        self._listening.found()
        for pubsub in self._listening:
            try:
                pubsub.on_connect(None)
            except (ResponseError, TimeoutError) as error:
                logger.error("channels are not listened to any more: %s", error)


class AsyncListens:
    """The same in an event loop."""

    decode_responses: bool
    _listening: Listening
    _connected: asyncio.Event

    async def call(self, event: str, *args: Any, **kwargs: Any) -> Any:
        """Send a message by name."""
        raise NotImplementedError

    def pubsub(
        self, shard_hint: str | None = None, ignore_subscribe_messages: bool = False
    ) -> AsyncPubSub:
        """Return an object that listens to channels; see `Client.pubsub`.

        Returns
        -------
        AsyncPubSub
            That of redis-py's asyncio client: its methods are awaited, ``listen`` is an
            asynchronous iterator, and ``run`` calls handlers.
        """
        return AsyncPubSub(
            lambda made: _AsyncSubscriber(self, made),
            AsyncInbox(self._await_message),
            Reading(self.decode_responses),
            shard_hint,
            ignore_subscribe_messages,
        )

    async def _await_message(self, gate: asyncio.Future[None], seconds: float) -> None:
        """Wait until something comes, or for some time, or see that nothing can come."""
        await wait_for(gate, min(self._listening.check(), seconds))

    async def _listen_again(self) -> None:
        """Subscribe to everything over a new connection."""
        self._listening.found()
        for pubsub in self._listening:
            try:
                await pubsub.on_connect(None)
            except (ResponseError, TimeoutError) as error:
                logger.error("channels are not listened to any more: %s", error)


class _Subscriber:
    """What a `PubSub` asks a `Client` for messages by."""

    def __init__(self, client: Listens, pubsub: PubSub) -> None:
        self._client = client
        self._number = client._listening.add(pubsub)

    def send(self, command: str, names: Sequence[Text]) -> None:
        """Do one of the commands of a subscriber."""
        self._client.call(MESSAGE, self._number, command, list(names))

    def check(self) -> None:
        """Raise `ConnectionError` when the connection has been lost for too long."""
        self._client._listening.check()

    def close(self) -> None:
        """Ask for nothing any more."""
        self._client._listening.remove(self._number)
        if self._client._connected.is_set():  # else the server has forgotten it
            with contextlib.suppress(ConnectionError, TimeoutError):
                self._client.call(END, self._number)


class _AsyncSubscriber:
    """What an `AsyncPubSub` asks an `AsyncClient` for messages by."""

    def __init__(self, client: AsyncListens, pubsub: AsyncPubSub) -> None:
        self._client = client
        self._number = client._listening.add(pubsub)

    async def send(self, command: str, names: Sequence[Text]) -> None:
        """Do one of the commands of a subscriber."""
        await self._client.call(MESSAGE, self._number, command, list(names))

    def check(self) -> None:
        """Raise `ConnectionError` when the connection has been lost for too long."""
        self._client._listening.check()

    async def close(self) -> None:
        """Ask for nothing any more."""
        self._client._listening.remove(self._number)
        if self._client._connected.is_set():
            with contextlib.suppress(ConnectionError, TimeoutError):
                await self._client.call(END, self._number)
