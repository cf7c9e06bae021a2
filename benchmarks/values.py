"""Values of every size."""

from __future__ import annotations

import time
from typing import Any

from benchmarks.row import OLD, OURS, REDIS, Row

_MIB = 1 << 20


def set_value(peer: Any, value: Any) -> float:
    """Return the seconds to ``set`` a value."""
    client = peer.client()
    start = time.perf_counter()
    client.set("value", value)
    return time.perf_counter() - start


def get_value(peer: Any, value: Any) -> float:
    """Return the seconds to ``get`` a value."""
    client = peer.client()
    client.set("value", value)
    start = time.perf_counter()
    client.get("value")
    return time.perf_counter() - start


def _text(size: int) -> str:
    return ("some text, not all alike: " + "".join(chr(97 + n * n % 26) for n in range(997))) * (
        size // 1023 + 1
    )


def _sized(size: int, name: str) -> list[Row]:
    peers = (OURS, REDIS)
    return [
        Row(
            f"set of {name}",
            lambda peer: set_value(peer, _text(size)[:size]),
            "ms",
            peers,
            group="set by size",
            size=size,
        ),
        Row(
            f"get of {name}",
            lambda peer: get_value(peer, _text(size)[:size]),
            "ms",
            peers,
            group="get by size",
            size=size,
        ),
    ]


ROWS = [
    Row(
        "set of a 16 MB text",
        lambda peer: set_value(peer, _text(16 * _MIB)[: 16 * _MIB]),
        "ms",
        (OURS, OLD, REDIS),
        "3x redis-py",
    ),
    Row(
        "get of a 16 MB text",
        lambda peer: get_value(peer, _text(16 * _MIB)[: 16 * _MIB]),
        "ms",
        (OURS, OLD, REDIS),
        "3x redis-py",
    ),
    *_sized(1, "1 B"),
    *_sized(1 << 10, "1 KiB"),
    *_sized(1 << 16, "64 KiB"),
    *_sized(1 << 20, "1 MiB"),
    *_sized(1 << 24, "16 MiB"),
    *_sized(500_000_000, "500 MB"),
]
