"""The keyspace: keys with their values and times to live, as the bodies of entries see it."""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from znsocket.exceptions import wrong_type
from znsocket.keyspace.indexed import IndexedDict
from znsocket.keyspace.sorted_set import SortedSetValue
from znsocket.keyspace.values import HashValue, ListValue, SetValue
from znsocket.registry.text import Text

V = TypeVar("V", HashValue, ListValue, SetValue, SortedSetValue)

TYPE_NAMES: dict[type, str] = {
    str: "string",
    bytes: "string",
    HashValue: "hash",
    ListValue: "list",
    SetValue: "set",
    SortedSetValue: "zset",
}


def now_ms() -> int:
    """Return the Unix time in milliseconds."""
    return time.time_ns() // 1_000_000


class Keyspace:
    """All keys of one embedded store.

    Every method expects the caller to hold `lock`. A key that has expired is never seen: what
    looks a key up forgets it first, and what looks at all keys calls `forget_due` first.

    Attributes
    ----------
    data : IndexedDict
        Value by key: ``str`` or ``bytes``, or one of the classes of this package.
    expires : dict
        Unix time in milliseconds at which a key expires, for the keys that do.
    lock : threading.RLock
        Held while a command runs.
    on_deadline : callable
        Called without arguments when a key is given the earliest time to expire of all.
    """

    def __init__(self) -> None:
        self.data = IndexedDict()
        self.expires: dict[Text, int] = {}
        self.lock = threading.RLock()
        self.on_deadline: Callable[[], None] = lambda: None
        self._due: list[tuple[int, int, Text]] = []
        self._count = 0

    def lookup(self, name: Text) -> Any:
        """Return the value of a key, whatever its type, or None."""
        if self.expires and name in self.expires:
            self.forget_if_due(name)
        return self.data.get(name)

    def string(self, name: Text) -> Text | None:
        """Return the text that a key holds, or None; a key of another type is an error."""
        value = self.lookup(name)
        if value is not None and not isinstance(value, (str, bytes)):
            raise wrong_type()
        return value

    def read(self, name: Text, kind: type[V]) -> V:
        """Return the value of a key, or a new empty one; a key of another type is an error."""
        value = self.lookup(name)
        if value is None:
            return kind()
        if not isinstance(value, kind):
            raise wrong_type()
        return value

    def put(self, name: Text, value: Any) -> None:
        """Set the value of a key and leave its time to live as it is."""
        self.data.put(name, value)

    def store(self, name: Text, value: Any) -> None:
        """Replace a key, its time to live included; an empty collection removes it."""
        self.expires.pop(name, None)
        if value or isinstance(value, (str, bytes)):
            self.data.put(name, value)
        else:
            self.data.drop(name)

    def delete(self, name: Text) -> bool:
        """Remove a key and return whether it was there."""
        if self.expires:
            if name in self.expires:
                self.forget_if_due(name)
            self.expires.pop(name, None)
        return self.data.drop(name)

    def clear(self) -> None:
        """Remove every key."""
        self.data.clear()
        self.expires.clear()
        self._due.clear()

    def expire_at(self, name: Text, moment: int) -> None:
        """Let an existing key expire at a Unix time in milliseconds."""
        self.expires[name] = moment
        self._count += 1
        heapq.heappush(self._due, (moment, self._count, name))
        if len(self._due) > 2 * len(self.expires) + 64:
            self._due = [(due, at, key) for at, (key, due) in enumerate(self.expires.items())]
            self._count = len(self._due)
            heapq.heapify(self._due)
        if self._due[0][0] == moment:
            self.on_deadline()

    def forget_if_due(self, name: Text) -> None:
        """Remove a key whose time has come."""
        if self.expires[name] <= now_ms():
            del self.expires[name]
            self.data.drop(name)

    def forget_due(self, limit: int | None = None) -> int | None:
        """Remove the keys whose time has come, `limit` at most.

        Returns
        -------
        int or None
            Milliseconds until the next key is due, 0 when more are due now, None without any.
        """
        now = now_ms()
        while self._due:
            moment, _, name = self._due[0]
            if self.expires.get(name) == moment:
                if moment > now:
                    return moment - now
                if limit == 0:
                    return 0
                limit = None if limit is None else limit - 1
                del self.expires[name]
                self.data.drop(name)
            heapq.heappop(self._due)
        return None
