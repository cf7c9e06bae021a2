"""The Redis store: every command on a Redis or Valkey server, through redis-py."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import redis

from znsocket.exceptions import ConnectionError, DataError, ResponseError, TimeoutError
from znsocket.registry import Entry, StoredReading
from znsocket.registry.methods import counted_request_method, surface
from znsocket.registry.pipeline import Call, SyncQueue
from znsocket.storage.embedded import COMMAND_ERRORS
from znsocket.storage.pipeline import StoragePipeline
from znsocket.surfaces import Commands, PipelineCommands

_OUR_ERRORS: tuple[tuple[type[Exception], type[Exception]], ...] = (
    (redis.TimeoutError, TimeoutError),
    (redis.ConnectionError, ConnectionError),
    (redis.DataError, DataError),
    (redis.ResponseError, ResponseError),
)


@surface(counted_request_method)
class RedisStorage(Commands[str]):
    """The interface of `Storage` over a Redis or Valkey server.

    Texts are ``str``; a value that is not UTF-8 is ``bytes``.

    Parameters
    ----------
    client : redis.Redis or str
        A client, or a URL as ``redis.Redis.from_url`` takes. The connections are made with the
        client's own settings, save that replies are not decoded.

    Examples
    --------
    >>> storage = RedisStorage("redis://localhost:6379/0")  # doctest: +SKIP
    >>> storage.hset("users", "user1", "John")  # doctest: +SKIP
    1
    """

    #: Calls wait for a server.
    waits = True

    def __init__(self, client: redis.Redis | str) -> None:
        if isinstance(client, str):
            client = redis.Redis.from_url(client)
        pool = client.connection_pool
        if pool.connection_kwargs.get("decode_responses"):
            settings = {**pool.connection_kwargs, "decode_responses": False}
            pool = type(pool)(
                connection_class=pool.connection_class,
                max_connections=pool.max_connections,
                **settings,
            )
        self._redis = redis.Redis(connection_pool=pool)
        self._checks = _Checks()

    def _request(
        self,
        entry: Entry,
        args: list[Any],
        options: dict[str, Any],
        score_cast: Callable[[Any], Any] = float,
    ) -> Any:
        try:
            reply = entry.method_on(self._redis)(*args, **options)
        except redis.RedisError as error:
            raise _ours(error) from error
        return _restored(entry, reply, options, score_cast)

    def pipeline(self, transaction: bool = True, shard_hint: object = None) -> StoragePipeline:
        """Return a pipeline; it is sent as one transaction, with or without `transaction`."""
        return StoragePipeline(self.run)

    def run(self, calls: Iterable[Call]) -> list[Any]:
        """Run commands as one transaction; see `Storage.run`."""
        replies: list[Any] = []
        sent: list[tuple[int, Entry, dict[str, Any]]] = []
        with self._redis.pipeline(transaction=True) as pipe:
            for place, call in enumerate(calls):
                replies.append(None)
                try:
                    entry, args, options = self._checks.call(*call)
                    entry.method_on(pipe)(*args, **options)
                    sent.append((place, entry, options))
                except COMMAND_ERRORS as error:
                    replies[place] = _ours(error)
            try:
                answers = pipe.execute(raise_on_error=False)
            except redis.RedisError as error:
                raise _ours(error) from error
        for (place, entry, options), answer in zip(sent, answers, strict=True):
            if isinstance(answer, Exception):
                replies[place] = _ours(answer)
            else:
                replies[place] = _restored(entry, answer, options, float)
        return replies

    def check(self) -> None:
        """Raise `ConnectionError` unless the Redis server answers."""
        try:
            self._redis.ping()
        except redis.RedisError as error:
            raise ConnectionError(f"{self} does not answer: {error}") from error

    def __str__(self) -> str:
        """Return where the server is, without credentials."""
        settings = self._redis.connection_pool.connection_kwargs
        if "path" in settings:
            return f"redis at unix://{settings['path']}"
        return f"redis at {settings.get('host', 'localhost')}:{settings.get('port', 6379)}"

    def close(self) -> None:
        """Close the connections to the Redis server."""
        self._redis.close()


@surface(counted_request_method, iterators=False)
class _Checks(SyncQueue, PipelineCommands):
    """Checks the arguments of one call at a time."""

    def call(self, entry: Entry, args: list[Any], options: dict[str, Any]) -> Call:
        """Return the call with its arguments as plain data, or raise what is wrong with them."""
        getattr(_Checks, entry.name)(self, *args, **options)
        ((call,), _) = self._take()
        return call


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
    for theirs, ours in _OUR_ERRORS:
        if isinstance(error, theirs) and not isinstance(error, ours):
            return ours(*error.args)
    return error
