"""Commands of one's own, for the tests: a leaderboard over sorted sets."""

from __future__ import annotations

from znsocket.keyspace import Keyspace, SortedSetValue
from znsocket.registry import Count, Flag, Float, Key, Text, Value, command


@command(group="leaderboard", writes=True, complexity="O(log N)", since="")
def leaderboard_win(
    db: Keyspace, name: Key[SortedSetValue], player: Value, points: Float = 1.0
) -> float:
    """Give a player points.

    Parameters
    ----------
    name : str
        Key of the leaderboard.
    player : str
        Who won.
    points : float
        How much.

    Returns
    -------
    float
        The player's points afterwards.

    Examples
    --------
    >>> r.leaderboard_win("chess", "ann", 2.5)
    2.5
    """
    score = (name.score(player) or 0.0) + points
    name.put(player, score)
    return score


@command(group="leaderboard", complexity="O(log N + M)", since="")
def leaderboard_top(
    db: Keyspace, name: Key[SortedSetValue], count: Count = 3, reverse: Flag = False
) -> list[tuple[Text, float]]:
    """Return the best players with their points.

    Parameters
    ----------
    name : str
        Key of the leaderboard.
    count : int
        How many.
    reverse : bool
        The worst ones instead.
    """
    return name.slice(0, count, reverse=not reverse)
