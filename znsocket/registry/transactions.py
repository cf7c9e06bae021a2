"""Functions that run as a transaction, and again while the keys that they read change."""

from __future__ import annotations

import asyncio
import inspect
import time
from collections.abc import Callable
from typing import Any

from znsocket.exceptions import WatchError


class Transactions:
    """A store or a client whose pipelines can watch."""

    def pipeline(self, transaction: bool = True, shard_hint: object = None) -> Any:
        """Return a pipeline."""
        raise NotImplementedError

    def transaction(
        self,
        func: Callable[[Any], Any],
        *watches: Any,
        shard_hint: object = None,
        value_from_callable: bool = False,
        watch_delay: float | None = None,
    ) -> Any:
        """Call a function with a pipeline and execute that, again while watched keys change.

        Parameters
        ----------
        func : callable
            Takes the pipeline, which watches already: commands are carried out at once until
            the function calls ``multi``.
        *watches : str
            The keys to watch.
        shard_hint : object
            Has no effect.
        value_from_callable : bool
            Return what `func` returned.
        watch_delay : float, optional
            Seconds to wait before it is tried again.

        Returns
        -------
        list
            The replies of ``execute``.

        Examples
        --------
        >>> from znsocket import Storage
        >>> r = Storage({"stock": "5"})
        >>> def sell(pipe):
        ...     left = int(pipe.get("stock")) - 1
        ...     pipe.multi()
        ...     pipe.set("stock", left)
        >>> r.transaction(sell, "stock")
        [True]
        """
        with self.pipeline(True, shard_hint) as pipe:
            while True:
                try:
                    if watches:
                        pipe.watch(*watches)
                    value = func(pipe)
                    replies = pipe.execute()
                except WatchError:
                    if watch_delay is not None and watch_delay > 0:
                        time.sleep(watch_delay)
                    continue
                return value if value_from_callable else replies


class AsyncTransactions:
    """The same in an event loop."""

    def pipeline(self, transaction: bool = True, shard_hint: object = None) -> Any:
        """Return a pipeline."""
        raise NotImplementedError

    async def transaction(
        self,
        func: Callable[[Any], Any],
        *watches: Any,
        shard_hint: object = None,
        value_from_callable: bool = False,
        watch_delay: float | None = None,
    ) -> Any:
        """Call a function with a pipeline and execute that; see `Transactions.transaction`.

        The function may be a coroutine function.
        """
        async with self.pipeline(True, shard_hint) as pipe:
            while True:
                try:
                    if watches:
                        await pipe.watch(*watches)
                    value = func(pipe)
                    if inspect.isawaitable(value):
                        value = await value
                    replies = await pipe.execute()
                except WatchError:
                    if watch_delay is not None and watch_delay > 0:
                        await asyncio.sleep(watch_delay)
                    continue
                return value if value_from_callable else replies


def watched_key_changed() -> WatchError:
    """Return redis-py's error for a transaction that was not carried out."""
    return WatchError("Watched variable changed.")
