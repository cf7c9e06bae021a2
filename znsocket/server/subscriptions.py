"""The channels that clients listen to."""

from __future__ import annotations

import threading
from typing import Any

from znsocket.exceptions import DataError, ResponseError, wrong_number_of_arguments
from znsocket.registry import text
from znsocket.registry.channels import check_channel
from znsocket.server.session import Session
from znsocket.storage import Store
from znsocket.wire import quoted, read_payload

#: The event that brings a client a message, and the message of the same name that asks for some.
MESSAGE = "pubsub"

_COMMANDS = ("subscribe", "psubscribe", "unsubscribe", "punsubscribe", "ping")
_STATE = "pubsub"  # where a session has its subscribers by the client's own numbers


class Subscriptions:
    """Who listens at the store for which client.

    Parameters
    ----------
    storage : Storage or RedisStorage
        Where messages come from.
    """

    def __init__(self, storage: Store) -> None:
        self._storage = storage
        self._lock = threading.Lock()

    def ask(self, session: Session, payload: Any) -> bool:
        """Answer one of a subscriber's commands.

        The payload has the client's own number for the subscriber, one of the `_COMMANDS`, and a
        list of channels, or of patterns, or with the message of a ping. What Redis would send
        comes as the event ``"pubsub"`` with the number and that.
        """
        args, _ = read_payload(MESSAGE, payload)
        if len(args) != 3 or args[1] not in _COMMANDS or not isinstance(args[2], list):  # noqa: PLR2004
            raise DataError(
                f"'pubsub' takes a number, one of {', '.join(_COMMANDS)}, and a list, "
                f"got {quoted(args)}"
            )
        number, command, names = _number(args[0]), args[1], [text(one) for one in args[2]]
        if command == "subscribe":
            names = [check_channel(one) for one in names]
        if not names and command in ("subscribe", "psubscribe"):
            raise wrong_number_of_arguments(command)
        more = len(names) if command in ("subscribe", "psubscribe") else 0
        self._subscriber(session, number, more).send(command, names)
        return True

    def end(self, session: Session, payload: Any) -> bool:
        """Answer a subscriber that ends; return whether there was one of that number."""
        args, _ = read_payload("pubsub_end", payload)
        if len(args) != 1:
            raise DataError(f"'pubsub_end' takes a number, got {quoted(args)}")
        with self._lock:
            subscriber = session.state.get(_STATE, {}).pop(_number(args[0]), None)
        if subscriber is None:
            return False
        subscriber.close()
        return True

    def forget(self, session: Session) -> None:
        """End what a session that ended has left."""
        with self._lock:
            subscribers = session.state.pop(_STATE, {})
        for subscriber in subscribers.values():
            subscriber.close()

    def _subscriber(self, session: Session, number: int, more: int) -> Any:
        """Return the subscriber of a number, which is to subscribe to so many more."""
        with self._lock:
            if session.ended:
                raise ResponseError("the client has gone")
            mine = session.state.setdefault(_STATE, {})
            limits = session.limits
            if sum(one.count for one in mine.values()) + more > limits.channels:
                raise ResponseError(f"a client can listen to {limits.channels} channels")
            if number not in mine:
                if len(mine) >= limits.listeners:
                    raise ResponseError(f"{limits.listeners} of this client listen already")
                mine[number] = self._storage.subscriber(
                    lambda message: session.push(MESSAGE, [number, message])
                )
            return mine[number]


def _number(value: Any) -> int:
    if value.__class__ is not int:
        raise DataError(f"a subscriber's number must be an integer, got {quoted(value)}")
    return int(value)
