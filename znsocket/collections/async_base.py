"""What the asyncio collections share: a collection whose own code runs in the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, ClassVar, Concatenate, ParamSpec, TypeVar

import redis.asyncio
from typing_extensions import Self

from znsocket.abc import RefreshTypeDict, ZnSocketObject
from znsocket.collections.awaiting import awaited, run_awaiting
from znsocket.collections.base import Collection
from znsocket.collections.codec import Converters
from znsocket.registry.pipeline import AsyncQueue
from znsocket.surfaces import AsyncCommands

P = ParamSpec("P")
T = TypeVar("T")

#: The classes of asyncio collections by the prefix of their keys.
_KINDS: dict[str, type[AsyncCollection]] = {}


class AsyncCollection(ZnSocketObject):
    """A collection that is held under a key, and awaited.

    Parameters
    ----------
    r : AsyncClient, AsyncPipeline or redis.asyncio.Redis
        Where it is held.
    held : Held
        What has its code, over `r`.

    """

    #: What stands before the name in the key.
    prefix: ClassVar[str]

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "prefix" in vars(cls):
            _KINDS[cls.prefix] = cls

    def __init__(self, r: Any, held: Held) -> None:
        self.redis = r
        self._held = held

    @property
    def key(self) -> str:
        """The prefixed key, as in ``znsocket.List:frames``."""
        return self._held.key

    @property
    def socket(self) -> Any:
        """The client that is told of changes."""
        return self._held.socket

    @property
    def converter(self) -> Converters:
        """The converters of its values."""
        return self._held.converter

    @property
    def convert_nan(self) -> bool:
        """Whether NaN and infinities are written as null."""
        return self._held.convert_nan

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.key!r})"

    async def on_refresh(self, callback: Callable[[RefreshTypeDict], Any]) -> None:
        """Have `callback` called when another client changes the collection.

        Parameters
        ----------
        callback : callable
            A function or a coroutine function, called with ``{"indices": [...]}``, ``{"start": i,
            "stop": j or None}`` or ``{"keys": [...]}``, in place of the callback before.

        Raises
        ------
        TypeError
            There is no client that could be told.
        """
        self._held.on_refresh(callback)
        await self.socket.settled()

    async def _do(
        self, method: Callable[Concatenate[Any, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Call a method of the collection, and await what it needs."""
        return await run_awaiting(self._held.call, method, args, kwargs)

    async def _walk(self, pages: Callable[[Any], Iterator[list[Any]]]) -> AsyncIterator[Any]:
        """Yield the items of pages, each of which is read when it is needed."""
        left = pages(self._held)
        while (page := await self._do(lambda held: next(left, None))) is not None:
            for item in page:
                yield item

    @classmethod
    def _like(cls, other: Any, name: str) -> Self:
        """Return the collection `name`, with what `other` has been given."""
        make: Any = cls  # those that are made in another way say how
        one: Self = make(
            other.redis,
            name,
            socket=other.socket,
            converter=other.converter,
            convert_nan=other.convert_nan,
        )
        return one


class Held(Collection):
    """Mixed into a sync collection that has the code of an asyncio one.

    What comes before the first operation waits for that, and values that refer to other collections
    are asyncio collections.
    """

    _first: Callable[[], object] | None = None

    def call(self, method: Callable[..., T], args: Any, kwargs: Any) -> T:
        """Call a method, in `run_awaiting`."""
        self.begin()
        return method(self, *args, **kwargs)

    def begin(self) -> None:
        """Do what comes before the first operation, unless it is done."""
        if self._first is None:
            return
        awaited(self._beginning.acquire())
        try:
            if self._first is not None:
                self._first()
                self._first = None
        finally:
            self._beginning.release()

    def _begin(self, begin: Callable[[], object]) -> None:
        self._first = begin
        self._beginning = asyncio.Lock()

    def _tell(self, key: str, data: dict[str, Any]) -> None:
        awaited(super()._tell(key, data))

    def _resolve(self, key: str) -> Any:
        prefix, _, name = key.partition(":")
        kind = _KINDS.get(f"{prefix}:")
        return None if kind is None else kind._like(self, name)


def checked(r: Any) -> Any:
    """Return where an asyncio collection is held, or raise `TypeError`."""
    if isinstance(r, (AsyncCommands, AsyncQueue, redis.asyncio.Redis)):
        return r
    raise TypeError(
        f"r must be an AsyncClient, an AsyncPipeline or a redis.asyncio.Redis, got {r!r}"
    )
