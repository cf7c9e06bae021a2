"""Streams: entries that change from one consumer of a group to another."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any

from znsocket.commands.stream_groups import existing_group, shown
from znsocket.commands.stream_ids import (
    CheckedIntParameter,
    Entries,
    LooseIntParameter,
    OptionalIntParameter,
    RangeStart,
    parse_id,
)
from znsocket.exceptions import DataError, ResponseError
from znsocket.keyspace import Keyspace, now_ms
from znsocket.keyspace.stream_id import NO_ID, StreamId, format_id
from znsocket.registry import Flag, Name, Text, Value, command, text
from znsocket.registry.parameters import FlagParameter, LateParameter, Parameter
from znsocket.registry.records import RowShape

# XAUTOCLAIM looks at so many entries for each one that it may claim.
_TRIES = 10

# The lowest count that Redis has no room for.
_TOO_MANY = 2**59


class IdsParameter(Parameter):
    """Ids in a list or a tuple, one at least."""

    accepts = "Sequence[EncodableT]"

    def check(self, value: Any) -> None:
        """Raise `DataError` for anything else."""
        if not isinstance(value, (list, tuple)) or not value:
            raise DataError(
                "XCLAIM message_ids must be a non empty list or tuple of message IDs to claim"
            )

    def pack(self, value: Any) -> list[Text]:
        """Return the list of texts."""
        return [text(one) for one in value]

    def parse(self, value: list[Text]) -> list[StreamId]:
        """Return the ids."""
        return [self._id(one) for one in value]

    def _id(self, written: Text) -> StreamId:
        try:
            return parse_id(written)
        except ResponseError:
            raise ResponseError(f"Unrecognized XCLAIM option '{shown(written)}'") from None


class TruthParameter(FlagParameter):
    """An option that is True, or anything that is false."""

    def __init__(self, refusal: str) -> None:
        self.refusal = refusal

    def check(self, value: Any) -> None:
        """Raise `DataError` for anything else."""
        if value and not isinstance(value, bool):
            raise DataError(self.refusal)


class ClaimCountParameter(OptionalIntParameter):
    """How many entries are claimed at most."""

    def __init__(self) -> None:
        super().__init__("XPENDING count must be a integer >= 0", "COUNT must be > 0")
        self.fast = f"{{x}}.__class__ is int and 1 <= {{x}} < {_TOO_MANY}"

    def parse(self, value: Any) -> int:
        """Return the number."""
        count = super().parse(value)
        if not 1 <= count < _TOO_MANY:
            raise ResponseError(self.error)
        return count


def _claimed(name: str) -> CheckedIntParameter:
    return CheckedIntParameter(
        None,
        f"XCLAIM {name.lower()} must be an integer",
        f"Invalid {name} option argument for XCLAIM",
    )


_MIN_IDLE = CheckedIntParameter(
    0,
    "XCLAIM min_idle_time must be a non negative integer",
    "Invalid min-idle-time argument for XCLAIM",
)
_IDS = IdsParameter()
_IDLE = _claimed("IDLE")
_TIME = _claimed("TIME")
_RETRY_COUNT = _claimed("RETRYCOUNT")

# XCLAIM looks for the group before it reads these.
ClaimIdle = Annotated[Any, LateParameter(_MIN_IDLE)]
ClaimIds = Annotated[Any, LateParameter(_IDS)]
Idle = Annotated[Any, LateParameter(_IDLE)]
Time = Annotated[Any, LateParameter(_TIME)]
RetryCount = Annotated[Any, LateParameter(_RETRY_COUNT)]
Force = Annotated[bool, TruthParameter("XCLAIM force must be a boolean")]
JustId = Annotated[bool, TruthParameter("XCLAIM justid must be a boolean")]
AutoIdle = Annotated[
    int,
    LooseIntParameter(
        "XAUTOCLAIM min_idle_time must be a nonnegative integer",
        "Invalid min-idle-time argument for XAUTOCLAIM",
    ),
]
AutoCount = Annotated[int, ClaimCountParameter()]

ClaimedPage = Annotated[list[Any], RowShape(Text, Entries, list[Text])]


@command(
    group="stream",
    writes=True,
    since="5.0.0",
    complexity="O(log(N)) for each id and N entries that are not acknowledged",
)
def xclaim(
    db: Keyspace,
    name: Name,
    groupname: Value,
    consumername: Value,
    min_idle_time: ClaimIdle,
    message_ids: ClaimIds,
    idle: Idle | None = None,
    time: Time | None = None,
    retrycount: RetryCount | None = None,
    force: Force = False,
    justid: JustId = False,
) -> Entries | list[Text]:
    """Give entries that some consumer of a group has not acknowledged to another consumer.

    Parameters
    ----------
    name : str
        Key of the stream.
    groupname, consumername : str
        The group, and who gets the entries; made when missing.
    min_idle_time : int
        Leave those that were given to a consumer less than so many milliseconds ago.
    message_ids : list of str
    idle : int, optional
        Take them as given so many milliseconds ago, and not now.
    time : int, optional
        Take them as given at this Unix time in milliseconds.
    retrycount : int, optional
        Take them as given so many times, and not once more.
    force : bool
        Give also those that no consumer has.
    justid : bool
        Return ids only, and don't count this as given once more.

    Returns
    -------
    list of (str, dict), or list of str
        Id and fields, or with `justid` the id, of each that was claimed. An entry that is no
        longer in the stream is taken from its consumer and not returned.

    Raises
    ------
    ResponseError
        The key holds another type, there is no such group (NOGROUP), or an id is none.
    DataError
        `message_ids` is empty, or an option has another type.

    Examples
    --------
    >>> r.xadd("log", {"level": "info"}, id="1-1")
    '1-1'
    >>> r.xgroup_create("log", "mailers", id=0)
    True
    >>> r.xreadgroup("mailers", "ada", {"log": ">"})
    [['log', [('1-1', {'level': 'info'})]]]
    >>> r.xclaim("log", "mailers", "grace", 0, ["1-1"])
    [('1-1', {'level': 'info'})]
    >>> r.xclaim("log", "mailers", "alan", 60_000, ["1-1"])
    []
    """
    stream, group = existing_group(db, name, groupname)
    shortest = _MIN_IDLE.parse(min_idle_time)
    ids = _IDS.parse(message_ids)
    now = now_ms()
    moment = _moment(now, _optional(_IDLE, idle), _optional(_TIME, time))
    times = _optional(_RETRY_COUNT, retrycount)
    claimed: list[StreamId] = []
    for id_ in ids:
        if id_ not in stream:
            group.acknowledge(id_)
            continue
        delivery = group.pending.get(id_)
        if delivery is None and force:
            group.deliver(id_, group.consumer(consumername, now), now)
        elif delivery is None or now - delivery.moment < shortest:
            continue
        delivery = group.reassign(id_, group.consumer(consumername, now))
        delivery.moment = moment
        if times is not None and times >= 0:
            delivery.times = times
        elif not justid:
            delivery.times += 1
        claimed.append(id_)
    names: list[Text] = [format_id(id_) for id_ in claimed]
    return names if justid else stream.entries(claimed)


def _optional(parameter: CheckedIntParameter, value: Any) -> int | None:
    return None if value is None else parameter.parse(value)


def _moment(now: int, idle: int | None, time: int | None) -> int:
    """Return when claimed entries were given; not in the future, and not before time began."""
    moment = now - (idle or 0) if time is None else time
    return moment if 0 <= moment <= now else now


@command(
    group="stream",
    writes=True,
    since="6.2.0",
    complexity="O(M log(N)) for M entries looked at of N that are not acknowledged",
)
def xautoclaim(
    db: Keyspace,
    name: Name,
    groupname: Value,
    consumername: Value,
    min_idle_time: AutoIdle,
    start_id: RangeStart = "0-0",
    count: AutoCount | None = None,
    justid: Flag = False,
) -> ClaimedPage | list[Text]:
    """Give those entries to a consumer of a group that others have had for long.

    It goes through all that are not acknowledged, page by page.

    Parameters
    ----------
    name : str
        Key of the stream.
    groupname, consumername : str
        The group, and who gets the entries; made when missing.
    min_idle_time : int
        Leave those that were given to a consumer less than so many milliseconds ago.
    start_id : str
        Where to begin: an id, and after the first page what that one returned.
    count : int, optional
        Claim so many at most, 100 by default, of ten times as many that are looked at.
    justid : bool
        Return ids only, and don't count this as given once more.

    Returns
    -------
    list of [str, list of (str, dict), list of str], or list of str
        Where the next page begins, ``"0-0"`` after the last one; id and fields of each entry; ids
        of those that are no longer in the stream, and that nobody has any more. With `justid`
        only the ids that were claimed.

    Raises
    ------
    ResponseError
        The key holds another type, there is no such group (NOGROUP), `start_id` is no id, or
        `count` is 0.
    DataError
        `min_idle_time` or `count` is negative.
    ValueError
        `min_idle_time` or `count` is no number.

    Examples
    --------
    >>> r.xadd("log", {"level": "info"}, id="1-1")
    '1-1'
    >>> r.xgroup_create("log", "mailers", id=0)
    True
    >>> r.xreadgroup("mailers", "ada", {"log": ">"})
    [['log', [('1-1', {'level': 'info'})]]]
    >>> r.xautoclaim("log", "mailers", "grace", min_idle_time=0)
    ['0-0', [('1-1', {'level': 'info'})], []]
    """
    stream, group = existing_group(db, name, groupname)
    count = 100 if count is None else count
    now = now_ms()
    claimed: list[StreamId] = []
    gone: list[StreamId] = []
    looked_at = list(islice(group.pending.irange(start_id), 1 + count * _TRIES))
    following = NO_ID
    for place, id_ in enumerate(looked_at):
        if place == count * _TRIES or len(claimed) + len(gone) == count:
            following = id_
            break
        if id_ not in stream:
            group.acknowledge(id_)
            gone.append(id_)
        elif now - group.pending[id_].moment >= min_idle_time:
            delivery = group.reassign(id_, group.consumer(consumername, now))
            delivery.moment = now
            delivery.times += not justid
            claimed.append(id_)
    if justid:
        return [format_id(id_) for id_ in claimed]
    return [format_id(following), stream.entries(claimed), [format_id(id_) for id_ in gone]]
