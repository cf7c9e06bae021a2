"""The embedded store under several threads and under signals: commands and pipelines are atomic."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest

import znsocket
from znsocket.keyspace.lock import Lock


@pytest.fixture
def hectic() -> Iterator[None]:
    """Threads take turns as often as the interpreter can."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def run_together(*actions: Callable[[], None]) -> None:
    """Run each action in a thread, and wait for all of them."""
    threads = [threading.Thread(target=action) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not any(thread.is_alive() for thread in threads)


@pytest.mark.usefixtures("hectic")
def test_one_thread_at_a_time_holds_the_lock() -> None:
    lock = Lock()
    holders: list[int] = []
    most = 0

    def work() -> None:
        nonlocal most
        for _ in range(2000):
            with lock:
                holders.append(1)
                most = max(most, len(holders))
                holders.pop()

    run_together(*[work] * 4)
    assert most == 1
    assert lock.free
    assert not lock.waiting


@pytest.mark.usefixtures("hectic")
def test_nothing_comes_between_the_commands_of_a_pipeline() -> None:
    storage = znsocket.Storage({"a": 0, "b": 0})
    torn: list[object] = []

    def write() -> None:
        for _ in range(500):
            storage.pipeline().incr("a").incr("b").execute()

    def read() -> None:
        while int(storage.get("a") or 0) < 1000:
            both = storage.mget("a", "b")
            if both[0] != both[1]:
                torn.append(both)
            both = storage.pipeline().get("b").get("a").execute()
            if both[0] != both[1]:
                torn.append(both)

    run_together(write, write, read, read)
    assert torn == []


def test_a_signal_does_not_lock_the_store_for_ever() -> None:
    class Interruption(Exception):  # noqa: N818 - it is no error
        pass

    def interrupt(number: int, frame: object) -> None:
        raise Interruption

    storage = znsocket.Storage()
    previous = signal.signal(signal.SIGALRM, interrupt)
    try:
        for step in range(300):
            with contextlib.suppress(Interruption):
                # At another moment in each round; and again, for what is raised in a destructor,
                # which may run at any moment, reaches nobody.
                signal.setitimer(signal.ITIMER_REAL, 0.0005 + step * 1e-6, 1)
                while True:
                    storage.incr("count")
                    storage.rpush("list", "x")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
    run_together(lambda: storage.delete("count", "list") and None)


def test_a_thread_that_waits_is_served_while_another_never_stops() -> None:
    storage = znsocket.Storage()
    stop = threading.Event()
    longest = 0.0

    def hammer() -> None:
        while not stop.is_set():
            storage.incr("count")

    def ask() -> None:
        nonlocal longest
        for _ in range(20):
            start = time.perf_counter()
            storage.get("count")
            longest = max(longest, time.perf_counter() - start)
        stop.set()

    run_together(hammer, hammer, ask)
    assert longest < 5
