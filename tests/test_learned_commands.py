"""Clients that were not given a module learn its commands from the server."""

from __future__ import annotations

import asyncio
import doctest
import inspect
import logging
import pydoc
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from harness import serve_in_thread
from own_module import MODULE

import znsocket
from znsocket.client.learned import Learned
from znsocket.commands import registry
from znsocket.exceptions import DataError, ResponseError
from znsocket.registry import Entry
from znsocket.registry.descriptions import describe, entry_of

#: An entry whose reply has a type of its own, which a client that does not know it gets as it came.
OWN_REPLIES = {"sort"}

BUILT_IN = [entry for entry in registry if not entry.iterates and not entry.builder]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server in another process, which has commands that this one does not know."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "limits.py").write_text(MODULE)
    command = [sys.executable, "-m", "znsocket", "--port", "0", "--commands", "limits"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder)
    assert process.stdout is not None
    yield process.stdout.readline().split()[2]
    process.terminate()
    process.communicate(timeout=10)


@pytest.fixture
def client(url: str) -> Iterator[Any]:
    with znsocket.Client(url) as client:
        client.flushall()
        yield client


def test_methods_of_the_client_and_its_pipelines(client: Any) -> None:
    assert "count_up_to" not in registry
    assert "limits" not in sys.modules
    assert client.count_up_to("seats", 1) == 1
    assert client.count_up_to(name="seats", limit=1) == -1
    assert client.call("count_up_to", "seats", 2) == 2
    assert client.pipeline().count_up_to("seats", 3).incr("seats").count_here().execute() == [
        *(3, 4, 1),
    ]


def test_methods_of_the_asyncio_client_and_its_pipelines(url: str, client: Any) -> None:
    async def main() -> list[Any]:
        async with znsocket.AsyncClient(url) as r:
            own: Any = r
            replies = [await own.count_up_to("seats", 1), await own.call("count_up_to", "seats", 2)]
            return [*replies, *await own.pipeline().count_up_to("seats", 3).execute()]

    assert asyncio.run(main()) == [1, 2, 3]


def test_signature_and_docstring(client: Any) -> None:
    method = client.count_up_to
    assert str(inspect.signature(method)) == "(name: 'KeyT', limit: 'int') -> 'int'"
    assert method.__doc__.startswith("Count, up to a limit.\n")
    assert "Examples" in pydoc.plain(pydoc.render_doc(method))
    assert {"count_up_to", "hset", "close"} <= set(dir(client))
    assert "count_up_to" in dir(client.pipeline())


def test_what_is_wrong_with_a_call(client: Any) -> None:
    with pytest.raises(TypeError, match="missing a required argument: 'limit'"):
        client.count_up_to("seats")
    with pytest.raises(DataError, match="Invalid input of type: 'object'"):
        client.count_up_to(object(), 3)
    with pytest.raises(ResponseError, match="value is not an integer or out of range"):
        client.count_up_to("seats", "many")
    for owner in (client, client.pipeline()):
        with pytest.raises(AttributeError, match="object has no attribute 'count_down'"):
            owner.count_down("seats")


def test_again_after_the_connection_was_lost(client: Any) -> None:
    client.sio.eio.ws.close()
    for _ in range(100):
        try:
            assert client.count_up_to("seats", 1) == 1
            break
        except znsocket.exceptions.ConnectionError:
            continue


def test_a_client_of_a_process_that_has_them_asks_nothing() -> None:
    with serve_in_thread() as url, znsocket.Client(url) as client:
        assert client.call("server_config")["commands"] == []
        assert client.call("describe_commands", ["get"]) == []
        with pytest.raises(TypeError, match="takes a list of names"):
            client.call("describe_commands", "get")


class Told:
    """A client that calls one command as if it had learned it."""

    def __init__(self, client: Any, entry: Entry) -> None:
        self._client = client
        self._learned = Learned()
        self._learned.replace([describe(entry)])

    def __getattr__(self, name: str) -> Any:
        if name in self._learned:
            return self._learned.method(self._client, name)
        return getattr(self._client, name)


@pytest.mark.parametrize(
    "entry",
    [entry for entry in BUILT_IN if entry.name not in OWN_REPLIES],
    ids=lambda entry: entry.name,
)
def test_examples_of_all_commands_as_if_they_were_learned(
    entry: Entry, surface_by_name: Callable[[str], Any], capsys: Any
) -> None:
    r = Told(surface_by_name("client"), entry)
    examples = doctest.DocTestParser().get_doctest(entry.doc, {"r": r}, entry.name, None, None)
    runner = doctest.DocTestRunner(optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
    runner.run(examples)
    assert runner.failures == 0, capsys.readouterr().out


@pytest.mark.parametrize("entry", BUILT_IN, ids=lambda entry: entry.name)
def test_an_entry_is_what_was_described(entry: Entry) -> None:
    learned = entry_of(describe(entry))
    said = [(one.name, one.variadic, one.keyword, one.option) for one in entry.arguments]
    assert [(o.name, o.variadic, o.keyword, o.option) for o in learned.arguments] == said
    assert (learned.doc, learned.blocking, learned.group) == (
        *(entry.doc, entry.blocking, entry.group),
    )


def described(**changes: Any) -> Any:
    """Return a description with something else in it."""
    return {**describe(registry["expire"]), **changes}


def parameters(**changes: Any) -> list[Any]:
    first, *others = describe(registry["expire"])["parameters"]
    return [{**first, **changes}, *others]


@pytest.mark.parametrize(
    "description",
    [
        None,
        [],
        {},
        described(name="__class__"),
        described(name="_ask"),
        described(name="a b"),
        described(name="def"),
        described(name=3),
        described(parameters=parameters(name="x=print('received')")),
        described(parameters=parameters(name="x.y")),
        described(parameters=parameters(kind="other")),
        described(parameters=parameters(default={})),
        described(parameters=parameters(default=3)),
        described(parameters=parameters(type=[])),
        described(reply="print('received')"),
        described(reply="__import__('os').system"),
        described(reply="list[print]"),
        described(reply="dict[T]"),
        described(reply="list[" * 1000 + "T" + "]" * 1000),
        described(reply="list[" * 5000 + "T" + "]" * 5000),
        described(reply=3),
    ],
)
def test_what_is_no_description(
    description: Any, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(DataError, match="the description of a command is wrong"):
        entry_of(description)
    learned = Learned()
    with caplog.at_level(logging.WARNING):
        learned.replace([description, describe(registry["get"])])
    assert "a command of the server's cannot be used" in caplog.text
    assert list(learned) == ["get"]
    assert capsys.readouterr().out == ""


def test_types_that_are_shown_are_made_of_known_names() -> None:
    for accepts, shown in [
        ("Mapping[str, int] | Iterable[EncodableT]", "Mapping[str, int] | Iterable[EncodableT]"),
        ("__import__('os')", "Any"),
        ("print", "Any"),
        ("int[", "Any"),
    ]:
        entry = entry_of(described(parameters=parameters(type="Own", accepts=accepts)))
        assert entry.arguments[0].parameter.accepts == shown


def test_no_name_hides_what_a_client_has() -> None:
    with serve_in_thread() as url, znsocket.Client(url) as client:
        client._learned.replace([described(name="close"), described(name="hset")])
        assert client.hset("a", "b", "c") == 1
