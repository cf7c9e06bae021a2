"""The collections awaited: the same code as the sync ones, in an event loop."""

from __future__ import annotations

import asyncio
import contextvars
import inspect
import queue
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import pytest
import redis.asyncio

import znsocket
from znsocket import (
    AsyncClient,
    AsyncDict,
    AsyncDictAdapter,
    AsyncList,
    AsyncListAdapter,
    AsyncSegments,
    Dict,
    DictAdapter,
    List,
    ListAdapter,
    Segments,
)
from znsocket.exceptions import ConnectionError, FrozenStorageError, ZnSocketError

Test = Callable[..., Coroutine[Any, Any, None]]


def in_loop(test: Test) -> Callable[..., None]:
    """Run a test in an event loop, with an asyncio client ``r`` and a sync one of the server."""

    wanted = list(inspect.signature(test).parameters)

    def run(server: str, client: znsocket.Client) -> None:
        async def call() -> None:
            async with AsyncClient(server) as r:
                known = {"r": r, "sync": client, "url": server}
                await asyncio.wait_for(test(*(known[one] for one in wanted)), 30)

        asyncio.run(call())

    run.__name__ = test.__name__
    return run


@in_loop
async def test_list(r: AsyncClient, sync: znsocket.Client) -> None:
    frames = AsyncList(r, "frames")
    assert (frames.key, repr(frames)) == (
        *("znsocket.List:frames", "AsyncList('znsocket.List:frames')"),
    )
    await frames.append(1)
    await frames.extend([2, "three", {"four": [4.0, None]}])
    await frames.insert(0, True)
    assert await frames.length() == 5
    assert (await frames.get(0), await frames.get(-1)) == (True, {"four": [4.0, None]})
    assert (await frames.get([1, -2]), await frames.get(slice(1, 3))) == ([1, "three"], [1, 2])
    assert await frames.slice(None, None, -2) == [{"four": [4.0, None]}, 2, True]
    assert [item async for item in frames] == List(sync, "frames")[:] == await frames.to_list()
    await frames.set(0, 0)
    await frames.set(slice(3, None), [3, 4, 5])
    await frames.set([1, 2], [10, 20])
    assert await frames.to_list() == [0, 10, 20, 3, 4, 5]
    await frames.delete(-1)
    await frames.delete(slice(0, 2))
    await frames.remove(3)
    assert (await frames.to_list(), await frames.pop(), await frames.pop(0)) == ([20, 4], 4, 20)
    await frames.extend([3, 1, 2, 1])
    await frames.sort()
    assert await frames.to_list() == [1, 1, 2, 3]
    await frames.sort(key=lambda item: -item)
    await frames.reverse()
    assert (await frames.index(2), await frames.count(1)) == (2, 2)
    assert (await frames.contains(3), await frames.contains(7)) == (True, False)
    await frames.repeat(2)
    assert await frames.length() == 8
    await frames.extend(frames)
    assert await frames.length() == 16
    await frames.clear()
    assert await frames.length() == 0


@in_loop
async def test_errors_are_those_of_lists(r: AsyncClient) -> None:
    frames = AsyncList(r, "frames")
    await frames.append(1)
    wrong: list[tuple[Awaitable[Any], type[Exception], str]] = [
        (frames.get(1), IndexError, "list index out of range"),
        (frames.get("a"), TypeError, "list indices must be integers or slices, not str"),
        (frames.set(5, 0), IndexError, "list assignment index out of range"),
        (frames.set(slice(0, 1, 2), [1, 2]), ValueError, "sequence of size 2 to extended slice"),
        (frames.delete(5), IndexError, "list assignment index out of range"),
        (frames.pop(5), IndexError, "pop index out of range"),
        (frames.remove(2), ValueError, "x not in list"),
        (frames.append(object()), TypeError, "not JSON serializable"),
        (frames.append(float("nan")), ValueError, "not JSON compliant"),
        (frames.append(frames), ValueError, "circular reference"),
        (frames.copy("frames"), ValueError, "could not copy"),
        (AsyncDict(r, "none").delete("a"), KeyError, "a"),
        (AsyncDict(r, "none").pop("a"), KeyError, "a"),
        (AsyncDict(r, "none").set(None, 1), TypeError, "keys must be text"),
    ]
    for awaitable, error, text in wrong:
        with pytest.raises(error, match=text):
            await awaitable
    assert await frames.to_list() == [1]


