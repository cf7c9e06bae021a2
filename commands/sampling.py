"""What the commands that give a part of the members share: random ones, and pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from znsocket.exceptions import ResponseError
from znsocket.keyspace.indexed import DRAWS, Indexed
from znsocket.registry import Text
from znsocket.registry.parameters import INT_MAX, IntParameter, SampleCountParameter, parse_int

SampleCount = Annotated[int, SampleCountParameter(DRAWS)]


def drawn(
    members: Indexed, count: int | None, beside: Callable[[Text], Text] | None = None
) -> Text | list[Text] | None:
    """Return random members, or without a count one or None; see `Indexed.sample`.

    Each is followed by what `beside`, if given, returns for it.
    """
    if count is None:
        return members.pick() if members else None
    if beside is None:
        return members.sample(count)
    return [item for member in members.sample(count) for item in (member, beside(member))]


def page_size(count: Any) -> int | None:
    """Return the COUNT of a scan, which Redis reads only when there is something to scan."""
    return None if count is None else parse_int(count)


def check_pairs(count: int | None) -> None:
    """Refuse to draw pairs without a count or with one that is too high, whatever the key holds."""
    if count is None:
        raise ResponseError(IntParameter.error)
    if count > INT_MAX // 2:
        raise ResponseError("value is out of range")
