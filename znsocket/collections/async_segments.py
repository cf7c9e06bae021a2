"""`AsyncSegments`: a list made of parts of another one, with its operations awaited."""

from __future__ import annotations

from typing import Any

from typing_extensions import Self

from znsocket.collections.async_base import Held, checked
from znsocket.collections.async_lists import AsyncList, AsyncSequence, HeldList
from znsocket.collections.lists import List
from znsocket.collections.segment_operations import Segment
from znsocket.collections.segments import Segments


class HeldSegments(Held, Segments):
    """The code of an `AsyncSegments`."""

    def _open(self, origin: Any) -> None:
        origin.begin()
        super()._open(origin)

    def _list(self, key: str) -> Any:
        return HeldList._like(self, key.removeprefix(List.prefix))


class AsyncSegments(AsyncSequence):
    """`Segments` whose operations are awaited.

    Parameters
    ----------
    r : AsyncClient, AsyncPipeline or redis.asyncio.Redis
        Where it is held. Over a pipeline it can only be changed.
    origin : AsyncList
        What it is a copy of; values are read and written as that does it.
    key : str
        Its name.

    Raises
    ------
    TypeError
        `origin` is no `AsyncList`, or `r` none of these.

    Examples
    --------
    >>> import asyncio
    >>> from znsocket import AsyncClient, AsyncList
    >>> async def main():
    ...     async with AsyncClient(f"znsocket://127.0.0.1:{port}") as r:
    ...         frames = AsyncList(r, "frames")
    ...         await frames.extend(["a", "b", "c"])
    ...         edited = AsyncSegments(r, frames, "edited")
    ...         await edited.set(1, "B")
    ...         return await edited.to_list(), await frames.to_list()
    >>> asyncio.run(main())
    (['a', 'B', 'c'], ['a', 'b', 'c'])
    """

    prefix = Segments.prefix

    def __init__(self, r: Any, origin: AsyncList, key: str) -> None:
        if not isinstance(origin, AsyncList):
            raise TypeError(f"origin must be an AsyncList, got {type(origin).__name__}")
        super().__init__(r, HeldSegments(checked(r), origin._held, key))

    @classmethod
    def from_list(cls, origin: AsyncList, key: str) -> Self:
        """Return the segments of a list, held where that is."""
        return cls(origin.redis, origin, key)

    async def get_raw(self) -> list[Segment]:
        """Return the parts it is made of: first index, index behind the last, key of the list."""
        return await self._do(Segments.get_raw)

    @classmethod
    def _like(cls, other: Any, name: str) -> Self:
        one = cls.__new__(cls)
        super().__init__(one, other.redis, HeldSegments._like(other, name))
        return one
