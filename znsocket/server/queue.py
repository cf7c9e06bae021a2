"""What connects Socket.IO servers: events that one of them emits reach the clients of all."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from typing import Any

import redis
import socketio

from znsocket.registry.channels import EVENTS
from znsocket.storage import RedisStorage, Store

# Seconds between looks at whether a queue is to end, and before the next try to reach Redis.
_PATIENCE = 1.0

logger = logging.getLogger(__name__)

# What begins the URL of a queue in Redis or Valkey, and of those that have a manager of their own.
_REDIS = ("redis", "rediss", "valkey", "valkeys", "unix")
_MANAGERS = {"kafka": socketio.KafkaManager, "zmq": socketio.ZmqManager}


class _EndedError(BaseException):
    """Nobody listens any more."""


class StoreQueue(socketio.RedisManager):  # type: ignore[misc]
    """The queue in the Redis of a store, which ends with its server.

    python-socketio's own looks for a Redis that is away ever more seldom, and for good.

    Parameters
    ----------
    storage : RedisStorage
        The server's.
    """

    def __init__(self, storage: RedisStorage) -> None:
        url, options = storage.queue
        super().__init__(url, channel=EVENTS, redis_options=options)
        self._subscribe: Callable[[], Any] = storage.redis_pubsub
        self._ended = threading.Event()

    def close(self) -> None:
        """Hear no more events."""
        self._ended.set()

    def _listen(self) -> Iterator[bytes]:
        away = False
        while not self._ended.is_set():
            try:
                with contextlib.closing(self._subscribe()) as pubsub:
                    pubsub.subscribe(self.channel)
                    while not self._ended.is_set():
                        message = pubsub.get_message(timeout=_PATIENCE)
                        if away:
                            logger.warning("there are events of other programs again")
                            away = False
                        if message is not None and message["type"] == "message":
                            yield message["data"]
            except (redis.RedisError, OSError) as error:
                if not (away or self._ended.is_set()):
                    logger.warning("events of other programs are lost: %s", error)
                away = True
                self._ended.wait(_PATIENCE)
        raise _EndedError

    def _thread(self) -> None:
        # It takes an end of `_listen`, and every `Exception`, for a mishap.
        with contextlib.suppress(_EndedError):
            super()._thread()


def make_queue(storage: Store, message_queue: str | None, async_mode: str) -> Any:
    """Return the client manager of a server that shares its events with others, or None.

    Parameters
    ----------
    storage : Storage or RedisStorage
        Servers on the same Redis share their events there.
    message_queue : str, optional
        The URL of another queue: in a Redis, ``kafka://``, ``zmq+tcp://``, or one of Kombu's.
    async_mode : str
        The server's.

    Raises
    ------
    RuntimeError
        The queue needs a package that is not installed.
    """
    shared = message_queue or (storage if isinstance(storage, RedisStorage) else None)
    if shared is None:
        return None
    if async_mode == "asgi":
        return _async_queue(shared)
    if not _patched(async_mode):
        logger.warning(
            "events of other servers are not received: the standard library is not patched for %s",
            async_mode,
        )
        return None
    if isinstance(shared, RedisStorage):
        return StoreQueue(shared)
    if _kind(shared) in _REDIS:
        return socketio.RedisManager(shared, channel=EVENTS)
    return _MANAGERS.get(_kind(shared), socketio.KombuManager)(shared)


def _async_queue(shared: RedisStorage | str) -> Any:
    url, options = (shared, {}) if isinstance(shared, str) else shared.queue
    if _kind(url) in _REDIS:
        return socketio.AsyncRedisManager(url, channel=EVENTS, redis_options=options)
    return socketio.AsyncAioPikaManager(url)


def _kind(url: str) -> str:
    return url.partition(":")[0].partition("+")[0]


def _patched(async_mode: str) -> bool:
    """Tell whether waiting for a queue lets the rest of the server go on."""
    if async_mode == "eventlet":
        from eventlet.patcher import is_monkey_patched

        return bool(is_monkey_patched("socket"))
    if async_mode == "gevent":
        from gevent.monkey import is_module_patched

        return bool(is_module_patched("socket"))
    return True
