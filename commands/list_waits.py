"""Lists: what takes elements from their ends and waits for some when there are none."""

from __future__ import annotations

from typing import Annotated, Any, cast

from znsocket.commands.list_ends import Direction, End, lmove
from znsocket.commands.numbered_keys import keys_to_pop
from znsocket.keyspace import Keyspace, ListValue
from znsocket.registry import LateInt, Name, Names, Text, Timeout, command
from znsocket.registry.parameters import LateParameter, TimeoutParameter

_TIMEOUT = TimeoutParameter()

LateTimeout = Annotated[Any, LateParameter(_TIMEOUT)]


@command(
    group="list",
    writes=True,
    blocking="timeout",
    since="2.0.0",
    complexity="O(N) for N keys",
)
def blpop(db: Keyspace, keys: Names, timeout: Timeout | None = 0) -> tuple[Text, Text] | None:
    """Pop the first element of the first of several lists that has any, or wait for one.

    Calls that wait for the same key are served in the order in which they came; one that waits
    for several keys takes from the one that is filled first. In a pipeline it does not wait.

    Parameters
    ----------
    keys : str or list of str
        Keys of the lists, in the order in which they are tried.
    timeout : float
        Seconds to wait at most; 0 for no limit.

    Returns
    -------
    tuple of (str, str), or None
        The key of the list, and the element. None when the time is over.

    Raises
    ------
    ResponseError
        A key that is tried holds another type, or `timeout` is negative.

    Examples
    --------
    >>> r.rpush("low", "a", "b")
    2
    >>> r.blpop(["high", "low"], timeout=1)
    ('low', 'a')
    >>> r.blpop("high", timeout=0.01) is None
    True
    """

    def pop(key: Text, held: ListValue) -> tuple[Text, Text]:
        element = held.pop_left()
        db.changed(key, held)
        return key, element

    return db.wait_for(keys, ListValue, pop, timeout or 0)


@command(
    group="list",
    writes=True,
    blocking="timeout",
    since="2.0.0",
    complexity="O(N) for N keys",
)
def brpop(db: Keyspace, keys: Names, timeout: Timeout | None = 0) -> tuple[Text, Text] | None:
    """Pop the last element of the first of several lists that has any, or wait for one.

    See `blpop` for the order in which calls are served.

    Parameters
    ----------
    keys : str or list of str
        Keys of the lists, in the order in which they are tried.
    timeout : float
        Seconds to wait at most; 0 for no limit.

    Returns
    -------
    tuple of (str, str), or None
        The key of the list, and the element. None when the time is over.

    Raises
    ------
    ResponseError
        A key that is tried holds another type, or `timeout` is negative.

    Examples
    --------
    >>> r.rpush("low", "a", "b")
    2
    >>> r.brpop(["high", "low"], timeout=1)
    ('low', 'b')
    """

    def pop(key: Text, held: ListValue) -> tuple[Text, Text]:
        element = held.pop_right()
        db.changed(key, held)
        return key, element

    return db.wait_for(keys, ListValue, pop, timeout or 0)


@command(group="list", writes=True, blocking="timeout", since="6.2.0", complexity="O(1)")
def blmove(
    db: Keyspace,
    first_list: Name,
    second_list: Name,
    timeout: LateTimeout,
    src: End = "LEFT",
    dest: End = "RIGHT",
) -> Text | None:
    """Pop an element from one list and put it at an end of another, or wait for one.

    Parameters
    ----------
    first_list : str
        Key of the list to pop from; removed with its last element.
    second_list : str
        Key of the list to push to; made when missing.
    timeout : float
        Seconds to wait at most; 0 for no limit.
    src, dest : str
        The ends to pop from and to push to: ``"LEFT"`` or ``"RIGHT"``, in any case.

    Returns
    -------
    str or None
        The element. None when the time is over.

    Raises
    ------
    ResponseError
        `first_list` holds another type, or there is an element and `second_list` holds another
        type, `src` or `dest` is another word, or `timeout` is negative.

    Examples
    --------
    >>> r.rpush("todo", "a", "b")
    2
    >>> r.blmove("todo", "done", 1, "LEFT", "RIGHT")
    'a'
    >>> r.lrange("done", 0, -1)
    ['a']
    """
    return _move(db, first_list, second_list, _TIMEOUT.parse(timeout), (src, dest))


def _move(
    db: Keyspace, source: Text, target: Text, limit: int, ends: tuple[str, str]
) -> Text | None:
    def move(key: Text, held: ListValue) -> Text | None:
        element = lmove(db, held, target, *ends)
        db.changed(key, held)
        return element

    return cast("Text | None", db.wait_for([source], ListValue, move, limit))


@command(group="list", writes=True, blocking="timeout", since="2.2.0", complexity="O(1)")
def brpoplpush(db: Keyspace, src: Name, dst: Name, timeout: Timeout | None = 0) -> Text | None:
    """Pop the last element of one list and put it before the first of another, or wait for one.

    Parameters
    ----------
    src : str
        Key of the list to pop from; removed with its last element.
    dst : str
        Key of the list to push to; made when missing.
    timeout : float
        Seconds to wait at most; 0 for no limit.

    Returns
    -------
    str or None
        The element. None when the time is over.

    Raises
    ------
    ResponseError
        `src` holds another type, or there is an element and `dst` holds another type, or
        `timeout` is negative.

    Examples
    --------
    >>> r.rpush("todo", "a", "b")
    2
    >>> r.brpoplpush("todo", "doing", timeout=1)
    'b'
    >>> r.lrange("doing", 0, -1)
    ['b']
    """
    return _move(db, src, dst, timeout or 0, ("RIGHT", "LEFT"))


@command(
    group="list",
    writes=True,
    blocking="timeout",
    since="7.0.0",
    complexity="O(N+M) for N keys and M popped elements",
    may_be_empty=True,
)
def blmpop(
    db: Keyspace,
    timeout: LateTimeout,
    numkeys: LateInt,
    *args: Name,
    direction: Direction,
    count: LateInt = 1,
) -> list[Text | list[Text]] | None:
    """Pop elements from the first of several lists that has any, or wait for some.

    Parameters
    ----------
    timeout : float
        Seconds to wait at most; 0 for no limit.
    numkeys : int
        Number of keys that follow.
    *args : str
        Keys of the lists, in the order in which they are tried.
    direction : str
        The end to pop from: ``"LEFT"`` or ``"RIGHT"``, in any case.
    count : int
        Number of elements, from 1; fewer are popped when the list is shorter.

    Returns
    -------
    list or None
        The key of the list and the list of its popped elements. None when the time is over.

    Raises
    ------
    ResponseError
        A key that is tried holds another type, `numkeys` is not the number of keys, `count` is
        below 1, `direction` is another word, or `timeout` is negative.

    Examples
    --------
    >>> r.rpush("low", "a", "b", "c")
    3
    >>> r.blmpop(1, 2, "high", "low", direction="LEFT", count=2)
    ['low', ['a', 'b']]
    """
    keys, end, most = keys_to_pop(
        "blmpop", numkeys, [*args, direction, "COUNT", count], ("LEFT", "RIGHT")
    )
    limit = _TIMEOUT.parse(timeout)

    def pop(key: Text, held: ListValue) -> list[Text | list[Text]]:
        popped = held.take_left(most) if end == "LEFT" else held.take_right(most)
        db.changed(key, held)
        return [key, popped]

    return db.wait_for(keys, ListValue, pop, limit)
