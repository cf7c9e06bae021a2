"""Listening to channels of Redis for one who subscribes, on a connection of its own."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Sequence
from typing import Any

import redis

from znsocket.exceptions import ConnectionError
from znsocket.pubsub import ERROR
from znsocket.registry import Text, octets, text
from znsocket.registry.channels import is_own_channel
from znsocket.storage.redis_server import RedisServer

# Seconds before the next try to reach Redis.
_AGAIN = 1.0

_SUBSCRIBING = ("subscribe", "psubscribe")

logger = logging.getLogger(__name__)


class RedisSubscriber:
    """One who hears channels of Redis; in a thread, from the first subscription on.

    When the connection is lost, it subscribes anew. What is published until then is lost; an
    error tells that if it is not done at once.

    Parameters
    ----------
    find : callable
        Returns the server to listen at.
    hear : callable
        Called with each message.
    """

    def __init__(self, find: Callable[[], RedisServer], hear: Callable[[list[Any]], None]) -> None:
        self._find = find
        self._hear = hear
        self._lock = threading.Lock()
        self._server: Any = None
        self._connection: Any = None
        self._ended = threading.Event()
        # What was subscribed to, by the command that does it.
        self._subscribed: dict[str, dict[Text, None]] = {one: {} for one in _SUBSCRIBING}

    @property
    def count(self) -> int:
        """How many channels and patterns it has subscribed to."""
        return sum(map(len, self._subscribed.values()))

    def send(self, command: str, names: Sequence[Text]) -> None:
        """Do one of the commands of a subscriber; see `znsocket.keyspace.Subscriber`.

        Raises
        ------
        ConnectionError
            Redis cannot be reached.
        """
        with self._lock:
            if self._connection is None:
                self._take_connection()
                threading.Thread(target=self._run, name="znsocket-subscriber", daemon=True).start()
            try:
                self._tell(command, names)
            except redis.RedisError as error:
                raise ConnectionError(f"{self._server.name}: {error}") from error
            if command in _SUBSCRIBING:
                self._subscribed[command].update(dict.fromkeys(names))
            elif command != "ping":
                mine = self._subscribed[command.replace("unsub", "sub")]
                for name in names or tuple(mine):
                    mine.pop(name, None)

    def check(self) -> None:
        """Do nothing: an error comes as a message."""

    def close(self) -> None:
        """Hear nothing any more; at once, as far as Redis is concerned."""
        with self._lock:
            self._ended.set()
            if self._connection is not None:
                with contextlib.suppress(redis.RedisError):  # it is lost, and what it was for
                    # The replies wake the thread, which gives the connection back.
                    self._tell("unsubscribe", ())
                    self._tell("punsubscribe", ())

    def _take_connection(self) -> None:
        self._server = self._find()
        self._connection = self._server.hold()

    def _give_back(self) -> None:
        self._connection.disconnect()
        self._server.give_back(self._connection)

    def _tell(self, command: str, names: Sequence[Text]) -> None:
        self._connection.send_command(command.upper(), *map(octets, names), check_health=False)

    def _run(self) -> None:
        lost = told = False
        while not self._ended.is_set():
            try:
                if lost:
                    self._subscribe_again()
                    lost = told = False
                reply = self._connection.read_response()
            except redis.ResponseError as error:
                self._hear([ERROR, "ResponseError", str(error)])
            except Exception as error:  # noqa: BLE001 - of a socket that another thread has closed
                if lost:  # and to connect again was of no use
                    if not told:
                        logger.warning("messages of %s are lost: %s", self._server.name, error)
                        self._hear([ERROR, "ConnectionError", f"{self._server.name}: {error}"])
                    told = True
                    self._ended.wait(_AGAIN)
                lost = True
            else:
                self._take(reply)
        with self._lock:
            self._give_back()

    def _subscribe_again(self) -> None:
        with self._lock:
            if self._find() is self._server:
                self._connection.disconnect()
                self._connection.connect()
            else:
                self._give_back()
                self._take_connection()
            for command, names in self._subscribed.items():
                if names:
                    self._tell(command, tuple(names))

    def _take(self, reply: Any) -> None:
        """Hand a message on, unless servers have sent it for themselves."""
        if isinstance(reply, bytes):  # to a ping, while nothing is subscribed to
            reply = [b"pong", b"" if reply == b"PONG" else reply]
        kind, *rest = reply
        message = [kind.decode(), *(text(one) if isinstance(one, bytes) else one for one in rest)]
        own = message[0] == "pmessage" and is_own_channel(message[2])
        if not (own or self._ended.is_set()):
            self._hear(message)
