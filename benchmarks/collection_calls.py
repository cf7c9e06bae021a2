"""Lists, dicts, segments and adapters: single operations, and 10,000 items at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from benchmarks.calls import each, once
from benchmarks.row import OLD, OURS, Row, at_least

MANY = 10_000
_CALLS = 200
_LISTENERS = 30
_SEGMENTS = 1_000


def _list(peer: Any, items: int = 0) -> Any:
    """Return a list that has so many items and nothing else beside it."""
    import znsocket

    client = peer.client()
    client.flushall()
    one = znsocket.List(client, "bench", socket=client)
    if items:
        one.extend(list(range(items)))
    return one


def _dict(peer: Any, keys: int = 0) -> Any:
    import znsocket

    client = peer.client()
    client.flushall()
    one = znsocket.Dict(client, "bench", socket=client)
    if keys:
        one.update({f"key {at}": at for at in range(keys)})
    return one


def read_list(peer: Any) -> float:
    """Return the seconds to read a list by ``[:]``."""
    one = _list(peer, MANY)
    return each(lambda: one[:], 3)


def iterate(peer: Any) -> float:
    """Return the seconds to iterate over a list."""
    one = _list(peer, MANY)
    return once(lambda: [None for _ in one])


def append(peer: Any) -> float:
    """Return the seconds of an ``append``."""
    one = _list(peer, MANY)
    return each(lambda: one.append({"energy": -3.5}), _CALLS)


def insert(peer: Any) -> float:
    """Return the seconds of an ``insert`` in the middle."""
    one = _list(peer, MANY)
    return each(lambda: one.insert(MANY // 2, {"energy": -3.5}), _CALLS)


def extend(peer: Any) -> float:
    """Return the seconds of an ``extend``."""
    one, items = _list(peer), list(range(MANY))
    return once(lambda: one.extend(items))


def set_key(peer: Any) -> float:
    """Return the seconds to set a key of a dict."""
    one = _dict(peer, MANY)
    return each(lambda: one.__setitem__("key 5000", {"energy": -3.5}), _CALLS)


def update(peer: Any) -> float:
    """Return the seconds of an ``update``."""
    one, pairs = _dict(peer), {f"key {at}": at for at in range(MANY)}
    return once(lambda: one.update(pairs))


def items(peer: Any) -> float:
    """Return the seconds of ``items``."""
    one = _dict(peer, MANY)
    return each(lambda: list(one.items()), 3)


def _segments(peer: Any) -> Any:
    import znsocket

    origin = _list(peer, _SEGMENTS)
    return znsocket.Segments(origin.redis if peer.kind == OURS else peer.client(), origin, "edited")


def set_segment(peer: Any) -> float:
    """Return the seconds to set an item of segments; each time another one."""
    one = _segments(peer)
    indices = iter(range(1, _SEGMENTS, 3))
    return each(lambda: one.__setitem__(next(indices), {"energy": -3.5}), _CALLS)


def read_segments(peer: Any) -> float:
    """Return the seconds to read all items of segments, some of which were set."""
    one = _segments(peer)
    for index in range(1, _SEGMENTS, 100):
        one[index] = "edited"
    return once(lambda: [None for _ in one])


_served: list[Any] = []


def serve(peer: Any) -> float:
    """Serve a list to other processes."""
    import znsocket

    served = znsocket.ListAdapter(key="served", socket=peer.client(), object=list(range(MANY)))
    _served.append(served)
    return 0.0


def _of_adapter(peer: Any, measure: Callable[[Any], float]) -> float:
    import znsocket

    peer.client().flushall()
    with peer.others(1) as owner:
        owner.run("benchmarks.collection_calls", "serve")
        return measure(znsocket.List(peer.client(), "served"))


def read_item(peer: Any) -> float:
    """Return the seconds to read an item from an adapter in another process."""
    return _of_adapter(peer, lambda one: each(lambda: one[5000], _CALLS))


def read_slice(peer: Any) -> float:
    """Return the seconds to read a slice from an adapter in another process."""
    return _of_adapter(peer, lambda one: each(lambda: one[:], 3))


def hear(peer: Any) -> float:
    """Return the seconds until a change is known to all that listen."""
    import znsocket

    one = _list(peer, 10)
    heard = threading.Semaphore(0)
    listeners = [peer.connect() for _ in range(_LISTENERS)]
    try:
        for client in listeners:
            znsocket.List(client, "bench", socket=client).on_refresh(lambda data: heard.release())

        def change() -> None:
            one.append(1)
            for _ in listeners:
                if not heard.acquire(timeout=10):
                    raise RuntimeError("not all have heard of a change")

        return each(change, 40)
    finally:
        for client in listeners:
            peer.close(client)


def _row(name: str, measure: Callable[[Any], float], times: float, rounds: int = 100) -> Row:
    return Row(name, measure, "ms", (OURS, OLD), (at_least(times, OLD),), rounds=rounds)


ROWS = [
    _row("list of 10,000 by [:]", read_list, 10),
    _row("list of 10,000 iterated", iterate, 200, rounds=3),
    _row("append", append, 8),
    _row("insert in the middle", insert, 8),
    _row("extend by 10,000", extend, 4),
    _row("dict: set a key", set_key, 5),
    _row("dict: update with 10,000", update, 4),
    _row("dict: items of 10,000", items, 4),
    _row("segments: set an item", set_segment, 20),
    _row("segments: all of 1,000", read_segments, 30),
    _row("adapter: an item", read_item, 3),
    _row("adapter: slice of 10,000", read_slice, 3),
    _row("a change seen by 30 listeners", hear, 3),
]
