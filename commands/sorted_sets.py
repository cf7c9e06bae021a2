"""Sorted sets: members with scores, in order of score and then of octets."""

from __future__ import annotations

import math
from typing import Annotated, Any

from znsocket.exceptions import DataError, ResponseError, wrong_number_of_arguments
from znsocket.keyspace import Keyspace, SortedSetValue
from znsocket.registry import (
    Field,
    Flag,
    Key,
    Name,
    Score,
    ScoreCast,
    Text,
    at_most_one,
    command,
    refused,
)
from znsocket.registry.parameters import (
    EXACT,
    EachKeyParameter,
    FloatParameter,
    ListParameter,
    TextParameter,
)


class ScoresParameter(EachKeyParameter):
    """Scores by member, at least one."""

    fast = "{ready}({x})"

    def __init__(self) -> None:
        super().__init__(FloatParameter(), "Mapping[AnyKeyT, float]")

    def ready(self, value: Any) -> bool:
        """Tell whether the members and scores of a dict are what they should be; ints will do."""
        if value.__class__ is not dict:
            return False
        for member, score in value.items():
            if not (member.__class__ is str and member.isascii()):
                return False
            if score.__class__ is float:
                if score != score:  # noqa: PLR0124 - NaN; a call of isnan() takes twice as long
                    return False
            elif score.__class__ is not int or not -EXACT <= score <= EXACT:
                return False
        return True if value else False  # noqa: SIM210 - faster than bool()

    def check(self, value: Any) -> None:
        """Raise `DataError` without any pair."""
        if not value:
            raise DataError("ZADD requires at least one element/score pair")


class MembersParameter(ListParameter):
    """Members, at least one."""

    def __init__(self) -> None:
        super().__init__(TextParameter(), "Iterable[EncodableT]")

    def check(self, value: Any) -> None:
        """Raise `DataError` without any member."""
        if not value:
            raise DataError("ZMSCORE members must be a non-empty list")


Scores = Annotated[dict[Text, float], ScoresParameter()]
Members = Annotated[list[Text], MembersParameter()]


def _admits(old: float | None, new: float, nx: bool, xx: bool, gt: bool, lt: bool) -> bool:
    """Tell whether ZADD's options let a score, or none, become another."""
    if old is None:
        return not xx
    return not (nx or (gt and new <= old) or (lt and new >= old))


def _number(score: float) -> float:
    """Return a sum of scores, which infinities may have made into no number."""
    if math.isnan(score):
        raise ResponseError("resulting score is not a number (NaN)")
    return score


@command(
    group="sorted_set",
    writes=True,
    complexity="O(log N) for each member",
    since="1.2.0",
    rules=(
        at_most_one("nx", "xx", error="ZADD allows either 'nx' or 'xx', not both"),
        at_most_one("gt", "lt", error="ZADD allows either 'gt' or 'lt', not both"),
        refused(
            "incr and len(mapping) != 1",
            error="ZADD option 'incr' only works when passing a single element/score pair",
        ),
        at_most_one("nx", "gt", error="Only one of 'nx', 'lt', or 'gr' may be defined."),
        at_most_one("nx", "lt", error="Only one of 'nx', 'lt', or 'gr' may be defined."),
    ),
)
def zadd(
    db: Keyspace,
    name: Key[SortedSetValue],
    mapping: Scores,
    nx: Flag = False,
    xx: Flag = False,
    ch: Flag = False,
    incr: Flag = False,
    gt: Flag = False,
    lt: Flag = False,
) -> int | float | None:
    """Set the scores of members.

    Parameters
    ----------
    name : str
        Key of the sorted set; made when missing.
    mapping : dict
        Score by member.
    nx : bool
        Only add members; change no score.
    xx : bool
        Only change scores; add no member.
    ch : bool
        Count the members whose score changed, too.
    incr : bool
        Add to the score instead of setting it; for a single member.
    gt : bool
        Change a score only to a greater one.
    lt : bool
        Change a score only to a lesser one.

    Returns
    -------
    int, float or None
        Number of new members. With `incr` the new score, or None when an option forbade it.

    Raises
    ------
    DataError
        `mapping` is empty, or options contradict each other.
    ResponseError
        A score is not a number, or becomes none.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3, "bob": 5})
    2
    >>> r.zadd("board", {"ann": 4, "bob": 1, "eve": 2}, gt=True, ch=True)
    2
    >>> r.zadd("board", {"ann": 10}, incr=True)
    14.0
    """
    if not (nx or xx or ch or incr or gt or lt or db.attended):
        done: int | float | None = name.update(mapping)
    elif incr:
        ((member, amount),) = mapping.items()
        old = name.score(member)
        done = float(amount) if old is None else old + amount
        if done == old:
            db.unchanged()
        if _admits(old, done, nx, xx, gt, lt):
            name.put(member, _number(done))
        else:
            done = None
    else:
        added = changed = 0
        for member, score in mapping.items():
            old = name.score(member)
            if score != old and _admits(old, score, nx, xx, gt, lt):
                name.put(member, score)
                added += old is None
                changed += 1
        if not changed:
            db.unchanged()
        done = changed if ch else added
    return done


