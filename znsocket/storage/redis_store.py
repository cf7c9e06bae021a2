"""The Redis store: every command on a Redis or Valkey server, through redis-py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import redis

from znsocket.exceptions import ConnectionError, DataError, ResponseError, frozen
from znsocket.keyspace import Statistics
from znsocket.locks import Locks
from znsocket.pubsub import PubSubs
from znsocket.registry import (
    ChangeListener,
    Entry,
    Lua,
    Notice,
    StoredReading,
    Text,
    frozen_key,
)
from znsocket.registry.methods import counted_request_method, surface
from znsocket.registry.pipeline import Call
from znsocket.registry.transactions import Transactions, watched_key_changed
from znsocket.storage.embedded import COMMAND_ERRORS
from znsocket.storage.neighbours import NeighbourEvents
from znsocket.storage.pipeline import StoragePipeline
from znsocket.storage.redis_changes import RedisChanges, announce
from znsocket.storage.redis_command import RedisCommand
from znsocket.storage.redis_link import link_to
from znsocket.storage.redis_neighbours import RedisNeighbours
from znsocket.storage.redis_subscriber import RedisSubscriber
from znsocket.storage.redis_waits import RedisWaiter, RedisWatch
from znsocket.storage.waits import Waits
from znsocket.surfaces import Commands, PipelineCommands

_OUR_ERRORS: tuple[tuple[type[Exception], type[Exception]], ...] = (
    (redis.TimeoutError, ConnectionError),
    (redis.ConnectionError, ConnectionError),
    (redis.DataError, DataError),
    (redis.ResponseError, ResponseError),
)


@surface(counted_request_method)
class RedisStorage(Transactions, Locks, PubSubs, Commands[str]):
    """The interface of `Storage` over Redis or Valkey.

    Texts are ``str``; a value that is not UTF-8 is ``bytes``.

    Parameters
    ----------
    place : redis.Redis, redis.RedisCluster or str
        A URL, or a client, with whose settings the store makes connections of its own: see
        `znsocket.storage.open_storage`.

    Notes
    -----
    A command is sent once at the most. When Redis cannot be reached, or does not answer within
    the connections' ``socket_timeout`` (5 s by default), the call raises `ConnectionError`; the
    next call tries anew.

    Raises
    ------
    ValueError
        A URL of another form.

    Examples
    --------
    >>> storage = RedisStorage("redis://localhost:6379/0")  # doctest: +SKIP
    >>> storage.hset("users", "user1", "John")  # doctest: +SKIP
    1
    """

    #: Calls wait for a server.
    waits = True

    def __init__(self, place: redis.Redis | redis.RedisCluster | str) -> None:
        self._link = link_to(place)
        self._recording = _Recording(self._link.database)
        #: What a server counts; `info` tells of Redis.
        self.statistics = Statistics()
        self._changes: RedisChanges | None = None
        self._open: list[RedisChanges | RedisNeighbours] = []

    def _request(
        self,
        entry: Entry,
        args: list[Any],
        options: dict[str, Any],
        score_cast: Callable[[Any], Any] = float,
    ) -> Any:
        try:
            if entry.redis is None or isinstance(entry.redis, Lua):
                command = RedisCommand(entry, args, options, self._link.database)
                waits = entry.wait_limit(args, options) is not None
                reply = self._link.wait(command) if waits else self._link.call(command)
            else:
                reply = entry.method_on(self._link.client)(*args, **options)
        except redis.RedisError as error:
            raise _ours(error) from error
        return _restored(entry, reply, options, score_cast)

    def pipeline(self, transaction: bool = True, shard_hint: object = None) -> StoragePipeline:
        """Return a pipeline; it is sent as one transaction, with or without `transaction`."""
        return StoragePipeline(self)

    def begin(
        self,
        entry: Entry,
        args: list[Any],
        options: dict[str, Any],
        wait: Callable[[Waits], Any],
    ) -> Any:
        """Call a command that may wait, without waiting for it; see `Storage.begin`."""
        command: RedisCommand = getattr(self._recording, entry.name)(*args, **options)
        if entry.wait_limit(command.args, command.options) is None:
            return self._request(entry, command.args, command.options)

        def call(began: Callable[[Callable[[], Any]], None]) -> Any:
            try:
                reply = self._link.wait(command, began)
            except redis.RedisError as error:
                raise _ours(error) from error
            return _restored(entry, reply, command.options, float)

        return wait(RedisWaiter(call))

    def watch(self, names: Sequence[Text]) -> RedisWatch:
        """Return a watch, which `run` takes; it holds a connection until it is ended."""
        watch = RedisWatch(self._link.server_of(names))
        try:
            watch.add(names)
        except redis.RedisError as error:
            watch.end()
            raise _ours(error) from error
        return watch

    def run(self, calls: Iterable[Call], watched: RedisWatch | None = None) -> list[Any]:
        """Run commands as one transaction; see `Storage.run`."""
        replies: list[Any] = []
        places: list[int] = []
        commands: list[RedisCommand] = []
        for place, (entry, args, options) in enumerate(calls):
            replies.append(None)
            try:
                commands.append(getattr(self._recording, entry.method)(*args, **options))
                places.append(place)
            except COMMAND_ERRORS as error:
                replies[place] = _ours(error)
        try:
            answers = (watched or self._link).transact(commands)
        except redis.RedisError as error:
            raise _ours(error) from error
        if answers is None:
            raise watched_key_changed()
        for place, command, answer in zip(places, commands, answers, strict=True):
            if isinstance(answer, Exception):
                replies[place] = _ours(answer)
            else:
                replies[place] = _restored(command.entry, answer, command.options, float)
        return replies

    def on_change(self, listener: ChangeListener) -> None:
        """Tell `listener` of every change of a collection in this Redis, whoever does it.

        In order, and in a thread of its own; else as `Storage.on_change`.
        """
        self._changes = RedisChanges(self._link, listener)
        self._open.append(self._changes)

    def after_changes(self, function: Callable[[], object]) -> None:
        """Call a function soon, once the listener was told of all changes until now."""
        if self._changes is None:
            function()
        else:
            self._changes.after(function)

    def announce(self, key: Text, notice: Notice) -> None:
        """Tell all listeners, those of other servers included, of a change that no script did."""
        try:
            announce(self._link, key, notice)
        except redis.RedisError as error:
            raise _ours(error) from error

    def subscriber(self, hear: Callable[[list[Any]], None]) -> RedisSubscriber:
        """Return one who hears channels, on a connection of its own; see `PubSubs.subscriber`."""
        return RedisSubscriber(lambda: self._link.first, hear)

    def neighbours(self, lease: float, events: NeighbourEvents) -> RedisNeighbours:
        """Return what a server has to know of the others on this Redis.

        Parameters
        ----------
        lease : float
            Seconds after which a server that does not report is gone.
        events : NeighbourEvents
            What is told of messages of the others.
        """
        neighbours = RedisNeighbours(self._link, lease, events)
        self._open.append(neighbours)
        return neighbours

    @property
    def busy(self) -> bool:
        """Whether calls wait for Redis just now."""
        return self._link.busy

    @property
    def queue(self) -> tuple[str, dict[str, Any]]:
        """The URL and the options of a queue for the servers on this Redis: python-socketio's."""
        return self._link.queue

    def redis_pubsub(self) -> Any:
        """Return redis-py's own `PubSub` on this Redis, with a connection of its own."""
        return self._link.pubsub()

    def check(self) -> None:
        """Raise `ConnectionError` unless Redis answers."""
        self._link.check()

    def __str__(self) -> str:
        """Return where Redis is, without credentials."""
        return self._link.name

    def close(self) -> None:
        """Close the connections to Redis."""
        for one in self._open:
            one.close()
        self._open.clear()
        self._link.close()


@surface(counted_request_method, iterators=False)
class _Recording(PipelineCommands):
    """Every command as a method that checks its arguments and returns what Redis is sent."""

    def __init__(self, database: int) -> None:
        self._database = database

    def _request(
        self,
        entry: Entry,
        args: list[Any],
        options: dict[str, Any],
        score_cast: Callable[[Any], Any] = float,
    ) -> RedisCommand:
        return RedisCommand(entry, args, options, self._database)


def _restored(
    entry: Entry, reply: Any, options: dict[str, Any], score_cast: Callable[[Any], Any]
) -> Any:
    """Return a reply of redis-py as the embedded store would have given it."""
    if reply is None:
        return None
    shape = entry.reply
    return shape.restore(shape.from_redis(reply, options), StoredReading(score_cast))


def _ours(error: Exception) -> Exception:
    """Return an error of redis-py as the one of ours that users catch."""
    key = frozen_key(error)
    if key is not None:
        return frozen(key)
    for theirs, ours in _OUR_ERRORS:
        if isinstance(error, theirs) and not isinstance(error, ours):
            return ours(*error.args)
    return error
