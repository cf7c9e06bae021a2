"""`List` does what `list` does, over random operations, on every `r` and both stores."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from models import (
    INDICES,
    LIST_CHANGES,
    ORDERED,
    SLICES,
    STATEFUL,
    VALUES,
    exactly,
    outcome,
    queue,
)

import znsocket


class ListMachine(RuleBasedStateMachine):
    """A `List` and a `list` that undergo the same."""

    r: Any
    open: Callable[..., Any] = znsocket.List

    def __init__(self) -> None:
        super().__init__()
        self.r.delete("znsocket.List:model")
        self.real = type(self).open(self.r, "model")
        self.model: list[Any] = []

    def both(self, call: Callable[[Any], Any]) -> None:
        model = outcome(lambda: call(self.model))
        real = outcome(lambda: call(self.real))
        assert exactly(real) == exactly(model)

    @rule(value=VALUES)
    def append(self, value: Any) -> None:
        self.both(lambda one: one.append(value))

    @rule(values=st.lists(VALUES, max_size=5))
    def extend(self, values: list[Any]) -> None:
        self.both(lambda one: one.extend(values))

    @rule(values=ORDERED)
    def become(self, values: list[Any]) -> None:
        self.both(lambda one: one.__setitem__(slice(None), values))

    @rule()
    def double(self) -> None:
        self.both(lambda one: one.extend(one))

    @rule(index=INDICES | st.sampled_from([10**30, -(10**30)]), value=VALUES)
    def insert(self, index: int, value: Any) -> None:
        self.both(lambda one: one.insert(index, value))

    @rule(index=INDICES, value=VALUES)
    def set(self, index: int, value: Any) -> None:
        self.both(lambda one: one.__setitem__(index, value))

    @rule(bounds=SLICES, values=st.lists(VALUES, max_size=4))
    def set_slice(self, bounds: slice, values: list[Any]) -> None:
        self.both(lambda one: one.__setitem__(bounds, values))

    @rule(bounds=SLICES, value=VALUES)
    def fill_slice(self, bounds: slice, value: Any) -> None:
        count = len(self.model[bounds])
        self.both(lambda one: one.__setitem__(bounds, [value] * count))

    @rule(index=INDICES)
    def delete(self, index: int) -> None:
        self.both(lambda one: one.__delitem__(index))

    @rule(bounds=SLICES)
    def delete_slice(self, bounds: slice) -> None:
        self.both(lambda one: one.__delitem__(bounds))

    @rule(index=INDICES | st.sampled_from([10**30, -(10**30)]))
    def pop(self, index: int) -> None:
        self.both(lambda one: one.pop(index))

    @rule(index=st.sampled_from([1.0, "1", None, True]))
    def use_what_is_no_index(self, index: Any) -> None:
        self.both(lambda one: one.pop(index))
        self.both(lambda one: one.insert(index, 0))
        self.both(lambda one: one[index])
        self.both(lambda one: one.__delitem__(index))
        self.both(lambda one: one[index:])

    @rule()
    def pop_last(self) -> None:
        self.both(lambda one: one.pop())

    @rule(value=VALUES)
    def remove(self, value: Any) -> None:
        self.both(lambda one: one.remove(value))

    @rule(data=st.data())
    def remove_one_of_them(self, data: st.DataObject) -> None:
        if self.model:
            value = copy.deepcopy(data.draw(st.sampled_from(self.model)))
            self.both(lambda one: one.remove(value))

    @rule()
    def reverse(self) -> None:
        self.both(lambda one: one.reverse())

    @rule(backward=st.booleans())
    def sort(self, backward: bool) -> None:
        before = list(self.model)
        model = outcome(lambda: self.model.sort(reverse=backward))
        real = outcome(lambda: self.real.sort(reverse=backward))
        assert model[0] == real[0]
        if model[0] == "TypeError":  # a list that could not be sorted may be in any order
            self.model[:] = before

    @rule(backward=st.booleans())
    def sort_by_text(self, backward: bool) -> None:
        self.both(lambda one: one.sort(key=repr, reverse=backward))

    @rule(count=st.integers(-1, 2))
    def repeat(self, count: int) -> None:
        if len(self.model) < 20:
            self.both(lambda one: one.__imul__(count) is one)

    @rule()
    def clear(self) -> None:
        self.both(lambda one: one.clear())

    @rule(changes=st.lists(LIST_CHANGES, max_size=5))
    def queue(self, changes: list[Callable[[Any], Any]]) -> None:
        pipeline = self.r.pipeline()
        queue(pipeline, type(self).open(pipeline, "model"), self.model, changes)

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
        self.both(lambda one: one * 2)
        self.both(lambda one: one == [value])

    @rule(places=st.lists(INDICES, max_size=4))
    def several(self, places: list[int]) -> None:
        assert outcome(lambda: self.real[places]) == outcome(
            lambda: [self.model[at] for at in places]
        )

    @invariant()
    def same(self) -> None:
        assert exactly(self.real[:]) == exactly(self.model)
        assert exactly(list(self.real)) == exactly(self.model)


@pytest.mark.parametrize("name", ["client", "redis-nodes", "redis-py", "storage"])
def test_list_is_a_list(name: str, surface_by_name: Callable[[str], Any]) -> None:
    machine = type("Machine", (ListMachine,), {"r": surface_by_name(name)})
    run_state_machine_as_test(machine, settings=STATEFUL)
