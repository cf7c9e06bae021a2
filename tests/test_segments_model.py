"""`Segments` do what `list` does, over random operations, on every `r` and both stores."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from models import (
    INDICES,
    LIST_CHANGES,
    SLICES,
    STATEFUL,
    VALUES,
    exactly,
    outcome,
    queue,
)

import znsocket
from znsocket.keyspace import pieces


class SegmentsMachine(RuleBasedStateMachine):
    """Segments and a `list` that undergo the same, while their origin stays as it is."""

    r: Any
    open_list: Callable[..., Any] = znsocket.List
    open: Callable[..., Any] = znsocket.Segments

    @initialize(values=st.lists(VALUES, max_size=12))
    def begin(self, values: list[Any]) -> None:
        names = ("Segments:{one}", "List:{one}", "List:{one}:origin")
        self.r.delete(*(f"znsocket.{name}" for name in names))
        self.origin = type(self).open_list(self.r, "{one}:origin")
        self.origin.extend(values)
        self.values = values
        self.real = type(self).open(self.r, self.origin, "{one}")
        self.model = list(values)

    def both(self, call: Callable[[Any], Any]) -> None:
        model = outcome(lambda: call(self.model))
        real = outcome(lambda: call(self.real))
        assert exactly(real) == exactly(model)

    @rule(index=INDICES, value=VALUES)
    def set(self, index: int, value: Any) -> None:
        self.both(lambda one: one.__setitem__(index, value))

    @rule(index=INDICES | st.sampled_from([10**30, -(10**30)]), value=VALUES)
    def insert(self, index: int, value: Any) -> None:
        self.both(lambda one: one.insert(index, value))

    @rule(index=INDICES)
    def delete(self, index: int) -> None:
        self.both(lambda one: one.__delitem__(index))

    @rule(index=INDICES | st.sampled_from([10**30, -(10**30)]))
    def pop(self, index: int) -> None:
        self.both(lambda one: one.pop(index))

    @rule(value=VALUES)
    def append(self, value: Any) -> None:
        self.both(lambda one: one.append(value))

    @rule(values=st.lists(VALUES, max_size=5))
    def extend(self, values: list[Any]) -> None:
        self.both(lambda one: one.extend(values))

    @rule(bounds=SLICES, values=st.lists(VALUES, max_size=4))
    def set_slice(self, bounds: slice, values: list[Any]) -> None:
        self.both(lambda one: one.__setitem__(bounds, values))

    @rule(bounds=SLICES, value=VALUES)
    def fill_slice(self, bounds: slice, value: Any) -> None:
        count = len(self.model[bounds])
        self.both(lambda one: one.__setitem__(bounds, [value] * count))

    @rule(bounds=SLICES)
    def delete_slice(self, bounds: slice) -> None:
        self.both(lambda one: one.__delitem__(bounds))

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        value = copy.deepcopy(data.draw(st.sampled_from(self.model or [0])))
        self.both(lambda one: one.remove(value))

    @rule()
    def reverse(self) -> None:
        self.both(lambda one: one.reverse())

    @rule(attach=st.booleans())
    def clear_or_attach(self, attach: bool) -> None:
        if attach:
            self.real = type(self).open(self.r, self.origin, "{one}")
        else:
            self.both(lambda one: one.clear())

    @rule(changes=st.lists(LIST_CHANGES, max_size=5))
    def queue(self, changes: list[Callable[[Any], Any]]) -> None:
        pipeline = self.r.pipeline()
        queued = type(self).open(pipeline, self.origin, "{one}")
        queue(pipeline, queued, self.model, changes)

    @rule(index=INDICES, bounds=SLICES, value=VALUES)
    def read(self, index: int, bounds: slice, value: Any) -> None:
        self.both(lambda one: one[index])
        self.both(lambda one: one[bounds])
        self.both(lambda one: one.index(value, index))
        self.both(lambda one: one.count(value))
        self.both(lambda one: value in one)
        self.both(len)
        self.both(lambda one: list(reversed(one)))
        self.both(lambda one: one + [value])  # noqa: RUF005 - the sum is meant
        self.both(lambda one: [value] + one)  # noqa: RUF005 - the sum is meant
        self.both(lambda one: one == [value])

    @invariant()
    def same(self) -> None:
        if hasattr(self, "model"):
            assert exactly(self.real[:]) == exactly(self.model)
            assert exactly(list(self.real)) == exactly(self.model)
            assert exactly(self.origin[:]) == exactly(self.values)


@pytest.mark.parametrize("name", ["client", "redis-nodes", "redis-py", "storage"])
def test_segments_are_a_list(
    name: str, surface_by_name: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "_BLOCK", 2)  # so that there are many, on "storage" at least
    monkeypatch.setattr(pieces, "_LARGE", 4)
    machine = type("Machine", (SegmentsMachine,), {"r": surface_by_name(name)})
    run_state_machine_as_test(machine, settings=STATEFUL)
