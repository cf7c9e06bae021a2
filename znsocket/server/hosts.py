"""What each async mode has for starting work, waiting, and reaching the server's own thread."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

import socketio

from znsocket.server.pending import Pending

logger = logging.getLogger(__name__)


class ThreadedHost:
    """A server whose connections have a thread each: what is sent may be sent by any of them."""

    def __init__(self, server: socketio.Server) -> None:
        self._server = server

    def enter(self) -> None:
        """Note that this is a thread of the server."""

    def start(self, function: Callable[..., Any], *args: Any) -> None:
        """Run a function beside all else."""
        self._server.start_background_task(function, *args)

    def hand_over(self, function: Callable[..., Any], *args: Any) -> None:
        """Run a function soon in the thread that the server's connections belong to."""
        function(*args)

    def sleep(self, seconds: float) -> None:
        """Let others run."""
        self._server.sleep(seconds)

    def wait(self, pending: Pending) -> None:
        """Wait until `pending` is done."""
        done = self._server.eio.create_event()
        pending.when_done(lambda: self.hand_over(done.set))
        done.wait()


class _LoopHost(ThreadedHost):
    """A server whose connections are greenlets of one thread."""

    def __init__(self, server: socketio.Server) -> None:
        super().__init__(server)
        self._calls: deque[tuple[Callable[..., Any], tuple[Any, ...]]] = deque()
        self._thread: int | None = None

    def enter(self) -> None:
        """Note that this is the thread of the server; called by the first connection."""
        if self._thread is None:
            self._thread = self._thread_id()
            self._listen()

    def hand_over(self, function: Callable[..., Any], *args: Any) -> None:
        """Run a function in the server's thread, at once if this is it."""
        if self._thread in (None, self._thread_id()):
            function(*args)
            return
        self._calls.append((function, args))
        self._wake()

    def _run_calls(self) -> None:
        while self._calls:
            function, args = self._calls.popleft()
            try:
                function(*args)
            except Exception:
                logger.exception("%r, handed over by another thread, failed", function)

    def _thread_id(self) -> int:
        raise NotImplementedError

    def _listen(self) -> None:
        """Have `_run_calls` called in this thread after each `_wake`."""
        raise NotImplementedError

    def _wake(self) -> None:
        raise NotImplementedError


class EventletHost(_LoopHost):
    """A server on eventlet."""

    def __init__(self, server: socketio.Server) -> None:
        super().__init__(server)
        import eventlet.patcher

        self._native = eventlet.patcher.original("threading")
        self._reader, self._writer = eventlet.patcher.original("socket").socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)

    def _thread_id(self) -> int:
        number: int = self._native.get_ident()
        return number

    def _listen(self) -> None:
        import eventlet

        eventlet.spawn(self._serve)

    def _serve(self) -> None:
        from eventlet.hubs import trampoline

        while True:
            trampoline(self._reader, read=True)
            self._reader.recv(4096)
            self._run_calls()

    def _wake(self) -> None:
        # So many wake-ups may be on their way that there is no room for another one, nor need.
        with contextlib.suppress(BlockingIOError):
            self._writer.send(b"\0")


class GeventHost(_LoopHost):
    """A server on gevent."""

    def _thread_id(self) -> int:
        import gevent.monkey

        number: int = gevent.monkey.get_original("threading", "get_ident")()
        return number

    def _listen(self) -> None:
        import gevent

        self._watcher = gevent.get_hub().loop.async_()
        self._watcher.start(lambda: gevent.spawn(self._run_calls))

    def _wake(self) -> None:
        self._watcher.send()


class AsyncHost:
    """A server on asyncio."""

    def __init__(self, server: socketio.AsyncServer) -> None:
        self._server = server
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = 0
        self._tasks: set[asyncio.Future[Any]] = set()

    def enter(self) -> None:
        """Note the event loop of the server; called by the first connection."""
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
            self._thread = threading.get_ident()

    def start(self, function: Callable[..., Any], *args: Any) -> None:
        """Run a coroutine function beside all else."""
        task = asyncio.ensure_future(function(*args))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def hand_over(self, function: Callable[..., Any], *args: Any) -> None:
        """Run a function in the loop's thread, at once if this is it."""
        if self._loop is None or threading.get_ident() == self._thread:
            function(*args)
        else:
            self._loop.call_soon_threadsafe(function, *args)

    async def sleep(self, seconds: float) -> None:
        """Let others run."""
        await asyncio.sleep(seconds)

    async def wait(self, pending: Pending) -> None:
        """Wait until `pending` is done."""
        done = asyncio.Event()
        pending.when_done(lambda: self.hand_over(done.set))
        await done.wait()


_HOSTS = {"eventlet": EventletHost, "gevent": GeventHost, "gevent_uwsgi": GeventHost}


def host_of(server: socketio.Server) -> ThreadedHost:
    """Return the host for a server's async mode."""
    return _HOSTS.get(server.async_mode, ThreadedHost)(server)
