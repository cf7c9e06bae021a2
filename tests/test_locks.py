"""Locks: who has them, for how long, and what is said to who has not, as of redis-py on Redis."""

from __future__ import annotations

import inspect
import logging
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
import redis
import redis.asyncio
from peers import Peers

import znsocket
from znsocket.exceptions import LockError, LockNotOwnedError, ZnSocketError


@pytest.fixture
def r(all_peers: Peers) -> Any:
    """One of the peers."""
    return all_peers.one()


def raised(call: Callable[[], Any]) -> tuple[type[Exception], str]:
    """Return redis-py's class of the error that a call raises, and its text."""
    with pytest.raises(redis.RedisError) as error:
        call()
    ours = type(error.value).__module__.startswith("znsocket")
    assert ours == isinstance(error.value, ZnSocketError)
    theirs = next(one for one in type(error.value).__mro__ if one.__module__ == "redis.exceptions")
    return theirs, str(error.value)


def test_one_has_it_and_gives_it_back(all_peers: Peers, r: Any) -> None:
    lock, other = r.lock("lock"), all_peers.one().lock("lock", blocking=False)
    assert (lock.locked(), lock.owned()) == (False, False)
    assert lock.acquire() is True
    assert (lock.locked(), lock.owned()) == (True, True)
    assert (other.locked(), other.owned()) == (True, False)
    assert other.acquire() is False
    assert r.ttl("lock") == -1
    assert lock.release() is None
    assert r.exists("lock") == 0
    assert other.acquire() is True
    other.release()


def test_with_block(all_peers: Peers, r: Any) -> None:
    with r.lock("lock") as lock:
        assert lock.owned()
        begin = time.monotonic()
        refused = r.lock("lock", sleep=0.01, blocking_timeout=0.05)
        error = raised(refused.__enter__)
        assert error == (
            redis.exceptions.LockError,
            "Unable to acquire lock within the time specified",
        )
        assert 0.03 < time.monotonic() - begin < 1
    assert r.exists("lock") == 0


def test_waiting_for_it(all_peers: Peers, r: Any) -> None:
    first, second = r.lock("lock", timeout=30), all_peers.one().lock("lock", sleep=0.01)
    assert first.acquire()
    assert second.acquire(blocking=False) is False
    assert second.acquire(blocking_timeout=0.02) is False
    begin = time.monotonic()
    first.extend(0.1, replace_ttl=True)
    assert second.acquire() is True
    assert 0.09 < time.monotonic() - begin < 1  # Redis drops parts of a millisecond
    assert raised(first.release) == (
        redis.exceptions.LockNotOwnedError,
        "Cannot release a lock that's no longer owned",
    )
    assert second.owned()


@pytest.mark.parametrize("token", ["mine", b"mine"])
def test_token(r: Any, token: Any) -> None:
    lock = r.lock("lock")
    assert lock.acquire(token=token)
    assert r.get("lock") == "mine"
    assert lock.owned()
    r.set("lock", "another's")
    assert not lock.owned()
    assert raised(lock.release)[0] is redis.exceptions.LockNotOwnedError
    assert r.get("lock") == "another's"


def test_time(r: Any) -> None:
    lock = r.lock("lock", timeout=10)
    lock.acquire()
    assert 9000 < r.pttl("lock") <= 10_000
    assert lock.extend(10) is True
    assert 19_000 < r.pttl("lock") <= 20_000
    assert lock.extend(1.5, replace_ttl=True) is True
    assert 1000 < r.pttl("lock") <= 1500
    assert lock.reacquire() is True
    assert 9000 < r.pttl("lock") <= 10_000
    r.persist("lock")
    assert raised(lambda: lock.extend(10))[0] is redis.exceptions.LockNotOwnedError
    assert lock.reacquire() is True
    assert r.pttl("lock") > 9000
    assert lock.extend(-100) is True
    assert r.exists("lock") == 0


def test_errors(r: Any) -> None:
    error = redis.exceptions.LockError
    lost = redis.exceptions.LockNotOwnedError
    lock = r.lock("lock")
    unlocked = "Cannot release a lock that's not owned or is already unlocked."
    assert raised(lock.release) == (error, unlocked)
    assert raised(lambda: lock.extend(1)) == (error, "Cannot extend an unlocked lock")
    assert raised(lock.reacquire) == (error, "Cannot reacquire an unlocked lock")
    lock.acquire()
    assert raised(lambda: lock.extend(1)) == (error, "Cannot extend a lock with no timeout")
    assert raised(lock.reacquire) == (error, "Cannot reacquire a lock with no timeout")
    timed_lock = r.lock("timed", timeout=10)
    timed_lock.acquire()
    r.delete("timed")
    text = "Cannot extend a lock that's no longer owned"
    assert raised(lambda: timed_lock.extend(1)) == (lost, text)
    text = "Cannot reacquire a lock that's no longer owned"
    assert raised(timed_lock.reacquire) == (lost, text)
    assert raised(timed_lock.release) == (lost, "Cannot release a lock that's no longer owned")


