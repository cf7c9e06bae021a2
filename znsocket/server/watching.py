"""Keys that pipelines of clients watch, until they are executed."""

from __future__ import annotations

import threading
import time
from typing import Any

from znsocket.exceptions import DataError, ResponseError, WatchError
from znsocket.registry import text
from znsocket.server.session import Session
from znsocket.storage import Store
from znsocket.wire import quoted, read_payload

#: Seconds after which a watch ends by itself.
WATCH_TIMEOUT = 600.0


class Watches:
    """The watched keys by session and by the client's own number for the pipeline.

    Parameters
    ----------
    storage : Storage or RedisStorage
        Where the keys are.
    """

    def __init__(self, storage: Store) -> None:
        self._storage = storage
        self._lock = threading.Lock()
        # In the order of their beginnings, each with the moment when it ends by itself.
        self._watches: dict[tuple[str, int], tuple[float, Any]] = {}
        self._counts: dict[str, int] = {}

    def watch(self, session: Session, payload: Any) -> bool:
        """Answer a pipeline that begins to watch keys, or watches more of them."""
        args, _ = read_payload("watch", payload)
        if len(args) != 2 or not isinstance(args[1], list) or not args[1]:  # noqa: PLR2004
            raise DataError(f"'watch' takes a number and a list of keys, got {quoted(args)}")
        number, names = _number(args[0]), [text(name) for name in args[1]]
        self._end_old()
        with self._lock:
            known = self._watches.get((session.sid, number))
            most = session.limits.watches
            if known is None and self._counts.get(session.sid, 0) >= most:
                raise ResponseError(f"more than {most} pipelines of this client watch")
        if known is not None:
            known[1].add(names)
            return True
        watched = self._storage.watch(names)
        with self._lock:
            ended = session.ended
            if not ended:
                ends = time.monotonic() + WATCH_TIMEOUT
                self._watches[session.sid, number] = ends, watched
                self._counts[session.sid] = self._counts.get(session.sid, 0) + 1
        if ended:
            watched.end()
        return True

    def unwatch(self, session: Session, payload: Any) -> bool:
        """Answer a pipeline that watches no key any more."""
        args, _ = read_payload("unwatch", payload)
        if len(args) != 1:
            raise DataError(f"'unwatch' takes a number, got {quoted(args)}")
        watched = self._pop((session.sid, _number(args[0])))
        if watched is None:
            return False
        watched.end()
        return True

    def take(self, session: Session, options: dict[str, Any]) -> Any:
        """Return what a pipeline watches, for the store to end; None for one that does not.

        Raises
        ------
        WatchError
            It has ended before.
        """
        if "watched" not in options:
            return None
        watched = self._pop((session.sid, _number(options["watched"])))
        if watched is None:
            raise WatchError("the keys were not watched any more")
        return watched

    def forget(self, session: Session) -> None:
        """End what a session that ended has left."""
        with self._lock:
            if session.sid not in self._counts:
                return
            mine = [one for one in self._watches if one[0] == session.sid]
        for one in mine:
            watched = self._pop(one)
            if watched is not None:
                watched.end()

    def _pop(self, which: tuple[str, int]) -> Any:
        with self._lock:
            _, watched = self._watches.pop(which, (0.0, None))
            if watched is not None:
                self._counts[which[0]] -= 1
                if not self._counts[which[0]]:
                    del self._counts[which[0]]
        return watched

    def _end_old(self) -> None:
        now = time.monotonic()
        while True:
            with self._lock:
                first = next(iter(self._watches.items()), None)
            if first is None or first[1][0] > now:
                return
            watched = self._pop(first[0])
            if watched is not None:
                watched.end()


def _number(value: Any) -> int:
    if value.__class__ is not int:
        raise DataError(f"a pipeline's number must be an integer, got {quoted(value)}")
    return int(value)
