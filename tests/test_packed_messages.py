"""Messages that come compressed or in chunks, as clients of ZnSocket 0.3 send them."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
import socketio
from harness import serve_in_thread

import znsocket
from znsocket.exceptions import DataError
from znsocket.wire import Budget, ChunkStore, Limits, unpack_message


def packed(payload: Any, compress: bool = True) -> bytes:
    """Return a payload as old clients pack it."""
    text = json.dumps(payload).encode()
    if not compress:
        return b"\x00" + text
    return b"\x01" + len(text).to_bytes(4, "big") + gzip.compress(text)


def pieces(data: bytes, event: str, count: int, name: str = "one") -> list[dict[str, Any]]:
    """Return the chunks of a message."""
    step = -(-len(data) // count)
    parts = [data[at : at + step] for at in range(0, len(data), step)]
    return [
        {
            "chunk_id": name,
            "chunk_index": index,
            "total_chunks": len(parts),
            "event": event,
            "data": part,
            "size": len(part),
        }
        for index, part in enumerate(parts)
    ]


@pytest.fixture(scope="module")
def redis_server(redis_nodes: list[str]) -> str:
    """One node: a client that polls has to stay with its own."""
    return redis_nodes[0]


@pytest.fixture
def peer(server: str) -> Iterator[Any]:
    """Emits an event of a plain Socket.IO client and returns the acknowledgement."""
    sio = connect(server)
    yield lambda event, data: sio.call(event, data, namespace="/znsocket", timeout=10)
    sio.disconnect()


def connect(url: str) -> socketio.Client:
    """Return a connected Socket.IO client that knows nothing of znsocket."""
    sio = socketio.Client(handle_sigint=False)
    sio.connect(url.replace("znsocket://", "http://"), namespaces=["/znsocket"])
    return sio


@pytest.mark.parametrize("compress", [True, False])
def test_compressed_command(peer: Any, compress: bool) -> None:
    data = packed([["a", "x" * 5000], {}], compress)
    assert peer("compressed_message", {"event": "set", "data": data}) == {"data": 1}
    assert peer("get", [["a"], {}]) == {"data": "x" * 5000}


def test_compressed_pipeline(peer: Any) -> None:
    message = [["set", [["a", "1"], {}]], ["incr", [["a"], {}]]]
    data = packed([[], {"message": message}])
    answer = peer("compressed_message", {"event": "pipeline", "data": data})
    assert answer == {"data": [{"data": 1}, {"data": 2}]}


def test_chunks_in_any_order(peer: Any) -> None:
    chunked = pieces(packed([["a", "x" * 5000], {}], False), "set", 4)
    for received, chunk in enumerate(reversed(chunked[1:]), 1):
        answer = peer("chunked_message", chunk)
        assert answer == {"status": "waiting", "received": received, "total": 4}
    assert peer("chunked_message", chunked[0]) == {"status": "complete"}
    assert peer("get_chunked_result", {"chunk_id": "one"}) == {"data": 1}
    assert peer("strlen", [["a"], {}]) == {"data": 5000}
    assert peer("get_chunked_result", {"chunk_id": "one"})["error"]["type"] == "DataError"


def test_failed_command_in_chunks(peer: Any) -> None:
    for chunk in pieces(packed([["a"], {}]), "set", 2):
        peer("chunked_message", chunk)
    error = peer("get_chunked_result", {"chunk_id": "one"})["error"]
    assert error["type"] == "TypeError"


def test_result_is_for_its_own_connection(peer: Any, server: str) -> None:
    for chunk in pieces(packed([["a", "1"], {}]), "set", 2):
        peer("chunked_message", chunk)
    other = connect(server)
    answer = other.call("get_chunked_result", {"chunk_id": "one"}, namespace="/znsocket")
    assert "no complete chunked message 'one' of this connection" in answer["error"]["msg"]
    other.disconnect()
    assert peer("get_chunked_result", {"chunk_id": "one"}) == {"data": 1}


@pytest.mark.parametrize(
    ("message", "kind", "text"),
    [
        ("text", "DataError", "must be an object"),
        ({"event": "set"}, "DataError", "must be bytes, got None"),
        ({"event": "set", "data": b"\x01\x00"}, "DataError", "has 0 bytes"),
        ({"event": "set", "data": b"\x01\x00\x00\x00\x05nogzip"}, "DataError", "no gzip"),
        ({"event": "set", "data": b"\x00{"}, "DataError", "not JSON"),
        ({"event": "set", "data": b"\x00" + b"[" * 100_000}, "DataError", "not JSON"),
        ({"event": "set", "data": b"\x02\xc1"}, "DataError", "not msgpack"),
        ({"event": "nope", "data": b"\x00[[],{}]"}, "UnknownEventError", "'nope'"),
        ({"event": ["set"], "data": b"\x00[[],{}]"}, "UnknownEventError", "['set']"),
        ({"event": "compressed_message", "data": b"\x00{}"}, "UnknownEventError", "inside"),
    ],
)
def test_bad_compressed_message(peer: Any, message: Any, kind: str, text: str) -> None:
    error = peer("compressed_message", message)["error"]
    assert error["type"] == kind
    assert text in error["msg"]
    assert peer("dbsize", [[], {}]) == {"data": 0}


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"chunk_index": 2}, "chunk_index must be from 0 to 1, got 2"),
        ({"chunk_index": -1}, "got -1"),
        ({"chunk_index": True}, "got True"),
        ({"total_chunks": 0}, "total_chunks must be"),
        ({"total_chunks": 10**12}, "total_chunks must be"),
        ({"total_chunks": 3}, "is of 3 for 'set', the ones before of 2"),
        ({"event": "get"}, "for 'get'"),
        ({"chunk_index": 0}, "came twice"),
        ({"size": 1}, "says it has 1 bytes"),
        ({"data": "text"}, "must be bytes"),
        ({"chunk_id": 5}, "chunk_id and event as text"),
    ],
)
def test_bad_chunk(peer: Any, change: dict[str, Any], text: str) -> None:
    first, second = pieces(packed([["a", "1"], {}]), "set", 2)
    assert peer("chunked_message", first)["status"] == "waiting"
    changed = {**second, **change}
    if "size" not in change:
        changed.pop("size")
    error = peer("chunked_message", changed)["error"]
    assert error["type"] == "DataError"
    assert text in error["msg"]
    assert peer("dbsize", [[], {}]) == {"data": 0}


def test_small_gzip_of_much_is_refused_while_unpacking() -> None:
    bomb = gzip.compress(b" " * 10_000_000)
    limits = Limits(largest_message=1_000_000)
    for said in (100, 10_000_000):
        with pytest.raises(DataError, match=r"larger than|and has more"):
            unpack_message(b"\x01" + said.to_bytes(4, "big") + bomb, limits)


def test_unfinished_messages_are_bounded_and_freed() -> None:
    limits = Limits(largest_message=2000, incomplete_bytes=6000, incomplete_messages=3)
    budget = Budget(limits)
    store = ChunkStore(budget)
    for number in range(3):
        store.add("a", pieces(b"12", "set", 2, str(number))[0])
    with pytest.raises(DataError, match="more than 3 chunked messages"):
        store.add("a", pieces(b"12", "set", 2, "more")[0])
    store.add("b", pieces(b"x" * 1800, "set", 2)[0])
    with pytest.raises(DataError, match="larger than the 2000 bytes"):
        store.add("b", pieces(b"x" * 1800, "set", 2)[1])
    store.add("b", pieces(b"x" * 3000, "set", 2, "one")[0])
    with pytest.raises(DataError, match=r"more than 3000 bytes in .* of one client"):
        store.add("b", pieces(b"x" * 3000, "set", 2, "two")[0])
    store.add("c", pieces(b"x" * 3000, "set", 2)[0])
    with pytest.raises(DataError, match=r"more than 6000 bytes in incomplete messages$"):
        store.add("d", pieces(b"x" * 3400, "set", 2)[0])
    for session in ("a", "b", "c", "d", "never seen"):
        store.forget_session(session)
    assert budget.held == 0


def test_unfinished_messages_are_given_up() -> None:
    budget = Budget(Limits(incomplete_seconds=0.02))
    store = ChunkStore(budget)
    store.add("a", pieces(b"12", "set", 2, "old")[0])
    held = budget.held
    time.sleep(0.03)
    store.add("b", pieces(b"12", "set", 2, "new")[0])
    assert budget.held == held


def test_disconnect_gives_memory_back() -> None:
    with serve_in_thread() as url, znsocket.Client(url) as client:
        sio = connect(url)
        for number in range(16):
            chunk = pieces(b"x" * 1000, "set", 2, str(number))[0]
            sio.call("chunked_message", chunk, namespace="/znsocket")
        sio.disconnect()
        again = connect(url)
        chunk = pieces(b"x" * 1000, "set", 2)[0]
        assert again.call("chunked_message", chunk, namespace="/znsocket")["status"] == "waiting"
        again.disconnect()
        assert client.ping()
