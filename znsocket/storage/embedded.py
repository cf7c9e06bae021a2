"""The embedded store: every command on a keyspace in this process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import redis.exceptions

from znsocket.exceptions import DataError, ZnSocketError
from znsocket.keyspace import (
    HashValue,
    Keyspace,
    ListValue,
    SetValue,
    SortedSetValue,
    Statistics,
    StreamValue,
    Subscriber,
    Waiter,
    Watch,
)
from znsocket.locks import Locks
from znsocket.pubsub import PubSubs
from znsocket.registry import ChangeListener, Entry, Notice, Text, text, writer
from znsocket.registry.methods import embedded_method, surface, unlocked_method
from znsocket.registry.pipeline import Call
from znsocket.registry.transactions import Transactions, watched_key_changed
from znsocket.storage.expiry import Sweeper
from znsocket.storage.neighbours import NeighbourEvents, Neighbours
from znsocket.storage.pipeline import StoragePipeline
from znsocket.storage.waits import Waits
from znsocket.surfaces import Commands

#: What a call may raise because of its arguments or of what its keys hold.
COMMAND_ERRORS = (
    ZnSocketError,
    redis.exceptions.RedisError,
    TypeError,
    LookupError,
    ValueError,
)


@surface(embedded_method)
class Storage(Transactions, Locks, PubSubs, Commands[str]):
    """A Redis-compatible store in memory, usable on its own and from several threads.

    Texts are ``str``; a value that is not UTF-8 is ``bytes``.

    Parameters
    ----------
    content : mapping, optional
        Values to begin with, by key: text or numbers, lists, sets, and mappings for hashes.

    Raises
    ------
    DataError
        A value of another type.

    Examples
    --------
    >>> storage = Storage()
    >>> storage.hset("users", "user1", "John")
    1
    >>> storage.hget("users", "user1")
    'John'
    >>> storage.content
    {'users': {'user1': 'John'}}
    """

    #: Calls never wait for anything outside the process.
    waits = False

    #: Whether calls wait for something outside the process just now.
    busy = False

    def __init__(self, content: Mapping[Any, Any] = {}) -> None:
        self._db = Keyspace()
        self._batch = _Batch(self._db)
        self._listeners: list[ChangeListener] = []
        Sweeper(self._db)
        for key, value in content.items():
            self._db.store(text(key), _held(value))

    @property
    def statistics(self) -> Statistics:
        """What `info` tells of the servers before this store."""
        return self._db.statistics

    @property
    def content(self) -> dict[Any, Any]:
        """A copy of all that is stored, as plain text, lists, sets and dicts by key.

        A sorted set is a dict of score by member, in order of score; a stream is a list of ids
        with the fields of each entry.
        """
        with self._db.lock:
            self._db.forget_due()
            return {key: _plain(value) for key, value in self._db.data.items()}

    def pipeline(self, transaction: bool = True, shard_hint: object = None) -> StoragePipeline:
        """Return a pipeline; nothing comes between its commands, with or without `transaction`."""
        return StoragePipeline(self)

    def watch(self, names: Sequence[Text]) -> Watch:
        """Return a watch, which `run` takes: whether one of these keys changes from now on."""
        watch = Watch(self._db)
        watch.add(names)
        return watch

    def run(self, calls: Iterable[Call], watched: Watch | None = None) -> list[Any]:
        """Run commands with nothing between them; a failed one does not stop the others.

        Parameters
        ----------
        calls : iterable of (Entry, list, dict)
            Each command's entry, positional and keyword arguments.
        watched : Watch, optional
            Keys that must not have changed; it is ended.

        Returns
        -------
        list
            Replies, and exceptions of those that failed, in order.

        Raises
        ------
        WatchError
            A watched key was changed; no command was run.
        """
        replies: list[Any] = []
        observed = self._db.observed
        with self._db.lock:
            if watched is not None:
                unchanged = watched.holds()
                watched.leave()
                if not unchanged:
                    raise watched_key_changed()
            observed.paused = True
            last: Entry | None = None
            method: Any = None
            try:
                for entry, args, options in calls:
                    if entry is not last:
                        last, method = entry, getattr(self._batch, entry.method)
                    try:
                        replies.append(method(*args, **options))
                    except COMMAND_ERRORS as error:
                        replies.append(error)
            finally:
                observed.paused = False
                observed.serve(self._db)
        return replies

    def begin(
        self,
        entry: Entry,
        args: list[Any],
        options: dict[str, Any],
        wait: Callable[[Waits], Any],
    ) -> Any:
        """Call a command that may wait, without waiting for it.

        Parameters
        ----------
        entry : Entry
            One that is ``blocking``.
        args, options
            Its positional and keyword arguments.
        wait : callable
            Called with what waits, if there is nothing yet.

        Returns
        -------
        object
            The reply, or what `wait` returns.
        """
        with self._db.lock:
            reply = getattr(self._batch, entry.method)(*args, **options)
        return wait(reply) if isinstance(reply, Waiter) else reply

    def _answer(self, reply: Any) -> Any:
        """Return a reply, or wait in this thread until there is one."""
        if not isinstance(reply, Waiter):
            return reply
        arrived = threading.Event()
        reply.then(lambda outcome: arrived.set())
        try:
            arrived.wait()
        except BaseException:
            reply.cancel()
            raise
        if isinstance(reply.outcome, Exception):
            raise reply.outcome
        return reply.outcome

    def on_change(self, listener: ChangeListener) -> None:
        """Tell `listener` of every change of a collection, in order, as part of the change.

        Parameters
        ----------
        listener : callable
            Called with the prefixed key, which part of the collection changed, and the session
            that did it, empty for none. It must neither wait nor call this store.
        """
        self._listeners.append(listener)
        self._db.on_change = self.announce

    def after_changes(self, function: Callable[[], object]) -> None:
        """Call a function once the listeners were told of all changes until now, as they are."""
        function()

    def announce(self, key: Text, notice: Notice) -> None:
        """Tell the listeners of a change; of one that was not made through this store, too."""
        if isinstance(key, str):
            for listener in self._listeners:
                listener(key, notice, writer.get() or "")

    def subscriber(self, hear: Callable[[list[Any]], None]) -> Subscriber:
        """Return one who hears channels; see `PubSubs.subscriber`."""
        return Subscriber(self._db.channels, self._db.lock, hear)

    def neighbours(self, lease: float, events: NeighbourEvents) -> Neighbours:
        """Return what a server has to know of the others on this store: there are none."""
        return Neighbours()

    def __str__(self) -> str:
        return "memory"

    def close(self) -> None:
        """Do nothing: there is nothing to let go of."""


@surface(unlocked_method, iterators=False)
class _Batch(Commands[str]):
    """The commands of a store for somebody who holds its lock."""

    def __init__(self, db: Keyspace) -> None:
        self._db = db

    def _answer(self, reply: Any) -> Any:
        return reply


def _held(value: Any) -> Any:
    """Return a plain value as the keyspace holds it."""
    if isinstance(value, Mapping):
        fields = HashValue()
        for field, item in value.items():
            fields[text(field)] = text(item)
        return fields
    if isinstance(value, (list, tuple)):
        return ListValue(text(item) for item in value)
    if isinstance(value, (set, frozenset)):
        return SetValue(text(item) for item in value)
    try:
        return text(value)
    except DataError:
        raise DataError(
            f"content must be text, numbers, lists, sets and mappings, got {value!r}"
        ) from None


_PLAIN: dict[type, Callable[[Any], Any]] = {
    HashValue: dict,
    ListValue: list,
    SetValue: set,
    SortedSetValue: lambda value: dict(value.slice(0, len(value))),
    StreamValue: StreamValue.plain,
    bytearray: text,
    int: str,
}


def _plain(value: Any) -> Any:
    """Return a held value as a plain one."""
    make = _PLAIN.get(type(value))
    return value if make is None else make(value)
