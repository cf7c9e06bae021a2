"""What an asyncio client does beyond its commands, which the examples cover."""

from __future__ import annotations

import asyncio
import inspect
import signal
import time
from typing import Any

import pytest
import socketio
from harness import free_port, serve_in_thread, start_server, stop_process, wsgi_server

import znsocket
from znsocket.exceptions import (
    ConnectionError,
    DataError,
    ResponseError,
    TimeoutError,
    UnknownEventError,
)


def test_first_call_connects(server: str) -> None:
    async def main() -> None:
        client = znsocket.AsyncClient.from_url(server)
        assert isinstance(client.sio, socketio.AsyncClient)
        assert await client.set("a", 1) is True
        assert await client.get("a") == "1"
        await client.close()
        await client.close()

    asyncio.run(main())


def test_await_connects_and_aclose_ends_it_as_with_redis_py(server: str) -> None:
    async def main() -> None:
        client = await znsocket.AsyncClient(server)
        assert client.sio.connected
        assert await client.initialize() is client
        await client.aclose()
        assert not client.sio.connected

    asyncio.run(main())


def test_settings_are_those_of_the_client() -> None:
    assert inspect.signature(znsocket.AsyncClient) == inspect.signature(znsocket.Client)


def test_many_tasks_share_a_client(server: str) -> None:
    async def main() -> None:
        async with znsocket.AsyncClient(server) as client:

            async def work(number: int) -> None:
                for step in range(10):
                    key = f"{number}:{step}"
                    await client.set(key, key)
                    assert await client.get(key) == key
                    await client.incr("count")

            await asyncio.gather(*(work(number) for number in range(20)))
            assert await client.get("count") == "200"

    asyncio.run(main())


def test_pipeline(server: str) -> None:
    async def main() -> None:
        async with znsocket.AsyncClient(server) as client:
            async with client.pipeline() as pipe:
                pipe.sadd("s", "a").smembers("s").lpush("s", "b").incr("n")
                assert len(pipe) == 4
                with pytest.raises(ResponseError, match=r"Command # 3 \(LPUSH s b\) of pipeline"):
                    await pipe.execute()
                assert len(pipe) == 0
                assert await pipe.execute() == []
            replies = await client.pipeline().lpush("s", "b").get("n").execute(False)
            assert isinstance(replies[0], ResponseError)
            assert replies[1] == "1"

    asyncio.run(main())


def test_errors(server: str) -> None:
    async def main() -> None:
        async with znsocket.AsyncClient(server) as client:
            with pytest.raises(DataError, match="'NoneType'"):
                await client.set("a", None)
            with pytest.raises(TypeError, match="'value'"):
                await client.set("a")
            with pytest.raises(UnknownEventError, match="'nope'"):
                await client.call("nope")
            assert await client.call("set", "a", 1) is True

    asyncio.run(main())


def test_no_server_names_the_address() -> None:
    address = f"znsocket://127.0.0.1:{free_port()}"
    with pytest.raises(ConnectionError, match=address):
        asyncio.run(znsocket.AsyncClient(address).connect())


def test_bytes(server: str) -> None:
    async def main() -> None:
        async with znsocket.AsyncClient(server, decode_responses=False) as client:
            await client.set("a", b"\xff")
            assert await client.get("a") == b"\xff"
            assert [key async for key in client.scan_iter()] == [b"a"]

    asyncio.run(main())


def test_call_fails_at_once_when_the_server_goes() -> None:
    process, url = start_server()

    async def main() -> None:
        async with znsocket.AsyncClient(url, connect_wait_timeout=0.2) as client:
            await client.ping()
            await asyncio.to_thread(stop_process, process)
            start = time.monotonic()
            with pytest.raises(ConnectionError):
                await client.ping()
            assert time.monotonic() - start < 5

    asyncio.run(main())


def test_closed_client_does_not_come_back() -> None:
    async def main() -> None:
        port = free_port()
        process, url = start_server("--port", str(port))
        client = znsocket.AsyncClient(url, connect_wait_timeout=0.2)
        await client.ping()
        client.sio.reconnection_delay, client.sio.randomization_factor = 0.1, 0
        stop_process(process)
        with pytest.raises(ConnectionError):
            await client.ping()
        await client.close()
        process, _ = start_server("--port", str(port))
        async with znsocket.AsyncClient(url) as other:
            await asyncio.sleep(0.5)
            assert (await other.info("clients"))["connected_clients"] == 1
        stop_process(process)

    asyncio.run(main())


def test_timed_out_call_is_tried_again() -> None:
    """A server that never answers a ping."""
    sio = socketio.Server(async_mode="threading")
    seen = []

    @sio.on("*", namespace="/znsocket")
    def answer(event: str, sid: str, data: Any = None) -> Any:
        if event == "ping":
            seen.append(event)
            time.sleep(0.5)
        return {}

    async def main(url: str) -> None:
        async with znsocket.AsyncClient(url, retry=2) as client:
            client.timeout = 0.1
            with pytest.raises(TimeoutError, match="tried 3 times"):
                await client.ping()

    with wsgi_server(socketio.WSGIApp(sio)) as url:
        asyncio.run(main(url))
        time.sleep(0.6)
    assert len(seen) == 3


def test_timed_out_call_is_sent_once_to_this_server() -> None:
    process, url = start_server()

    async def main() -> None:
        async with znsocket.AsyncClient(url, retry=2) as client:
            client.timeout = 0.1
            process.send_signal(signal.SIGSTOP)
            try:
                with pytest.raises(TimeoutError, match=r"did not answer 'incr' within 0\.3"):
                    await client.incr("n")
            finally:
                process.send_signal(signal.SIGCONT)
            client.timeout = 60
            assert await client.get("n") == "1"

    asyncio.run(main())
    stop_process(process)


def test_calls_keep_their_distance() -> None:
    async def main(url: str) -> None:
        async with znsocket.AsyncClient(url, delay_between_calls=0.05) as client:
            start = time.monotonic()
            await asyncio.gather(*(client.ping() for _ in range(5)))
            assert time.monotonic() - start >= 0.2

    with serve_in_thread() as url:
        asyncio.run(main(url))


def test_refresh_and_adapter_callbacks_may_be_coroutines(server: str) -> None:
    async def main() -> None:
        arrived: asyncio.Queue[Any] = asyncio.Queue()
        async with (
            znsocket.AsyncClient(
                server, refresh_callbacks={"znsocket.Dict:a": arrived.put}
            ) as owner,
            znsocket.AsyncClient(server) as other,
        ):

            async def read(data: dict[str, Any]) -> Any:
                await asyncio.sleep(0)
                return {"data": data["dict_key"]}

            await owner.connect()
            owner.register_adapter_callback("znsocket.Dict:b", read)
            assert await owner.call("register_adapter", key="znsocket.Dict:b") is True
            answer = await other.call("adapter:get", key="znsocket.Dict:b", dict_key="x")
            assert answer == "x"
            notice = {"target": "znsocket.Dict:a", "data": {"keys": ["x"]}}
            await other.sio.emit("refresh", notice, namespace="/znsocket")
            assert await asyncio.wait_for(arrived.get(), 5) == {"keys": ["x"]}

    asyncio.run(main())
