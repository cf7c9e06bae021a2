"""Sets: members without order, each of them once."""

from __future__ import annotations

from collections.abc import Iterator

from znsocket.commands.sampling import SampleCount, drawn, page_size
from znsocket.keyspace import Keyspace, SetValue
from znsocket.registry import (
    Count,
    Cursor,
    First,
    Int,
    Key,
    LateInt,
    Members,
    Name,
    OneOrZero,
    Pattern,
    Text,
    Value,
    command,
)


@command(group="set", writes=True, fills=True, unchanged=(0,), complexity="O(N) for N values")
def sadd(db: Keyspace, name: Key[SetValue], value: First[Value], *values: Value) -> int:
    """Add members.

    Parameters
    ----------
    name : str
        Key of the set; made when missing.
    *values : str, bytes, int or float

    Returns
    -------
    int
        Number of members that are new.

    Examples
    --------
    >>> r.sadd("tags", "red", "blue")
    2
    >>> r.sadd("tags", "red", "green")
    1
    """
    if values:
        added = name.put_all((value, *values))
    elif name.__contains__(value):  # half the time of `in`, which a subclass of set looks up
        added = 0
    else:
        name.put(value)
        added = 1
    return added


@command(group="set", writes=True, unchanged=(0,), complexity="O(N) for N values")
def srem(db: Keyspace, name: Key[SetValue], *values: Value) -> int:
    """Remove members.

    Parameters
    ----------
    name : str
        Key of the set; removed with its last member.
    *values : str, bytes, int or float

    Returns
    -------
    int
        Number of members that were there.

    Examples
    --------
    >>> r.sadd("tags", "red", "blue")
    2
    >>> r.srem("tags", "red", "green")
    1
    >>> r.smembers("tags")
    {'blue'}
    """
    return name.drop_all(values)


@command(group="set", complexity="O(N) for N members")
def smembers(db: Keyspace, name: Key[SetValue]) -> set[Text]:
    """Return all members.

    Parameters
    ----------
    name : str
        Key of the set.

    Returns
    -------
    set of str
        Empty when the key is missing.

    Examples
    --------
    >>> r.sadd("tags", "red", "blue")
    2
    >>> sorted(r.smembers("tags"))
    ['blue', 'red']
    >>> r.smembers("missing")
    set()
    """
    return set(name)


@command(group="set", complexity="O(1)")
def scard(db: Keyspace, name: Key[SetValue]) -> int:
    """Return the number of members.

    Parameters
    ----------
    name : str
        Key of the set.

    Returns
    -------
    int
        0 when the key is missing.

    Examples
    --------
    >>> r.sadd("tags", "red", "blue", "red")
    2
    >>> r.scard("tags")
    2
    """
    return len(name)


@command(group="set", complexity="O(1)")
def sismember(db: Keyspace, name: Key[SetValue], value: Value) -> int:
    """Tell whether a value is a member.

    Parameters
    ----------
    name : str
        Key of the set.
    value : str, bytes, int or float

    Returns
    -------
    int
        1 if it is, 0 if it is not or the key is missing.

    Examples
    --------
    >>> r.sadd("primes", 2, 3, 5)
    3
    >>> r.sismember("primes", 3), r.sismember("primes", 4)
    (1, 0)
    """
    return 1 if value in name else 0


@command(group="set", complexity="O(N) for N values", since="6.2.0")
def smismember(db: Keyspace, name: Key[SetValue], values: Members, *args: Value) -> list[int]:
    """Tell for each of several values whether it is a member.

    Parameters
    ----------
    name : str
        Key of the set.
    values : list of str, or str
        All values, or the first of them.
    *args : str, bytes, int or float
        Further values.

    Returns
    -------
    list of int
        1 or 0 for each value, in order.

    Examples
    --------
    >>> r.sadd("primes", 2, 3, 5)
    3
    >>> r.smismember("primes", [3, 4, 5])
    [1, 0, 1]
    """
    return [1 if value in name else 0 for value in values]


