"""Consumer groups of streams: made, moved and removed; and how other commands find one."""

from __future__ import annotations

from typing import Annotated, TypeVar

from znsocket.commands.stream_ids import IdText, parse_id
from znsocket.exceptions import ResponseError
from znsocket.keyspace import Keyspace, StreamValue, now_ms
from znsocket.keyspace.consumer_group import Group
from znsocket.keyspace.stream_id import LAST_ID, NO_ID, StreamId
from znsocket.registry import (
    Flag,
    Name,
    OneOrZero,
    Text,
    Value,
    command,
    octets,
)
from znsocket.registry.parameters import INT_MAX, IntParameter

T = TypeVar("T")


class EntriesReadParameter(IntParameter):
    """How many entries a group has read, or -1 when that is not known."""

    fast = f"{{x}}.__class__ is int and -1 <= {{x}} <= {INT_MAX}"

    def parse(self, value: object) -> int:
        """Return the number."""
        number = super().parse(value)
        if number < -1:
            raise ResponseError("value for ENTRIESREAD must be positive or -1")
        return number


EntriesRead = Annotated[int, EntriesReadParameter()]


def find_group(db: Keyspace, name: Text, groupname: Text) -> tuple[StreamValue, Group] | None:
    """Return a stream and one of its groups, or None when either is missing."""
    stream = db.read(name, StreamValue)
    group = stream.groups.get(groupname)
    return None if group is None else (stream, group)


def existing_group(
    db: Keyspace, name: Text, groupname: Text, behind: str = ""
) -> tuple[StreamValue, Group]:
    """Return a stream and one of its groups; `behind` goes on in the error when one is missing."""
    found = find_group(db, name, groupname)
    if found is None:
        raise ResponseError(
            f"NOGROUP No such key '{shown(name)}' or consumer group '{shown(groupname)}'{behind}"
        )
    return found


def group_of(stream: StreamValue, name: Text, groupname: Text) -> Group:
    """Return a group of a stream that exists, or raise Redis' error."""
    group = stream.groups.get(groupname)
    if group is None:
        raise ResponseError(
            f"NOGROUP No such consumer group '{shown(groupname)}' for key name '{shown(name)}'"
        )
    return group


def by_name(named: dict[Text, T]) -> list[tuple[Text, T]]:
    """Return the groups or consumers of a dict with their names, as replies list them."""
    return sorted(named.items(), key=lambda pair: octets(pair[0]))


def shown(name: Text) -> str:
    """Return a name as Redis shows it in an error: up to a NUL, at which strings of C end."""
    return octets(name).partition(b"\0")[0].decode(errors="replace")


def _stream(db: Keyspace, name: Text) -> StreamValue:
    """Return the stream that an XGROUP command names."""
    stream = db.read(name, StreamValue)
    if not stream:
        raise ResponseError(
            "The XGROUP subcommand requires the key to exist. Note that for CREATE you may want "
            "to use the MKSTREAM option to create an empty stream automatically."
        )
    return stream


def _read(entries_read: int | None) -> int | None:
    return None if entries_read == -1 else entries_read


@command(group="stream", writes=True, since="5.0.0", complexity="O(1)", redis_name="xgroup|create")
def xgroup_create(
    db: Keyspace,
    name: Name,
    groupname: Value,
    id: IdText = "$",
    mkstream: Flag = False,
    entries_read: EntriesRead | None = None,
) -> bool:
    """Make a consumer group of a stream.

    Parameters
    ----------
    name : str
        Key of the stream.
    groupname : str
        The group.
    id : str
        The id behind which its new entries begin; ``"$"`` for the last one there is.
    mkstream : bool
        Make an empty stream when the key is missing.
    entries_read : int, optional
        How many entries are taken as read, which the group's lag is counted from.

    Returns
    -------
    bool
        True.

    Raises
    ------
    ResponseError
        The key is missing or holds another type, or the group is there already (BUSYGROUP).

    Examples
    --------
    >>> r.xgroup_create("log", "mailers", id=0, mkstream=True)
    True
    >>> r.xadd("log", {"level": "info"}, id="1-1")
    '1-1'
    >>> r.xreadgroup("mailers", "ada", {"log": ">"})
    [['log', [('1-1', {'level': 'info'})]]]
    """
    stream = db.read(name, StreamValue) if mkstream else _stream(db, name)
    last = stream.last if id == "$" else parse_id(id)
    if groupname in stream.groups:
        raise ResponseError("BUSYGROUP Consumer Group name already exists")
    if not stream:
        stream.make()
        db.put(name, stream)
    stream.groups[groupname] = Group(last, _read(entries_read))
    return True


