"""The messages that programs in the field speak, sent by a plain Socket.IO client."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import socketio

import znsocket
from znsocket.wire import quoted


@pytest.fixture(scope="module")
def redis_server(redis_nodes: list[str]) -> str:
    """One node: a client that polls has to stay with its own."""
    return redis_nodes[0]


class Peer:
    """A Socket.IO client that knows nothing of znsocket."""

    def __init__(self, url: str, transports: list[str]) -> None:
        self.sio = socketio.Client(handle_sigint=False)
        self.sio.connect(
            url.replace("znsocket://", "http://"), namespaces=["/znsocket"], transports=transports
        )

    def call(self, event: str, *data: Any) -> Any:
        """Emit an event and return its acknowledgement."""
        payload = data[0] if len(data) == 1 else tuple(data) or None
        return self.sio.call(event, payload, namespace="/znsocket", timeout=10)


@pytest.fixture(params=[["polling"], ["websocket"], ["polling", "websocket"]], ids="-".join)
def peer(request: pytest.FixtureRequest, server: str) -> Iterator[Peer]:
    """A connected peer, by each way of transport."""
    peer = Peer(server, request.param)
    yield peer
    peer.sio.disconnect()


def test_command(peer: Peer) -> None:
    assert peer.call("hset", [["h", "field", "value"], {}]) == {"data": 1}
    assert peer.call("hget", [["h", "field"], {}]) == {"data": "value"}
    assert peer.call("hgetall", [["h"], {}]) == {"data": {"field": "value"}}
    assert peer.call("get", [["none"], {}]) == {"data": None}


def test_set_is_marked(peer: Peer) -> None:
    assert peer.call("sadd", [["s", "a"], {}]) == {"data": 1}
    assert peer.call("smembers", [["s"], {}]) == {"data": ["a"], "type": "set"}


@pytest.mark.parametrize(
    "payload",
    [[[], {"name": "h", "mapping": {"a": "1"}}], [["h"], {"mapping": {"a": "1"}}]],
)
def test_hset_as_front_ends_send_it(peer: Peer, payload: Any) -> None:
    assert peer.call("hset", payload) == {"data": 1}
    assert peer.call("hget", [["h", "a"], {}]) == {"data": "1"}


def test_truth_value_is_one_or_zero(peer: Peer) -> None:
    peer.call("hset", [["h", "a", "1"], {}])
    for field, expected in (("a", 1), ("b", 0)):
        reply = peer.call("hexists", [["h", field], {}])["data"]
        assert reply == expected
        assert type(reply) is int


def test_infinite_score_is_text_that_json_can_carry(peer: Peer) -> None:
    peer.call("zadd", [["z", {"low": "-inf", "high": "inf"}], {}])
    assert peer.call("zscore", [["z", "high"], {}]) == {"data": "inf"}
    reply = peer.call("zrange", [["z", 0, -1], {"withscores": True}])
    assert reply == {"data": [["low", "-inf"], ["high", "inf"]]}


def test_empty_key_name(peer: Peer) -> None:
    assert peer.call("hset", [["", "a", "1"], {}]) == {"data": 1}
    assert peer.call("hexists", [["", "a"], {}]) == {"data": 1}


def test_emptied_list_is_no_key(peer: Peer) -> None:
    peer.call("rpush", [["l", "a"], {}])
    peer.call("lpop", [["l"], {}])
    assert peer.call("exists", [["l"], {}]) == {"data": 0}


def test_bytes_travel(peer: Peer) -> None:
    assert peer.call("rpush", [["l", b"\xff\x00", "text"], {}]) == {"data": 2}
    assert peer.call("lrange", [["l", 0, -1], {}]) == {"data": [b"\xff\x00", "text"]}


def test_error(peer: Peer) -> None:
    peer.call("set", [["text", "x"], {}])
    assert peer.call("lpush", [["text", "a"], {}]) == {
        "error": {
            "msg": "WRONGTYPE Operation against a key holding the wrong kind of value",
            "type": "ResponseError",
        }
    }


def test_pipeline(peer: Peer) -> None:
    message = [["set", [["a", "1"], {}]], ["incr", [["a"], {}]], ["nope", [[], {}]]]
    assert peer.call("pipeline", [[], {"message": message}]) == {
        "data": [
            {"data": 1},
            {"data": 2},
            {
                "error": {
                    "msg": "unknown command or message 'nope'",
                    "type": "UnknownEventError",
                }
            },
        ]
    }


def test_server_config(peer: Peer) -> None:
    config = peer.call("server_config")
    wire = config.pop("wire")
    assert config.pop("commands") == []
    assert config == {
        "max_http_buffer_size": 64 * 1024 * 1024,
        "async_mode": "eventlet",
        "namespace": "/znsocket",
    }
    assert wire["version"] == 1
    assert len(bytes.fromhex(wire["tag"])) == 8


class TestBadInput:
    """Each gets an error that says what was wrong; nothing changes, and the server lives on."""

    @pytest.fixture(autouse=True)
    def nothing_changes(self, peer: Peer, server: str) -> Iterator[None]:
        """The keyspace is as before, and another client has noticed nothing."""
        with znsocket.Client(server) as bystander:
            bystander.set("text", "x")
            yield
            assert bystander.keys() == ["text"]
            assert bystander.get("text") == "x"
        assert peer.call("ping", [[], {}]) == {"data": 1}

    @pytest.mark.parametrize(
        "event",
        [
            "no_such_command",
            "__init__",
            "__class__",
            "_db",
            "content",
            "run",
            "close",
            "pipeline.execute",
            "scan_iter",
            "",
            "ä" * 500,
        ],
    )
    def test_unknown_name(self, peer: Peer, event: str) -> None:
        error = peer.call(event, [[], {}])["error"]
        assert error["type"] == "UnknownEventError"
        assert error["msg"] == f"unknown command or message {quoted(event)}"

    @pytest.mark.parametrize(
        "payload",
        ["text", 5, [], [[]], [[], {}, []], [{}, []], {"args": []}, [["a", "b"], None], b"\x00"],
    )
    def test_payload_of_another_form(self, peer: Peer, payload: Any) -> None:
        error = peer.call("set", payload)["error"]
        assert error["type"] == "DataError"
        assert error["msg"].startswith("the payload of 'set' must be [args, kwargs]")

    def test_several_payloads(self, peer: Peer) -> None:
        error = peer.call("set", [["a", "1"], {}], [["b", "2"], {}])["error"]
        assert error == {"msg": "'set' takes one payload, got 2", "type": "TypeError"}

    @pytest.mark.parametrize(
        ("args", "kwargs", "message"),
        [
            (["a"], {}, "missing 1 required positional argument: 'value'"),
            (["a", "b"], {"colour": "red"}, "unexpected keyword argument 'colour'"),
            (["a", "b"], {"name": "c"}, "multiple values for argument 'name'"),
            (["a", "b"], {"self": 1}, "multiple values for argument 'self'"),
        ],
    )
    def test_wrong_arguments(self, peer: Peer, args: Any, kwargs: Any, message: str) -> None:
        error = peer.call("set", [args, kwargs])["error"]
        assert error["type"] == "TypeError"
        assert message in error["msg"]

    @pytest.mark.parametrize("value", [None, True, ["a"], {"a": 1}])
    def test_wrong_types(self, peer: Peer, value: Any) -> None:
        name = type(value).__name__
        for payload in ([[value, "x"], {}], [["a", value], {}]):
            error = peer.call("set", payload)["error"]
            assert error == {
                "msg": f"Invalid input of type: '{name}'. "
                "Convert to a bytes, string, int or float first.",
                "type": "DataError",
            }

    @pytest.mark.parametrize(
        "notice", ["text", None, {}, {"target": 5, "data": {}}, {"target": "a", "data": [1]}]
    )
    def test_refresh_of_another_form(self, peer: Peer, server: str, notice: Any) -> None:
        with znsocket.Client(server) as listener:
            heard: list[Any] = []
            listener.sio.on("refresh", heard.append, namespace="/znsocket")
            error = peer.call("refresh", notice)["error"]
            assert error["type"] == "DataError"
            assert "'refresh' must carry target" in error["msg"]
            listener.ping()
            assert heard == []

    def test_deeply_nested_argument(self, peer: Peer) -> None:
        nested: Any = []
        for _ in range(300):
            nested = [nested]
        error = peer.call("set", [["a", nested], {}])["error"]
        assert error["type"] == "DataError"
        error = peer.call("set", nested)["error"]
        assert error["type"] == "DataError"
        assert len(error["msg"]) < 300

    def test_function_argument(self, peer: Peer) -> None:
        error = peer.call("zrange", [["z", 0, -1], {"score_cast_func": "eval"}])["error"]
        assert error["type"] == "DataError"
        assert "'eval'" in error["msg"]

    @pytest.mark.parametrize("message", [None, "text", 5, {"a": 1}])
    def test_pipeline_of_another_form(self, peer: Peer, message: Any) -> None:
        error = peer.call("pipeline", [[], {"message": message}])["error"]
        assert error["type"] == "TypeError"
        assert "'pipeline' needs message=[[name, [args, kwargs]], ...]" in error["msg"]

    @pytest.mark.parametrize(
        ("item", "kind", "message"),
        [
            (["pipeline", [[], {"message": []}]], "UnknownEventError", "'pipeline'"),
            (["__init__", [[], {}]], "UnknownEventError", "'__init__'"),
            (["set"], "TypeError", "must be [name, [args, kwargs]]"),
            ("set", "TypeError", "must be [name, [args, kwargs]]"),
            ([["set"], [["a", "b"], {}]], "UnknownEventError", "['set']"),
            (["set", "a"], "DataError", "the payload of 'set' must be"),
            (["set", [["a"], {}]], "TypeError", "'value'"),
        ],
    )
    def test_item_of_a_pipeline(self, peer: Peer, item: Any, kind: str, message: str) -> None:
        answers = peer.call("pipeline", [[], {"message": [item, ["dbsize", [[], {}]]]}])["data"]
        assert answers[0]["error"]["type"] == kind
        assert message in answers[0]["error"]["msg"]
        assert answers[1] == {"data": 1}

    @pytest.mark.parametrize(
        "packet",
        [
            "2/znsocket,{id}not JSON",
            '2/znsocket,{id}{{"a":1}}',
            "2/znsocket,{id}[]",
            "2/znsocket,{id}[5]",
            '2/znsocket,{id}[["set"]]',
            '51-/znsocket,{id}["set"',
            "2/znsocket,{id}" + "[" * 100_000,
        ],
    )
    def test_packet_that_is_no_event(self, peer: Peer, packet: str) -> None:
        answers: list[Any] = []
        arrived = threading.Event()

        def acknowledge(answer: Any) -> None:
            answers.append(answer)
            arrived.set()

        number = peer.sio._generate_ack_id("/znsocket", acknowledge)
        peer.sio.eio.send(packet.format(id=number))
        assert arrived.wait(5)
        assert answers[0]["error"]["type"] == "UnknownEventError"

    @pytest.mark.parametrize("packet", ["9/znsocket,", "", "5x-/znsocket,1[]", "\x00", "4{"])
    def test_packet_of_no_known_kind(self, peer: Peer, packet: str) -> None:
        peer.sio.eio.send(packet)
        time.sleep(0.05)
