"""Who looks at keys: calls that wait for one to be filled, and watches that mind a change."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from sortedcontainers import SortedKeyList

from znsocket.keyspace.lock import Lock
from znsocket.registry.text import Text

if TYPE_CHECKING:
    from znsocket.keyspace.space import Keyspace

#: Takes a key and the value it holds; returns the reply, or None when there is nothing in it yet.
Attempt = Callable[[Text, Any], Any]
Done = Callable[[Any], None]


class Waiter:
    """A call that waits until one of its keys holds something for it.

    Parameters
    ----------
    observed : Observed
        Where it waits.
    keys : tuple of str
        What it waits for, each once.
    kind : type
        What such a key holds; one that holds something else is passed over.
    attempt : callable
        Makes the reply; what it raises becomes the outcome, too.
    deadline : int or None
        Unix time in milliseconds at which it gives up.
    nothing : object
        The reply then.
    gone : Exception or None
        The outcome when a key is changed and holds something else; None to go on waiting.
    """

    __slots__ = (
        *("attempt", "deadline", "gone", "keys", "kind", "nothing", "outcome"),
        *("_done", "_observed"),
    )

    #: The outcome of a call that still waits.
    WAITING = object()

    def __init__(  # noqa: PLR0913 - made in one place
        self,
        observed: Observed,
        keys: tuple[Text, ...],
        kind: type,
        attempt: Attempt,
        deadline: int | None,
        nothing: Any,
        gone: Exception | None,
    ) -> None:
        self._observed = observed
        self._done: Done = lambda outcome: None
        self.keys = keys
        self.kind = kind
        self.attempt = attempt
        self.deadline = deadline
        self.nothing = nothing
        self.gone = gone
        self.outcome: Any = Waiter.WAITING

    def then(self, done: Done) -> None:
        """Have `done` called with the outcome: the reply, or the exception in its place.

        That may be in any thread, and the store is locked meanwhile: `done` must neither wait nor
        call the store.
        """
        with self._observed.lock:
            if self.outcome is Waiter.WAITING:
                self._done = done
            else:
                done(self.outcome)

    def cancel(self) -> bool:
        """Stop waiting and return whether it still did; there is no outcome then."""
        with self._observed.lock:
            return self._observed.leave(self, None)

    def offer(self, name: Text, value: Any) -> bool:
        """Take what a key holds, and return whether that was something for this call."""
        try:
            reply = self.attempt(name, value)
        except Exception as error:  # noqa: BLE001 - it is of the call that waits, not of this one
            reply = error
        if reply is None:
            return False
        self.end(reply)
        return True

    def end(self, outcome: Any) -> None:
        """Wait no longer: this is the outcome."""
        if self._observed.leave(self, outcome):
            self._done(outcome)


class Watch:
    """Tells whether one of some keys was changed since this began to look at it.

    Parameters
    ----------
    db : Keyspace
        What holds the keys.
    """

    __slots__ = ("_db", "_names", "_spoiled")

    def __init__(self, db: Keyspace) -> None:
        self._db = db
        self._names: set[Text] = set()
        self._spoiled = False

    def add(self, names: Iterable[Text]) -> None:
        """Look at these keys, too."""
        with self._db.lock:
            self._db.attended = True
            for name in names:
                self._db.exists(name)  # a key that is due is gone before, not changed afterwards
                self._names.add(name)
                self._db.observed.audience(name).watches.add(self)

    def end(self) -> None:
        """Look at no key any more."""
        with self._db.lock:
            self.leave()

    def spoil(self) -> None:
        """Take note of a change; the caller holds the lock."""
        self._spoiled = True
        self.leave()

    def holds(self) -> bool:
        """Tell whether no key was changed or has expired; the caller holds the lock."""
        for name in tuple(self._names):
            self._db.exists(name)
        return not self._spoiled

    def leave(self) -> None:
        """Look at no key any more; the caller holds the lock."""
        for name in self._names:
            audience = self._db.observed.audience(name)
            audience.watches.discard(self)
            self._db.observed.drop_if_empty(name, audience)
        self._names.clear()


class Audience:
    """Who looks at one key: calls, by the type they wait for in order of arrival, and watches."""

    __slots__ = ("queues", "watches")

    def __init__(self) -> None:
        self.queues: dict[type, OrderedDict[Waiter, None]] = {}
        self.watches: set[Watch] = set()


class Observed(dict[Text, Audience]):
    """The keys that somebody looks at, each with who does; empty, and so false, mostly.

    All methods expect the caller to hold the keyspace's lock.

    Parameters
    ----------
    lock : Lock
        The keyspace's.

    Attributes
    ----------
    paused : bool
        Nobody is served: a batch of commands is under way, in which no call waits either.
    idle : bool
        The command under way has changed nothing, whatever it replies.
    waiting : int
        How many calls wait.
    """

    def __init__(self, lock: Lock) -> None:
        super().__init__()
        self.lock = lock
        self.paused = False
        self.idle = False
        self.waiting = 0
        self._touched: dict[Text, None] = {}
        self._deadlines: SortedKeyList[Waiter, int] = SortedKeyList(key=_deadline)

    def audience(self, name: Text) -> Audience:
        """Return who looks at a key."""
        audience = self.get(name)
        if audience is None:
            audience = self[name] = Audience()
        return audience

    def drop_if_empty(self, name: Text, audience: Audience) -> None:
        """Forget a key that nobody looks at."""
        if not audience.queues and not audience.watches:
            self.pop(name, None)

    def touch(self, name: Text) -> None:
        """Take note that a key was changed."""
        audience = self.get(name)
        if audience is None or self.idle:
            return
        if audience.queues:
            self._touched[name] = None
        for watch in tuple(audience.watches):
            watch.spoil()

    def notify(self, name: Text) -> None:
        """Let the calls that wait for a key look again, for another reason than its value."""
        audience = self.get(name)
        if audience is not None and audience.queues:
            self._touched[name] = None

    def join(self, waiter: Waiter) -> None:
        """Let a call wait behind those that came before."""
        self.waiting += 1
        for name in waiter.keys:
            self.audience(name).queues.setdefault(waiter.kind, OrderedDict())[waiter] = None
        if waiter.deadline is not None:
            self._deadlines.add(waiter)

    def leave(self, waiter: Waiter, outcome: Any) -> bool:
        """Let a call wait no longer and return whether it still did."""
        if waiter.outcome is not Waiter.WAITING:
            return False
        waiter.outcome = outcome
        self.waiting -= 1
        for name in waiter.keys:
            audience = self[name]
            queue = audience.queues[waiter.kind]
            del queue[waiter]
            if not queue:
                del audience.queues[waiter.kind]
                self.drop_if_empty(name, audience)
        if waiter.deadline is not None:
            self._deadlines.remove(waiter)
        return True

    def serve(self, db: Keyspace) -> None:
        """Give what the keys of `db` hold now to the calls that wait for it.

        The key that was touched first is served first, and of its calls the one that came first.
        What that fills in turn is served afterwards.
        """
        self.idle = False
        while self._touched and not self.paused:
            touched, self._touched = self._touched, {}
            for name in touched:
                self._serve_key(db, name)
        db.attended = len(self) > 0

    def _serve_key(self, db: Keyspace, name: Text) -> None:
        audience = self.get(name)
        if audience is None:
            return
        value = db.lookup(name)
        for kind in tuple(audience.queues):
            queue = audience.queues[kind]
            if kind is value.__class__:
                self._serve_queue(db, name, queue)
            else:
                for waiter in [one for one in queue if one.gone is not None]:
                    waiter.end(waiter.gone)

    def _serve_queue(self, db: Keyspace, name: Text, queue: OrderedDict[Waiter, None]) -> None:
        value = db.lookup(name)
        while queue:
            # The first of an OrderedDict is found at once, however many left before.
            if not next(iter(queue)).offer(name, value):
                break
            if db.lookup(name) is not value:
                return
        for waiter in tuple(queue)[1:]:
            waiter.offer(name, value)
            if db.lookup(name) is not value:
                return

    def give_up_due(self, now: int) -> float:
        """Let calls whose time is over go; return when the next one's is."""
        while self._deadlines:
            first = self._deadlines[0]
            if first.deadline > now:
                return int(first.deadline)
            first.end(first.nothing)
        return math.inf


def _deadline(waiter: Waiter) -> int:
    return waiter.deadline or 0