@command(group="set", writes=True, unchanged=(None, []), complexity="O(N) for N popped members")
def spop(db: Keyspace, name: Key[SetValue], count: Count | None = None) -> Text | list[Text] | None:
    """Remove and return random members.

    Parameters
    ----------
    name : str
        Key of the set; removed with its last member.
    count : int, optional
        Pop up to that many, as a list.

    Returns
    -------
    str, list of str or None
        Without `count` one member, or None when the key is missing.

    Raises
    ------
    ResponseError
        `count` is negative.

    Examples
    --------
    >>> r.sadd("tickets", "a17")
    1
    >>> r.spop("tickets")
    'a17'
    >>> r.spop("tickets", 2)
    []
    """
    if count is None:
        return name.take() if name else None
    members = name.sample(count)
    name.drop_all(members)
    return members


@command(group="set", complexity="O(N) for N returned members")
def srandmember(
    db: Keyspace, name: Key[SetValue], number: SampleCount | None = None
) -> Text | list[Text] | None:
    """Return random members.

    Parameters
    ----------
    name : str
        Key of the set.
    number : int, optional
        Up to that many different members; if negative, exactly as many that may repeat.

    Returns
    -------
    str, list of str or None
        Without `number` one member, or None when the key is missing.

    Raises
    ------
    ResponseError
        `number` is out of range.

    Examples
    --------
    >>> r.sadd("tickets", "a17")
    1
    >>> r.srandmember("tickets")
    'a17'
    >>> r.srandmember("tickets", -3)
    ['a17', 'a17', 'a17']
    """
    return drawn(name, number)


@command(group="set", writes=True, unchanged=(False,), complexity="O(1)")
def smove(db: Keyspace, src: Key[SetValue], dst: Name, value: Value) -> OneOrZero:
    """Move a member from one set to another.

    Parameters
    ----------
    src : str
        Key of the set that has the member; removed with its last one.
    dst : str
        Key of the set that gets it; made when missing.
    value : str, bytes, int or float

    Returns
    -------
    bool
        False, and nothing is done, when `src` has no such member.

    Examples
    --------
    >>> r.sadd("todo", "paint", "sand")
    2
    >>> r.smove("todo", "done", "sand")
    True
    >>> r.smembers("todo"), r.smembers("done")
    ({'paint'}, {'sand'})
    """
    if not src:
        return False
    target = db.read(dst, SetValue)
    if value not in src:
        return False
    if target is src:
        db.unchanged()
        return True
    src.drop(value)
    if target.put(value):
        db.put(dst, target)
    return True


@command(group="set", complexity="O(N) for a page of N members", since="2.8.0")
def sscan(
    db: Keyspace,
    name: Key[SetValue],
    cursor: Cursor = 0,
    match: Pattern | None = None,
    count: LateInt | None = None,
) -> tuple[int, list[Text]]:
    """Return one page of the members, and where the next begins.

    A member that is there from the first page to the last is returned at least once.

    Parameters
    ----------
    name : str
        Key of the set.
    cursor : int
        0 for the first page, then what the page before gave.
    match : str, optional
        Glob pattern; members that do not match are left out of the page.
    count : int, optional
        Members to look at for a page, 10 by default; a small set comes at once.

    Returns
    -------
    tuple of int and list of str
        The next cursor, 0 at the end, and the members.

    Raises
    ------
    ResponseError
        `count` is less than 1, or the cursor is not one.

    Examples
    --------
    >>> r.sadd("tags", "red", "rust", "blue")
    3
    >>> cursor, page = r.sscan("tags", match="r*")
    >>> cursor, sorted(page)
    (0, ['red', 'rust'])
    """
    if not name:
        return 0, []
    following, page = name.page(cursor, page_size(count))
    return following, page if match is None else list(filter(match, page))


@command(group="set", complexity="O(N) for N members", since="2.8.0", iterates="sscan")
def sscan_iter(
    db: Keyspace,
    name: Key[SetValue],
    match: Pattern | None = None,
    count: Int | None = None,
) -> Iterator[Text]:
    """Iterate over the members, page by page.

    Parameters
    ----------
    name : str
        Key of the set.
    match : str, optional
        Glob pattern that the members match.
    count : int, optional
        Members to look at for a page.

    Yields
    ------
    str
        A member, at least once if it stays during the iteration.

    Examples
    --------
    >>> r.sadd("tags", "red", "blue")
    2
    >>> sorted(r.sscan_iter("tags", match="*e*"))
    ['blue', 'red']
    """
