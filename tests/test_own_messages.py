"""Our own messages: what a raw peer may send, pushed events, and answers that come later."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import queue
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import socketio
import websocket
from harness import wsgi_server

import znsocket
from znsocket.exceptions import ConnectionError, ResponseError
from znsocket.server.dispatch import Dispatcher
from znsocket.server.pending import Pending
from znsocket.server.session import Session
from znsocket.server.sync_binding import SyncBinding
from znsocket.wire import TAG_SIZE, Limits, pack, unpack


class RawPeer:
    """A Socket.IO client that sends own messages of its own making."""

    def __init__(self, url: str) -> None:
        self.sio = socketio.Client(handle_sigint=False)
        self.sio.connect(
            url.replace("znsocket://", "http://"),
            namespaces=["/znsocket"],
            transports=["websocket"],
        )
        self.tag = bytes.fromhex(
            self.sio.call("server_config", namespace="/znsocket")["wire"]["tag"]
        )
        self.arrived: queue.Queue[bytes] = queue.Queue()
        self.sio.eio.on("message", self.arrived.put)

    def ask(self, data: bytes) -> Any:
        """Send what follows the tag and return what follows it in the answer."""
        self.sio.eio.send(self.tag + data)
        answer = self.arrived.get(timeout=5)
        assert answer.startswith(self.tag)
        return unpack(answer[TAG_SIZE:])


@pytest.fixture
def raw(server: str) -> Iterator[RawPeer]:
    """A peer that speaks our own messages by hand."""
    peer = RawPeer(server)
    yield peer
    peer.sio.disconnect()


def test_request_and_reply(raw: RawPeer) -> None:
    assert raw.ask(pack([7, "set", ["a", "1"], {}])) == [7, True]
    assert raw.ask(pack([8, "get", ["a"], {}])) == [8, "1"]


def test_several_messages_in_one(raw: RawPeer) -> None:
    messages = [[1, "incr", ["a"], {}], [2, "nope", [], {}], [3, "incr", ["a"], {}]]
    first, second, third = raw.ask(pack(messages))
    assert (first, third) == ([1, 1], [3, 2])
    assert second[2][0] == "UnknownEventError"


def test_pipeline_names_its_errors_by_place(raw: RawPeer) -> None:
    calls = [["set", ["a", "x"], {}], ["incr", ["a"], {}], ["get", ["a"], {}], "nothing"]
    _, (replies, errors) = raw.ask(pack([1, "pipeline", calls, {}]))
    assert replies == [True, None, "x", None]
    assert [(place, kind) for place, kind, _ in errors] == [(1, "ResponseError"), (3, "TypeError")]


def test_calls_of_one_command_in_a_pipeline_share_its_name(raw: RawPeer) -> None:
    rows = [["set", [["a", "1"], ["b", "x"]]], ["incr", [["a"], ["b"]]], ["get", []]]
    _, (replies, errors) = raw.ask(pack([1, "pipeline", rows, {}]))
    assert replies == [True, True, 2, None]
    assert [(place, kind) for place, kind, _ in errors] == [(3, "ResponseError")]


@pytest.mark.parametrize(
    ("row", "kinds"),
    [
        (["nope", [["a"], ["b"]]], ["UnknownEventError"] * 2),
        (["get", [["a"], "b", ["c", "d"]]], [None, "DataError", "TypeError"]),
        ([5, [["a"]]], ["UnknownEventError"]),
        (["__init__", [["a"]]], ["UnknownEventError"]),
        (["get", {"a": 1}], ["DataError"]),
        (["get", ["a"], {}, 1], ["TypeError"]),
    ],
)
def test_each_call_of_a_row_has_its_own_error(
    raw: RawPeer, row: list[Any], kinds: list[str | None]
) -> None:
    _, (replies, errors) = raw.ask(pack([1, "pipeline", [row, ["ping", [[]]]], {}]))
    assert replies == [None] * len(kinds) + [True]
    faults = {place: kind for place, kind, _ in errors}
    assert [faults.get(place) for place in range(len(kinds))] == kinds


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", "not msgpack"),
        (b"\xc1", "has no header"),
        (b"\x94\x01", "not msgpack"),
        (pack([1, "ping", [], {}]) + b"\x00", "not msgpack"),
        (pack(5), "must be an array"),
        (b"\x81\x90\x01", "not msgpack"),
        (b"\x91" * 2000, "not msgpack"),
        (b"\xdd\xff\xff\xff\xff", "not msgpack"),
        (pack([1, "pipeline", [None] * 1_000_001, {}]), "exceeds max_array_len"),
    ],
)
def test_what_is_no_message_is_answered_with_its_fault(
    raw: RawPeer, data: bytes, text: str
) -> None:
    number, event, (kind, message) = raw.ask(data)
    assert (number, event, kind) == (0, None, "DataError")
    assert text in message
    assert raw.ask(pack([1, "dbsize", [], {}])) == [1, 0]


@pytest.mark.parametrize(
    "message",
    [
        [],
        [1],
        [1, "set", ["a", "1"]],
        ["1", "set", ["a", "1"], {}],
        [1, b"set", ["a", "1"], {}],
        [1, "set", "a1", {}],
        [1, "set", ["a", "1"], []],
        [1, "set", ["a", "1"], {}, 5],
        [True, "set", ["a", "1"], {}],
    ],
)
def test_request_of_another_form(raw: RawPeer, message: list[Any]) -> None:
    _, reply, (kind, text) = raw.ask(pack(message))
    assert (reply, kind) == (None, "DataError")
    assert "a request must be [number, name, arguments, options]" in text
    assert raw.ask(pack([1, "dbsize", [], {}])) == [1, 0]


@pytest.mark.parametrize("name", ["__init__", "content", "_db", "run", "scan_iter", ""])
def test_only_registered_names_can_be_called(raw: RawPeer, name: str) -> None:
    assert raw.ask(pack([1, name, [], {}]))[2][0] == "UnknownEventError"
    _, (_, errors) = raw.ask(pack([1, "pipeline", [[name, [], {}]], {}]))
    assert errors[0][1] == "UnknownEventError"


@contextlib.contextmanager
def serve(prepare: Callable[[Dispatcher], None], **limits: int) -> Iterator[str]:
    """Serve a dispatcher that `prepare` has added messages to."""
    sio = socketio.Server(async_mode="threading")
    dispatcher = Dispatcher(znsocket.Storage(), Limits(**limits))
    prepare(dispatcher)
    SyncBinding(sio, "/znsocket", dispatcher).attach()
    with wsgi_server(socketio.WSGIApp(sio)) as url:
        yield url


def count_to(session: Session, payload: Any) -> bool:
    """Push the numbers below the one asked for."""
    for number in range(payload[0][0]):
        session.push("count", number)
    return True


def with_count(dispatcher: Dispatcher) -> None:
    """Add the message ``count_to``."""
    dispatcher.add_message("count_to", count_to)


def test_pushed_events_arrive_in_order() -> None:
    arrived: queue.Queue[int] = queue.Queue()
    with serve(with_count) as url, znsocket.Client(url) as client:
        client.on_push("count", arrived.put)
        assert client.call("count_to", 100) is True
        assert [arrived.get(timeout=5) for _ in range(100)] == list(range(100))


def test_large_event_keeps_its_place() -> None:
    arrived: queue.Queue[str] = queue.Queue()
    events = ["a", "b" * 3_000_000, "c", "d" * 2_000_000, "e" * 2_000_000, "f"]

    def send(session: Session, payload: Any) -> None:
        for event in events:
            session.push("event", event)

    with (
        serve(lambda dispatcher: dispatcher.add_message("send", send)) as url,
        znsocket.Client(url) as client,
    ):
        client.on_push("event", arrived.put)
        client.call("send")
        assert [arrived.get(timeout=5)[0] for _ in events] == list("abcdef")


def test_idle_client_hears_of_a_push_at_once() -> None:
    sessions: list[Session] = []

    def prepare(dispatcher: Dispatcher) -> None:
        dispatcher.add_message("here", lambda session, payload: sessions.append(session))

    with serve(prepare) as url, znsocket.Client(url) as client:
        arrived: queue.Queue[float] = queue.Queue()
        client.on_push("time", lambda sent: arrived.put(time.monotonic() - sent))
        client.call("here")
        delays = []
        for _ in range(5):
            time.sleep(0.05)
            sessions[0].push("time", time.monotonic())
            delays.append(arrived.get(timeout=5))
        assert sorted(delays)[2] < 0.05  # two of five may have waited for a processor


def test_callback_of_a_push_may_call_the_server() -> None:
    with serve(with_count) as url, znsocket.Client(url) as client:
        client.on_push("count", lambda number: client.rpush("list", number))
        client.call("count_to", 10)
        deadline = time.monotonic() + 5
        while client.llen("list") < 10:
            assert time.monotonic() < deadline
        assert client.lrange("list", 0, -1) == [str(number) for number in range(10)]


def test_old_client_gets_a_push_as_an_event() -> None:
    with serve(with_count) as url:
        sio = socketio.Client(handle_sigint=False)
        arrived: queue.Queue[int] = queue.Queue()
        sio.on("count", arrived.put, namespace="/znsocket")
        sio.connect(url.replace("znsocket://", "http://"), namespaces=["/znsocket"])
        assert sio.call("count_to", [[3], {}], namespace="/znsocket") is True
        assert {arrived.get(timeout=5) for _ in range(3)} == {0, 1, 2}
        sio.disconnect()


def test_asyncio_client_gets_pushes() -> None:
    async def main(url: str) -> None:
        arrived: asyncio.Queue[int] = asyncio.Queue()
        async with znsocket.AsyncClient(url) as client:
            client.on_push("count", arrived.put)
            await client.call("count_to", 10)
            assert [await asyncio.wait_for(arrived.get(), 5) for _ in range(10)] == [*range(10)]

    with serve(with_count) as url:
        asyncio.run(main(url))


class Waiting:
    """A message ``wait`` that is answered when the test says so."""

    def __init__(self) -> None:
        self.pending: list[Pending] = []
        self.asked = threading.Event()
        self.cancelled = threading.Event()

    def prepare(self, dispatcher: Dispatcher) -> None:
        """Add the message."""
        dispatcher.add_message("wait", self.wait)

    def wait(self, session: Session, payload: Any) -> Pending:
        """Answer later."""
        pending = Pending(self.cancelled.set)
        self.pending.append(pending)
        self.asked.set()
        return pending

    def give(self, how: str, reply: Any) -> None:
        """Answer, once there was a question."""
        assert self.asked.wait(5)
        getattr(self.pending[0], how)(reply)


def test_answer_that_comes_later_holds_up_nothing() -> None:
    waiting = Waiting()
    with serve(waiting.prepare) as url, znsocket.Client(url) as client:
        replies: queue.Queue[Any] = queue.Queue()
        threading.Thread(target=lambda: replies.put(client.call("wait"))).start()
        assert waiting.asked.wait(5)
        assert client.set("a", 1) is True  # the same connection goes on
        waiting.pending[0].resolve({"data": 5})
        assert replies.get(timeout=5) == 5


def test_answer_that_comes_later_may_be_an_error() -> None:
    waiting = Waiting()
    with serve(waiting.prepare) as url, znsocket.Client(url) as client:
        error = ResponseError("not this time")
        threading.Thread(target=waiting.give, args=("fail", error)).start()
        with pytest.raises(ResponseError, match="not this time"):
            client.call("wait")


def test_acknowledgement_of_an_event_waits() -> None:
    waiting = Waiting()
    with serve(waiting.prepare) as url:
        sio = socketio.Client(handle_sigint=False)
        sio.connect(url.replace("znsocket://", "http://"), namespaces=["/znsocket"])
        threading.Thread(target=waiting.give, args=("resolve", "later")).start()
        assert sio.call("wait", namespace="/znsocket") == "later"
        sio.disconnect()


def test_answer_is_cancelled_when_the_client_goes() -> None:
    waiting = Waiting()
    with serve(waiting.prepare) as url:
        client = znsocket.Client(url)
        failed: queue.Queue[Exception] = queue.Queue()

        def call() -> None:
            try:
                client.call("wait")
            except ConnectionError as error:
                failed.put(error)

        threading.Thread(target=call).start()
        assert waiting.asked.wait(5)
        client.close()
        assert waiting.cancelled.wait(5)
        assert "was lost" in str(failed.get(timeout=5))


def test_answer_is_cancelled_when_the_client_has_gone_before_it_waits() -> None:
    asked, cancelled = threading.Event(), threading.Event()

    def wait(session: Session, payload: Any) -> Pending:
        asked.set()
        deadline = time.monotonic() + 10
        while not session.ended and time.monotonic() < deadline:
            time.sleep(0.01)
        return Pending(cancelled.set)

    with serve(lambda dispatcher: dispatcher.add_message("wait", wait)) as url:
        sio = socketio.Client(handle_sigint=False)
        sio.connect(url.replace("znsocket://", "http://"), namespaces=["/znsocket"])
        sio.emit("wait", namespace="/znsocket")
        assert asked.wait(10)
        sio.disconnect()
        assert cancelled.wait(20)


class Mute:
    """A client over a bare websocket, which reads only what it is told to read."""

    def __init__(self, url: str) -> None:
        address = url.replace("znsocket://", "ws://") + "/socket.io/?EIO=4&transport=websocket"
        self.stream = websocket.create_connection(address)
        self.stream.send("40/znsocket,")

    def ask(self, event: str) -> Any:
        """Return what an event is acknowledged with."""
        self.stream.send(f'42/znsocket,1["{event}",[[],{{}}]]')
        texts = iter(lambda: str(self.stream.recv()), "")
        answer = next(text for text in texts if text.startswith("43/znsocket,1"))
        return json.loads(answer.removeprefix("43/znsocket,1"))

    def close(self) -> None:
        """Close the connection, without a word."""
        self.stream.shutdown()

    def speak(self) -> None:
        """Have messages of our own from now on, and be noted by the server."""
        self.tag = bytes.fromhex(self.ask("server_config")[0]["wire"]["tag"])
        self.send("here")
        self.stream.recv()

    def send(self, name: str, *args: Any) -> None:
        """Send a message of our own."""
        self.stream.send_binary(self.tag + pack([1, name, list(args), {}]))


def has_ended(session: Session, seconds: float) -> bool:
    """Wait until a session has ended."""
    deadline = time.monotonic() + seconds
    while not session.ended and time.monotonic() < deadline:
        time.sleep(0.01)
    return session.ended


def noting(sessions: list[Session]) -> Callable[[Dispatcher], None]:
    """Return what adds the message ``here``, which notes the session of its sender."""

    def prepare(dispatcher: Dispatcher) -> None:
        dispatcher.add_message("here", lambda session, payload: sessions.append(session))

    return prepare


def test_client_that_does_not_read_is_disconnected() -> None:
    sessions: list[Session] = []
    with (
        serve(noting(sessions), unread_bytes=5_000_000) as url,
        znsocket.Client(url) as other,
        contextlib.closing(Mute(url)) as client,
    ):
        client.speak()
        for _ in range(100):
            sessions[0].push("much", "x" * 400_000)
            if sessions[0].ended:
                break
            time.sleep(0.01)
        assert has_ended(sessions[0], 5)
        assert other.ping() is True


def test_client_that_does_not_read_its_events_is_disconnected() -> None:
    sessions: list[Session] = []
    with (
        serve(noting(sessions), unread_events=50) as url,
        znsocket.Client(url) as other,
        contextlib.closing(Mute(url)) as client,
    ):
        client.ask("here")
        for _ in range(200):
            sessions[0].push("much", "x" * 100_000)
        assert has_ended(sessions[0], 10)
        assert other.ping() is True


def test_client_that_reads_no_answers_is_disconnected_in_time() -> None:
    sessions: list[Session] = []
    limits = {"unread_bytes": 1_000_000, "unread_seconds": 1}
    with (
        serve(noting(sessions), **limits) as url,
        znsocket.Client(url) as other,
        contextlib.closing(Mute(url)) as client,
    ):
        other.set("value", "x" * 400_000)
        client.speak()
        for _ in range(60):
            client.send("get", "value")
        assert has_ended(sessions[0], 20)
        assert other.get("value") == "x" * 400_000


def test_few_large_answers_are_on_their_way_at_once() -> None:
    sessions: list[Session] = []
    with (
        serve(noting(sessions), large_answers=2) as url,
        znsocket.Client(url) as other,
        contextlib.closing(Mute(url)) as client,
    ):
        other.set("value", os.urandom(8_000_000).hex())
        client.speak()
        for _ in range(10):
            client.send("get", "value")
        deadline = time.monotonic() + 10
        while len(sessions[0].sending) < 2:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        for _ in range(50):
            assert len(sessions[0].sending) == 2
            time.sleep(0.01)
        assert other.ping() is True
