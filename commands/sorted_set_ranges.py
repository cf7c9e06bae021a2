"""Sorted sets in order: the members between two ranks, and ZRANGE in all its forms."""

from __future__ import annotations

from typing import Annotated, Any

from znsocket.commands.sorted_set_bounds import MembersOrPairs, limited, parse_lex, parse_score
from znsocket.exceptions import ResponseError, wrong_number_of_arguments
from znsocket.keyspace import Keyspace, SortedSetValue
from znsocket.registry import (
    Flag,
    Int,
    Key,
    LateInt,
    Name,
    Parameter,
    ScoreCast,
    Text,
    at_most_one,
    both_or_none,
    command,
    text,
)
from znsocket.registry.numbers import plain_number
from znsocket.registry.parameters import IntParameter, NameParameter, parse_int


class EndParameter(Parameter):
    """An end of a range of ranks, scores or members; the other options tell which."""

    accepts = "EncodableT"
    fast = "{x}.__class__ is int"

    def pack(self, value: Any) -> Any:
        """Return a number as it is and anything else as text."""
        return plain_number(value)


End = Annotated[Any, EndParameter()]

_RANGE_RULES = (
    at_most_one(
        "byscore", "bylex", error="``byscore`` and ``bylex`` can not be specified together."
    ),
    both_or_none("offset", "num", error="``offset`` and ``num`` must both be specified."),
)


class DestinationParameter(NameParameter):
    """A key to store at, which redis-py leaves out when it is false."""

    def pack(self, value: Any) -> Text:
        """Return the name, empty for none."""
        return super().pack(value) if value else ""


Destination = Annotated[Text, DestinationParameter()]


def _without_destination(options: bool, offset: Any, num: Any) -> ResponseError:
    """Return the error for what Redis sees then: each word in the place of the one before."""
    if not options and offset is None:
        return wrong_number_of_arguments("zrangestore")
    if not options:
        return ResponseError("syntax error")
    limits = _limits(offset, num)
    if limits and limits[1] != -1:
        return _limit_without_bounds()
    return ResponseError(IntParameter.error)


def _limits(offset: Any, num: Any) -> tuple[int, int] | None:
    return None if offset is None else (parse_int(offset), parse_int(num))


def _limit_without_bounds() -> ResponseError:
    return ResponseError(
        "syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX"
    )


def _read(
    db: Keyspace,
    name: Text,
    start: Any,
    end: Any,
    desc: bool,
    byscore: bool,
    bylex: bool,
    offset: Any,
    num: Any,
) -> tuple[SortedSetValue, tuple[int, int]]:
    """Return a sorted set and the ranks that ZRANGE's arguments stand for, in order of reading."""
    limits = _limits(offset, num)
    if not (byscore or bylex):
        if limits and limits[1] != -1:  # a limit that takes all the rest passes for none
            raise _limit_without_bounds()
        first, last = parse_int(start), parse_int(end)
        held = db.read(name, SortedSetValue)
        return held, held.span(first, last)
    low, high = (end, start) if desc else (start, end)
    if byscore:
        scores = parse_score(low), parse_score(high)
        held = db.read(name, SortedSetValue)
        span = held.score_span(*scores)
    else:
        names = parse_lex(text(low)), parse_lex(text(high))
        held = db.read(name, SortedSetValue)
        span = held.lex_span(*names)
    return held, limited(held, span, limits, desc)


