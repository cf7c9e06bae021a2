"""Callbacks beside the reading of the connection: in order for each key, keys beside each other."""

from __future__ import annotations

import asyncio
import inspect
import logging
import queue
import threading
from collections import deque
from collections.abc import Callable, Hashable
from typing import Any

# Seconds for which a thread waits for more to run.
_PATIENCE = 5.0

logger = logging.getLogger(__name__)


class Lanes:
    """Runs functions outside the calling thread, those of one key one after the other.

    A key has a thread while it has something to run, so that a function may wait for what another
    key's does, and may call the server. Starting a thread takes longer than most functions do, so
    one that has nothing to run any more waits a while for another key.

    Examples
    --------
    >>> import queue
    >>> lanes, results = Lanes(), queue.Queue()
    >>> for number in range(3):
    ...     lanes.run("key", results.put, number)
    >>> [results.get(timeout=5) for _ in range(3)]
    [0, 1, 2]
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[Hashable, deque[tuple[Callable[..., Any], tuple[Any, ...]]]] = {}
        self._keys: queue.SimpleQueue[Hashable] = queue.SimpleQueue()
        self._idle = 0  # threads that wait for a key which is not on its way yet

    def run(self, key: Hashable, function: Callable[..., Any], *args: Any) -> None:
        """Run a function after those that came before for the same key."""
        with self._lock:
            lane = self._waiting.get(key)
            if lane is not None:
                lane.append((function, args))
                return
            self._waiting[key] = deque([(function, args)])
            self._keys.put(key)
            if self._idle:
                self._idle -= 1
                return
        threading.Thread(target=self._work, name="znsocket-callback", daemon=True).start()

    def _work(self) -> None:
        while True:
            try:
                key = self._keys.get(timeout=_PATIENCE)
            except queue.Empty:
                with self._lock:
                    if self._idle:  # else a key is on its way
                        self._idle -= 1
                        return
                continue
            self._serve(key)

    def _serve(self, key: Hashable) -> None:
        lane = self._waiting[key]
        while True:
            with self._lock:
                if not lane:
                    del self._waiting[key]
                    self._idle += 1
                    return
                function, args = lane.popleft()
            try:
                function(*args)
            except Exception:
                logger.exception("the callback for %r failed", key)


class AsyncLanes:
    """The same in an event loop, for functions and coroutine functions."""

    def __init__(self) -> None:
        self._waiting: dict[Hashable, deque[tuple[Callable[..., Any], tuple[Any, ...]]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def run(self, key: Hashable, function: Callable[..., Any], *args: Any) -> None:
        """Run a function after those that came before for the same key."""
        lane = self._waiting.get(key)
        if lane is not None:
            lane.append((function, args))
            return
        self._waiting[key] = deque([(function, args)])
        task = asyncio.ensure_future(self._work(key))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settled(self, key: Hashable) -> None:
        """Wait until what came before for a key has run."""
        done = asyncio.get_running_loop().create_future()
        self.run(key, done.set_result, None)
        await done

    async def _work(self, key: Hashable) -> None:
        lane = self._waiting[key]
        while lane:
            function, args = lane.popleft()
            try:
                result = function(*args)
                if inspect.isawaitable(result):
                    await result
            except Exception:
                logger.exception("the callback for %r failed", key)
        del self._waiting[key]
