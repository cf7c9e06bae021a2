"""What a collection costs does not grow with it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

import znsocket
from znsocket import List, Segments

SMALL, LARGE = 1_000, 1_000_000
EDITS = 10_000


def least(call: Callable[[], Any]) -> float:
    """Return the least seconds that a call takes, which a busy machine does not change."""
    taken = []
    for _ in range(300):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return min(taken)


@pytest.fixture(scope="module")
def lists() -> list[List]:
    """A list of a thousand items, and one of a million."""
    storage = znsocket.Storage()
    both = [List(storage, f"{size}") for size in (SMALL, LARGE)]
    for one, size in zip(both, (SMALL, LARGE), strict=True):
        one.extend(range(size))
    return both


OPERATIONS: dict[str, Callable[[List], Any]] = {
    "append": lambda one: one.append(1),
    "pop()": lambda one: one.pop(),
    "pop(0)": lambda one: one.pop(0),
    "[i]": lambda one: one[len(one) // 2],
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_lists(name: str, lists: list[List]) -> None:
    small, large = (least(lambda: OPERATIONS[name](one)) for one in lists)  # noqa: B023 - at once
    assert large < 4 * small


@pytest.mark.parametrize("edits", [0, EDITS])
def test_segments(edits: int, lists: list[List]) -> None:
    small, large = (Segments.from_list(one, f"{one.key} {edits}") for one in lists)
    small[1] = 1
    for number in range(edits):
        large[number * 7919 % LARGE // 2] = number
    assert (len(large.get_raw()) > EDITS) == bool(edits)
    at = len(large) // 4
    assert least(lambda: large[at]) < 4 * least(lambda: small[500])
