"""The round trips that the pages on lists and dicts promise."""

from __future__ import annotations

import re
from typing import Any

import pytest
from harness import ROOT

import znsocket

#: Items of the lists and dicts here, which the pages call N.
N = 40


def promised() -> list[tuple[str, str, int]]:
    """Return page, operation and round trips of every row of the pages' tables."""
    row = re.compile(r"^\| `(.+?)` \| (\d[\d +N]*)", re.MULTILINE)
    return [
        (page, operation.replace("\\|", "|"), 1 + N if "N" in trips else int(trips))
        for page in ("list", "dict")
        for operation, trips in row.findall((ROOT / f"docs/{page}.md").read_text())
    ]


@pytest.mark.parametrize(("page", "operation", "trips"), promised())
def test_round_trips(
    page: str, operation: str, trips: int, memory_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with znsocket.Client(memory_server) as client:
        client.flushall()
        names: dict[str, Any] = {"i": 20, "j": 22, "value": 5, "values": [1, 2], "key": "5"}
        if page == "list":
            names |= {"one": znsocket.List(client, "a"), "other": []}
            names["one"].extend(range(N))
        else:
            names |= {"one": znsocket.Dict(client, "a"), "other": {}, "pairs": {"a": 1, "b": 2}}
            names["one"].update({f"{at}": at for at in range(N)})
        requests = []
        send = client._send
        monkeypatch.setattr(client, "_send", lambda *args: (requests.append(args), send(*args)))
        exec(operation, names)  # noqa: S102 - the pages are ours
        assert len(requests) == trips


@pytest.mark.parametrize(("page", "kind"), [("list", znsocket.List), ("dict", znsocket.Dict)])
def test_every_method_is_in_its_table(page: str, kind: type) -> None:
    operations = " ".join(operation for of, operation, _ in promised() if of == page)
    methods = [name for name in dir(kind) if callable(getattr(kind, name)) and name[0] != "_"]
    assert [name for name in methods if f"one.{name}(" not in operations] == []
