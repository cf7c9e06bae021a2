"""BITFIELD: redis-py's collector of operations on every surface, and Redis' arithmetic."""

from __future__ import annotations

import random
from typing import Any

import pytest
import redis
from redis.commands.core import BitFieldOperation

import znsocket
from znsocket.exceptions import ResponseError

FORMATS = ["u1", "u2", "i1", "i2", "u5", "i5", "u8", "i8", "u31", "i33", "u63", "i64"]
#: Without the lowest ones of 64 bits, of which Redis makes the highest ones of a small format: its
#: arithmetic overflows there.
NUMBERS = [0, 1, -1, 3, 7, -8, 127, 128, -129, 255, 256, 2**62, 2**63 - 1, -(2**62)]
OFFSETS = [0, 1, 3, 7, 8, 13, 40, "#0", "#1", "#3"]
WRONG = [("u64", 0), ("i65", 0), ("x8", 0), ("u8", -1), ("u8", "#a"), ("u8", 2**32), ("", "")]


def collected(r: Any, draw: random.Random) -> BitFieldOperation:
    """Return random operations; the same ones for the same state of `draw`."""
    operations: BitFieldOperation = r.bitfield(
        draw.choice(["bits", "bits", "bits", "more", "list"]),
        draw.choice([None, "WRAP", "sat", "FAIL"]),
    )
    for _ in range(draw.randrange(5)):
        place = draw.choice(FORMATS), draw.choice(OFFSETS)
        if draw.random() < 0.03:
            place = draw.choice(WRONG)
        number: Any = draw.choice(NUMBERS) if draw.random() > 0.02 else draw.choice(["a", 2**63])
        kind = draw.choice([None, None, "SAT", "FAIL", "wrap"])
        what = draw.randrange(4)
        if what == 0:
            operations.get(*place)
        elif what == 1:
            operations.set(*place, number)
        elif what == 2:
            operations.incrby(*place, number, kind)
        else:
            operations.overflow(kind or "XX" if draw.random() < 0.1 else "FAIL")
    return operations


def outcome(operations: BitFieldOperation) -> Any:
    """Return the reply, or the error's class and text."""
    try:
        return operations.execute()
    except redis.RedisError as error:
        return type(error).__name__, str(error)


def test_random_operations_are_redis(surface: Any, expected_redis_url: str) -> None:
    theirs = redis.Redis.from_url(expected_redis_url)
    theirs.flushall()
    for r in (surface, theirs):
        r.rpush("list", "a")
        r.set("more", b"\x7f\xff\x00\x80")
    our_draw, their_draw = random.Random(5), random.Random(5)  # noqa: S311 - the same ones
    for _ in range(60):
        ours, expected = collected(surface, our_draw), collected(theirs, their_draw)
        command = expected.command
        assert outcome(ours) == outcome(expected), command
    for key in ("bits", "more"):
        assert surface.strlen(key) == theirs.strlen(key)
        for bit in range(8 * theirs.strlen(key)):
            assert surface.getbit(key, bit) == theirs.getbit(key, bit)
    theirs.close()


def test_operations_are_collected_once(surface: Any) -> None:
    operations = surface.bitfield("bits", "SAT").set("u8", 0, 200).incrby("u8", 0, 100)
    words = "BITFIELD bits OVERFLOW SAT SET u8 0 200 INCRBY u8 0 100"
    assert [str(word) for word in operations.command] == words.split()
    assert operations.execute() == [0, 255]
    assert operations.get("u8", 0).execute() == [255]


@pytest.mark.parametrize("name", ["storage", "client", "redis-storage", "redis-py"])
def test_pipeline_queues_them(name: str, surface_by_name: Any) -> None:
    pipeline = surface_by_name(name).pipeline()
    assert pipeline.bitfield("bits").set("u8", 0, 1).incrby("u8", 0, 2).execute() is pipeline
    pipeline.set("a", 1)
    assert pipeline.execute() == [[0, 3], True]


def test_error_of_a_pipeline_names_the_operations(client: znsocket.Client) -> None:
    pipeline = client.pipeline()
    pipeline.bitfield("bits").get("u64", 0).execute()
    with pytest.raises(ResponseError, match=r"Command # 1 \(BITFIELD bits GET u64 0\) of pipeline"):
        pipeline.execute()


def test_long_text_is_changed_in_place() -> None:
    storage = znsocket.Storage({"bits": "a" * 100_000})
    assert storage.bitfield("bits").set("u8", "#50000", 98).get("u8", "#50001").execute() == [
        97,
        97,
    ]
    assert storage.getrange("bits", 49_999, 50_001) == "aba"
    assert storage.strlen("bits") == 100_000


@pytest.mark.parametrize("operations", ["GET", [["GET", "u8"]], [["GET", "u8", {}]], ["GET"], 5])
def test_what_is_no_operation_is_refused(client: znsocket.Client, operations: Any) -> None:
    with pytest.raises(redis.RedisError):
        client.call("bitfield", "bits", operations)
    assert client.call("bitfield", "bits", [["SET", "u8", 0, 7], ["GET", "u8", 0]]) == [0, 7]
