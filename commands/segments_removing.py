"""Segments collections: the removals that `znsocket.Segments` makes, each in one step."""

from __future__ import annotations

from znsocket.commands.json_equality import JsonValue
from znsocket.commands.list_lua import COMPARING
from znsocket.commands.list_reading import Step
from znsocket.commands.segments_editing import put_own
from znsocket.commands.segments_lua import CUTTING
from znsocket.commands.segments_reading import items_of, segments_item
from znsocket.keyspace import Keyspace, ListValue, Pieces
from znsocket.registry import Change, Int, Key, Lua, Name, Notice, Text, Value, command


@command(
    group="segments_collection",
    writes=True,
    since="",
    complexity="O(sqrt(N) + M) for N pieces and M removed ones",
    redis=Lua(
        CUTTING
        + """
        local start, stop, step = number(), number(), number()
        if step == 0 then return {err = 'ERR slice step cannot be zero'} end
        local all = blocks()
        local size = total(all)
        start, stop, step = bounds(start, stop, step, size)
        local count = math.max(0, math.ceil((stop - start) / step))
        local reply = {start, stop, size}
        if count == 0 then return reply end
        local last = start + (count - 1) * step
        local low, high = math.min(start, last), math.max(start, last)
        if math.abs(step) == 1 then
          replace(all, low, high + 1)
        else
          for at = high, low, -math.abs(step) do replace(blocks(), at, at + 1) end
        end
        changed({start = low, stop = cjson.null})
        return reply
        """
    ),
)
def segments_cut(
    db: Keyspace,
    name: Key[ListValue],
    start: Int | None = None,
    stop: Int | None = None,
    step: Step | None = None,
) -> Change[list[int]]:
    """Remove a slice of a segments collection, as Python deletes one.

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
        A key holds another type.

    Examples
    --------
    >>> r.list_extend("frames", "1", "2", "3")
    3
    >>> r.segments_open("znsocket.Segments:edited", "frames")
    True
    >>> r.segments_cut("znsocket.Segments:edited", step=2)
    [0, 3, 3]
    >>> r.segments_slice("znsocket.Segments:edited")
    ['2']
    """
    pieces = Pieces.of(name)
    size = pieces.size
    start, stop, stride = slice(start, stop, step).indices(size)
    places = range(start, stop, stride)
    if not places:
        return [start, stop, size], None
    low = min(places[0], places[-1])
    if abs(stride) == 1:
        pieces.replace(low, max(places[0], places[-1]) + 1, None)
    else:
        for at in sorted(places, reverse=True):
            pieces.replace(at, at + 1, None)
    return [start, stop, size], {"start": low, "stop": None}


@command(
    group="segments_collection",
    writes=True,
    since="",
    complexity="O(sqrt(N)) for N pieces",
    redis=Lua(
        CUTTING
        + """
        local all, index = blocks(), number()
        local at = place(index, total(all))
        if not at then return {} end
        local reply = held(find(all, at))
        replace(all, at, at + 1)
        changed({start = at, stop = cjson.null})
        return reply
        """
    ),
)
def segments_pop(db: Keyspace, name: Key[ListValue], index: Int = -1) -> Change[list[Text | int]]:
    """Remove and return an item of a segments collection.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    index : int
        From 0; negative from the end.

    Returns
    -------
    list of str or int
        What `segments_item` replies.

    Raises
    ------
    ResponseError
        A key holds another type.

    Examples
    --------
    >>> r.list_extend("frames", "1", "2", "3")
    3
    >>> r.segments_open("znsocket.Segments:edited", "frames")
    True
    >>> r.segments_pop("znsocket.Segments:edited", 0)
    ['1']
    """
    pieces = Pieces.of(name)
    reply = segments_item(db, name, index)
    if not reply:
        return [], None
    at = index + pieces.size if index < 0 else index
    pieces.replace(at, at + 1, None)
    return reply, {"start": at, "stop": None}


@command(
    group="segments_collection",
    writes=True,
    since="",
    complexity="O(N) for N items",
    redis=Lua(
        CUTTING
        + COMPARING
        + """
        local all, text = blocks(), value()
        local wanted = decoded(text)
        for i, item in ipairs(collect(all, 0, total(all))) do
          if not item then return -2 end
          if item == text or same(decoded(item), wanted) then
            replace(all, i - 1, i)
            changed({start = i - 1, stop = cjson.null})
            return i - 1
          end
        end
        return -1
        """
    ),
)
def segments_remove(db: Keyspace, name: Key[ListValue], value: Value) -> Change[int]:
    """Remove the first item of a segments collection that equals a value.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    value : str
        JSON text.

    Returns
    -------
    int
        The index that the item had; -1 when there is none, and -2 when an item before is not in
        the store but with an adapter: nothing was done then.

    Raises
    ------
    ResponseError
        A key holds another type.

    Examples
    --------
    >>> r.list_extend("frames", "1", "2", "3")
    3
    >>> r.segments_open("znsocket.Segments:edited", "frames")
    True
    >>> r.segments_remove("znsocket.Segments:edited", "2.0")
    1
    """
    pieces = Pieces.of(name)
    wanted = JsonValue(value)
    for at, item in enumerate(items_of(db, pieces, 0, pieces.size)):
        if item is None:
            return -2, None
        if wanted.equals(item):
            pieces.replace(at, at + 1, None)
            return at, {"start": at, "stop": None}
    return -1, None


@command(
    group="segments_collection",
    writes=True,
    since="",
    complexity="O(N) for N items",
    redis=Lua(
        CUTTING
        + """
        local all = blocks()
        local size = total(all)
        local found = collect(all, 0, size)
        for i = 1, size do
          if not found[i] then return 0 end
        end
        if size > 0 then
          replace(all, 0, size, added(reversed(found)))
          changed({start = 0, stop = cjson.null})
        end
        return 1
        """,
        keys=2,
    ),
)
def segments_reverse(db: Keyspace, name: Key[ListValue], own: Name) -> Change[bool]:
    """Put the items of a segments collection into the opposite order; all become its own.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    own : str
        Key of the list that its own items are put in.

    Returns
    -------
    bool
        False when one of them is not in the store but with an adapter; nothing was done then.

    Raises
    ------
    ResponseError
        A key holds another type.

    Examples
    --------
    >>> r.list_extend("frames", "1", "2", "3")
    3
    >>> r.segments_open("znsocket.Segments:edited", "frames")
    True
    >>> r.segments_reverse("znsocket.Segments:edited", "own")
    True
    >>> r.segments_slice("znsocket.Segments:edited")
    ['3', '2', '1']
    """
    pieces = Pieces.of(name)
    items = [item for item in items_of(db, pieces, 0, pieces.size) if item is not None]
    if len(items) < pieces.size:
        return False, None
    notice: Notice | None = {"start": 0, "stop": None} if items else None
    if items:
        put_own(db, name, own, slice(0, len(items)), items[::-1])
    return True, notice
