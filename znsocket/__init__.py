"""A Redis-compatible key-value store and live, shared Python collections over websockets.

Examples
--------
>>> from znsocket import Storage
>>> Storage().hset("users", "user1", "John")
1
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from znsocket import abc, exceptions
    from znsocket.client import AsyncClient, AsyncPipeline, Client, Pipeline
    from znsocket.collections import (
        AsyncDict,
        AsyncDictAdapter,
        AsyncList,
        AsyncListAdapter,
        AsyncSegments,
        Dict,
        DictAdapter,
        List,
        ListAdapter,
        Segments,
    )
    from znsocket.server import Server, attach_events
    from znsocket.storage import MemoryStorage, RedisStorage, Storage
    from znsocket.wire import Limits

__version__ = "1.0.0a1"

# Where each public name is; it is imported at its first use, for few programs use all of them.
_PLACES = {
    "AsyncClient": "znsocket.client",
    "AsyncDict": "znsocket.collections",
    "AsyncDictAdapter": "znsocket.collections",
    "AsyncList": "znsocket.collections",
    "AsyncListAdapter": "znsocket.collections",
    "AsyncPipeline": "znsocket.client",
    "AsyncSegments": "znsocket.collections",
    "Client": "znsocket.client",
    "Dict": "znsocket.collections",
    "DictAdapter": "znsocket.collections",
    "Limits": "znsocket.wire",
    "List": "znsocket.collections",
    "ListAdapter": "znsocket.collections",
    "MemoryStorage": "znsocket.storage",
    "Pipeline": "znsocket.client",
    "RedisStorage": "znsocket.storage",
    "Segments": "znsocket.collections",
    "Server": "znsocket.server",
    "Storage": "znsocket.storage",
    "attach_events": "znsocket.server",
}

__all__ = [
    "AsyncClient",
    "AsyncDict",
    "AsyncDictAdapter",
    "AsyncList",
    "AsyncListAdapter",
    "AsyncPipeline",
    "AsyncSegments",
    "Client",
    "Dict",
    "DictAdapter",
    "Limits",
    "List",
    "ListAdapter",
    "MemoryStorage",
    "Pipeline",
    "RedisStorage",
    "Segments",
    "Server",
    "Storage",
    "abc",
    "attach_events",
    "exceptions",
]


def __getattr__(name: str) -> Any:
    if name in ("abc", "exceptions"):
        return importlib.import_module(f"znsocket.{name}")
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_PLACES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
