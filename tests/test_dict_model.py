"""`Dict` does what `dict` does, over random operations, on every `r` and both stores."""

from __future__ import annotations

from collections.abc import Callable
from operator import methodcaller
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from models import STATEFUL, VALUES, exactly, outcome, queue

import znsocket

# Redis keeps hashes with long keys or values in another way.
KEYS = st.sampled_from(["", "a", "b", "c", "é", "\U0001f600", "[]", "k" * 70])
ITEMS = st.one_of(VALUES, VALUES, VALUES, st.just("v" * 70))
CHANGES = st.one_of(
    st.builds(methodcaller, st.just("__setitem__"), KEYS, ITEMS),
    st.builds(methodcaller, st.just("update"), st.dictionaries(KEYS, ITEMS, max_size=3)),
    st.builds(methodcaller, st.just("setdefault"), KEYS, ITEMS),
    st.builds(methodcaller, st.just("pop"), KEYS, st.none()),
    st.builds(methodcaller, st.just("popitem")),
    st.builds(methodcaller, st.just("__delitem__"), KEYS),
)


class DictMachine(RuleBasedStateMachine):
    """A `Dict` and a `dict` that undergo the same."""

    r: Any
    open: Callable[..., Any] = znsocket.Dict

    def __init__(self) -> None:
        super().__init__()
        self.r.delete("znsocket.Dict:model")
        self.real = type(self).open(self.r, "model")
        self.model: dict[str, Any] = {}

    def both(self, call: Callable[[Any], Any]) -> None:
        model = outcome(lambda: call(self.model))
        real = outcome(lambda: call(self.real))
        assert exactly(real) == exactly(model)

    @rule(key=KEYS, value=ITEMS)
    def set(self, key: str, value: Any) -> None:
        self.both(lambda one: one.__setitem__(key, value))

    @rule(pairs=st.dictionaries(KEYS, ITEMS, max_size=4), more=st.booleans())
    def update(self, pairs: dict[str, Any], more: bool) -> None:
        self.both(lambda one: one.update(pairs, **({"more": 1, "self": 2} if more else {})))
        self.both(lambda one: one.update(list(pairs.items())))

    @rule(pairs=st.dictionaries(KEYS, ITEMS, max_size=4))
    def merge(self, pairs: dict[str, Any]) -> None:
        self.both(lambda one: one.__ior__(pairs) is one)

    @rule(key=KEYS)
    def delete(self, key: str) -> None:
        self.both(lambda one: one.__delitem__(key))

    @rule(key=KEYS)
    def pop(self, key: str) -> None:
        self.both(lambda one: one.pop(key))
        self.both(lambda one: one.pop(key, None))

    @rule()
    def popitem(self) -> None:
        self.both(lambda one: one.popitem())

    @rule(key=KEYS, value=ITEMS)
    def setdefault(self, key: str, value: Any) -> None:
        self.both(lambda one: one.setdefault(key, value))

    @rule()
    def clear(self) -> None:
        self.both(lambda one: one.clear())

    @rule(changes=st.lists(CHANGES, max_size=5))
    def queue(self, changes: list[Callable[[Any], Any]]) -> None:
        pipeline = self.r.pipeline()
        queue(pipeline, type(self).open(pipeline, "model"), self.model, changes)

    @rule(key=KEYS, pairs=st.dictionaries(KEYS, ITEMS, max_size=4))
    def read(self, key: str, pairs: dict[str, Any]) -> None:
        self.both(lambda one: one[key])
        self.both(lambda one: one.get(key))
        self.both(lambda one: one.get(key, 7))
        self.both(lambda one: key in one)
        self.both(len)
        self.both(list)
        self.both(lambda one: list(reversed(one)))
        self.both(lambda one: list(one.keys()))
        self.both(lambda one: list(one.values()))
        self.both(lambda one: one.keys() & pairs.keys())
        self.both(lambda one: one.keys() - pairs.keys())
        self.both(lambda one: one.keys() == pairs.keys())
        self.both(lambda one: one.keys() <= pairs.keys() | {key})
        self.both(lambda one: one.keys() > pairs.keys())
        self.both(lambda one: one.items() == pairs.items())
        self.both(lambda one: one.items() >= self.model.items())
        self.both(lambda one: one | pairs)
        self.both(lambda one: pairs | one)
        self.both(lambda one: one == pairs)
        self.both(lambda one: one == dict(reversed(self.model.items())))

    @invariant()
    def same(self) -> None:
        assert exactly(list(self.real.items())) == exactly(list(self.model.items()))


@pytest.mark.parametrize("name", ["client", "redis-nodes", "redis-py", "storage"])
def test_dict_is_a_dict(name: str, surface_by_name: Callable[[str], Any]) -> None:
    machine = type("Machine", (DictMachine,), {"r": surface_by_name(name)})
    run_state_machine_as_test(machine, settings=STATEFUL)
