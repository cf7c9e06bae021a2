"""Keys of text as items, as on a `redis.Redis`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import redis

import znsocket

PLAIN = ("storage", "client", "redis-storage", "redis-client", "redis-py")


@pytest.fixture(params=PLAIN)
def r(request: pytest.FixtureRequest, surface_by_name: Callable[[str], Any]) -> Any:
    """Every surface that is called and answers, with every key removed."""
    return surface_by_name(request.param)


def test_items_are_texts(r: Any) -> None:
    r["a"] = 1
    assert r["a"] == "1"
    assert "a" in r
    del r["a"]
    assert "a" not in r
    del r["a"]


def test_missing_key_is_a_key_error(r: Any) -> None:
    with pytest.raises(KeyError) as raised:
        r[b"a"]
    assert raised.value.args == (b"a",)


def test_key_of_another_type_is_an_error(r: Any) -> None:
    r.rpush("list", "a")
    assert "list" in r
    with pytest.raises(redis.ResponseError, match="WRONGTYPE"):
        r["list"]
    with pytest.raises(redis.DataError, match="Invalid input of type: 'dict'"):
        r["a"] = {}


def test_bytes_where_nothing_is_decoded(memory_server: str) -> None:
    with znsocket.Client(memory_server, decode_responses=False) as client:
        client["a"] = b"\xff"
        assert client["a"] == b"\xff"


def test_pipelines_queue_them(r: Any) -> None:
    pipeline = r.pipeline()
    pipeline["a"] = 1
    assert pipeline["a"] is pipeline
    del pipeline["a"]
    assert pipeline.execute() == [True, "1", 1]


def test_asyncio_clients_have_none(memory_server: str) -> None:
    client = znsocket.AsyncClient(memory_server)
    with pytest.raises(TypeError):
        client["a"]
