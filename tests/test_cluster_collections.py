"""Collections on a Redis Cluster, by every method, and what is refused for its keys' slots."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from harness import start_server, stop_process
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test
from models import STATEFUL
from redises import redis_cluster
from test_dict_model import DictMachine
from test_list_model import ListMachine
from test_segments_model import SegmentsMachine

import znsocket
from znsocket import Dict, List, Segments
from znsocket.exceptions import ResponseError

FEWER = settings(STATEFUL, max_examples=STATEFUL.max_examples // 3)


@pytest.fixture(scope="module")
def r(tmp_path_factory: pytest.TempPathFactory) -> Iterator[znsocket.Client]:
    """A client of a server on a cluster of three."""
    with redis_cluster(tmp_path_factory.mktemp("cluster")) as servers:
        process, url = start_server("--storage", f"redis+cluster://127.0.0.1:{servers[0].port}")
        with znsocket.Client(url) as client:
            yield client
        stop_process(process)


@pytest.mark.parametrize("machine", [ListMachine, DictMachine, SegmentsMachine])
def test_every_method(machine: type[RuleBasedStateMachine], r: znsocket.Client) -> None:
    run_state_machine_as_test(type("Machine", (machine,), {"r": r}), settings=FEWER)


def test_copies_with_the_slot_of_their_origin(r: znsocket.Client) -> None:
    r.flushall()
    numbers, users = List(r, "{one}"), Dict(r, "{one}")
    numbers.extend(range(5))
    users["ann"] = 1
    assert numbers.copy("{one}:copied")[:] == [0, 1, 2, 3, 4]
    assert users.copy("{one}:copied") == {"ann": 1}


@pytest.mark.parametrize("make", ["copied", "segments"])
def test_other_slots_are_refused(make: str, r: znsocket.Client) -> None:
    r.flushall()
    numbers = List(r, "numbers")
    numbers.extend(range(5))
    calls: dict[str, Any] = {
        "copied": lambda: numbers.copy("copied"),
        "segments": lambda: Segments(r, numbers, "segments"),
    }
    with pytest.raises(ResponseError, match=r"CROSSSLOT .* 'znsocket\.List:numbers'"):
        calls[make]()
    assert set(r.keys()) == {"znsocket.List:numbers"}
