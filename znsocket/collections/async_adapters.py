"""Adapters of asyncio clients: their owner answers in the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from typing import Any

from typing_extensions import Self

from znsocket.collections.adapters import Adapter, DictAdapter, ListAdapter, Question
from znsocket.collections.awaiting import awaiting, run_awaiting


class AsyncAdapter(Adapter):
    """Mixed into an adapter: awaiting it registers it, and gives it."""

    _answering: asyncio.Lock
    _registered: bool

    def _register(self) -> None:
        """Leave it to who awaits the adapter."""
        self._answering = asyncio.Lock()
        self._registered = False

    def __await__(self) -> Generator[Any, None, Self]:
        if not self._registered:
            registering = self.socket.register_adapter(self.key, self._answer_in_turn)
            yield from registering.__await__()
            self._registered = True
        return self

    async def _answer_in_turn(self, question: Question) -> Any:
        # The making of an item's adapter may wait, and must not begin twice.
        async with self._answering:
            return await run_awaiting(self._answer, question)


class AsyncListAdapter(AsyncAdapter, ListAdapter):
    """A `ListAdapter` of an `AsyncClient`: awaiting it registers it, and gives it.

    The object is asked in the event loop. Others read it as a `List` or an `AsyncList`.

    Parameters
    ----------
    key, object, converter, convert_nan
        See `ListAdapter`.
    socket : AsyncClient
        The client that answers for it.
    item_transform_callback : callable, optional
        See `ListAdapter`; a function, or a coroutine function, that makes asyncio adapters.
    r : AsyncClient, optional
        Where copies are made; `socket` by default.

    Raises
    ------
    KeyError
        The key is taken.

    Examples
    --------
    >>> import asyncio
    >>> from znsocket import AsyncClient, AsyncList
    >>> async def main():
    ...     url = f"znsocket://127.0.0.1:{port}"
    ...     async with AsyncClient(url) as owner, AsyncClient(url) as reader:
    ...         await AsyncListAdapter("squares", owner, [n * n for n in range(1000)])
    ...         return await AsyncList(reader, "squares").slice(-3)
    >>> asyncio.run(main())
    [994009, 996004, 998001]
    """

    def _register(self) -> None:
        super()._register()
        if self.item_transform_callback is not None:
            # Twice, for the adapter that a coroutine function returns is awaited, too.
            self.item_transform_callback = awaiting(awaiting(self.item_transform_callback))


class AsyncDictAdapter(AsyncAdapter, DictAdapter):
    """A `DictAdapter` of an `AsyncClient`: awaiting it registers it, and gives it.

    The object is asked in the event loop. Others read it as a `Dict` or an `AsyncDict`.

    Parameters
    ----------
    key, object, converter, convert_nan
        See `DictAdapter`.
    socket : AsyncClient
        The client that answers for it.
    r : AsyncClient, optional
        Where copies are made; `socket` by default.

    Raises
    ------
    KeyError
        The key is taken.

    Examples
    --------
    >>> import asyncio
    >>> from znsocket import AsyncClient, AsyncDict
    >>> async def main():
    ...     url = f"znsocket://127.0.0.1:{port}"
    ...     async with AsyncClient(url) as owner, AsyncClient(url) as reader:
    ...         await AsyncDictAdapter("settings", owner, {"colour": "red", "size": 3})
    ...         return await AsyncDict(reader, "settings").get("size")
    >>> asyncio.run(main())
    3
    """
