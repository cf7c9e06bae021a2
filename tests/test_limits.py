"""What one call may ask for at the most, on every surface that checks it before a Redis does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from harness import SURFACES

from znsocket.commands import registry
from znsocket.exceptions import ResponseError
from znsocket.keyspace.indexed import DRAWS
from znsocket.registry.parameters import INT_MAX

COUNTS = {"srandmember": "number", "hrandfield": "count", "zrandmember": "count"}


@pytest.mark.parametrize("command", COUNTS)
@pytest.mark.parametrize("count", [-DRAWS - 1, -INT_MAX, str(-INT_MAX), str(-DRAWS - 1).encode()])
def test_endless_random_members_are_never_sent(command: str, count: Any) -> None:
    (argument,) = [one for one in registry[command].arguments if one.name == COUNTS[command]]
    with pytest.raises(ResponseError, match=r"^value is out of range$"):
        argument.parameter.pack(count)
    assert argument.parameter.pack(-DRAWS) == -DRAWS


@pytest.mark.parametrize("command", COUNTS)
@pytest.mark.parametrize("name", [name for name in SURFACES if name != "redis-py"])
def test_endless_random_members_are_refused(
    surface_by_name: Callable[[str], Any], name: str, command: str
) -> None:
    surface = surface_by_name(name)
    surface.sadd("s", "a")
    surface.hset("h", "a", 1)
    surface.zadd("z", {"a": 1})
    draw = getattr(surface, command)
    with pytest.raises(ResponseError, match="value is out of range"):
        draw(command[0], -DRAWS - 1)
    assert draw(command[0], -3) == ["a", "a", "a"]
