"""What a call is sent to Redis as, and how a node waits for the answer."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
import redis
from conformance.calls import Call, programs
from hypothesis import HealthCheck, Phase, given, settings
from redises import redis_process

from znsocket.commands import registry
from znsocket.storage.redis_command import _PATTERNS, _recorded
from znsocket.storage.redis_store import _Recording

FEW = settings(
    max_examples=20,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # redis-py's
@pytest.mark.filterwarnings("ignore::UserWarning")
@FEW
@given(programs(None, 200))
def test_it_is_what_redis_py_sends(program: list[Call]) -> None:
    recording: Any = _Recording(0)
    for call in program:
        entry = registry[call.name]
        if entry.redis is not None or entry.iterates:
            continue
        try:
            command = getattr(recording, entry.method)(*call.args, **call.options)
        except (redis.RedisError, TypeError, ValueError):
            continue
        words, flags = _recorded(entry, command.args, command.options)
        assert [(type(one), one) for one in command.words] == [(type(one), one) for one in words]
        assert command.flags == flags


@pytest.mark.parametrize(
    ("name", "args", "options", "words"),
    [
        ("set", ["a", "b"], {}, ("SET", "a", "b")),
        ("set", ["a", "b"], {"ex": 7}, ("SET", "a", "b", "EX", 7)),
        ("hset", ["h"], {"key": "f", "value": "v"}, ("HSET", "h", "f", "v")),
        ("incr", ["n"], {}, ("INCRBY", "n", 1)),
    ],
)
def test_redis_py_is_asked_once(
    name: str, args: list[Any], options: dict[str, Any], words: tuple[Any, ...]
) -> None:
    pattern = _PATTERNS.find(registry[name], args, options)
    assert pattern is not None
    assert pattern.words(args, options) == words


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("setbit", ["bits", 0, 1]),  # sends 1 for any number but 0
        ("bitpos", ["bits", 1]),  # refuses others than 0 and 1
        ("set", ["a", b"1"]),  # may be a packed number
        ("geodist", ["places", "a", "b", "km"]),  # knows units
    ],
)
def test_redis_py_is_asked_each_time_where_values_matter(name: str, args: list[Any]) -> None:
    assert _PATTERNS.find(registry[name], args, {}) is None


def test_others_go_on_while_redis_hangs(tmp_path: Path) -> None:
    program = """
        import os, signal, sys

        import eventlet

        eventlet.monkey_patch()
        import znsocket

        storage = znsocket.RedisStorage(sys.argv[1])
        storage.set("a", 1)
        (connection,) = [one for one in storage._link._pool.pool.queue if one is not None]
        answered = []
        while not os.get_blocking(connection._sock.fileno()):
            storage.get("a")  # until one is answered at once
        os.kill(int(sys.argv[2]), signal.SIGSTOP)
        call = eventlet.spawn(lambda: answered.append(storage.get("a")))
        ticks = 0
        while ticks < 20:
            eventlet.sleep(0.005)
            ticks += 1
        assert answered == []
        os.kill(int(sys.argv[2]), signal.SIGCONT)
        call.wait()
        print(answered)
    """
    with redis_process(tmp_path) as server:
        done = subprocess.run(
            [
                sys.executable,
                "-W",
                "ignore",
                "-c",
                textwrap.dedent(program),
                server.url,
                str(server.pid),
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
    assert (done.stdout, done.stderr) == ("['1']\n", "")
