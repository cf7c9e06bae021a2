"""The client and its pipeline over a real socket, on both stores."""

from __future__ import annotations

import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import redis.exceptions
import socketio
import socketio.exceptions
from harness import free_port, serve_in_thread, start_server, stop_process, wsgi_server

import znsocket
from znsocket.exceptions import (
    ConnectionError,
    ResponseError,
    TimeoutError,
    UnknownEventError,
    ZnSocketError,
)


def test_from_url(server: str) -> None:
    with znsocket.Client.from_url(server) as client:
        assert client.ping() is True
        assert isinstance(client.sio, socketio.Client)


def test_http_address(server: str) -> None:
    with znsocket.Client(server.replace("znsocket://", "http://")) as client:
        assert client.ping() is True


@pytest.mark.parametrize("address", ["ftp://localhost:1", "localhost:5000", "znsocket://"])
def test_other_address_is_a_value_error(address: str) -> None:
    with pytest.raises(ValueError, match="got '" + address):
        znsocket.Client(address)


def test_no_server_names_address_and_remedy() -> None:
    port = free_port()
    with pytest.raises(ConnectionError) as error:
        znsocket.Client(f"znsocket://127.0.0.1:{port}")
    assert f"znsocket://127.0.0.1:{port}" in str(error.value)
    assert f"`znsocket --port {port}` starts one" in str(error.value)
    assert isinstance(error.value, redis.exceptions.ConnectionError)
    assert isinstance(error.value, socketio.exceptions.ConnectionError)


def test_errors_are_redis_pys(client: znsocket.Client) -> None:
    client.set("text", "x")
    with pytest.raises(ResponseError, match=r"^WRONGTYPE") as error:
        client.lpush("text", "a")
    assert isinstance(error.value, redis.exceptions.ResponseError)
    assert isinstance(error.value, ZnSocketError)
    with pytest.raises(redis.exceptions.DataError, match="Invalid input of type: 'NoneType'"):
        client.set("text", None)


def test_wrong_arguments_are_type_errors(client: znsocket.Client) -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'value'"):
        client.set("a")
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
        client.set("a", 1, colour="red")


def test_call_by_name(client: znsocket.Client) -> None:
    assert client.call("hset", "h", mapping={"a": 1}) == 1
    assert client.call("smembers", "s") == set()
    assert client.call("server_config")["namespace"] == "/znsocket"
    with pytest.raises(UnknownEventError, match="'no_such_command'"):
        client.call("no_such_command", 1)


@pytest.mark.parametrize("name", ["__init__", "content", "_db", "pipeline.execute", "scan_iter"])
def test_only_registered_names_can_be_called(client: znsocket.Client, name: str) -> None:
    with pytest.raises(UnknownEventError, match=name):
        client.call(name)


def test_replies_are_bytes_when_not_decoded(server: str) -> None:
    with znsocket.Client(server, decode_responses=False) as client:
        client.hset("h", mapping={"text": "ä", b"\xfe": b"\xff\x00"})
        client.zadd("z", {b"\xfd": 1.5})
        assert client.hgetall("h") == {b"text": "ä".encode(), b"\xfe": b"\xff\x00"}
        assert client.zrange("z", 0, -1, withscores=True) == [(b"\xfd", 1.5)]
        assert client.pipeline().hget("h", b"\xfe").type("h").execute() == [b"\xff\x00", b"hash"]


@pytest.mark.parametrize("digits", [30, 100, 101, 300])
def test_integers_of_any_length(client: znsocket.Client, digits: int) -> None:
    number = 10 ** (digits - 1)
    assert client.zadd("z", {"a": number}) == 1
    assert client.zscore("z", "a") == float(number)
    assert client.set("text", number) is True
    with pytest.raises(ResponseError, match="value is not an integer or out of range"):
        client.incrby("count", number)


def test_infinite_scores(client: znsocket.Client) -> None:
    infinite = float("inf")
    client.zadd("z", {"a": infinite, "b": -infinite})
    assert client.zscore("z", "a") == infinite
    assert client.zrange("z", 0, -1, withscores=True) == [("b", -infinite), ("a", infinite)]
    assert client.zmscore("z", ["a", "none"]) == [infinite, None]


def test_binary_reply_cannot_be_decoded(client: znsocket.Client) -> None:
    client.set("a", b"\xff")
    with pytest.raises(UnicodeDecodeError):
        client.get("a")


def test_large_values(client: znsocket.Client) -> None:
    text, binary = "x" * 3_000_000, b"\xff\x00" * 1_000_000
    client.set("text", text)
    assert client.get("text") == text
    client.set("binary", binary)
    assert client.strlen("binary") == len(binary)


