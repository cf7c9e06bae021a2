"""Commands that wait: who is served, when and with what, as on a real Redis."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
import redis
from peers import Peers, storage_peers, timed

import znsocket


@pytest.fixture
def r(peers: Peers) -> Any:
    """One of the peers."""
    return peers.one()


def fill_list(r: Any) -> None:
    r.rpush("k", "a", "b", "c")


def fill_sorted_set(r: Any) -> None:
    r.zadd("k", {"a": 1, "b": 2.5})


def fill_stream(r: Any) -> None:
    r.xadd("k", {"f": "v"}, id="5-1")


#: Every command that waits: its arguments but the last that say how long, what fills the key, and
#: the replies with something in it and with nothing.
FORMS: list[tuple[Callable[[Any, float], Any], Callable[[Any], Any], Any, Any]] = [
    (lambda r, s: r.blpop("k", s), fill_list, ("k", "a"), None),
    (lambda r, s: r.blpop(["x", "k"], timeout=s), fill_list, ("k", "a"), None),
    (lambda r, s: r.brpop(["x", "k"], s), fill_list, ("k", "c"), None),
    (lambda r, s: r.blmove("k", "to", s), fill_list, "a", None),
    (lambda r, s: r.blmove("k", "to", s, "RIGHT", "LEFT"), fill_list, "c", None),
    (lambda r, s: r.brpoplpush("k", "to", s), fill_list, "c", None),
    (lambda r, s: r.blmpop(s, 2, "x", "k", direction="LEFT"), fill_list, ["k", ["a"]], None),
    (
        lambda r, s: r.blmpop(s, 1, "k", direction="RIGHT", count=2),
        fill_list,
        ["k", ["c", "b"]],
        None,
    ),
    (lambda r, s: r.bzpopmin(["x", "k"], s), fill_sorted_set, ("k", "a", 1.0), None),
    (lambda r, s: r.bzpopmax("k", s), fill_sorted_set, ("k", "b", 2.5), None),
    (lambda r, s: r.bzmpop(s, 1, ["k"], max=True), fill_sorted_set, ["k", [["b", b"2.5"]]], None),
    (
        lambda r, s: r.xread({"x": "$", "k": "0"}, block=int(s * 1000)),
        fill_stream,
        [["k", [("5-1", {"f": "v"})]]],
        [],
    ),
    (
        lambda r, s: r.xreadgroup("g", "c", {"g": ">", "k": ">"}, block=int(s * 1000)),
        fill_stream,
        [["k", [("5-1", {"f": "v"})]]],
        [],
    ),
]


@pytest.mark.parametrize("form", FORMS)
def test_every_form(peers: Peers, r: Any, form: Any) -> None:
    call, fill, full, empty = form
    for name in ("g", "k"):
        if fill is fill_stream:
            r.xgroup_create(name, "g", mkstream=True)
    reply, seconds = timed(lambda: call(r, 0.05))
    assert reply == empty
    assert 0.04 <= seconds < 1
    waiting = peers.waiting(lambda: call(r, 0))
    assert waiting.waits
    fill(r)
    assert waiting.result() == full
    r.delete("k")
    if fill is fill_stream:
        r.xgroup_create("k", "g", mkstream=True)
    fill(r)
    assert call(r, 0) == full
    piped = r.pipeline()
    r.delete("k")
    if fill is fill_stream:
        r.xgroup_create("k", "g", mkstream=True)
    call(piped, 0)
    fill(piped)
    call(piped, 0)
    replies = piped.execute()
    assert (replies[0], replies[2]) == (empty, full)


ERRORS: list[tuple[Callable[[Any], Any], str]] = [
    (lambda r: r.blpop("text", 1), "WRONGTYPE"),
    (lambda r: r.blpop(["missing", "text"], 1), "WRONGTYPE"),
    (lambda r: r.bzpopmin("list", 1), "WRONGTYPE"),
    (lambda r: r.brpoplpush("text", "x", 1), "WRONGTYPE"),
    (lambda r: r.blmove("list", "text", 1), "WRONGTYPE"),
    (lambda r: r.blpop("x", -1), "timeout is negative"),
    (lambda r: r.blpop("x", "a"), "timeout is not a float or out of range"),
    (lambda r: r.brpop("x", float("nan")), "timeout is not a float or out of range"),
    (lambda r: r.bzpopmax("x", float("inf")), "timeout is negative"),
    (lambda r: r.blpop("x", 1e16), "timeout is negative"),
    (lambda r: r.blpop("x", ""), "timeout is not a float or out of range"),
    (lambda r: r.blmove("x", "y", -1), "timeout is negative"),
    (lambda r: r.blmove("x", "y", -1, "UP", "LEFT"), "syntax error"),
    (lambda r: r.blmpop(-1, 0, direction="LEFT"), "numkeys should be greater than 0"),
    (lambda r: r.blmpop(-1, 1, "x", direction="LEFT"), "timeout is negative"),
    (lambda r: r.blmpop(1, 1, "x", direction="UP"), "syntax error"),
    (lambda r: r.blmpop(1, 2, "x", direction="LEFT"), "syntax error"),
    (lambda r: r.bzmpop(1, 1, ["x"], min=True, count=0), "count should be greater than 0"),
    (lambda r: r.blpop([], 1), "wrong number of arguments for 'blpop' command"),
    (lambda r: r.xreadgroup("g", "c", {"x": ">"}, block=5), "NOGROUP No such key 'x'"),
    (lambda r: r.xread({"list": "$"}, block=5), "WRONGTYPE"),
]


def test_errors(r: Any) -> None:
    r.set("text", "x")
    r.rpush("list", "a")
    for call, text in ERRORS:
        with pytest.raises(redis.ResponseError) as raised:
            call(r)
        assert str(raised.value).startswith(text)
    assert r.lrange("list", 0, -1) == ["a"]


def test_one_or_the_other_end(r: Any) -> None:
    with pytest.raises(redis.DataError, match="Either min or max, but not both must be set"):
        r.bzmpop(1, 1, ["x"])


def test_first_come_first_served(peers: Peers, r: Any) -> None:
    waiting = [peers.wait("blpop", "k", 0) for _ in range(5)]
    r.rpush("k", "1", "2")
    r.rpush("k", "3", "4", "5", "6")
    assert [one.result() for one in waiting] == [("k", str(n)) for n in range(1, 6)]
    assert r.lrange("k", 0, -1) == ["6"]


def test_many_pushes_are_one_to_those_who_wait(peers: Peers, r: Any) -> None:
    first, second = peers.wait("blpop", "k", 0), peers.wait("brpop", "k", 0)
    assert r.lpush("k", "a", "b", "c") == 3
    assert (first.result(), second.result()) == (("k", "c"), ("k", "a"))
    assert r.lrange("k", 0, -1) == ["b"]


def test_key_that_is_filled_first_is_taken_from(peers: Peers, r: Any) -> None:
    waiting = peers.wait("blpop", ["a", "b"], 0)
    r.pipeline().rpush("b", "1").rpush("a", "2").execute()
    assert waiting.result() == ("b", "1")
    assert r.lrange("a", 0, -1) == ["2"]


def test_transaction_is_seen_as_a_whole(peers: Peers, r: Any) -> None:
    waiting = peers.wait("blpop", "k", 0)
    assert r.pipeline().rpush("k", "1").lpop("k").execute() == [1, "1"]
    assert r.pipeline().rpush("k", "2").delete("k").sadd("k", "x").execute() == [1, 1, 1]
    assert waiting.waits
    r.pipeline().delete("k").rpush("k", "3").lpush("k", "4").execute()
    assert waiting.result() == ("k", "4")


def test_other_types_are_passed_over(peers: Peers, r: Any) -> None:
    lists, sets = peers.wait("blpop", "k", 0), peers.wait("bzpopmin", "k", 0)
    r.set("k", "text")
    r.delete("k")
    r.zadd("k", {"a": 1})
    assert sets.result() == ("k", "a", 1.0)
    assert lists.waits
    r.rpush("k", "b")
    assert lists.result() == ("k", "b")


def test_chain_of_moves(peers: Peers, r: Any) -> None:
    last = peers.wait("blpop", "c", 0)
    second = peers.wait("blmove", "b", "c", 0)
    first = peers.wait("brpoplpush", "a", "b", 0)
    r.rpush("a", "x")
    assert [first.result(), second.result(), last.result()] == ["x", "x", ("c", "x")]
    assert r.keys() == []


def test_rotation(peers: Peers, r: Any) -> None:
    waiting = [peers.wait("brpoplpush", "k", "k", 0) for _ in range(3)]
    r.rpush("k", "a", "b")
    assert [one.result() for one in waiting] == ["b", "a", "b"]
    assert r.lrange("k", 0, -1) == ["b", "a"]


def test_move_to_another_type_takes_nothing(peers: Peers, r: Any) -> None:
    r.set("text", "x")
    first, second = peers.wait("blmove", "k", "text", 0), peers.wait("blpop", "k", 0)
    r.rpush("k", "a")
    assert first.result().startswith("WRONGTYPE")
    assert second.result() == ("k", "a")


def fill_by_rename(r: Any) -> None:
    r.rpush("other", "a")
    r.rename("other", "k")


def fill_by_copy(r: Any) -> None:
    r.rpush("other", "a")
    r.copy("other", "k")


def fill_by_sort(r: Any) -> None:
    r.sadd("other", "a")
    r.sort("other", alpha=True, store="k")


def fill_by_move(r: Any) -> None:
    r.rpush("other", "a")
    r.lmove("other", "k", "LEFT", "LEFT")


def fill_by_restore(r: Any) -> None:
    r.rpush("other", "a")
    r.restore("k", 0, r.dump("other"))


def test_every_way_to_a_list(peers: Peers, r: Any) -> None:
    for fill in (fill_by_rename, fill_by_copy, fill_by_sort, fill_by_move, fill_by_restore):
        waiting = peers.wait("blpop", "k", 0)
        fill(r)
        assert waiting.result() == ("k", "a"), fill
        r.flushall()


def test_every_way_to_the_list_of_a_collection(peers: Peers, r: Any) -> None:
    origin = znsocket.List(r, "origin")
    origin.extend(["b", "c"])
    items, other = znsocket.List(r, "q"), znsocket.List(r, "other")
    other.append("a")
    fills: list[Callable[[], Any]] = [
        lambda: items.append("a"),
        lambda: items.extend(["a", "b"]),
        lambda: items.insert(0, "a"),
        lambda: items.__setitem__(slice(0, 0), ["a"]),
        lambda: other.copy(key="q"),
        lambda: znsocket.Segments(r, origin, "q").append("a"),
        lambda: znsocket.Segments(r, origin, "q").__setitem__(0, "a"),
    ]
    for number, fill in enumerate(fills):
        waiting = peers.wait("blpop", items.key, 0)
        fill()
        assert waiting.result() == (items.key, '"a"'), number
        r.delete(items.key, "znsocket.Segments:q")


def test_every_way_to_a_sorted_set(peers: Peers, r: Any) -> None:
    r.zadd("other", {"a": 2})
    fills: list[Callable[[], Any]] = [
        lambda: r.zincrby("k", 2, "a"),
        lambda: r.zadd("k", {"a": 2}, incr=True),
        lambda: r.zunionstore("k", ["other"]),
        lambda: r.zrangestore("k", "other", 0, -1),
    ]
    for fill in fills:
        waiting = peers.wait("bzpopmin", "k", 0)
        fill()
        assert waiting.result() == ("k", "a", 2.0)


class TestStreams:
    def test_every_reader_gets_what_is_new(self, peers: Peers, r: Any) -> None:
        r.xadd("k", {"f": "old"}, id="1-1")
        waiting = [peers.wait("xread", {"k": "$"}, block=0) for _ in range(3)]
        later = peers.wait("xread", {"k": "7-1"}, block=0, count=1)
        r.xadd("k", {"f": "new"}, id="5-1")
        assert [one.result() for one in waiting] == [[["k", [("5-1", {"f": "new"})]]]] * 3
        assert later.waits
        r.pipeline().xadd("k", {"f": "a"}, id="8-1").xadd("k", {"f": "b"}, id="8-2").execute()
        assert later.result() == [["k", [("8-1", {"f": "a"})]]]

    def test_only_the_stream_that_is_filled_first(self, peers: Peers, r: Any) -> None:
        waiting = peers.wait("xread", {"a": "$", "b": "$"}, block=0)
        r.pipeline().xadd("b", {"f": "1"}, id="1-1").xadd("a", {"f": "2"}, id="1-1").execute()
        assert waiting.result() == [["b", [("1-1", {"f": "1"})]]]

    def test_one_consumer_of_a_group(self, peers: Peers, r: Any) -> None:
        r.xgroup_create("k", "g", mkstream=True)
        first = peers.wait("xreadgroup", "g", "ann", {"k": ">"}, block=0)
        second = peers.wait("xreadgroup", "g", "bob", {"k": ">"}, block=0, noack=True)
        r.xadd("k", {"f": "1"}, id="1-1")
        assert first.result() == [["k", [("1-1", {"f": "1"})]]]
        assert second.waits
        r.xadd("k", {"f": "2"}, id="2-1")
        assert second.result() == [["k", [("2-1", {"f": "2"})]]]
        assert r.xpending("k", "g")["consumers"] == [{"name": "ann", "pending": 1}]

    GONE = "UNBLOCKED the stream key no longer exists"
    NO_GROUP = "NOGROUP the consumer group this client was blocked on no longer exists"

    GOING: tuple[tuple[Callable[[Any], Any], str], ...] = (
        (lambda r: r.delete("k"), GONE),
        (lambda r: r.flushdb(), GONE),
        (lambda r: r.pexpire("k", 20), GONE),
        (lambda r: r.set("k", "text"), GONE),
        (lambda r: r.rename("k", "away"), GONE),
        (lambda r: r.xgroup_destroy("k", "g"), NO_GROUP),
        (lambda r: r.copy("other", "k", replace=True), NO_GROUP),
    )

    def test_group_that_goes(self, peers: Peers, r: Any) -> None:
        for change, text in self.GOING:
            r.xadd("other", {"f": "v"})
            r.xgroup_create("k", "g", mkstream=True)
            waiting = peers.wait("xreadgroup", "g", "ann", {"k": ">"}, block=0)
            reader = peers.wait("xread", {"k": "$"}, block=60)
            change(r)
            assert waiting.result() == text
            held = r.xrange("k") if r.type("k") == "stream" else []
            assert reader.result() == ([["k", held]] if held else [])
            r.flushall()


def test_calls_of_one_store_go_on_beside_each_other(peers: Peers, r: Any) -> None:
    waiting = peers.waiting(lambda: r.blpop("k", 0))
    assert r.incr("n") == 1
    assert waiting.waits
    r.rpush("k", "a")
    assert waiting.result() == ("k", "a")


def test_many_waiters_and_pushers(r: Any) -> None:
    got: list[str] = []
    threads = [
        threading.Thread(target=lambda: got.append(r.blpop(["a", "b"], 20)[1])) for _ in range(50)
    ]
    for thread in threads:
        thread.start()
    for number in range(50):
        r.rpush("ab"[number % 2], number)
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(got, key=int) == [str(number) for number in range(50)]
    assert r.keys() == []


class TestStorage:
    """What only the embedded store has."""

    def test_nothing_is_kept_of_calls_that_ended(self) -> None:
        peers = storage_peers()
        storage = peers.one()
        waiting = [peers.wait("blpop", ["a", "b", "a"], 0.1) for _ in range(2)]
        storage.rpush("a", "x")
        assert [one.result() for one in waiting] == [("a", "x"), None]
        watch = storage.watch(["a", "c"])
        watch.end()
        assert storage._db.observed == {}

    def test_waiter_can_be_cancelled(self) -> None:
        storage = znsocket.Storage()
        outcomes: list[Any] = []
        blpop = znsocket.registry.registry["blpop"]
        waiters = [storage.begin(blpop, ["k"], {}, lambda waits: waits) for _ in range(3)]
        for waiter in waiters:
            waiter.then(outcomes.append)
        assert waiters[0].cancel() is True
        storage.rpush("k", "a")
        assert waiters[1].cancel() is False
        assert outcomes == [("k", "a")]
        assert storage.begin(blpop, ["k"], {"timeout": 9}, lambda waits: waits).cancel() is True
        storage.rpush("k", "b")
        assert outcomes == [("k", "a"), ("k", "b")]
        assert storage.begin(blpop, ["k"], {}, lambda waits: waits).cancel() is True
        assert storage.dbsize() == 0


def test_waiter_in_redis_can_be_cancelled(redis_url: str) -> None:
    with_redis = znsocket.RedisStorage(redis_url)
    with_redis.flushall()
    outcomes: list[Any] = []
    done = threading.Event()

    def then(outcome: Any) -> None:
        outcomes.append(outcome)
        done.set()

    blpop = znsocket.registry.registry["blpop"]
    gone, served = (with_redis.begin(blpop, ["k"], {}, lambda waits: waits) for _ in range(2))
    gone.then(lambda outcome: outcomes.append("gone"))
    assert gone.cancel() is True
    served.then(then)
    with redis.Redis.from_url(redis_url) as probe:
        while probe.info("clients")["blocked_clients"] != 1:
            threading.Event().wait(0.01)
    with_redis.rpush("k", "a")
    assert done.wait(5)
    assert outcomes == [("k", "a")]
    with_redis.close()
