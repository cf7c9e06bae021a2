"""Times calls of one store in the environment that it is installed in; see `store.py`.

Asked on standard input, a line each, with the name of a command and of a size, it answers with the
nanoseconds of processor time that one call took. It knows nothing of ours but what a user of any of
them knows.
"""

from __future__ import annotations

import itertools
import json
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

MILLION = 1_000_000
CHUNK = 10_000

# A timing takes as many calls as fill this many seconds.
LONG_ENOUGH = 0.03
MOST_CALLS = 200_000

# The call of each command on {key}; {field} is also a member, {index} a place in a list.
CALLS = {
    "set": "store.set({key}, '1')",
    "get": "store.get({key})",
    "incr": "store.incr({key})",
    "hset": "store.hset({key}, {field}, 'value')",
    "hget": "store.hget({key}, {field})",
    "rpush": "store.rpush({key}, 'value')",
    "lpush": "store.lpush({key}, 'value')",
    "lindex": "store.lindex({key}, {index})",
    "sadd": "store.sadd({key}, {field})",
    "zadd": "store.zadd({key}, {{{field}: 1.0}})",
}

# What is called before those that only read.
FILLED_BY = {"get": "set", "hget": "hset", "lindex": "rpush"}

# What each is written with, for every size: the part that changes from call to call is `item`.
SIZES = {
    "one key": {"key": "'{command}'", "field": "'field'", "index": "0"},
    "a million keys": {"key": "item", "field": "'field'", "index": "0"},
    "a million elements": {"key": "'{command}'", "field": "item", "index": "item"},
}

_TEXTS = ("set", "get", "incr")


def open_store() -> Any:
    """Return an empty store of the package that is installed here."""
    try:
        import fakeredis
    except ImportError:
        import znsocket

        # One version calls it so, and the other both.
        return znsocket.MemoryStorage()
    return fakeredis.FakeRedis(decode_responses=True)


class Bench:
    """The stores of each size, and the functions that call them.

    Parameters
    ----------
    open_store : callable
        Makes an empty store.
    """

    def __init__(self, open_store: Callable[[], Any]) -> None:
        self._open_store = open_store
        self._stores: dict[str, Any] = {}
        self._runs: dict[tuple[str, str], Callable[[], float]] = {}

    def time(self, command: str, size: str) -> float:
        """Return the nanoseconds of one call, on average over many."""
        if (command, size) not in self._runs:
            self._runs[command, size] = self._prepare(command, size)
        return self._runs[command, size]()

    def _prepare(self, command: str, size: str) -> Callable[[], float]:
        if size not in self._stores:
            self._stores.clear()  # the sizes come one after the other
            self._runs.clear()
            self._stores[size] = self._open_store()
            if size == "a million keys":
                fill_with_keys(self._stores[size])
        store = self._stores[size]
        if size == "a million elements":
            fill_with_elements(store, command)
        words = {name: word.format(command=command) for name, word in SIZES[size].items()}
        run = self._function(CALLS[command].format(**words))
        items = list(itertools.islice(items_of(command, size), MOST_CALLS))
        if command in FILLED_BY and size != "a million elements":
            self._function(CALLS[FILLED_BY[command]].format(**words))(store, set(items))

        def timed(count: int) -> float:
            part = items[:count]
            start = time.process_time()
            run(store, part)
            return time.process_time() - start

        timed(10)  # what is done once only
        count = 1
        while timed(count) < LONG_ENOUGH and count < MOST_CALLS:
            count *= 2
        return lambda: timed(count) / min(count, MOST_CALLS) * 1e9

    def _function(self, call: str) -> Callable[[Any, Iterable[Any]], None]:
        """Return a function that makes a call for every item, as a user writes it."""
        scope: dict[str, Any] = {}
        exec(f"def run(store, items):\n    for item in items: {call}\n", scope)  # noqa: S102
        run: Callable[[Any, Iterable[Any]], None] = scope["run"]
        return run


def items_of(command: str, size: str) -> Iterator[Any]:
    """Yield what changes from call to call."""
    chance = random.Random(0)  # noqa: S311 - the same for every store
    while True:
        if size == "one key":
            yield "item"
        elif size == "a million keys":
            # The other types have fewer keys, among the million.
            most = MILLION if command in _TEXTS else CHUNK
            yield f"{'key' if command in _TEXTS else command}:{chance.randrange(most)}"
        elif command == "lindex":
            yield chance.randrange(MILLION)
        else:
            yield f"field:{chance.randrange(MILLION)}"


def fill_with_keys(store: Any) -> None:
    """Set a million keys to numbers."""
    for number in range(MILLION):
        store.set(f"key:{number}", "1")


def fill_with_elements(store: Any, command: str) -> None:
    """Make a value of a million elements at the key that a command is called with."""
    for start in range(0, MILLION, CHUNK):
        fields = [f"field:{number}" for number in range(start, start + CHUNK)]
        if command in ("hset", "hget"):
            store.hset(command, mapping=dict.fromkeys(fields, "value"))
        elif command == "sadd":
            add_each(store.sadd, command, fields)
        elif command == "zadd":
            store.zadd(command, {field: float(start + at) for at, field in enumerate(fields)})
        else:
            add_each(store.rpush, command, fields)


def add_each(add: Callable[..., Any], key: str, values: list[str]) -> None:
    """Add values in one call, or in a call each where a store takes one only."""
    try:
        add(key, *values)
    except TypeError:
        for value in values:
            add(key, value)


def main() -> None:
    """Answer until nothing more is asked."""
    bench = Bench(open_store)
    for line in sys.stdin:
        command, size = json.loads(line)
        print(bench.time(command, size), flush=True)


if __name__ == "__main__":
    main()
