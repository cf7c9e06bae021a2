"""`Server` in every async mode, and `attach_events` in other people's servers."""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import redis
import socketio
from harness import free_port, serve_in_thread, start_server, stop_process, wsgi_server
from redises import redis_process, wait_until

import znsocket
from znsocket.exceptions import ConnectionError, UnknownEventError

MODES = ("eventlet", "gevent", "threading", "asgi")


def exercise(url: str) -> None:
    """Use a server from several clients at once, in every way a program does."""
    with znsocket.Client(url) as client:
        client.flushall()
        assert client.hset("h", mapping={"a": 1, "b": b"\xff"}) == 2
        assert client.hget("h", "a") == "1"
        assert client.pipeline().incr("n").sadd("s", "a").smembers("s").execute() == [1, 1, {"a"}]
        with pytest.raises(UnknownEventError):
            client.call("no_such_command")
        with pytest.raises(znsocket.exceptions.ResponseError, match="WRONGTYPE"):
            client.lpush("h", "a")
        client.set("large", "x" * 900_000)
        assert client.strlen("large") == 900_000

    def work() -> None:
        with znsocket.Client(url) as other:
            for _ in range(20):
                other.incr("count")
                other.pipeline().rpush("list", "a").rpush("list", "b").execute()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with znsocket.Client(url) as client:
        assert client.get("count") == "80"
        assert client.lrange("list", 0, -1) == ["a", "b"] * 80
    asyncio.run(exercise_with_asyncio(url))


async def exercise_with_asyncio(url: str) -> None:
    """Do the same with many tasks on one asyncio client."""
    async with znsocket.AsyncClient(url) as client:
        await asyncio.gather(*(client.incr("async") for _ in range(50)))
        assert await client.get("async") == "50"
        assert await client.pipeline().get("async").get("none").execute() == ["50", None]
        assert sorted([key async for key in client.scan_iter("a*")]) == ["async"]
        waiting = [asyncio.create_task(client.blpop("queue", 5)) for _ in range(3)]
        await asyncio.sleep(0.1)
        waiting[0].cancel()
        await asyncio.sleep(0.1)
        assert await client.rpush("queue", "a", "b") == 2
        assert sorted(await asyncio.gather(*waiting[1:])) == [("queue", "a"), ("queue", "b")]


@pytest.mark.parametrize("storage", ["memory", "redis"])
@pytest.mark.parametrize("mode", MODES)
def test_every_mode_on_every_store(mode: str, storage: str, redis_url: str) -> None:
    options = () if storage == "memory" else ("--storage", redis_url)
    process, url = start_server("--async-mode", mode, *options)
    try:
        exercise(url)
        with znsocket.Client(url) as client:
            assert client.call("server_config")["async_mode"] == mode
    finally:
        assert stop_process(process) == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("mode", MODES)
def test_signal_ends_it_cleanly_with_clients_connected(mode: str, number: int) -> None:
    process, url = start_server("--async-mode", mode)
    with znsocket.Client(url) as client:
        client.set("a", 1)
        process.send_signal(number)
        assert process.wait(timeout=10) == 0
    assert process.stdout is not None
    assert process.stdout.read() == ""
    process.stdout.close()


@pytest.mark.parametrize("mode", MODES)
def test_calls_under_way_are_answered_before_it_ends(mode: str, tmp_path: Path) -> None:
    with redis_process(tmp_path) as redis, ThreadPoolExecutor() as pool:
        process, url = start_server("--async-mode", mode, "--storage", redis.url)
        with znsocket.Client(url) as client:
            client.ping()
            with redis.paused():
                call = pool.submit(client.set, "a", 1)
                time.sleep(0.2)
                process.terminate()
                time.sleep(0.2)
            assert call.result() is True
            assert process.wait(timeout=10) == 0
        assert process.stdout is not None
        process.stdout.close()


def test_events_of_other_programs(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    heard: list[str] = []

    def emitted(word: str) -> bool:
        other.emit("hello", word, namespace="/znsocket")
        return word in heard

    with redis_process(tmp_path) as process:
        other = socketio.RedisManager(process.url, write_only=True)
        with serve_in_thread(storage=process.url) as url, znsocket.Client(url) as client:
            client.sio.on("hello", heard.append, namespace="/znsocket")
            wait_until(lambda: emitted("before"))
            process.stop()
            wait_until(lambda: "events of other programs are lost" in caplog.text)
            process.start()
            wait_until(lambda: emitted("after"))
        wait_until(lambda: not [one for one in threading.enumerate() if "_thread" in one.name])
        other.redis.close()
    ours = [one for one in caplog.records if one.name.startswith("znsocket")]
    assert {one.levelname for one in ours} == {"WARNING"}


def test_url() -> None:
    server = znsocket.Server.from_url("znsocket://127.0.0.1:1234", async_mode="threading")
    assert (server.host, server.port, server.async_mode) == ("127.0.0.1", 1234, "threading")


@pytest.mark.parametrize("url", ["http://127.0.0.1:5000", "znsocket://127.0.0.1", "znsocket:5"])
def test_other_url_is_a_value_error(url: str) -> None:
    with pytest.raises(ValueError, match=r"znsocket://host:port, got '" + url):
        znsocket.Server.from_url(url)


def test_unknown_mode_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="eventlet, gevent, threading, asgi, got 'twisted'"):
        znsocket.Server(async_mode="twisted")


