"""Hundreds of clients that wait at one server: who is served, and what it costs everybody else."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import redis
import socketio
from harness import serve_in_thread, start_server, stop_process
from redises import wait_until

import znsocket
from znsocket.exceptions import ConnectionError
from znsocket.server.dispatch import Dispatcher
from znsocket.server.pending import Pending

CLIENTS = 100


@pytest.fixture(scope="module", params=["memory", "redis"])
def process(request: pytest.FixtureRequest, redis_url: str) -> Any:
    """A server on eventlet, on either store: its process, its URL and how many calls wait."""
    # Calls that wait need none of these connections.
    options = () if request.param == "memory" else ("--storage", f"{redis_url}?max_connections=3")
    process, url = start_server(*options)
    yield process, url
    assert stop_process(process) == 0


def threads_of(process: subprocess.Popen[Any]) -> int:
    """Return how many threads a process has."""
    return len(list(Path(f"/proc/{process.pid}/task").iterdir()))


async def connected(url: str, count: int) -> list[znsocket.AsyncClient[str]]:
    """Return clients, connected."""
    clients = [znsocket.AsyncClient(url, connect_wait_timeout=20) for _ in range(count)]
    for client in clients:
        await client.connect()
    return clients


async def close(clients: list[znsocket.AsyncClient[str]]) -> None:
    """Close clients."""
    await asyncio.gather(*(client.close() for client in clients))


def test_a_hundred_clients(process: Any) -> None:
    server, url = process

    async def run() -> None:
        clients = await connected(url, CLIENTS + 1)
        *waiting, other = clients
        await other.flushall()
        before = threads_of(server)
        order: list[int] = []
        calls = []

        async def wait(number: int, client: znsocket.AsyncClient[str]) -> tuple[int, Any]:
            reply = await client.blpop(["x", "queue"], 0)
            order.append(number)
            return number, reply

        for number, client in enumerate(waiting):
            calls.append(asyncio.create_task(wait(number, client)))
            await asyncio.sleep(0)
            await other.ping()
            # A call reaches Redis over a connection that has to be made first.
            await asyncio.sleep(0.02 if number < 10 else 0)
        await asyncio.sleep(0.5)
        assert threads_of(server) == before

        times = []
        for _ in range(200):  # everybody else's commands go on, those of who waits included
            begin = time.monotonic()
            await waiting[0].incr("n")
            times.append(time.monotonic() - begin)
        assert sorted(times)[100] < 0.02
        assert not order

        for number in range(10):
            await other.rpush("queue", number)
        await (
            other.pipeline()
            .rpush("queue", *range(10, 50))
            .rpush("queue", *range(50, CLIENTS))
            .execute()
        )
        replies = dict(await asyncio.wait_for(asyncio.gather(*calls), 20))
        assert [replies[number] for number in range(10)] == [("queue", str(n)) for n in range(10)]
        assert sorted(int(reply[1]) for reply in replies.values()) == list(range(CLIENTS))
        assert await other.dbsize() == 1
        await close(clients)

    asyncio.run(run())


def test_timeouts_and_clients_that_leave_take_nothing(process: Any) -> None:
    _, url = process

    async def run() -> None:
        clients = await connected(url, 5)
        leaves, times_out, cancelled, stays, other = clients
        await other.flushall()
        gone = asyncio.create_task(leaves.blpop("queue", 0))
        late = asyncio.create_task(times_out.blpop("queue", 0.2))
        given_up = asyncio.create_task(cancelled.blpop("queue", 0))
        await asyncio.sleep(0.1)
        served = asyncio.create_task(stays.blpop("queue", 0))
        await asyncio.sleep(0.05)
        await leaves.close()
        with pytest.raises(ConnectionError):
            await gone
        given_up.cancel()
        assert await late is None
        assert await cancelled.ping() is True
        await asyncio.sleep(0.1)
        assert await other.rpush("queue", "a") == 1
        assert await asyncio.wait_for(served, 5) == ("queue", "a")
        assert await other.exists("queue") == 0
        await close(clients)

    asyncio.run(run())


#: Each command that waits, on keys of its own.
WAITS = {
    "blpop": (["blpop"], {}),
    "brpop": (["brpop"], {}),
    "blmove": (["blmove", "to", 0], {}),
    "brpoplpush": (["brpoplpush", "to", 0], {}),
    "blmpop": ([0, 1, "blmpop"], {"direction": "LEFT"}),
    "bzpopmin": (["bzpopmin"], {}),
    "bzpopmax": (["bzpopmax"], {}),
    "bzmpop": ([0, 1, ["bzmpop"]], {"min": True}),
    "xread": ([{"xread": "$"}], {"block": 0}),
    "xreadgroup": (["g", "c", {"xreadgroup": ">"}], {"block": 0}),
}

WAITING_PROCESS = f"""
import sys, threading, znsocket
r = znsocket.Client(sys.argv[1])
for name, (args, options) in {WAITS!r}.items():
    threading.Thread(target=getattr(r, name), args=args, kwargs=options).start()
