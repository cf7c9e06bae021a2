"""List collections: the changes that `znsocket.List` makes, each in one step.

The items are JSON texts. Others are told of every change, save whoever made it.
"""

from __future__ import annotations

from collections.abc import Sequence

from znsocket.commands.list_lua import EDITING
from znsocket.commands.list_reading import Step
from znsocket.exceptions import ResponseError
from znsocket.keyspace import Keyspace, ListValue
from znsocket.registry import Change, Int, Ints, Key, Lua, Value, Values, command


@command(
    group="list_collection",
    writes=True,
    since="",
    complexity="O(N) for N items",
    redis=Lua(
        EDITING
        + """
        local size, items = redis.call('LLEN', key), rest()
        push(items)
        changed(#items == 1 and {indices = {size}} or {start = size, stop = cjson.null})
        return size + #items
        """
    ),
)
def list_extend(db: Keyspace, name: Key[ListValue], *values: Value) -> Change[int]:
    """Put items behind the last one of a list collection.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    *values : str
        The items' JSON texts.

    Returns
    -------
    int
        Number of items afterwards.

    Raises
    ------
    ResponseError
        The key holds another type, or there are no values.

    Examples
    --------
    >>> r.list_extend("queue", "1", "2")
    2
    """
    size = len(name)
    name.push_right(values)
    if len(values) == 1:
        return size + 1, {"indices": [size]}
    return len(name), {"start": size, "stop": None}


@command(
    group="list_collection",
    writes=True,
    since="",
    complexity="O(1) at the ends, O(N) between",
    redis=Lua(
        EDITING
        + """
        local size, index, item = redis.call('LLEN', key), number(), value()
        local at = bounds(index, nil, 1, size)
        local there = at > 0 and at < size and redis.call('LINDEX', key, at)
        if there and redis.call('LPOS', key, there) == at then
          redis.call('LINSERT', key, 'BEFORE', there, item)  -- much faster than splice
        else
          splice(at, at, {item}, size)
        end
        changed({start = at, stop = cjson.null})
        return at
        """
    ),
)
def list_insert(db: Keyspace, name: Key[ListValue], index: Int, value: Value) -> Change[int]:
    """Put an item before the one at an index of a list collection.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    index : int
        From 0; negative from the end. Beyond the ends it is taken as the end.
    value : str
        The item's JSON text.

    Returns
    -------
    int
        The index at which the item is now.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.list_extend("queue", "1", "3")
    2
    >>> r.list_insert("queue", -1, "2")
    1
    >>> r.list_slice("queue")
    ['1', '2', '3']
    """
    size = len(name)
    at = max(index + size, 0) if index < 0 else min(index, size)
    name.splice(at, at, [value])
    return at, {"start": at, "stop": None}


@command(
    group="list_collection",
    writes=True,
    since="",
    complexity="O(N) for N items; on Redis times the distance to each from an end",
    redis=Lua(
        EDITING
        + """
        local size, places, items = redis.call('LLEN', key), values(), values()
        if #places ~= #items then
          return {err = 'ERR as many values as indices are needed'}
        end
        for i, index in ipairs(places) do
          places[i] = place(tonumber(index), size)
          if not places[i] then return {} end
        end
        for i, at in ipairs(places) do redis.call('LSET', key, at, items[i]) end
        if #places > 0 then changed({indices = places}) end
        return places
        """
    ),
)
def list_set(
    db: Keyspace, name: Key[ListValue], indices: Ints, values: Values
) -> Change[list[int]]:
    """Replace items of a list collection, or none when an index is outside.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    indices : list of int
        From 0; negative from the end.
    values : list of str
        As many JSON texts.

    Returns
    -------
    list of int
        The indices from 0; empty when one of them is outside.

    Raises
    ------
    ResponseError
        The key holds another type, or there are not as many values as indices.

    Examples
    --------
    >>> r.list_extend("queue", "1", "2", "3")
    3
    >>> r.list_set("queue", [0, -1], ["10", "30"])
    [0, 2]
    >>> r.list_set("queue", [0, 3], ["11", "31"])
    []
    >>> r.list_slice("queue")
    ['10', '2', '30']
    """
    if len(indices) != len(values):
        raise ResponseError("as many values as indices are needed")
    places = places_from_zero(name, indices)
    for at, value in zip(places, values, strict=False):
        name.put(at, value)
    return places, {"indices": places} if places else None


