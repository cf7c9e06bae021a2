"""List collections: changes for which `znsocket.List` needs more than one item, each in one step.

Where items are compared, they are compared as Python compares what their JSON stands for.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from znsocket.commands.json_equality import JsonValue
from znsocket.commands.list_lua import COMPARING, EDITING, ORDERING
from znsocket.exceptions import ResponseError
from znsocket.keyspace import Keyspace, ListValue
from znsocket.registry import (
    Change,
    Flag,
    Int,
    Ints,
    Key,
    Lua,
    Notice,
    Text,
    Value,
    command,
    octets,
)

#: Items that a list may have after it was repeated.
MOST_ITEMS = 2**24

_ALL: Notice = {"start": 0, "stop": None}


@command(
    group="list_collection",
    writes=True,
    since="",
    complexity="O(N) for N items",
    redis=Lua(
        EDITING
        + COMPARING
        + """
        local size, text = redis.call('LLEN', key), value()
        local wanted = decoded(text)
        for i, item in ipairs(range(0, size)) do
          if item == text or same(decoded(item), wanted) then
            splice(i - 1, i, {}, size)
            changed({start = i - 1, stop = cjson.null})
            return i - 1
          end
        end
        return -1
        """
    ),
)
def list_remove(db: Keyspace, name: Key[ListValue], value: Value) -> Change[int]:
    """Remove the first item of a list collection that equals a value.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    value : str
        JSON text.

    Returns
    -------
    int
        The index that the item had; -1 when there is none.

    Raises
    ------
    ResponseError
        The key holds another type.

    Notes
    -----
    Redis compares integers beyond 2**53 inside of other values by their leading digits.

    Examples
    --------
    >>> r.list_extend("queue", "2", "1", "1.0")
    3
    >>> r.list_remove("queue", "1.0")
    1
    >>> r.list_slice("queue")
    ['2', '1.0']
    """
    wanted = JsonValue(value)
    for at, item in enumerate(name):
        if wanted.equals(item):
            name.splice(at, at + 1, [])
            return at, {"start": at, "stop": None}
    return -1, None


@command(
    group="list_collection",
    writes=True,
    since="",
    complexity="O(N) for N items",
    redis=Lua(
        EDITING
        + """
        local size = redis.call('LLEN', key)
        if size > 0 then
          splice(0, size, reversed(range(0, size)), size)
          changed({start = 0, stop = cjson.null})
        end
        return size
        """
    ),
)
def list_reverse(db: Keyspace, name: Key[ListValue]) -> Change[int]:
    """Put the items of a list collection into the opposite order.

    Parameters
    ----------
    name : str
        The collection's prefixed key.

    Returns
    -------
    int
        Number of items.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.list_extend("queue", "1", "2", "3")
    3
    >>> r.list_reverse("queue")
    3
    >>> r.list_slice("queue")
    ['3', '2', '1']
    """
    name.reverse()
    return len(name), _ALL if name else None


@command(
    group="list_collection",
    writes=True,
    since="",
    complexity="O(N*log N) for N items",
    redis=Lua(
        EDITING
        + ORDERING
        + """
        local size, backward = redis.call('LLEN', key), number() == 1
        local items, order, parsed = range(0, size), {}, {}
        for i, item in ipairs(items) do
          order[i], parsed[i] = i, decoded(item)
          if parsed[i] == nil then return 'an item is no JSON' end
        end
        local done, problem = pcall(table.sort, order, function(one, other)
          local a, b = parsed[one], parsed[other]
          if backward then a, b = b, a end
          if less(a, b) then return true end
          return not less(b, a) and one < other
        end)
        if not done then return problem end
        for i, at in ipairs(order) do order[i] = items[at] end
        if size > 0 then
          splice(0, size, order, size)
          changed({start = 0, stop = cjson.null})
        end
        return false
        """
    ),
)
def list_sort(db: Keyspace, name: Key[ListValue], reverse: Flag = False) -> Change[Text | None]:
    """Sort the items of a list collection; equal ones stay in order.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    reverse : bool
        Sort from the highest to the lowest.

    Returns
    -------
    str or None
        None, or what is wrong with items that have no order; nothing was done then.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.list_extend("queue", "3", "1.5", "2")
    3
    >>> r.list_sort("queue")
    >>> r.list_slice("queue")
    ['1.5', '2', '3']
    """
    try:
        keyed: list[tuple[Any, Text]] = [(json.loads(item), item) for item in name]
        keyed.sort(key=lambda pair: pair[0], reverse=reverse)
    except ValueError:
        return "an item is no JSON", None
    except TypeError as error:
        return str(error), None
    name.splice(0, len(name), [item for _, item in keyed])
    return None, _ALL if name else None


@command(
    group="list_collection",
    writes=True,
    since="",
    complexity="O(N) for N items",
    redis=Lua(
        EDITING
        + """
        local size, seen, order = redis.call('LLEN', key), value(), values()
        local items, arranged = range(0, size), {}
        if redis.sha1hex(table.concat(items, '\\n')) ~= seen or #order ~= size then return 0 end
        for i, at in ipairs(order) do arranged[i] = items[at + 1] end
        if #arranged ~= size then return {err = 'ERR the order names an index that is outside'} end
        splice(0, size, arranged, size)
        changed({start = 0, stop = cjson.null})
        return 1
        """
    ),
)
def list_rearrange(db: Keyspace, name: Key[ListValue], seen: Value, order: Ints) -> Change[bool]:
    r"""Put the items of a list collection into another order, if they are those that were seen.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    seen : str
        The SHA-1 sum, in hexadecimal, of the items' JSON texts with a newline between each two.
    order : list of int
        Which of them comes first, and so on.

    Returns
    -------
    bool
        False when the items are others; nothing was done then.

    Raises
    ------
    ResponseError
        The key holds another type, or an index is outside.

    Examples
    --------
    >>> import hashlib
    >>> r.list_extend("queue", "1", "2", "3")
    3
    >>> r.list_rearrange("queue", hashlib.sha1(b"1\n2\n3").hexdigest(), [2, 0, 1])
    True
    >>> r.list_slice("queue")
    ['3', '1', '2']
    """
    items = list(name)
    if _seen(items) != seen or len(order) != len(items):
        return False, None
    if not all(0 <= at < len(items) for at in order):
        raise ResponseError("the order names an index that is outside")
    name.splice(0, len(items), [items[at] for at in order])
    return True, _ALL if items else None


@command(
    group="list_collection",
    writes=True,
    since="",
    complexity="O(N) for N items afterwards",
    redis=Lua(
        EDITING
        + f"""
        local size, count = redis.call('LLEN', key), number()
        if size * count > {MOST_ITEMS} then
          return {{err = 'ERR the list would have more than {MOST_ITEMS} items'}}
        end
        if count < 1 then redis.call('DEL', key) end
        local items = count > 1 and range(0, size) or {{}}
        for i = 2, count do push(items) end
        if size > 0 and count < 1 then changed({{start = 0, stop = cjson.null}}) end
        if size > 0 and count > 1 then changed({{start = size, stop = cjson.null}}) end
        return size * math.max(0, count)
        """
    ),
)
def list_repeat(db: Keyspace, name: Key[ListValue], count: Int) -> Change[int]:
    """Let the items of a list collection follow each other several times.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    count : int
        How often they are there afterwards; below 1 for not at all.

    Returns
    -------
    int
        Number of items afterwards.

    Raises
    ------
    ResponseError
        The key holds another type, or there would be too many items.

    Examples
    --------
    >>> r.list_extend("queue", "1", "2")
    2
    >>> r.list_repeat("queue", 2)
    4
    >>> r.list_slice("queue")
    ['1', '2', '1', '2']
    """
    size = len(name)
    if size * count > MOST_ITEMS:
        raise ResponseError(f"the list would have more than {MOST_ITEMS} items")
    if count < 1:
        name.splice(0, size, [])
        return 0, _ALL if size else None
    name.push_right(list(name) * (count - 1))
    return len(name), {"start": size, "stop": None} if size and count > 1 else None


def _seen(items: list[Text]) -> str:
    """Return what `list_rearrange` calls seen."""
    joined = b"\n".join(octets(item) for item in items)
    return hashlib.sha1(joined, usedforsecurity=False).hexdigest()