def test_key_of_another_type(r: Any) -> None:
    lock = r.lock("lock", timeout=10)
    lock.acquire()
    r.delete("lock")
    r.rpush("lock", "a")
    for call in (lock.release, lock.reacquire, lambda: lock.extend(1), lock.locked):
        kind, text = raised(call)
        assert kind in (redis.ResponseError, redis.exceptions.LockError)
        if kind is redis.ResponseError:
            assert text.startswith("WRONGTYPE Operation against a key holding the wrong kind")
    assert r.lock("lock", blocking=False).acquire() is False
    assert r.lrange("lock", 0, -1) == ["a"]


def test_lost_in_a_with_block(r: Any, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(redis.exceptions.LockNotOwnedError), r.lock("lock"):
        r.delete("lock")
    with caplog.at_level(logging.WARNING), r.lock("lock", raise_on_release_error=False):
        r.delete("lock")
    assert "no longer owned" in caplog.text


@pytest.mark.parametrize("thread_local", [True, False])
def test_threads(peers: Peers, thread_local: bool) -> None:
    lock = peers.one().lock("lock", thread_local=thread_local)
    lock.acquire()
    owned: list[bool] = []
    thread = threading.Thread(target=lambda: owned.append(_has_token(lock)))
    thread.start()
    thread.join()
    assert owned == [not thread_local]
    assert lock.owned()


def _has_token(lock: Any) -> bool:
    return getattr(lock.local, "token", None) is not None


def test_nobody_else_meanwhile(all_peers: Peers, r: Any) -> None:
    def work() -> None:
        mine = all_peers.one()
        for _ in range(5):
            with mine.lock("lock", sleep=0.001, timeout=10):
                mine.set("n", int(mine.get("n") or 0) + 1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert r.get("n") == "20"
    assert r.exists("lock") == 0


def test_class_of_ones_own(r: Any) -> None:
    class Mine:
        def __init__(self, *args: Any, **options: Any) -> None:
            self.args, self.options = args[1:], options

    made = r.lock("lock", 5, lock_class=Mine, sleep=0.5)
    assert made.args == ("lock",)
    assert made.options == {
        "timeout": 5,
        "sleep": 0.5,
        "blocking": True,
        "blocking_timeout": None,
        "thread_local": True,
        "raise_on_release_error": True,
    }


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (znsocket.Client, redis.Redis),
        (znsocket.Storage, redis.Redis),
        (znsocket.AsyncClient, redis.asyncio.Redis),
    ],
)
def test_signatures(ours: Any, theirs: Any) -> None:
    def parameters(function: Any) -> list[tuple[str, Any]]:
        given = inspect.signature(function).parameters.values()
        return [(one.name, one.default) for one in given]

    assert parameters(ours.lock) == parameters(theirs.lock)


def test_one_except_clause_for_all() -> None:
    assert issubclass(LockNotOwnedError, LockError)
    assert issubclass(LockError, (ZnSocketError, redis.exceptions.LockError))
    assert issubclass(LockNotOwnedError, redis.exceptions.LockNotOwnedError)


@pytest.mark.parametrize(
    "milliseconds", [2**63 - 1, -(2**63), 2**62, 2**53 + 1, 0, -1, 10_000, "10", 2**64]
)
def test_entries_agree_on_times(milliseconds: Any, redis_url: str) -> None:
    stores = znsocket.Storage(), znsocket.RedisStorage(redis_url)
    for name in ("lock_extend", "lock_reacquire"):
        for options in ({}, {"replace_ttl": True}) if name == "lock_extend" else ({},):
            outcomes = []
            for store in stores:
                store.set("lock", "mine", px=10_500_000)
                try:
                    outcomes.append(
                        (
                            getattr(store, name)("lock", "mine", milliseconds, **options),
                            store.exists("lock"),
                            store.pttl("lock") // 1_000_000,
                        )
                    )
                except redis.ResponseError as error:
                    outcomes.append((str(error),))
            assert outcomes[0] == outcomes[1], (name, options)
    stores[1].close()
