"""Streams: what the consumers of a group have and have not acknowledged."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any

from znsocket.commands.stream_groups import by_name, existing_group, find_group
from znsocket.commands.stream_ids import (
    IdBoundParameter,
    IdText,
    LooseIntParameter,
    OptionalIntParameter,
    parse_ids,
)
from znsocket.keyspace import Keyspace, now_ms
from znsocket.keyspace.stream_id import format_id
from znsocket.registry import Name, Text, Value, command, refused, text
from znsocket.registry.parameters import LateParameter, TextParameter
from znsocket.registry.records import RecordShape


class FilterParameter(TextParameter):
    """A consumer, or anything that is false for all of them."""

    fast = "False"

    def pack(self, value: Any) -> Text:
        """Return the name, empty for all."""
        return text(value) if value else ""


PendingCount = Annotated[int, LooseIntParameter("XPENDING count must be a integer >= 0", order=1)]
PendingIdle = Annotated[int, OptionalIntParameter("XPENDING idle must be a integer >= 0")]
# XPENDING reads its numbers before the ids.
_START = IdBoundParameter(end=False)
_END = IdBoundParameter(end=True)
Start = Annotated[Any, LateParameter(_START)]
End = Annotated[Any, LateParameter(_END)]
ConsumerFilter = Annotated[Text, FilterParameter()]

ConsumerCount = Annotated[dict[str, Any], RecordShape({"name": Text, "pending": int})]
PendingSummary = Annotated[
    dict[str, Any],
    RecordShape(
        {"pending": int, "min": Text | None, "max": Text | None, "consumers": list[ConsumerCount]}
    ),
]
PendingEntry = Annotated[
    dict[str, Any],
    RecordShape(
        {
            "message_id": Text,
            "consumer": Text,
            "time_since_delivered": int,
            "times_delivered": int,
        }
    ),
]


@command(group="stream", writes=True, since="5.0.0", complexity="O(log(N)) for each id")
def xack(db: Keyspace, name: Name, groupname: Value, *ids: IdText) -> int:
    """Acknowledge entries, which their consumers no longer have then.

    Parameters
    ----------
    name : str
        Key of the stream.
    groupname : str
        The group.
    *ids : str

    Returns
    -------
    int
        How many there were; 0 also when the key or the group is missing.

    Raises
    ------
    ResponseError
        The key holds another type, or an id is none.

    Examples
    --------
    >>> r.xadd("log", {"level": "info"}, id="1-1")
    '1-1'
    >>> r.xgroup_create("log", "mailers", id=0)
    True
    >>> r.xreadgroup("mailers", "ada", {"log": ">"})
    [['log', [('1-1', {'level': 'info'})]]]
    >>> r.xack("log", "mailers", "1-1", "9-9")
    1
    """
    found = find_group(db, name, groupname)
    if found is None:
        return 0
    return sum(map(found[1].acknowledge, parse_ids(ids)))


@command(
    group="stream",
    since="5.0.0",
    complexity="O(N log(N)) for N consumers of the group",
)
def xpending(db: Keyspace, name: Name, groupname: Value) -> PendingSummary:
    """Return how many entries the consumers of a group have not acknowledged.

    Parameters
    ----------
    name : str
        Key of the stream.
    groupname : str
        The group.

    Returns
    -------
    dict
        ``pending``, how many; ``min`` and ``max``, the ids of the first and the last, or None;
        ``consumers``, a list of dicts of ``name`` and ``pending`` for those that have any.

    Raises
    ------
    ResponseError
        The key holds another type, or there is no such group (NOGROUP).

    Examples
    --------
    >>> r.xadd("log", {"level": "info"}, id="1-1")
    '1-1'
    >>> r.xgroup_create("log", "mailers", id=0)
    True
    >>> r.xreadgroup("mailers", "ada", {"log": ">"})
    [['log', [('1-1', {'level': 'info'})]]]
    >>> r.xpending("log", "mailers")
    {'pending': 1, 'min': '1-1', 'max': '1-1', 'consumers': [{'name': 'ada', 'pending': 1}]}
    """
    _, group = existing_group(db, name, groupname)
    pending = group.pending
    return {
        "pending": len(pending),
        "min": format_id(pending.keys()[0]) if pending else None,
        "max": format_id(pending.keys()[-1]) if pending else None,
        "consumers": [
            {"name": one, "pending": len(consumer.pending)}
            for one, consumer in by_name(group.consumers)
            if consumer.pending
        ],
    }


@command(
    group="stream",
    since="5.0.0",
    complexity="O(log(N)+M) for M entries looked at",
    redis_name="xpending",
    rules=(
        refused(
            "min is None and max is None and count is None"
            " and not (idle is None and consumername is None)",
            error="if XPENDING is provided with idle time or consumername, it must be provided "
            "with min, max and count parameters",
        ),
        refused(
            "None in (min, max, count) and not (min is None and max is None and count is None)",
            error="XPENDING must be provided with min, max and count parameters, or none of them.",
        ),
    ),
)
def xpending_range(
    db: Keyspace,
    name: Name,
    groupname: Value,
    min: Start | None,
    max: End | None,
    count: PendingCount | None,
    consumername: ConsumerFilter | None = None,
    idle: PendingIdle | None = None,
) -> list[PendingEntry] | PendingSummary:
    """Return the entries that the consumers of a group have not acknowledged.

    Parameters
    ----------
    name : str
        Key of the stream.
    groupname : str
        The group.
    min, max : str
        Ids, both included; ``"(id"`` leaves one out, ``"-"`` and ``"+"`` are the ends.
    count : int
        Return so many entries at most.
    consumername : str, optional
        Only those that this consumer has.
    idle : int, optional
        Only those that were given to a consumer so many milliseconds ago at least.

    Returns
    -------
    list of dict
        Of each ``message_id``, ``consumer``, ``time_since_delivered`` in milliseconds and
        ``times_delivered``. With None for `min`, `max` and `count` the reply of `xpending`.

    Raises
    ------
    ResponseError
        The key holds another type, there is no such group (NOGROUP), or `min` or `max` is no id.
    DataError
        Some of `min`, `max` and `count` are None, or `count` or `idle` is negative.

    Examples
    --------
    >>> r.xadd("log", {"level": "info"}, id="1-1")
    '1-1'
    >>> r.xgroup_create("log", "mailers", id=0)
    True
    >>> r.xreadgroup("mailers", "ada", {"log": ">"})
    [['log', [('1-1', {'level': 'info'})]]]
    >>> [pending] = r.xpending_range("log", "mailers", "-", "+", count=10)
    >>> pending["message_id"], pending["consumer"], pending["times_delivered"]
    ('1-1', 'ada', 1)
    """
    if min is None or max is None or count is None:
        return xpending(db, name, groupname)
    start, end = _START.parse(min), _END.parse(max)
    _, group = existing_group(db, name, groupname)
    pending = group.pending
    if consumername:
        consumer = group.consumers.get(consumername)
        if consumer is None:
            return []
        pending = consumer.pending
    now = now_ms()
    found = (
        (id_, pending[id_])
        for id_ in pending.irange(start, end)
        if not idle or now - pending[id_].moment >= idle
    )
    return [
        {
            "message_id": format_id(id_),
            "consumer": delivery.consumer.name,
            "time_since_delivered": now - delivery.moment,
            "times_delivered": delivery.times,
        }
        for id_, delivery in islice(found, count)
    ]
