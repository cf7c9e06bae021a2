"""Channels: who hears what, in which order and how it is told, as of redis-py on Redis."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
import redis
import redis.asyncio
from peers import A_WHILE, KINDS, PROMPT, Peers

import znsocket
from znsocket.exceptions import ConnectionError
from znsocket.pubsub import Inbox


@pytest.fixture
def r(all_peers: Peers) -> Any:
    """One of the peers."""
    return all_peers.one()


def received(pubsub: Any, count: int) -> list[tuple[Any, ...]]:
    """Return the next messages, each as its type, pattern, channel and data."""
    messages = []
    for _ in range(count):
        message = pubsub.get_message(timeout=PROMPT)
        assert message is not None, f"only {len(messages)} of {count}: {messages}"
        assert list(message) == ["type", "pattern", "channel", "data"]
        messages.append(tuple(message.values()))
    return messages


def quiet(pubsub: Any) -> bool:
    """Tell whether nothing comes for a while."""
    return pubsub.get_message(timeout=A_WHILE) is None


def test_channels_and_patterns(all_peers: Peers, r: Any) -> None:
    other = all_peers.one()
    pubsub = r.pubsub()
    assert not pubsub.subscribed
    assert pubsub.subscribe("a", "b") is None
    assert pubsub.subscribed
    assert received(pubsub, 2) == [("subscribe", None, "a", 1), ("subscribe", None, "b", 2)]
    pubsub.psubscribe("n*", "a")
    assert received(pubsub, 2) == [("psubscribe", None, "n*", 3), ("psubscribe", None, "a", 4)]
    pubsub.subscribe("a")
    assert received(pubsub, 1) == [("subscribe", None, "a", 4)]
    assert pubsub.channels == {"a": None, "b": None}
    assert pubsub.patterns == {"n*": None, "a": None}

    assert other.publish("nobody's", "x") == 1
    assert received(pubsub, 1) == [("pmessage", "n*", "nobody's", "x")]
    assert other.publish("b", 3.5) == 1
    assert received(pubsub, 1) == [("message", None, "b", "3.5")]
    assert other.publish("a", "") == 2
    assert received(pubsub, 2) == [("message", None, "a", ""), ("pmessage", "a", "a", "")]
    assert other.publish("c", "x") == 0
    assert quiet(pubsub)

    assert sorted(other.pubsub_channels()) == ["a", "b"]
    assert other.pubsub_channels("[b-z]") == ["b"]
    assert other.pubsub_numsub("a", "c", b"b", "n1") == [("a", 1), ("c", 0), ("b", 1), ("n1", 0)]
    assert other.pubsub_numsub() == []
    assert other.pubsub_numpat() == 2

    pubsub.unsubscribe("c", "b")
    assert received(pubsub, 2) == [("unsubscribe", None, "c", 4), ("unsubscribe", None, "b", 3)]
    assert other.publish("b", "x") == 0
    pubsub.unsubscribe()
    pubsub.unsubscribe()
    assert received(pubsub, 2) == [("unsubscribe", None, "a", 2), ("unsubscribe", None, None, 2)]
    pubsub.punsubscribe()
    assert {one[2] for one in received(pubsub, 2)} == {"n*", "a"}
    assert not pubsub.subscribed
    assert (pubsub.channels, pubsub.patterns) == ({}, {})
    assert (other.pubsub_channels(), other.pubsub_numpat()) == ([], 0)
    pubsub.close()


def test_each_is_on_its_own(all_peers: Peers, r: Any) -> None:
    one, another, third = r.pubsub(), r.pubsub(), all_peers.one().pubsub()
    for pubsub in (one, another, third):
        pubsub.subscribe("news")
        assert received(pubsub, 1) == [("subscribe", None, "news", 1)]
    assert r.publish("news", "x") == 3
    for pubsub in (one, another, third):
        assert received(pubsub, 1) == [("message", None, "news", "x")]
    another.unsubscribe("news")
    received(another, 1)
    one.close()
    until(lambda: r.pubsub_numsub("news") == [("news", 1)])
    assert r.publish("news", "y") == 1
    assert received(third, 1) == [("message", None, "news", "y")]
    third.close()
    until(lambda: r.pubsub_channels() == [])


def until(holds: Callable[[], bool]) -> None:
    """Wait until something is true: Redis learns of a connection that ends when it looks."""
    deadline = time.monotonic() + PROMPT
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_closed_and_used_again(r: Any) -> None:
    with r.pubsub() as pubsub:
        pubsub.subscribe("a")
        r.publish("a", 1)
    assert (pubsub.channels, pubsub.subscribed) == ({}, False)
    until(lambda: r.publish("a", 2) == 0)
    pubsub.subscribe("b")
    assert received(pubsub, 1) == [("subscribe", None, "b", 1)]
    assert r.publish("b", 3) == 1
    assert received(pubsub, 1) == [("message", None, "b", "3")]
    pubsub.close()


def test_forgotten_without_being_closed(r: Any) -> None:
    if isinstance(getattr(r, "_made", r), redis.asyncio.Redis):
        pytest.skip("redis-py's asyncio client leaves it subscribed")
    pubsub = r.pubsub()
    pubsub.subscribe("a")
    received(pubsub, 1)
    del pubsub
    until(lambda: r.publish("a", 2) == 0)


@pytest.mark.parametrize("made", ["Storage()", "Client(url)"])
def test_a_program_ends_that_still_listens(made: str, memory_server: str) -> None:
    program = f"""
