"""Random operations on a collection and on the Python type it behaves as, compared."""

from __future__ import annotations

import os
from collections.abc import Callable
from operator import methodcaller
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

#: The same few runs each time; more are made by ``ZNSOCKET_EXAMPLES=1000 pytest``. A failing run
#: is not shortened, which would take minutes.
STATEFUL = settings(
    max_examples=int(os.environ.get("ZNSOCKET_EXAMPLES", "50")),
    stateful_step_count=25,
    deadline=None,
    derandomize="ZNSOCKET_EXAMPLES" not in os.environ,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)

#: Values that are often equal to each other without being the same.
PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 2),
    st.sampled_from([0.0, -0.0, 1.0, 2.5, 1e300, 2**53, 2**53 + 1, -(2**70)]),
    st.sampled_from(["", "a", "b", "é", "\U0001f600", "[]", '"', "\\", "null", "\0"]),
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["k", "é", ""]), inner, max_size=2)
    ),
    max_leaves=4,
)
ORDERED = st.one_of(
    st.lists(st.one_of(st.booleans(), st.integers(-3, 3), st.floats(-3, 3)), max_size=6),
    st.lists(st.text("aé\uffff\U0001f600", max_size=2), max_size=6),
    st.lists(st.lists(st.integers(-1, 1) | st.none(), max_size=2), max_size=6),
)
INDICES = st.integers(-8, 8)
BOUNDS = st.none() | INDICES | st.sampled_from([10**30, -(10**30)])
SLICES = st.builds(slice, BOUNDS, BOUNDS, st.sampled_from([None, 1, -1, 2, -2, 3, 10**30]))


#: Changes of a list, to be called with one.
LIST_CHANGES = st.one_of(
    st.builds(methodcaller, st.just("append"), VALUES),
    st.builds(methodcaller, st.just("extend"), st.lists(VALUES, max_size=3)),
    st.builds(methodcaller, st.just("insert"), INDICES, VALUES),
    st.builds(methodcaller, st.just("pop"), INDICES),
    st.builds(methodcaller, st.just("remove"), VALUES),
    st.builds(methodcaller, st.just("reverse")),
    st.builds(methodcaller, st.just("__setitem__"), INDICES, VALUES),
    st.builds(methodcaller, st.just("__setitem__"), SLICES, st.lists(VALUES, max_size=3)),
    st.builds(methodcaller, st.just("__delitem__"), INDICES | SLICES),
    st.builds(methodcaller, st.just("__iadd__"), st.lists(VALUES, max_size=3)),
)


def queue(pipeline: Any, real: Any, model: Any, changes: list[Callable[[Any], Any]]) -> None:
    """Make changes to a collection over a pipeline, and to its model."""
    for change in changes:
        assert outcome(lambda: change(real))[1] in (None, real), change  # noqa: B023 - called here
        outcome(lambda: change(model))  # noqa: B023 - called here
    pipeline.execute()


def outcome(call: Callable[[], Any]) -> tuple[str, Any]:
    """Return what a call returned, or what it raised and with which text."""
    try:
        return "returned", call()
    except (LookupError, OverflowError, TypeError, ValueError) as error:
        return type(error).__name__, str(error)


def exactly(value: Any) -> Any:
    """Return a value so that it equals another only when both are of the same types throughout."""
    if isinstance(value, (list, tuple)):
        return type(value).__name__, [exactly(item) for item in value]
    if isinstance(value, dict):
        return "dict", [(key, exactly(item)) for key, item in value.items()]
    if isinstance(value, set):
        return "set", sorted(map(repr, value))
    return type(value).__name__, repr(value)
