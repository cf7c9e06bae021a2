"""The connections of a store to one Redis: so many at the most, and no waiting longer than said."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from functools import cache
from queue import Empty, Full
from typing import Any

import redis
from redis._parsers import Encoder
from redis.connection import BlockingConnectionPool

from znsocket.storage.redis_prompt import Promptness

# Seconds after which a connection that was not used may have ended meanwhile.
_IDLE = 0.05

# Octets from which on a word is sent by itself.
_LONG = 4096


class Stack:
    """A ``queue.LifoQueue`` that takes no lock while there is something in it.

    Parameters
    ----------
    most : int
        How many items it holds.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self.queue: list[Any] = []  # redis-py looks into it
        self._waiting = 0
        self._filled = threading.Condition()

    def qsize(self) -> int:
        """Return the number of items."""
        return len(self.queue)

    def put_nowait(self, item: Any) -> None:
        """Add an item, or raise `queue.Full`."""
        if len(self.queue) >= self._most:
            raise Full
        self.queue.append(item)
        # Whoever waits has counted itself before it looked for items the last time.
        if self._waiting:
            with self._filled:
                self._filled.notify()

    def get(self, timeout: float | None) -> Any:
        """Return the last item, or raise `queue.Empty` if there is none in time."""
        try:
            return self.queue.pop()
        except IndexError:
            return self._wait(timeout)

    def _wait(self, timeout: float | None) -> Any:
        deadline = None if timeout is None else time.monotonic() + timeout
        with self._filled:
            self._waiting += 1
            try:
                while True:
                    if self.queue:
                        with contextlib.suppress(IndexError):  # somebody else was faster
                            return self.queue.pop()
                    left = None if deadline is None else deadline - time.monotonic()
                    if left is not None and left <= 0:
                        raise Empty
                    self._filled.wait(left)
            finally:
                self._waiting -= 1


class RedisPool(BlockingConnectionPool):
    """redis-py's pool, save that one does not stand in line behind others who wait in vain.

    A call that finds all connections in use waits for one. When meanwhile Redis keeps another
    call waiting for longer than the connections' timeout, this one gives up, too, instead of
    going through the same again: so no call takes much longer than that.
    """

    # When Redis has last kept a call waiting for too long.
    _stalled = 0.0
    # None where commands are meant to wait.
    _promptness: Promptness | None = None

    def expect_prompt_answers(self) -> None:
        """Wait for answers without a switch of greenlets, as long as they come at once."""
        self._promptness = Promptness()

    def stalled(self) -> None:
        """Note that Redis has just kept a call waiting for too long."""
        self._stalled = time.monotonic()

    def get_connection(self, command_name: Any = None, *keys: Any, **options: Any) -> Any:
        """Return a connection that is ready for a command.

        Raises
        ------
        redis.ConnectionError, redis.TimeoutError
            None could be made, or none became free in time.
        """
        asked = time.monotonic()
        self._checkpid()
        try:
            connection = self.pool.get(timeout=self.timeout)
        except Empty:
            raise redis.ConnectionError(
                f"all {self.max_connections} connections are in use for {self.timeout} s"
            ) from None
        make: Callable[[], Any] = self.make_connection
        promptness = self._promptness
        try:
            if connection is None:
                connection = make()
                connection.blocking = None
            if self._stalled > asked:
                raise redis.TimeoutError("Redis does not answer in time")
            if not connection.is_connected or asked - connection.used > _IDLE:
                if promptness is not None:
                    promptness.give_way(connection)
                _make_ready(connection)
            if promptness is not None:
                promptness.take(connection)
                connection.taken = time.monotonic()
        except BaseException as error:
            if isinstance(error, redis.TimeoutError):
                self.stalled()
            if connection is not None:
                connection.disconnect()
            self.pool.put_nowait(connection)
            raise
        return connection

    def release(self, connection: Any) -> None:
        """Let the next call have a connection."""
        connection.used = time.monotonic()
        if self._promptness is not None:
            self._promptness.answered(connection.used - connection.taken)
        self._checkpid()
        if connection.pid == self.pid:
            self.pool.put_nowait(connection)


def _make_ready(connection: Any) -> None:
    """Connect, or connect again when Redis was away meanwhile, which the end of it shows."""
    connection.connect()
    try:
        ready = not connection.can_read()
    except (redis.ConnectionError, redis.TimeoutError, OSError):
        ready = False
    if not ready:
        connection.disconnect()
        connection.connect()


class CommandPacker:
    """Makes the words of a command into octets, in half of redis-py's time."""

    _encode: Callable[[Any], bytes] = Encoder("utf-8", "strict", decode_responses=False).encode

    def pack(self, *words: Any) -> list[bytes]:
        """Return the command as Redis takes it, long words apart, so that they are not copied."""
        name, *rest = words
        count, head = _head(name)
        pieces = [b"*%d\r\n%b" % (count + len(rest), head)]
        chunks = []
        for word in rest:
            if word.__class__ is str:
                raw = word.encode()
            else:
                raw = word if word.__class__ is bytes else self._encode(word)
            if len(raw) < _LONG:
                pieces.append(b"$%d\r\n%b\r\n" % (len(raw), raw))
            else:
                pieces.append(b"$%d\r\n" % len(raw))
                chunks += [b"".join(pieces), raw]
                pieces = [b"\r\n"]
        return [*chunks, b"".join(pieces)]


@cache
def _head(name: str) -> tuple[int, bytes]:
    """Return how many words a command and its subcommand are, and these as Redis takes them."""
    names = name.encode().split()
    return len(names), b"".join(b"$%d\r\n%b\r\n" % (len(one), one) for one in names)