@command(group="sorted_set", writes=True, complexity="O(log N)", since="1.2.0")
def zincrby(db: Keyspace, name: Key[SortedSetValue], amount: Score, value: Field) -> float:
    """Add to the score of a member.

    Parameters
    ----------
    name : str
        Key of the sorted set; made when missing.
    amount : float
        Negative to subtract.
    value : str
        The member; added with a score of 0 when missing.

    Returns
    -------
    float
        The new score.

    Raises
    ------
    ResponseError
        `amount` is not a number, or opposite infinities were added.

    Examples
    --------
    >>> r.zincrby("board", 2.5, "ann")
    2.5
    >>> r.zincrby("board", -1, "ann")
    1.5
    """
    old = name.score(value)
    score = float(amount) if old is None else _number(old + amount)
    if score == old:
        db.unchanged()
    name.put(value, score)
    return score


@command(
    group="sorted_set",
    writes=True,
    unchanged=(0,),
    complexity="O(M log N) for M members",
    since="1.2.0",
)
def zrem(db: Keyspace, name: Key[SortedSetValue], *values: Field) -> int:
    """Remove members.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    *values : str
        Members; those that are not there are passed over.

    Returns
    -------
    int
        Number of members removed.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3, "bob": 5})
    2
    >>> r.zrem("board", "ann", "eve")
    1
    """
    return sum(map(name.drop, values))


@command(group="sorted_set", complexity="O(1)", since="1.2.0")
def zcard(db: Keyspace, name: Key[SortedSetValue]) -> int:
    """Return the number of members.

    Parameters
    ----------
    name : str
        Key of the sorted set.

    Returns
    -------
    int
        0 when the key is missing.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3, "bob": 5})
    2
    >>> r.zcard("board")
    2
    """
    return len(name)


@command(group="sorted_set", complexity="O(1)", since="1.2.0")
def zscore(db: Keyspace, name: Key[SortedSetValue], value: Field) -> float | None:
    """Return the score of a member.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    value : str
        The member.

    Returns
    -------
    float or None
        None when the member or the key is missing.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3})
    1
    >>> r.zscore("board", "ann")
    3.0
    """
    return name.score(value)


@command(group="sorted_set", complexity="O(N) for N members", since="6.2.0")
def zmscore(db: Keyspace, key: Key[SortedSetValue], members: Members) -> list[float | None]:
    """Return the scores of several members.

    Parameters
    ----------
    key : str
        Key of the sorted set.
    members : list of str

    Returns
    -------
    list of float or None
        In the order of `members`; None for those that are missing.

    Raises
    ------
    DataError
        `members` is empty.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3, "bob": 5})
    2
    >>> r.zmscore("board", ["bob", "eve"])
    [5.0, None]
    """
    return [key.score(member) for member in members]


@command(group="sorted_set", complexity="O(log N)", since="2.0.0")
def zrank(
    db: Keyspace,
    name: Name,
    value: Field,
    withscore: Flag = False,
    score_cast_func: ScoreCast = float,
) -> int | None:
    """Return the rank of a member, from 0 for the lowest score.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    value : str
        The member.
    withscore : bool
        Known from Redis 7.2 on; an error here.
    score_cast_func : callable
        For `withscore`.

    Returns
    -------
    int or None
        None when the member or the key is missing.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3, "bob": 5})
    2
    >>> r.zrank("board", "ann")
    0
    """
    if withscore:
        raise wrong_number_of_arguments("zrank")
    return db.read(name, SortedSetValue).rank(value)


@command(group="sorted_set", complexity="O(log N)", since="2.0.0")
def zrevrank(
    db: Keyspace,
    name: Name,
    value: Field,
    withscore: Flag = False,
    score_cast_func: ScoreCast = float,
) -> int | None:
    """Return the rank of a member, from 0 for the highest score.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    value : str
        The member.
    withscore : bool
        Known from Redis 7.2 on; an error here.
    score_cast_func : callable
        For `withscore`.

    Returns
    -------
    int or None
        None when the member or the key is missing.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3, "bob": 5})
    2
    >>> r.zrevrank("board", "ann")
    1
    """
    if withscore:
        raise wrong_number_of_arguments("zrevrank")
    held = db.read(name, SortedSetValue)
    rank = held.rank(value)
    return None if rank is None else len(held) - 1 - rank