@in_loop
async def test_dict(r: AsyncClient, sync: znsocket.Client) -> None:
    user = AsyncDict(r, "user")
    await user.update({"name": "Ada"}, born=1815)
    await user.update([("died", 1852)])
    await user.set(1, "one")
    assert (await user.length(), await user.get("name"), await user.get("x", 7)) == (4, "Ada", 7)
    assert (await user.contains("name"), await user.contains("x")) == (True, False)
    assert await user.keys() == ["name", "born", "died", "1"] == [key async for key in user]
    assert await user.values() == ["Ada", 1815, 1852, "one"]
    assert await user.to_dict() == dict(Dict(sync, "user")) == dict(await user.items())
    assert (await user.setdefault("name", "Bob"), await user.setdefault("new")) == ("Ada", None)
    assert (await user.popitem(), await user.pop("1"), await user.pop("1", 2)) == (
        *(("new", None), "one", 2),
    )
    await user.delete("born")
    other = await user.copy("other")
    await other.update(AsyncDict(r, "user"), more=[1])
    assert await other.to_dict() == {"name": "Ada", "died": 1852, "more": [1]}
    await user.clear()
    assert await user.to_dict() == {}


@in_loop
async def test_segments(r: AsyncClient, sync: znsocket.Client) -> None:
    frames = AsyncList(r, "frames")
    await frames.extend(["a", "b", "c"])
    edited = AsyncSegments.from_list(frames, "edited")
    await edited.set(1, "B")
    await edited.append("d")
    assert (
        await edited.to_list()
        == ["a", "B", "c", "d"]
        == Segments(sync, List(sync, "frames"), "edited")
    )
    assert [tuple(one)[:2] for one in await edited.get_raw()] == [(0, 1), (0, 1), (2, 3), (1, 2)]
    assert await frames.to_list() == ["a", "b", "c"]
    await edited.remove("c")
    await edited.reverse()
    assert (await edited.pop(0), [item async for item in edited]) == ("d", ["B", "a"])
    outer = AsyncList(r, "outer")
    await outer.append(edited)
    found = await outer.get(0)
    assert (type(found), await found.get(0)) == (AsyncSegments, "B")
    with pytest.raises(TypeError, match="origin must be an AsyncList, got list"):
        AsyncSegments(r, [], "x")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="another name than their origin's"):
        await AsyncSegments(r, frames, "frames").length()


@in_loop
async def test_values_that_are_collections(r: AsyncClient, sync: znsocket.Client) -> None:
    runs, frames = AsyncDict(r, "runs"), AsyncList(r, "frames", convert_nan=True)
    await runs.update(first=frames, second=List(sync, "frames"))
    await frames.append(float("inf"))
    found = await runs.get("first")
    assert (type(found), found.key, await found.to_list()) == (AsyncList, frames.key, [None])
    assert [type(one) for one in await runs.values()] == [AsyncList, AsyncList]
    assert Dict(sync, "runs")["second"] == [None]


@in_loop
async def test_iterating_reads_ahead_in_pages(r: AsyncClient) -> None:
    frames = AsyncList(r, "frames")
    await frames.extend(range(3000))
    calls = 0
    slices = r.list_slice

    async def counted(*args: Any) -> Any:
        nonlocal calls
        calls += 1
        return await slices(*args)

    r.list_slice = counted  # type: ignore[method-assign]
    assert [item async for item in frames] == list(range(3000))
    assert calls == 4
    async for item in frames:
        assert item == 0
        break
    assert calls == 5


