"""The `PubSub` of redis-py's asyncio client over a client."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import redis.asyncio.client

from znsocket.pubsub.inbox import AsyncInbox
from znsocket.pubsub.threads import (
    NOT_CONNECTED,
    command_and_names,
    ignore,
    no_attribute,
    read_message,
)
from znsocket.registry import Reading, Text
from znsocket.registry.encoder import TextEncoder


class AsyncSubscriber(Protocol):
    """What an `AsyncPubSub` asks for messages."""

    async def send(self, command: str, names: Sequence[Text]) -> None:
        """Do one of the commands of a subscriber: see `Subscriptions` of the server."""

    def check(self) -> None:
        """Raise `ConnectionError` when no message can come."""

    async def close(self) -> None:
        """Ask for nothing any more."""


class AsyncPubSub(redis.asyncio.client.PubSub):
    """redis-py's asyncio `PubSub`; made by `AsyncClient.pubsub`.

    The parameters are those of `PubSub`.
    """

    def __init__(
        self,
        connect: Callable[[AsyncPubSub], AsyncSubscriber],
        inbox: AsyncInbox,
        reading: Reading,
        shard_hint: str | None = None,
        ignore_subscribe_messages: bool = False,
    ) -> None:
        self.inbox = inbox
        self._connect = connect
        self._reading = reading
        self._subscriber: AsyncSubscriber | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        # Held until a handler is known whose channel was subscribed to.
        self._changing = asyncio.Lock()
        pool: Any = None
        super().__init__(pool, shard_hint, ignore_subscribe_messages, TextEncoder(reading), ignore)

    def __del__(self) -> None:
        subscriber, loop = getattr(self, "_subscriber", None), getattr(self, "_loop", None)
        if subscriber is not None and loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(lambda: loop.create_task(subscriber.close()))

    async def aclose(self) -> None:
        """Hear nothing any more, and forget what was not read."""
        subscriber, self._subscriber = self._subscriber, None
        if subscriber is not None:
            await subscriber.close()
        close: Any = super().aclose
        await close()
        self.inbox.clear()

    async def connect(self) -> None:
        """Get ready to listen."""
        if self._subscriber is None:
            self._loop = asyncio.get_running_loop()
            self._subscriber = self._connect(self)

    async def subscribe(self, *args: Any, **kwargs: Any) -> None:
        """Listen to channels; see `PubSub.subscribe`."""
        async with self._changing:
            await super().subscribe(*args, **kwargs)

    async def psubscribe(self, *args: Any, **kwargs: Any) -> None:
        """Listen to all channels that match patterns; see `PubSub.subscribe`."""
        async with self._changing:
            await super().psubscribe(*args, **kwargs)

    async def execute_command(self, *args: Any) -> None:
        """Send a subscriber's command."""
        command, names = command_and_names(args)
        await self.connect()
        assert self._subscriber is not None  # noqa: S101 - connect has made it
        await self._subscriber.send(command, names)

    async def parse_response(self, block: bool = True, timeout: float = 0) -> Any:
        """Return the next message as Redis sends it, or None when there is none in time."""
        subscriber = self._subscriber
        if subscriber is None:
            raise RuntimeError(NOT_CONNECTED)
        message = await self.inbox.get(None if block else timeout)
        if message is None:
            subscriber.check()
            return None
        return read_message(message, self._reading)

    async def handle_message(self, response: Any, ignore_subscribe_messages: bool = False) -> Any:
        """Return what ``get_message`` gives for a message, or call the handler that it is for."""
        async with self._changing:
            pass
        handle: Any = super().handle_message
        return await handle(response, ignore_subscribe_messages)

    @property
    def ssubscribe(self) -> Any:
        """Not there: sharded channels belong to clusters."""
        raise AttributeError(no_attribute(self, "ssubscribe"))

    @property
    def sunsubscribe(self) -> Any:
        """Not there: sharded channels belong to clusters."""
        raise AttributeError(no_attribute(self, "sunsubscribe"))