from znsocket import Client, Storage
url = {memory_server!r}
pubsub = {made}.pubsub()
pubsub.subscribe("a")
assert pubsub.get_message(timeout=30)["channel"] == "a"
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=50)


def test_handlers(r: Any) -> None:
    heard: list[Any] = []
    pubsub = r.pubsub(ignore_subscribe_messages=True)
    pubsub.subscribe("plain", news=heard.append)
    pubsub.psubscribe(**{"w*": heard.append})
    for channel in ("news", "weather", "plain"):
        r.publish(channel, channel.upper())
    deadline = time.monotonic() + PROMPT
    messages = []
    while not messages and time.monotonic() < deadline:
        message = pubsub.get_message(timeout=0.1)
        messages += [message] if message else []
    assert messages == [{"type": "message", "pattern": None, "channel": "plain", "data": "PLAIN"}]
    assert heard == [
        {"type": "message", "pattern": None, "channel": "news", "data": "NEWS"},
        {"type": "pmessage", "pattern": "w*", "channel": "weather", "data": "WEATHER"},
    ]
    pubsub.close()


def test_ignoring_what_tells_of_subscriptions(r: Any) -> None:
    pubsub = r.pubsub()
    pubsub.subscribe("a")
    assert pubsub.get_message(ignore_subscribe_messages=True, timeout=PROMPT) is None
    pubsub.unsubscribe("a")
    assert pubsub.get_message(ignore_subscribe_messages=True, timeout=PROMPT) is None
    assert not pubsub.subscribed
    pubsub.close()


def test_names_of_all_kinds(r: Any) -> None:
    pubsub = r.pubsub()
    pubsub.subscribe(["a", b"b"], 3)
    assert [one[2] for one in received(pubsub, 3)] == ["a", "b", "3"]
    pubsub.unsubscribe(["a"], 3)
    assert [one[2] for one in received(pubsub, 2)] == ["a", "3"]
    with pytest.raises(redis.DataError):
        pubsub.subscribe(None)
    with pytest.raises(redis.DataError):
        r.publish("a", None)
    pubsub.close()
    empty = r.pubsub()
    with pytest.raises(redis.ResponseError, match="wrong number of arguments for 'subscribe'"):
        empty.subscribe()
        empty.get_message(timeout=PROMPT)  # redis-py tells it here
    empty.close()


def test_before_there_is_a_subscription(peers: Peers) -> None:
    pubsub = peers.one().pubsub()
    assert pubsub.get_message() is None
    assert pubsub.get_message(timeout=0.01) is None
    assert list(pubsub.listen()) == []
    with pytest.raises(RuntimeError, match="did you forget to call subscribe"):
        pubsub.parse_response()
    pubsub.close()


CHANNELS = ["a", "b", "ab", "*", "a\n", "ü"]
GLOBS = {
    "a*": ["a", "ab", "a\n"],
    "?": ["a", "b", "*"],
    "[^a]": ["b", "*"],
    "[a-c]?": ["ab", "a\n"],
    "\\*": ["*"],
    "": [],
    "[a": ["a"],
    "*b*": ["b", "ab"],
    "*": CHANNELS,
}


