"""A batch of commands for a store, run together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from znsocket.registry import Entry, StoredReading, Text
from znsocket.registry.methods import request_method, surface
from znsocket.registry.pipeline import Call, SyncQueue, raise_first_error
from znsocket.surfaces import PipelineCommands


class WatchedKeys(Protocol):
    """Some keys of a store, for as long as it matters whether they change."""

    def add(self, names: Iterable[Text]) -> None:
        """Watch these keys, too."""

    def end(self) -> None:
        """Watch no key any more."""


class Runs(Protocol):
    """What a pipeline needs of a store."""

    def run(self, calls: Iterable[Call], watched: Any = None) -> list[Any]:
        """Run commands with nothing between them, unless a watched key has changed."""

    def watch(self, names: Sequence[Text]) -> WatchedKeys:
        """Begin to watch keys."""


@surface(request_method, iterators=False)
class StoragePipeline(SyncQueue, PipelineCommands):
    """Queues commands and runs them on the store as one; see `Storage.pipeline`.

    Parameters
    ----------
    store : Storage or RedisStorage
        What `execute` runs them on.

    Examples
    --------
    >>> from znsocket import Storage
    >>> with Storage().pipeline() as pipe:
    ...     pipe.set("a", 1).incr("a").execute()
    [True, 2]
    """

    def __init__(self, store: Runs) -> None:
        super().__init__()
        self._store = store
        self._watched: WatchedKeys | None = None

    def execute(self, raise_on_error: bool = True) -> list[Any]:
        """Run what was queued and return the replies in order.

        Parameters
        ----------
        raise_on_error : bool
            Raise the first error; else errors are returned in the place of replies.

        Raises
        ------
        WatchError
            A watched key was changed; nothing was run.
        """
        watched, self._watched = self._watched, None
        calls, casts = self._take()
        if not calls and watched is None:
            return []
        replies = self._store.run(calls, watched)
        if raise_on_error:
            raise_first_error(calls, replies)
        for place, cast in casts.items():
            if not isinstance(replies[place], Exception):
                replies[place] = _cast(calls[place][0], replies[place], cast)
        return replies

    def _call_now(
        self,
        entry: Entry,
        args: list[Any],
        options: dict[str, Any],
        score_cast: Callable[[Any], Any],
    ) -> Any:
        return _cast(entry, getattr(self._store, entry.method)(*args, **options), score_cast)

    def _watch(self, names: list[Text]) -> None:
        if self._watched is None:
            self._watched = self._store.watch(names)
        else:
            self._watched.add(names)

    def _unwatch(self) -> None:
        watched, self._watched = self._watched, None
        if watched is not None:
            watched.end()


def _cast(entry: Entry, reply: Any, score_cast: Callable[[Any], Any]) -> Any:
    """Return a reply with its scores as the caller wants them."""
    if score_cast is float:
        return reply
    return entry.reply.restore(reply, StoredReading(score_cast))
