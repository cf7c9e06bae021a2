"""Changes of collections reach the others' callbacks: together with the change, in order, once."""

from __future__ import annotations

import asyncio
import queue
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import redis
import socketio
from harness import serve_in_thread, start_server, stop_process

import znsocket
from znsocket import Dict, List

#: Seconds within which a notice that was sent has arrived.
SOON = 20


class Heard:
    """What a callback was given, in order."""

    def __init__(self) -> None:
        self._notices: queue.Queue[Any] = queue.Queue()

    def __call__(self, notice: Any) -> None:
        self._notices.put(notice)

    def take(self, count: int) -> list[Any]:
        return [self._notices.get(timeout=SOON) for _ in range(count)]

    def nothing_more(self, writer: List) -> bool:
        """Tell whether the next notice is that of a change which is made now."""
        writer.append("the last change of all")
        return self.take(1) == [{"indices": [len(writer) - 1]}] and self._notices.empty()


@pytest.fixture
def connect(server: str) -> Iterator[Callable[..., znsocket.Client]]:
    """A function that makes clients of `server`."""
    with ExitStack() as stack:
        yield lambda url=server, **options: stack.enter_context(znsocket.Client(url, **options))


LIST_CHANGES: list[tuple[Callable[[Any], Any], dict[str, Any]]] = [
    (lambda one: one.extend([1, 2, 3]), {"start": 0, "stop": None}),
    (lambda one: one.append(4), {"indices": [3]}),
    (lambda one: one.insert(-1, 5), {"start": 3, "stop": None}),
    (lambda one: one.insert(100, 5), {"start": 5, "stop": None}),
    (lambda one: one.__setitem__(-1, 6), {"indices": [5]}),
    (lambda one: one.__setitem__([0, 1], [7, 8]), {"indices": [0, 1]}),
    (lambda one: one.__setitem__(slice(1, 3), [7, 8]), {"indices": [1, 2]}),
    (lambda one: one.__setitem__(slice(1, 3), [7]), {"start": 1, "stop": None}),
    (lambda one: one.pop(), {"start": 4, "stop": None}),
    (lambda one: one.pop(1), {"start": 1, "stop": None}),
    (lambda one: one.remove(5), {"start": 1, "stop": None}),
    (lambda one: one.__delitem__(0), {"start": 0, "stop": None}),
    (lambda one: one.extend([3, 1, 2]), {"start": 1, "stop": None}),
    (lambda one: one.reverse(), {"start": 0, "stop": None}),
    (lambda one: one.sort(), {"start": 0, "stop": None}),
    (lambda one: one.__delitem__(slice(1, None, 2)), {"start": 1, "stop": None}),
    (lambda one: one.__imul__(2), {"start": 2, "stop": None}),
    (lambda one: one.clear(), {"start": 0, "stop": None}),
]
DICT_CHANGES: list[tuple[Callable[[Any], Any], dict[str, Any]]] = [
    (lambda one: one.__setitem__("a", 1), {"keys": ["a"]}),
    (lambda one: one.update(a=2, b=3), {"keys": ["a", "b"]}),
    (lambda one: one.setdefault(7, 4), {"keys": ["7"]}),
    (lambda one: one.pop("a"), {"keys": ["a"]}),
    (lambda one: one.popitem(), {"keys": ["7"]}),
    (lambda one: one.update(c=1), {"keys": ["c"]}),
    (lambda one: one.__delitem__("b"), {"keys": ["b"]}),
    (lambda one: one.clear(), {"keys": ["c"]}),
]
NO_CHANGES: list[Callable[[Any], Any]] = [
    lambda one: one.clear(),
    lambda one: one.reverse(),
    lambda one: one.extend([]),
    lambda one: one.__delitem__(slice(5, 9)),
]


def test_every_change_of_a_list(connect: Callable[..., znsocket.Client]) -> None:
    heard = Heard()
    List(connect(), "a").on_refresh(heard)
    one = List(connect(), "a")
    for change, _ in LIST_CHANGES:
        change(one)
    assert heard.take(len(LIST_CHANGES)) == [notice for _, notice in LIST_CHANGES]
    for change in NO_CHANGES:
        change(one)
    assert heard.nothing_more(one)


def test_every_change_of_a_dict(connect: Callable[..., znsocket.Client]) -> None:
    heard = Heard()
    Dict(connect(), "a").on_refresh(heard)
    one = Dict(connect(), "a")
    for change, _ in DICT_CHANGES:
        change(one)
    assert heard.take(len(DICT_CHANGES)) == [notice for _, notice in DICT_CHANGES]


