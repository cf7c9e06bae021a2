"""What a type checker has to see: read by mypy, not run."""

from collections.abc import AsyncIterator, Iterator

from typing_extensions import assert_type

import znsocket


def sync_surfaces(client: znsocket.Client, storage: znsocket.Storage) -> None:
    assert_type(client.hset("users", "user1", "John"), int)
    assert_type(client.hget("users", "user1"), str | None)
    assert_type(client.smembers("tags"), set[str])
    assert_type(client.hgetall("users"), dict[str, str])
    assert_type(client.scan_iter(match="user:*"), Iterator[str])
    assert_type(storage.lrange("queue", 0, -1), list[str])
    assert_type(client.pipeline().set("a", 1).incr("a"), znsocket.Pipeline)


def bytes_surface(client: "znsocket.Client[bytes]") -> None:
    assert_type(client.get("a"), bytes | None)


async def async_surfaces(client: znsocket.AsyncClient) -> None:
    assert_type(await client.hset("users", "user1", "John"), int)
    assert_type(client.scan_iter(), AsyncIterator[str])
    assert_type(client.pipeline().set("a", 1), znsocket.AsyncPipeline)


def mistakes(client: znsocket.Client, pipeline: znsocket.Pipeline) -> None:
    client.hset()  # type: ignore[call-arg]
    client.set("a", "b", colour="red")  # type: ignore[call-arg]
    client.lindex("queue", "last")  # type: ignore[arg-type]
    client.no_such_command()  # type: ignore[attr-defined]
    pipeline.scan_iter()  # type: ignore[attr-defined]
