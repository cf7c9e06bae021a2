"""What has come for a `PubSub` and was not read yet: in order, and so much at the most."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from znsocket.exceptions import ConnectionError, ResponseError, ZnSocketError

#: Octets that may be left unread; more than that is lost, and the reader told so.
MOST_UNREAD_BYTES = 32 * 1024 * 1024

#: Begins a message that is raised, with the name of the class and the text.
ERROR = "error"
_RAISED = {one.__name__: one for one in (ConnectionError, ResponseError)}

# What a message takes beside its text.
_OVERHEAD = 200

# What may be lost.
_PUBLISHED = ("message", "pmessage")

logger = logging.getLogger(__name__)


class Messages:
    """A queue of messages, each a list as Redis sends it to a subscriber.

    Parameters
    ----------
    limit : int
        Octets that may be left unread. What is published beyond them is lost until all is read,
        where an error tells how much that was.
    """

    def __init__(self, limit: int = MOST_UNREAD_BYTES) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._messages: deque[list[Any]] = deque()
        self._size = 0
        self._lost = 0
        self._emptied = 0

    def add(self, message: list[Any]) -> None:
        """Take a message; from any thread, never waiting."""
        size = _size_of(message)
        with self._lock:
            if message[0] in _PUBLISHED and (self._lost or self._size + size > self._limit):
                if not self._lost:
                    logger.warning("messages are lost: %d bytes are left unread", self._size)
                    self._messages.append([ERROR])
                self._lost += 1
                return
            self._messages.append(message)
            self._size += size

    def take(self) -> list[Any] | None:
        """Return the next message, or None.

        Raises
        ------
        ConnectionError
            Here messages are missing.
        ResponseError
            A subscription was refused.
        """
        with self._lock:
            if not self._messages:
                return None
            message = self._messages.popleft()
            if message[0] != ERROR:
                self._size -= _size_of(message)
                return message
            if len(message) > 1:
                raise _RAISED.get(message[1], ZnSocketError)(message[2])
            lost, self._lost = self._lost, 0
        raise ConnectionError(
            f"{lost} messages were lost: more than {self._limit} bytes were left unread"
        )

    def clear(self) -> None:
        """Forget all messages, and let nobody wait for one any more."""
        with self._lock:
            self._messages.clear()
            self._size = self._lost = 0
            self._emptied += 1
        self.wake()

    def wake(self) -> None:
        """Let those who wait look again."""
        raise NotImplementedError


class Gate(threading.Event):
    """Where a thread waits for a message."""

    def receive(self) -> None:
        """Let it look."""
        self.set()


def _wait(gate: Gate, seconds: float) -> None:
    gate.wait(None if seconds == math.inf else min(seconds, threading.TIMEOUT_MAX))


class Inbox(Messages):
    """The messages of a `PubSub`, and threads that wait for them.

    Parameters
    ----------
    gate : callable
        Makes what a thread waits at; its ``receive`` ends that.
    wait : callable
        Takes such a thing and the most seconds to wait. It may return early, or raise an error
        for the reader.
    limit : int
        See `Messages`.

    Examples
    --------
    >>> inbox = Inbox()
    >>> inbox.put(["message", "news", "hello"])
    >>> inbox.get(1), inbox.get(0)
    (['message', 'news', 'hello'], None)
    """

    def __init__(
        self,
        gate: Callable[[], Any] = Gate,
        wait: Callable[[Any, float], object] = _wait,
        limit: int = MOST_UNREAD_BYTES,
    ) -> None:
        super().__init__(limit)
        self._gate = gate
        self._wait = wait
        self._gates: dict[Any, None] = {}

    def put(self, message: list[Any]) -> None:
        """Take a message and let those look who wait for one; never waits."""
        self.add(message)
        self.wake()

    def wake(self) -> None:
        """Let those who wait look again."""
        for gate in tuple(self._gates):
            gate.receive()

    def get(self, timeout: float | None) -> list[Any] | None:
        """Return the next message.

        Parameters
        ----------
        timeout : float or None
            Seconds to wait for one; None for no limit.

        Returns
        -------
        list or None
            None when there was none, or when all were forgotten meanwhile.

        Raises
        ------
        ConnectionError
            Messages are missing, or none can come.
        """
        deadline = math.inf if timeout is None else time.monotonic() + timeout
        emptied = self._emptied
        while True:
            gate = self._gate()
            self._gates[gate] = None  # before looking, so that nothing is missed
            try:
                message = self.take()
                remaining = deadline - time.monotonic()
                if message is not None or emptied != self._emptied:
                    return message
                if remaining <= 0:
                    time.sleep(0)  # who asks again and again lets others bring something
                    return None
                self._wait(gate, remaining)
            finally:
                del self._gates[gate]


class AsyncInbox(Messages):
    """The messages of an `AsyncPubSub`, and tasks that wait for them.

    Parameters
    ----------
    wait : callable
        Awaited with a future that the next message ends, and the most seconds to wait. It may
        return early, or raise an error for the reader.
    limit : int
        See `Messages`.
    """

    def __init__(
        self, wait: Callable[[asyncio.Future[None], float], Any], limit: int = MOST_UNREAD_BYTES
    ) -> None:
        super().__init__(limit)
        self._wait = wait
        self._gates: dict[asyncio.Future[None], None] = {}

    def put(self, message: list[Any]) -> None:
        """Take a message and let those look who wait for one."""
        self.add(message)
        self.wake()

    def wake(self) -> None:
        """Let those who wait look again."""
        for gate in self._gates:
            if not gate.done():
                gate.set_result(None)

    async def get(self, timeout: float | None) -> list[Any] | None:
        """Return the next message; see `Inbox.get`."""
        loop = asyncio.get_running_loop()
        deadline = math.inf if timeout is None else loop.time() + timeout
        emptied = self._emptied
        while True:
            message = self.take()
            remaining = deadline - loop.time()
            if message is not None or emptied != self._emptied:
                return message
            if remaining <= 0:
                await asyncio.sleep(0)
                return None
            gate: asyncio.Future[None] = loop.create_future()
            self._gates[gate] = None
            try:
                await self._wait(gate, remaining)
            finally:
                del self._gates[gate]


async def wait_for(gate: asyncio.Future[Any], seconds: float) -> None:
    """Wait until a future is done, or for some seconds."""
    with contextlib.suppress(asyncio.TimeoutError):
        await asyncio.wait_for(asyncio.shield(gate), None if seconds == math.inf else seconds)


def _size_of(message: list[Any]) -> int:
    return _OVERHEAD + sum(len(one) for one in message if isinstance(one, (str, bytes)))
