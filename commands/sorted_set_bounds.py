"""Sorted sets between two bounds: the members with some scores, or with some names."""

from __future__ import annotations

from typing import Annotated, Any

from znsocket.keyspace import Keyspace, SortedSetValue
from znsocket.registry import (
    Flag,
    Int,
    Key,
    LexBound,
    Name,
    ReplyScore,
    ScoreBound,
    ScoreCast,
    Text,
    both_or_none,
    command,
)
from znsocket.registry.parameters import LateParameter, LexBoundParameter, ScoreBoundParameter

#: Redis reads the ends of a range behind its limits, and before it looks at the key.
LateScoreBound = Annotated[Any, LateParameter(ScoreBoundParameter())]
LateLexBound = Annotated[Any, LateParameter(LexBoundParameter())]
parse_score = ScoreBoundParameter().parse
parse_lex = LexBoundParameter().parse

MembersOrPairs = list[Text] | list[tuple[Text, ReplyScore]]

_LIMIT = (both_or_none("start", "num", error="``start`` and ``num`` must both be specified"),)


def limited(
    held: SortedSetValue,
    span: tuple[int, int],
    limits: tuple[int, int] | None,
    desc: bool = False,
) -> tuple[int, int]:
    """Return the part of a span that LIMIT leaves, as ranks counted in the order of reading."""
    start, stop = (len(held) - span[1], len(held) - span[0]) if desc else span
    if limits is None:
        return start, stop
    offset, num = limits
    if offset < 0:
        return start, start
    start += offset
    return start, stop if num < 0 else min(start + num, stop)


@command(group="sorted_set", complexity="O(log N)", since="2.0.0")
def zcount(db: Keyspace, name: Key[SortedSetValue], min: ScoreBound, max: ScoreBound) -> int:
    """Return the number of members with scores between two bounds.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    min, max : float or str
        As for `zrangebyscore`.

    Returns
    -------
    int

    Raises
    ------
    ResponseError
        `min` or `max` is not a number.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3, "bob": 5, "eve": 8})
    3
    >>> r.zcount("board", "(3", 8)
    2
    """
    start, stop = name.score_span(min, max)
    return stop - start


@command(group="sorted_set", complexity="O(log N)", since="2.8.9")
def zlexcount(db: Keyspace, name: Key[SortedSetValue], min: LexBound, max: LexBound) -> int:
    """Return the number of members between two others, where all have one score.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    min, max : str
        As for `zrangebylex`.

    Returns
    -------
    int

    Raises
    ------
    ResponseError
        `min` or `max` is not what `zrangebylex` takes.

    Examples
    --------
    >>> r.zadd("names", {"ann": 0, "bob": 0, "eve": 0})
    3
    >>> r.zlexcount("names", "-", "[bob")
    2
    """
    start, stop = name.lex_span(min, max)
    return stop - start


@command(
    group="sorted_set",
    complexity="O(log N + M) for M returned members",
    since="1.0.5",
    rules=_LIMIT,
)
def zrangebyscore(
    db: Keyspace,
    name: Name,
    min: LateScoreBound,
    max: LateScoreBound,
    start: Int | None = None,
    num: Int | None = None,
    withscores: Flag = False,
    score_cast_func: ScoreCast = float,
) -> MembersOrPairs:
    """Return the members with scores between two bounds.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    min, max : float or str
        A number, included; ``"(1.5"`` excludes it; ``"-inf"`` and ``"+inf"`` are the ends.
    start, num : int, optional
        Of the members found, pass over `start` and return `num`, or all the rest when it is
        negative; one goes with the other.
    withscores : bool
        Return ``(member, score)`` for each.
    score_cast_func : callable
        Makes the text of a score, as bytes, into what is returned.

    Returns
    -------
    list

    Raises
    ------
    DataError
        One of `start` and `num` is missing.
    ResponseError
        `min` or `max` is not a number.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3, "bob": 5, "eve": 8})
    3
    >>> r.zrangebyscore("board", "(3", "+inf", withscores=True)
    [('bob', 5.0), ('eve', 8.0)]
    """
    limits = None if start is None or num is None else (start, num)
    bounds = parse_score(min), parse_score(max)
    held = db.read(name, SortedSetValue)
    ranks = limited(held, held.score_span(*bounds), limits)
    return held.slice(*ranks) if withscores else held.members(*ranks)


