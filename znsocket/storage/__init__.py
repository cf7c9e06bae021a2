"""The stores: one interface, made from the registry, over this process' memory or over Redis."""

from __future__ import annotations

import redis

from znsocket.storage.embedded import COMMAND_ERRORS, Storage
from znsocket.storage.pipeline import StoragePipeline
from znsocket.storage.redis_store import RedisStorage
from znsocket.storage.waits import Waits

__all__ = [
    "COMMAND_ERRORS",
    "MemoryStorage",
    "RedisStorage",
    "Storage",
    "StoragePipeline",
    "Store",
    "Waits",
    "open_storage",
]

MemoryStorage = Storage
Store = Storage | RedisStorage


def open_storage(storage: Store | redis.Redis | redis.RedisCluster | str | None) -> Store:
    """Return the store that `storage` names.

    Parameters
    ----------
    storage : Storage, RedisStorage, redis.Redis, redis.RedisCluster, str or None
        ``"memory"`` or None for a new embedded store; a store for itself; for Redis a URL or a
        client, with whose settings the store makes connections of its own.

    Raises
    ------
    ValueError
        A text that is neither.

    Notes
    -----
    ======================================================  ==================================
    ``redis://[user:password@]host[:port][/database]``      one server
    ``rediss://...``                                        one server, over TLS
    ``unix:///path/to/socket[?db=database]``                one server, over a Unix socket
    ``redis+sentinel://host[:port],.../service[/database]`` the master that sentinels name
    ``redis+cluster://host[:port],...``                     a Redis Cluster
    ======================================================  ==================================

    The last two also as ``rediss+``, over TLS. A query has settings of redis-py's connections:
    ``?max_connections=50&socket_timeout=5&socket_connect_timeout=5`` are the defaults, and
    ``timeout`` is how many seconds a call waits for a connection when all are in use, by default
    those of ``socket_timeout``. ``sentinel_username`` and ``sentinel_password`` are for the
    sentinels themselves.

    Examples
    --------
    >>> open_storage("memory").set("a", 1)
    True
    """
    if storage is None or storage == "memory":
        return Storage()
    if isinstance(storage, (redis.Redis, redis.RedisCluster, str)):
        return RedisStorage(storage)
    return storage
