"""Large messages cut into parts and put together again, without a connection."""

from __future__ import annotations

import os
import struct
import time
import tracemalloc
from typing import Any

import pytest
import zstandard

from znsocket.wire import (
    PART_SIZE,
    Assembly,
    Budget,
    Limits,
    Outgoing,
    PartError,
    is_large,
    pack,
    packed,
    parts,
)
from znsocket.wire.incoming import LARGEST_INSIDE
from znsocket.wire.outgoing import LARGE, LONG, SMALL

SOME = {
    "text": "x" * (LARGE + 1),
    "letters of two bytes": "ä" * (LARGE + 1),
    "letters of all sizes": "aäあ\U0001f600" * (LARGE // 4 + 1),
    "bytes": b"\xff\x00" * LARGE,
    "small": "some text",
    "many": list(range(LONG + 1)),
    "many in a map": {str(number): number for number in range(LONG + 1)},
    "a map": {"a": "x" * (LARGE + 1), "b": [1, {"c": b"\xff" * (LARGE + 1)}]},
    "a call": ["set", ["a", "b" * (LARGE + 1)], {"ex": 5}],
    "calls": [["set", ["a", "b"], {}]] * (LONG + 1),
}


def through(message: Any, assembly: Assembly, part_size: int, compress: bool = False) -> Any:
    """Return what becomes of a message that is cut into parts and put together."""
    before, arrived = 0, None
    for sent, size, one in Outgoing(message).parts(b"8 octets", 7, part_size, compress):
        if one:
            assert len(one) <= part_size + parts.OVERHEAD
            arrived = assembly.add(memoryview(one)[8:])
            assert (arrived.stream, arrived.done, arrived.size) == (7, sent, size)
            assert before < sent
            before = sent
    assert arrived is not None
    assert arrived.complete
    return arrived.message


@pytest.mark.parametrize("compress", [False, True])
@pytest.mark.parametrize("part_size", [5000, PART_SIZE])
@pytest.mark.parametrize("name", SOME)
def test_parts_make_the_message_again(name: str, part_size: int, compress: bool) -> None:
    budget = Budget(Limits())
    message = [1, "name", [SOME[name], 5], {"a": SOME[name]}]
    assert through(message, Assembly(budget), part_size, compress) == message
    assert budget.held == 0


def test_texts_can_come_as_bytes() -> None:
    message = [1, "a" + "ä" * LARGE]
    assert through(message, Assembly(octets=True), PART_SIZE) == [1, message[1].encode()]


@pytest.mark.parametrize(
    ("value", "large"),
    [
        ("x" * LARGE, False),
        ("x" * (LARGE + 1), True),
        (b"x" * (LARGE + 1), True),
        (None, False),
        ([1, None, True, 2.5], False),
        (["a", None], False),
        (["a", None, b"x" * (LARGE + 1)], True),
        ({"a": ("b", {"c": "x" * (LARGE + 1)})}, True),
        ({"a"}, False),
        ([0] * LONG, False),
        ([0] * (LONG + 1), True),
    ],
)
def test_what_is_large(value: Any, large: bool) -> None:
    assert is_large(value) is large


def test_how_a_message_travels() -> None:
    assert packed([1, "a"], "a") == pack([1, "a"])
    assert isinstance(packed([1, SOME["text"]], SOME["text"]), Outgoing)
    medium = ["x" * 1000] * 1000
    assert isinstance(packed(medium, medium), Outgoing)
    # What nobody looked into is looked into when it turns out to be large.
    large = [["x" * (SMALL + 1)]]
    outgoing = packed(large, None)
    assert isinstance(outgoing, Outgoing)
    assert next(one for one in outgoing.parts(b"", 1) if one[2])[2][2] == parts.TEXT


def test_random_bytes_are_not_compressed() -> None:
    data = os.urandom(3 * PART_SIZE)
    made = [part for _, _, part in Outgoing([data]).parts(b"", 1, compress=True) if part]
    assert sum(map(len, made)) <= len(data) + 5 * parts.OVERHEAD
    assert {part[1] for part in made} == {0}


@pytest.mark.parametrize("value", ["x" * 60_000_000, "あ" * 20_000_000, b"\xff" * 60_000_000])
def test_large_value_is_never_there_twice(value: Any) -> None:
    """Neither where it is sent nor where it arrives, and no step takes most of the time."""
    slowest = total = 0.0
    assembly, arrived = Assembly(Budget(Limits())), None
    tracemalloc.start()
    try:
        start = time.process_time()
        for _, _, one in Outgoing([1, value]).parts(b"", 1):
            if one:
                arrived = assembly.add(memoryview(one))
            taken = time.process_time() - start
            slowest, total, start = max(slowest, taken), total + taken, time.process_time()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert arrived is not None
    assert arrived.message == [1, value]
    assert peak < 1.3 * 60_000_000
    assert slowest < total / 2


def part(stream: int, size: int, offset: int, body: bytes, **header: int) -> bytes:
    """Return a part made by hand, of a message that is one section unless `left` says otherwise."""
    left = header.get("left", size - offset)
    codec, section = header.get("codec", 0), header.get("section", parts.BODY)
    return struct.pack("!BBBIQQQ", 0xC1, codec, section, stream, size, offset, left) + body


@pytest.mark.parametrize(
    ("second", "text"),
    [
        (part(5, 11, 4, b"data"), "is of 11 bytes, those before of 10"),
        (part(5, 10, 3, b"data"), "begins at 3, where 4 was expected"),
        (part(5, 10, 4, b"data too long"), "ends at 17 of 10 bytes"),
        (part(5, 10, 4, b""), "is empty"),
        (part(5, 10, 4, b"data", codec=9), "unknown codec 9"),
        (part(5, 10, 4, b"data", codec=1), "not zstd"),
        (part(5, 10, 4, b"data", left=5), "5 bytes left of section 0, where 6 of 0"),
        (part(5, 10, 4, b"data", section=1), "6 bytes left of section 1, where 6 of 0"),
        (part(5, 10, 4, b"\x00\x00"), "not msgpack: more than one object"),
    ],
)
def test_part_that_disagrees_gives_its_message_up(second: bytes, text: str) -> None:
    budget = Budget(Limits())
    assembly = Assembly(budget)
    assembly.add(memoryview(part(5, 10, 0, b"\xa3abc")))
    assert budget.held == 4
    with pytest.raises(PartError, match=text) as error:
        assembly.add(memoryview(second))
    assert error.value.stream == 5
    assert budget.held == 0
    assert assembly.add(memoryview(part(5, 10, 8, b"da"))) == (5, 0, 0, None)  # on its way


@pytest.mark.parametrize(
    ("made", "text"),
    [
        ([part(1, 9, 0, b"x", section=3, left=2)], "unknown kind 3"),
        ([part(1, 9, 0, b"x", section=1, left=9)], "a section has 9 bytes, where 9 are left"),
        ([part(1, 9, 0, b"x", section=1, left=0)], "has 0 bytes"),
        ([part(1, 9, 0, b"x", left=5)], "the last section has 5 bytes, where 9 are left"),
        ([part(1, 9, 0, b"abc", section=1, left=2)], "3 bytes of a section with 2 left"),
        ([part(1, 9, 0, b"\xc3", section=2, left=2)], "text is not UTF-8"),
        ([part(1, 6, 0, b"\xc7\x04\x01\0\0\0")], "cut short"),
        ([part(1, 7, 0, b"\xc7\x04\x01\0\0\0\0")], "refers to section 0 of 0"),
        ([part(1, 7, 0, b"\xc7\x04\x09\0\0\0\0")], "refers to section 0 of 0"),
        (
            [
                part(1, 9, 0, b"ab", section=2, left=2),
                part(1, 9, 2, b"\xc7\x04\x01\0\0\0\1"),
            ],
            "refers to section 1 of 1",
        ),
        ([part(1, 9, 0, b"\xdd\xff\xff\xff\xff")], "exceeds max_array_len"),
        ([part(1, 5, 0, b"\xc1")], "not msgpack"),
    ],
)
def test_message_that_makes_no_sense(made: list[bytes], text: str) -> None:
    budget = Budget(Limits())
    assembly = Assembly(budget)
    with pytest.raises(PartError, match=text):
        for one in made:
            assembly.add(memoryview(one))
    assert budget.held == 0


def test_part_that_unpacks_to_much_is_refused_before() -> None:
    bomb = zstandard.compress(b" " * 50_000_000)
    with pytest.raises(PartError, match="unpacks to 50000000 bytes"):
        Assembly().add(memoryview(part(1, 60_000_000, 0, bomb, codec=1)))


def test_value_in_the_array_is_bounded() -> None:
    """So that what is kept until it is complete is bounded, too."""
    data = pack(["x" * (LARGEST_INSIDE + 3 * PART_SIZE)])
    assembly, step = Assembly(), PART_SIZE
    with pytest.raises(PartError, match=f"more than {LARGEST_INSIDE} bytes has no section"):
        for start in range(0, len(data), step):
            assembly.add(memoryview(part(1, len(data), start, data[start : start + step])))


def opened(stream: int, size: int, held: int) -> memoryview:
    """Return the first part of a message, with `held` bytes in it."""
    return memoryview(part(stream, size, 0, b"x" * held, section=1, left=size - 1))


def test_incomplete_messages_are_bounded() -> None:
    limits = Limits(largest_message=1000, incomplete_bytes=200, incomplete_messages=3)
    budget = Budget(limits)
    first, second, third = Assembly(budget), Assembly(budget), Assembly(budget)
    for number in range(3):
        first.add(opened(number, 50, 30))
    with pytest.raises(PartError, match="more than 3 incomplete messages at once"):
        first.add(opened(99, 50, 1))
    with pytest.raises(PartError, match="more than 100 bytes in incomplete messages of one client"):
        first.add(memoryview(part(1, 50, 30, b"x" * 11, section=1, left=19)))
    assert budget.held == 60
    with pytest.raises(PartError, match="larger than the 1000 allowed"):
        second.add(opened(1, 1001, 1))
    second.add(opened(1, 500, 100))
    with pytest.raises(PartError, match=r"more than 200 bytes in incomplete messages$"):
        third.add(opened(1, 500, 41))
    first.forget_all()
    third.add(opened(1, 500, 41))
    assert budget.held == 141


def test_incomplete_messages_are_given_up() -> None:
    budget = Budget(Limits(incomplete_bytes=200, incomplete_messages=1, incomplete_seconds=0.05))
    first, second = Assembly(budget), Assembly(budget)
    first.add(opened(1, 500, 100))
    second.add(opened(1, 500, 100))
    time.sleep(0.06)
    first.add(opened(2, 500, 1))  # its own, which is too old
    assert budget.held == 101
    first.add(memoryview(part(2, 500, 1, b"x" * 99, section=1, left=498)))
    third = Assembly(budget)
    third.add(opened(1, 500, 1))  # another one's, when there is no room left
    assert budget.held == 101


@pytest.mark.parametrize("limit", [0, -1, "5", None])
def test_limit_that_is_none(limit: Any) -> None:
    with pytest.raises(ValueError, match="largest_message must be a positive number, got"):
        Limits(largest_message=limit)
