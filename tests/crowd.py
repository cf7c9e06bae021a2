"""What several processes do to one collection at the same time, each over its own connection.

Each function is called with where the collection is, the number of the process, and how often to do
it; what it returns is told to the test.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from threading import Barrier
from typing import Any

import redis

import znsocket

#: Seconds within which all processes have to be there.
_LATEST = 30

_start: Barrier


def join(start: Barrier) -> None:
    """Begin a process of the crowd; it works as soon as all others do, too."""
    global _start  # noqa: PLW0603 - it is this process'
    _start = start


def work(job: Callable[..., Any], url: str, number: int, times: int) -> Any:
    """Do a job together with the others."""
    with _connection(url) as r:
        _start.wait(_LATEST)
        return job(r, number, times)


def _connection(url: str) -> Any:
    if url.startswith("redis"):
        return redis.Redis.from_url(url, decode_responses=True)
    return znsocket.Client(url)


def _choices(number: int) -> random.Random:
    return random.Random(number)  # noqa: S311 - the same ones each time


def insert_at_one_index(r: Any, number: int, times: int) -> None:
    """Insert where all others insert."""
    one = znsocket.List(r, "a")
    for turn in range(times):
        one.insert(5, [number, turn])


def pop_from_one_end(r: Any, number: int, times: int) -> list[Any]:
    """Take what is at the end of one's own until nothing is left; return it in order."""
    one, taken = znsocket.List(r, "a"), []
    while True:
        try:
            taken.append(one.pop(0 if number % 2 else -1))
        except IndexError:
            return taken


def delete_slices(r: Any, number: int, times: int) -> int:
    """Delete what stands in some places, if anything does; return how many items it was."""
    gone: list[int] = []
    one = znsocket.List(r, "a", callbacks={"delitem": gone.extend})
    slices = [slice(10, 13), slice(-13, -10), slice(10, 20, 3), slice(15, 11, -2)]
    for turn in range(times):
        del one[slices[(number + turn) % len(slices)]]
    return len(gone)


def assign_or_read_slices(r: Any, number: int, times: int) -> list[list[Any]]:
    """Assign slices that are all of a kind, or read them; return those read that are not."""
    whole, part = znsocket.List(r, "whole"), znsocket.List(r, "part")
    torn: list[list[Any]] = []
    for turn in range(times):
        if number % 2:
            size = 1 + (7 * turn + number) % 40
            whole[:] = [[number, turn, size]] * size
            part[10:20] = [[number, turn, 10]] * 10
        else:
            seen = [whole[:], part[10:20], part[19:9:-1]]
            torn += [one for one in seen if one != [one[0]] * one[0][2]]
    return torn


def setdefault_and_pop(r: Any, number: int, times: int) -> tuple[list[Any], list[Any]]:
    """Set keys if they are not there, and take them; return what was set, and what was taken."""
    one, draw = znsocket.Dict(r, "a"), _choices(number)
    put, taken = [], []
    for turn in range(times):
        mine = [number, turn]
        if one.setdefault(draw.choice("abc"), mine) == mine:
            put.append(mine)
        found = one.pop(draw.choice("abc"), None)
        if found is not None:
            taken.append(found)
    return put, taken


def set_items_of_segments(r: Any, number: int, times: int) -> dict[int, Any]:
    """Set items, some of which the others set, too; return what each was set to at last."""
    one, draw = znsocket.Segments(r, znsocket.List(r, "origin"), "a"), _choices(number)
    last: dict[int, Any] = {}
    for turn in range(times):
        index = draw.choice([draw.randrange(10), 10 + 4 * draw.randrange(10) + number])
        one[index] = last[index] = [number, turn]
    return last


def edit_segments(r: Any, number: int, times: int) -> tuple[list[Any], list[Any]]:
    """Insert items and take some; return what was put in, and what was taken."""
    one, draw = znsocket.Segments(r, znsocket.List(r, "origin"), "a"), _choices(number)
    put, taken = [], []
    for turn, action in zip(
        range(times), itertools.cycle(["insert", "append", "pop"]), strict=False
    ):
        if action == "pop":
            taken.append(one.pop(draw.randrange(40)))
            continue
        put.append([number, turn])
        if action == "append":
            one.append(put[-1])
        else:
            one.insert(draw.randrange(40), put[-1])
    return put, taken
