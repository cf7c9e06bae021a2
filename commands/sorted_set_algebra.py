"""Sorted sets and sets combined: unions, intersections and differences."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Annotated, Any

from znsocket.commands.numbered_keys import keys_to_count, limit_of
from znsocket.commands.sorted_set_bounds import MembersOrPairs
from znsocket.exceptions import ResponseError, wrong_number_of_arguments, wrong_type
from znsocket.keyspace import Keyspace, SetValue, SortedSetValue
from znsocket.registry import (
    Flag,
    FlatScores,
    Int,
    LateInt,
    Parameter,
    ScoreCast,
    SpreadNames,
    Text,
    command,
    format_float,
    text,
)
from znsocket.registry.parameters import (
    ChoiceParameter,
    EachKeyParameter,
    FloatParameter,
    SpreadNamesParameter,
    parse_float,
)

Scores = Mapping[Text, float]

_NAMES = SpreadNamesParameter()
_WEIGHTS = EachKeyParameter(FloatParameter(), "")


class WeightedParameter(Parameter):
    """Keys, or weights by key; the body receives pairs of a key and a weight yet to be parsed."""

    accepts = "Iterable[KeyT] | Mapping[AnyKeyT, float]"

    def pack(self, value: Any) -> Any:
        """Return a list of names, or a dict of names and numbers or texts."""
        if isinstance(value, Mapping) or (value and _WEIGHTS.travelled(value)):
            return _WEIGHTS.pack(value)
        return _NAMES.pack(value)

    def parse(self, value: list[Text] | dict[Text, Any]) -> list[tuple[Text, Any]]:
        """Return pairs with a weight of 1 where none is given."""
        if isinstance(value, dict):
            return [(text(name), weight) for name, weight in value.items()]
        return [(name, 1.0) for name in value]

    def names(self, value: list[Text] | dict[Text, Any]) -> Iterable[Text]:
        """Return the names."""
        return value


Weighted = Annotated[list[tuple[Text, Any]], WeightedParameter()]
Aggregate = Annotated[
    str,
    ChoiceParameter(
        {name: name for name in ("SUM", "MIN", "MAX", "COUNT")},
        "aggregate can be sum, min, max or count.",
        str.upper,
    ),
]


class _Ones(Mapping[Text, float]):
    """A set as a sorted set: each member has a score of 1."""

    def __init__(self, members: SetValue) -> None:
        self._members = members

    def __getitem__(self, member: Text) -> float:
        if member in self._members:
            return 1.0
        raise KeyError(member)

    def __contains__(self, member: object) -> bool:
        return member in self._members

    def __iter__(self) -> Iterator[Text]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)


def _read(db: Keyspace, name: Text) -> Scores:
    """Return the scores of a sorted set or a set."""
    held = db.lookup(name)
    if held is None:
        return {}
    if isinstance(held, SortedSetValue):
        return held.scores
    if isinstance(held, SetValue):
        return _Ones(held)
    raise wrong_type()


def need_keys(command: str, keys: Any, options: Any = None) -> None:
    """Refuse a call without keys; Redis does not count its arguments when it has options."""
    if not keys:
        if options:
            raise ResponseError(f"at least 1 input key is needed for '{command}' command")
        raise wrong_number_of_arguments(command)


def _sum(one: float, other: float) -> float:
    return _or_zero(one + other)


def _or_zero(score: float) -> float:
    """Return what Redis takes for a product or sum: 0 where infinities made no number of it."""
    return 0.0 if math.isnan(score) else score


Combine = Callable[[float, float], float]

_COMBINATIONS: dict[str, Combine] = {"SUM": _sum, "MIN": min, "MAX": max}


class Combination:
    """Sorted sets with their weights, the smallest first, and what makes one score of two."""

    def __init__(self, db: Keyspace, keys: list[tuple[Text, Any]], aggregate: str | None) -> None:
        sources = [_read(db, key) for key, _ in keys]
        weights = [parse_float(one, "weight value is not a float") for _, one in keys]
        combine = _COMBINATIONS.get(aggregate or "SUM")
        if combine is None:
            raise ResponseError("syntax error")
        # Redis adds in this order, too, and sums of floats depend on it.
        self._inputs = sorted(zip(sources, weights, strict=True), key=lambda pair: len(pair[0]))
        self._combine = combine

    def union(self) -> dict[Text, float]:
        """Return the members of any of the inputs."""
        united: dict[Text, float] = {}
        for scores, weight in self._inputs:
            for member, score in scores.items():
                weighted = _or_zero(weight * score)
                old = united.get(member)
                united[member] = weighted if old is None else self._combine(old, weighted)
        return united

    def intersection(self) -> dict[Text, float]:
        """Return the members of all of the inputs."""
        (smallest, first_weight), *others = self._inputs
        common: dict[Text, float] = {}
        for member, score in smallest.items():
            combined = _or_zero(first_weight * score)
            for scores, weight in others:
                other = scores.get(member)
                if other is None:
                    break
                combined = self._combine(combined, weight * other)
            else:
                common[member] = combined
        return common


def difference(db: Keyspace, keys: list[Text]) -> dict[Text, float]:
    """Return the members of the first of the inputs alone."""
    first, *others = [_read(db, key) for key in keys]
    return {
        member: score
        for member, score in first.items()
        if not any(member in other for other in others)
    }


def _ranked(scores: Scores, withscores: bool) -> MembersOrPairs:
    members = SortedSetValue(scores).members(0, len(scores))
    # Redis gives a negative zero here, and stores none.
    return [(member, scores[member]) for member in members] if withscores else members


@command(
    group="sorted_set", complexity="O(N + M log M) for N members read, M returned", since="6.2.0"
)
def zunion(
    db: Keyspace,
    keys: Weighted,
    aggregate: Aggregate | None = None,
    withscores: Flag = False,
    score_cast_func: ScoreCast = float,
) -> MembersOrPairs:
    """Return the members that any of several sorted sets has.

    Parameters
    ----------
    keys : list of str or dict
        Keys of sorted sets, or of sets, whose members have a score of 1; or a dict of the weights
        that the scores of each are multiplied by.
    aggregate : str, optional
        What a member of several gets: ``"sum"`` of its scores, ``"min"`` or ``"max"``.
    withscores : bool
        Return ``(member, score)`` for each.
    score_cast_func : callable
        Makes the text of a score, as bytes, into what is returned.

    Returns
    -------
    list
        In order of score.

    Raises
    ------
    DataError
        `aggregate` is none of these.
    ResponseError
        There are no keys, or a weight is not a number.

    Examples
    --------
    >>> r.zadd("mon", {"ann": 3, "bob": 5})
    2
    >>> r.zadd("tue", {"ann": 4})
    1
    >>> r.zunion(["mon", "tue"], withscores=True)
    [('bob', 5.0), ('ann', 7.0)]
    >>> r.zunion({"mon": 1, "tue": 10}, aggregate="max", withscores=True)
    [('bob', 5.0), ('ann', 40.0)]
    """
    need_keys("zunion", keys, aggregate or withscores)
    return _ranked(Combination(db, keys, aggregate).union(), withscores)


@command(
    group="sorted_set",
    complexity="O(N K + M log M) for N members of the smallest of K, M returned",
    since="6.2.0",
)
def zinter(
    db: Keyspace,
    keys: Weighted,
    aggregate: Aggregate | None = None,
    withscores: Flag = False,
) -> MembersOrPairs:
    """Return the members that all of several sorted sets have.

    Parameters
    ----------
    keys : list of str or dict
        Keys of sorted sets or sets, or weights by key; see `zunion`.
    aggregate : str, optional
        ``"sum"`` of a member's scores, ``"min"`` or ``"max"``.
    withscores : bool
        Return ``(member, score)`` for each.

    Returns
    -------
    list
        In order of score.

    Raises
    ------
    DataError
        `aggregate` is none of these.
    ResponseError
        There are no keys, or a weight is not a number.

    Examples
    --------
    >>> r.zadd("mon", {"ann": 3, "bob": 5})
    2
    >>> r.zadd("tue", {"ann": 4})
    1
    >>> r.zinter(["mon", "tue"], withscores=True)
    [('ann', 7.0)]
    """
    need_keys("zinter", keys, aggregate or withscores)
    return _ranked(Combination(db, keys, aggregate).intersection(), withscores)


@command(
    group="sorted_set",
    complexity="O(N K + M log M) for N members of the first of K, M returned",
    since="6.2.0",
    may_be_empty=True,
)
def zdiff(db: Keyspace, keys: SpreadNames, withscores: Flag = False) -> FlatScores | list[Text]:
    """Return the members that only the first of several sorted sets has.

    Parameters
    ----------
    keys : list of str
        Keys of sorted sets or sets.
    withscores : bool
        Each member is followed by its score, as bytes.

    Returns
    -------
    list
        In order of score.

    Raises
    ------
    ResponseError
        There are no keys.

    Examples
    --------
    >>> r.zadd("mon", {"ann": 3, "bob": 5})
    2
    >>> r.zadd("tue", {"ann": 4})
    1
    >>> r.zdiff(["mon", "tue"])
    ['bob']
    >>> r.zdiff(["mon", "tue"], withscores=True)
    ['bob', b'5']
    """
    need_keys("zdiff", keys, withscores)
    found = SortedSetValue(difference(db, keys))
    if not withscores:
        return found.members(0, len(found))
    return [
        item
        for member, score in found.slice(0, len(found))
        for item in (member, format_float(score).encode())
    ]


@command(
    group="sorted_set",
    complexity="O(N K) for N members of the smallest of K",
    since="7.0.0",
    may_be_empty=True,
)
def zintercard(db: Keyspace, numkeys: Int, keys: SpreadNames, limit: LateInt = 0) -> int:
    """Return the number of members that all of several sorted sets have.

    Parameters
    ----------
    numkeys : int
        Number of `keys`.
    keys : list of str
        Keys of sorted sets or sets.
    limit : int
        Count up to this number; 0 for all.

    Returns
    -------
    int

    Raises
    ------
    ResponseError
        `numkeys` is not the number of keys, or `limit` is negative.

    Examples
    --------
    >>> r.zadd("mon", {"ann": 3, "bob": 5})
    2
    >>> r.zadd("tue", {"ann": 4})
    1
    >>> r.zintercard(2, ["mon", "tue"])
    1
    """
    if numkeys < 1:
        need_keys("zintercard", [], options=True)
    names, options = keys_to_count(numkeys, keys, limit, "syntax error")
    smallest, *others = sorted((_read(db, key) for key in names), key=len)
    most = limit_of(options)
    common = (one for one in smallest if all(one in other for other in others))
    return sum(1 for _ in islice(common, most or None))
