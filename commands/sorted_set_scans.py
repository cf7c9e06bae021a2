"""Sorted sets without their order: random members, and scans."""

from __future__ import annotations

from collections.abc import Iterator

from znsocket.commands.sampling import SampleCount, check_pairs, drawn, page_size
from znsocket.keyspace import Keyspace, SortedSetValue
from znsocket.registry import (
    Cursor,
    Flag,
    FlatScores,
    Int,
    Key,
    LateInt,
    Name,
    Pattern,
    ScanScore,
    ScoreCast,
    Text,
    command,
    format_float,
)


@command(group="sorted_set", complexity="O(N) for N returned members", since="6.2.0")
def zrandmember(
    db: Keyspace,
    key: Name,
    count: SampleCount | None = None,
    withscores: Flag = False,
) -> Text | FlatScores | list[Text] | None:
    """Return random members.

    Parameters
    ----------
    key : str
        Key of the sorted set.
    count : int, optional
        This many different members, or all when there are fewer; a negative one returns
        ``-count`` members that may repeat.
    withscores : bool
        Each member is followed by its score, as bytes; needs `count`.

    Returns
    -------
    str, list or None
        Without `count` one member, or None when the key is missing.

    Raises
    ------
    ResponseError
        `count` is missing beside `withscores`, or out of range.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3})
    1
    >>> r.zrandmember("board")
    'ann'
    >>> r.zrandmember("board", 5, withscores=True)
    ['ann', b'3']
    """
    if withscores:
        check_pairs(count)
    scores = db.read(key, SortedSetValue).scores

    def score(member: Text) -> bytes:
        return format_float(scores[member]).encode()

    return drawn(scores, count, score if withscores else None)


@command(group="sorted_set", complexity="O(1) for each call, O(N) in all", since="2.8.0")
def zscan(
    db: Keyspace,
    name: Key[SortedSetValue],
    cursor: Cursor = 0,
    match: Pattern | None = None,
    count: LateInt | None = None,
    score_cast_func: ScoreCast = float,
) -> tuple[int, list[tuple[Text, ScanScore]]]:
    """Return a page of members and scores, and where the next page begins.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    cursor : int
        0 at first, then what the last page came with.
    match : str, optional
        Only members that match this glob pattern.
    count : int, optional
        About how many members to look at; 10 by default.
    score_cast_func : callable
        Makes the text of a score into what is returned.

    Returns
    -------
    tuple
        The next cursor, 0 at the end, and a list of ``(member, score)``. A member that is there
        all the time comes at least once.

    Raises
    ------
    ResponseError
        `cursor` is none, or `count` is less than 1.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3, "bob": 5})
    2
    >>> r.zscan("board", match="a*")
    (0, [('ann', 3.0)])
    """
    if not name:
        return 0, []
    cursor, page = name.scores.page(cursor, page_size(count))
    return cursor, [
        (member, name.scores[member]) for member in page if match is None or match(member)
    ]


@command(group="sorted_set", iterates="zscan", complexity="O(N)", since="2.8.0")
def zscan_iter(
    db: Keyspace,
    name: Key[SortedSetValue],
    match: Pattern | None = None,
    count: Int | None = None,
    score_cast_func: ScoreCast = float,
) -> Iterator[tuple[Text, ScanScore]]:
    """Yield all members and scores, a page at a time.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    match : str, optional
        Only members that match this glob pattern.
    count : int, optional
        About how many members a page looks at; 10 by default.
    score_cast_func : callable
        Makes the text of a score into what is yielded.

    Yields
    ------
    tuple
        ``(member, score)``. A member that is there all the time comes at least once.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3})
    1
    >>> list(r.zscan_iter("board"))
    [('ann', 3.0)]
    """