def test_messages_beyond_the_limit_travel_in_parts(server: str) -> None:
    with znsocket.Client(server, max_message_size_bytes=10_000) as client:
        client.set("a", "x" * 200_000)
        assert client.get("a") == "x" * 200_000


def test_servers_limit_is_kept() -> None:
    with serve_in_thread(max_http_buffer_size=10_000) as url, znsocket.Client(url) as client:
        assert client.max_message_size_bytes == 10_000
        pipe = client.pipeline().set("a", "x" * 50_000).set("b", b"\xff" * 50_000).get("a")
        assert pipe.execute() == [True, True, "x" * 50_000]
        assert client.strlen("b") == 50_000


def test_scan_iter_walks_through_all_pages(client: znsocket.Client) -> None:
    client.mset({f"key:{number}": number for number in range(1000)})
    assert set(client.scan_iter("key:*", count=50)) == {f"key:{n}" for n in range(1000)}


def test_threads_share_a_client(client: znsocket.Client) -> None:
    wrong: list[Any] = []

    def work(number: int) -> None:
        for step in range(50):
            key = f"{number}:{step}"
            client.set(key, key)
            if client.get(key) != key:
                wrong.append(key)
            client.incr("count")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert client.get("count") == "400"


def test_close_can_be_repeated_and_calls_then_fail(server: str) -> None:
    client = znsocket.Client(server, connect_wait_timeout=0.1)
    client.close()
    client.close()
    with pytest.raises(ConnectionError, match="not connected to znsocket://"):
        client.get("a")


def test_close_while_others_call(server: str, caplog: pytest.LogCaptureFixture) -> None:
    def call_until_lost(client: znsocket.Client, calling: threading.Event) -> None:
        with pytest.raises(znsocket.exceptions.ConnectionError):
            while True:
                client.lrange("a", 0, -1)
                calling.set()

    with ThreadPoolExecutor(2) as pool:
        for _ in range(30):
            with znsocket.Client(server) as client:
                calling = threading.Event()
                told = [pool.submit(call_until_lost, client, calling) for _ in range(2)]
                assert calling.wait(40)
            for one in told:
                one.result(timeout=40)
    assert not [record.message for record in caplog.records if record.exc_info]


def test_call_fails_at_once_when_the_server_goes() -> None:
    process, url = start_server()
    with znsocket.Client(url, connect_wait_timeout=0.2) as client:
        client.ping()
        stop_process(process)
        start = time.monotonic()
        with pytest.raises(ConnectionError):
            client.ping()
        assert time.monotonic() - start < 5


def test_client_comes_back_with_the_server() -> None:
    port = free_port()
    process, url = start_server("--port", str(port))
    with znsocket.Client(url, connect_wait_timeout=10) as client:
        client.set("a", 1)
        stop_process(process)
        process, _ = start_server("--port", str(port))
        deadline = time.monotonic() + 20
        while True:
            try:
                assert client.get("a") is None
                break
            except ConnectionError:
                assert time.monotonic() < deadline
    stop_process(process)


def test_closed_client_does_not_come_back() -> None:
    port = free_port()
    process, url = start_server("--port", str(port))
    client = znsocket.Client(url, connect_wait_timeout=0.2)
    client.sio.reconnection_delay, client.sio.randomization_factor = 0.1, 0
    stop_process(process)
    with pytest.raises(ConnectionError):
        client.ping()
    client.close()
    process, _ = start_server("--port", str(port))
    with znsocket.Client(url) as other:
        time.sleep(0.5)
        assert other.info("clients")["connected_clients"] == 1
    stop_process(process)


@pytest.mark.parametrize("retry", [0, 2])
def test_timed_out_call_is_tried_again(retry: int) -> None:
    """A server that only ever answers the last try."""
    sio = socketio.Server(async_mode="threading")
    seen = []

    @sio.on("*", namespace="/znsocket")
    def answer(event: str, sid: str, data: Any = None) -> Any:
        if event == "server_config":
            return {}
        seen.append(event)
        if len(seen) <= 2:
            time.sleep(2)
        return {"data": True}

    with wsgi_server(socketio.WSGIApp(sio)) as url, znsocket.Client(url, retry=retry) as client:
        client.timeout = 0.6
        if retry:
            assert client.ping() is True
        else:
            with pytest.raises(TimeoutError, match=r"within 0\.6 s") as error:
                client.ping()
            assert isinstance(error.value, socketio.exceptions.TimeoutError)
        assert len(seen) == retry + 1
        time.sleep(2)


def test_timed_out_call_is_sent_once_to_this_server() -> None:
    process, url = start_server()
    with znsocket.Client(url, retry=2) as client:
        client.timeout = 0.1
        process.send_signal(signal.SIGSTOP)
        try:
            with pytest.raises(TimeoutError, match=r"did not answer 'incr' within 0\.3"):
                client.incr("n")
        finally:
            process.send_signal(signal.SIGCONT)
        client.timeout = 60
        assert client.get("n") == "1"
    stop_process(process)


