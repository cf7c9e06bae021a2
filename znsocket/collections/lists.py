"""`List`: a Python list that is held by a server and shared by all its clients."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, MutableSequence
from itertools import chain
from typing import Any, get_args

from typing_extensions import Self

from znsocket.abc import FallbackPolicy, ListCallbackTypedDict, ListRepr
from znsocket.collections import list_operations as ops
from znsocket.collections.codec import Converters
from znsocket.collections.fallback import FallbackCollection
from znsocket.collections.pages import Pages


class List(FallbackCollection, MutableSequence[Any]):
    """A list that behaves as Python's own, held under a key and shared by all clients.

    Every change is one step on the server, and every operation one round trip, save iterating,
    which reads ahead in pages. Values are what JSON can say, other collections, and whatever the
    converters know.

    Parameters
    ----------
    r : Client, Pipeline or redis.Redis
        Where it is held. Over a pipeline it can only be changed.
    key : str
        Its name.
    socket : Client, optional
        The client that tells and is told of changes; `r` by default, when it is one.
    callbacks : dict, optional
        What to call after a change by this object: ``append`` with the value, ``insert`` with
        index and value, ``setitem`` with indices and values, ``delitem`` with indices.
    repr_type : {"length", "minimal", "full"}
        What ``repr`` shows.
    converter : class or list of class, optional
        Converters of znjson for values that JSON has no word for.
    convert_nan : bool
        Write NaN and infinities as None; else they are a `ValueError`.
    fallback : str, optional
        The name of a list that is read while this one is empty.
    fallback_policy : {"copy", "frozen"}, optional
        ``"copy"`` copies the fallback at once, if this list is empty. ``"frozen"`` reads it until
        the first change, which begins with a copy. By default a change begins with an empty list.

    Raises
    ------
    TypeError
        `r` is none of these.
    ValueError
        Another `repr_type` or `fallback_policy`.

    Examples
    --------
    >>> frames = List(r, "frames")
    >>> frames.extend([1, "two", {"three": [3.0, None]}])
    >>> frames[1:]
    ['two', {'three': [3.0, None]}]
    >>> frames.insert(0, True)
    >>> frames.pop()
    {'three': [3.0, None]}
    >>> frames
    List(len=3)
    """

    prefix = "znsocket.List:"
    _kind = "list"

    def __init__(  # noqa: PLR0913 - the published signature
        self,
        r: Any,
        key: str,
        socket: Any = None,
        callbacks: ListCallbackTypedDict | None = None,
        repr_type: ListRepr = "length",
        converter: Converters = None,
        convert_nan: bool = False,
        fallback: str | None = None,
        fallback_policy: FallbackPolicy | None = None,
    ) -> None:
        super().__init__(r, key, socket, converter, convert_nan, fallback, fallback_policy)
        if repr_type not in get_args(ListRepr):
            raise ValueError(f"Invalid repr_type: {repr_type}")
        self.repr_type = repr_type
        self._callbacks: ListCallbackTypedDict = callbacks or {}

    def __len__(self) -> int:
        return self._run(ops.length(self._source()))

    def __getitem__(self, index: Any) -> Any:
        source = self._source()
        if isinstance(index, slice):
            return self._run(ops.part(source, self._codec, index))
        if isinstance(index, list):
            return self._run(ops.items(source, self._codec, index))
        return self._run(ops.item(source, self._codec, index))

    def __setitem__(self, index: Any, value: Any) -> None:
        if isinstance(index, slice):
            values = listed(value)
            places = self._change(ops.replace_part(self.key, index, self._encode_all(values)))
        else:
            indices = index if isinstance(index, list) else [index]
            values = listed(value) if isinstance(index, list) else [value]
            if len(values) != len(indices):
                raise ValueError(
                    f"attempt to assign sequence of size {len(values)} "
                    f"to extended slice of size {len(indices)}"
                )
            if not indices:
                return
            places = self._change(ops.replace(self.key, indices, self._encode_all(values)))
        if "setitem" in self._callbacks:
            self._callbacks["setitem"](places, values)

    def __delitem__(self, index: Any) -> None:
        if isinstance(index, slice):
            places = self._change(ops.delete_part(self.key, index))
        else:
            places = self._change(
                ops.delete(self.key, index if isinstance(index, list) else [index])
            )
        if "delitem" in self._callbacks:
            self._callbacks["delitem"](places)

    def __iter__(self) -> Iterator[Any]:
        return chain.from_iterable(self._pages())

    def __reversed__(self) -> Iterator[Any]:
        return iter(self._all()[::-1])

    def __contains__(self, value: object) -> bool:
        return any(item is value or item == value for item in self)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, List):
            return self.key == other.key or self._all() == other._all()
        return self._all() == other if isinstance(other, list) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # as that of list

    def __lt__(self, other: list[Any] | List) -> bool:
        return self._all() < listed(other) if isinstance(other, _LISTS) else NotImplemented

    def __le__(self, other: list[Any] | List) -> bool:
        return self._all() <= listed(other) if isinstance(other, _LISTS) else NotImplemented

    def __gt__(self, other: list[Any] | List) -> bool:
        return self._all() > listed(other) if isinstance(other, _LISTS) else NotImplemented

    def __ge__(self, other: list[Any] | List) -> bool:
        return self._all() >= listed(other) if isinstance(other, _LISTS) else NotImplemented

    def __add__(self, other: list[Any] | List) -> list[Any]:
        if not isinstance(other, _LISTS):
            return NotImplemented
        return [*self._all(), *other[:]]

    def __radd__(self, other: list[Any]) -> list[Any]:
        return [*other, *self._all()] if isinstance(other, list) else NotImplemented

    def __iadd__(self, values: Iterable[Any]) -> Self:
        self.extend(values)
        return self

    def __mul__(self, count: int) -> list[Any]:
        return self._all() * count

    __rmul__ = __mul__

    def __imul__(self, count: int) -> Self:
        self._change(ops.repeat(self.key, count))
        return self

    def __repr__(self) -> str:
        if self.repr_type == "minimal":
            return "List(<unknown>)"
        if self.repr_type == "length":
            return f"List(len={len(self)})"
        return f"List({self._all()})"

    def append(self, value: Any) -> None:
        """Put an item at the end.

        Raises
        ------
        FrozenStorageError
            The items come from an adapter.
        TypeError
            JSON has no word for `value`, and no converter makes one.
        ValueError
            `value` is this list, or has NaN or an infinity.

        Examples
        --------
        >>> frames = List(r, "frames")
        >>> frames.append({"energy": -3.5})
        >>> frames[-1]
        {'energy': -3.5}
        """
        self._change(ops.extend(self.key, [self._encode(value)]))
        if "append" in self._callbacks:
            self._callbacks["append"](value)

    def extend(self, values: Iterable[Any]) -> None:
        """Put items at the end, all in one step."""
        texts = self._encode_all(listed(values) if isinstance(values, List) else values)
        if texts:
            self._change(ops.extend(self.key, texts))

    def insert(self, index: int, value: Any) -> None:
        """Put an item before the one at an index."""
        self._change(ops.insert(self.key, index, self._encode(value)))
        if "insert" in self._callbacks:
            self._callbacks["insert"](index, value)

    def pop(self, index: int = -1) -> Any:
        """Remove and return an item; None over a pipeline, whose reply is its JSON text.

        Raises
        ------
        IndexError
            There is none.
        """
        value = self._change(ops.pop(self.key, self._codec, index))
        if "delitem" in self._callbacks:
            self._callbacks["delitem"]([index])
        return value

    def remove(self, value: Any) -> None:
        """Remove the first item that equals a value.

        Items are compared by what their JSON stands for.

        Raises
        ------
        ValueError
            There is none.
        """
        try:
            text = self._encode(value)
        except (TypeError, ValueError):
            raise ValueError("list.remove(x): x not in list") from None
        index = self._change(ops.remove(self.key, text))
        if "delitem" in self._callbacks:
            self._callbacks["delitem"]([index])

    def clear(self) -> None:
        """Remove all items."""
        del self[:]

    def reverse(self) -> None:
        """Put the items into the opposite order."""
        self._change(ops.reverse(self.key))

    def sort(self, *, key: Callable[[Any], Any] | None = None, reverse: bool = False) -> None:
        """Sort the items; equal ones stay in order.

        Parameters
        ----------
        key : callable, optional
            What to compare instead of the items. With it, and with converters, the items are read
            and put in order in a second step, which is begun anew if they have changed meanwhile.
        reverse : bool
            Sort from the highest to the lowest.

        Raises
        ------
        TypeError
            The items have no order.
        """
        if key is None and self.converter is None:
            self._change(ops.sort(self.key, reverse))
            return
        arranged = False
        while not arranged:
            seen = self._run(ops.texts(self._source()))
            order = ops.order(self._codec, seen, key or _itself, reverse)
            arranged = self._change(ops.rearrange(self.key, seen, order))

    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int:
        """Return where the first item that equals a value stands.

        Raises
        ------
        ValueError
            There is none.
        """
        items = self._all()
        return items.index(value, start, len(items) if stop is None else stop)

    def count(self, value: Any) -> int:
        """Return how many items equal a value."""
        return self._all().count(value)

    def _pages(self) -> Iterator[list[Any]]:
        """Yield the items in pages, each of which is read when it is asked for."""
        source, pages = self._source(), Pages()
        while not pages.ended:
            texts = self._run(ops.texts(source, pages.next))
            pages.took(texts)
            yield self._codec.decode_all(texts)

    def _all(self) -> list[Any]:
        return self._run(ops.part(self._source(), self._codec, slice(None)))


_LISTS = (list, List)


def listed(values: Any) -> list[Any]:
    """Return values as a list, or raise what Python raises when assigning."""
    if isinstance(values, List):
        return values._all()
    try:
        return list(values)
    except TypeError:
        raise TypeError("can only assign an iterable") from None


def _itself(value: Any) -> Any:
    return value