@in_loop
async def test_many_tasks_lose_nothing(r: AsyncClient, url: str) -> None:
    async def work(number: int) -> int:
        frames = AsyncList(r, "frames")
        await frames.insert(0, number)
        await frames.append(number)
        await AsyncDict(r, "seen").set(number, [number])
        popped: int = await frames.pop(0)
        return popped

    popped = await asyncio.gather(*(work(number) for number in range(200)))
    left = await AsyncList(r, "frames").to_list()
    assert sorted([*popped, *left]) == sorted([*range(200), *range(200)])
    assert await AsyncDict(r, "seen").length() == 200


@in_loop
async def test_a_call_that_is_cancelled(r: AsyncClient) -> None:
    frames = AsyncList(r, "frames")
    await frames.append(1)
    never = asyncio.get_running_loop().create_future()

    async def stuck(*args: Any) -> Any:
        await never

    length = r.list_length
    r.list_length = stuck  # type: ignore[method-assign,assignment]
    task = asyncio.ensure_future(frames.length())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert never.cancelled()
    r.list_length = length  # type: ignore[method-assign]
    assert await frames.length() == 1


@in_loop
async def test_callbacks_of_ones_own_changes(r: AsyncClient) -> None:
    user: contextvars.ContextVar[str] = contextvars.ContextVar("user")
    seen: list[Any] = []
    frames = AsyncList(
        r, "frames", callbacks={"append": lambda value: seen.append((user.get(), value))}
    )
    user.set("ann")
    await frames.append(1)

    async def note(*changed: Any) -> None:
        await asyncio.sleep(0)
        seen.append(changed)

    names = AsyncDict(r, "names", callbacks={"setitem": note, "delitem": seen.append})
    await names.set("a", 1)
    await names.delete("a")
    assert seen == [("ann", 1), ("a", 1), "a"]


@in_loop
async def test_refresh(url: str, sync: znsocket.Client) -> None:
    r = AsyncClient(url)  # on_refresh connects it
    frames, seen = AsyncList(r, "frames"), asyncio.Queue[Any]()
    await frames.on_refresh(seen.put)
    List(sync, "frames").extend([1, 2])
    assert await seen.get() == {"start": 0, "stop": None}
    await frames.append(3)  # which it is not told of
    await AsyncDict(r, "user").on_refresh(seen.put_nowait)
    told: list[Any] = []
    List(sync, "frames").on_refresh(told.append)
    Dict(sync, "user")["a"] = 1
    assert await seen.get() == {"keys": ["a"]}
    await frames.set(0, 7)
    while not told:
        await asyncio.sleep(0.01)
    assert told == [{"indices": [0]}]
    assert seen.empty()
    await r.close()


@in_loop
async def test_fallbacks(r: AsyncClient) -> None:
    source = AsyncList(r, "source")
    await source.extend([1, 2])
    read = AsyncList(r, "read", fallback="source")
    assert await read.to_list() == [1, 2]
    await read.append(3)
    assert await read.to_list() == [3]
    frozen = AsyncList(r, "frozen", fallback="source", fallback_policy="frozen")
    assert await frozen.length() == 2
    await frozen.append(3)
    copied = AsyncList(r, "copied", fallback="source", fallback_policy="copy")
    assert await asyncio.gather(copied.get(0), copied.get(1)) == [1, 2]
    assert (await frozen.to_list(), await source.to_list()) == ([1, 2, 3], [1, 2])
    assert await AsyncList(r, "copied").to_list() == [1, 2]
    origin = AsyncList(r, "origin", fallback="source", fallback_policy="copy")
    assert await AsyncSegments(r, origin, "edited").to_list() == [1, 2]  # which copies before
    names = AsyncDict(r, "names")
    await names.set("a", 1)
    assert await AsyncDict(r, "more", fallback="names").to_dict() == {"a": 1}
    with pytest.raises(ValueError, match="fallback_policy must be 'copy', 'frozen' or None"):
        AsyncList(r, "x", fallback_policy="never")  # type: ignore[arg-type]


