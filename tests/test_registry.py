"""One entry, every surface: signatures, docstrings, and commands that are added later."""

from __future__ import annotations

import importlib.util
import inspect
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import redis
from harness import ROOT, SURFACES, open_surfaces, serve_in_thread

import znsocket
from znsocket.commands import registry
from znsocket.registry import Entry, command
from znsocket.storage import StoragePipeline

SYNC = (znsocket.Storage, znsocket.RedisStorage, znsocket.Client)
PIPELINES = (znsocket.Pipeline, znsocket.AsyncPipeline, StoragePipeline)
CLASSES = (*SYNC, *PIPELINES, znsocket.AsyncClient)

NEW_MODULE = '''
"""Commands of somebody's own."""

from znsocket.keyspace import Keyspace, ListValue
from znsocket.registry import Int, Key, Text, command


def _lswap_on_redis(r, name, first, second):
    return r.eval(
        """
        local first = redis.call("LINDEX", KEYS[1], ARGV[1])
        local second = redis.call("LINDEX", KEYS[1], ARGV[2])
        redis.call("LSET", KEYS[1], ARGV[1], second)
        redis.call("LSET", KEYS[1], ARGV[2], first)
        return {first, second}
        """,
        1, name, first, second,
    )


@command(group="list", writes=True, complexity="O(1)", redis=_lswap_on_redis)
def lswap(
    db: Keyspace, name: Key[ListValue], first: Int, second: Int = -1
) -> list[Text]:
    """Let two elements change places.

    Examples
    --------
    >>> r.rpush("queue", "a", "b", "c")
    3
    >>> r.lswap("queue", 0)
    ['a', 'c']
    """
    one, other = name.at(first), name.at(second)
    for index, value in ((first, other), (second, one)):
        name.put(index % len(name), value)
    return [one, other]
'''


@pytest.fixture(scope="module")
def new_module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A module with one more entry is imported, and its entry forgotten afterwards."""
    path = tmp_path_factory.mktemp("own") / "somebodys_commands.py"
    path.write_text(NEW_MODULE)
    load(path)
    yield
    registry.remove("lswap")


@pytest.fixture(scope="module")
def surface_with_new_entry(new_module: None, redis_url: str) -> Iterator[Callable[[str], Any]]:
    """The surfaces of servers that run in this process, and so know the new entry."""
    with (
        serve_in_thread() as memory_server,
        serve_in_thread(storage=redis_url) as redis_server,
        open_surfaces(memory_server, redis_server, redis_url) as get,
    ):
        yield get


def load(path: Path) -> ModuleType:
    """Import a module from a file."""
    loader = SourceFileLoader(path.stem, str(path))
    spec = importlib.util.spec_from_loader(path.stem, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def public_parameters(method: Callable[..., Any]) -> list[tuple[str, Any, Any]]:
    """Return name, kind and default of what a caller can give; redis-py's catch-all is none."""
    parameters = inspect.signature(inspect.unwrap(method)).parameters.values()
    return [
        (one.name, one.kind, one.default) for one in parameters if one.kind is not one.VAR_KEYWORD
    ]


@pytest.mark.parametrize(
    "entry",
    [entry for entry in registry if entry.redis is None or entry.builder],
    ids=lambda entry: entry.name,
)
def test_signature_is_redis_pys_on_every_class(entry: Entry) -> None:
    expected = public_parameters(getattr(redis.Redis, entry.name))
    for cls in CLASSES:
        if entry.iterates and cls in PIPELINES:
            assert not hasattr(cls, entry.name)
        else:
            assert public_parameters(getattr(cls, entry.name)) == expected


@pytest.mark.parametrize("entry", list(registry), ids=lambda entry: entry.name)
def test_docstring_is_on_every_class(entry: Entry) -> None:
    assert "Examples\n--------\n>>> " in entry.doc
    for cls in CLASSES:
        if not (entry.iterates and cls in PIPELINES):
            assert getattr(cls, entry.name).__doc__ == entry.doc


def test_async_methods_are_coroutine_functions() -> None:
    assert inspect.iscoroutinefunction(znsocket.AsyncClient.hset)
    assert inspect.isasyncgenfunction(znsocket.AsyncClient.hscan_iter)


def test_help_shows_signature_and_text(client: znsocket.Client) -> None:
    import pydoc

    text = pydoc.plain(pydoc.render_doc(client.hset))
    assert re.search(r"hset\(\s*name", text)
    assert "Examples" in text


@pytest.mark.usefixtures("new_module")
def test_new_entry_is_a_method_everywhere() -> None:
    for cls in CLASSES:
        names = [name for name, _, _ in public_parameters(cls.lswap)]
        assert names == ["self", "name", "first", "second"]
        assert "change places" in cls.lswap.__doc__


@pytest.mark.parametrize("name", [name for name in SURFACES if name != "redis-py"])
def test_new_entry_works_on_every_surface(
    name: str, surface_with_new_entry: Callable[[str], Any]
) -> None:
    r = surface_with_new_entry(name)
    r.rpush("queue", "a", "b", "c")
    assert r.lswap("queue", 0) == ["a", "c"]
    assert r.lrange("queue", 0, -1) == ["c", "b", "a"]
    r.set("text", "x")
    with pytest.raises(znsocket.exceptions.ResponseError, match="WRONGTYPE"):
        r.lswap("text", 0)


@pytest.mark.usefixtures("new_module")
def test_new_entry_is_in_the_stubs_and_the_reference() -> None:
    generate = load(ROOT / "scripts" / "generate.py")
    assert generate.stubs().count("def lswap(") == 3
    assert "| `lswap` | Let two elements change places. |" in generate.table()


def test_removed_entry_is_gone_everywhere() -> None:
    def short_lived(db: Any) -> int:
        """Do nothing."""
        return 0

    command(group="list")(short_lived)
    assert all(hasattr(cls, "short_lived") for cls in CLASSES)
    registry.remove("short_lived")
    assert not any(hasattr(cls, "short_lived") for cls in CLASSES)


def test_name_that_is_taken_names_both_places() -> None:
    def lpush(db: Any) -> int:
        """Do nothing."""
        return 0

    with pytest.raises(ValueError, match=r"'lpush' at .*test_registry\.py:\d+ is taken by .*/list"):
        command(group="list")(lpush)


def test_name_of_a_classes_own_method_is_refused() -> None:
    def pipeline(db: Any) -> int:
        """Do nothing."""
        return 0

    with pytest.raises(ValueError, match=r"would hide"):
        command(group="list")(pipeline)
    assert "pipeline" not in registry


def test_generated_files_are_current() -> None:
    subprocess.run([sys.executable, ROOT / "scripts" / "generate.py", "--check"], check=True)