def test_who_is_told(connect: Callable[..., znsocket.Client]) -> None:
    writer, listener, other = connect(), connect(), connect()
    own, heard, elsewhere, again = Heard(), Heard(), Heard(), Heard()
    List(writer, "a").on_refresh(own)
    List(listener, "a").on_refresh(heard)
    List(listener, "b").on_refresh(elsewhere)
    List(other, "a").on_refresh(Heard())
    List(other, "a").on_refresh(again)  # in the place of the one before
    List(writer, "a").append(1)
    with writer.pipeline() as pipe:
        List(pipe, "a").append(2)
        Dict(pipe, "a")["key"] = 3
        pipe.execute()
    expected = [{"indices": [0]}, {"indices": [1]}]
    assert heard.take(2) == again.take(2) == expected
    List(listener, "a").append(3)
    assert own.take(1) == again.take(1) == [{"indices": [2]}]
    assert heard.nothing_more(List(writer, "a"))
    assert elsewhere.nothing_more(List(writer, "b"))
    del listener.refresh_callbacks["znsocket.List:a"]
    List(writer, "a").append(4)
    assert elsewhere.nothing_more(List(writer, "b"))


def test_clients_that_cannot_ask_hear_of_all(
    server: str, connect: Callable[..., znsocket.Client]
) -> None:
    plain, silent, told = socketio.Client(), socketio.Client(), socketio.Client()
    heard, heard_silently, heard_by_ours = Heard(), Heard(), Heard()
    plain.on("refresh", heard, namespace="/znsocket")
    silent.on("refresh", heard_silently, namespace="/znsocket")
    List(connect(), "a").on_refresh(heard_by_ours)
    for one in (plain, silent, told):
        one.connect(
            server.replace("znsocket", "http"), namespaces=["/znsocket"], transports=["websocket"]
        )
    try:
        plain.call("llen", [["znsocket.List:a"], {}], namespace="/znsocket")
        List(connect(), "a").append(1)
        expected = {"target": "znsocket.List:a", "data": {"indices": [0]}}
        assert heard.take(1) == heard_silently.take(1) == [expected]
        notice = {"target": "znsocket.List:a", "data": {"start": 3, "stop": None}}
        told.emit("refresh", notice, namespace="/znsocket")
        assert heard.take(1) == heard_silently.take(1) == [notice]
        assert heard_by_ours.take(2) == [{"indices": [0]}, notice["data"]]
    finally:
        for one in (plain, silent, told):
            one.disconnect()


def test_changes_by_an_asyncio_client(server: str, connect: Callable[..., znsocket.Client]) -> None:
    heard, heard_later = Heard(), Heard()
    one = List(connect(), "a")
    one.on_refresh(heard)

    async def change() -> None:
        async with znsocket.AsyncClient(server) as r:
            await r.list_extend(one.key, "1")
            await r.pipeline().list_extend(one.key, "2").execute()
            r.refresh_callbacks[one.key] = heard_later
            while "asked" not in asked:
                await asyncio.sleep(0.01)
                one.append(3)
                if not heard_later._notices.empty():
                    asked.add("asked")

    asked: set[str] = set()
    asyncio.run(asyncio.wait_for(change(), SOON))
    assert heard.take(2) == [{"indices": [0]}, {"indices": [1]}]


def test_notices_come_in_the_order_of_the_changes(
    connect: Callable[..., znsocket.Client],
) -> None:
    heard = Heard()
    List(connect(), "a").on_refresh(heard)
    writers = [List(connect(), "a") for _ in range(3)]
    for number in range(100):
        writers[number % 3].append(number)
    assert heard.take(100) == [{"indices": [number]} for number in range(100)]


def test_subscriptions_are_back_after_the_connection_was_lost(connect: Any) -> None:
    listener, heard = connect(connect_wait_timeout=5), Heard()
    other = List(connect(), "a")
    List(listener, "a").on_refresh(heard)
    listener.sio.eio.ws.sock.close()
    deadline = time.monotonic() + SOON
    while heard._notices.empty():
        other.append(2)
        time.sleep(0.01)
        assert time.monotonic() < deadline
    assert set(heard.take(1)[0]) == {"indices"}


