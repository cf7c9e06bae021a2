"""What callers may give as arguments, and which error comes first, on every surface."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
import redis
from harness import SURFACES, open_surfaces

Call = tuple[str, tuple[Any, ...], dict[str, Any]]
Surfaces = Callable[[str], Any]

OURS = [name for name in SURFACES if name != "redis-py"]


class Colour(str, enum.Enum):
    RED = "red"


class Level(enum.IntEnum):
    LOW = 1


# What redis-py sends, as keys, fields, members and values.
SENT = [
    *("", "text", "\xe9\u4e2d\U0001f600", "nul\0nul", Colour.RED),
    *(b"", b"octets", b"\xff\xfe\x00", "\xe9".encode(), bytearray(b"\xff"), bytearray(b"array")),
    *(memoryview(b"view"), memoryview(b"\xff\x80"), memoryview(bytearray(b"12345"))[1:3]),
    *(0, -5, 2**63, 10**30, Level.LOW),
    *(1.5, -0.0, 1e100, 1e-7, 2**53 + 0.0, float("inf"), float("-inf"), float("nan")),
]
# And what it does not, nor we.
REFUSED = [
    *(None, True, [], ["a"], (), {}, {"a": 1}, set(), range(2), object(), 1j, len, Level),
    *(datetime.timedelta(seconds=1), datetime.datetime(2030, 1, 1), datetime.date(2030, 1, 1)),
]

NOTHING = object()  # nothing that redis-py could send

# Calls with two mistakes at least. The key "text" holds a string.
TWO_MISTAKES: list[Call] = [
    ("set", (NOTHING, "v"), {"ex": "soon"}),
    ("set", (NOTHING, "v"), {"ex": 1, "px": 1}),
    ("set", ("k", "v"), {"ex": "soon", "px": 1}),
    ("set", ("k", NOTHING), {"px": "x" * 3}),
    ("lrem", ("k", "many", NOTHING), {}),
    ("linsert", ("text", "amid", "a", NOTHING), {}),
    ("setrange", ("k", "far", NOTHING), {}),
    ("setex", ("k", "soon", NOTHING), {}),
    ("hincrby", (NOTHING, "f", "much"), {}),
    ("rpush", ("text", "a", NOTHING), {}),
    ("rpush", ("text",), {}),
    ("hset", ("text",), {}),
    ("hset", (NOTHING,), {}),
    ("hmset", (NOTHING, {}), {}),
    ("zadd", (NOTHING, {}), {}),
    ("zadd", ("k", {}), {"nx": True, "xx": True}),
    ("zadd", ("k", {"a": "high"}), {"gt": True, "lt": True}),
    ("zadd", ("text", {"a": "high"}), {}),
    ("zadd", ("text", {"a": 1, "b": 2}), {"incr": True, "gt": True, "lt": True}),
    ("zadd", ("k", {"a": 1, "b": 2}), {"incr": True, "nx": True, "xx": True}),
    ("zmscore", (NOTHING, []), {}),
    ("zrangebyscore", ("k", "low", NOTHING), {}),
    ("bitpos", (NOTHING, 2), {}),
    ("geoadd", (NOTHING, (1, 2)), {}),
]


def failure(r: Any, call: Call) -> tuple[type[Exception], str]:
    """Return the kind and the text of the error that a call raises."""
    r.set("text", "x")
    name, args, options = call
    with pytest.raises((redis.RedisError, TypeError)) as caught:
        getattr(r, name)(*args, **options)
    kinds = (redis.DataError, redis.ResponseError, TypeError)
    return next(kind for kind in kinds if isinstance(caught.value, kind)), str(caught.value)


@pytest.mark.parametrize("name", OURS)
@pytest.mark.filterwarnings("ignore:Call to deprecated:DeprecationWarning")  # redis-py's, on hmset
def test_the_first_of_two_errors_is_redis_pys(name: str, surface_by_name: Surfaces) -> None:
    expected = [failure(surface_by_name("redis-py"), call) for call in TWO_MISTAKES]
    surface = surface_by_name(name)
    for call, error in zip(TWO_MISTAKES, expected, strict=True):
        assert failure(surface, call) == error, call


@pytest.fixture(scope="module")
def octets_by_name(redis_url: str, memory_server: str, redis_server: str) -> Iterator[Surfaces]:
    """The surfaces with `decode_responses` False."""
    with open_surfaces(memory_server, redis_server, redis_url, decode_responses=False) as get:
        yield get


def as_octets(reply: Any) -> Any:
    """Return a reply with octets for text; a store by itself gives text where it can."""
    if isinstance(reply, str):
        return reply.encode()
    if isinstance(reply, dict):
        return {as_octets(key): as_octets(value) for key, value in reply.items()}
    if isinstance(reply, (list, tuple, set)):
        return type(reply)(map(as_octets, reply))
    return reply


def replies_about(r: Any, given: Any) -> list[Any]:
    """Return what calls reply that have a value in every kind of place."""
    hashed = bytes(given) if isinstance(given, (bytearray, memoryview)) else given
    replies = [
        r.set("key", given),
        r.get("key"),
        r.append("key", given),
        r.getset("key", given),
        r.set(given, "by this key"),
        r.get(given),
        r.exists(given, "key", given),
        r.mset({hashed: given, "other": given}),
        r.mget([given, "other"], given),
        r.hset("hash", given, given),
        r.hset("hash", mapping={hashed: given, "f": given}),
        r.hset("hash", items=["g", given, given, "last"]),
        r.hgetall("hash"),
        r.hmget("hash", [given, "f"], given),
        r.hdel("hash", given, "f"),
        r.rpush("list", given, "a", given),
        r.lset("list", 1, given),
        r.lpush("list", given),
        r.lrange("list", 0, -1),
        r.lpos("list", given, count=0),
        r.lrem("list", 2, given),
        r.sadd("set", given, "a", given),
        r.smembers("set"),
        r.smismember("set", [given, "b"]),
        r.sadd(given, "by this name") if r.delete(given) else None,
        r.sunion("set", given),
        r.sdiff([given], "set"),
        r.zadd("scores", {hashed: 1.5, "a": 1}),
        r.zrange("scores", 0, -1, withscores=True),
        r.zscore("scores", given),
        r.zrem("scores", given),
        r.xadd("stream", {hashed: given}, id="1-1"),
        r.xrange("stream"),
        r.pfadd("log", given, given),
        r.scan_iter(match="[kl]*"),
        r.type(given),
    ]
    return [as_octets(sorted(one) if hasattr(one, "__next__") else one) for one in replies]


@pytest.mark.parametrize("name", OURS)
def test_octets_are_safe_in_every_place(name: str, octets_by_name: Surfaces) -> None:
    for given, expected in zip(SENT, replies_of_redis_py(octets_by_name, "octets"), strict=True):
        assert replies_about(octets_by_name(name), given) == expected, given


@pytest.mark.parametrize("name", OURS)
def test_replies_are_octets_when_they_are_not_decoded(name: str, octets_by_name: Surfaces) -> None:
    r = octets_by_name(name)
    r.set("key", "\xe9")
    texts = (str, bytes) if "storage" in name else bytes  # a store by itself has no such option
    assert isinstance(r.get("key"), texts)
    assert isinstance(r.keys()[0], texts)


# Places for one value that takes no list: a call of each is refused whatever stands beside it.
PLACES: list[tuple[str, Callable[[Any], tuple[Any, ...]]]] = [
    ("set", lambda bad: ("key", bad)),
    ("get", lambda bad: (bad,)),
    ("append", lambda bad: ("key", bad)),
    ("setrange", lambda bad: ("key", 1, bad)),
    ("incrby", lambda bad: ("key", bad)),
    ("incrbyfloat", lambda bad: ("key", bad)),
    ("delete", lambda bad: ("key", bad)),
    ("hget", lambda bad: ("hash", bad)),
    ("hset", lambda bad: ("hash", "f", bad)),
    ("hset", lambda bad: ("hash", None, None, {"f": bad})),
    ("hset", lambda bad: ("hash", None, None, None, ["f", bad])),
    ("rpush", lambda bad: ("list", "a", bad)),
    ("lindex", lambda bad: ("list", bad)),
    ("lrange", lambda bad: ("list", 0, bad)),
    ("lrem", lambda bad: ("list", 1, bad)),
    ("sadd", lambda bad: ("set", bad)),
    ("sismember", lambda bad: ("set", bad)),
    ("zadd", lambda bad: ("scores", {"m": bad})),
    ("zincrby", lambda bad: ("scores", bad, "m")),
    ("zscore", lambda bad: ("scores", bad)),
    ("zrangebyscore", lambda bad: ("scores", 0, bad)),
    ("keys", lambda bad: (bad,)),
    ("rename", lambda bad: ("key", bad)),
]


def refusals(r: Any) -> list[tuple[str, str, str]]:
    """Return the texts of the errors that calls with values of other types raise."""
    found = []
    for bad in REFUSED:
        for command, args in PLACES:
            if not (command == "hset" and bad is None):  # where that means that there is no value
                with pytest.raises(redis.DataError) as caught:
                    getattr(r, command)(*args(bad))
                found.append((command, str(bad), str(caught.value)))
    return found


@pytest.mark.parametrize("name", OURS)
def test_values_of_other_types_are_refused_in_every_place(
    name: str, surface_by_name: Surfaces
) -> None:
    expected = replies_of_redis_py(surface_by_name, "refusals")
    assert refusals(surface_by_name(name)) == expected


TIMES = [
    *(100, "100", datetime.timedelta(seconds=100), datetime.timedelta(milliseconds=100_999)),
    *(datetime.datetime(2035, 6, 7), datetime.datetime(2035, 6, 7, tzinfo=datetime.timezone.utc)),
    *(2**62, 0, -1, "soon", 1.5, b"100", True),
]
CALLS_WITH_TIMES: list[Callable[[Any, Any], Any]] = [
    lambda r, time: r.setex("key", time, "v"),
    lambda r, time: r.psetex("key", time, "v"),
    lambda r, time: r.set("key", "v", ex=time),
    lambda r, time: r.set("key", "v", px=time),
    lambda r, time: r.set("key", "v", exat=time),
    lambda r, time: r.set("key", "v", pxat=time),
    lambda r, time: r.getex("key", ex=time),
    lambda r, time: r.getex("key", pxat=time),
    lambda r, time: r.expire("key", time),
    lambda r, time: r.pexpire("key", time),
    lambda r, time: r.expireat("key", time),
    lambda r, time: r.pexpireat("key", time),
]


def outcomes_of_times(r: Any) -> list[Any]:
    """Return the replies, or errors, of calls with times, and what is left of them afterwards."""
    found: list[Any] = []
    for call in CALLS_WITH_TIMES:
        for time in TIMES:
            r.set("key", "before")
            try:
                reply = call(r, time)
            except (redis.RedisError, TypeError, AttributeError) as error:
                reply = isinstance(error, redis.DataError), str(error)
            found.append((reply, r.get("key"), r.pttl("key")))
    return found


@cache
def replies_of_redis_py(surface_by_name: Surfaces, what: str) -> list[Any]:
    """Return what the real ones are, which are asked for once."""
    r = surface_by_name("redis-py")
    if what == "octets":
        return [replies_about(surface_by_name("redis-py"), given) for given in SENT]
    return refusals(r) if what == "refusals" else outcomes_of_times(r)


@pytest.mark.parametrize("name", OURS)
@pytest.mark.filterwarnings("ignore:Call to deprecated:DeprecationWarning")  # redis-py's, on setex
def test_times_are_numbers_timedeltas_and_datetimes(name: str, surface_by_name: Surfaces) -> None:
    expected = replies_of_redis_py(surface_by_name, "times")
    found = outcomes_of_times(surface_by_name(name))
    labels = [(at, time) for at in range(len(CALLS_WITH_TIMES)) for time in TIMES]
    for label, ours, theirs in zip(labels, found, expected, strict=True):
        assert ours[:2] == theirs[:2], label
        if ours[2] < 0 or theirs[2] < 0:
            assert ours[2] == theirs[2], label
        assert abs(ours[2] - theirs[2]) < 60_000, label  # they were not asked at the same time
