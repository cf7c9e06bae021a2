"""The examples of every entry are true of the TypeScript client, in Node, on both stores."""

from __future__ import annotations

import ast
import doctest
from collections.abc import Iterator
from typing import Any

import pytest
from typescript import JS, TypeScriptClient, build

import znsocket
from znsocket.commands import registry
from znsocket.registry import Entry

pytestmark = pytest.mark.skipif(
    not (JS / "node_modules").exists(), reason="./scripts/test installs what the client needs"
)


@pytest.fixture(scope="module")
def built() -> None:
    build()


@pytest.fixture(scope="module", params=["memory-client", "memory-pipeline", "redis-client"])
def client(request: pytest.FixtureRequest, built: None) -> Iterator[TypeScriptClient]:
    store, mode = request.param.split("-")
    client = TypeScriptClient(request.getfixturevalue(f"{store}_server"), mode)
    yield client
    client.close()


class JavaScriptChecker(doctest.OutputChecker):
    """Compares replies as JavaScript has them: one kind of number, also for all scores."""

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        """Tell whether `got` is what was wanted."""
        if super().check_output(want, got, optionflags):
            return True
        try:
            return bool(_with_floats(ast.literal_eval(want)) == _with_floats(ast.literal_eval(got)))
        except (ValueError, SyntaxError):
            return False


def _with_floats(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return type(value)(map(_with_floats, value))
    return float(value) if isinstance(value, (int, bytes)) else value


@pytest.mark.parametrize("entry", list(registry), ids=lambda entry: entry.name)
def test_examples(entry: Entry, client: TypeScriptClient, capsys: Any) -> None:
    client.flushall()
    examples = doctest.DocTestParser().get_doctest(entry.doc, {"r": client}, entry.name, None, None)
    flags = doctest.IGNORE_EXCEPTION_DETAIL
    runner = doctest.DocTestRunner(checker=JavaScriptChecker(), optionflags=flags)
    runner.run(examples)
    assert runner.failures == 0, capsys.readouterr().out


def test_version_is_pythons() -> None:
    """npm spells versions in another way."""
    version = (JS / "package.json").read_text().partition('"version": "')[2].partition('"')[0]
    assert version.replace("-alpha.", "a") == znsocket.__version__
