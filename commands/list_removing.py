"""List collections: the removals that `znsocket.List` makes, each in one step."""

from __future__ import annotations

from collections.abc import Sequence

from znsocket.commands.list_editing import places_from_zero
from znsocket.commands.list_lua import EDITING
from znsocket.commands.list_reading import Step
from znsocket.keyspace import Keyspace, ListValue
from znsocket.registry import Change, Int, Ints, Key, Lua, Notice, Text, command


@command(
    group="list_collection",
    writes=True,
    since="",
    complexity="O(N) for N items between the bounds, and those beyond on the shorter side",
    redis=Lua(
        EDITING
        + """
        local start, stop, step = number(), number(), number()
        if step == 0 then return {err = 'ERR slice step cannot be zero'} end
        local size = redis.call('LLEN', key)
        start, stop, step = bounds(start, stop, step, size)
        local count = math.max(0, math.ceil((stop - start) / step))
        local reply = {start, stop, size}
        if count == 0 then return reply end
        local last = start + (count - 1) * step
        local low, high = math.min(start, last), math.max(start, last)
        local kept = {}
        if math.abs(step) > 1 then
          for i, item in ipairs(range(low, high + 1)) do
            if (i - 1) % math.abs(step) ~= 0 then kept[#kept + 1] = item end
          end
        end
        splice(low, high + 1, kept, size)
        changed({start = low, stop = cjson.null})
        return reply
        """
    ),
)
def list_cut(
    db: Keyspace,
    name: Key[ListValue],
    start: Int | None = None,
    stop: Int | None = None,
    step: Step | None = None,
) -> Change[list[int]]:
    """Remove a slice of a list collection, as Python deletes one.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    start, stop, step : int, optional
        The bounds of the slice.

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
    >>> r.list_extend("queue", "1", "2", "3", "4")
    4
    >>> r.list_cut("queue", step=2)
    [0, 4, 4]
    >>> r.list_slice("queue")
    ['2', '4']
    """
    size = len(name)
    bounds = slice(start, stop, step).indices(size)
    places = range(*bounds)
    return [*bounds[:2], size], _drop(name, places)


@command(
    group="list_collection",
    writes=True,
    since="",
    complexity="O(N) for N items between the indices, and those beyond on the shorter side",
    redis=Lua(
        EDITING
        + """
        local size, places, gone = redis.call('LLEN', key), values(), {}
        if #places == 0 then return {} end
        local low, high = size, 0
        for i, index in ipairs(places) do
          local at = place(tonumber(index), size)
          if not at then return {} end
          places[i], gone[at] = at, true
          low, high = math.min(low, at), math.max(high, at)
        end
        local kept = {}
        for i, item in ipairs(#places > 1 and range(low, high + 1) or {}) do
          if not gone[low + i - 1] then kept[#kept + 1] = item end
        end
        splice(low, high + 1, kept, size)
        changed({start = low, stop = cjson.null})
        return places
        """
    ),
)
def list_delete(db: Keyspace, name: Key[ListValue], indices: Ints) -> Change[list[int]]:
    """Remove items of a list collection, or none when an index is outside.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    indices : list of int
        From 0; negative from the end.

    Returns
    -------
    list of int
        The indices from 0; empty when one of them is outside.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.list_extend("queue", "1", "2", "3", "4")
    4
    >>> r.list_delete("queue", [0, -1])
    [0, 3]
    >>> r.list_delete("queue", [0, 2])
    []
    >>> r.list_slice("queue")
    ['2', '3']
    """
    places = places_from_zero(name, indices)
    return places, _drop(name, places)


@command(
    group="list_collection",
    writes=True,
    since="",
    complexity="O(1) at the ends, O(N) between",
    redis=Lua(
        EDITING
        + """
        local size, index = redis.call('LLEN', key), number()
        local at = place(index, size)
        if not at then return size end
        local item
        if at == size - 1 then
          item = redis.call('RPOP', key)
        elseif at == 0 then
          item = redis.call('LPOP', key)
        else
          item = redis.call('LINDEX', key, at)
          if redis.call('LPOS', key, item) == at then
            redis.call('LREM', key, 1, item)  -- much faster than splice
          else
            splice(at, at + 1, {}, size)
          end
        end
        changed({start = at, stop = cjson.null})
        return item
        """
    ),
)
def list_pop(db: Keyspace, name: Key[ListValue], index: Int = -1) -> Change[Text | int]:
    """Remove and return an item of a list collection.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    index : int
        From 0; negative from the end.

    Returns
    -------
    str or int
        The item's JSON text; the number of items when the index is outside.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.list_extend("queue", "1", "2", "3")
    3
    >>> r.list_pop("queue")
    '3'
    >>> r.list_pop("queue", 0)
    '1'
    >>> r.list_pop("queue", 7)
    1
    """
    size = len(name)
    at = index + size if index < 0 else index
    if not 0 <= at < size:
        return size, None
    notice: Notice = {"start": at, "stop": None}
    if at == size - 1:
        return name.pop_right(), notice
    if at == 0:
        return name.pop_left(), notice
    (item,) = name.slice(at, at + 1)
    name.splice(at, at + 1, [])
    return item, notice


def _drop(name: ListValue, places: Sequence[int]) -> Notice | None:
    """Remove the items at indices from 0; return the notice of it."""
    if not places:
        return None
    ends = (places[0], places[-1]) if isinstance(places, range) else places
    low, high = min(ends), max(ends)
    kept: list[Text] = []
    if len(places) <= high - low:
        gone = set(places)
        items = enumerate(name.slice(low, high + 1), low)
        kept = [item for at, item in items if at not in gone]
    name.splice(low, high + 1, kept)
    return {"start": low, "stop": None}