def test_other_nodes_are_told(redis_url: str, redis_server: str) -> None:
    process, url = start_server("--storage", redis_url)
    heard, heard_there, heard_plainly = Heard(), Heard(), Heard()
    plain = socketio.Client()
    plain.on("refresh", heard_plainly, namespace="/znsocket")
    try:
        with znsocket.Client(redis_server) as here, znsocket.Client(url) as there:
            here.flushall()
            plain.connect(url.replace("znsocket", "http"), namespaces=["/znsocket"])
            List(here, "a").on_refresh(heard)
            List(there, "a").on_refresh(heard_there)
            List(here, "a").append(1)
            List(there, "a").append(2)
            assert heard_there.take(1) == [{"indices": [0]}]
            assert heard.take(1) == [{"indices": [1]}]
            notice = {"target": "znsocket.List:a", "data": {"indices": [7]}}
            plain.emit("refresh", notice, namespace="/znsocket")
            assert heard.take(1) == heard_there.take(1) == [{"indices": [7]}]
            told = heard_plainly.take(2)
            assert [one["data"] for one in told] == [{"indices": [0]}, {"indices": [1]}]
    finally:
        plain.disconnect()
        stop_process(process)


def test_changes_over_redis_itself(redis_url: str, redis_server: str, memory_server: str) -> None:
    with (
        redis.Redis.from_url(redis_url) as r,
        znsocket.Client(redis_server) as listener,
        znsocket.Client(memory_server) as socket,
        znsocket.Client(memory_server) as other,
    ):
        r.flushall()
        heard, heard_by_socket = Heard(), Heard()
        List(listener, "a").on_refresh(heard)
        List(r, "a").append(1)
        assert heard.take(1) == [{"indices": [0]}]
        List(r, "a", socket=other).on_refresh(heard_by_socket)
        one = List(r, "a", socket=socket)
        one.append(2)
        one.pop(0)
        assert heard_by_socket.take(2) == [{"indices": [1]}, {"start": 0, "stop": None}]
        frozen = List(r, "b", socket=socket, fallback="a", fallback_policy="frozen")
        List(r, "b", socket=other).on_refresh(heard_by_socket)
        frozen.append(3)
        assert heard_by_socket.take(2) == [{"start": 0, "stop": None}, {"indices": [1]}]
        assert heard.nothing_more(List(r, "a"))
        with pytest.raises(TypeError, match="on_refresh needs a client"):
            List(r, "a").on_refresh(heard)


def test_nobody_hears_of_what_was_before(connect: Callable[..., znsocket.Client]) -> None:
    writer = connect()
    for number in range(15):
        heard, one, listener = Heard(), List(writer, f"{number}"), connect()
        one.extend([1, 2, 3])
        List(listener, f"{number}").on_refresh(heard)
        assert heard.nothing_more(one)


def test_any_object_with_a_socket_will_do(server: str, connect: Any) -> None:
    class Foreign:
        def __init__(self) -> None:
            self.sio = socketio.Client()
            self.refresh_callbacks: dict[str, Any] = {}
            self.sio.on("refresh", self.refresh, namespace="/znsocket")
            url = server.replace("znsocket", "http")
            self.sio.connect(url, namespaces=["/znsocket"], transports=["websocket"])

        def refresh(self, notice: Any) -> None:
            self.refresh_callbacks[notice["target"]](notice["data"])

    foreign, heard = Foreign(), Heard()
    try:
        List(connect(), "a", socket=foreign).on_refresh(heard)
        List(connect(), "a").append(1)
        assert heard.take(1) == [{"indices": [0]}]
    finally:
        foreign.sio.disconnect()


@pytest.mark.parametrize("keys", [None, "a", [1], {"a": 1}])
def test_what_is_no_list_of_keys_is_refused(
    keys: Any, connect: Callable[..., znsocket.Client]
) -> None:
    with pytest.raises(TypeError, match="'refresh_subscribe' needs a list of keys"):
        connect().call("refresh_subscribe", keys)


@pytest.mark.parametrize("async_mode", ["threading", "asgi"])
def test_other_ways_to_serve(async_mode: str) -> None:
    with (
        serve_in_thread(async_mode=async_mode) as url,
        znsocket.Client(url) as writer,
        znsocket.Client(url) as listener,
    ):
        heard = Heard()
        List(listener, "a").on_refresh(heard)
        for number in range(20):
            List(writer, "a").append(number)
        assert heard.take(20) == [{"indices": [number]} for number in range(20)]
