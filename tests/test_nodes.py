"""Several servers, processes of their own, on one Redis: what one knows, all know."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import socketio
from harness import start_server, stop_process
from redises import RedisProcess, redis_cluster, redis_process, wait_until

import znsocket
from znsocket import Dict, DictAdapter, List, ListAdapter
from znsocket.exceptions import FrozenStorageError, ZnSocketError

LEASE = 2.0
#: Seconds within which a reader is told that the server that it waits for is gone: those look at
#: each other three times in the time of a lease.
GONE = LEASE * 4 / 3 + 1

KEY = "znsocket.List:frames"


class Node:
    """A server process.

    Parameters
    ----------
    *options : str
        Of its command line.
    """

    def __init__(self, *options: str) -> None:
        self.process, self.url = start_server("--adapter-lease", str(LEASE), *options)

    def client(self) -> znsocket.Client:
        """Return a client of it."""
        return znsocket.Client(self.url)


@contextlib.contextmanager
def running_nodes(count: int, *options: str) -> Iterator[list[Node]]:
    """Run servers."""
    nodes: list[Node] = []
    try:
        for _ in range(count):
            nodes.append(Node(*options))
        yield nodes
    finally:
        for node in nodes:
            if node.process.poll() is None:
                stop_process(node.process)
            elif node.process.stdout is not None:
                node.process.stdout.close()


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisProcess]:
    """The Redis of all nodes."""
    with redis_process(tmp_path_factory.mktemp("redis")) as process:
        yield process


@pytest.fixture(scope="module", params=["eventlet", "asgi"])
def pair(request: pytest.FixtureRequest, redis: RedisProcess) -> Iterator[list[Node]]:
    """Two nodes on one Redis."""
    with running_nodes(2, "--storage", redis.url, "--async-mode", request.param) as nodes:
        yield nodes


@pytest.fixture
def here(pair: list[Node]) -> Iterator[znsocket.Client]:
    """A client of the first node."""
    with pair[0].client() as client:
        yield client


@pytest.fixture
def there(pair: list[Node]) -> Iterator[znsocket.Client]:
    """A client of the second node."""
    with pair[1].client() as client:
        yield client


def register(owner: znsocket.Client, key: str = KEY, items: Any = range(10)) -> None:
    """Have a client own an adapter that answers like a list."""

    def answer(question: dict[str, Any]) -> Any:
        if question["method"] == "__len__":
            return len(items)
        return items[question["index"]]

    owner.register_adapter_callback(key, answer)
    assert owner.call("register_adapter", key=key) is True


def read(client: znsocket.Client, index: int, key: str = KEY) -> Any:
    """Read an item of an adapter."""
    return client.call("adapter:get", key=key, method="__getitem__", index=index)


def test_all_nodes_have_the_same_data(here: znsocket.Client, there: znsocket.Client) -> None:
    here.set("a", 1)
    assert there.incr("a") == 2
    assert here.pipeline().incr("a").get("a").execute() == [3, "3"]


def test_events_of_another_program_reach_the_clients_of_all(
    pair: list[Node], redis: RedisProcess
) -> None:
    heard: list[Any] = []
    with contextlib.ExitStack() as stack:
        for node in pair:
            client = socketio.Client()
            client.on("hello", heard.append, namespace="/znsocket")
            url = node.url.replace("znsocket://", "http://")
            client.connect(url, namespaces=["/znsocket"], transports=["websocket"])
            stack.callback(client.disconnect)
        queue = socketio.RedisManager(redis.url, write_only=True)

        def both_hear() -> bool:
            queue.emit("hello", "world", namespace="/znsocket")
            time.sleep(0.1)
            return len(heard) >= 2

        wait_until(both_hear)
        queue.redis.close()


def test_an_adapter_serves_the_readers_of_all_nodes(
    here: znsocket.Client, there: znsocket.Client
) -> None:
    register(here)
    assert there.call("adapter_exists", key=KEY) is True
    assert [read(there, index) for index in range(10)] == list(range(10))
    assert read(here, 3) == 3
    with pytest.raises(IndexError, match="range"):
        read(there, 10)
    with pytest.raises(KeyError, match=r"already registered under 'znsocket\.List:frames'"):
        there.call("register_adapter", key=KEY)
    with pytest.raises(KeyError, match=r"no adapter is registered under 'znsocket\.List:other'"):
        read(there, 0, "znsocket.List:other")


def test_answers_of_any_kind_and_size_come_from_another_node(
    here: znsocket.Client, there: znsocket.Client
) -> None:
    items = ["\xe9", b"\xff\x00", None, {"a": [1.5, True]}, "x" * 5_000_000]
    register(here, "znsocket.List:items", items)
    assert [read(there, index, "znsocket.List:items") for index in range(5)] == items


def test_an_owner_that_leaves_takes_its_adapters_along(
    pair: list[Node], there: znsocket.Client
) -> None:
    with pair[0].client() as owner:
        register(owner, "znsocket.List:leaving")
        assert read(there, 1, "znsocket.List:leaving") == 1
    wait_until(lambda: not there.call("adapter_exists", key="znsocket.List:leaving"), 1)
    with pytest.raises(KeyError):
        read(there, 1, "znsocket.List:leaving")
    register(there, "znsocket.List:leaving")
    there.call("adapter:get", key="znsocket.List:leaving", method="__len__")


def test_collections_read_adapters_of_other_nodes(
    pair: list[Node], here: znsocket.Client, there: znsocket.Client, redis: RedisProcess
) -> None:
    made: list[str] = []

    def transform(item: Any, key: str, socket: Any, **options: Any) -> Any:
        made.append(key)
        time.sleep(0.05)
        return DictAdapter(key, socket, {"item": item}, **options)

    with pair[0].client() as owner:
        ListAdapter("served", owner, range(1000))
        DictAdapter("served", owner, {"x": 1, 2: "two"})
        ListAdapter("nested", owner, [7], transform)
        for r in (here, there):
            items, mapping = List(r, "served"), Dict(r, "served")
            assert items[5:1:-2] == [5, 3]
            assert (items[[7, 0]], items[[8]]) == ([7, 0], [8])
            assert (len(items), items[-1], list(items)) == (1000, 999, list(range(1000)))
            assert mapping == {"x": 1, "2": "two"}
            assert (mapping[2], "y" in mapping, mapping.get("y", 5)) == ("two", False, 5)
            with pytest.raises(IndexError, match="out of range"):
                items[1000]
            with pytest.raises(FrozenStorageError, match=r"'znsocket\.List:served' is frozen"):
                items.append(1)
            with r.pipeline() as pipe, pytest.raises(FrozenStorageError):
                Dict(pipe, "served")["x"] = 2
                pipe.execute()
        with redis.client() as r, pytest.raises(FrozenStorageError):
            List(r, "served").pop()
        with ThreadPoolExecutor(4) as pool:
            readers = [here, there] * 2
            found = list(pool.map(lambda r: List(r, "nested")[0]["item"], readers))
        assert (found, made) == ([7] * 4, ["znsocket.List:nested:0"])
        copied = List(there, "served").copy("copied")
        left = time.monotonic()
    with pytest.raises(ZnSocketError, match="is gone: its owner has disconnected"):
        while time.monotonic() - left < 1:
            len(List(there, "served"))
    assert copied[-2:] == [998, 999]


def test_readers_are_told_that_an_owner_has_gone_while_it_leaves(pair: list[Node]) -> None:
    def read_until_gone(reader: znsocket.Client, begun: threading.Barrier) -> Exception:
        items = List(reader, "frames")
        assert items[:] == [1]
        begun.wait(timeout=40)
        try:
            while True:
                assert items[:] == [1]
        except Exception as error:  # noqa: BLE001 - the test looks at it
            return error

    with contextlib.ExitStack() as stack, ThreadPoolExecutor(4) as pool:
        readers = [stack.enter_context(node.client()) for node in pair * 2]
        for _ in range(10):
            begun = threading.Barrier(5)
            with pair[0].client() as owner:
                ListAdapter("frames", owner, [1])
                told = [pool.submit(read_until_gone, reader, begun) for reader in readers]
                begun.wait(timeout=40)
            for one in told:
                error = one.result(timeout=40)
                assert isinstance(error, ZnSocketError), repr(error)
                assert "disconnected" in str(error)


def test_of_those_who_register_at_the_same_moment_one_wins(pair: list[Node]) -> None:
    def attempt(client: znsocket.Client, start: threading.Barrier, key: str) -> bool:
        start.wait()
        try:
            return client.call("register_adapter", key=key) is True
        except KeyError:
            return False

    with contextlib.ExitStack() as stack:
        clients = [stack.enter_context(node.client()) for node in pair for _ in range(4)]
        threads = stack.enter_context(ThreadPoolExecutor(len(clients)))
        for turn in range(10):
            start = threading.Barrier(len(clients))
            attempts = [
                threads.submit(attempt, client, start, f"znsocket.List:contest {turn}")
                for client in clients
            ]
            assert sum(one.result() for one in attempts) == 1


def test_removing_all_keys_leaves_adapters(here: znsocket.Client, there: znsocket.Client) -> None:
    register(here, "znsocket.List:kept")
    there.flushall()
    assert read(here, 1, "znsocket.List:kept") == 1
    wait_until(lambda: there.call("adapter_exists", key="znsocket.List:kept"), LEASE)
    assert read(there, 1, "znsocket.List:kept") == 1


@pytest.fixture
def doomed(pair: list[Node], redis: RedisProcess) -> Iterator[tuple[Node, znsocket.Client]]:
    """A node for a test to do away with, and a client of it that owns the adapter."""
    with running_nodes(1, "--storage", redis.url) as (node,):
        owner = node.client()
        register(owner, "znsocket.List:doomed")
        yield node, owner
        if node.process.poll() is None:
            node.process.send_signal(signal.SIGCONT)
        owner.close()


def _read_until_gone(client: znsocket.Client) -> float:
    """Read until the adapter can be registered by somebody else; return the longest read."""
    longest = 0.0
    start = time.monotonic()
    while time.monotonic() < start + 10:
        begin = time.monotonic()
        with pytest.raises(KeyError, match="no adapter is registered"):
            read(client, 1, "znsocket.List:doomed")
        longest = max(longest, time.monotonic() - begin)
        try:
            register(client, "znsocket.List:doomed")
            return longest
        except KeyError:
            time.sleep(0.05)
    raise AssertionError("the adapter is still registered")


def test_a_killed_node_leaves_no_adapter_behind(
    doomed: tuple[Node, znsocket.Client], here: znsocket.Client
) -> None:
    node, _ = doomed
    assert read(here, 1, "znsocket.List:doomed") == 1
    node.process.kill()
    start = time.monotonic()
    assert _read_until_gone(here) < GONE
    assert time.monotonic() - start < LEASE + GONE
    assert read(here, 1, "znsocket.List:doomed") == 1


def test_a_hanging_node_keeps_no_reader_waiting_longer_than_its_lease(
    doomed: tuple[Node, znsocket.Client], here: znsocket.Client
) -> None:
    node, owner = doomed
    node.process.send_signal(signal.SIGSTOP)
    assert _read_until_gone(here) < GONE
    node.process.send_signal(signal.SIGCONT)
    wait_until(owner.ping)
    # The name is another client's by now, and stays so.
    time.sleep(LEASE)
    assert read(owner, 1, "znsocket.List:doomed") == 1


def test_a_node_that_ends_gives_its_adapters_back_at_once(
    doomed: tuple[Node, znsocket.Client], here: znsocket.Client
) -> None:
    node, _ = doomed
    subprocess.Popen.terminate(node.process)
    node.process.wait(timeout=10)
    register(here, "znsocket.List:doomed")


def test_adapters_on_a_cluster(tmp_path: Path) -> None:
    with redis_cluster(tmp_path) as servers, contextlib.ExitStack() as stack:
        url = f"redis+cluster://127.0.0.1:{servers[0].port}"
        nodes = stack.enter_context(running_nodes(2, "--storage", url))
        here, there = (stack.enter_context(node.client()) for node in nodes)
        register(here)
        assert [read(there, index) for index in range(3)] == [0, 1, 2]
        for number in range(8):  # in slots of several servers
            ListAdapter(f"{number}", here, [number])
            for r in (here, there):
                assert List(r, f"{number}")[:] == [number]
                with pytest.raises(FrozenStorageError):
                    List(r, f"{number}").append(1)
        nodes[0].process.kill()
        start = time.monotonic()
        with pytest.raises(KeyError):
            read(there, 0)
        assert time.monotonic() - start < GONE


def test_keys_of_the_servers_are_there_only_while_there_are_adapters(pair: list[Node]) -> None:
    with pair[0].client() as owner, pair[1].client() as reader:
        owner.flushall()
        register(owner, "znsocket.List:only")
        assert read(reader, 1, "znsocket.List:only") == 1
        assert all(key.startswith("znsocket:{nodes}:") for key in reader.scan_iter())
    with pair[1].client() as client:
        wait_until(lambda: client.dbsize() == 0, 1)


def test_keys_of_a_killed_server_go_with_its_lease(
    doomed: tuple[Node, znsocket.Client], here: znsocket.Client
) -> None:
    node, _ = doomed
    assert here.exists("znsocket:{nodes}:owners")
    node.process.kill()
    wait_until(lambda: not here.keys("znsocket:{nodes}:*"), LEASE + 1)
