"""Streams: logs of entries, each a few fields under an id that grows with time."""

from __future__ import annotations

from typing import Annotated, Any

from znsocket.commands.stream_ids import (
    HIGHEST,
    CheckedIntParameter,
    FilledMappingParameter,
    Id,
    IdText,
    PolicyParameter,
    after,
    invalid_id,
    parse_id,
    parse_ids,
)
from znsocket.exceptions import DataError, ResponseError
from znsocket.keyspace import Keyspace, StreamValue, now_ms
from znsocket.keyspace.stream_blocks import BLOCK_ENTRIES
from znsocket.keyspace.stream_id import LAST_ID, NO_ID, StreamId, format_id
from znsocket.registry import Flag, Key, Text, at_most_one, command, refused, text
from znsocket.registry.parameters import AtLeastParameter, IntParameter, Parameter, TextParameter

Fields = Annotated[dict[Text, Text], FilledMappingParameter("XADD fields must be a non-empty dict")]
MaxLength = Annotated[
    int, CheckedIntParameter(0, "XADD maxlen must be non-negative integer", order=1)
]
TrimLength = Annotated[
    int, AtLeastParameter(0, "The MAXLEN argument must be >= 0.", IntParameter.error)
]
TrimLimit = Annotated[
    int, AtLeastParameter(0, "The LIMIT argument must be >= 0.", IntParameter.error)
]


class AddLimitParameter(AtLeastParameter):
    """The limit of a trim in XADD, behind the words of newer servers."""

    order = 1

    def __init__(self) -> None:
        super().__init__(0, "The LIMIT argument must be >= 0.", IntParameter.error)


AddLimit = Annotated[int, AddLimitParameter()]
AddPolicy = Annotated[Any, PolicyParameter("XADD", invalid_id())]
TrimPolicy = Annotated[Any, PolicyParameter("XTRIM", ResponseError("syntax error"))]


class NewIdParameter(TextParameter):
    """The id of a new entry; the body receives the text where that leaves something to choose."""

    accepts = "EncodableT"
    fast = "{x} == '*'"
    order = 2

    def parse(self, value: Text) -> Text | StreamId:
        """Return the id or the text."""
        if value == "*":
            return value
        if isinstance(value, str) and value.endswith("-*"):
            parse_id(value[:-2])
            return value
        return parse_id(value)


class ProducerParameter(Parameter):
    """A producer's id and one of an entry; Redis has it since 8.6."""

    accepts = "tuple[str, bytes]"

    def check(self, value: Any) -> None:
        """Raise `DataError` for anything but a pair."""
        if not isinstance(value, (tuple, list)) or len(value) != 2:  # noqa: PLR2004 - a pair
            raise DataError("XADD idmp must be a tuple of (producer_id, idempotent_id)")

    def pack(self, value: Any) -> Any:
        """Return the pair as texts."""
        return tuple(text(one) for one in value)

    def parse(self, value: Any) -> Any:
        """Raise Redis' error for what it does not know."""
        raise invalid_id()


class ProducerIdParameter(TextParameter):
    """A producer's id; Redis has it since 8.6."""

    fast = "False"

    def parse(self, value: Any) -> Any:
        """Raise Redis' error for what it does not know."""
        raise invalid_id()


NewId = Annotated[Any, NewIdParameter()]
Producer = Annotated[Any, ProducerParameter()]
ProducerId = Annotated[Any, ProducerIdParameter()]

_EXACT = "syntax error, LIMIT cannot be used without the special ~ option"


def _new_id(stream: StreamValue, given: Text | StreamId) -> StreamId:
    last = stream.last
    if last == LAST_ID:
        raise ResponseError(
            "The stream has exhausted the last possible ID, unable to add more items"
        )
    if isinstance(given, tuple):
        id_ = given
    elif given == "*":
        id_ = max((now_ms(), 0), after(last))
    else:
        milliseconds, _ = parse_id(given[:-2])
        same = milliseconds == last[0] and last[1] < HIGHEST
        id_ = after(last) if same else (milliseconds, 0)
    if id_ <= last:
        raise ResponseError(
            "The ID specified in XADD is equal or smaller than the target stream top item"
        )
    return id_


def _block_limit(approximate: bool, limit: int | None) -> int | None:
    """Return the limit of an approximate trim, None for an exact one."""
    if not approximate:
        return None
    return 100 * BLOCK_ENTRIES if limit is None else limit


