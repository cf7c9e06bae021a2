"""Reading a list ahead, in pages that grow as long as they are small."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

# Items of the first page, and by how much and up to how many items pages grow.
_FIRST = 16
_GROWTH = 8
_MOST = 8192

# Characters that a page should not exceed by much.
_SIZE = 1 << 20


class Pages:
    """Says which items to read next.

    An item is the one that stands at its index when its page is read. What is put behind the last
    page after that was read is not seen.

    Examples
    --------
    >>> pages = Pages()
    >>> pages.next
    slice(0, 16, None)
    >>> pages.took(["1"] * 16)
    >>> pages.next
    slice(16, 144, None)
    >>> pages.took(["2"])
    >>> pages.ended
    True
    """

    def __init__(self) -> None:
        self._start = 0
        self._count = _FIRST
        self.ended = False

    @property
    def next(self) -> slice:
        """What to read."""
        return slice(self._start, self._start + self._count)

    def took(self, texts: Sequence[Any]) -> None:
        """Take note of what was read: the JSON texts of the items."""
        self.ended = len(texts) < self._count
        self._start += len(texts)
        size = sum(map(len, texts))
        fitting = _SIZE * len(texts) // size if size else _MOST
        self._count = max(1, min(self._count * _GROWTH, fitting, _MOST))
