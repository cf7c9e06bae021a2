"""The stores: one interface, made from the registry, over this process' memory or over Redis."""

from __future__ import annotations

import redis

from znsocket.storage.embedded import COMMAND_ERRORS, Storage
from znsocket.storage.pipeline import StoragePipeline
from znsocket.storage.redis_store import RedisStorage

__all__ = [
    "COMMAND_ERRORS",
    "MemoryStorage",
    "RedisStorage",
    "Storage",
    "StoragePipeline",
    "Store",
    "open_storage",
]

MemoryStorage = Storage
Store = Storage | RedisStorage


def open_storage(storage: Store | redis.Redis | str | None) -> Store:
    """Return the store that `storage` names.

    Parameters
    ----------
    storage : Storage, RedisStorage, redis.Redis, str or None
        ``"memory"`` or None for a new embedded store; a ``redis://``, ``rediss://`` or
        ``unix://`` URL, or a client, for Redis; a store for itself.

    Raises
    ------
    ValueError
        A text that is neither.

    Examples
    --------
    >>> open_storage("memory").set("a", 1)
    True
    """
    if storage is None or storage == "memory":
        return Storage()
    if isinstance(storage, redis.Redis):
        return RedisStorage(storage)
    if isinstance(storage, str):
        if not storage.startswith(("redis://", "rediss://", "unix://")):
            raise ValueError(
                f"storage must be 'memory' or a redis://, rediss:// or unix:// URL, got {storage!r}"
            )
        return RedisStorage(storage)
    return storage
