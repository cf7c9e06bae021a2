"""Batches of commands that travel as one message."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any

from typing_extensions import Self

from znsocket.registry.methods import request_method, surface
from znsocket.registry.pipeline import CommandQueue, SyncQueue
from znsocket.surfaces import PipelineCommands

if TYPE_CHECKING:
    from znsocket.client.aio import AsyncClient
    from znsocket.client.client import Client


@surface(request_method, iterators=False)
class Pipeline(SyncQueue, PipelineCommands):
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

    def execute(self, raise_on_error: bool = True) -> list[Any]:
        """Send what was queued, forget it, and return the replies in order.

        Parameters
        ----------
        raise_on_error : bool
            Raise the first error, its text naming the command; else errors are returned in the
            places of their replies. The other commands were carried out in both cases.
        """
        calls, casts = self._take()
        if not calls:
            return []
        replies = self._client._run(calls)
        return self._client._restore_pipeline(calls, casts, replies, raise_on_error)


@surface(request_method, iterators=False)
class AsyncPipeline(CommandQueue, PipelineCommands):
    """The pipeline of an `AsyncClient`: queueing is immediate, `execute` is awaited.

    Parameters
    ----------
    client : AsyncClient
        The connection that `execute` uses.
    """

    def __init__(self, client: AsyncClient[Any]) -> None:
        super().__init__()
        self._client = client

    async def execute(self, raise_on_error: bool = True) -> list[Any]:
        """Send what was queued, forget it, and return the replies; see `Pipeline.execute`."""
        calls, casts = self._take()
        if not calls:
            return []
        replies = await self._client._run(calls)
        return self._client._restore_pipeline(calls, casts, replies, raise_on_error)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.reset()
