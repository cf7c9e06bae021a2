"""Pipelines that watch keys, as on a real Redis."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
import redis
import redis.asyncio
from conformance import pools
from conformance.calls import Call, programs
from hypothesis import HealthCheck, Phase, given, seed, settings
from peers import Peers

import znsocket
from znsocket.wire import Limits


@pytest.fixture
def r(peers: Peers) -> Any:
    """One of the peers."""
    return peers.one()


@pytest.fixture
def other(peers: Peers) -> Any:
    """Another one."""
    return peers.one()


def test_commands_between_watch_and_multi_are_carried_out_at_once(r: Any) -> None:
    def twice(score: Any) -> float:
        return 2 * float(score)

    with r.pipeline() as pipe:
        assert pipe.watch("a", "b") is True
        assert pipe.watching is True
        assert pipe.set("a", 1) is True
        assert pipe.get("a") == "1"
        assert pipe.zadd("z", {"m": 1.5}) == 1
        assert pipe.zrange("z", 0, -1, withscores=True, score_cast_func=twice) == [("m", 3.0)]
        assert pipe.unwatch() is True
        assert pipe.incr("a") is pipe
        assert pipe.execute() == [2]
        assert pipe.watching is False


def test_nobody_changed_it(r: Any) -> None:
    r.set("a", 1)
    with r.pipeline() as pipe:
        pipe.watch("a")
        value = int(pipe.get("a"))
        pipe.multi()
        assert pipe.explicit_transaction is True
        pipe.set("a", value + 1).get("a")
        assert len(pipe) == 2
        assert pipe.execute() == [True, "2"]
        assert (len(pipe), pipe.watching, pipe.explicit_transaction) == (0, False, False)


def test_somebody_changed_it(r: Any, other: Any) -> None:
    r.set("a", 1)
    with r.pipeline() as pipe:
        pipe.watch("a")
        pipe.multi()
        pipe.set("a", 5)
        other.set("a", 2)
        with pytest.raises(redis.WatchError, match=r"^Watched variable changed\.$"):
            pipe.execute()
        assert r.get("a") == "2"
        assert pipe.set("a", 6).execute() == [True]


def test_own_change_counts_too(r: Any) -> None:
    with r.pipeline() as pipe:
        pipe.watch("a")
        pipe.set("a", 1)
        pipe.multi()
        with pytest.raises(redis.WatchError):
            pipe.get("a").execute()


def test_watching_without_commands(r: Any, other: Any) -> None:
    with r.pipeline() as pipe:
        pipe.watch("a")
        assert pipe.execute() == []
        pipe.watch("a")
        other.incr("a")
        with pytest.raises(redis.WatchError):
            pipe.execute()


def test_watch_ends(r: Any, other: Any) -> None:
    with r.pipeline() as pipe:
        for end in (pipe.unwatch, pipe.reset, pipe.close):
            pipe.watch("a")
            end()
            other.incr("a")
            assert pipe.incr("b").execute() == [other.get("a") and int(other.get("b"))]


def test_order_of_calls(r: Any) -> None:
    pipe = r.pipeline()
    pipe.multi()
    with pytest.raises(redis.RedisError, match="Cannot issue nested calls to MULTI"):
        pipe.multi()
    with pytest.raises(redis.RedisError, match="Cannot issue a WATCH after a MULTI"):
        pipe.watch("a")
    pipe.reset()
    pipe.incr("a")
    with pytest.raises(redis.RedisError, match="Commands without an initial WATCH have already"):
        pipe.multi()
    pipe.reset()
    with pytest.raises(redis.ResponseError, match="wrong number of arguments for 'watch' command"):
        pipe.watch()
    with pytest.raises(redis.DataError):
        pipe.watch(["a"])
    pipe.reset()


def test_errors_are_those_of_the_commands(r: Any) -> None:
    r.set("text", "x")
    with r.pipeline() as pipe:
        pipe.watch("text")
        with pytest.raises(redis.ResponseError, match=r"^WRONGTYPE"):
            pipe.lpush("text", "a")
        pipe.multi()
        pipe.lpush("text", "a").set("b", 1)
        with pytest.raises(redis.ResponseError, match=r"^Command # 1 \(LPUSH text a\) of pipeline"):
            pipe.execute()
    assert r.get("b") == "1"


class TestTransaction:
    def test_it_is_tried_again(self, r: Any, other: Any) -> None:
        r.mset({"a": 1, "b": 2})
        tries = []

        def add(pipe: Any) -> str:
            a, b = pipe.get("a"), pipe.get("b")
            tries.append((a, b))
            if len(tries) == 1:
                other.set("a", 10)
            pipe.multi()
            pipe.set("c", int(a) + int(b))
            return "value"

        assert r.transaction(add, "a", "b") == [True]
        assert tries == [("1", "2"), ("10", "2")]
        assert r.get("c") == "12"

    def test_value_of_the_function(self, r: Any) -> None:
        assert r.transaction(lambda pipe: "value", "a", value_from_callable=True) == "value"
        assert r.transaction(lambda pipe: pipe.incr("a"), shard_hint="s", watch_delay=0.1) == [1]

    def test_delay(self, r: Any, other: Any) -> None:
        times: list[float] = []

        def change(pipe: Any) -> None:
            times.append(time.monotonic())
            if len(times) == 1:
                other.incr("a")

        r.transaction(change, "a", watch_delay=0.1)
        assert 0.09 <= times[1] - times[0] < 1

    def test_many_at_once_lose_nothing(self, peers: Peers) -> None:
        def work(r: Any) -> None:
            def add(pipe: Any) -> None:
                value = int(pipe.get("n") or 0)
                pipe.multi()
                pipe.set("n", value + 1)

            for _ in range(10):
                r.transaction(add, "n")

        threads = [threading.Thread(target=work, args=(peers.one(),)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert peers.one().get("n") == "40"


@pytest.fixture(params=["client", "redis-client", "redis-py"])
def async_client(request: pytest.FixtureRequest, redis_url: str) -> Callable[[], Any]:
    """A function that makes asyncio clients of one kind, with every key removed."""
    if request.param == "redis-py":
        redis.Redis.from_url(redis_url).flushall()
        return lambda: redis.asyncio.Redis.from_url(redis_url, decode_responses=True)
    name = "memory_server" if request.param == "client" else "redis_server"
    url = request.getfixturevalue(name)
    with znsocket.Client(url) as client:
        client.flushall()
    return lambda: znsocket.AsyncClient(url)


def test_asyncio(async_client: Callable[[], Any]) -> None:
    async def run() -> None:
        r, other = async_client(), async_client()
        async with r.pipeline() as pipe:
            assert await pipe.watch("a") is True
            assert await pipe.set("b", 5) is True
            value = int(await pipe.get("b"))
            pipe.multi()
            pipe.set("a", value + 1).incr("a")
            assert await pipe.execute() == [True, 7]
            await pipe.watch("a")
            await other.incr("a")
            pipe.multi()
            pipe.set("a", 0)
            with pytest.raises(redis.WatchError, match="Watched variable changed"):
                await pipe.execute()
            await pipe.watch("a")
            assert await pipe.unwatch() is True
            await other.incr("a")
            assert await pipe.incr("a").execute() == [10]
            await pipe.watch("a")
            await pipe.reset()
            assert pipe.watching is False
        tries = []

        async def add(pipe: Any) -> str:
            tries.append(int(await pipe.get("a")))
            if len(tries) < 3:
                await other.incr("a")
            pipe.multi()
            pipe.set("a", 2 * tries[-1])
            return "value"

        assert await r.transaction(add, "a", value_from_callable=True) == "value"
        assert tries == [10, 11, 12]
        assert await r.get("a") == "24"
        assert await r.transaction(lambda pipe: pipe.get("a") and None, watch_delay=1) == ["24"]
        for client in (r, other):
            await (client.close() if isinstance(client, znsocket.AsyncClient) else client.aclose())

    asyncio.run(run())


class TestServer:
    """What only a server has: watches that are not ended by those who began them."""

    def test_nothing_is_kept(self, served_storage: tuple[znsocket.Storage, str]) -> None:
        storage, url = served_storage
        with znsocket.Client(url) as client:
            for end in ("execute", "unwatch", "reset"):
                pipe = client.pipeline()
                pipe.watch("a", "b")
                assert set(storage._db.observed) == {"a", "b"}
                getattr(pipe, end)()
                assert storage._db.observed == {}
            client.pipeline().watch("a")
        deadline = time.monotonic() + 5
        while storage._db.observed:
            assert time.monotonic() < deadline
            time.sleep(0.01)

    def test_there_is_a_limit(self, served_storage: tuple[znsocket.Storage, str]) -> None:
        _, url = served_storage
        with znsocket.Client(url) as client:
            pipes = [client.pipeline() for _ in range(Limits.watches + 1)]
            for pipe in pipes[:-1]:
                pipe.watch("a")
            with pytest.raises(redis.ResponseError, match="more than 1000 pipelines"):
                pipes[-1].watch("a")
            pipes[0].unwatch()
            pipes[-1].watch("a")

    @pytest.mark.parametrize(
        ("message", "arguments"),
        [
            ("watch", [1]),
            ("watch", ["a", ["k"]]),
            ("watch", [1, "k"]),
            ("watch", [1, []]),
            ("watch", [1, [None]]),
            ("unwatch", []),
            ("unwatch", [None]),
            ("cancel", ["a"]),
        ],
    )
    def test_nonsense(self, client: znsocket.Client[str], message: str, arguments: Any) -> None:
        with pytest.raises((redis.DataError, TypeError)):
            client.call(message, *arguments)
        assert client.ping() is True

    def test_watch_that_has_ended(self, client: znsocket.Client[str]) -> None:
        pipe = client.pipeline()
        pipe.watch("a")
        client.call("unwatch", pipe._watch_id)
        pipe.multi()
        pipe.set("a", 1)
        with pytest.raises(redis.WatchError, match="not watched any more"):
            pipe.execute()
        assert client.exists("a") == 0


#: What changes a key in the sense of WATCH, the key being ``k``: a change, and whether it is one.
CHANGES: list[tuple[Callable[[Any], Any], Callable[[Any], Any], bool]] = [
    (lambda r: r.set("k", "a"), lambda r: r.get("k"), False),
    (lambda r: r.set("k", "a"), lambda r: r.set("k", "a"), True),
    (lambda r: r.set("k", "a"), lambda r: r.set("k", "b", nx=True), False),
    (lambda r: r.set("k", "a"), lambda r: r.set("k", "b", nx=True, get=True), False),
    (lambda r: r.set("k", "a"), lambda r: r.append("k", ""), True),
    (lambda r: r.set("k", "a"), lambda r: r.setrange("k", 0, ""), False),
    (lambda r: r.set("k", "a"), lambda r: r.setbit("k", 1, 1), False),
    (lambda r: r.set("k", "a"), lambda r: r.setbit("k", 1, 0), True),
    (lambda r: r.set("k", "a"), lambda r: r.expire("k", 100), True),
    (lambda r: r.set("k", "a"), lambda r: r.persist("k"), False),
    (lambda r: r.set("k", "a", ex=9), lambda r: r.persist("k"), True),
    (lambda r: r.set("k", "a"), lambda r: r.getex("k"), False),
    (lambda r: r.set("k", "a"), lambda r: r.rename("k", "k"), False),
    (lambda r: r.set("k", "a"), lambda r: r.rename("k", "x"), True),
    (lambda r: r.set("x", "a"), lambda r: r.rename("x", "k"), True),
    (lambda r: r.set("k", "a"), lambda r: r.copy("k", "x"), False),
    (lambda r: r.set("k", "a"), lambda r: r.delete("x"), False),
    (lambda r: None, lambda r: r.delete("k"), False),
    (lambda r: None, lambda r: r.flushdb(), False),
    (lambda r: r.set("k", "a"), lambda r: r.flushdb(), True),
    (lambda r: r.sadd("k", "a"), lambda r: r.sadd("k", "a"), False),
    (lambda r: r.sadd("k", "a"), lambda r: r.srem("k", "b"), False),
    (lambda r: r.sadd("k", "a"), lambda r: r.smove("k", "x", "a"), True),
    (lambda r: r.hset("k", "a", "b"), lambda r: r.hset("k", "a", "b"), True),
    (lambda r: r.hset("k", "a", "b"), lambda r: r.hsetnx("k", "a", "c"), False),
    (lambda r: r.zadd("k", {"a": 1}), lambda r: r.zadd("k", {"a": 1}), False),
    (lambda r: r.zadd("k", {"a": 1}), lambda r: r.zadd("k", {"a": 2}), True),
    (lambda r: r.zadd("k", {"a": 1}), lambda r: r.zincrby("k", 0, "a"), False),
    (lambda r: r.rpush("k", "a"), lambda r: r.ltrim("k", 0, -1), True),
    (lambda r: r.rpush("k", "a"), lambda r: r.lrem("k", 0, "b"), False),
    (lambda r: r.rpush("k", "a"), lambda r: r.lpop("k", 0), False),
    (lambda r: r.rpush("k", ""), lambda r: r.lpop("k"), True),
    (lambda r: r.rpush("k", "a"), lambda r: r.blpop("k"), True),
    (lambda r: None, lambda r: r.blpop("k", 0.01), False),
    (lambda r: r.xadd("k", {"a": 1}), lambda r: r.xgroup_create("k", "g"), False),
    (lambda r: r.xadd("k", {"a": 1}), lambda r: r.xtrim("k", 0, approximate=False), True),
    (lambda r: r.set("k", "a", px=20), lambda r: time.sleep(0.04), True),
    (lambda r: (r.set("k", "a", px=5), time.sleep(0.02)), lambda r: r.get("k"), False),
]


def test_what_is_a_change(r: Any, other: Any) -> None:
    for number, (before, change, changed) in enumerate(CHANGES):
        other.flushall()
        before(other)
        with r.pipeline() as pipe:
            pipe.watch("k")
            change(other)
            pipe.multi()
            pipe.ping()
            if changed:
                with pytest.raises(redis.WatchError):
                    pipe.execute()
            else:
                assert pipe.execute() == [True], number


class Watchers:
    """Watches of all keys that calls are generated for, each by itself, on both sides."""

    NAMES = tuple(
        f"{kind}{number}" for kind in (*pools.KINDS, "hyperloglog") for number in (1, 2, 3)
    )
    #: Redis keeps a number inside the value, which reading it may change; a mapping with one
    #: member twice reaches Redis with both.
    APART = ("pfcount", "zadd", "geoadd")

    def __init__(self, redis_url: str) -> None:
        self.storage = znsocket.Storage()
        self.redis = redis.Redis.from_url(
            redis_url, decode_responses=True, encoding_errors="surrogateescape"
        )
        self.watching = [
            redis.Redis.from_url(redis_url, single_connection_client=True).connection
            for _ in self.NAMES
        ]

    def run(self, program: list[Call]) -> None:
        """Compare which keys each call of a program changes."""
        self.storage.flushall()
        self.redis.flushall()
        for call in program:
            if call.name not in self.APART and not self._step(call):
                return

    def _step(self, call: Call) -> bool:
        watches = [self.storage.watch([name]) for name in self.NAMES]
        for connection, name in zip(self.watching, self.NAMES, strict=True):
            connection.send_command("WATCH", name)
        for connection in self.watching:
            connection.read_response()
        failed = [self._failed(side, call) for side in (self.storage, self.redis)]
        for connection in self.watching:
            connection.send_command("MULTI")
            connection.send_command("EXEC")
        theirs = []
        for connection, name in zip(self.watching, self.NAMES, strict=True):
            connection.read_response()
            if connection.read_response() is None:
                theirs.append(name)
        ours = [
            name for watch, name in zip(watches, self.NAMES, strict=True) if self._changed(watch)
        ]
        if len(set(failed)) > 1 or call.name in ("spop", "randomkey"):
            return False  # what they store may differ now
        assert ours == theirs, call
        return True

    def _failed(self, side: Any, call: Call) -> bool:
        try:
            reply = getattr(side, call.name)(*call.args, **call.options)
            if call.entry.iterates:
                list(reply)
        except Exception:  # noqa: BLE001 - which one is another test's matter
            return True
        return False

    def _changed(self, watch: Any) -> bool:
        try:
            self.storage.run([], watch)
        except redis.WatchError:
            return True
        return False

    def close(self) -> None:
        """Close the connections."""
        self.redis.close()
        for connection in self.watching:
            connection.disconnect()


@pytest.mark.parametrize("group", pools.GROUPS)
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:Call to:UserWarning")
def test_calls_change_the_keys_that_redis_says_they_do(group: str, redis_url: str) -> None:
    watchers = Watchers(redis_url)

    @seed(1)
    @settings(
        max_examples=8,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(programs(group, 20))
    def compare(program: list[Call]) -> None:
        watchers.run(program)

    try:
        compare()
    finally:
        watchers.close()
