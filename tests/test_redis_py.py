"""Every method of redis-py is here, or is left out for a reason that the documentation gives."""

from __future__ import annotations

import inspect

import pytest
import redis
import redis.asyncio

import znsocket
from znsocket.commands import registry
from znsocket.commands.left_out import LEFT_OUT
from znsocket.exceptions import UnknownEventError

#: What is no command, with the class that has it.
ELSEWHERE: dict[str, type] = {
    "close": znsocket.Client,
    "from_url": znsocket.Client,
    "lock": znsocket.Client,
    "pipeline": znsocket.Client,
    "pubsub": znsocket.Client,
    "transaction": znsocket.Client,
    "unwatch": znsocket.Pipeline,
    "watch": znsocket.Pipeline,
}

OUT = {name for names in LEFT_OUT.values() for name in names.split()}


def test_every_method_of_redis_py_has_its_place() -> None:
    methods = {name for name, _ in inspect.getmembers(redis.Redis) if not name.startswith("_")}
    commands = {entry.name for entry in registry}
    places = {
        "commands": methods & commands,
        "elsewhere": set(ELSEWHERE),
        "left out": OUT,
    }
    in_two = {
        name: [place for place, names in places.items() if name in names]
        for name in methods
        if sum(name in names for names in places.values()) > 1
    }
    assert not in_two
    assert set().union(*places.values()) == methods


def test_what_is_elsewhere_is_there() -> None:
    for name, where in ELSEWHERE.items():
        assert callable(getattr(where, name))


def test_the_client_of_asyncio_has_what_redis_py_has_there() -> None:
    names = [name for name in dir(redis.asyncio.Redis) if not name.startswith("_")]
    here = {name: hasattr(znsocket.AsyncClient, name) for name in names if name not in OUT}
    assert [name for name in here if not here[name]] == ["unwatch", "watch"]
    assert hasattr(znsocket.AsyncPipeline, "watch")


def test_what_is_left_out_is_an_error(client: znsocket.Client[str]) -> None:
    for name in sorted(OUT):
        with pytest.raises(AttributeError, match=f"'Client' object has no attribute '{name}'"):
            getattr(client, name)
        assert not hasattr(znsocket.AsyncClient, name)
        with pytest.raises(UnknownEventError, match=f"unknown command or message '{name}'"):
            client.call(name)
