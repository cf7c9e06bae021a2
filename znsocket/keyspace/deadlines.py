"""When keys expire."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from itertools import count

from znsocket.registry.text import Text


class Deadlines(dict[Text, int]):
    """Unix time in milliseconds by key; change it through the methods of this class only.

    A heap tells which comes first. What is taken away or put off stays in the heap until its turn
    comes, or until half of the heap is of no use any more.
    """

    def __init__(self) -> None:
        super().__init__()
        self._heap: list[tuple[int, int, Text]] = []
        self._numbers = count()  # so that names, some of which are octets, are not compared

    def put(self, name: Text, moment: int) -> None:
        """Let a key expire at a moment."""
        self[name] = moment
        heap = self._heap
        if len(heap) > 2 * len(self) + 100:
            heap[:] = [(at, next(self._numbers), one) for one, at in self.items()]
            heapify(heap)
        else:
            heappush(heap, (moment, next(self._numbers), name))

    def drop(self, name: Text) -> bool:
        """Let a key stay and return whether it would have expired."""
        return self.pop(name, None) is not None

    def clear(self) -> None:
        """Let every key stay."""
        super().clear()
        self._heap.clear()

    def some(self, count: int) -> list[int]:
        """Return about `count` of the moments, or all where there are fewer."""
        step = max(1, len(self._heap) // count)
        return [moment for moment, _, name in self._heap[::step] if self.get(name) == moment]

    def first(self) -> tuple[int, Text] | None:
        """Return the moment that comes first and its key, or None."""
        heap = self._heap
        while heap:
            moment, _, name = heap[0]
            if self.get(name) == moment:
                return moment, name
            heappop(heap)
        return None
