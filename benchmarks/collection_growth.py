"""What operations of lists and segments cost at a thousand and at a million items."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.calls import each
from benchmarks.row import OURS, Row, at_most

_SIZES = (1_000, 10_000, 100_000, 1_000_000)
_EDITS = 10_000
#: Up to here, what differs is the machine and its caches.
_THE_SAME = 1.5
_AT_ONCE = 10_000
_CALLS = 300

#: The list that the process has filled: its size.
_filled: list[int] = []


def _list(peer: Any, size: int) -> Any:
    """Return a list of so many items, filled once for all rows that follow each other."""
    import znsocket

    one = znsocket.List(peer.client(), "grown")
    if _filled != [size] or len(one) != size:
        peer.client().flushall()
        for start in range(0, size, _AT_ONCE):
            one.extend([{"at": at} for at in range(start, min(start + _AT_ONCE, size))])
        _filled[:] = [size]
    return one


def _places(size: int) -> Iterator[int]:
    """Yield indices from everywhere, the same ones each time."""
    at = 0
    while True:
        at = (at + 7919 * 104729) % size
        yield at


def append(peer: Any, size: int) -> float:
    """Return the seconds of an ``append``."""
    one = _list(peer, size)
    return _restored(one, size, lambda: one.append({"at": 0}))


def pop_last(peer: Any, size: int) -> float:
    """Return the seconds of a ``pop``."""
    one = _list(peer, size)
    return _restored(one, size, one.pop)


def pop_first(peer: Any, size: int) -> float:
    """Return the seconds of a ``pop(0)``."""
    one = _list(peer, size)
    return _restored(one, size, lambda: one.pop(0))


def _restored(one: Any, size: int, call: Callable[[], Any]) -> float:
    """Measure a call that changes the length of a list, and restore that."""
    taken = each(call, _CALLS)
    if len(one) > size:
        del one[size:]
    else:
        one.extend([{"at": 0}] * (size - len(one)))
    return taken


def item(peer: Any, size: int) -> float:
    """Return the seconds to read an item, each time another one."""
    one, places = _list(peer, size), _places(size)
    return each(lambda: one[next(places)], _CALLS)


def segment_item(peer: Any, size: int, edits: int = 0) -> float:
    """Return the seconds to read an item of segments, which were edited."""
    import znsocket

    origin, places = _list(peer, size), _places(size)
    one = znsocket.Segments(peer.client(), origin, f"{edits}")
    if edits:
        with peer.client().pipeline() as pipe:
            edited = znsocket.Segments(pipe, origin, f"{edits}")
            for number in range(edits):
                edited[next(places)] = number
            pipe.execute()
    return each(lambda: one[next(places)], _CALLS)


def _edited_item(peer: Any, size: int) -> float:
    return segment_item(peer, size, _EDITS)


def _row(name: str, measure: Callable[[Any, int], float], size: int) -> Row:
    def of_size(peer: Any) -> float:
        return measure(peer, size)

    targets = (at_most(_THE_SAME, row=_named(name, _SIZES[0])),) if size == _SIZES[-1] else ()
    group = "items"
    return Row(_named(name, size), of_size, "µs", (OURS,), targets, group, size, name, rounds=3)


def _named(name: str, size: int) -> str:
    return f"{name}, of {size:,}"


#: By size, so that each list is filled once.
ROWS = [
    _row(name, measure, size)
    for size in _SIZES
    for name, measure in (
        ("append()", append),
        ("pop()", pop_last),
        ("pop(0)", pop_first),
        ("list[i]", item),
        ("segments[i]", segment_item),
        (f"segments[i] after {_EDITS:,} edits", _edited_item),
    )
]
