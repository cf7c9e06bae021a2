"""The embedded store on its own: contents, threads, expiry, and cost at a million elements."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

import znsocket
from znsocket.exceptions import DataError, ResponseError
from znsocket.storage import open_storage

MILLION = 1_000_000


def best_time(action: Callable[[], object], repeat: int = 30) -> float:
    """Return the shortest time in seconds that `action` took."""
    best = float("inf")
    for _ in range(repeat):
        start = time.perf_counter()
        action()
        best = min(best, time.perf_counter() - start)
    return best


def test_is_usable_without_a_server() -> None:
    storage = znsocket.Storage()
    assert storage.hset("users", "user1", "John") == 1
    assert storage.hget("users", "user1") == "John"


def test_memory_storage_is_the_same_class() -> None:
    assert znsocket.MemoryStorage is znsocket.Storage


def test_content_is_plain_data() -> None:
    storage = znsocket.Storage()
    storage.set("text", 1)
    storage.rpush("list", "b")
    storage.lpush("list", "a")
    storage.hset("hash", "field", 2.5)
    storage.sadd("set", "x", b"\xff")
    storage.zadd("scores", {"b": 2, "a": 1})
    assert storage.content == {
        "text": "1",
        "list": ["a", "b"],
        "hash": {"field": "2.5"},
        "set": {"x", b"\xff"},
        "scores": {"a": 1.0, "b": 2.0},
    }
    assert list(storage.content["scores"]) == ["a", "b"]


def test_initial_content_is_copied() -> None:
    content = {"hash": {"a": 1}, "list": ["x", 2], "set": {"m"}, "text": b"abc"}
    storage = znsocket.Storage(content)
    storage.rpush("list", "y")
    assert storage.lrange("list", 0, -1) == ["x", "2", "y"]
    assert storage.get("text") == "abc"
    assert content["list"] == ["x", 2]
    assert znsocket.Storage().content == {}


def test_initial_content_of_another_type_is_refused() -> None:
    with pytest.raises(DataError, match="got None"):
        znsocket.Storage({"a": None})


def test_values_are_text_or_bytes_and_never_guessed() -> None:
    storage = znsocket.Storage()
    storage.rpush("list", "text", b"text", b"\xff\x00", 1, 2.5, memoryview(b"view"))
    assert storage.lrange("list", 0, -1) == ["text", "text", b"\xff\x00", "1", "2.5", "view"]


@pytest.mark.parametrize("value", [None, True, [1], object()])
def test_values_of_other_types_are_refused(value: object) -> None:
    storage = znsocket.Storage()
    with pytest.raises(DataError, match=f"Invalid input of type: '{type(value).__name__}'"):
        storage.rpush("list", "good", value)
    assert storage.content == {}


def test_pipeline_chains() -> None:
    storage = znsocket.Storage()
    pipeline = storage.pipeline()
    assert pipeline.set("a", 1).incr("a").get("a").execute() == [True, 2, "2"]
    assert len(pipeline) == 0


def test_pipeline_goes_on_after_an_error() -> None:
    storage = znsocket.Storage({"text": "x"})
    pipeline = storage.pipeline().lpush("text", "a").set("b", 1)
    with pytest.raises(ResponseError, match=r"Command # 1 \(LPUSH text a\) of pipeline caused"):
        pipeline.execute()
    assert storage.get("b") == "1"


def test_threads_lose_nothing() -> None:
    storage = znsocket.Storage()

    def work(number: int) -> None:
        for step in range(1000):
            storage.incr("count")
            storage.rpush("list", f"{number}:{step}")
            storage.zincrby("scores", 1, str(step))
            storage.pipeline().lpop("list").rpush("list", "moved").execute()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert storage.get("count") == "4000"
    assert storage.llen("list") == 4000
    assert storage.zscore("scores", "7") == 4.0


def test_expired_key_is_gone_when_looked_at() -> None:
    storage = znsocket.Storage()
    storage.set("a", 1, ex=100)
    storage.rpush("list", "x")
    storage.expire("list", timedelta(seconds=100))
    assert storage.get("a") == "1"
    storage.pexpire("a", 20)
    storage.pexpire("list", timedelta(milliseconds=20))
    time.sleep(0.025)
    assert storage.get("a") is None
    assert storage.exists("a", "list") == 0
    assert storage.rpush("list", "y") == 1
    assert storage.ttl("list") == -1


def test_expired_keys_go_by_themselves() -> None:
    storage = znsocket.Storage()
    for number in range(5000):
        storage.set(number, "x", px=50)
    storage.set("stays", "x", ex=100)
    deadline = time.monotonic() + 5
    while len(storage._db.data) > 1:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert storage.content == {"stays": "x"}


def test_deadlines_that_are_put_off_take_no_memory() -> None:
    storage = znsocket.Storage({"a": 1, "b": 1})
    for seconds in range(1, 5000):
        storage.expire("a", seconds)
        storage.pexpire("b", 10_000)
        storage.persist("b")
    assert storage.ttl("a") == 4999
    assert storage.ttl("b") == -1
    assert len(storage._db.expires._heap) < 500


def test_deadline_before_all_others_is_kept() -> None:
    storage = znsocket.Storage({"first": 1, "second": 1, b"\xff": 1})
    storage.expire("first", 1000)
    storage.pexpire(b"\xff", 40)
    storage.pexpire("second", 40)
    storage.pexpire("first", 20)
    deadline = time.monotonic() + 5
    while storage._db.data:
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_expiry_thread_ends_with_its_store() -> None:
    storage = znsocket.Storage()
    storage.set("a", 1, ex=1000)

    def sweepers() -> int:
        return sum(thread.name == "znsocket-expiry" for thread in threading.enumerate())

    before = sweepers()
    del storage
    gc.collect()
    deadline = time.monotonic() + 5
    while sweepers() >= before:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_failed_command_changes_nothing() -> None:
    storage = znsocket.Storage({"list": ["a"], "hash": {"n": "x"}})
    before = storage.content
    for bad in (
        lambda: storage.lset("list", 5, "b"),
        lambda: storage.hincrby("hash", "n"),
        lambda: storage.lpush("hash", "a"),
        lambda: storage.set("new", "x", ex=-1),
        lambda: storage.rename("none", "list"),
        lambda: storage.zadd("new", {"a": 1, "b": "no number"}),
    ):
        with pytest.raises(ResponseError):
            bad()
    assert storage.content == before


@pytest.fixture(scope="module")
def million() -> znsocket.Storage:
    """A store with a list and a sorted set of a million elements."""
    storage = znsocket.Storage()
    for start in range(0, MILLION, 100_000):
        numbers = range(start, start + 100_000)
        storage.rpush("list", *numbers)
        storage.zadd("scores", {str(number): number for number in numbers})
    return storage


class TestAMillionElements:
    def test_ends_of_a_list_cost_what_they_cost_on_a_short_one(
        self, million: znsocket.Storage
    ) -> None:
        storage = million
        storage.rpush("short", *range(100))
        for push, pop in ((storage.lpush, storage.lpop), (storage.rpush, storage.rpop)):

            def both(name: str, push: Any = push, pop: Any = pop) -> None:
                for _ in range(100):
                    push(name, "x")
                    pop(name)

            assert best_time(lambda: both("list")) < 5 * best_time(lambda: both("short"))

    def test_draining_from_the_other_end_stays_cheap(self) -> None:
        storage = znsocket.Storage({"list": list(range(200_000))})
        start = time.perf_counter()
        for number in range(200_000):
            assert storage.lpop("list") == str(number)
        assert time.perf_counter() - start < 5

    def test_index_and_short_slice_in_the_middle(self, million: znsocket.Storage) -> None:
        storage = million
        middle = MILLION // 2
        assert storage.lindex("list", middle) == str(middle)
        assert best_time(lambda: storage.lindex("list", middle)) < 50e-6
        assert best_time(lambda: storage.lrange("list", middle, middle + 10)) < 50e-6

    def test_rank_and_range_of_a_sorted_set(self, million: znsocket.Storage) -> None:
        storage = million
        middle = MILLION // 2
        assert storage.zrank("scores", str(middle)) == middle
        assert best_time(lambda: storage.zrank("scores", str(middle))) < 100e-6
        assert best_time(lambda: storage.zrange("scores", middle, middle + 10)) < 100e-6
        assert best_time(lambda: storage.zrangebyscore("scores", middle, middle + 9)) < 100e-6


def test_unknown_storage_is_refused() -> None:
    with pytest.raises(ValueError, match="'file:///x'"):
        open_storage("file:///x")


def test_number_that_was_counted_is_a_text_like_any_other() -> None:
    storage = znsocket.Storage()

    def counted() -> znsocket.Storage:
        storage.flushall()
        storage.incr("n", 12)
        return storage

    assert counted().content == {"n": "12"}
    assert counted().get("n") == "12"
    assert counted().mget("n", "none") == ["12", None]
    assert counted().type("n") == "string"
    assert counted().strlen("n") == 2
    assert counted().getrange("n", 1, 1) == "2"
    assert counted().append("n", "3") == 3
    assert counted().incr("n") == 13
    assert counted().setrange("n", 1, "7") == 2
    assert storage.get("n") == "17"
    assert counted().getbit("n", 3) == 1
    assert counted().incrbyfloat("n", 0.5) == 12.5
    assert counted().getset("n", "x") == "12"
    assert counted().getdel("n") == "12"
    assert counted().copy("n", "m")
    assert storage.decr("m", 2) == 10
    assert storage.get("n") == "12"
    assert counted().rename("n", "m")
    assert storage.scan(_type="string") == (0, ["m"])
    assert storage.get("m") == "12"
    with pytest.raises(ResponseError, match="WRONGTYPE"):
        counted().lpush("n", "x")
    with pytest.raises(ResponseError, match="overflow"):
        counted().incr("n", 2**63 - 1)
    assert storage.get("n") == "12"


def test_scan_finds_keys_that_come_and_go_meanwhile() -> None:
    storage = znsocket.Storage()
    storage.hset("hash", mapping=dict.fromkeys(range(1000), "x"))
    cursor, found = 0, []
    for step in range(10_000):
        cursor, page = storage.hscan("hash", cursor, count=7)
        found += page
        if cursor == 0:
            break
        storage.hset("hash", f"new{step}", "x")
        storage.hdel("hash", f"new{step - 3}", step * 5 + 1)
        storage.hset("hash", f"new{step}", "y")
    stayed = {str(number) for number in range(0, 1000, 5)}
    assert stayed <= {*found}
    assert storage.hlen("hash") == len(storage.hgetall("hash"))