@pytest.mark.parametrize("pattern", GLOBS)
def test_patterns(peers: Peers, pattern: str) -> None:
    r = peers.one()
    pubsub = r.pubsub()
    pubsub.psubscribe(pattern)
    received(pubsub, 1)
    assert [one for one in CHANNELS if r.publish(one, "x")] == GLOBS[pattern]
    pubsub.close()


def test_pipelines(all_peers: Peers, r: Any) -> None:
    pubsub = all_peers.one().pubsub(ignore_subscribe_messages=True)
    pubsub.subscribe("a", "b")
    while pubsub.get_message(timeout=A_WHILE):
        pass
    pipe = r.pipeline()
    pipe.publish("a", 1).set("k", "v").publish("b", 2).pubsub_numsub("a").publish("c", 3)
    assert quiet(pubsub)
    assert pipe.execute() == [1, True, 1, [("a", 1)], 0]
    assert [one[2:] for one in received(pubsub, 2)] == [("a", "1"), ("b", "2")]
    pubsub.close()


def test_order(all_peers: Peers, r: Any) -> None:
    pubsub, twin = r.pubsub(), all_peers.one().pubsub()
    for one in (pubsub, twin):
        one.subscribe("a")
        one.psubscribe("[b]")
        received(one, 2)

    def publish(channel: str) -> None:
        publisher = all_peers.one()
        for number in range(100):
            publisher.publish(channel, number)

    threads = [threading.Thread(target=publish, args=(one,)) for one in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    messages = received(pubsub, 200)
    for channel in ("a", "b"):
        assert [one[3] for one in messages if one[2] == channel] == [str(n) for n in range(100)]
    assert received(twin, 200) == messages
    pubsub.close()
    twin.close()


def test_listening(r: Any) -> None:
    pubsub = r.pubsub()
    pubsub.subscribe("a")
    r.publish("a", 1)
    pubsub.unsubscribe()
    assert [one["type"] for one in pubsub.listen()] == ["subscribe", "message", "unsubscribe"]
    pubsub.close()


def test_waiting(peers: Peers) -> None:
    r = peers.one()
    pubsub = r.pubsub(ignore_subscribe_messages=True)
    pubsub.subscribe("a")
    assert pubsub.get_message(timeout=PROMPT) is None
    begin = time.monotonic()
    assert pubsub.get_message(timeout=0.05) is None
    assert 0.03 < time.monotonic() - begin < 1
    later = threading.Timer(0.05, peers.one().publish, args=("a", 1))
    later.start()
    assert pubsub.get_message(timeout=None)["data"] == "1"
    later.join()
    pubsub.close()


def test_in_a_thread(peers: Peers) -> None:
    r, heard, failed = peers.one(), [], []
    arrived = threading.Event()

    def hear(message: Any) -> None:
        heard.append((message["data"], r.get("k")))  # it may call
        arrived.set()
        if message["data"] == "bad":
            raise ValueError("bad")

    pubsub = r.pubsub()
    pubsub.subscribe(a=hear)
    r.set("k", "v")
    thread = pubsub.run_in_thread(
        sleep_time=0.01, exception_handler=lambda error, *rest: failed.append((error, rest))
    )
    for data in ("bad", "good"):
        arrived.clear()
        assert r.publish("a", data) == 1
        assert arrived.wait(PROMPT)
    pubsub.subscribe(b=hear)
    arrived.clear()
    until(lambda: r.publish("b", "late") == 1)
    assert arrived.wait(PROMPT)
    thread.stop()
    thread.join(PROMPT)
    assert not thread.is_alive()
    assert heard == [("bad", "v"), ("good", "v"), ("late", "v")]
    assert [(str(error), rest) for error, rest in failed] == [("bad", (pubsub, thread))]
    until(lambda: r.publish("a", 1) == 0)

    pubsub.subscribe("without")
    with pytest.raises(redis.exceptions.PubSubError, match="'without' has no handler registered"):
        pubsub.run_in_thread()
    pubsub.close()


@pytest.mark.parametrize("kind", [one for one in KINDS if "storage" not in one])
def test_octets(kind: str, request: pytest.FixtureRequest, redis_url: str) -> None:
    make: dict[str, Callable[[], Any]] = {
        "client": lambda: znsocket.Client(request.getfixturevalue("memory_server"), False),
        "redis-client": lambda: znsocket.Client(request.getfixturevalue("redis_server"), False),
        "redis-py": lambda: redis.Redis.from_url(redis_url),
    }
    r = make[kind]()
    pubsub = r.pubsub()
    pubsub.subscribe(b"\xff", "ü")
    pubsub.psubscribe(b"\xfe*")
    received(pubsub, 3)
    assert pubsub.channels == {b"\xff": None, "ü".encode(): None}
    r.publish(b"\xff", b"\x00\xff")
    r.publish(b"\xfe\xff", "ü")
    assert received(pubsub, 2) == [
        ("message", None, b"\xff", b"\x00\xff"),
        ("pmessage", b"\xfe*", b"\xfe\xff", "ü".encode()),
    ]
    pubsub.ping()
    assert received(pubsub, 1) == [("pong", None, None, b"")]
    pubsub.unsubscribe(b"\xff")
    assert received(pubsub, 1) == [("unsubscribe", None, b"\xff", 2)]
    pubsub.close()
    r.close()


@pytest.mark.parametrize("kind", ["storage", "redis-storage"])
def test_octets_in_stores(kind: str, redis_url: str) -> None:
    r: Any = znsocket.Storage() if kind == "storage" else znsocket.RedisStorage(redis_url)
    pubsub = r.pubsub()
    pubsub.subscribe("a")
    r.publish("a", b"\xff")
    assert received(pubsub, 2)[1] == ("message", None, "a", b"\xff")
    pubsub.ping("hello")
    assert received(pubsub, 1) == [("pong", None, None, "hello")]
    pubsub.close()
    r.close()


def test_text_that_is_none(all_peers: Peers, r: Any) -> None:
    if isinstance(r, (znsocket.Storage, znsocket.RedisStorage)):
        pytest.skip("stores give octets that are no text as bytes")
    pubsub = r.pubsub(ignore_subscribe_messages=True)
    pubsub.subscribe("a")
    pubsub.get_message(timeout=PROMPT)
    r.publish("a", b"\xff")
    with pytest.raises(UnicodeDecodeError):
        pubsub.get_message(timeout=PROMPT)
    pubsub.close()


def test_large_messages_keep_their_place(r: Any) -> None:
    large = "x" * 3_000_000
    pubsub = r.pubsub()
    pubsub.subscribe("a")
    for data in ("before", large, "between", large + "y", "after", "end"):
        r.publish("a", data)
    data = [one[3] for one in received(pubsub, 7)[1:]]
    assert data == ["before", large, "between", large + "y", "after", "end"]
    pubsub.close()


def test_what_is_left_unread_is_bounded() -> None:
    inbox = Inbox(limit=10_000)
    inbox.put(["subscribe", "a", 1])
    for number in range(100):
        inbox.put(["message", "a", f"{number}".ljust(300)])
    inbox.put(["unsubscribe", "a", 0])
    got = []
    with pytest.raises(ConnectionError, match=r"^\d+ messages were lost: more than 10000 bytes"):
        while True:
            got.append(inbox.get(0))
    assert [one[2] for one in got[1:]] == [f"{number}".ljust(300) for number in range(len(got) - 1)]
    assert 10 < len(got) < 30
    assert inbox.get(0) == ["unsubscribe", "a", 0]
    inbox.put(["message", "a", "later"])
    assert inbox.get(0) == ["message", "a", "later"]
    assert inbox.get(0) is None


def test_closing_ends_waiting() -> None:
    r = znsocket.Storage()
    pubsub = r.pubsub()
    pubsub.subscribe("a")
    ended: list[Any] = []
    thread = threading.Thread(target=lambda: ended.append(list(pubsub.listen())))
    thread.start()
    time.sleep(A_WHILE)
    pubsub.close()
    thread.join(PROMPT)
    assert [one["type"] for one in ended[0]] == ["subscribe"]


@pytest.mark.parametrize("channel", ["socketio", "znsocket:refresh:0", b"znsocket:node:x"])
def test_channels_of_servers_are_not_for_clients(all_peers: Peers, r: Any, channel: Any) -> None:
    if type(getattr(r, "_made", r)).__module__.startswith("redis."):
        pytest.skip("redis-py knows of no servers")
    pubsub = r.pubsub()
    for call in (lambda: r.publish(channel, "x"), lambda: pubsub.subscribe("a", channel)):
        with pytest.raises(redis.ResponseError, match="NOPERM No permissions to access"):
            call()
    with pytest.raises(AttributeError, match="has no attribute 'ssubscribe'"):
        pubsub.ssubscribe("a")
