"""Adapters: objects that stay with their owner, and are read by others as lists and dicts."""

from __future__ import annotations

import asyncio
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import numpy as np
import pytest
import redis
import znjson
from harness import start_server, stop_process

import znsocket
from znsocket import Dict, DictAdapter, List, ListAdapter, Segments
from znsocket.exceptions import FrozenStorageError, ZnSocketError


@pytest.fixture
def connect(server: str) -> Iterator[Callable[..., znsocket.Client]]:
    """A function that makes clients of `server`."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(znsocket.Client(server, **options))


@pytest.fixture
def owner(connect: Callable[..., znsocket.Client]) -> znsocket.Client:
    return connect()


@pytest.fixture
def r(connect: Callable[..., znsocket.Client]) -> znsocket.Client:
    return connect()


class Lazy(Sequence[Any]):
    """A sequence that has no slices and counts what is read of it."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.read: list[int] = []

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, index: Any) -> Any:
        if not -self.size <= index < self.size:
            raise IndexError(f"no item {index}")
        self.read.append(index)
        return index**2


def test_list(owner: znsocket.Client, r: znsocket.Client) -> None:
    items = [10, "twenty", 30.5, {"k": [None]}]
    adapter = ListAdapter("a", owner, items)
    assert adapter.key == "znsocket.List:a"
    for one in (List(r, "a"), List(owner, "a")):
        assert (len(one), one[0], one[-1], one[[3, 0]]) == (
            4,
            10,
            {"k": [None]},
            [{"k": [None]}, 10],
        )
        assert one[:] == list(one) == one[::-1][::-1] == items
        assert (one[1:3], one[::2], one[5:], one[-2::-1]) == (
            items[1:3],
            items[::2],
            [],
            items[-2::-1],
        )
        assert (30.5 in one, one.index("twenty"), one.count(7)) == (True, 1, 0)
        assert repr(one) == "List(len=4)"
        with pytest.raises(IndexError, match="list index out of range"):
            one[4]
    items.append("live")
    assert List(r, "a")[-1] == "live"


def test_dict(owner: znsocket.Client, r: znsocket.Client) -> None:
    DictAdapter("a", owner, {"x": 1, "y": [2], 3: "three", 0.5: "half"})
    for one in (Dict(r, "a"), Dict(owner, "a")):
        assert (len(one), one["x"], one[3], one["3"], one[0.5]) == (4, 1, "three", "three", "half")
        assert one.keys() == ["x", "y", "3", "0.5"] == list(one)
        assert one.values() == [1, [2], "three", "half"]
        assert one.items()[1:3] == [("y", [2]), ("3", "three")]
        assert ("x" in one, 3 in one, "z" in one, one.get("z"), one.get("z", 7)) == (
            True,
            True,
            False,
            None,
            7,
        )
        assert one == {"x": 1, "y": [2], "3": "three", "0.5": "half"}
        with pytest.raises(KeyError, match=r"^'z'$"):
            one["z"]


def test_what_is_served_cannot_be_changed(owner: znsocket.Client, r: znsocket.Client) -> None:
    ListAdapter("a", owner, [1, 2])
    DictAdapter("a", owner, {"x": 1})
    items, mapping = List(r, "a"), Dict(r, "a")
    changes: list[Callable[[], Any]] = [
        lambda: items.append(3),
        lambda: items.extend([3]),
        lambda: items.insert(0, 3),
        lambda: items.__setitem__(0, 3),
        lambda: items.__setitem__(slice(0, 1), [3]),
        lambda: items.__delitem__(0),
        items.pop,
        items.clear,
        items.reverse,
        items.sort,
        lambda: mapping.__setitem__("x", 2),
        lambda: mapping.update(y=2),
        lambda: mapping.pop("x"),
        mapping.popitem,
        lambda: mapping.setdefault("x", 1),
        mapping.clear,
    ]
    for change in changes:
        with pytest.raises(FrozenStorageError, match=r"^'znsocket\.\w+:a' is frozen"):
            change()
    with r.pipeline() as pipe:
        List(pipe, "a").append(3)
        Dict(pipe, "b")["x"] = 1
        refused, done = pipe.execute(raise_on_error=False)
    assert isinstance(refused, FrozenStorageError)
    assert done == 1
    assert (items[:], mapping.items()) == ([1, 2], [("x", 1)])


