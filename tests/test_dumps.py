"""DUMP and RESTORE: every type of key there and back, and what is no dump."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any
from zlib import crc32

import msgpack
import pytest

import znsocket
from znsocket.exceptions import DataError, ResponseError

WRONG = "DUMP payload version or checksum are wrong"


def fill(r: Any) -> list[str]:
    """Make a key of every type and return their names."""
    r.set("text", "é")
    r.set("octets", b"\xff\x00")
    r.set("number", 5)
    r.incr("number")
    r.rpush("list", "b", "a", b"\xff")
    r.hset("hash", mapping={"b": 1, "a": b"\xff"})
    r.sadd("set", "a", "b", b"\xff")
    r.zadd("sorted_set", {"a": 2.5, "b": float("-inf"), "é": 1})
    r.pfadd("counter", "a", "b")
    r.geoadd("places", [13.361389, 38.115556, "Palermo"])
    for number in range(1, 6):
        r.xadd("stream", {"n": number, "é": "x"}, id=f"{number}-1")
    r.xgroup_create("stream", "mailers", 0)
    r.xreadgroup("mailers", "ada", {"stream": ">"}, count=3)
    r.xreadgroup("mailers", "ada", {"stream": 0}, count=1)
    r.xgroup_createconsumer("stream", "mailers", "grace")
    r.xdel("stream", "2-1", "5-1")
    return [
        "text",
        "octets",
        "number",
        "list",
        "hash",
        "set",
        "sorted_set",
        "counter",
        "places",
        "stream",
    ]


def told(r: Any, name: str) -> Any:
    """Return all that there is to tell of a key."""
    read: dict[str, Callable[[], Any]] = {
        "string": lambda: r.getrange(name, 0, -1),
        "list": lambda: r.lrange(name, 0, -1),
        "hash": lambda: r.hgetall(name),
        "set": lambda: sorted(r.smembers(name), key=repr),
        "zset": lambda: r.zrange(name, 0, -1, withscores=True),
        "stream": lambda: (r.xrange(name), r.xinfo_stream(name, full=True)),
    }
    type_ = r.type(name)
    return type_, read[type_.decode() if isinstance(type_, bytes) else type_]()


@pytest.mark.parametrize("name", ["storage", "client", "redis-storage", "redis-client"])
def test_every_type_comes_back(
    name: str, surface_by_name: Callable[[str], Any], memory_server: str, redis_server: str
) -> None:
    surface = surface_by_name(name)
    servers = {"client": memory_server, "redis-client": redis_server}
    r = znsocket.Client(servers[name], decode_responses=False) if name in servers else surface
    for key in fill(r):
        dump = r.dump(key)
        assert isinstance(dump, bytes)
        before = told(r, key)
        r.delete(key)
        r.restore(key, 0, dump)
        assert told(r, key) == before
        assert r.ttl(key) == -1
    if name in servers:
        r.close()


def test_copies_change_by_themselves() -> None:
    r = znsocket.Storage()
    fill(r)
    r.restore("copy", 0, r.dump("stream"))
    before = told(r, "stream")
    r.xack("copy", "mailers", "1-1", "3-1")
    assert r.xadd("copy", {"a": 1}, id="5-*") == "5-2"
    r.xreadgroup("mailers", "grace", {"copy": ">"})
    assert told(r, "stream") == before


def test_time_to_live(surface: Any) -> None:
    surface.set("a", 1, ex=5)
    dump = surface.dump("a")
    assert surface.restore("b", 100_000, dump) == "OK"
    assert 90_000 < surface.pttl("b") <= 100_000
    surface.restore("b", 10**15, dump, replace=True, absttl=True)
    assert surface.pexpiretime("b") == 10**15
    for past in (1, 2**63 - 1):
        surface.set("b", "replaced")
        assert surface.restore("b", past, dump, replace=True, absttl=past == 1) == "OK"
        assert surface.exists("b") == 0


@pytest.mark.parametrize(
    ("arguments", "options", "error", "text"),
    [
        (("b", 0, "x"), {}, ResponseError, WRONG),
        (("b", 0, ""), {}, ResponseError, WRONG),
        (("a", 0, "x"), {}, ResponseError, "BUSYKEY Target key name already exists."),
        (("a", "x", "x"), {}, ResponseError, "BUSYKEY Target key name already exists."),
        (("b", -1, "x"), {}, ResponseError, "Invalid TTL value, must be >= 0"),
        (("b", "x", "x"), {}, ResponseError, "value is not an integer or out of range"),
        (("b", 0, "x"), {"idletime": "x"}, DataError, "idletimemust be an integer"),
        (("b", 0, "x"), {"idletime": -1}, ResponseError, "Invalid IDLETIME value, must be >= 0"),
        (("b", 0, "x"), {"frequency": "x"}, DataError, "frequency must be an integer"),
        (("b", 0, "x"), {"frequency": 256}, ResponseError, "Invalid FREQ value, must be >= 0"),
        (("b", 0, "x"), {"frequency": 1, "idletime": 1}, ResponseError, "syntax error"),
    ],
)
def test_errors(
    surface: Any,
    arguments: tuple[Any, ...],
    options: dict[str, Any],
    error: type[Exception],
    text: str,
) -> None:
    surface.set("a", 1)
    with pytest.raises(error.__bases__[-1], match=text):
        surface.restore(*arguments, **options)


def test_missing_key_is_none(surface: Any) -> None:
    assert surface.dump("none") is None


def test_octets_that_were_changed_are_refused() -> None:
    r = znsocket.Storage()
    draw = random.Random(3)  # noqa: S311 - the same ones every time
    for key in fill(r):
        dump = r.dump(key)
        for _ in range(20):
            place = draw.randrange(len(dump))
            changed = dump[:place] + bytes([dump[place] ^ 1 << draw.randrange(8)])
            changed += dump[place + 1 :] if draw.random() < 0.8 else b""
            with pytest.raises(ResponseError, match=WRONG):
                r.restore("b", 0, changed)
    assert not r.exists("b")


@pytest.mark.parametrize(
    "parts",
    [
        *[5, [], [9, "a"], ["a", "a"], [0], [0, 5], [0, None], [2, {}], [2, ["a"]], [2, ["a", 1]]],
        *[[3, "ab"], [3, []], [3, [["a"]]], [4, [1]], [5, ["a", 1]], [5, ["a", float("nan")]]],
        *[[6, []], [6, [[[[1, 1], ["a"]]], [1, 1], [0, 0], 1, []]], [-1, ["a"]]],
        [6, [[[[2, 1], ["a", "b"]], [[1, 1], ["a", "b"]]], [2, 1], [0, 0], 2, []]],
        [6, [[[[2**64 - 1, -1], ["a", "b"]]], [2, 1], [0, 0], 2, []]],
        [6, [[], [0, 0], [0, 0], 0, [["g", [0, 0], None, [], [[[1, 1], "nobody", 1, 1]]]]]],
    ],
)
def test_what_dump_never_makes_is_refused(parts: Any) -> None:
    """The sum is no secret, so that the parts may be anything."""
    payload = b"znsocket\x01" + msgpack.packb(parts)
    with pytest.raises(ResponseError, match=WRONG):
        znsocket.Storage().restore("a", 0, payload + crc32(payload).to_bytes(4, "big"))
