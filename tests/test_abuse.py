"""What clients may use of a server at the most, and what they are told beyond it."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import Any

import msgpack
import pytest
import socketio
from harness import serve_in_thread, start_server, stop_process
from test_assembly import part
from test_own_messages import RawPeer

import znsocket
from znsocket.exceptions import DataError, ResponseError
from znsocket.wire import Outgoing, pack, unpack_message

LIMITS = {
    "largest_message": 100_000,
    "incomplete_messages": 3,
    "incomplete_bytes": 50_000,
    "items": 100,
    "values": 1000,
    "waiting_calls": 3,
    "watches": 2,
}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """A server with little room."""
    options = (("--limit", f"{name}={number}") for name, number in LIMITS.items())
    process, url = start_server(*chain.from_iterable(options))
    yield url
    stop_process(process)


def eventually(succeeds: Callable[[], Any]) -> None:
    """Wait until a function raises nothing: what goes with a connection is noticed a bit later."""
    deadline = time.monotonic() + 5
    while True:
        try:
            succeeds()
            return
        except DataError:
            assert time.monotonic() < deadline
            time.sleep(0.02)


@pytest.fixture
def client(url: str) -> Iterator[znsocket.Client]:
    """A client who has done nothing wrong, and notices nothing."""
    with znsocket.Client(url, max_message_size_bytes=10_000) as client:
        client.flushall()
        client.set("a", "1")
        yield client
        assert client.get("a") == "1"
        assert client.keys() == ["a"]
        eventually(lambda: client.set("large", "x" * 20_000))
        assert client.get("large") == "x" * 20_000


@pytest.fixture
def raw(client: znsocket.Client, url: str) -> Iterator[RawPeer]:
    """A peer that speaks our own messages by hand."""
    peer = RawPeer(url)
    yield peer
    peer.sio.disconnect()


Ask = Callable[[str, Any], Any]


def asking(url: str) -> tuple[Ask, Callable[[], None]]:
    """Return what sends a Socket.IO event and returns its acknowledgement, and what ends that."""
    sio = socketio.Client(handle_sigint=False)
    address = url.replace("znsocket://", "http://")
    sio.connect(address, namespaces=["/znsocket"], transports=["websocket"])
    ask = partial(sio.call, namespace="/znsocket", timeout=5)
    return ask, sio.disconnect


@pytest.fixture
def ask(client: znsocket.Client, url: str) -> Iterator[Ask]:
    """Send a Socket.IO event and return its acknowledgement."""
    ask, disconnect = asking(url)
    yield ask
    disconnect()


def error_of(raw: RawPeer, message: Any) -> list[str]:
    """Return the class and the text of the error that answers an own message."""
    return list(raw.ask(pack(message))[2])


def chunk(name: str, index: int = 0, data: bytes = b"x" * 1000) -> dict[str, Any]:
    """Return one of two chunks."""
    return {
        "chunk_id": name,
        "chunk_index": index,
        "total_chunks": 2,
        "event": "set",
        "data": data,
        "size": len(data),
    }


def test_message_in_parts(raw: RawPeer, client: znsocket.Client) -> None:
    assert raw.ask(part(5, 100_001, 0, b"x"))[2] == [
        "DataError",
        "a message of 100001 bytes is larger than the 100000 allowed",
    ]
    with pytest.raises(DataError, match=r"the request has .* more than the 100000 that"):
        client.set("b", "x" * 200_000)


@pytest.mark.parametrize(
    "data",
    [
        b"\x00" + b"x" * 100_001,
        b"\x01" + (10**8).to_bytes(4, "big") + gzip.compress(b" " * 10**8),
        b"\x01" + (100).to_bytes(4, "big") + gzip.compress(b" " * 10**6),
    ],
)
def test_compressed_message(ask: Ask, data: bytes) -> None:
    error = ask("compressed_message", {"event": "set", "data": data})["error"]
    assert error["type"] == "DataError"
    assert "larger than the 100000 allowed" in error["msg"] or "has more" in error["msg"]


def test_incomplete_messages(raw: RawPeer, ask: Ask) -> None:
    for number in range(1, 4):
        raw.sio.eio.send(raw.tag + part(number, 5000, 0, b"x", section=1, left=4000))
    assert "more than 3 incomplete messages at once" in raw.ask(part(9, 5000, 0, b"x"))[2][1]
    for name in "abc":
        assert ask("chunked_message", chunk(name))["status"] == "waiting"
    error = ask("chunked_message", chunk("d"))["error"]
    assert error["msg"] == "more than 3 chunked messages at once"


def test_bytes_of_incomplete_messages(raw: RawPeer, url: str) -> None:
    opened = part(1, 90_000, 0, b"x" * 24_000, section=1, left=80_000)
    raw.sio.eio.send(raw.tag + opened)
    error = raw.ask(part(1, 90_000, 24_000, b"x" * 2000, section=1, left=56_000))[2]
    assert error == ["DataError", "more than 25000 bytes in incomplete messages of one client"]
    others = [RawPeer(url) for _ in range(2)]
    for other in others:
        other.sio.eio.send(other.tag + opened)
        assert other.ask(pack([1, "ping", [], {}])) == [1, True]
    opened = part(1, 90_000, 0, b"x" * 10_000, section=1, left=80_000)
    assert raw.ask(opened)[2][1] == "more than 50000 bytes in incomplete messages"
    for other in others:
        other.sio.disconnect()


def test_incomplete_message_that_is_cancelled(raw: RawPeer) -> None:
    for number in range(1, 10):
        raw.sio.eio.send(raw.tag + part(number, 5000, 0, b"x", section=1, left=4000))
        assert raw.ask(pack([100 + number, "cancel", [number], {}])) == [100 + number, False]


@pytest.mark.parametrize(
    "message",
    [
        [1, "rpush", ["b", *range(101)], {}],
        [1, "pipeline", [["set", ["b", "1"], {}]] * 101, {}],
        [1, "hset", ["b"], {"mapping": {str(number): number for number in range(101)}}],
    ],
)
def test_items(raw: RawPeer, message: Any) -> None:
    kind, text = error_of(raw, message)
    assert kind == "DataError"
    assert "exceeds max_" in text
    (made,) = [one for _, _, one in Outgoing(message).parts(b"", 1) if one]
    assert "exceeds max_" in raw.ask(made)[2][1]


def test_commands_of_a_pipeline_event(ask: Ask) -> None:
    message = [["set", [["b", "1"], {}]]] * 101
    error = ask("pipeline", [[], {"message": message}])["error"]
    assert error == {"type": "DataError", "msg": "a pipeline of 101 commands, more than 100"}


def test_values_all_in_all(raw: RawPeer, ask: Ask) -> None:
    message = [1, "rpush", ["b", *[[[]] * 60] * 60], {}]
    assert error_of(raw, message) == ["DataError", "a message has more than 1000 values"]
    (made,) = [one for _, _, one in Outgoing(message).parts(b"", 1) if one]
    assert raw.ask(made)[2] == ["DataError", "a message has more than 1000 values"]
    for data in (b"\x00" + json.dumps(message[2:]).encode(), b"\x02" + pack(message[2:])):
        error = ask("compressed_message", {"event": "rpush", "data": data})["error"]
        assert error["msg"] == "a message has more than 1000 values"


def test_signs_in_a_text_are_no_values(ask: Ask, client: znsocket.Client) -> None:
    text = '[1, {"a": 2}], ' * 500
    data = b"\x00" + json.dumps([["b", text], {}]).encode()
    assert ask("compressed_message", {"event": "set", "data": data}) == {"data": True}
    assert client.getdel("b") == text


def test_nesting(raw: RawPeer, ask: Ask) -> None:
    deep = b"\x91" * 2000 + b"\xc0"
    assert "not msgpack" in raw.ask(b"\x94\x01" + msgpack.packb("set") + deep + b"\x80")[2][1]
    with pytest.raises(DataError, match="not JSON"):
        unpack_message(b"\x00" + b"[" * 50_000 + b"]" * 49_000)
    text = b"\x00" + b"[" * 900 + b"]" * 900
    answer = ask("compressed_message", {"event": "set", "data": text})
    assert answer["error"]["type"] == "DataError"


def test_calls_that_wait(raw: RawPeer) -> None:
    for number in range(1, 4):
        raw.sio.eio.send(raw.tag + pack([number, "blpop", [["b"], 0], {}]))
    kind, text = error_of(raw, [9, "blpop", [["b"], 0], {}])
    assert (kind, text) == ("ResponseError", "more than 3 calls of this client wait already")


def test_watches(client: znsocket.Client) -> None:
    pipes = [client.pipeline() for _ in range(3)]
    for pipe in pipes[:2]:
        pipe.watch("a")
    with pytest.raises(ResponseError, match="more than 2 pipelines of this client watch"):
        pipes[2].watch("a")
    for pipe in pipes:
        pipe.reset()


def test_result_of_another_connection(ask: Ask, url: str) -> None:
    data = b"\x00" + json.dumps([["b"], {}]).encode()
    for index, piece in enumerate((data[:5], data[5:])):
        ask("chunked_message", {**chunk("mine", index, piece), "event": "get"})
    other, disconnect = asking(url)
    error = other("get_chunked_result", {"chunk_id": "mine"})["error"]
    assert error["msg"] == "no complete chunked message 'mine' of this connection"
    assert ask("get_chunked_result", {"chunk_id": "mine"}) == {"data": None}
    error = ask("get_chunked_result", {"chunk_id": "mine"})["error"]
    assert error["type"] == "DataError"
    disconnect()


def test_websocket_message() -> None:
    with serve_in_thread(max_http_buffer_size=10_000) as url, znsocket.Client(url) as client:
        raw = RawPeer(url)
        lost: list[Any] = []
        raw.sio.on("disconnect", lambda *reason: lost.append(reason), namespace="/znsocket")
        raw.sio.eio.send(raw.tag + b"x" * 20_000)
        deadline = time.monotonic() + 5
        while not lost:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert client.ping()
        raw.sio.disconnect()


def test_limits_of_the_command() -> None:
    assert znsocket.Limits.read([]) == znsocket.Limits()
    with pytest.raises(ValueError, match=r"NAME=NUMBER, got 'size=5'; NAME: largest_message,"):
        znsocket.Limits.read(["size=5"])
    with pytest.raises(ValueError, match="the limit items must be a number, got 'many'"):
        znsocket.Limits.read(["items=many"])
