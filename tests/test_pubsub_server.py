"""Channels of a server: lost connections, clients that leave, that are many, or do not read."""

from __future__ import annotations

import asyncio
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import engineio
import pytest
import redis
import socketio
from harness import free_port, serve_in_thread, start_server, stop_process, wsgi_server
from redises import redis_process, wait_until

import znsocket
from znsocket.exceptions import ConnectionError, ResponseError
from znsocket.wire import Limits

CLIENTS = 100


@pytest.fixture
def http(server: str) -> str:
    """The server's address for Socket.IO."""
    return server.replace("znsocket://", "http://")


def message_of(pubsub: Any) -> Any:
    """Return what is published next."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        message = pubsub.get_message(timeout=1)
        if message is not None and message["type"] in ("message", "pmessage"):
            return message["data"]
    raise AssertionError("nothing was published")


def subscriber_process(url: str, channel: str) -> subprocess.Popen[str]:
    """Return a process that listens to a channel, once it does."""
    code = (
        "import sys, znsocket; pubsub = znsocket.Client(sys.argv[1]).pubsub(); "
        "pubsub.subscribe(sys.argv[2]); print('listens', flush=True); "
        "[None for message in pubsub.listen()]"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, url, channel], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def end(process: subprocess.Popen[str]) -> None:
    """Kill a process."""
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def test_a_process_that_is_killed_listens_no_more(client: znsocket.Client[str]) -> None:
    process = subscriber_process(client.address, "killed")
    assert client.publish("killed", "x") == 1
    end(process)
    wait_until(lambda: client.pubsub_numsub("killed") == [("killed", 0)])


def test_a_client_that_does_not_read(memory_server: str) -> None:
    with znsocket.Client(memory_server) as client:
        process = subscriber_process(memory_server, "stopped")
        process.send_signal(signal.SIGSTOP)
        published = 0
        while client.publish("stopped", "x" * 1_000_000):
            published += 1
            assert published < 200, "the server keeps everything"
        assert client.info("clients")["connected_clients"] >= 1
        process.send_signal(signal.SIGCONT)
        wait_until(lambda: client.publish("stopped", "y") == 1, 30)  # it has connected again
        end(process)


def test_connection_that_comes_back() -> None:
    async def run() -> None:
        port = str(free_port())
        server, url = start_server("--port", port)
        client = znsocket.Client(url)
        pubsub = client.pubsub(ignore_subscribe_messages=True)
        heard: queue.Queue[Any] = queue.Queue()
        pubsub.subscribe("a", b=lambda message: heard.put(message["data"]))
        pubsub.psubscribe("c*")
        async with znsocket.AsyncClient(url) as awaited:
            other = awaited.pubsub(ignore_subscribe_messages=True)
            await other.subscribe("a")
            waiting = asyncio.create_task(anext(other.listen()))
            thread = threading.Thread(target=lambda: heard.put(message_of(pubsub)))
            thread.start()
            assert stop_process(server) == 0
            server, url = start_server("--port", port)
            with znsocket.Client(url) as publisher:
                await asyncio.to_thread(
                    wait_until, lambda: publisher.pubsub_numsub("a") == [("a", 2)], 30
                )
                publisher.publish("a", 1)
                assert (await asyncio.wait_for(waiting, 5))["data"] == "1"
                assert sorted(publisher.pubsub_channels()) == ["a", "b"]
                assert heard.get(timeout=5) == "1"
                assert publisher.publish("b", 2) == 1
                assert publisher.publish("c", 3) == 1
                assert message_of(pubsub) == "3"
                assert heard.get(timeout=5) == "2"
                thread.join()
        client.close()
        assert stop_process(server) == 0

    asyncio.run(run())


def test_connection_that_does_not_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("znsocket.client.listening.PATIENCE", 0.5)
    server, url = start_server()
    client = znsocket.Client(url, connect_wait_timeout=0.5)
    pubsub = client.pubsub()
    pubsub.subscribe("a")
    raised: list[str] = []

    def listen() -> None:
        with pytest.raises(ConnectionError) as error:
            list(pubsub.listen())
        raised.append(str(error.value))

    threads = [threading.Thread(target=listen) for _ in range(2)]
    for thread in threads:
        thread.start()
    assert stop_process(server) == 0
    for thread in threads:
        thread.join(10)
    assert raised == [f"not connected to {url}"] * 2
    with pytest.raises(ConnectionError, match="not connected"):
        pubsub.get_message()
    pubsub.close()
    client.close()


def test_a_client_that_is_closed_while_it_listens(server: str) -> None:
    client = znsocket.Client(server)
    pubsub = client.pubsub()
    pubsub.subscribe("a")
    pubsub.get_message(timeout=5)
    timer = threading.Timer(0.1, client.close)
    timer.start()
    begin = time.monotonic()
    with pytest.raises(ConnectionError, match="not connected"):
        pubsub.get_message(timeout=None)
    assert time.monotonic() - begin < 5
    timer.join()


def test_clients_of_another_make(http: str, client: znsocket.Client[str]) -> None:
    with socketio.SimpleClient() as old, client.pubsub() as pubsub:
        old.connect(http, namespace="/znsocket", transports=["websocket"])
        pubsub.subscribe("a")
        assert old.call("publish", [["a", "x"], {}]) == {"data": 1}
        assert message_of(pubsub) == "x"
        assert old.call("pubsub", [[7, "subscribe", ["b"]], {}]) is True
        assert old.receive(timeout=5) == ["pubsub", [7, ["subscribe", "b", 1]]]
        assert old.call("pubsub", [[7, "psubscribe", ["c*"]], {}]) is True
        assert old.receive(timeout=5) == ["pubsub", [7, ["psubscribe", "c*", 2]]]
        assert client.publish("cd", b"\xff") == 1
        assert old.receive(timeout=5) == ["pubsub", [7, ["pmessage", "c*", "cd", b"\xff"]]]
        assert old.call("pubsub", [[7, "ping", ["hi"]], {}]) is True
        assert old.receive(timeout=5) == ["pubsub", [7, ["pong", "hi"]]]
        assert old.call("pubsub_end", [[7], {}]) is True
        assert old.call("pubsub_end", [[7], {}]) is False
        wait_until(lambda: client.publish("b", "x") == 0)


def test_long_polling() -> None:
    polling = {"async_mode": "threading", "transports": ["polling"], "ping_interval": 1}
    app = socketio.WSGIApp(znsocket.attach_events(socketio.Server(**polling)))
    with wsgi_server(app) as url, znsocket.Client(url) as client:
        pubsub = client.pubsub()
        pubsub.subscribe("a")
        assert client.publish("a", b"\x00\xfe".decode("latin-1")) == 1
        assert message_of(pubsub) == "\x00þ"
        pubsub.close()


def test_a_large_message_stays_behind_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = engineio.socket.Socket.poll

    def take_slowly(connection: Any) -> Any:
        packets = taken(connection)
        time.sleep(0.05)
        return packets

    monkeypatch.setattr(engineio.socket.Socket, "poll", take_slowly)
    messages = ["small", "x" * 3_000_000, "small again"] * 2
    with serve_in_thread() as url, znsocket.Client(url) as client, client.pubsub() as pubsub:
        pubsub.subscribe("a")
        for message in messages:
            client.publish("a", message)
        assert [message_of(pubsub) for _ in messages] == messages


@pytest.mark.parametrize(
    ("arguments", "error", "text"),
    [
        ([1, "subscribe"], "DataError", "'pubsub' takes a number, one of"),
        ([1, "spublish", ["a"]], "DataError", "'pubsub' takes a number, one of"),
        ([1, ["subscribe"], ["a"]], "DataError", "'pubsub' takes a number, one of"),
        ([1, "subscribe", "a"], "DataError", "'pubsub' takes a number, one of"),
        (["1", "subscribe", ["a"]], "DataError", "must be an integer, got '1'"),
        ([True, "subscribe", ["a"]], "DataError", "must be an integer, got True"),
        ([1, "subscribe", []], "ResponseError", "wrong number of arguments for 'subscribe'"),
        ([1, "subscribe", [None]], "DataError", "Invalid input of type: 'NoneType'"),
        ([1, "subscribe", ["socketio"]], "ResponseError", "NOPERM"),
        ([1, "unsubscribe", [["a"]]], "DataError", "Invalid input of type: 'list'"),
    ],
)
def test_what_is_no_subscription(
    client: znsocket.Client[str], arguments: list[Any], error: str, text: str
) -> None:
    with pytest.raises(znsocket.exceptions.ZnSocketError) as raised:
        client.call("pubsub", *arguments)
    assert type(raised.value).__name__ == error
    assert text in str(raised.value)
    assert client.ping() is True


def test_limits() -> None:
    with (
        serve_in_thread(limits=Limits(listeners=3, channels=10)) as url,
        znsocket.Client(url) as client,
    ):
        pubsubs = [client.pubsub() for _ in range(4)]
        for pubsub in pubsubs[:3]:
            pubsub.subscribe("a")
        with pytest.raises(ResponseError, match="3 of this client listen already"):
            pubsubs[3].subscribe("a")
        pubsubs[0].close()
        pubsubs[3].subscribe(*"abcdefgh")
        with pytest.raises(ResponseError, match="a client can listen to 10 channels"):
            pubsubs[1].psubscribe("b")
        assert client.pubsub_numsub("a", "h") == [("a", 3), ("h", 1)]


@pytest.fixture(params=["memory", "redis"])
def process(request: pytest.FixtureRequest, redis_url: str) -> Iterator[Any]:
    """A server on eventlet, on either store: its process and its URL."""
    options = () if request.param == "memory" else ("--storage", redis_url)
    process, url = start_server(*options)
    yield process, url
    assert stop_process(process) == 0


def test_a_hundred_clients(process: Any) -> None:
    server, url = process
    tasks = Path(f"/proc/{server.pid}/task")

    async def run() -> None:
        clients = [znsocket.AsyncClient(url, connect_wait_timeout=20) for _ in range(CLIENTS + 1)]
        *listening, other = clients
        await other.connect()
        before = len(list(tasks.iterdir()))
        pubsubs = []
        for client in listening:
            pubsubs.append(client.pubsub(ignore_subscribe_messages=True))
            await pubsubs[-1].subscribe("news")
        assert len(list(tasks.iterdir())) == before
        assert await other.publish("news", 0) == CLIENTS
        for number in range(1, 20):
            await other.publish("news", number)
        for pubsub in pubsubs:
            got: list[str] = []
            while len(got) < 20:
                message = await pubsub.get_message(timeout=10)
                got += [message["data"]] if message else []
            assert got == [str(number) for number in range(20)]
        await asyncio.gather(*(client.close() for client in listening))
        deadline = time.monotonic() + 5
        while await other.pubsub_channels():
            assert time.monotonic() < deadline
            await asyncio.sleep(0.01)
        await other.close()

    asyncio.run(run())


def test_nothing_is_left_in_redis(redis_server: str, redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as probe:

        def listening(count: int) -> None:
            wait_until(lambda: probe.pubsub_numsub("left")[0][1] == count)

        with znsocket.Client(redis_server) as client:
            pubsubs = [client.pubsub() for _ in range(5)]
            for pubsub in pubsubs:
                pubsub.subscribe("left")
            listening(5)
            pubsubs[0].close()
            listening(4)
        listening(0)
        storage = znsocket.RedisStorage(redis_url)
        with storage.pubsub() as pubsub:
            pubsub.subscribe("left")
            listening(1)
        listening(0)
        storage.close()


def test_what_servers_tell_each_other_is_not_heard(redis_server: str, redis_url: str) -> None:
    with znsocket.Client(redis_server) as client, client.pubsub() as pubsub:
        pubsub.psubscribe("*")
        client.call("refresh_subscribe", ["znsocket.List:a"])
        client.list_extend("znsocket.List:a", "1")  # of which servers are told
        with redis.Redis.from_url(redis_url) as raw:
            assert raw.pubsub_numsub("znsocket:refresh:0")[0][1] >= 1
            raw.publish("socketio", "{}")
        client.publish("mine", "x")
        messages = [pubsub.get_message(timeout=5) for _ in range(2)]
        assert [message["channel"] for message in messages] == ["*", "mine"]
        assert "socketio" not in client.pubsub_channels()


def test_redis_that_comes_back(tmp_path: Path) -> None:
    with redis_process(tmp_path / "redis") as process, process.client() as probe:
        server, url = start_server("--storage", process.url)
        surfaces: list[Any] = [znsocket.Client(url), znsocket.RedisStorage(process.url)]
        pubsubs = [one.pubsub(ignore_subscribe_messages=True) for one in surfaces]
        for pubsub in pubsubs:
            pubsub.subscribe("a")
            pubsub.psubscribe("b*")
        assert surfaces[0].publish("a", 1) == 2
        assert [message_of(pubsub) for pubsub in pubsubs] == ["1", "1"]
        process.kill()
        for pubsub in pubsubs:
            with pytest.raises(ConnectionError, match="redis at "):
                message_of(pubsub)
        process.start()
        wait_until(lambda: probe.pubsub_numsub("a")[0][1] == 2)
        probe.publish("a", 2)
        probe.publish("bc", 3)
        assert [[message_of(pubsub) for _ in range(2)] for pubsub in pubsubs] == [["2", "3"]] * 2
        for pubsub, surface in zip(pubsubs, surfaces, strict=True):
            pubsub.close()
            surface.close()
        wait_until(lambda: probe.publish("a", 4) == 0)
        assert stop_process(server) == 0