@command(
    group="stream",
    writes=True,
    unchanged=(None,),
    since="5.0.0",
    complexity="O(1), and O(N) for N trimmed entries",
    rules=(
        at_most_one(
            "maxlen", "minid", error="Only one of ```maxlen``` or ```minid``` may be specified"
        ),
        at_most_one(
            "idmpauto", "idmp", error="Only one of ```idmpauto``` or ```idmp``` may be specified"
        ),
        refused(
            "({idmpauto} or {idmp}) and id != '*'",
            error="IDMPAUTO and IDMP can only be used with id='*'",
            options=("idmpauto", "idmp"),
        ),
        refused(
            "limit and not ({maxlen} or {minid})",
            error="syntax error, LIMIT cannot be used without specifying a trimming strategy",
            options=("limit",),
            by_redis=True,
        ),
        refused(
            "{limit} and not (approximate and ({maxlen} or {minid}))",
            error=_EXACT,
            options=("limit",),
            by_redis=True,
        ),
        refused(
            f"id == {NO_ID}",
            error="The ID specified in XADD must be greater than 0-0",
            by_redis=True,
        ),
    ),
)
def xadd(
    db: Keyspace,
    name: Key[StreamValue],
    fields: Fields,
    id: NewId = "*",
    maxlen: MaxLength | None = None,
    approximate: Flag = True,
    nomkstream: Flag = False,
    minid: Id | None = None,
    limit: AddLimit | None = None,
    ref_policy: AddPolicy | None = None,
    idmpauto: ProducerId | None = None,
    idmp: Producer | None = None,
) -> Text | None:
    """Append an entry.

    Parameters
    ----------
    name : str
        Key of the stream.
    fields : dict
        What the entry holds, one field at least.
    id : str
        ``"ms-seq"`` above all ids so far, ``"ms-*"`` for the next one of a millisecond, or
        ``"*"`` for the next one of now.
    maxlen, minid : int or str, optional
        Trim the stream afterwards to so many entries, or to those from this id on.
    approximate : bool
        Trim whole blocks of entries only, so that a few more may stay.
    nomkstream : bool
        Do nothing when the key is missing.
    limit : int, optional
        Trim so many entries at most; for an approximate trim.
    ref_policy, idmpauto, idmp : optional
        Of newer versions of Redis; refused.

    Returns
    -------
    str or None
        The id; None with `nomkstream` when the key is missing.

    Raises
    ------
    ResponseError
        The key holds another type, or the id is none or not above the last one.
    DataError
        `fields` is empty, or `maxlen` comes with `minid` or is negative.

    Examples
    --------
    >>> r.xadd("log", {"level": "info"}, id="1-1")
    '1-1'
    >>> r.xadd("log", {"level": "debug"}, id="1-*")
    '1-2'
    >>> r.xrange("log")
    [('1-1', {'level': 'info'}), ('1-2', {'level': 'debug'})]
    """
    if nomkstream and not name:
        return None
    new = _new_id(name, id)
    name.append(new, fields)
    keep = maxlen if minid is None else minid
    if keep is not None:
        name.trim(keep, _block_limit(approximate, limit))
    return format_id(new)


@command(group="stream", since="5.0.0", complexity="O(1)")
def xlen(db: Keyspace, name: Key[StreamValue]) -> int:
    """Return the number of entries.

    Parameters
    ----------
    name : str
        Key of the stream.

    Returns
    -------
    int
        0 when the key is missing.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.xadd("log", {"level": "info"}, id="1-1")
    '1-1'
    >>> r.xlen("log")
    1
    """
    return len(name)


@command(
    group="stream", writes=True, unchanged=(0,), since="5.0.0", complexity="O(log(N)) for each id"
)
def xdel(db: Keyspace, name: Key[StreamValue], *ids: IdText) -> int:
    """Remove entries; the stream stays even when none is left.

    Parameters
    ----------
    name : str
        Key of the stream.
    *ids : str

    Returns
    -------
    int
        Number of entries removed.

    Raises
    ------
    ResponseError
        The key holds another type, or an id is none.

    Examples
    --------
    >>> r.xadd("log", {"level": "info"}, id="1-1")
    '1-1'
    >>> r.xdel("log", "1-1", "9-9")
    1
    """
    return name.delete(parse_ids(ids)) if name else 0


@command(
    group="stream",
    writes=True,
    unchanged=(0,),
    since="5.0.0",
    complexity="O(N) for N removed entries",
    rules=(
        at_most_one(
            "maxlen", "minid", error="Only one of ``maxlen`` or ``minid`` may be specified"
        ),
        refused(
            "maxlen is None and minid is None",
            error="One of ``maxlen`` or ``minid`` must be specified",
        ),
        refused("{limit} and not approximate", error=_EXACT, options=("limit",), by_redis=True),
    ),
)
def xtrim(
    db: Keyspace,
    name: Key[StreamValue],
    maxlen: TrimLength | None = None,
    approximate: Flag = True,
    minid: Id | None = None,
    limit: TrimLimit | None = None,
    ref_policy: TrimPolicy | None = None,
) -> int:
    """Remove the oldest entries.

    Parameters
    ----------
    name : str
        Key of the stream.
    maxlen, minid : int or str
        Keep so many entries, or those from this id on; one of them is to be given.
    approximate : bool
        Remove whole blocks of entries only, so that a few more may stay.
    limit : int, optional
        Remove so many entries at most; for an approximate trim.
    ref_policy : str, optional
        Of newer versions of Redis; refused.

    Returns
    -------
    int
        Number of entries removed.

    Raises
    ------
    ResponseError
        The key holds another type, or `maxlen`, `minid` or `limit` is out of range.
    DataError
        Both of `maxlen` and `minid` are given, or none.

    Examples
    --------
    >>> r.xadd("log", {"level": "info"}, id="1-1")
    '1-1'
    >>> r.xadd("log", {"level": "debug"}, id="2-1")
    '2-1'
    >>> r.xtrim("log", maxlen=1, approximate=False)
    1
    """
    keep = maxlen or 0 if minid is None else minid
    return name.trim(keep, _block_limit(approximate, limit))