def test_copies_are_real(owner: znsocket.Client, r: znsocket.Client) -> None:
    ListAdapter("a", owner, [1, 2])
    DictAdapter("a", owner, {"x": 1, 2: "two"})
    items, mapping = List(r, "a").copy("b"), Dict(r, "a").copy("b")
    with pytest.raises(ValueError, match="could not copy"):
        List(r, "a").copy("b")
    items.append(3)
    mapping["y"] = 2
    owner.close()
    assert (items[:], mapping) == ([1, 2, 3], {"x": 1, "2": "two", "y": 2})
    with pytest.raises(ValueError, match="could not copy"):
        List(r, "b").copy("b")


def test_copies_have_what_nested_adapters_serve(owner: znsocket.Client, r: znsocket.Client) -> None:
    def transform(item: Any, key: str, socket: Any, **options: Any) -> Any:
        if isinstance(item, dict):
            return DictAdapter(key, socket, item, **options)
        return ListAdapter(key, socket, item, transform, **options) if item == [[]] else item

    ListAdapter("a", owner, [{"x": 'a"b', 2: []}, 5, [[]]], transform)
    assert isinstance(List(r, "a")[0], Dict)
    copied = List(r, "a").copy("b")
    owner.close()
    assert copied[:] == [{"x": 'a"b', "2": []}, 5, [[]]]


def test_where_the_owner_makes_copies(
    owner: znsocket.Client, r: znsocket.Client, redis_url: str
) -> None:
    with redis.Redis.from_url(redis_url.replace("/0", "/3")) as elsewhere:
        elsewhere.flushdb()
        ListAdapter("a", owner, [1, 2], r=elsewhere)  # type: ignore[arg-type]
        List(r, "a").copy("b")
        assert (List(elsewhere, "b")[:], List(r, "b")[:]) == ([1, 2], [])


def test_arrays_and_what_has_no_slices(owner: znsocket.Client, r: znsocket.Client) -> None:
    numbers, table = np.arange(10), np.arange(6.0).reshape(3, 2)
    lazy = Lazy(1000)
    ListAdapter("numbers", owner, numbers)  # type: ignore[arg-type]
    ListAdapter("rows", owner, table)  # type: ignore[arg-type]
    converter = [znjson.converter.NumpyConverter]
    ListAdapter("table", owner, table, converter=converter)  # type: ignore[arg-type]
    ListAdapter("lazy", owner, lazy)
    assert List(r, "numbers")[:] == List(r, "numbers")[::-1][::-1] == numbers.tolist()
    assert (List(r, "numbers")[3], type(List(r, "numbers")[3])) == (3, int)
    assert (np.array(List(r, "table", converter=converter)[:]) == table).all()
    with pytest.raises(TypeError, match="Object of type ndarray is not JSON serializable"):
        List(r, "rows")[0]
    assert List(r, "lazy")[2:9:3] == [4, 25, 64]
    assert lazy.read == [2, 5, 8]
    assert next(iter(List(r, "lazy"))) == 0
    assert len(lazy.read) < 30
    with pytest.raises(IndexError, match=r"^no item 1000$"):
        List(r, "lazy")[1000]


class Dataset:
    """Takes what datasets of h5py take, and raises what they raise."""

    def __init__(self, values: Any) -> None:
        self.values = values
        self.reads: list[Any] = []

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, index: Any) -> Any:
        self.reads.append(index)
        if isinstance(index, slice):
            if index.step is not None and index.step < 1:
                raise ValueError(f"Step must be >= 1 (got {index.step})")
        elif not 0 <= index < len(self):
            raise ValueError(f"Index ({index}) out of range for (0-{len(self) - 1})")
        return self.values[index]


