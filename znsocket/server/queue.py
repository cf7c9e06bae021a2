"""What connects Socket.IO servers: events that one of them emits reach the clients of all."""

from __future__ import annotations

import logging
from typing import Any

import socketio

from znsocket.registry.channels import EVENTS
from znsocket.storage import Store

logger = logging.getLogger(__name__)

# What begins the URL of a queue in Redis or Valkey, and of those that have a manager of their own.
_REDIS = ("redis", "rediss", "valkey", "valkeys", "unix")
_MANAGERS = {"kafka": socketio.KafkaManager, "zmq": socketio.ZmqManager}


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
    url, options = (message_queue, {}) if message_queue else storage.queue
    if url is None:
        return None
    kind = url.partition(":")[0].partition("+")[0]
    if async_mode == "asgi":
        if kind in _REDIS:
            return socketio.AsyncRedisManager(url, channel=EVENTS, redis_options=options)
        return socketio.AsyncAioPikaManager(url)
    if not _patched(async_mode):
        logger.warning(
            "events of other servers are not received: the standard library is not patched for %s",
            async_mode,
        )
        return None
    if kind in _REDIS:
        return socketio.RedisManager(url, channel=EVENTS, redis_options=options)
    return _MANAGERS.get(kind, socketio.KombuManager)(url)


def _patched(async_mode: str) -> bool:
    """Tell whether waiting for a queue lets the rest of the server go on."""
    if async_mode == "eventlet":
        from eventlet.patcher import is_monkey_patched

        return bool(is_monkey_patched("socket"))
    if async_mode == "gevent":
        from gevent.monkey import is_module_patched

        return bool(is_module_patched("socket"))
    return True
