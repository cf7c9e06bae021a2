"""`AsyncList`: a list that is held by a server, with its operations awaited."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any

from typing_extensions import Self

from znsocket.abc import FallbackPolicy, ListCallbackTypedDict
from znsocket.collections.async_base import AsyncCollection, Held, checked
from znsocket.collections.awaiting import all_awaiting
from znsocket.collections.codec import Converters
from znsocket.collections.lists import List


class HeldList(Held, List):
    """The code of an `AsyncList`."""


class AsyncSequence(AsyncCollection):
    """What `AsyncList` and `AsyncSegments` have in common; see `List` for each method."""

    _held: Any

    async def length(self) -> int:
        """Return the number of items."""
        return await self._do(len)

    async def get(self, index: Any) -> Any:
        """Return the item at an index, as ``l[index]`` does; or those of a slice.

        Raises
        ------
        IndexError
            There is none.
        """
        return await self._do(lambda held: held[index])

    async def slice(
        self, start: int | None = None, stop: int | None = None, step: int | None = None
    ) -> list[Any]:
        """Return items, as ``l[start:stop:step]`` does."""
        items: list[Any] = await self.get(slice(start, stop, step))
        return items

    async def set(self, index: Any, value: Any) -> None:
        """Set the item at an index, or those of a slice, as ``l[index] = value`` does.

        Raises
        ------
        IndexError
            There is none.
        """
        await self._do(type(self._held).__setitem__, index, value)

    async def delete(self, index: Any) -> None:
        """Remove the item at an index, or those of a slice, as ``del l[index]`` does.

        Raises
        ------
        IndexError
            There is none.
        """
        await self._do(type(self._held).__delitem__, index)

    async def append(self, value: Any) -> None:
        """Put an item at the end."""
        await self._do(type(self._held).append, value)

    async def extend(self, values: Iterable[Any] | AsyncSequence) -> None:
        """Put items at the end, all in one step."""
        items = await values.to_list() if isinstance(values, AsyncSequence) else values
        await self._do(type(self._held).extend, items)

    async def insert(self, index: int, value: Any) -> None:
        """Put an item before the one at an index."""
        await self._do(type(self._held).insert, index, value)

    async def pop(self, index: int = -1) -> Any:
        """Remove and return an item.

        Raises
        ------
        IndexError
            There is none.
        """
        return await self._do(type(self._held).pop, index)

    async def remove(self, value: Any) -> None:
        """Remove the first item that equals a value.

        Raises
        ------
        ValueError
            There is none.
        """
        await self._do(type(self._held).remove, value)

    async def clear(self) -> None:
        """Remove all items."""
        await self._do(type(self._held).clear)

    async def reverse(self) -> None:
        """Put the items into the opposite order."""
        await self._do(type(self._held).reverse)

    async def index(self, value: Any, start: int = 0, stop: int | None = None) -> int:
        """Return where the first item that equals a value stands.

        Raises
        ------
        ValueError
            There is none.
        """
        found: int = await self._do(type(self._held).index, value, start, stop)
        return found

    async def count(self, value: Any) -> int:
        """Return how many items equal a value."""
        found: int = await self._do(type(self._held).count, value)
        return found

    async def contains(self, value: Any) -> bool:
        """Tell whether an item equals a value."""
        async for item in self:
            if item == value:
                return True
        return False

    async def to_list(self) -> list[Any]:
        """Return all items."""
        return await self.slice()

    def __aiter__(self) -> AsyncIterator[Any]:
        return self._walk(type(self._held)._pages)


class AsyncList(AsyncSequence):
    """A `List` whose operations are awaited; several can be under way at once.

    Parameters
    ----------
    r : AsyncClient, AsyncPipeline or redis.asyncio.Redis
        Where it is held. Over a pipeline it can only be changed.
    key : str
        Its name.
    socket : AsyncClient, optional
        The client that is told of changes; `r` by default, when it is one.
    callbacks : dict, optional
        See `List`; functions or coroutine functions.
    converter, convert_nan, fallback, fallback_policy
        See `List`. What ``"copy"`` copies is there from the first operation on.

    Raises
    ------
    TypeError
        `r` is none of these.
    ValueError
        Another `fallback_policy`.

    Examples
    --------
    >>> import asyncio
    >>> from znsocket import AsyncClient
    >>> async def main():
    ...     async with AsyncClient(f"znsocket://127.0.0.1:{port}") as r:
    ...         frames = AsyncList(r, "frames")
    ...         await frames.extend([1, "two"])
    ...         await frames.append({"three": 3})
    ...         first = await frames.get(0)
    ...         return first, await frames.length(), [item async for item in frames]
    >>> asyncio.run(main())
    (1, 3, [1, 'two', {'three': 3}])
    """

    prefix = List.prefix

    def __init__(  # noqa: PLR0913 - that of List
        self,
        r: Any,
        key: str,
        socket: Any = None,
        callbacks: ListCallbackTypedDict | None = None,
        converter: Converters = None,
        convert_nan: bool = False,
        fallback: str | None = None,
        fallback_policy: FallbackPolicy | None = None,
    ) -> None:
        held = HeldList(
            checked(r),
            key,
            socket=socket,
            callbacks=all_awaiting(callbacks),
            converter=converter,
            convert_nan=convert_nan,
            fallback=fallback,
            fallback_policy=fallback_policy,
        )
        super().__init__(r, held)

    async def sort(self, *, key: Callable[[Any], Any] | None = None, reverse: bool = False) -> None:
        """Sort the items; see `List.sort`."""
        await self._do(List.sort, key=key, reverse=reverse)

    async def repeat(self, count: int) -> None:
        """Let the items follow each other several times, as ``l *= count`` does."""
        await self._do(List.__imul__, count)

    async def copy(self, key: str) -> Self:
        """Make a list of what this one holds under another name, and return it.

        Raises
        ------
        ValueError
            This one is empty, or the other one is not.
        """
        await self._do(List.copy, key)
        return self._like(self, key)