def test_datasets_are_read_once_for_a_slice(owner: znsocket.Client, r: znsocket.Client) -> None:
    dataset = Dataset(np.arange(100.0))
    ListAdapter("a", owner, dataset)  # type: ignore[arg-type]
    one, model = List(r, "a"), [float(at) for at in range(100)]
    for bounds in (slice(None), slice(3, 50, 7), slice(None, None, -1), slice(50, 3, -7)):
        dataset.reads.clear()
        assert one[bounds] == model[bounds]
        assert len(dataset.reads) == 1
    assert (one[-1], one[[-100, 5]], list(one)) == (99.0, [0.0, 5.0], model)
    for index in (100, -101):
        with pytest.raises(IndexError, match="list index out of range"):
            one[index]


def test_one_request_for_each_read(owner: znsocket.Client, r: znsocket.Client) -> None:
    asked: list[str] = []

    class Counted(ListAdapter):
        def _reply(self, question: dict[str, Any]) -> Any:
            asked.append(question["method"])
            return super()._reply(question)

    class CountedDict(DictAdapter):
        def _reply(self, question: dict[str, Any]) -> Any:
            asked.append(question["method"])
            return super()._reply(question)

    Counted("a", owner, list(range(1000)))
    CountedDict("a", owner, {f"{at}": at for at in range(1000)})
    items, mapping = List(r, "a"), Dict(r, "a")
    reads: list[Callable[[], Any]] = [
        lambda: items[:],
        lambda: items[100:900:3],
        lambda: items[[1, 5, 999]],
        lambda: items.index(500),
        lambda: items == [1],
        mapping.keys,
        mapping.values,
        mapping.items,
        lambda: mapping == {},
        lambda: "5" in mapping,
        lambda: mapping.get("nope"),
    ]
    for read in reads:
        asked.clear()
        read()
        assert len(asked) == 1
    asked.clear()
    assert list(items) == list(range(1000))
    assert len(asked) < 5


def test_adapters_are_values(owner: znsocket.Client, r: znsocket.Client) -> None:
    inner = DictAdapter("inner", owner, {"x": 1})
    List(owner, "stored").append(inner)
    DictAdapter("outer", owner, {"inner": inner, "list": List(owner, "stored")})
    assert List(r, "stored")[0]["x"] == Dict(r, "outer")["inner"]["x"] == 1
    assert Dict(r, "outer")["list"][0].key == "znsocket.Dict:inner"


def test_nan(owner: znsocket.Client, r: znsocket.Client) -> None:
    values = np.array([1.0, np.nan])
    ListAdapter("strict", owner, values)  # type: ignore[arg-type]
    ListAdapter("lenient", owner, values, convert_nan=True)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="Out of range float values"):
        List(r, "strict")[:]
    assert List(r, "lenient")[:] == [1.0, None]


def test_errors_of_the_owner_reach_the_reader(owner: znsocket.Client, r: znsocket.Client) -> None:
    class Broken(Lazy):
        def __getitem__(self, index: Any) -> Any:
            raise self.error

        error: Exception = Exception()

    class OwnError(Exception):
        pass

    broken = Broken(3)
    ListAdapter("a", owner, broken)
    for error in (IndexError("i"), TypeError("t"), ValueError("v"), KeyError("k")):
        broken.error = error
        with pytest.raises(type(error)) as caught:
            List(r, "a")[0]
        assert caught.value.args == error.args
    for other in (OwnError("own"), OSError(2, "No such file")):
        broken.error = other
        with pytest.raises(ZnSocketError, match=type(other).__name__):
            List(r, "a")[:]


def test_nested_adapters(owner: znsocket.Client, r: znsocket.Client) -> None:
    made: list[str] = []

    def transform(
        item: Any, key: str, socket: Any, converter: Any = None, convert_nan: bool = False
    ) -> Any:
        made.append(key)
        if isinstance(item, dict):
            return DictAdapter(key, socket, item, converter, convert_nan)
        if isinstance(item, list):
            return ListAdapter(key, socket, item, transform, converter, convert_nan)
        return item * 2

    ListAdapter("a", owner, [{"x": 1}, 5, [[1, {"y": 2}], 3]], transform)
    one = List(r, "a")
    assert isinstance(one[0], Dict)
    assert one[0].key == "znsocket.Dict:znsocket.List:a:0"
    assert (one[0]["x"], one[1], one[-1][1], one[2][0][0], one[2][0][1]["y"]) == (1, 10, 6, 2, 2)
    assert made.count("znsocket.List:a:0") == made.count("znsocket.List:a:2") == 1
    assert [type(item).__name__ for item in one[:]] == ["Dict", "int", "List"]
    assert [item["x"] for item in list(one)[:1]] == [1]
    assert made.count("znsocket.List:a:0") == 1