@command(
    group="sorted_set",
    complexity="O(log N + M) for M returned members",
    since="2.2.0",
    rules=_LIMIT,
)
def zrevrangebyscore(
    db: Keyspace,
    name: Name,
    max: LateScoreBound,
    min: LateScoreBound,
    start: Int | None = None,
    num: Int | None = None,
    withscores: Flag = False,
    score_cast_func: ScoreCast = float,
) -> MembersOrPairs:
    """Return the members with scores between two bounds, the highest score first.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    max, min, start, num, withscores, score_cast_func
        As for `zrangebyscore`.

    Returns
    -------
    list

    Raises
    ------
    DataError
        One of `start` and `num` is missing.
    ResponseError
        `min` or `max` is not a number.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3, "bob": 5, "eve": 8})
    3
    >>> r.zrevrangebyscore("board", "+inf", 0, start=1, num=1)
    ['bob']
    """
    limits = None if start is None or num is None else (start, num)
    bounds = parse_score(min), parse_score(max)
    held = db.read(name, SortedSetValue)
    ranks = limited(held, held.score_span(*bounds), limits, desc=True)
    return held.slice(*ranks, True) if withscores else held.members(*ranks, True)


@command(
    group="sorted_set",
    complexity="O(log N + M) for M returned members",
    since="2.8.9",
    rules=_LIMIT,
)
def zrangebylex(
    db: Keyspace,
    name: Name,
    min: LateLexBound,
    max: LateLexBound,
    start: Int | None = None,
    num: Int | None = None,
) -> list[Text]:
    """Return the members between two others in order of octets, where all have one score.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    min, max : str
        ``"[name"`` includes that member and ``"(name"`` excludes it; ``"-"`` and ``"+"`` are the
        ends.
    start, num : int, optional
        Of the members found, pass over `start` and return `num`, or all the rest when it is
        negative; one goes with the other.

    Returns
    -------
    list of str

    Raises
    ------
    DataError
        One of `start` and `num` is missing.
    ResponseError
        `min` or `max` begins with something else.

    Examples
    --------
    >>> r.zadd("names", {"ann": 0, "bob": 0, "eve": 0})
    3
    >>> r.zrangebylex("names", "[b", "(eve")
    ['bob']
    """
    limits = None if start is None or num is None else (start, num)
    bounds = parse_lex(min), parse_lex(max)
    held = db.read(name, SortedSetValue)
    return held.members(*limited(held, held.lex_span(*bounds), limits))


@command(
    group="sorted_set",
    complexity="O(log N + M) for M returned members",
    since="2.8.9",
    rules=_LIMIT,
)
def zrevrangebylex(
    db: Keyspace,
    name: Name,
    max: LateLexBound,
    min: LateLexBound,
    start: Int | None = None,
    num: Int | None = None,
) -> list[Text]:
    """Return the members between two others, the last first, where all have one score.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    max, min, start, num
        As for `zrangebylex`.

    Returns
    -------
    list of str

    Raises
    ------
    DataError
        One of `start` and `num` is missing.
    ResponseError
        `min` or `max` is not what `zrangebylex` takes.

    Examples
    --------
    >>> r.zadd("names", {"ann": 0, "bob": 0, "eve": 0})
    3
    >>> r.zrevrangebylex("names", "+", "[b")
    ['eve', 'bob']
    """
    limits = None if start is None or num is None else (start, num)
    bounds = parse_lex(min), parse_lex(max)
    held = db.read(name, SortedSetValue)
    return held.members(*limited(held, held.lex_span(*bounds), limits, desc=True), True)


@command(
    group="sorted_set",
    writes=True,
    unchanged=(0,),
    complexity="O(log N + M) for M removed members",
    since="1.2.0",
)
def zremrangebyscore(
    db: Keyspace, name: Key[SortedSetValue], min: ScoreBound, max: ScoreBound
) -> int:
    """Remove the members with scores between two bounds.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    min, max : float or str
        As for `zrangebyscore`.

    Returns
    -------
    int
        Number of members removed.

    Raises
    ------
    ResponseError
        `min` or `max` is not a number.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3, "bob": 5, "eve": 8})
    3
    >>> r.zremrangebyscore("board", "-inf", "(8")
    2
    """
    return len(name.take(*name.score_span(min, max)))


@command(
    group="sorted_set",
    writes=True,
    unchanged=(0,),
    complexity="O(log N + M) for M removed members",
    since="2.8.9",
)
def zremrangebylex(db: Keyspace, name: Key[SortedSetValue], min: LexBound, max: LexBound) -> int:
    """Remove the members between two others, where all have one score.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    min, max : str
        As for `zrangebylex`.

    Returns
    -------
    int
        Number of members removed.

    Raises
    ------
    ResponseError
        `min` or `max` is not what `zrangebylex` takes.

    Examples
    --------
    >>> r.zadd("names", {"ann": 0, "bob": 0, "eve": 0})
    3
    >>> r.zremrangebylex("names", "-", "(bob")
    1
    """
    return len(name.take(*name.lex_span(min, max)))
