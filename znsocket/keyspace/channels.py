"""Channels: who hears what is published."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from znsocket.keyspace.lock import Lock
from znsocket.registry.glob import compile_glob
from znsocket.registry.text import Text

#: Takes one message: a list of what Redis sends a subscriber.
Hear = Callable[[list[Any]], None]

Audiences = dict[Text, dict["Subscriber", None]]


class Channels:
    """The subscribers of one embedded store.

    All methods expect the caller to hold the keyspace's lock, while messages are handed on, too,
    so that all subscribers hear them in one order.

    Attributes
    ----------
    by_channel, by_pattern : dict
        Subscribers, in the order in which they came, by what they have subscribed to.
    """

    def __init__(self) -> None:
        self.by_channel: Audiences = {}
        self.by_pattern: Audiences = {}

    def publish(self, channel: Text, message: Text) -> int:
        """Hand a message on and return how often it was."""
        told = tuple(self.by_channel.get(channel, ()))
        for subscriber in told:
            subscriber.hear(["message", channel, message])
        count = len(told)
        for pattern, subscribers in tuple(self.by_pattern.items()):
            if compile_glob(pattern)(channel):
                count += len(subscribers)
                for subscriber in tuple(subscribers):
                    subscriber.hear(["pmessage", pattern, channel, message])
        return count


class Subscriber:
    """One who hears some channels, and tells what becomes of that as Redis does.

    Parameters
    ----------
    channels : Channels
        Where messages come from.
    lock : Lock
        The keyspace's.
    hear : callable
        Called with each message while the store is locked: it must neither wait nor call the
        store.
    """

    def __init__(self, channels: Channels, lock: Lock, hear: Hear) -> None:
        self.hear = hear
        self._lock = lock
        # What it has subscribed to in order, and where it stands for that.
        self._subscribed: dict[str, tuple[dict[Text, None], Audiences]] = {
            "": ({}, channels.by_channel),
            "p": ({}, channels.by_pattern),
        }

    @property
    def count(self) -> int:
        """How many channels and patterns it has subscribed to."""
        return sum(len(mine) for mine, _ in self._subscribed.values())

    def check(self) -> None:
        """Do nothing: messages can always come."""

    def send(self, command: str, names: Sequence[Text]) -> None:
        """Do one of the commands of a subscriber.

        Parameters
        ----------
        command : str
            ``"subscribe"``, ``"unsubscribe"``, the same with a ``p`` for patterns, or ``"ping"``.
        names : sequence of str
            Channels or patterns; to unsubscribe from none means from all. For a ping the message
            that comes back, if any.
        """
        with self._lock:
            if command == "ping":
                self.hear(["pong", *names] if names else ["pong", ""])
            elif command.endswith("unsubscribe"):
                self._leave(command, names)
            else:
                self._join(command, names)

    def close(self) -> None:
        """Hear nothing any more."""
        with self._lock:
            for prefix, (mine, _) in self._subscribed.items():
                for name in tuple(mine):
                    self._drop(prefix, name)

    def _join(self, command: str, names: Sequence[Text]) -> None:
        mine, audiences = self._subscribed[command.removesuffix("subscribe")]
        for name in names:
            mine[name] = None
            audiences.setdefault(name, {})[self] = None
            self.hear([command, name, self.count])

    def _leave(self, command: str, names: Sequence[Text]) -> None:
        prefix = command.removesuffix("unsubscribe")
        leaving = names or tuple(self._subscribed[prefix][0])
        for name in leaving:
            self._drop(prefix, name)
            self.hear([command, name, self.count])
        if not leaving:
            self.hear([command, None, self.count])

    def _drop(self, prefix: str, name: Text) -> None:
        mine, audiences = self._subscribed[prefix]
        if name in mine:
            del mine[name]
            del audiences[name][self]
            if not audiences[name]:
                del audiences[name]
