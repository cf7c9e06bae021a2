"""Callbacks run in order for each key, keys beside each other, in as few threads as that takes."""

from __future__ import annotations

import threading
import time

import pytest

from znsocket.client import lanes
from znsocket.client.lanes import Lanes


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "_PATIENCE", 0.1)


def threads() -> set[threading.Thread]:
    return {one for one in threading.enumerate() if one.name == "znsocket-callback"}


def test_order_and_keys_beside_each_other() -> None:
    one, ran, go = Lanes(), [], threading.Event()
    done = threading.Semaphore(0)

    def run(number: int) -> None:
        ran.append(number)
        done.release()

    one.run("first", go.wait)
    for number in range(100):
        one.run("first", run, -number)
        one.run("second", run, number)
    for _ in range(100):
        assert done.acquire(timeout=5)
    assert ran == list(range(100))
    go.set()
    for _ in range(100):
        assert done.acquire(timeout=5)
    assert ran[100:] == [-number for number in range(100)]


def test_threads_are_used_again_and_end() -> None:
    before = threads()
    one, done = Lanes(), threading.Semaphore(0)
    for number in range(50):
        one.run(number, done.release)
        assert done.acquire(timeout=5)
    assert len(threads() - before) <= 2
    barrier = threading.Barrier(8)
    for number in range(8):
        one.run(number, barrier.wait)  # all at the same time
    deadline = time.monotonic() + 5
    while threads() - before:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    one.run("again", done.release)
    assert done.acquire(timeout=5)


def test_a_key_that_comes_while_a_thread_gives_up() -> None:
    one, done = Lanes(), threading.Semaphore(0)
    for number in range(20):
        one.run(number, done.release)
        assert done.acquire(timeout=5)
        time.sleep(0.1 + (number - 10) / 5000)  # around the patience of a thread


def test_callbacks_that_fail_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    one, done = Lanes(), threading.Semaphore(0)
    one.run("key", lambda: 1 / 0)
    one.run("key", done.release)
    assert done.acquire(timeout=5)
    assert "the callback for 'key' failed" in caplog.text
