"""The asyncio collections do what Python's types do, over random operations, on every `r`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from awaited_collections import awaited_dict, awaited_list, awaited_segments
from conftest import open_awaited_peers
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test
from models import STATEFUL
from peers import AWAITED_KINDS
from test_dict_model import DictMachine
from test_list_model import ListMachine
from test_segments_model import SegmentsMachine

# The code is that of the sync collections, so a few runs tell whether it is called right.
FEWER = settings(STATEFUL, max_examples=max(1, STATEFUL.max_examples // 5))

MACHINES: dict[str, tuple[type[RuleBasedStateMachine], dict[str, Any]]] = {
    "list": (ListMachine, {"open": awaited_list}),
    "dict": (DictMachine, {"open": awaited_dict}),
    "segments": (SegmentsMachine, {"open": awaited_segments, "open_list": awaited_list}),
}


@pytest.fixture(params=AWAITED_KINDS)
def awaited_client(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Asyncio clients of every kind in turn, with every key removed."""
    for peers in open_awaited_peers(request):
        yield peers.one()


@pytest.mark.parametrize("kind", MACHINES)
def test_it_is_what_it_is_called_after(kind: str, awaited_client: Any) -> None:
    machine, members = MACHINES[kind]
    made = type("Machine", (machine,), {"r": awaited_client, **members})
    run_state_machine_as_test(made, settings=FEWER)
