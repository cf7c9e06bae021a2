"""The ends of lists: what puts elements there, takes them away, and moves them between lists."""

from __future__ import annotations

from typing import Annotated, Any

from znsocket.commands.numbered_keys import PopCount, given_count, keys_to_pop
from znsocket.keyspace import Keyspace, ListValue
from znsocket.registry import Count, First, Key, LateInt, Name, Text, Value, command
from znsocket.registry.parameters import LateParameter, WordParameter

End = Annotated[str, WordParameter("LEFT", "RIGHT")]
Direction = Annotated[Any, LateParameter(WordParameter("LEFT", "RIGHT"))]


@command(group="list", writes=True, fills=True, complexity="O(N) for N values")
def lpush(db: Keyspace, name: Key[ListValue], value: First[Value], *values: Value) -> int:
    """Put values before the first element, one after the other.

    Parameters
    ----------
    name : str
        Key of the list; made when missing.
    *values : str, bytes, int or float
        The last one becomes the first element.

    Returns
    -------
    int
        Length of the list afterwards.

    Raises
    ------
    ResponseError
        The key holds another type, or there are no values.

    Examples
    --------
    >>> r.lpush("queue", "a", "b")
    2
    >>> r.lrange("queue", 0, -1)
    ['b', 'a']
    """
    front = name.front or name.opened()
    front.append(value)
    if values:
        front.extend(values)
    return len(front) + len(name.back)


@command(group="list", writes=True, fills=True, complexity="O(N) for N values")
def rpush(db: Keyspace, name: Key[ListValue], value: First[Value], *values: Value) -> int:
    """Put values behind the last element, in order.

    Parameters
    ----------
    name : str
        Key of the list; made when missing.
    *values : str, bytes, int or float

    Returns
    -------
    int
        Length of the list afterwards.

    Raises
    ------
    ResponseError
        The key holds another type, or there are no values.

    Examples
    --------
    >>> r.rpush("queue", "a", "b")
    2
    >>> r.rpush("queue", 3)
    3
    """
    back = name.back
    back.append(value)
    if values:
        back.extend(values)
    return len(name.front) + len(back)


@command(group="list", writes=True, unchanged=(0,), since="2.2.0", complexity="O(N) for N values")
def lpushx(db: Keyspace, name: Key[ListValue], *values: Value) -> int:
    """Put values before the first element of a list that exists.

    Parameters
    ----------
    name : str
        Key of the list; nothing is done when it is missing.
    *values : str, bytes, int or float
        The last one becomes the first element.

    Returns
    -------
    int
        Length of the list afterwards, 0 when the key is missing.

    Raises
    ------
    ResponseError
        The key holds another type, or there are no values.

    Examples
    --------
    >>> r.lpushx("queue", "a")
    0
    >>> r.exists("queue")
    0
    """
    return name.push_left(values) if name else 0


@command(group="list", writes=True, unchanged=(0,), since="2.2.0", complexity="O(N) for N values")
def rpushx(db: Keyspace, name: Key[ListValue], *values: Value) -> int:
    """Put values behind the last element of a list that exists.

    Parameters
    ----------
    name : str
        Key of the list; nothing is done when it is missing.
    *values : str, bytes, int or float

    Returns
    -------
    int
        Length of the list afterwards, 0 when the key is missing.

    Raises
    ------
    ResponseError
        The key holds another type, or there are no values.

    Examples
    --------
    >>> r.rpushx("queue", "b")
    0
    >>> r.rpush("queue", "a")
    1
    >>> r.rpushx("queue", "b")
    2
    """
    return name.push_right(values) if name else 0


@command(group="list", writes=True, unchanged=(None, []), complexity="O(N) for N popped elements")
def lpop(
    db: Keyspace, name: Key[ListValue], count: Count | None = None
) -> Text | list[Text] | None:
    """Remove and return the first element, or the first few.

    Parameters
    ----------
    name : str
        Key of the list; removed with its last element.
    count : int, optional
        Number of elements, from 0; fewer are popped when the list is shorter.

    Returns
    -------
    str, list of str or None
        A list with `count`, else an element. None when the key is missing.

    Raises
    ------
    ResponseError
        The key holds another type, or `count` is negative.

    Examples
    --------
    >>> r.rpush("queue", "a", "b", "c")
    3
    >>> r.lpop("queue")
    'a'
    >>> r.lpop("queue", 5)
    ['b', 'c']
    """
    if not name:
        return None
    return name.pop_left() if count is None else name.take_left(count)


