"""`Segments`: a list made of parts of another list, which stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableSequence
from itertools import chain, groupby
from typing import Any

from typing_extensions import Self

from znsocket.collections import segment_operations as ops
from znsocket.collections.base import Collection
from znsocket.collections.list_operations import whole
from znsocket.collections.lists import List, listed
from znsocket.collections.pages import Pages
from znsocket.collections.segment_operations import Found, Segment


class Segments(Collection, MutableSequence[Any]):
    """A copy of a list that can be changed, and stores only what differs from it.

    It begins with all items of its origin, without copying them, and behaves as a list; the origin
    is never changed, and must not be while there are segments of it. Opening a key that is there
    goes on with what it holds.

    Parameters
    ----------
    r : Client, Pipeline or redis.Redis
        Where it is held. Over a pipeline it can only be changed.
    origin : List
        What it is a copy of; values are read and written as that does it.
    key : str
        Its name.

    Raises
    ------
    TypeError
        `origin` is no `List`.
    ValueError
        `key` is its name.

    Examples
    --------
    >>> from znsocket import List
    >>> frames = List(r, "frames")
    >>> frames.extend(["a", "b", "c", "d"])
    >>> edited = Segments(r, frames, "edited")
    >>> edited[1] = "B"
    >>> del edited[-1]
    >>> edited[:], frames[:]
    (['a', 'B', 'c'], ['a', 'b', 'c', 'd'])
    >>> [tuple(segment) for segment in edited.get_raw()]
    [(0, 1, 'znsocket.List:frames'), (0, 1, 'znsocket.List:edited'), (2, 3, 'znsocket.List:frames')]
    """

    prefix = "znsocket.Segments:"

    def __init__(self, r: Any, origin: List, key: str) -> None:
        if not isinstance(origin, List):
            raise TypeError(f"origin must be a List, got {type(origin).__name__}")
        super().__init__(r, key, origin.socket, origin.converter, origin.convert_nan)
        self._begin(lambda: self._open(origin))

    @classmethod
    def from_list(cls, origin: List, key: str) -> Self:
        """Return a `Segments` of a list, held where that is."""
        return cls(origin.redis, origin, key)

    def get_raw(self) -> list[Segment]:
        """Return the parts it is made of: first index, index behind the last, key of the list."""
        return self._run(ops.table(self.key))

    def __len__(self) -> int:
        return self._run(ops.length(self.key))

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return self._values(index)
        return self._value(self._run(ops.item(self.key, index)))

    def __setitem__(self, index: Any, value: Any) -> None:
        if isinstance(index, slice):
            texts = self._encode_all(listed(value))
            self._run(ops.replace_part(self.key, self._own, index, texts))
        else:
            self._run(ops.replace(self.key, self._own, index, self._encode(value)))

    def __delitem__(self, index: Any) -> None:
        if isinstance(index, slice):
            self._run(ops.delete_part(self.key, index))
        else:
            self._run(ops.pop(self.key, index, "list assignment index out of range"))

    def __iter__(self) -> Iterator[Any]:
        return chain.from_iterable(self._pages())

    def __reversed__(self) -> Iterator[Any]:
        return iter(self._values(slice(None, None, -1)))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Segments):
            return self.key == other.key or self._all() == other._all()
        return self._all() == listed(other) if isinstance(other, (list, List)) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # as that of list

    def __add__(self, other: Any) -> list[Any]:
        if not isinstance(other, (list, List, Segments)):
            return NotImplemented
        return [*self._all(), *other[:]]

    def __radd__(self, other: Any) -> list[Any]:
        return [*other[:], *self._all()] if isinstance(other, (list, List)) else NotImplemented

    def __iadd__(self, values: Iterable[Any]) -> Self:  # type: ignore[misc]  # unlike a sum
        self.extend(values)
        return self

    def __repr__(self) -> str:
        return f"Segments(len={len(self)})"

    def append(self, value: Any) -> None:
        """Put an item at the end."""
        self._run(ops.extend(self.key, self._own, [self._encode(value)]))

    def extend(self, values: Iterable[Any]) -> None:
        """Put items at the end, all in one step."""
        texts = self._encode_all(values[:] if isinstance(values, Segments) else values)
        if texts:
            self._run(ops.extend(self.key, self._own, texts))

    def insert(self, index: int, value: Any) -> None:
        """Put an item before the one at an index."""
        self._run(ops.insert(self.key, self._own, index, self._encode(value)))

    def pop(self, index: int = -1) -> Any:
        """Remove and return an item; None over a pipeline.

        Raises
        ------
        IndexError
            There is none.
        """
        outside = "pop index out of range"
        try:
            found = self._run(ops.pop(self.key, whole(index), outside))
        except IndexError:
            raise IndexError(outside if len(self) else "pop from empty list") from None
        return None if found is None else self._value(found)

    def remove(self, value: Any) -> None:
        """Remove the first item that equals a value.

        Items are compared by what their JSON stands for. With an adapter as origin it takes two
        steps.

        Raises
        ------
        ValueError
            There is none.
        """
        missing = "list.remove(x): x not in list"
        try:
            text = self._encode(value)
        except (TypeError, ValueError):
            raise ValueError(missing) from None
        index = self._run(ops.remove(self.key, text))
        if index is None or index >= 0:  # None over a pipeline
            return
        items = self._all() if index == -2 else []  # noqa: PLR2004 - some are elsewhere
        if value not in items:
            raise ValueError(missing)
        del self[items.index(value)]

    def clear(self) -> None:
        """Remove all items."""
        del self[:]

    def reverse(self) -> None:
        """Put the items into the opposite order; with an adapter as origin, in two steps."""
        if self._run(ops.reverse(self.key, self._own)) is False:
            self[:] = self._all()[::-1]

    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int:
        """Return where the first item that equals a value stands.

        Raises
        ------
        ValueError
            There is none.
        """
        items = self._all()
        return items.index(value, start, len(items) if stop is None else stop)

    @property
    def _own(self) -> str:
        """The key of the list that has what is not of the origin."""
        return f"{List.prefix}{self.key.removeprefix(self.prefix)}"

    @classmethod
    def _like(cls, other: Collection, name: str) -> Self:
        """Return the segments `name`, with what `other` has been given."""
        one = cls.__new__(cls)
        Collection.__init__(
            one, other.redis, name, other.socket, other.converter, other.convert_nan
        )
        return one

    def _open(self, origin: List) -> None:
        """Make the table unless it is there."""
        if self._own == origin.key:
            name = self.key.removeprefix(self.prefix)
            raise ValueError(f"segments need another name than their origin's, got {name!r}")
        size = len(origin) if self.readable and origin.readable else None
        self._run(ops.open_table(self.key, origin.key, size))

    def _pages(self) -> Iterator[list[Any]]:
        """Yield the items in pages, each of which is read when it is asked for."""
        pages = Pages()
        while not pages.ended:
            yield self._values(pages.next, pages)

    def _all(self) -> list[Any]:
        return self._values(slice(None))

    def _values(self, bounds: slice, pages: Pages | None = None) -> list[Any]:
        """Return the items of a slice, and tell `pages` of it."""
        texts = self._run(ops.texts(self.key, bounds))
        if pages is not None:
            pages.took(["" if text is None else text for text in texts])
        if None not in texts:
            return self._codec.decode_all(texts)
        # Some are with an adapter: the table says which items of what they are.
        sources = [
            (segment.data, index)
            for segment in self.get_raw()
            for index in range(segment.start, segment.end)
        ][bounds]
        values: list[Any] = []
        for key, several in groupby(sources, key=lambda source: source[0]):
            values += self._list(key)[[index for _, index in several]]
        return values

    def _value(self, found: Found) -> Any:
        """Return an item by its text, or from where else it is."""
        if isinstance(found, tuple):
            key, index = found
            return self._list(key)[index]
        return self._codec.decode(found)

    def _list(self, key: str) -> Any:
        return List._like(self, key.removeprefix(List.prefix))
