"""INFO: the names and types of Redis', with figures of this process that are true."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
import redis
from harness import serve_in_thread

import znsocket
from znsocket.exceptions import DataError, ResponseError

SECTIONS = ("server", "clients", "memory", "stats", "cpu", "keyspace")


def figures(r: Any, command: str) -> dict[str, Any]:
    """Return what COMMANDSTATS tells of a command, zeros when it was never called."""
    nothing = {"calls": 0, "usec": 0, "failed_calls": 0, "rejected_calls": 0}
    found: dict[str, Any] = r.info("commandstats").get(f"cmdstat_{command}", nothing)
    return found


@pytest.fixture
def own(memory_server: str) -> Any:
    """A client of a server with an embedded store that nothing is in."""
    with znsocket.Client(memory_server) as client:
        client.flushall()
        yield client


@pytest.mark.parametrize("section", SECTIONS)
def test_what_redis_tells_too_has_its_type(own: Any, section: str, redis_url: str) -> None:
    theirs = redis.Redis.from_url(redis_url)
    for r in (own, theirs):
        r.set("a", 1, ex=1000)
    ours, expected = own.info(section), theirs.info(section)
    added = {"znsocket_version", "python_version"}
    assert ours.keys() - added <= expected.keys()
    for name in ours.keys() - added:
        assert type(ours[name]) is type(expected[name]), name
    theirs.close()


@pytest.mark.parametrize("name", ["client-bytes", "client-pipeline", "async-client"])
def test_every_way_gives_the_same(
    name: str, memory_server: str, surface_by_name: Callable[[str], Any]
) -> None:
    if name == "client-bytes":
        r: Any = znsocket.Client(memory_server, decode_responses=False)
    else:
        r = surface_by_name(name)
    told = r.info("server")
    assert told["redis_version"] == "7.0.15"
    assert told["znsocket_version"] == znsocket.__version__
    assert told["arch_bits"] in (32, 64)


def test_sections_are_chosen(own: Any) -> None:
    own.set("a", 1)
    assert own.info("nothing") == {}
    assert list(own.info("KeySpace")) == ["db0"]
    assert {"db0", "used_memory"} <= own.info("keyspace", "memory").keys()
    assert not any(name.startswith("cmdstat_") for name in own.info())
    for everything in ("all", "everything"):
        told = own.info(everything)
        assert {"cmdstat_set", "db0", "connected_clients"} <= told.keys()
        assert own.info().keys() <= told.keys()


def test_keyspace_counts_keys_and_lifetimes(own: Any) -> None:
    assert own.info("keyspace") == {}
    own.mset({"a": 1, "b": 2, "c": 3})
    own.expire("a", 100)
    own.expire("b", 300)
    told = own.info("keyspace")["db0"]
    assert (told["keys"], told["expires"]) == (3, 2)
    assert 190_000 < told["avg_ttl"] <= 200_000


def test_mean_lifetime_of_many_keys_is_near() -> None:
    storage = znsocket.Storage()
    for number in range(1000):
        storage.set(str(number), 1, ex=1000 + number)
    assert storage.info("keyspace")["db0"]["avg_ttl"] == pytest.approx(1_499_500, rel=0.02)


def test_commands_are_counted(own: Any) -> None:
    before = figures(own, "hset")
    own.hset("h", "a", 1)
    own.set("text", 1)
    with pytest.raises(ResponseError, match="WRONGTYPE"):
        own.hset("text", "a", 1)
    own.pipeline().hset("h", "b", 2).hset("text", "a", 1).execute(raise_on_error=False)
    with pytest.raises(DataError):
        own.hset("h", "a")  # refused by the client, which sends nothing
    own._exchange("hset", [["h", "a"], {}])  # and by the server
    after = figures(own, "hset")
    assert after["rejected_calls"] - before["rejected_calls"] == 1
    assert after["calls"] - before["calls"] == 4
    assert after["failed_calls"] - before["failed_calls"] == 2
    assert after["usec"] > before["usec"]
    assert after["usec_per_call"] == pytest.approx(after["usec"] / after["calls"], abs=0.5)


def test_names_are_redis(own: Any) -> None:
    own.delete("a")
    own.xgroup_create("s", "g", mkstream=True)
    told = own.info("commandstats")
    assert {"cmdstat_del", "cmdstat_xgroup|create"} <= told.keys()


def test_time_of_a_command_is_what_it_took(own: Any) -> None:
    own.rpush("list", *range(200_000))
    before = figures(own, "sort")["usec"]
    begin = time.perf_counter()
    own.sort("list", store="sorted")
    took = 1_000_000 * (time.perf_counter() - begin)
    assert 0.3 * took < figures(own, "sort")["usec"] - before <= took


def test_clients_are_counted() -> None:
    with serve_in_thread() as url, znsocket.Client(url) as first:
        assert first.info("clients")["connected_clients"] == 1
        with znsocket.Client(url):
            assert first.info("clients")["connected_clients"] == 2
        deadline = time.monotonic() + 5
        while first.info("clients")["connected_clients"] > 1 and time.monotonic() < deadline:
            time.sleep(0.02)
        assert first.info("clients")["connected_clients"] == 1


def test_threads_count_every_call() -> None:
    with serve_in_thread() as url, znsocket.Client(url) as client:
        clients = [znsocket.Client(url) for _ in range(4)]
        threads = [
            threading.Thread(target=lambda one=one: [one.incr("n") for _ in range(100)])
            for one in clients
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert figures(client, "incr")["calls"] == 400 == int(client["n"])
        for one in clients:
            one.close()


def test_server_tells_of_its_process() -> None:
    with serve_in_thread() as url, znsocket.Client(url) as client:
        told = client.info("server")
        assert told["process_id"] == os.getpid()
        assert url.endswith(f":{told['tcp_port']}")
        assert told["uptime_in_seconds"] in range(5)
        assert abs(told["server_time_usec"] / 1_000_000 - time.time()) < 5


def test_memory_is_that_of_the_process() -> None:
    storage = znsocket.Storage()
    before = storage.info("memory")
    storage.set("a", b"\xff" * 50_000_000)
    after = storage.info("memory")
    assert 45_000_000 < after["used_memory"] - before["used_memory"] < 200_000_000
    assert after["used_memory_peak"] >= after["used_memory"]
    assert after["used_memory_human"].endswith(("M", "G"))


def test_redis_tells_of_itself(redis_server: str, redis_url: str) -> None:
    theirs = redis.Redis.from_url(redis_url)
    with znsocket.Client(redis_server) as client:
        told = client.info()
        assert told["run_id"] == theirs.info()["run_id"]
        assert told.keys() == theirs.info().keys()
    theirs.close()
