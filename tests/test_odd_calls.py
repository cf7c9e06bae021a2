"""Calls that are rarely made, with the reply of redis-py on Redis 7.0, on every surface."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from redis.exceptions import DataError, ResponseError

NUMBERS = {"0x10": 16.0, "0x1p3": 8.0, "-0x.8": -0.5, "0X1P-2": 0.25}


@pytest.mark.parametrize("text", NUMBERS)
def test_floats_in_hexadecimal(surface: Any, text: str) -> None:
    surface.set("number", text)
    surface.hset("hash", "number", text)
    assert surface.incrbyfloat("number", 1) == NUMBERS[text] + 1
    assert surface.incrbyfloat("number", text) == 2 * NUMBERS[text] + 1
    assert surface.hincrbyfloat("hash", "number", 1) == NUMBERS[text] + 1
    assert surface.hincrbyfloat("hash", "number", text) == 2 * NUMBERS[text] + 1


def test_a_member_that_is_given_as_text_and_as_octets(surface: Any) -> None:
    assert surface.zadd("board", {"b": 1, b"b": 2}) == 1
    assert surface.zadd("board", {"b": 3, b"b": 4}, ch=True) == 2
    assert surface.zscore("board", "b") == 4
    with pytest.raises(DataError):
        surface.zadd("board", {"b": 1, b"b": 1}, incr=True)


def one_list(surface: Any) -> Callable[[Any], Any]:
    surface.rpush("list", "a", "b")
    return lambda count: surface.lmpop(1, "list", direction="LEFT", count=count)


def one_sorted_set(surface: Any) -> Callable[[Any], Any]:
    surface.zadd("board", {"a": 1, "b": 2})
    return lambda count: surface.zmpop(1, ["board"], min=True, count=count)


@pytest.mark.parametrize("prepare", [one_list, one_sorted_set])
def test_a_count_that_equals_one_is_not_sent(surface: Any, prepare: Any) -> None:
    pop = prepare(surface)
    assert len(pop(1.0)[1]) == 1
    assert len(pop(True)[1]) == 1
    with pytest.raises(ResponseError, match="count should be greater than 0"):
        pop(2.0)


def test_a_count_of_a_call_that_may_wait_is_always_sent(surface: Any) -> None:
    surface.rpush("list", "a")
    surface.zadd("board", {"a": 1})
    calls: list[Callable[[Any], Any]] = [
        lambda count: surface.blmpop(0.01, 1, "list", direction="LEFT", count=count),
        lambda count: surface.bzmpop(0.01, 1, ["board"], min=True, count=count),
    ]
    for call in calls:
        with pytest.raises(ResponseError, match="count should be greater than 0"):
            call(1.0)
        with pytest.raises(DataError, match="Invalid input of type: 'bool'"):
            call(True)


def test_fields_alone_are_no_option_of_redis_7(surface: Any) -> None:
    assert surface.hscan("missing", no_values=True) == (0, [])
    surface.hset("hash", "field", "value")
    with pytest.raises(ResponseError, match="syntax error"):
        surface.hscan("hash", no_values=True)


def test_the_mode_of_bitpos_is_looked_at_before_its_end(surface: Any) -> None:
    surface.set("bits", b"\x80")
    with pytest.raises(ResponseError, match="syntax error"):
        surface.bitpos("bits", 0, 0, "01", "nibble")


def test_the_sign_of_a_zero(surface: Any) -> None:
    surface.zadd("board", {"a": 0})
    for combine in (surface.zunion, surface.zinter):
        assert str(combine({"board": -1}, withscores=True)[0][1]) == "-0.0"
    assert str(surface.zincrby("board", "-0", "b")) == "-0.0"
    assert str(surface.zadd("board", {"c": "-0"}, incr=True)) == "-0.0"
    assert str(surface.zscore("board", "c")) == "0.0"


def test_options_of_xadd_are_looked_at_before_its_id(surface: Any) -> None:
    with pytest.raises(ResponseError, match="LIMIT cannot be used without"):
        surface.xadd("log", {"a": "a"}, id="0-0", limit=0)
    with pytest.raises(ResponseError, match="must be greater than 0-0"):
        surface.xadd("log", {"a": "a"}, id="0-0", maxlen=5, limit=0)