@in_loop
async def test_pipelines(r: AsyncClient) -> None:
    pipeline = r.pipeline()
    frames = AsyncList(pipeline, "frames")
    await frames.append(1)
    await frames.insert(0, 0)
    await AsyncDict(pipeline, "user").set("a", 1)
    assert await AsyncList(r, "frames").length() == 0
    assert len(await pipeline.execute()) == 3
    assert await AsyncList(r, "frames").to_list() == [0, 1]
    with pytest.raises(TypeError, match="over a pipeline can only be changed"):
        await frames.length()


def test_over_a_redis(redis_server: str, redis_url: str) -> None:
    async def over(r: redis.asyncio.Redis, sync: znsocket.Client) -> None:
        await r.flushall()
        seen: queue.Queue[Any] = queue.Queue()
        told = List(sync, "frames")
        told.on_refresh(seen.put)
        frames = AsyncList(r, "frames")
        await frames.extend([1, "two"])
        assert await asyncio.to_thread(seen.get, timeout=10) == {"start": 0, "stop": None}
        async with AsyncClient(redis_server) as socket:  # which tells of changes then
            await AsyncList(r, "frames", socket=socket).set(0, 3)
            assert await asyncio.to_thread(seen.get, timeout=10) == {"indices": [0]}
            await AsyncListAdapter("served", socket, [1])
            with pytest.raises(FrozenStorageError):
                await AsyncList(r, "served").append(1)
        pipeline = r.pipeline()
        await AsyncList(pipeline, "frames").append(4.5)
        await AsyncDict(pipeline, "user").set("name", frames)
        await r.script_flush()
        await pipeline.execute()
        await r.script_flush()
        user = AsyncDict(r, "user")
        assert await (await user.get("name")).to_list() == told[:] == [3, "two", 4.5]
        copied = AsyncList(r, "frozen", fallback="frames", fallback_policy="frozen")
        await copied.append("more")
        assert [item async for item in copied] == [3, "two", 4.5, "more"]
        with pytest.raises(IndexError, match="pop index out of range"):
            await frames.pop(7)
        with pytest.raises(TypeError, match="use AsyncList, AsyncDict, AsyncSegments"):
            len(List(r, "frames"))

    async def main() -> None:
        async with redis.asyncio.Redis.from_url(redis_url) as r:
            with znsocket.Client(redis_server) as sync:
                await over(r, sync)

    asyncio.run(main())


@in_loop
async def test_what_they_are_made_over(r: AsyncClient, sync: znsocket.Client) -> None:
    for make in (AsyncList, AsyncDict):
        with pytest.raises(TypeError, match="r must be an AsyncClient, an AsyncPipeline or"):
            make(sync, "x")
    with pytest.raises(TypeError, match="use AsyncList, AsyncDict, AsyncSegments"):
        len(List(r, "x"))
    with pytest.raises(TypeError, match="use AsyncList, AsyncDict, AsyncSegments"):
        Dict(r, "x")["a"] = 1


class Squares:
    """A sequence that has no slices."""

    def __len__(self) -> int:
        return 1000

    def __getitem__(self, index: int) -> int:
        if index >= 1000:
            raise IndexError
        return index**2


