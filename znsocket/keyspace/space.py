"""The keyspace: keys with their values and times to live, as the bodies of entries see it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, overload

from znsocket.exceptions import ResponseError, wrong_type
from znsocket.keyspace.channels import Channels
from znsocket.keyspace.deadlines import Deadlines
from znsocket.keyspace.indexed import Positions
from znsocket.keyspace.lock import Lock
from znsocket.keyspace.observed import Observed, Waiter
from znsocket.keyspace.sorted_set import SortedSetValue
from znsocket.keyspace.statistics import Statistics
from znsocket.keyspace.stream import StreamValue
from znsocket.keyspace.values import HashValue, ListValue, SetValue
from znsocket.registry.changes import Notice
from znsocket.registry.numbers import INT_MAX, INT_MIN, parse_int
from znsocket.registry.text import Text, octets, text

V = TypeVar("V", HashValue, ListValue, SetValue, SortedSetValue, StreamValue)
R = TypeVar("R")

TYPE_NAMES: dict[type, str] = {
    str: "string",
    bytes: "string",
    bytearray: "string",
    int: "string",
    HashValue: "hash",
    ListValue: "list",
    SetValue: "set",
    SortedSetValue: "zset",
    StreamValue: "stream",
}

_TEXT_IN_USE = (int, bytearray)

# A text of more octets than these that is changed in place is kept as a bytearray.
_LONG = 4096


def now_ms() -> int:
    """Return the Unix time in milliseconds."""
    return time.time_ns() // 1_000_000


def held_text(value: Any) -> Text:
    """Return the text that a value of a key stands for; another type is an error."""
    if isinstance(value, (str, bytes)):
        return value
    if value.__class__ is int:
        return int.__repr__(value)
    if value.__class__ is bytearray:
        return text(value)
    raise wrong_type()


def copied(value: Any) -> Any:
    """Return a value of a key that changes independently of `value`."""
    if isinstance(value, (str, bytes)):
        return value
    if isinstance(value, HashValue):
        fields = HashValue()
        fields.update(value)
        return fields
    return type(value)(value.scores if isinstance(value, SortedSetValue) else value)


class Keyspace:
    """All keys of one embedded store.

    Every method expects the caller to hold `lock`. A key that has expired is never seen: what
    looks a key up forgets it first, and what looks at all keys calls `forget_due` first.

    Attributes
    ----------
    data : dict
        Value by key: ``str`` or ``bytes``, or one of the classes of this package. A text is
        something else here while that saves time: an ``int`` while it is counted, a ``bytearray``
        while it is long and changed in place. What looks it up gets text.
    positions : Positions
        Through it keys are drawn, gone through in pages, and removed.
    expires : Deadlines
        Unix time in milliseconds at which a key expires, for the keys that do; it is changed
        through `expire_at` and `persist` only.
    expiring : bool
        Whether any key expires: faster to test than the dict.
    lock : Lock
        Held while a command runs.
    statistics : Statistics
        What there is to tell beside the keys.
    observed : Observed
        The keys that somebody waits for or watches; empty mostly.
    attended : bool
        Whether there are any, or were before the last change.
    channels : Channels
        Who hears what is published.
    on_deadline : callable
        Called without arguments when a key is to expire, or a call to wait no longer, before
        anybody is going to look.
    on_change : callable or None
        Called with a key and a notice when an entry of the collections changed it.
    """

    def __init__(self) -> None:
        self.data: dict[Text, Any] = {}
        self.positions = Positions(self.data)
        self.expires = Deadlines()
        self.expiring = False
        self.lock = Lock()
        self.statistics = Statistics()
        self.observed = Observed(self.lock)
        self.attended = False
        self.channels = Channels()
        self.on_deadline: Callable[[], None] = lambda: None
        self.on_change: Callable[[Text, Notice], None] | None = None
        self._next_look = math.inf  # when keys that are due are forgotten again

    def lookup(self, name: Text) -> Any:
        """Return the value of a key, whatever its type, or None."""
        if self.expiring and name in self.expires:
            self.forget_if_due(name)
        value = self.data.get(name)
        if value.__class__ in _TEXT_IN_USE:
            value = held_text(value)
            self.data[name] = value
        return value

    def exists(self, name: Text) -> bool:
        """Tell whether there is a key of that name."""
        if self.expiring and name in self.expires:
            self.forget_if_due(name)
        return name in self.data

    def string(self, name: Text) -> Text | None:
        """Return the text that a key holds, or None; a key of another type is an error."""
        if self.expiring and name in self.expires:
            self.forget_if_due(name)
        value = self.data.get(name)
        if value.__class__ is str or value is None:
            return value
        return held_text(value)

    def count(self, name: Text, amount: int) -> int:
        """Add to the integer that a key holds, 0 for none, and return the sum."""
        if self.expiring and name in self.expires:
            self.forget_if_due(name)
        value = self.data.get(name)
        if value.__class__ is not int:
            value = 0 if value is None else parse_int(held_text(value))
        total: int = value + amount
        if not INT_MIN <= total <= INT_MAX:
            raise ResponseError("increment or decrement would overflow")
        self.put(name, total)
        return total

    def length(self, name: Text) -> int:
        """Return how many octets the text that a key holds has, 0 for none."""
        return len(self._by_octet(name))

    def octets(self, name: Text, start: int = 0, stop: int | None = None) -> bytes:
        """Return octets of the text that a key holds; a key of another type is an error."""
        part = self._by_octet(name)[start:stop]
        return part.encode() if isinstance(part, str) else bytes(part)

    def _by_octet(self, name: Text) -> str | bytes | bytearray:
        """Return the text that a key holds as a sequence of as many items as it has octets."""
        value = self.data.get(name) if self.exists(name) else ""
        if value.__class__ is int:
            value = held_text(value)
        if isinstance(value, str):
            if value.isascii():
                return value
            value = value.encode()
            if len(value) > _LONG:
                value = bytearray(value)
                self.data[name] = value
        elif not isinstance(value, (bytes, bytearray)):
            raise wrong_type()
        return value

    def buffer(self, name: Text) -> bytearray:
        """Return the octets of the text that a key holds, to be changed and given to `settle`."""
        held = self._by_octet(name)
        if isinstance(held, bytearray):
            return held
        return bytearray(octets(held))

    def settle(self, name: Text, buffer: bytearray) -> None:
        """Make a buffer the text that a key holds and leave its time to live as it is."""
        self.data[name] = buffer if len(buffer) > _LONG else text(buffer)
        if self.attended:
            self.observed.touch(name)

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
        self.data[name] = value
        if self.attended:
            self.observed.touch(name)

    def changed(self, name: Text, value: Any) -> None:
        """Take note that the value of a key was changed in place; it goes when it is empty."""
        if not value:
            self.delete(name)
        elif self.attended:
            self.observed.touch(name)

    def unchanged(self) -> None:
        """Take note that a command has changed nothing, where its reply does not tell that."""
        if self.attended:
            self.observed.idle = True

    def store(self, name: Text, value: Any) -> None:
        """Replace a key, its time to live included; an empty collection removes it."""
        if self.expiring:
            self.persist(name)
        if value or isinstance(value, (str, bytes, int)):
            self.data[name] = value
        elif not self.positions.drop(name):
            return
        if self.attended:
            self.observed.touch(name)

    def move(self, name: Text, target: Text) -> None:
        """Give an existing key another name, in place of any key of that name."""
        value, moment = self.data[name], self.expires.get(name)
        self.delete(name)
        self.store(target, value)
        if moment is not None:
            self.expire_at(target, moment)

    def delete(self, name: Text) -> bool:
        """Remove a key and return whether it was there."""
        if self.expiring:
            if name in self.expires:
                self.forget_if_due(name)
            self.persist(name)
        if not self.positions.drop(name):
            return False
        if self.attended:
            self.observed.touch(name)
        return True

    def clear(self) -> None:
        """Remove every key."""
        for name in tuple(self.observed):
            if self.exists(name):
                self.observed.touch(name)
        self.positions.clear()
        self.expires.clear()
        self.expiring = False

    def expire_at(self, name: Text, moment: int) -> None:
        """Let an existing key expire at a Unix time in milliseconds."""
        self.expires.put(name, moment)
        self.expiring = True
        if moment < self._next_look:
            self._next_look = moment
            self.on_deadline()
        if self.attended:
            self.observed.touch(name)

    def persist(self, name: Text) -> bool:
        """Take a key's time to live away and return whether it had one."""
        if not self.expires.drop(name):
            return False
        self.expiring = len(self.expires) > 0
        if self.attended:
            self.observed.touch(name)
        return True

    def mean_lifetime(self) -> int:
        """Return in how many ms keys expire in the mean, looking at a hundred among all that do."""
        moments = self.expires.some(100)
        return max(0, sum(moments) // len(moments) - now_ms()) if moments else 0

    def forget_if_due(self, name: Text) -> None:
        """Remove a key whose time has come."""
        if self.expires[name] <= now_ms():
            self.persist(name)
            self.positions.drop(name)

    @overload
    def wait_for(
        self,
        keys: Iterable[Text],
        kind: type[V],
        attempt: Callable[[Text, V], R | None],
        timeout: int,
    ) -> R | None: ...

    @overload
    def wait_for(
        self,
        keys: Iterable[Text],
        kind: type[V],
        attempt: Callable[[Text, V], R | None],
        timeout: int,
        *,
        nothing: R,
        gone: Exception | None = None,
    ) -> R: ...

    def wait_for(  # noqa: PLR0913 - each says one thing about the call
        self,
        keys: Iterable[Text],
        kind: type[V],
        attempt: Callable[[Text, V], Any],
        timeout: int,
        *,
        nothing: Any = None,
        gone: Exception | None = None,
    ) -> Any:
        """Return what `attempt` makes of the first key that has something, now or later.

        The body of an entry that is ``blocking`` ends with it.

        Parameters
        ----------
        keys : iterable of str
            In the order in which they are tried.
        kind : type
            What they hold. A key of another type is an error now; what holds something else
            later is passed over.
        attempt : callable
            Takes a key and its value, which is not empty; returns the reply, or None when there
            is nothing in it yet. What it changes in place, it gives to `changed`.
        timeout : int
            Milliseconds to wait, 0 for no end.
        nothing : object
            The reply when the time is over, and in a batch of commands, where no call waits.
        gone : Exception, optional
            What a key makes of the call when it is changed and holds no such value any more; by
            default it goes on waiting.

        Returns
        -------
        object
            A reply; or a `Waiter`, which gets one and which the store knows how to handle.
        """
        keys = tuple(dict.fromkeys(keys))
        for name in keys:
            held = self.read(name, kind)
            reply = attempt(name, held) if held else None
            if reply is not None:
                return reply
        if self.observed.paused:
            return nothing
        deadline = now_ms() + timeout if timeout else None
        waiter = Waiter(self.observed, keys, kind, attempt, deadline, nothing, gone)
        self.observed.join(waiter)
        self.attended = True
        if deadline is not None and deadline < self._next_look:
            self._next_look = deadline
            self.on_deadline()
        return waiter

    def forget_due(self, limit: int | None = None) -> int | None:
        """Remove the keys whose time has come, `limit` at most, and end waits that are over.

        Returns
        -------
        int or None
            Milliseconds until the next one is due, 0 when more are due now, None without any.
        """
        now = now_ms()
        following = min(self.observed.give_up_due(now), self._forget_due_keys(now, limit))
        self.observed.serve(self)
        self._next_look = following
        return None if following == math.inf else max(int(following - now), 0)

    def _forget_due_keys(self, now: int, limit: int | None) -> float:
        """Remove keys that are due; return when the next one is."""
        while first := self.expires.first():
            moment, name = first
            if moment > now or limit == 0:
                return moment
            limit = None if limit is None else limit - 1
            self.persist(name)
            self.positions.drop(name)
        return math.inf
