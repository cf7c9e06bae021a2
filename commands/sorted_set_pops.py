"""Sorted sets from their ends: the members with the lowest or the highest scores, removed."""

from __future__ import annotations

from typing import Annotated, Any

from znsocket.commands.numbered_keys import PopCount, given_count, keys_to_pop
from znsocket.keyspace import Keyspace, SortedSetValue
from znsocket.registry import (
    Count,
    Flag,
    Key,
    LateInt,
    Reading,
    SpreadNames,
    Text,
    command,
    format_float,
    octets,
    refused,
)
from znsocket.registry.replies import Shape


class PoppedShape(Shape):
    """A key, and members with their scores as Redis' own octets: ``[key, [[member, score]]]``."""

    plain = False

    def __init__(self) -> None:
        super().__init__("list[Any]", list, tuple, exact="tuple[T, list[tuple[T, float]]]")

    def wire_form(self, value: Any) -> Any:
        """Return the scores as text."""
        name, pairs = value
        return [name, [[member, score.decode()] for member, score in pairs]]

    def restore(self, data: Any, reading: Reading) -> Any:
        """Return the scores as bytes."""
        name, pairs = data
        return [
            reading.text(name),
            [[reading.text(member), octets(score)] for member, score in pairs],
        ]


Popped = Annotated[list[Any], PoppedShape()]


@command(
    group="sorted_set",
    writes=True,
    unchanged=([],),
    complexity="O(log N + M) for M returned members",
    since="5.0.0",
)
def zpopmin(
    db: Keyspace, name: Key[SortedSetValue], count: Count | None = None
) -> list[tuple[Text, float]]:
    """Remove and return the members with the lowest scores.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    count : int, optional
        How many at most; 1 by default.

    Returns
    -------
    list of (str, float)
        The lowest score comes first.

    Raises
    ------
    ResponseError
        `count` is negative.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3, "bob": 5, "eve": 8})
    3
    >>> r.zpopmin("board", 2)
    [('ann', 3.0), ('bob', 5.0)]
    """
    return name.take(0, 1 if count is None else count)


@command(
    group="sorted_set",
    writes=True,
    unchanged=([],),
    complexity="O(log N + M) for M returned members",
    since="5.0.0",
)
def zpopmax(
    db: Keyspace, name: Key[SortedSetValue], count: Count | None = None
) -> list[tuple[Text, float]]:
    """Remove and return the members with the highest scores.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    count : int, optional
        How many at most; 1 by default.

    Returns
    -------
    list of (str, float)
        The highest score comes first.

    Raises
    ------
    ResponseError
        `count` is negative.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3, "bob": 5, "eve": 8})
    3
    >>> r.zpopmax("board")
    [('eve', 8.0)]
    """
    return name.take(0, 1 if count is None else count, reverse=True)


@command(
    group="sorted_set",
    writes=True,
    complexity="O(K + log N + M) for K keys and M returned members",
    since="7.0.0",
    rules=(
        refused("not isinstance(keys, list)", error="keys must be a list"),
        refused("bool(min) == bool(max)", error=""),
    ),
    may_be_empty=True,
)
def zmpop(
    db: Keyspace,
    num_keys: LateInt,
    keys: SpreadNames,
    min: Flag = False,
    max: Flag = False,
    count: PopCount = 1,
) -> Popped | None:
    """Remove and return members of the first sorted set that has any.

    Parameters
    ----------
    num_keys : int
        Number of `keys`.
    keys : list of str
        Keys of sorted sets, in the order in which they are looked at.
    min, max : bool
        Take the lowest or the highest scores; exactly one of them.
    count : int
        How many members at most.

    Returns
    -------
    list or None
        The key, and a list of ``[member, score]`` with the scores as bytes; None when all of the
        keys are missing.

    Raises
    ------
    DataError
        Both or none of `min` and `max` are given.
    ResponseError
        `num_keys` is not the number of keys, or `count` is less than 1.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3, "bob": 5, "eve": 8})
    3
    >>> r.zmpop(2, ["missing", "board"], max=True, count=2)
    ['board', [['eve', b'8'], ['bob', b'5']]]
    """
    names, end, most = keys_to_pop(
        "zmpop", num_keys, [*keys, "MAX" if max else "MIN", *given_count(count)], ("MIN", "MAX")
    )
    for key in names:
        held = db.read(key, SortedSetValue)
        if held:
            return take_members(db, key, held, most, end == "MAX")
    return None


def take_members(
    db: Keyspace, key: Text, held: SortedSetValue, count: int, highest: bool
) -> list[Any]:
    """Remove members with the lowest or highest scores; return the key, and them with scores."""
    taken = held.take(0, count, reverse=highest)
    db.changed(key, held)
    return [key, [[member, format_float(score).encode()] for member, score in taken]]
