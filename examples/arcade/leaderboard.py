"""A leaderboard: who has how many points, and which place that is.

The places are what Redis has no command for: players with the same points share one.
"""

from __future__ import annotations

import math

from znsocket.keyspace import Keyspace, SortedSetValue
from znsocket.registry import Count, Float, Key, Lua, Text, Value, command


@command(
    group="leaderboard",
    writes=True,
    complexity="O(log N)",
    redis=Lua(
        """
        local player, points = value(), value()
        local total = redis.call('ZINCRBY', KEYS[1], points, player)
        return {total, redis.call('ZCOUNT', KEYS[1], '(' .. total, '+inf') + 1}
        """
    ),
)
def leaderboard_win(
    db: Keyspace, name: Key[SortedSetValue], player: Value, points: Float = 1.0
) -> tuple[float, int]:
    """Give a player points.

    Parameters
    ----------
    name : str
        Key of the leaderboard.
    player : str
        Who won.
    points : float
        How many.

    Returns
    -------
    tuple of float and int
        The player's points and place from now on.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.leaderboard_win("board", "ann", 3)
    (3.0, 1)
    >>> r.leaderboard_win("board", "bob")
    (1.0, 2)
    >>> r.leaderboard_win("board", "bob", 2.5)
    (3.5, 1)
    """
    total = (name.score(player) or 0.0) + points
    name.put(player, total)
    first, last = name.score_span((total, True), (math.inf, False))
    return total, last - first + 1


@command(
    group="leaderboard",
    complexity="O(log N + M) for M places",
    redis=Lua(
        """
        local count = number()
        local best = count == 0 and {} or
          redis.call('ZREVRANGE', KEYS[1], 0, count - 1, 'WITHSCORES')
        local places = {}
        for i = 1, #best, 2 do
          local place, before = (i + 1) / 2, places[#places]
          if before and before[3] == best[i + 1] then place = before[1] end
          places[#places + 1] = {place, best[i], best[i + 1]}
        end
        return places
        """
    ),
)
def leaderboard_top(
    db: Keyspace, name: Key[SortedSetValue], count: Count = 10
) -> list[tuple[int, Text, float]]:
    """Return the best players.

    Parameters
    ----------
    name : str
        Key of the leaderboard.
    count : int
        How many.

    Returns
    -------
    list of tuple
        Place, player and points of each; the same points are the same place.

    Raises
    ------
    ResponseError
        The key holds another type, or `count` is negative.

    Examples
    --------
    >>> r.zadd("board", {"ann": 3, "bob": 3, "cy": 1})
    3
    >>> r.leaderboard_top("board")
    [(1, 'bob', 3.0), (1, 'ann', 3.0), (3, 'cy', 1.0)]
    >>> r.leaderboard_top("board", 1)
    [(1, 'bob', 3.0)]
    """
    places: list[tuple[int, Text, float]] = []
    for number, (player, points) in enumerate(name.slice(0, count, reverse=True), 1):
        shared = places and places[-1][2] == points
        places.append((places[-1][0] if shared else number, player, points))
    return places
