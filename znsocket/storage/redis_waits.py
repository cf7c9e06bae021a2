"""What holds a connection to Redis for longer than a call takes: calls that wait, and watches."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import redis

from znsocket.registry import Text, octets
from znsocket.storage.redis_command import RedisCommand
from znsocket.storage.redis_server import RedisServer

# Seconds between attempts to reach a call that Redis does not have yet.
_AGAIN = 0.02

logger = logging.getLogger(__name__)


class RedisWaiter:
    """A call that waits in Redis, in a thread and on a connection of its own.

    Parameters
    ----------
    call : callable
        Makes the call and returns the reply. It is given a function to call when Redis is about
        to get it, with a function that has Redis forget it.
    """

    def __init__(self, call: Callable[[Callable[[Callable[[], Any]], None]], Any]) -> None:
        self._call = call
        self._forget: Callable[[], Any] | None = None
        self._over = threading.Event()
        self._cancelled = False

    def then(self, done: Callable[[Any], None]) -> None:
        """Begin, and have `done` called with the reply, or the exception in its place.

        That is in another thread, and not at all after `cancel`.
        """
        threading.Thread(
            target=self._run, args=(done,), name="znsocket-redis-wait", daemon=True
        ).start()

    def _run(self, done: Callable[[Any], None]) -> None:
        try:
            outcome = self._call(self._began)
        except Exception as error:  # noqa: BLE001 - the caller gets it
            outcome = error
        self._over.set()
        if not self._cancelled:
            done(outcome)

    def _began(self, forget: Callable[[], Any]) -> None:
        self._forget = forget
        if self._cancelled:
            raise redis.ConnectionError("nobody waits for it any more")

    def cancel(self) -> bool:
        """Have Redis forget the call; whatever it replies goes nowhere."""
        self._cancelled = True
        if self._over.is_set():
            return False
        threading.Thread(target=self._unblock, name="znsocket-redis-cancel", daemon=True).start()
        return True

    def _unblock(self) -> None:
        try:
            while not self._over.is_set():
                if self._forget is not None:
                    self._forget()
                self._over.wait(_AGAIN)
        except redis.RedisError:
            logger.exception("a call that nobody waits for any more could not be ended")


class RedisWatch:
    """Some keys that Redis watches, on a connection of their own.

    Parameters
    ----------
    server : RedisServer
        Where the keys are.
    """

    def __init__(self, server: RedisServer) -> None:
        self._server = server
        self._connection = server.hold()
        self._lock = threading.Lock()

    def add(self, names: Iterable[Text]) -> None:
        """Watch these keys, too."""
        with self._lock:
            self._server.ask(self._connection, "WATCH", *map(octets, names))

    def transact(self, commands: Sequence[RedisCommand]) -> list[Any] | None:
        """Send a transaction; return None when a key was changed before. That ends the watch."""
        with self._lock:
            connection, self._connection = self._connection, None
            if connection is None:
                return None
            return self._server.transact_on(connection, commands)

    def end(self) -> None:
        """Watch no key any more, and give the connection back."""
        with self._lock:
            connection, self._connection = self._connection, None
            if connection is not None:
                self._server.let_go(connection)
