"""What callers may give as arguments, and which error comes first, on every surface."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import redis
from harness import SURFACES

Call = tuple[str, tuple[Any, ...], dict[str, Any]]

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


@pytest.mark.parametrize("name", [name for name in SURFACES if name != "redis-py"])
@pytest.mark.filterwarnings("ignore:Call to deprecated:DeprecationWarning")  # redis-py's, on hmset
def test_the_first_of_two_errors_is_redis_pys(
    name: str, surface_by_name: Callable[[str], Any]
) -> None:
    expected = [failure(surface_by_name("redis-py"), call) for call in TWO_MISTAKES]
    surface = surface_by_name(name)
    for call, error in zip(TWO_MISTAKES, expected, strict=True):
        assert failure(surface, call) == error, call
