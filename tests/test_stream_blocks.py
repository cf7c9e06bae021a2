"""Streams are kept in blocks that begin and end where those of Redis do.

They are seen in how many there are, and in what an approximate trim leaves.
"""

from __future__ import annotations

import random
from typing import Any

import pytest
import redis

from znsocket import Storage

Fields = dict[str | bytes, str | bytes]


def small(draw: random.Random) -> Fields:
    return {"a": "x" * draw.randint(0, 5)}


def large(draw: random.Random) -> Fields:
    return {"field": "y" * draw.choice([10, 300, 1500, 4000, 4090, 5000])}


def numbers(draw: random.Random) -> Fields:
    number = draw.randint(-(10 ** draw.randint(1, 20)), 10 ** draw.randint(1, 20))
    return {"n": str(number), "small": str(draw.randint(-5, 200)), "text": f"0{number}"}


def same_names(draw: random.Random) -> Fields:
    return {"f1": "v" * draw.randint(1, 40), b"\xff": "é" * draw.randint(1, 90)}


def other_names(draw: random.Random) -> Fields:
    return {draw.choice("abc") * draw.randint(1, 70): "z" * draw.randint(0, 120)}


@pytest.mark.parametrize("fields", [small, large, numbers, same_names, other_names])
@pytest.mark.parametrize("step", [1, 100, 10**12])
def test_stream(fields: Any, step: int, expected_redis_url: str) -> None:
    draw = random.Random(step)  # noqa: S311 - the same ones each time
    ours = Storage()
    with redis.Redis.from_url(expected_redis_url, decode_responses=False) as theirs:
        theirs.flushall()
        for number in range(1, 250):
            sequence = draw.choice([0, 1, 300, 2**40, 2**64 - 1])
            id_ = f"{number * step}-{sequence}"
            program: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
                ("xadd", ("s", fields(draw)), {"id": id_})
            ]
            kept = draw.choice([0, 5, 50, 100])
            low = f"{draw.randint(1, number) * step}-0"
            if draw.random() < 0.1:
                choices: list[dict[str, Any]] = [
                    {"maxlen": kept, "approximate": True},
                    {"maxlen": kept, "approximate": True, "limit": draw.choice([1, 20, 150])},
                    {"minid": low, "approximate": True},
                    {"maxlen": 20 + kept, "approximate": False},
                    {"minid": low, "approximate": False},
                ]
                program.append(("xtrim", ("s",), draw.choice(choices)))
            elif draw.random() < 0.1:
                held = [entry[0] for entry in theirs.xrange("s")]
                taken = draw.sample(held, min(len(held), draw.randint(1, 30)))
                program.append(("xdel", ("s", *taken), {})) if taken else None
            for name, args, options in program:
                reply = getattr(theirs, name)(*args, **options)
                if name != "xadd":
                    assert getattr(ours, name)(*args, **options) == reply, (number, name, options)
                else:
                    ours.xadd(*args, **options)
            blocks = theirs.xinfo_stream("s")["radix-tree-keys"]
            assert ours.xinfo_stream("s")["radix-tree-keys"] == blocks, (number, program)
