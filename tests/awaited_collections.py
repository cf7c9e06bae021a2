"""Asyncio collections that are used like sync ones, so that they can undergo the same tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peers import Awaited

from znsocket import AsyncDict, AsyncList, AsyncSegments

_MISSING = object()


class InLoop:
    """An asyncio collection; every operator awaits the method that stands for it.

    Parameters
    ----------
    made : AsyncList, AsyncDict or AsyncSegments
        The collection.
    r : Awaited
        The client that it is held by.
    """

    def __init__(self, made: Any, r: Awaited) -> None:
        self.made = made
        self._run = r._loop.run

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.made, name)
        return lambda *args, **options: self._run(method(*args, **options))

    def __len__(self) -> int:
        return int(self.length())

    def __contains__(self, value: object) -> bool:
        return bool(self.contains(value))

    def __setitem__(self, index: Any, value: Any) -> None:
        self.set(index, value)

    def __delitem__(self, index: Any) -> None:
        self.delete(index)

    def __iter__(self) -> Iterator[Any]:
        async def collected() -> list[Any]:
            return [item async for item in self.made]

        return iter(self._run(collected()))

    def __reversed__(self) -> Iterator[Any]:
        return iter(list(self)[::-1])


class AwaitedSequence(InLoop):
    """An `AsyncList` or `AsyncSegments`."""

    __hash__ = None  # type: ignore[assignment]

    def extend(self, values: Any) -> None:
        self._run(self.made.extend(values.made if values is self else values))

    def __getitem__(self, index: Any) -> Any:
        return self.get(index)

    def __iadd__(self, values: Any) -> AwaitedSequence:
        self.extend(values)
        return self

    def __imul__(self, count: int) -> AwaitedSequence:
        self.repeat(count)
        return self

    def __add__(self, other: Any) -> Any:
        return self.to_list() + other

    def __radd__(self, other: Any) -> Any:
        return other + self.to_list()

    def __mul__(self, count: int) -> Any:
        return self.to_list() * count

    def __eq__(self, other: object) -> bool:
        return bool(self.to_list() == other) if isinstance(other, list) else NotImplemented


class AwaitedDict(InLoop):
    """An `AsyncDict`."""

    __hash__ = None  # type: ignore[assignment]

    def __getitem__(self, key: Any) -> Any:
        value = self.get(key, _MISSING)
        if value is _MISSING:
            raise KeyError(key)
        return value

    def __ior__(self, pairs: Any) -> AwaitedDict:
        self.update(pairs)
        return self

    def __or__(self, other: Any) -> Any:
        return self.to_dict() | other

    def __ror__(self, other: Any) -> Any:
        return other | self.to_dict()

    def __eq__(self, other: object) -> bool:
        return bool(self.to_dict() == other) if isinstance(other, dict) else NotImplemented


def awaited_list(r: Awaited, key: str) -> AwaitedSequence:
    """Return an `AsyncList`, used like a `List`."""
    return AwaitedSequence(AsyncList(r._made, key), r)


def awaited_dict(r: Awaited, key: str) -> AwaitedDict:
    """Return an `AsyncDict`, used like a `Dict`."""
    return AwaitedDict(AsyncDict(r._made, key), r)


def awaited_segments(r: Awaited, origin: AwaitedSequence, key: str) -> AwaitedSequence:
    """Return `AsyncSegments`, used like `Segments`."""
    return AwaitedSequence(AsyncSegments(r._made, origin.made, key), r)
