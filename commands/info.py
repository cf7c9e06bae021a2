"""What the store, its server and their process tell of themselves."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable
from typing import Annotated, Any

from znsocket.commands.process import VERSION, peak_octets, resident_octets, system_octets
from znsocket.keyspace import Keyspace
from znsocket.registry import Value, command
from znsocket.registry.replies import Shape

#: The version of Redis whose commands and replies these are.
REDIS_VERSION = "7.0.15"

Facts = dict[str, Any]
Info = Annotated[Facts, Shape("dict[str, Any]", dict)]

_DAY = 24 * 60 * 60


@command(group="server", complexity="O(1)", since="1.0.0", may_be_empty=True)
def info(db: Keyspace, section: Value | None = None, *args: Value) -> Info:
    """Return facts and figures about the server.

    On Redis they are those of Redis, of a cluster those of one of its servers. Otherwise they are
    of the process that has the store: in ``server`` also the version of znsocket, and an uptime
    since the store was made; in ``clients`` those of the servers before it; in ``memory`` that of
    the whole process, where the operating system tells it; and in ``commandstats`` the commands
    that came over the wire, those of one pipeline each with the same share of its time.

    Parameters
    ----------
    section : str, optional
        ``"server"``, ``"clients"``, ``"memory"``, ``"stats"``, ``"cpu"``, ``"commandstats"`` or
        ``"keyspace"``; ``"default"``, all but ``commandstats``, without any; ``"all"`` or
        ``"everything"``.
    *args : str
        More sections.

    Returns
    -------
    dict
        Empty for a section that there is none of.

    Examples
    --------
    >>> r.mset({"a": 1, "b": 2})
    True
    >>> r.info("keyspace")["db0"]["keys"]
    2
    >>> info = r.info()
    >>> info["redis_mode"], info["used_memory"] > 0
    ('standalone', True)
    """
    asked = {str(one).lower() for one in ("default" if section is None else section, *args)}
    everything = bool(asked & {"all", "everything"})
    facts: Facts = {}
    for name, tell in _SECTIONS.items():
        by_default = "default" in asked and name != "commandstats"
        if everything or by_default or name in asked:
            facts.update(tell(db))
    return facts


def _server(db: Keyspace) -> Facts:
    statistics = db.statistics
    port = {} if statistics.port is None else {"tcp_port": statistics.port}
    return {
        "redis_version": REDIS_VERSION,
        "znsocket_version": VERSION,
        "redis_mode": "standalone",
        "os": f"{platform.system()} {platform.release()} {platform.machine()}",
        "arch_bits": 64 if sys.maxsize > 2**32 else 32,
        "python_version": platform.python_version(),
        "process_id": os.getpid(),
        "run_id": statistics.run_id,
        **port,
        "server_time_usec": time.time_ns() // 1000,
        "uptime_in_seconds": int(statistics.uptime),
        "uptime_in_days": int(statistics.uptime / _DAY),
        "executable": sys.executable,
    }


def _clients(db: Keyspace) -> Facts:
    return {
        "connected_clients": sum(count() for count in db.statistics.clients),
        "blocked_clients": db.observed.waiting,
    }


def _memory(db: Keyspace) -> Facts:
    resident = resident_octets()
    sizes = {
        "used_memory": resident,
        "used_memory_rss": resident,
        "used_memory_peak": peak_octets(),
        "total_system_memory": system_octets(),
    }
    facts: Facts = {}
    for name, size in sizes.items():
        if size is not None:
            facts[name] = size
            facts[f"{name}_human"] = _human(size)
    return facts | {"maxmemory": 0, "maxmemory_human": _human(0), "maxmemory_policy": "noeviction"}


def _human(size: int) -> str:
    """Return a number of octets as Redis abbreviates it.

    Examples
    --------
    >>> _human(1000), _human(1536), _human(5 * 1024**3)
    ('1000B', '1.50K', '5.00G')
    """
    amount, unit = float(size), "B"
    for larger in "KMGTP":
        if amount < 1024:  # noqa: PLR2004 - that is what the units are made of
            break
        amount, unit = amount / 1024, larger
    return f"{size}B" if unit == "B" else f"{amount:.2f}{unit}"


def _stats(db: Keyspace) -> Facts:
    calls = sum(figures.calls for figures in tuple(db.statistics.commands.values()))
    return {
        "total_commands_processed": calls,
        "pubsub_channels": len(db.channels.by_channel),
        "pubsub_patterns": len(db.channels.by_pattern),
    }


def _cpu(db: Keyspace) -> Facts:
    times = os.times()
    return {
        "used_cpu_sys": times.system,
        "used_cpu_user": times.user,
        "used_cpu_sys_children": times.children_system,
        "used_cpu_user_children": times.children_user,
    }


def _commandstats(db: Keyspace) -> Facts:
    facts: Facts = {}
    for name, figures in tuple(db.statistics.commands.items()):
        microseconds = figures.nanoseconds / 1000
        facts[f"cmdstat_{name}"] = {
            "calls": figures.calls,
            "usec": round(microseconds),
            "usec_per_call": round(microseconds / max(figures.calls, 1), 2),
            "rejected_calls": figures.refused,
            "failed_calls": figures.failed,
        }
    return facts


def _keyspace(db: Keyspace) -> Facts:
    db.forget_due()
    if not db.data:
        return {}
    return {
        "db0": {
            "keys": len(db.data),
            "expires": len(db.expires),
            "avg_ttl": db.mean_lifetime(),
        }
    }


_SECTIONS: dict[str, Callable[[Keyspace], Facts]] = {
    "server": _server,
    "clients": _clients,
    "memory": _memory,
    "stats": _stats,
    "cpu": _cpu,
    "commandstats": _commandstats,
    "keyspace": _keyspace,
}
