"""Random calls that wait and random changes: the same calls get the same as on a real Redis."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any

import pytest
import redis
from peers import KINDS, PROMPT, Peers, Waiting, redis_py_peers

#: How many of them, the same ones each time.
PROGRAMS = 25

KEYS = ("a", "b", "c")
STREAMS = ("s", "t")

Call = Callable[[Any], Any]


def a_wait(one: random.Random) -> Call:
    """Return a call that waits, of any command that does."""
    keys = one.sample(KEYS, one.randint(1, 3))
    end, other_end = one.choice(["LEFT", "RIGHT"]), one.choice(["LEFT", "RIGHT"])
    to, count, largest = one.choice(KEYS), one.randint(1, 2), one.random() < 0.5
    streams, consumer = one.sample(STREAMS, one.randint(1, 2)), one.choice("xy")
    calls: list[Call] = [
        lambda r: r.blpop(keys, 0),
        lambda r: r.brpop(keys, 0),
        lambda r: r.blmove(keys[0], to, 0, end, other_end),
        lambda r: r.brpoplpush(keys[0], to, 0),
        lambda r: r.blmpop(0, len(keys), *keys, direction=end, count=count),
        lambda r: r.bzpopmin(keys, 0),
        lambda r: r.bzpopmax(keys, 0),
        lambda r: r.bzmpop(0, len(keys), keys, min=not largest, max=largest, count=count),
        lambda r: r.xread(dict.fromkeys(streams, "$"), block=0, count=count),
        lambda r: r.xreadgroup("g", consumer, dict.fromkeys(streams, ">"), block=0, count=count),
    ]
    return one.choice(calls)


def a_change(one: random.Random, number: int) -> Call:
    """Return a call that may fill a key, or do something else to it."""
    key, other = one.sample(KEYS, 2)
    stream = one.choice(STREAMS)
    elements = [f"{number}{letter}" for letter in "xyz"[: one.randint(1, 3)]]
    scores = {element: one.randint(0, 3) for element in elements}
    calls: list[Call] = [
        *[lambda r: r.rpush(key, *elements), lambda r: r.lpush(key, *elements)] * 3,
        *[lambda r: r.zadd(key, scores), lambda r: r.xadd(stream, {"f": "v"}, f"{number}-1")] * 3,
        lambda r: r.delete(key, other),
        lambda r: r.set(key, "text"),
        lambda r: r.rename(key, other),
        lambda r: r.copy(key, other, replace=True),
        # Redis leaves calls waiting when these replace a key of another type.
        lambda r: (r.delete(other), r.sort(key, alpha=True, store=other)),
        lambda r: (r.delete(key), r.zunionstore(key, [other])),
        lambda r: (r.delete(key), r.zrangestore(key, other, 0, -1)),
        lambda r: r.lmove(key, other, "LEFT", "RIGHT"),
        lambda r: r.lpop(key),
        lambda r: r.zpopmin(key),
        lambda r: r.delete(stream),
        lambda r: r.xgroup_create(stream, "g", mkstream=True),
        lambda r: r.rename(stream, STREAMS[0]),
    ]
    return one.choice(calls)


def a_program(seed: int) -> tuple[list[Call], list[list[Call]]]:
    """Return calls that wait, and changes, some of which are made in one transaction."""
    one = random.Random(seed)  # noqa: S311 - it is to be the same each time
    waits = [a_wait(one) for _ in range(one.randint(2, 6))]
    changes = []
    for step in range(one.randint(2, 6)):
        size = one.choice([1, 1, 2, 3])
        changes.append([a_change(one, 10 * step + number + 1) for number in range(size)])
    return waits, changes


def outcome(call: Callable[[], Any]) -> Any:
    """Return a reply, or the text of an error."""
    try:
        return call()
    except redis.ResponseError as error:
        return str(error)


def made(r: Any, change: list[Call]) -> Any:
    """Make a change and return its replies."""
    if len(change) == 1:
        return outcome(lambda: change[0](r))
    pipe = r.pipeline()
    for call in change:
        call(pipe)
    return [str(one) if isinstance(one, Exception) else one for one in pipe.execute(False)]


def held(r: Any) -> dict[str, Any]:
    """Return all that is stored."""
    read = {
        "list": lambda key: r.lrange(key, 0, -1),
        "zset": lambda key: r.zrange(key, 0, -1, withscores=True),
        "stream": r.xrange,
        "string": r.get,
    }
    return {key: read[r.type(key)](key) for key in sorted(r.keys())}


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait until something is true."""
    deadline = time.monotonic() + PROMPT
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.001)


def unblock(peers: Peers, r: Any) -> None:
    """Let nobody wait any more."""
    while peers.blocked():
        r.flushall()
        r.pipeline().rpush("a", 1, 2).rpush("b", 1, 2).rpush("c", 1, 2).execute()
        r.flushall()
        r.pipeline().zadd("a", {"x": 1}).zadd("b", {"x": 1}).zadd("c", {"x": 1}).execute()
        r.xadd("s", {"f": "v"})
        r.xadd("t", {"f": "v"})


def run(peers: Peers, everybody: list[Any], seed: int, served: list[bool] | None) -> Any:
    """Run a program and return the replies to all calls, and what is stored in the end.

    Parameters
    ----------
    peers : Peers
    everybody : list
        Seven of them.
    seed : int
        Of the program.
    served : list of bool, optional
        Which of the calls that wait are served; to be found out when it is not known.
    """
    waits, changes = a_program(seed)
    r, *others = everybody
    r.flushall()
    for stream in STREAMS:
        r.xgroup_create(stream, "g", mkstream=True)
    waiting: list[Waiting] = [
        peers.waiting(lambda call=call, other=other: call(other))  # type: ignore[misc]
        for call, other in zip(waits, others, strict=False)
    ]
    replies = [made(r, change) for change in changes]
    if served is None:  # redis-py on a Redis, which has served all that it serves by now
        left = peers.blocked()
        until(lambda: sum(one.is_alive for one in waiting) == left, "replies are on their way")
        served = [not one.is_alive for one in waiting]
    outcomes = [
        one.result() if is_served else None for one, is_served in zip(waiting, served, strict=True)
    ]
    until(lambda: peers.blocked() == served.count(False), f"{peers.blocked()} wait: {served}")
    stored = held(r)
    unblock(peers, r)
    for one in waiting:
        one.result()
    return served, outcomes, replies, stored


@pytest.fixture(scope="module")
def expected(expected_redis_url: str) -> Any:
    """What a real Redis does in each program."""
    peers = redis_py_peers(expected_redis_url)
    everybody = [peers.one() for _ in range(7)]
    yield [run(peers, everybody, seed, None) for seed in range(PROGRAMS)]
    peers.close()


@pytest.mark.parametrize("peers", [one for one in KINDS if one != "redis-py"], indirect=True)
def test_the_same_are_served_with_the_same(peers: Peers, expected: list[Any]) -> None:
    everybody = [peers.one() for _ in range(7)]
    for seed, theirs in enumerate(expected):
        ours = run(peers, everybody, seed, theirs[0])
        assert ours == theirs, f"of program {seed}"
