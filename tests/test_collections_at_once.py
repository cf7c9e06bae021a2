"""What processes change at the same time: nothing is lost, doubled, torn or out of place."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from typing import Any

import crowd
import pytest

import znsocket
from znsocket import Dict, List, Segments

PROCESSES = 4
TURNS = 400

#: Has all processes do a job so many times, and returns what they tell.
Together = Callable[[Callable[..., Any], int], list[Any]]


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPoolExecutor]:
    """Processes that begin each job together."""
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(PROCESSES)
    with ProcessPoolExecutor(PROCESSES, context, crowd.join, (start,)) as pool:
        yield pool


@pytest.fixture(params=["memory", "redis"])
def server(request: pytest.FixtureRequest) -> str:
    """The URL of a server, on either store."""
    url: str = request.getfixturevalue(f"{request.param}_server")
    return url


@pytest.fixture
def r(server: str) -> Iterator[znsocket.Client]:
    with znsocket.Client(server) as client:
        client.flushall()
        yield client


@pytest.fixture
def together(
    request: pytest.FixtureRequest, pool: ProcessPoolExecutor, server: str, redis_url: str
) -> Together:
    """With the Redis store, every second process goes to Redis itself."""
    urls = [server, redis_url if "redis" in request.node.name else server] * (PROCESSES // 2)

    def run(job: Callable[..., Any], times: int) -> list[Any]:
        work = [pool.submit(crowd.work, job, url, at, times) for at, url in enumerate(urls)]
        return [one.result(timeout=60) for one in work]

    return run


def joined(lists: Iterable[list[Any]]) -> list[Any]:
    return list(chain.from_iterable(lists))


def test_inserting_at_one_index(r: znsocket.Client, together: Together) -> None:
    one = List(r, "a")
    one.extend([0] * 10)
    together(crowd.insert_at_one_index, TURNS)
    items = one[:]
    inserted = items[5:-5]
    assert items[:5] == items[-5:] == [0] * 5
    for number in range(PROCESSES):
        turns = [turn for who, turn in inserted if who == number]
        assert turns == list(range(TURNS))[::-1]
    assert len(inserted) == PROCESSES * TURNS


def test_popping_from_both_ends(r: znsocket.Client, together: Together) -> None:
    one = List(r, "a")
    one.extend(range(4000))
    taken = together(crowd.pop_from_one_end, 0)
    assert sorted(joined(taken)) == list(range(4000))
    right, left = joined(taken[::2]), joined(taken[1::2])
    assert max(left) < min(right)
    assert all(each == sorted(each, reverse=place % 2 == 0) for place, each in enumerate(taken))
    assert len(one) == 0


def test_deleting_slices(r: znsocket.Client, together: Together) -> None:
    one = List(r, "a")
    one.extend(range(15 * TURNS))
    gone = together(crowd.delete_slices, TURNS)
    items = one[:]
    assert len(items) == 15 * TURNS - sum(gone) < 5 * TURNS
    assert items[:10] + items[-10:] == [*range(10), *range(15 * TURNS - 10, 15 * TURNS)]
    assert items == sorted(set(items))


def test_assigning_slices_that_others_read(r: znsocket.Client, together: Together) -> None:
    List(r, "whole").append([0, 0, 1])
    part = List(r, "part")
    part.extend([["edge"]] * 10 + [[0, 0, 10]] * 10 + [["edge"]] * 10)
    assert together(crowd.assign_or_read_slices, TURNS) == [[]] * PROCESSES
    assert part[:10] == part[20:] == [["edge"]] * 10


def test_setting_and_taking_the_same_keys(r: znsocket.Client, together: Together) -> None:
    told = together(crowd.setdefault_and_pop, TURNS)
    put, taken = map(joined, zip(*told, strict=True))
    assert sorted(taken + Dict(r, "a").values()) == sorted(put)
    assert len(taken) > 100


def test_setting_items_of_segments(r: znsocket.Client, together: Together) -> None:
    origin = List(r, "origin")
    origin.extend(range(60))
    last = together(crowd.set_items_of_segments, TURNS)
    one = Segments(r, origin, "a")
    items = one[:]
    assert len(items) == len(one) == 60
    for index, item in enumerate(items):
        assert item in [each[index] for each in last if index in each] or item == index
        assert item != index or not any(index in each for each in last)
    assert origin[:] == list(range(60))


def test_editing_segments(r: znsocket.Client, together: Together) -> None:
    origin = List(r, "origin")
    origin.extend([at] for at in range(60))
    told = together(crowd.edit_segments, TURNS)
    put, taken = map(joined, zip(*told, strict=True))
    one = Segments(r, origin, "a")
    assert sorted(one[:] + taken) == sorted([[at] for at in range(60)] + put)
    assert sum(end - start for start, end, _ in one.get_raw()) == len(one)
    kept = [item for item in one if len(item) == 1]
    assert kept == sorted(kept)
    assert origin[:] == [[at] for at in range(60)]