def test_nested_adapters_are_made_once_for_all_readers(
    owner: znsocket.Client, connect: Callable[..., znsocket.Client]
) -> None:
    made: list[str] = []

    def transform(item: Any, key: str, socket: Any, **options: Any) -> Any:
        made.append(key)
        time.sleep(0.05)
        return DictAdapter(key, socket, {"item": item}, **options)

    ListAdapter("a", owner, [1, 2], transform)
    readers = [connect() for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda reader: List(reader, "a")[0]["item"], readers))
    assert found == [1] * 8
    assert made == ["znsocket.List:a:0"]


def test_taken_keys(owner: znsocket.Client, r: znsocket.Client) -> None:
    List(r, "stored").append(1)
    ListAdapter("a", owner, [1])
    for client in (owner, r):
        for key in ("a", "stored"):
            with pytest.raises(KeyError, match=f"under 'znsocket.List:{key}'"):
                ListAdapter(key, client, [2])
    DictAdapter("a", r, {})
    assert List(r, "a")[:] == [1]


def test_one_of_many_gets_the_key(connect: Callable[..., znsocket.Client]) -> None:
    clients = [connect() for _ in range(6)]
    start = threading.Barrier(6)

    def register(number: int) -> bool:
        start.wait()
        try:
            ListAdapter("a", clients[number], [number])
        except KeyError:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        won = list(pool.map(register, range(6)))
    assert won.count(True) == 1
    assert List(clients[0], "a")[:] == [won.index(True)]


def test_reader_that_was_there_before(owner: znsocket.Client, r: znsocket.Client) -> None:
    items, mapping = List(r, "a"), Dict(r, "a")
    assert (items[:], len(mapping)) == ([], 0)
    ListAdapter("a", owner, [1])
    DictAdapter("a", owner, {"x": 1})
    assert (items[:], mapping["x"]) == ([1], 1)


def test_owner_that_leaves(owner: znsocket.Client, connect: Callable[..., znsocket.Client]) -> None:
    r, fresh = connect(), connect()
    entered, leave = threading.Event(), threading.Event()

    class Slow(Lazy):
        def __getitem__(self, index: Any) -> Any:
            entered.set()
            leave.wait(10)
            return index

    ListAdapter("slow", owner, Slow(3))
    ListAdapter("a", owner, [1, 2])
    one = List(r, "a")
    assert one[:] == [1, 2]
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(lambda: List(r, "slow")[0])
        assert entered.wait(5)
        left = time.monotonic()
        owner.close()
        with pytest.raises(ZnSocketError, match="disconnected"):
            waiting.result(timeout=5)
        while r.call("adapter_exists", key="znsocket.List:a"):
            time.sleep(0.01)
        assert time.monotonic() - left < 1
        leave.set()
    for read in (lambda: one[0], lambda: one[:], lambda: len(one), lambda: list(one)):
        with pytest.raises(ZnSocketError, match=r"'znsocket\.List:a' is gone: its owner"):
            read()
    assert List(fresh, "a")[:] == []
    ListAdapter("a", fresh, [3])
    assert one[:] == [3]


def test_keys_are_free_when_their_owner_has_closed(server: str) -> None:
    for number in range(20):
        with znsocket.Client(server) as owner:
            ListAdapter("a", owner, [number])
            DictAdapter("a", owner, {"number": number})

    async def serve() -> None:
        async with znsocket.AsyncClient(server) as owner:
            await owner.register_adapter("znsocket.List:a", len)

    for _ in range(5):
        asyncio.run(serve())


OWNER = """
import sys, time, znsocket
client = znsocket.Client(sys.argv[1])
adapter = znsocket.ListAdapter("a", client, [1, 2])
print("served", flush=True)
time.sleep(60)
"""


