"""Reading a list ahead, in pages that grow as long as they are small."""

from __future__ import annotations

from typing import Any

from znsocket.collections.codec import Codec
from znsocket.collections.operations import Operation, operation

# Items of the first page, and by how much and up to how many items pages grow.
_FIRST = 16
_GROWTH = 8
_MOST = 8192

# Characters that a page should not exceed by much.
_SIZE = 1 << 20


class Pages:
    """Walks through a list from one index on, page by page.

    An item is the one that stands at its index when its page is read. What is put behind the last
    page after that was read is not seen.

    Parameters
    ----------
    key : str
        The prefixed key.
    codec : Codec
        What reads the values.
    start : int
        The index of the first item, from 0.
    """

    def __init__(self, key: str, codec: Codec, start: int = 0) -> None:
        self._key = key
        self._codec = codec
        self._start = start
        self._count = _FIRST
        self.ended = False

    def next(self) -> Operation[list[Any]]:
        """Return the operation that reads the next page."""
        stop = self._start + self._count
        return operation("list_slice", self._key, self._start, stop, None, read=self._read)

    def _read(self, texts: list[Any]) -> list[Any]:
        self.ended = len(texts) < self._count
        self._start += len(texts)
        size = sum(map(len, texts))
        fitting = _SIZE * len(texts) // size if size else _MOST
        self._count = max(1, min(self._count * _GROWTH, fitting, _MOST))
        return self._codec.decode_all(texts)