@command(
    group="sorted_set",
    complexity="O(log N + M) for M returned members",
    since="1.2.0",
    rules=(
        *_RANGE_RULES,
        at_most_one(
            "bylex",
            "withscores",
            error="``withscores`` not supported in combination with ``bylex``.",
        ),
    ),
)
def zrange(
    db: Keyspace,
    name: Name,
    start: End,
    end: End,
    desc: Flag = False,
    withscores: Flag = False,
    score_cast_func: ScoreCast = float,
    byscore: Flag = False,
    bylex: Flag = False,
    offset: LateInt | None = None,
    num: LateInt | None = None,
) -> MembersOrPairs:
    """Return the members between two ranks, scores or names.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    start, end : int, float or str
        Ranks from 0, negative from the end; with `byscore` as in `zrangebyscore`, with `bylex` as
        in `zrangebylex`. Where `desc` is given, those two want the greater one first.
    desc : bool
        Count and return from the highest score.
    withscores : bool
        Return ``(member, score)`` for each.
    score_cast_func : callable
        Makes the text of a score, as bytes, into what is returned.
    byscore, bylex : bool
        What `start` and `end` are.
    offset, num : int, optional
        Of what `byscore` or `bylex` found, pass over `offset` and return `num`, or all the rest
        when it is negative.

    Returns
    -------
    list

    Raises
    ------
    DataError
        Options contradict each other.
    ResponseError
        `start` or `end` is not what it should be, or a limit goes with ranks.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3, "bob": 5, "eve": 8})
    3
    >>> r.zrange("board", 0, 1, withscores=True)
    [('ann', 3.0), ('bob', 5.0)]
    >>> r.zrange("board", "+inf", "(3", desc=True, byscore=True)
    ['eve', 'bob']
    """
    held, ranks = _read(db, name, start, end, desc, byscore, bylex, offset, num)
    return held.slice(*ranks, desc) if withscores else held.members(*ranks, desc)


@command(
    group="sorted_set",
    writes=True,
    complexity="O(log N + M log M) for M stored members",
    since="6.2.0",
    rules=_RANGE_RULES,
)
def zrangestore(
    db: Keyspace,
    dest: Destination,
    name: Name,
    start: End,
    end: End,
    byscore: Flag = False,
    bylex: Flag = False,
    desc: Flag = False,
    offset: LateInt | None = None,
    num: LateInt | None = None,
) -> int:
    """Store the members that `zrange` returns as a sorted set.

    Parameters
    ----------
    dest : str
        Key that is replaced, or removed when there are no members.
    name : str
        Key of the sorted set to read.
    start, end, byscore, bylex, desc, offset, num
        As for `zrange`.

    Returns
    -------
    int
        Number of members stored.

    Raises
    ------
    DataError
        Options contradict each other.
    ResponseError
        `start` or `end` is not what it should be, or a limit goes with ranks.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3, "bob": 5, "eve": 8})
    3
    >>> r.zrangestore("top", "board", 0, 1, desc=True)
    2
    >>> r.zrange("top", 0, -1)
    ['bob', 'eve']
    """
    if not dest:
        raise _without_destination(byscore or bylex or desc, offset, num)
    held, ranks = _read(db, name, start, end, desc, byscore, bylex, offset, num)
    found = SortedSetValue(dict(held.slice(*ranks, desc)))
    db.store(dest, found)
    return len(found)


@command(group="sorted_set", complexity="O(log N + M) for M returned members", since="1.2.0")
def zrevrange(
    db: Keyspace,
    name: Key[SortedSetValue],
    start: Int,
    end: Int,
    withscores: Flag = False,
    score_cast_func: ScoreCast = float,
) -> MembersOrPairs:
    """Return the members between two ranks, counted from the highest score.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    start, end : int
        From 0 for the highest score; negative from the lowest, which is -1.
    withscores : bool
        Return ``(member, score)`` for each.
    score_cast_func : callable
        Makes the text of a score, as bytes, into what is returned.

    Returns
    -------
    list

    Examples
    --------
    >>> r.zadd("board", {"ann": 3, "bob": 5, "eve": 8})
    3
    >>> r.zrevrange("board", 0, 1)
    ['eve', 'bob']
    """
    ranks = name.span(start, end)
    return name.slice(*ranks, True) if withscores else name.members(*ranks, True)


@command(
    group="sorted_set",
    writes=True,
    unchanged=(0,),
    complexity="O(log N + M) for M removed members",
    since="2.0.0",
)
def zremrangebyrank(db: Keyspace, name: Key[SortedSetValue], min: Int, max: Int) -> int:
    """Remove the members between two ranks.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    min, max : int
        From 0 for the lowest score; negative from the highest, which is -1.

    Returns
    -------
    int
        Number of members removed.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3, "bob": 5, "eve": 8})
    3
    >>> r.zremrangebyrank("board", 0, -2)
    2
    """
    return len(name.take(*name.span(min, max)))