def test_taken_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        server = znsocket.Server(port=taken.getsockname()[1])
        with pytest.raises(OSError, match="in use"):
            server.run()


def test_absent_redis() -> None:
    server = znsocket.Server(port=0, storage=f"redis://127.0.0.1:{free_port()}")
    with pytest.raises(ConnectionError, match=r"redis at 127\.0\.0\.1:.* does not answer"):
        server.listen()


def test_port_is_free_again_after_a_stop() -> None:
    with serve_in_thread() as url:
        exercise(url)
    port = int(url.rpartition(":")[2])
    server = znsocket.Server(port=port)
    server.listen()
    server.close()


def test_own_store_can_be_shared_with_a_server() -> None:
    storage = znsocket.Storage()
    with serve_in_thread(storage=storage) as url, znsocket.Client(url) as client:
        client.set("a", 1)
        storage.incr("a")
        assert client.get("a") == "2"


def test_largest_message_can_be_set() -> None:
    with serve_in_thread(max_http_buffer_size=50_000) as url, znsocket.Client(url) as client:
        assert client.call("server_config")["max_http_buffer_size"] == 50_000


class TestAttach:
    def test_server_with_events_of_its_own(self) -> None:
        sio = socketio.Server(async_mode="threading")
        sio.on("hello", lambda sid, name: f"hello {name}")
        assert znsocket.attach_events(sio) is sio
        with wsgi_server(socketio.WSGIApp(sio)) as url:
            exercise(url)
            with socketio.SimpleClient() as other:
                other.connect(url.replace("znsocket://", "http://"))
                assert other.call("hello", "you") == "hello you"

    def test_other_namespace_and_store(self) -> None:
        sio = socketio.Server(async_mode="threading")
        storage = znsocket.Storage({"a": "1"})
        znsocket.attach_events(sio, namespace="/store", storage=storage)
        with wsgi_server(socketio.WSGIApp(sio)) as url:
            with znsocket.Client(url, namespace="/store") as client:
                assert client.get("a") == "1"
            with pytest.raises(ConnectionError):
                znsocket.Client(url, connect_wait_timeout=0.2)

    @pytest.mark.parametrize("decode", [False, True])
    def test_redis_client_of_ones_own(self, redis_url: str, decode: bool) -> None:
        pool = redis.ConnectionPool.from_url(redis_url, max_connections=3, decode_responses=decode)
        own = redis.Redis(connection_pool=pool)
        sio = znsocket.attach_events(socketio.Server(async_mode="threading"), storage=own)
        with wsgi_server(socketio.WSGIApp(sio)) as url:
            exercise(url)
            assert own.get("async") == ("50" if decode else b"50")
        pool.disconnect()

    def test_path_prefix(self) -> None:
        sio = znsocket.attach_events(socketio.Server(async_mode="threading"))
        app = socketio.WSGIApp(sio, socketio_path="some/prefix/socket.io")
        with wsgi_server(app) as url, znsocket.Client(f"{url}/some/prefix") as client:
            assert client.ping() is True

    def test_flask_socketio(self) -> None:
        import flask
        import flask_socketio

        app = flask.Flask("app")
        sio = flask_socketio.SocketIO(app, async_mode="threading")
        sio.on_event("hello", lambda name: f"hello {name}")
        assert znsocket.attach_events(sio) is sio
        with wsgi_server(app.wsgi_app) as url:
            exercise(url)
            with socketio.SimpleClient() as other:
                other.connect(url.replace("znsocket://", "http://"))
                assert other.call("hello", "you") == "hello you"

    @pytest.mark.parametrize("storage", ["memory", "redis"])
    def test_async_server(self, storage: str, redis_url: str) -> None:
        import uvicorn

        sio = socketio.AsyncServer(async_mode="asgi")
        store = storage if storage == "memory" else redis_url
        assert znsocket.attach_events(sio, storage=store) is sio
        port = free_port()
        server = uvicorn.Server(
            uvicorn.Config(socketio.ASGIApp(sio), port=port, log_config=None, ws="wsproto")
        )
        thread = threading.Thread(target=server.run)
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            exercise(f"znsocket://127.0.0.1:{port}")
        finally:
            server.should_exit = True
            thread.join(timeout=10)

    def test_something_else_is_a_type_error(self) -> None:
        with pytest.raises(TypeError, match=r"must be a socketio\.Server, .* got 'sio'"):
            znsocket.attach_events("sio")