@command(
    group="list_collection",
    writes=True,
    since="",
    complexity="O(N) for N items that are replaced, and those beyond on the shorter side",
    redis=Lua(
        EDITING
        + """
        local start, stop, step, items = number(), number(), number(), values()
        if step == 0 then return {err = 'ERR slice step cannot be zero'} end
        local size = redis.call('LLEN', key)
        start, stop, step = bounds(start, stop, step, size)
        if step == 1 then stop = math.max(start, stop) end
        local count = math.max(0, math.ceil((stop - start) / step))
        local reply = {start, stop, size}
        if step ~= 1 and count ~= #items or count == 0 and #items == 0 then return reply end
        if count == #items then
          local places = {}
          for i = 1, count do
            places[i] = start + (i - 1) * step
            if count < 32 then redis.call('LSET', key, places[i], items[i]) end
          end
          if count >= 32 then
            local low, high = math.min(places[1], places[count]), math.max(places[1], places[count])
            local among = range(low, high + 1)
            for i, at in ipairs(places) do among[at - low + 1] = items[i] end
            splice(low, high + 1, among, size)
          end
          changed({indices = places})
        else
          splice(start, stop, items, size)
          changed({start = start, stop = cjson.null})
        end
        return reply
        """
    ),
)
def list_splice(
    db: Keyspace,
    name: Key[ListValue],
    start: Int | None,
    stop: Int | None,
    step: Step | None,
    values: Values,
) -> Change[list[int]]:
    """Replace a slice of a list collection, as Python assigns to a slice.

    With another step than 1, nothing is done unless there are as many values as items.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    start, stop, step : int or None
        The bounds of the slice.
    values : list of str
        The JSON texts of what it becomes.

    Returns
    -------
    list of int
        What `start` and `stop` are from 0, and the number of items before.

    Raises
    ------
    ResponseError
        The key holds another type, or `step` is 0.

    Examples
    --------
    >>> r.list_extend("queue", "1", "2", "3")
    3
    >>> r.list_splice("queue", 1, -1, None, ["20", "21", "22"])
    [1, 2, 3]
    >>> r.list_slice("queue")
    ['1', '20', '21', '22', '3']
    >>> r.list_splice("queue", None, None, 2, ["0"])
    [0, 5, 5]
    """
    size = len(name)
    start, stop, stride = slice(start, stop, step).indices(size)
    if stride == 1:
        stop = max(start, stop)
    places = range(start, stop, stride)
    reply = [start, stop, size]
    if len(places) == len(values):
        for at, value in zip(places, values, strict=True):
            name.put(at, value)
        return reply, {"indices": list(places)} if places else None
    if stride != 1:
        return reply, None
    name.splice(start, stop, values)
    return reply, {"start": start, "stop": None}


@command(
    group="list_collection",
    writes=True,
    since="",
    adapter="copy",
    complexity="O(N) for N items",
    redis=Lua(
        """
        if KEYS[1] == KEYS[2] then return 0 end
        local copied = redis.call('COPY', KEYS[2], KEYS[1])
        if copied == 1 then
          redis.call('PERSIST', KEYS[1])
          changed({start = 0, stop = cjson.null})
        end
        return copied
        """,
        keys=2,
    ),
)
def list_copy(db: Keyspace, destination: Key[ListValue], source: Key[ListValue]) -> Change[bool]:
    """Make a list collection of what another one holds, save its time to live.

    Parameters
    ----------
    destination : str
        Prefixed key of the new collection.
    source : str
        Prefixed key of what is copied.

    Returns
    -------
    bool
        False when `source` is empty or `destination` is not; nothing was done then.

    Raises
    ------
    ResponseError
        A key holds another type.

    Examples
    --------
    >>> r.list_extend("queue", "1", "2")
    2
    >>> r.list_copy("other", "queue")
    True
    >>> r.list_copy("other", "queue")
    False
    """
    if destination or not source:
        return False, None
    destination.push_right(source)
    return True, {"start": 0, "stop": None}


def places_from_zero(name: ListValue, indices: Sequence[int]) -> list[int]:
    """Return indices from 0, or an empty list when one of them is outside."""
    size = len(name)
    places = [index + size if index < 0 else index for index in indices]
    return places if all(0 <= at < size for at in places) else []