print("waits", flush=True)
"""


def test_a_process_that_is_killed_takes_nothing(process: Any) -> None:
    _, url = process
    with znsocket.Client(url) as client:
        client.flushall()
        client.xgroup_create("xreadgroup", "g", mkstream=True)
        waiting = subprocess.Popen(
            [sys.executable, "-c", WAITING_PROCESS, url], stdout=subprocess.PIPE, text=True
        )
        assert waiting.stdout is not None
        waiting.stdout.readline()
        blocked(client, len(WAITS))
        waiting.send_signal(signal.SIGKILL)
        waiting.wait()
        waiting.stdout.close()
        blocked(client, 0)
        for name in WAITS:
            fill(client, name)
        assert client.exists("to") == 0
        for name in WAITS:
            held = (
                client.xlen if name[0] == "x" else client.zcard if name[1] == "z" else client.llen
            )
            assert held(name) == 1, name
        assert client.xpending("xreadgroup", "g")["pending"] == 0


def blocked(client: znsocket.Client[str], count: int) -> None:
    """Wait until so many calls wait at the store."""
    deadline = time.monotonic() + 20
    while client.info("clients")["blocked_clients"] != count:
        assert time.monotonic() < deadline, client.info("clients")
        time.sleep(0.01)


def fill(client: znsocket.Client[str], name: str) -> None:
    """Put something into the key that is named as a command that waits for it."""
    if name.startswith("x"):
        client.xadd(name, {"f": "v"})
    elif name.startswith("bz"):
        client.zadd(name, {"a": 1})
    else:
        client.rpush(name, "a")


def test_one_client_waits_in_many_threads(process: Any) -> None:
    _, url = process
    with znsocket.Client(url) as client:
        client.flushall()
        client.xgroup_create("xreadgroup", "g", mkstream=True)
        replies: dict[str, Any] = {}

        def wait(name: str) -> None:
            args, options = WAITS[name]
            replies[name] = getattr(client, name)(*args, **options)

        threads = [threading.Thread(target=wait, args=(name,)) for name in WAITS]
        for thread in threads:
            thread.start()
        blocked(client, len(WAITS))
        assert not replies
        for name in WAITS:
            fill(client, name)
        for thread in threads:
            thread.join(20)
        assert replies.keys() == WAITS.keys()
        assert all(replies.values())


def test_awaited_calls_that_are_given_up_take_nothing(process: Any) -> None:
    _, url = process

    async def run() -> None:
        async with znsocket.AsyncClient(url) as client:
            await client.flushall()
            await client.xgroup_create("xreadgroup", "g", mkstream=True)
            for ends in (False, True):
                calls = [
                    asyncio.create_task(getattr(client, name)(*args, **options))
                    for name, (args, options) in WAITS.items()
                ]
                with znsocket.Client(url) as other:
                    await asyncio.to_thread(blocked, other, len(WAITS))
                    if ends:
                        for call in calls:
                            call.cancel()
                        await asyncio.to_thread(blocked, other, 0)
                    for name in WAITS:
                        await asyncio.to_thread(fill, other, name)
                replies = await asyncio.gather(*calls, return_exceptions=True)
                if ends:
                    assert {type(reply) for reply in replies} == {asyncio.CancelledError}
                else:
                    assert all(reply and not isinstance(reply, Exception) for reply in replies)
            names = [name for name in WAITS if not name.startswith("x")]
            assert await client.exists(*names) == len(names)

    asyncio.run(run())


def test_call_outlives_the_clients_own_timeout(process: Any) -> None:
    _, url = process
    with znsocket.Client(url) as client, znsocket.Client(url) as other:
        client.flushall()
        client.timeout = 1
        push = threading.Timer(1.5, other.rpush, args=("queue", "a"))
        push.start()
        assert client.blpop("queue", 0) == ("queue", "a")
        assert client.blpop("queue", 0.3) is None
        assert client.brpoplpush("queue", "to", 0.3) is None


def test_a_server_that_ends_ends_the_calls() -> None:
    server, url = start_server()
    with znsocket.Client(url) as client:
        raised: list[Exception] = []

        def wait() -> None:
            try:
                client.blpop("queue", 0)
            except Exception as error:  # noqa: BLE001 - it is looked at
                raised.append(error)

        thread = threading.Thread(target=wait)
        thread.start()
        time.sleep(0.2)
        assert stop_process(server) == 0
        thread.join(timeout=10)
        assert [type(error) for error in raised] == [ConnectionError]


def test_other_clients_can_wait_too(process: Any) -> None:
    _, url = process
    with znsocket.Client(url) as client, socketio.SimpleClient() as old:
        client.flushall()
        old.connect(url.replace("znsocket://", "http://"), namespace="/znsocket")
        replies: list[Any] = []
        thread = threading.Thread(
            target=lambda: replies.append(old.call("blpop", [["queue"], {"timeout": 5}]))
        )
        thread.start()
        time.sleep(0.2)
        client.rpush("queue", "a")
        thread.join(timeout=10)
        assert replies == [{"data": ["queue", "a"]}]
        assert old.call("blpop", [["queue", 0.05], {}]) == {"data": None}
        answer = old.call("blpop", [["queue", -1], {}])
        assert answer == {"error": {"msg": "timeout is negative", "type": "ResponseError"}}


@pytest.mark.parametrize("mode", ["threading", "asgi"])
def test_a_client_that_leaves_before_its_call_is_known(
    mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, gone = threading.Event(), threading.Event()
    original = Dispatcher.answer

    def answer(*args: Any) -> Any:
        reply = original(*args)
        if isinstance(reply, Pending):
            begun.set()
            gone.wait(20)
        return reply

    monkeypatch.setattr(Dispatcher, "answer", answer)
    storage = znsocket.Storage()
    monkeypatch.setattr(type(storage), "waits", True)  # so that answers have threads in each mode
    with serve_in_thread(storage=storage, async_mode=mode) as url, znsocket.Client(url) as other:
        old = socketio.SimpleClient()
        old.connect(url.replace("znsocket://", "http://"), namespace="/znsocket")
        old.emit("blpop", [["queue"], {"timeout": 0}])
        assert begun.wait(10)
        blocked(other, 1)
        old.disconnect()
        wait_until(lambda: other.info("clients")["connected_clients"] == 1)
        gone.set()
        blocked(other, 0)
        assert other.rpush("queue", "a") == 1
        assert other.llen("queue") == 1


def test_nothing_is_left_in_redis(redis_server: str, redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as probe:

        def blocked(count: int) -> None:
            deadline = time.monotonic() + 5
            while probe.info("clients")["blocked_clients"] != count:
                assert time.monotonic() < deadline, probe.info("clients")
                time.sleep(0.01)

        def wait() -> None:
            with pytest.raises(ConnectionError):
                client.blpop("queue", 0)

        client = znsocket.Client(redis_server)
        threads = [threading.Thread(target=wait) for _ in range(5)]
        for thread in threads:
            thread.start()
        blocked(5)
        client.close()
        blocked(0)
        for thread in threads:
            thread.join(timeout=5)
