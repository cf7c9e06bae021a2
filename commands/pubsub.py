"""Channels: messages for everybody who listens at that moment, and who that is.

Who listens has a `PubSub`, made by ``pubsub()`` of a client or a store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from znsocket.keyspace import Keyspace
from znsocket.registry import Pattern, Text, Value, command
from znsocket.registry.channels import Channel, ChannelList


def _each_once(replies: Iterable[list[Text]]) -> list[Text]:
    """Return the channels of several servers."""
    return list(dict.fromkeys(name for names in replies for name in names))


def _added(replies: Iterable[list[tuple[Text, int]]]) -> list[tuple[Text, int]]:
    """Return how many listen at several servers."""
    counts: Counter[Text] = Counter()
    for pairs in replies:
        counts.update(dict(pairs))
    return list(counts.items())


@command(
    group="pubsub", since="2.0.0", complexity="O(N+M) for N subscribers and M patterns of anybody"
)
def publish(db: Keyspace, channel: Channel, message: Value) -> int:
    """Send a message to everybody who listens to a channel.

    In a pipeline, the messages are sent when it is executed.

    Parameters
    ----------
    channel : str
        The channel.
    message : str, bytes, int or float
        What is sent.

    Returns
    -------
    int
        How many have got it; who has subscribed to several patterns that match counts for each.

    Raises
    ------
    ResponseError
        Servers use the channel among themselves.

    Examples
    --------
    >>> r.publish("news", "hello")
    0
    """
    return db.channels.publish(channel, message)


@command(
    group="pubsub",
    since="2.8.0",
    complexity="O(N) for N channels",
    redis_name="pubsub|channels",
    everywhere=_each_once,
)
def pubsub_channels(
    db: Keyspace,
    pattern: Pattern = "*",  # type: ignore[assignment]  # becomes a function like any other
) -> ChannelList:
    """Return the channels that somebody has subscribed to by name.

    Parameters
    ----------
    pattern : str
        What they match: see `keys`.

    Returns
    -------
    list of str
        In no particular order.

    Examples
    --------
    >>> r.pubsub_channels("news:*")
    []
    """
    return list(filter(pattern, db.channels.by_channel))


@command(
    group="pubsub",
    since="2.8.0",
    complexity="O(N) for N channels that are asked for",
    redis_name="pubsub|numsub",
    may_be_empty=True,
    everywhere=_added,
)
def pubsub_numsub(db: Keyspace, *args: Value) -> list[tuple[Text, int]]:
    """Return how many have subscribed to some channels by name.

    Parameters
    ----------
    *args : str
        The channels.

    Returns
    -------
    list of (str, int)
        Each channel with its number.

    Examples
    --------
    >>> r.pubsub_numsub("news", "weather")
    [('news', 0), ('weather', 0)]
    """
    return [(channel, len(db.channels.by_channel.get(channel, ()))) for channel in args]


@command(
    group="pubsub",
    since="2.8.0",
    complexity="O(1)",
    redis_name="pubsub|numpat",
    everywhere=sum,
)
def pubsub_numpat(db: Keyspace) -> int:
    """Return how many patterns somebody has subscribed to.

    Returns
    -------
    int

    Examples
    --------
    >>> r.pubsub_numpat()
    0
    """
    return len(db.channels.by_pattern)
