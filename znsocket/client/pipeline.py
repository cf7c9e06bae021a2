"""Batches of commands that travel as one message."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from znsocket.client.learned import LearningClass
from znsocket.client.session import ScoreCast
from znsocket.exceptions import ConnectionError
from znsocket.registry import Entry, Text
from znsocket.registry.methods import request_method, surface
from znsocket.registry.pipeline import AsyncQueue, SyncQueue
from znsocket.surfaces import PipelineCommands

if TYPE_CHECKING:
    from znsocket.client.aio import AsyncClient
    from znsocket.client.client import Client


@surface(request_method, iterators=False)
class Pipeline(LearningClass, SyncQueue, PipelineCommands):
    """Queues commands and sends them as one message; see `Client.pipeline`.

    Parameters
    ----------
    client : Client
        The connection that `execute` uses.

    Examples
    --------
    >>> with r.pipeline() as pipe:
    ...     pipe.set("a", 1).incr("a").execute()
    [True, 2]
    """

    def __init__(self, client: Client[Any]) -> None:
        super().__init__()
        self._client = client
        self._learned = client._learned
        self._watch_id: int | None = None

    def execute(self, raise_on_error: bool = True) -> list[Any]:
        """Send what was queued, forget it, and return the replies in order.

        Parameters
        ----------
        raise_on_error : bool
            Raise the first error, its text naming the command; else errors are returned in the
            places of their replies. The other commands were carried out in both cases.

        Raises
        ------
        WatchError
            A watched key was changed; nothing was carried out.
        """
        watched, self._watch_id = self._watch_id, None
        calls, casts = self._take()
        if not calls and watched is None:
            return []
        replies = self._client._run(calls, watched)
        return self._client._restore_pipeline(calls, casts, replies, raise_on_error)

    def _call_now(
        self, entry: Entry, args: list[Any], options: dict[str, Any], score_cast: ScoreCast
    ) -> Any:
        return self._client._request(entry, args, options, score_cast)

    def _watch(self, names: list[Text]) -> None:
        if self._watch_id is None:
            self._watch_id = next(self._client._watches)
        self._client.call("watch", self._watch_id, names)

    def _unwatch(self) -> None:
        watched, self._watch_id = self._watch_id, None
        with contextlib.suppress(ConnectionError):  # which ends it, too
            self._client.call("unwatch", watched)


@surface(request_method, iterators=False)
class AsyncPipeline(LearningClass, AsyncQueue, PipelineCommands):
    """The pipeline of an `AsyncClient`: queueing is immediate, `execute` is awaited.

    Parameters
    ----------
    client : AsyncClient
        The connection that `execute` uses.
    """

    def __init__(self, client: AsyncClient[Any]) -> None:
        super().__init__()
        self._client = client
        self._learned = client._learned
        self._watch_id: int | None = None

    async def execute(self, raise_on_error: bool = True) -> list[Any]:
        """Send what was queued, forget it, and return the replies; see `Pipeline.execute`."""
        watched, self._watch_id = self._watch_id, None
        calls, casts = self._take()
        if not calls and watched is None:
            return []
        replies = await self._client._run(calls, watched)
        return self._client._restore_pipeline(calls, casts, replies, raise_on_error)

    async def _call_now(
        self, entry: Entry, args: list[Any], options: dict[str, Any], score_cast: ScoreCast
    ) -> Any:
        return await self._client._request(entry, args, options, score_cast)

    async def _watch(self, names: list[Text]) -> None:
        if self._watch_id is None:
            self._watch_id = next(self._client._watches)
        await self._client.call("watch", self._watch_id, names)

    async def _unwatch(self) -> None:
        watched, self._watch_id = self._watch_id, None
        with contextlib.suppress(ConnectionError):  # which ends it, too
            await self._client.call("unwatch", watched)