def test_owner_that_is_killed(server: str, r: znsocket.Client) -> None:
    process = subprocess.Popen([sys.executable, "-c", OWNER, server], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"served\n"
    one = List(r, "a")
    assert one[:] == [1, 2]
    process.kill()
    process.communicate()
    died = time.monotonic()
    with pytest.raises(ZnSocketError, match="disconnected"):
        while time.monotonic() - died < 1:
            assert one[:] == [1, 2]
    ListAdapter("a", r, [3])


def test_adapters_are_back_after_the_connection_was_lost(connect: Any) -> None:
    owner, r = connect(connect_wait_timeout=5), connect()
    for number in range(3):
        ListAdapter(f"a{number}", owner, [number])
    owner.sio.eio.ws.sock.close()
    deadline = time.monotonic() + 10
    for number in range(3):
        while True:
            try:
                if List(r, f"a{number}")[:] == [number]:
                    break
            except ZnSocketError:
                pass
            assert time.monotonic() < deadline
            time.sleep(0.01)


def test_adapters_and_subscriptions_are_back_after_the_server_was_away() -> None:
    process, url = start_server()
    heard: queue.Queue[Any] = queue.Queue()
    with znsocket.Client(url, connect_wait_timeout=20) as owner:
        ListAdapter("a", owner, [1, 2])
        List(owner, "b").on_refresh(heard.put)
        process.kill()
        process.communicate()
        process, _ = start_server("--port", url.rpartition(":")[2])
        try:
            with znsocket.Client(url) as r:
                deadline = time.monotonic() + 20
                while heard.empty() or List(r, "a")[:] != [1, 2]:
                    List(r, "b").append(3)
                    assert time.monotonic() < deadline
                    time.sleep(0.05)
        finally:
            stop_process(process)


def test_segments_of_an_adapter(owner: znsocket.Client, r: znsocket.Client) -> None:
    ListAdapter("a", owner, list(range(10)))
    origin = List(r, "a")
    one = Segments(r, origin, "edited")
    model = list(range(10))
    for edit in (
        lambda one: one.__setitem__(2, "two"),
        lambda one: one.insert(5, "new"),
        lambda one: one.__delitem__(slice(0, 2)),
        lambda one: one.append("end"),
        lambda one: one.pop(3),
        lambda one: one.remove(8),
        lambda one: one.reverse(),
    ):
        assert edit(one) == edit(model)
        assert one[:] == list(one) == model
        assert [one[at] for at in range(len(one))] == model
    assert origin[:] == list(range(10))


def test_fallback_to_an_adapter(owner: znsocket.Client, r: znsocket.Client) -> None:
    ListAdapter("a", owner, [1, 2])
    DictAdapter("a", owner, {"x": 1})
    assert List(r, "own", fallback="a")[:] == [1, 2]
    frozen = List(r, "frozen", fallback="a", fallback_policy="frozen")
    assert (frozen[:], frozen.pop(0), frozen[:]) == ([1, 2], 1, [2])
    Dict(r, "copied", fallback="a", fallback_policy="copy")
    owner.close()
    assert Dict(r, "copied") == {"x": 1}


def test_large_slices(owner: znsocket.Client, r: znsocket.Client) -> None:
    values = np.arange(200_000) * 1.5
    ListAdapter("a", owner, values)  # type: ignore[arg-type]
    assert List(r, "a")[:] == values.tolist()
    text = "x" * 3_000_000
    ListAdapter("b", owner, [text])
    assert List(r, "b")[0] == text


def test_questions_of_version_0_3(owner: znsocket.Client, r: znsocket.Client) -> None:
    def ask(kind: str, **question: Any) -> Any:
        return r.call("adapter:get", key=f"znsocket.{kind}:a", **question)

    items = ListAdapter("a", owner, [10, "x", 30])
    mapping = DictAdapter("a", owner, {"x": 1, 2: "two"})
    assert ask("List", method="__len__") == 3
    assert ask("List", method="__getitem__", index=1) == '"x"'
    assert ask("List", method="slice", start=0, stop=2, step=1) == ["10", '"x"']
    assert ask("List", method="__getitem__", index=7) == (
        '{"error": {"msg": "list index out of range", "type": "IndexError"}}'
    )
    assert ask("List", method="copy", target="b") is True
    assert List(r, "b")[:] == [10, "x", 30]
    assert ask("Dict", method="__getitem__", dict_key=2) == '"two"'
    assert ask("Dict", method="__contains__", dict_key="x") is True
    assert ask("Dict", method="get", dict_key="z", default=5) == "5"
    assert ask("Dict", method="keys") == ["x", 2]
    assert ask("Dict", method="values") == ["1", '"two"']
    assert [list(pair) for pair in ask("Dict", method="items")] == [["x", "1"], [2, '"two"']]
    assert ask("Dict", method="copy", target="b") is True
    assert Dict(r, "b") == {"x": 1, "2": "two"}
    with pytest.raises(ZnSocketError, match="Method foo not implemented"):
        ask("List", method="foo")
    with pytest.raises(NotImplementedError):
        items.map_callback([[], {"method": "foo"}])
    assert mapping.map_callback(([], {"method": "keys"})) == ["x", 2]


def test_owners_of_version_0_3(owner: znsocket.Client, r: znsocket.Client) -> None:
    asked: list[dict[str, Any]] = []
    answers: dict[str, Any] = {
        "__len__": 3,
        "slice": ["10", "20"],
        "keys": ["x", 2],
        "items": [["x", "1"], [2, '"two"']],
    }

    def answer(question: dict[str, Any]) -> Any:
        asked.append(question)
        method, index = question["method"], question.get("index", 0)
        if method == "__contains__":
            return question["dict_key"] == 2
        if method == "__getitem__" and "dict_key" in question:
            known = {2: '"two"', 2.5: "7"}
            missing = {"error": {"msg": "'z'", "type": "KeyError"}}
            return known.get(question["dict_key"], missing)
        if method == "__getitem__" and index > 2:
            return '{"error": {"msg": "list index out of range", "type": "IndexError"}}'
        return answers.get(method, f"{index * 10}")

    for kind in ("List", "Dict"):
        key = f"znsocket.{kind}:a"
        owner.register_adapter_callback(key, answer)
        owner.call("register_adapter", key=key)
    items, mapping = List(r, "a"), Dict(r, "a")
    assert (len(items), items[2], items[1:3], items[[0, 2]]) == (3, 20, [10, 20], [0, 20])
    with pytest.raises(IndexError, match="list index out of range"):
        items[3]
    with pytest.raises(IndexError):
        items[[0, 3]]
    assert (mapping.keys(), mapping.items()) == (["x", "2"], [("x", 1), ("2", "two")])
    with pytest.raises(KeyError):
        mapping["z"]
    assert (mapping["2"], mapping[2.5], 2 in mapping, "x" in mapping) == ("two", 7, True, False)
    assert mapping.get("z", 7) == 7
    assert all("ack" not in question for question in asked)
    with pytest.raises(FrozenStorageError):
        items.append(1)


def test_owner_that_is_an_asyncio_client(server: str, r: znsocket.Client) -> None:
    async def answer(question: dict[str, Any]) -> Any:
        await asyncio.sleep(0)
        return {"data": 2 if question["method"] == "__len__" else ["1", "2"]}

    async def serve() -> list[Any]:
        async with znsocket.AsyncClient(server) as owner:
            await owner.register_adapter("znsocket.List:a", answer)
            with pytest.raises(KeyError):
                await owner.register_adapter("znsocket.List:a", answer)
            return await asyncio.to_thread(lambda: [len(List(r, "a")), List(r, "a")[:]])

    assert asyncio.run(serve()) == [2, [1, 2]]


def test_adapters_and_redis_itself(redis_url: str, redis_server: str) -> None:
    with (
        redis.Redis.from_url(redis_url) as r,
        znsocket.Client(redis_server) as owner,
    ):
        r.flushall()
        ListAdapter("a", owner, [1, 2])
        with pytest.raises(FrozenStorageError, match=r"'znsocket\.List:a' is frozen"):
            List(r, "a").append(3)
        assert List(owner, "a")[:] == [1, 2]
