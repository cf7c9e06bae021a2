"""redis-py's `PubSub` over a store or a client."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import redis.client

from znsocket.exceptions import wrong_number_of_arguments
from znsocket.pubsub.inbox import Inbox
from znsocket.registry import Reading, StoredReading, Text
from znsocket.registry.channels import check_channel
from znsocket.registry.encoder import TextEncoder
from znsocket.registry.text import text

NOT_CONNECTED = "pubsub connection not set: did you forget to call subscribe() or psubscribe()?"


class Subscriber(Protocol):
    """What a `PubSub` asks for messages."""

    def send(self, command: str, names: Sequence[Text]) -> None:
        """Do one of the commands of a subscriber: see `Subscriptions` of the server."""

    def check(self) -> None:
        """Raise `ConnectionError` when no message can come."""

    def close(self) -> None:
        """Ask for nothing any more."""


class PubSub(redis.client.PubSub):
    """redis-py's `PubSub`; made by ``pubsub()`` of a client or a store.

    Parameters
    ----------
    connect : callable
        Makes what it asks for messages, at the first subscription. It is given this object, into
        whose `inbox` they come.
    inbox : Inbox
        The messages that were not read yet.
    reading : Reading
        How the caller wants texts.
    shard_hint : object
        Has no effect.
    ignore_subscribe_messages : bool
        Give only what is published.

    Examples
    --------
    >>> from znsocket import Storage
    >>> r = Storage()
    >>> with r.pubsub(ignore_subscribe_messages=True) as pubsub:
    ...     pubsub.subscribe("news")
    ...     pubsub.get_message()
    ...     r.publish("news", "hello")
    ...     pubsub.get_message()["data"]
    1
    'hello'
    """

    def __init__(
        self,
        connect: Callable[[PubSub], Subscriber],
        inbox: Inbox,
        reading: Reading,
        shard_hint: object = None,
        ignore_subscribe_messages: bool = False,
    ) -> None:
        self.inbox = inbox
        self._connect = connect
        self._reading = reading
        self._subscriber: Subscriber | None = None
        # Held until a handler is known whose channel was subscribed to.
        self._changing = threading.RLock()
        encoder: Any = TextEncoder(reading)
        super().__init__(None, shard_hint, ignore_subscribe_messages, encoder, ignore)

    def __del__(self) -> None:
        subscriber = getattr(self, "_subscriber", None)
        # No thread begins to run any more in a program that ends, and with it all ends anyway.
        if subscriber is not None and not sys.is_finalizing():
            # Whoever happens to be here may hold what closing needs.
            threading.Thread(target=subscriber.close, daemon=True).start()

    def reset(self) -> None:
        """Hear nothing any more, and forget what was not read."""
        subscriber, self._subscriber = self._subscriber, None
        if subscriber is not None:
            subscriber.close()
        super().reset()
        self.inbox.clear()

    def subscribe(self, *args: Any, **kwargs: Any) -> None:
        """Listen to channels.

        Parameters
        ----------
        *args : str
            Channels.
        **kwargs : callable
            Handlers by channel: they are called with what is published there, and
            ``get_message`` and ``listen`` don't give it.
        """
        with self._changing:
            super().subscribe(*args, **kwargs)

    def psubscribe(self, *args: Any, **kwargs: Any) -> None:
        """Listen to all channels that match patterns; see `subscribe`."""
        with self._changing:
            super().psubscribe(*args, **kwargs)

    def execute_command(self, *args: Any) -> None:
        """Send a subscriber's command."""
        command, names = command_and_names(args)
        if self._subscriber is None:
            self._subscriber = self._connect(self)
        self._subscriber.send(command, names)

    def parse_response(self, block: bool = True, timeout: float = 0) -> Any:
        """Return the next message as Redis sends it, or None when there is none in time."""
        subscriber = self._subscriber
        if subscriber is None:
            raise RuntimeError(NOT_CONNECTED)
        message = self.inbox.get(None if block else timeout)
        if message is None:
            subscriber.check()
            return None
        return read_message(message, self._reading)

    def handle_message(self, response: Any, ignore_subscribe_messages: bool = False) -> Any:
        """Return what ``get_message`` gives for a message, or call the handler that it is for."""
        with self._changing:
            pass
        handle: Any = super().handle_message
        return handle(response, ignore_subscribe_messages)

    @property
    def ssubscribe(self) -> Any:
        """Not there: sharded channels belong to clusters."""
        raise AttributeError(no_attribute(self, "ssubscribe"))

    @property
    def sunsubscribe(self) -> Any:
        """Not there: sharded channels belong to clusters."""
        raise AttributeError(no_attribute(self, "sunsubscribe"))


class PubSubs:
    """A store whose messages can be listened to."""

    def subscriber(self, hear: Callable[[list[Any]], None]) -> Subscriber:
        """Return one who hears channels, for `hear` to be called with each message.

        It is called in any thread, while the store may be locked: it must neither wait nor call
        the store.
        """
        raise NotImplementedError

    def pubsub(self, shard_hint: object = None, ignore_subscribe_messages: bool = False) -> PubSub:
        """Return an object that listens to channels.

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
        """
        return PubSub(
            lambda pubsub: self.subscriber(pubsub.inbox.put),
            Inbox(),
            StoredReading(),
            shard_hint,
            ignore_subscribe_messages,
        )


def command_and_names(args: Sequence[Any]) -> tuple[str, list[Text]]:
    """Return what a subscriber's command is called and its arguments, or raise what is wrong."""
    command, names = args[0].lower(), [text(one) for one in args[1:]]
    if command == "subscribe":
        names = [check_channel(one) for one in names]
    if not names and command in ("subscribe", "psubscribe"):
        raise wrong_number_of_arguments(command)
    return command, names


def read_message(message: list[Any], reading: Reading) -> list[Any]:
    """Return a message with its texts as the caller wants them."""
    kind, *rest = message
    return [kind, *(reading.text(one) if isinstance(one, (str, bytes)) else one for one in rest)]


def no_attribute(owner: object, name: str) -> str:
    """Return Python's text for an attribute that is not there."""
    return f"{type(owner).__name__!r} object has no attribute {name!r}"


def ignore(response: Any) -> None:
    """Stand where redis-py would set up a logger that prints."""
