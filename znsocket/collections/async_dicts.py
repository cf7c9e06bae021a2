"""`AsyncDict`: a mapping that is held by a server, with its operations awaited."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from typing_extensions import Self

from znsocket.abc import DictCallbackTypedDict, FallbackPolicy
from znsocket.collections.async_base import AsyncCollection, Held, checked
from znsocket.collections.awaiting import all_awaiting
from znsocket.collections.codec import Converters
from znsocket.collections.dict_operations import MISSING
from znsocket.collections.dicts import Dict
from znsocket.collections.views import DictItems, DictKeys


class HeldDict(Held, Dict):
    """The code of an `AsyncDict`."""


class AsyncDict(AsyncCollection):
    """A `Dict` whose operations are awaited; several can be under way at once.

    Parameters
    ----------
    r : AsyncClient, AsyncPipeline or redis.asyncio.Redis
        Where it is held. Over a pipeline it can only be changed.
    key : str
        Its name.
    socket : AsyncClient, optional
        The client that is told of changes; `r` by default, when it is one.
    callbacks : dict, optional
        See `Dict`; functions or coroutine functions.
    converter, convert_nan, fallback, fallback_policy
        See `Dict`. What ``"copy"`` copies is there from the first operation on.

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
    ...         user = AsyncDict(r, "user")
    ...         await user.update({"name": "Ada", "born": 1815})
    ...         await user.set("died", 1852)
    ...         return await user.get("name"), await user.length(), [key async for key in user]
    >>> asyncio.run(main())
    ('Ada', 3, ['name', 'born', 'died'])
    """

    prefix = Dict.prefix

    def __init__(  # noqa: PLR0913 - that of Dict
        self,
        r: Any,
        key: str,
        socket: Any = None,
        callbacks: DictCallbackTypedDict | None = None,
        converter: Converters = None,
        convert_nan: bool = False,
        fallback: str | None = None,
        fallback_policy: FallbackPolicy | None = None,
    ) -> None:
        held = HeldDict(
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

    async def length(self) -> int:
        """Return the number of keys."""
        return await self._do(Dict.__len__)

    async def get(self, key: Any, default: Any = None) -> Any:
        """Return the value of a key, or `default`."""
        return await self._do(Dict.get, key, default)

    async def contains(self, key: Any) -> bool:
        """Tell whether there is a key."""
        return await self._do(Dict.__contains__, key)

    async def set(self, key: Any, value: Any) -> None:
        """Set the value of a key."""
        await self._do(Dict.__setitem__, key, value)

    async def delete(self, key: Any) -> None:
        """Remove a key.

        Raises
        ------
        KeyError
            There is no such key.
        """
        await self._do(Dict.__delitem__, key)

    async def keys(self) -> DictKeys:
        """Return the keys as of now, in the order in which they came."""
        return await self._do(Dict.keys)

    async def values(self) -> list[Any]:
        """Return the values as of now, in the order in which their keys came."""
        return await self._do(Dict.values)

    async def items(self) -> DictItems:
        """Return keys and values as of now, in the order in which they came."""
        return await self._do(Dict.items)

    async def to_dict(self) -> dict[str, Any]:
        """Return all keys with their values."""
        return dict(await self.items())

    async def update(self, /, *args: Any, **kwargs: Any) -> None:
        """Set the keys of a mapping, of pairs or of an `AsyncDict`, and of named arguments."""
        given = [await one.items() if isinstance(one, AsyncDict) else one for one in args]
        await self._do(Dict.update, *given, **kwargs)

    async def setdefault(self, key: Any, default: Any = None) -> Any:
        """Return the value of a key, which is `default` from now on if it was not there."""
        return await self._do(Dict.setdefault, key, default)

    async def pop(self, key: Any, default: Any = MISSING) -> Any:
        """Remove a key and return its value.

        Raises
        ------
        KeyError
            There is no such key, and no `default`.
        """
        return await self._do(Dict.pop, key, default)

    async def popitem(self) -> tuple[str, Any]:
        """Remove the key that came last and return it with its value.

        Raises
        ------
        KeyError
            There is none.
        """
        return await self._do(Dict.popitem)

    async def clear(self) -> None:
        """Remove all keys."""
        await self._do(Dict.clear)

    async def copy(self, key: str) -> Self:
        """Make a dict of what this one holds under another name, and return it.

        Raises
        ------
        ValueError
            This one is empty, or the other one is not.
        """
        await self._do(Dict.copy, key)
        return self._like(self, key)

    async def __aiter__(self) -> AsyncIterator[str]:
        for key in await self.keys():
            yield key