@command(group="stream", writes=True, since="5.0.0", complexity="O(1)", redis_name="xgroup|setid")
def xgroup_setid(
    db: Keyspace,
    name: Name,
    groupname: Value,
    id: IdText,
    entries_read: EntriesRead | None = None,
) -> bool:
    """Set the id behind which the new entries of a group begin.

    Parameters
    ----------
    name : str
        Key of the stream.
    groupname : str
        The group.
    id : str
        An id, or ``"$"`` for the last one there is.
    entries_read : int, optional
        How many entries are taken as read, which the group's lag is counted from.

    Returns
    -------
    bool
        True.

    Raises
    ------
    ResponseError
        The key is missing or holds another type, or there is no such group (NOGROUP).

    Examples
    --------
    >>> r.xadd("log", {"level": "info"}, id="1-1")
    '1-1'
    >>> r.xgroup_create("log", "mailers")
    True
    >>> r.xgroup_setid("log", "mailers", 0)
    True
    >>> r.xreadgroup("mailers", "ada", {"log": ">"})
    [['log', [('1-1', {'level': 'info'})]]]
    """
    stream = _stream(db, name)
    group = group_of(stream, name, groupname)
    group.last = _setid(stream, id)
    group.read = _read(entries_read)
    return True


def _setid(stream: StreamValue, written: Text) -> StreamId:
    """Return the id that XGROUP SETID sets, which takes more signs than CREATE."""
    ends = {"$": stream.last, "-": NO_ID, "+": LAST_ID}
    return ends[written] if isinstance(written, str) and written in ends else parse_id(written)


@command(
    group="stream",
    writes=True,
    since="5.0.0",
    complexity="O(N) for N entries that are not acknowledged",
    redis_name="xgroup|destroy",
)
def xgroup_destroy(db: Keyspace, name: Name, groupname: Value) -> OneOrZero:
    """Remove a consumer group with all that it has not acknowledged.

    Parameters
    ----------
    name : str
        Key of the stream.
    groupname : str
        The group.

    Returns
    -------
    bool
        Whether there was one.

    Raises
    ------
    ResponseError
        The key is missing or holds another type.

    Examples
    --------
    >>> r.xgroup_create("log", "mailers", mkstream=True)
    True
    >>> r.xgroup_destroy("log", "mailers")
    True
    """
    stream = _stream(db, name)
    if stream.groups.pop(groupname, None) is None:
        return False
    db.observed.notify(name)
    return True


@command(
    group="stream",
    writes=True,
    since="6.2.0",
    complexity="O(1)",
    redis_name="xgroup|createconsumer",
)
def xgroup_createconsumer(db: Keyspace, name: Name, groupname: Value, consumername: Value) -> int:
    """Make a consumer of a group; one that reads or claims is made by that.

    Parameters
    ----------
    name : str
        Key of the stream.
    groupname, consumername : str
        The group and the consumer.

    Returns
    -------
    int
        1, or 0 when it is there already.

    Raises
    ------
    ResponseError
        The key is missing or holds another type, or there is no such group (NOGROUP).

    Examples
    --------
    >>> r.xgroup_create("log", "mailers", mkstream=True)
    True
    >>> r.xgroup_createconsumer("log", "mailers", "ada")
    1
    """
    group = group_of(_stream(db, name), name, groupname)
    if consumername in group.consumers:
        return 0
    group.consumer(consumername, now_ms())
    return 1


@command(
    group="stream",
    writes=True,
    since="5.0.0",
    complexity="O(N log(M)) for the consumer's N of the group's M entries",
    redis_name="xgroup|delconsumer",
)
def xgroup_delconsumer(db: Keyspace, name: Name, groupname: Value, consumername: Value) -> int:
    """Remove a consumer of a group with all that it has not acknowledged.

    Parameters
    ----------
    name : str
        Key of the stream.
    groupname, consumername : str
        The group and the consumer.

    Returns
    -------
    int
        How many entries it had not acknowledged; nobody will get them again.

    Raises
    ------
    ResponseError
        The key is missing or holds another type, or there is no such group (NOGROUP).

    Examples
    --------
    >>> r.xadd("log", {"level": "info"}, id="1-1")
    '1-1'
    >>> r.xgroup_create("log", "mailers", id=0)
    True
    >>> r.xreadgroup("mailers", "ada", {"log": ">"})
    [['log', [('1-1', {'level': 'info'})]]]
    >>> r.xgroup_delconsumer("log", "mailers", "ada")
    1
    """
    return group_of(_stream(db, name), name, groupname).remove(consumername)
