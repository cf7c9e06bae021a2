"""A batch of commands for a store, run together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from znsocket.registry import StoredReading
from znsocket.registry.methods import request_method, surface
from znsocket.registry.pipeline import Call, SyncQueue, raise_first_error
from znsocket.surfaces import PipelineCommands


@surface(request_method, iterators=False)
class StoragePipeline(SyncQueue, PipelineCommands):
    """Queues commands and runs them on the store as one; see `Storage.pipeline`.

    Parameters
    ----------
    run : callable
        The store's ``run``: takes the calls, returns replies and exceptions in order.

    Examples
    --------
    >>> from znsocket import Storage
    >>> with Storage().pipeline() as pipe:
    ...     pipe.set("a", 1).incr("a").execute()
    [True, 2]
    """

    def __init__(self, run: Callable[[list[Call]], list[Any]]) -> None:
        super().__init__()
        self._run = run

    def execute(self, raise_on_error: bool = True) -> list[Any]:
        """Run what was queued and return the replies in order.

        Parameters
        ----------
        raise_on_error : bool
            Raise the first error; else errors are returned in the place of replies.
        """
        calls, casts = self._take()
        replies = self._run(calls)
        if raise_on_error:
            raise_first_error(calls, replies)
        for at, cast in enumerate(casts):
            if cast is not float and not isinstance(replies[at], Exception):
                replies[at] = calls[at][0].reply.restore(replies[at], StoredReading(cast))
        return replies