def test_calls_start_no_threads(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    start = threading.Thread.start

    def note(thread: threading.Thread) -> None:
        started.append(thread.name)
        start(thread)

    with znsocket.Client(server) as client:
        client.ping()
        monkeypatch.setattr(threading.Thread, "start", note)
        for number in range(100):
            client.set("a", number)
            client.pipeline().get("a").incr("a").execute()
        client.set("large", "x" * 2_000_000)
        assert len(client.get("large")) == 2_000_000
        monkeypatch.undo()
    assert started == []


def test_calls_keep_their_distance(server: str) -> None:
    with znsocket.Client(server, delay_between_calls=timedelta(milliseconds=50)) as client:
        start = time.monotonic()
        for _ in range(5):
            client.ping()
        assert time.monotonic() - start >= 0.2


def test_refresh_notice_reaches_other_clients(server: str) -> None:
    notices: list[Any] = []
    arrived = threading.Event()

    def on_refresh(data: Any) -> None:
        notices.append(data)
        arrived.set()

    with (
        znsocket.Client(server, refresh_callbacks={"znsocket.List:a": on_refresh}),
        znsocket.Client(server) as writer,
    ):
        writer.sio.emit(
            "refresh",
            {"target": "znsocket.List:a", "data": {"indices": [1]}},
            namespace="/znsocket",
        )
        assert arrived.wait(5)
    assert notices == [{"indices": [1]}]


def test_adapter_callback_answers_other_clients(server: str) -> None:
    with znsocket.Client(server) as owner, znsocket.Client(server) as reader:
        key = "znsocket.List:frames"
        owner.register_adapter_callback(key, lambda data: {"data": data["index"] * 2})
        assert reader.call("adapter_exists", key=key) is False
        assert owner.call("register_adapter", key=key) is True
        with pytest.raises(KeyError, match="already registered"):
            reader.call("register_adapter", key=key)
        assert reader.call("check_adapter", key=key) is True
        assert reader.call("adapter:get", key=key, method="__getitem__", index=21) == 42
        owner.close()
        deadline = time.monotonic() + 1
        while reader.call("adapter_exists", key=key):
            assert time.monotonic() < deadline
        with pytest.raises(KeyError, match="no adapter"):
            reader.call("adapter:get", key=key, method="__len__")


class TestPipeline:
    def test_replies_are_in_order(self, client: znsocket.Client) -> None:
        with client.pipeline() as pipe:
            pipe.sadd("s", "a").smembers("s").hset("h", "f", 1).hgetall("h")
            assert len(pipe) == 4
            assert pipe.execute() == [1, {"a"}, 1, {"f": "1"}]
            assert len(pipe) == 0
            assert pipe.execute() == []

    def test_first_error_is_raised_and_names_its_command(self, client: znsocket.Client) -> None:
        client.set("text", "x")
        pipe = client.pipeline().set("a", 1).lpush("text", "y" * 200).incr("a").incr("text")
        with pytest.raises(ResponseError) as error:
            pipe.execute()
        assert str(error.value) == (
            "Command # 2 (LPUSH text...) of pipeline caused error: "
            "WRONGTYPE Operation against a key holding the wrong kind of value"
        )
        assert client.get("a") == "2"

    def test_errors_can_be_returned(self, client: znsocket.Client) -> None:
        client.set("text", "x")
        replies = client.pipeline().incr("text").incr("n").execute(raise_on_error=False)
        assert isinstance(replies[0], ResponseError)
        assert replies[1] == 1

    def test_reset_forgets(self, client: znsocket.Client) -> None:
        pipe = client.pipeline().set("a", 1)
        pipe.reset()
        assert pipe.execute() == []
        assert client.get("a") is None

    def test_score_cast(self, client: znsocket.Client) -> None:
        pipe = client.pipeline().zadd("z", {"a": 2})
        pipe.zrange("z", 0, -1, withscores=True, score_cast_func=int)
        assert pipe.execute() == [1, [("a", 2)]]

    def test_nothing_comes_between(self, client: znsocket.Client, server: str) -> None:
        """Each pipeline moves one token; a torn one would show a sum other than ten."""
        client.mset({"left": 10, "right": 0})
        stop = threading.Event()

        def move() -> None:
            with znsocket.Client(server) as other:
                while not stop.is_set():
                    other.pipeline().decr("left").incr("right").execute()

        thread = threading.Thread(target=move)
        thread.start()
        try:
            for _ in range(100):
                left, right = client.pipeline().get("left").get("right").execute()
                assert int(left) + int(right) == 10
        finally:
            stop.set()
            thread.join()
