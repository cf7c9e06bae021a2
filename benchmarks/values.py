"""Values of every size."""

from __future__ import annotations

import time
from typing import Any

from benchmarks.row import OLD, OURS, REDIS, Row, at_least, at_most

_MIB = 1 << 20
_LARGE = 100_000_000


def set_value(peer: Any, value: Any) -> float:
    """Return the seconds to ``set`` a value."""
    client = peer.client()
    start = time.perf_counter()
    client.set("value", value)
    taken = time.perf_counter() - start
    client.delete("value")
    return taken


def get_value(peer: Any, value: Any) -> float:
    """Return the seconds to ``get`` a value."""
    client = peer.client()
    client.set("value", value)
    start = time.perf_counter()
    client.get("value")
    taken = time.perf_counter() - start
    client.delete("value")
    return taken


def _array(peer: Any) -> Any:
    import numpy as np
    import znjson

    import znsocket

    arrays = znsocket.Dict(
        peer.client(), "arrays", socket=peer.client(), converter=[znjson.converter.NumpyConverter]
    )
    return arrays, np.random.default_rng(0).random(_MIB)


def write_array(peer: Any) -> float:
    """Return the seconds to write a numpy array of 8 MiB into a dict."""
    arrays, array = _array(peer)
    start = time.perf_counter()
    arrays["array"] = array
    return time.perf_counter() - start


def read_array(peer: Any) -> float:
    """Return the seconds to read that array."""
    arrays, array = _array(peer)
    arrays["array"] = array
    start = time.perf_counter()
    read = arrays["array"]
    taken = time.perf_counter() - start
    if not (read == array).all():
        raise ValueError("another array came back")
    del arrays["array"]
    return taken


def _text(size: int) -> str:
    return ("some text, not all alike: " + "".join(chr(97 + n * n % 26) for n in range(997))) * (
        size // 1023 + 1
    )


def _sized(size: int, name: str) -> list[Row]:
    peers = (OURS, REDIS)
    rounds = 2 if size > _LARGE else 100
    return [
        Row(
            f"set of {name}",
            lambda peer: set_value(peer, _text(size)[:size]),
            "ms",
            peers,
            group="set by size",
            size=size,
            rounds=rounds,
        ),
        Row(
            f"get of {name}",
            lambda peer: get_value(peer, _text(size)[:size]),
            "ms",
            peers,
            group="get by size",
            size=size,
            rounds=rounds,
        ),
    ]


ROWS = [
    Row(
        "set of a 16 MB text",
        lambda peer: set_value(peer, _text(16 * _MIB)[: 16 * _MIB]),
        "ms",
        targets=(at_most(3, REDIS),),
        rounds=3,
    ),
    Row(
        "get of a 16 MB text",
        lambda peer: get_value(peer, _text(16 * _MIB)[: 16 * _MIB]),
        "ms",
        targets=(at_most(3, REDIS),),
        rounds=3,
    ),
    Row(
        "8 MiB numpy array in a Dict, write",
        write_array,
        "ms",
        (OURS, OLD),
        (at_least(20, OLD),),
        rounds=3,
    ),
    Row(
        "8 MiB numpy array in a Dict, read",
        read_array,
        "ms",
        (OURS, OLD),
        (at_least(20, OLD),),
        rounds=3,
    ),
    *_sized(1, "1 B"),
    *_sized(1 << 10, "1 KiB"),
    *_sized(1 << 16, "64 KiB"),
    *_sized(1 << 20, "1 MiB"),
    *_sized(1 << 24, "16 MiB"),
    *_sized(500_000_000, "500 MB"),
]