@in_loop
async def test_adapters(r: AsyncClient, sync: znsocket.Client, url: str) -> None:
    adapter = await AsyncListAdapter("squares", r, Squares())  # type: ignore[arg-type]
    assert adapter.key == "znsocket.List:squares"
    await AsyncDictAdapter(key="user", socket=r, object={"name": "Ada", 1: [None]})
    async with AsyncClient(url) as reader:
        for one in (AsyncList(reader, "squares"), AsyncList(r, "squares")):
            assert (await one.length(), await one.get(30)) == (1000, 900)
            assert (await one.slice(1, 8, 3), await one.get([2, -1])) == ([1, 16, 49], [4, 998_001])
            assert sum([item async for item in one]) == sum(n * n for n in range(1000))
            with pytest.raises(FrozenStorageError):
                await one.append(1)
        user = AsyncDict(reader, "user")
        assert await user.to_dict() == {"name": "Ada", "1": [None]}
        assert (await user.get("x"), await user.contains("name")) == (None, True)
        copy = await user.copy("copied")
        await copy.set("name", "Bob")
        edited = AsyncSegments.from_list(AsyncList(reader, "squares"), "edited")
        await edited.set(0, -1)
        assert await edited.slice(0, 3) == [-1, 1, 4]
    assert (
        await asyncio.to_thread(lambda: List(sync, "squares")[3]),
        Dict(sync, "copied")["name"],
    ) == (*(9, "Bob"),)
    with pytest.raises(KeyError, match="already registered"):
        await AsyncListAdapter("squares", r, [])
    with pytest.raises(KeyError):
        async with AsyncClient(url) as other:
            await AsyncListAdapter("squares", other, [])


@in_loop
async def test_adapters_that_a_coroutine_makes_of_items(r: AsyncClient, url: str) -> None:
    made: list[str] = []

    async def transform(item: Any, key: str, socket: Any, **options: Any) -> Any:
        made.append(key)
        await asyncio.sleep(0.01)
        if not isinstance(item, dict):
            return item * 2
        adapter = AsyncDictAdapter(key, socket, item, **options)
        return await adapter if item["name"] == "Ada" else adapter  # which is awaited then

    users = [{"name": "Ada"}, 21, {"name": "Bob"}]
    await AsyncListAdapter("users", r, users, item_transform_callback=transform)
    async with AsyncClient(url) as reader:
        read = AsyncList(reader, "users")
        first, again, number = await asyncio.gather(read.get(0), read.get(0), read.get(1))
        assert (type(first), first.key, number) == (
            AsyncDict,
            "znsocket.Dict:znsocket.List:users:0",
            42,
        )
        assert (await first.get("name"), await again.get("name")) == ("Ada", "Ada")
        assert [type(item) async for item in read] == [AsyncDict, int, AsyncDict]
    assert made.count("znsocket.List:users:0") == 1


@in_loop
async def test_an_adapter_whose_owner_is_gone(r: AsyncClient, url: str) -> None:
    async def failing(*args: Any, **options: Any) -> Any:
        raise OSError("the disk is gone")

    async with AsyncClient(url) as owner:
        await AsyncListAdapter("numbers", owner, [1, 2], item_transform_callback=failing)
        numbers = AsyncList(r, "numbers")
        assert await numbers.length() == 2
        with pytest.raises(ZnSocketError, match="the disk is gone"):
            await numbers.get(0)
    with pytest.raises(ZnSocketError, match="its owner has disconnected"):
        await numbers.length()


@in_loop
async def test_a_connection_that_is_lost(url: str) -> None:
    r = AsyncClient(url, connect_wait_timeout=0.1)
    frames = AsyncList(r, "frames")
    await frames.append(1)
    await r.close()
    with pytest.raises(ConnectionError):
        await frames.length()


@pytest.mark.parametrize(
    ("sync", "awaited"),
    [(List, AsyncList), (Dict, AsyncDict), (Segments, AsyncSegments)],
)
def test_methods_are_those_of_the_sync_collections(sync: type, awaited: type) -> None:
    own = {name for name in vars(sync) if not name.startswith("_")} - {"prefix"}
    assert own <= set(dir(awaited))
    for name in own:
        if inspect.isfunction(vars(sync)[name]):
            given = inspect.signature(getattr(awaited, name)).parameters
            assert list(given) == list(inspect.signature(vars(sync)[name]).parameters)


def test_arguments_are_those_of_the_sync_ones() -> None:
    for one, other in (
        *((List, AsyncList), (Dict, AsyncDict), (Segments, AsyncSegments)),
        *((ListAdapter, AsyncListAdapter), (DictAdapter, AsyncDictAdapter)),
    ):
        names = [name for name in inspect.signature(one).parameters if name != "repr_type"]
        assert list(inspect.signature(other).parameters) == names