@command(group="list", writes=True, unchanged=(None, []), complexity="O(N) for N popped elements")
def rpop(
    db: Keyspace, name: Key[ListValue], count: Count | None = None
) -> Text | list[Text] | None:
    """Remove and return the last element, or the last few.

    Parameters
    ----------
    name : str
        Key of the list; removed with its last element.
    count : int, optional
        Number of elements, from 0; fewer are popped when the list is shorter.

    Returns
    -------
    str, list of str or None
        A list with `count`, the last element first; else an element. None when the key is missing.

    Raises
    ------
    ResponseError
        The key holds another type, or `count` is negative.

    Examples
    --------
    >>> r.rpush("stack", "a", "b", "c")
    3
    >>> r.rpop("stack")
    'c'
    >>> r.rpop("stack", 5)
    ['b', 'a']
    """
    if not name:
        return None
    return name.pop_right() if count is None else name.take_right(count)


@command(
    group="list",
    writes=True,
    since="7.0.0",
    complexity="O(N + M) for N keys and M popped elements",
    may_be_empty=True,
)
def lmpop(
    db: Keyspace, num_keys: LateInt, *args: Name, direction: Direction, count: PopCount = 1
) -> list[Text | list[Text]] | None:
    """Pop elements from the first of several lists that is not empty.

    Parameters
    ----------
    num_keys : int
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
        The key of the list and the list of its popped elements. None when all keys are missing.

    Raises
    ------
    ResponseError
        A key holds another type, `num_keys` is not the number of keys, `count` is below 1, or
        `direction` is another word.

    Examples
    --------
    >>> r.rpush("low", "a", "b", "c")
    3
    >>> r.lmpop(2, "high", "low", direction="LEFT", count=2)
    ['low', ['a', 'b']]
    """
    keys, end, most = keys_to_pop(
        "lmpop", num_keys, [*args, direction, *given_count(count)], ("LEFT", "RIGHT")
    )
    for key in keys:
        held = db.read(key, ListValue)
        if held:
            popped = held.take_left(most) if end == "LEFT" else held.take_right(most)
            db.changed(key, held)
            return [key, popped]
    return None


@command(group="list", writes=True, unchanged=(None,), since="6.2.0", complexity="O(1)")
def lmove(
    db: Keyspace,
    first_list: Key[ListValue],
    second_list: Name,
    src: End = "LEFT",
    dest: End = "RIGHT",
) -> Text | None:
    """Pop an element from one list and put it at an end of another, or of the same.

    Parameters
    ----------
    first_list : str
        Key of the list to pop from; removed with its last element.
    second_list : str
        Key of the list to push to; made when missing.
    src, dest : str
        The ends to pop from and to push to: ``"LEFT"`` or ``"RIGHT"``, in any case.

    Returns
    -------
    str or None
        The element. None when `first_list` is missing; nothing is done then.

    Raises
    ------
    ResponseError
        A key holds another type, or `src` or `dest` is another word.

    Examples
    --------
    >>> r.rpush("todo", "a", "b")
    2
    >>> r.lmove("todo", "done", "LEFT", "RIGHT")
    'a'
    >>> r.lrange("done", 0, -1)
    ['a']
    """
    if not first_list:
        return None
    target = db.read(second_list, ListValue)
    moved = first_list.pop_left() if src == "LEFT" else first_list.pop_right()
    if dest == "LEFT":
        target.push_left((moved,))
    else:
        target.push_right((moved,))
    db.put(second_list, target)
    return moved


@command(group="list", writes=True, unchanged=(None,), since="1.2.0", complexity="O(1)")
def rpoplpush(db: Keyspace, src: Key[ListValue], dst: Name) -> Text | None:
    """Pop the last element of one list and put it before the first of another, or of the same.

    Parameters
    ----------
    src : str
        Key of the list to pop from; removed with its last element.
    dst : str
        Key of the list to push to; made when missing.

    Returns
    -------
    str or None
        The element. None when `src` is missing; nothing is done then.

    Raises
    ------
    ResponseError
        A key holds another type.

    Examples
    --------
    >>> r.rpush("todo", "a", "b")
    2
    >>> r.rpoplpush("todo", "doing")
    'b'
    >>> r.lrange("doing", 0, -1)
    ['b']
    """
    return lmove(db, src, dst, "RIGHT", "LEFT")
