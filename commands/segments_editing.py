"""Segments collections: the changes that `znsocket.Segments` makes, each in one step.

The lists that a table's pieces are of stay as they are, save the one of the table's own items.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from znsocket.commands.list_reading import Step
from znsocket.commands.segments_lua import CUTTING
from znsocket.keyspace import Keyspace, ListValue, Piece, Pieces
from znsocket.registry import Change, Int, Key, Lua, Name, Text, Value, Values, command


@command(
    group="segments_collection",
    writes=True,
    since="",
    complexity="O(1)",
    redis=Lua(
        CUTTING
        + """
        local size = number() or redis.call('LLEN', KEYS[2])
        if redis.call('EXISTS', table_key) == 1 then
          redis.call('LLEN', table_key)
          return 0
        end
        redis.call('RPUSH', table_key, piece(0, size, KEYS[2]))
        changed({start = 0, stop = cjson.null})
        return 1
        """,
        keys=2,
    ),
)
def segments_open(
    db: Keyspace, name: Key[ListValue], origin: Name, size: Int | None = None
) -> Change[bool]:
    """Make a segments collection of all items of a list, unless it is there.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    origin : str
        Key of the list.
    size : int, optional
        The number of items of a list that is not in the store but with an adapter.

    Returns
    -------
    bool
        Whether it was made now.

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
    >>> r.segments_open("znsocket.Segments:edited", "frames")
    False
    """
    if name:
        return False, None
    size = len(db.read(origin, ListValue)) if size is None else size
    name.push_right([f"[0, {size}, {json.dumps(origin)}]"])
    return True, {"start": 0, "stop": None}


@command(
    group="segments_collection",
    writes=True,
    since="",
    complexity="O(sqrt(N)) for N pieces",
    redis=Lua(
        CUTTING
        + """
        local all, texts = blocks(), rest()
        local size = total(all)
        replace(all, size, size, added(texts))
        changed(#texts == 1 and {indices = {size}} or {start = size, stop = cjson.null})
        return size + #texts
        """,
        keys=2,
    ),
)
def segments_extend(db: Keyspace, name: Key[ListValue], own: Name, *values: Value) -> Change[int]:
    """Put items behind the last one of a segments collection.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    own : str
        Key of the list that its own items are put in.
    *values : str
        The items' JSON texts.

    Returns
    -------
    int
        Number of items afterwards.

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
    >>> r.segments_extend("znsocket.Segments:edited", "own", "4", "5")
    5
    """
    size = Pieces.of(name).size
    put_own(db, name, own, slice(size, size), values)
    if len(values) == 1:
        return size + 1, {"indices": [size]}
    return size + len(values), {"start": size, "stop": None}


@command(
    group="segments_collection",
    writes=True,
    since="",
    complexity="O(sqrt(N)) for N pieces",
    redis=Lua(
        CUTTING
        + """
        local all = blocks()
        local at = bounds(number(), nil, 1, total(all))
        replace(all, at, at, added({value()}))
        changed({start = at, stop = cjson.null})
        return at
        """,
        keys=2,
    ),
)
def segments_insert(
    db: Keyspace, name: Key[ListValue], own: Name, index: Int, value: Value
) -> Change[int]:
    """Put an item before the one at an index of a segments collection.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    own : str
        Key of the list that its own items are put in.
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
        A key holds another type.

    Examples
    --------
    >>> r.list_extend("frames", "1", "2", "3")
    3
    >>> r.segments_open("znsocket.Segments:edited", "frames")
    True
    >>> r.segments_insert("znsocket.Segments:edited", "own", 1, "1.5")
    1
    >>> r.segments_slice("znsocket.Segments:edited")
    ['1', '1.5', '2', '3']
    """
    size = Pieces.of(name).size
    at = max(index + size, 0) if index < 0 else min(index, size)
    put_own(db, name, own, slice(at, at), [value])
    return at, {"start": at, "stop": None}


@command(
    group="segments_collection",
    writes=True,
    since="",
    complexity="O(sqrt(N)) for N pieces",
    redis=Lua(
        CUTTING
        + """
        local all, index, text = blocks(), number(), value()
        local at = place(index, total(all))
        if not at then return -1 end
        local here = find(all, at)
        local one = here.texts[here.at]
        if key_of(one) == own_key then
          redis.call('LSET', own_key, span(one) + here.cut, text)
        else
          replace(all, at, at + 1, added({text}))
        end
        changed({indices = {at}})
        return at
        """,
        keys=2,
    ),
)
def segments_set(
    db: Keyspace, name: Key[ListValue], own: Name, index: Int, value: Value
) -> Change[int]:
    """Replace an item of a segments collection.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    own : str
        Key of the list that its own items are put in.
    index : int
        From 0; negative from the end.
    value : str
        The item's JSON text.

    Returns
    -------
    int
        The index from 0; -1 when it is outside.

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
    >>> r.segments_set("znsocket.Segments:edited", "own", -1, "30")
    2
    >>> r.segments_pieces("znsocket.Segments:edited")
    ['[0, 2, "frames"]', '[0, 1, "own"]']
    """
    pieces = Pieces.of(name)
    at = index + pieces.size if index < 0 else index
    if not 0 <= at < pieces.size:
        return -1, None
    first, _, key = next(pieces.parts(at, at + 1))
    if key == own:
        db.read(own, ListValue).put(first, value)
    else:
        put_own(db, name, own, slice(at, at + 1), [value])
    return at, {"indices": [at]}


@command(
    group="segments_collection",
    writes=True,
    since="",
    complexity="O(sqrt(N) + M) for N pieces and M items",
    redis=Lua(
        CUTTING
        + """
        local start, stop, step, texts = number(), number(), number(), values()
        if step == 0 then return {err = 'ERR slice step cannot be zero'} end
        local all = blocks()
        local size = total(all)
        start, stop, step = bounds(start, stop, step, size)
        if step == 1 then stop = math.max(start, stop) end
        local count = math.max(0, math.ceil((stop - start) / step))
        local reply = {start, stop, size}
        if step ~= 1 and count ~= #texts or count == 0 and #texts == 0 then return reply end
        if step == 1 then
          replace(all, start, stop, added(texts))
        else
          for i = 1, count do
            local at = start + (i - 1) * step
            replace(blocks(), at, at + 1, added({texts[i]}))
          end
        end
        if count ~= #texts then
          changed({start = start, stop = cjson.null})
          return reply
        end
        local places = {}
        for i = 1, count do places[i] = start + (i - 1) * step end
        changed({indices = places})
        return reply
        """,
        keys=2,
    ),
)
def segments_splice(
    db: Keyspace,
    name: Key[ListValue],
    own: Name,
    start: Int | None,
    stop: Int | None,
    step: Step | None,
    values: Values,
) -> Change[list[int]]:
    """Replace a slice of a segments collection, as Python assigns to a slice.

    With another step than 1, nothing is done unless there are as many values as items.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    own : str
        Key of the list that its own items are put in.
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
        A key holds another type.

    Examples
    --------
    >>> r.list_extend("frames", "1", "2", "3")
    3
    >>> r.segments_open("znsocket.Segments:edited", "frames")
    True
    >>> r.segments_splice("znsocket.Segments:edited", "own", 1, 3, None, ["20"])
    [1, 3, 3]
    >>> r.segments_slice("znsocket.Segments:edited")
    ['1', '20']
    """
    size = Pieces.of(name).size
    start, stop, stride = slice(start, stop, step).indices(size)
    if stride == 1:
        stop = max(start, stop)
    places = range(start, stop, stride)
    reply = [start, stop, size]
    if stride == 1:
        if places or values:
            put_own(db, name, own, slice(start, stop), values)
    elif len(places) == len(values):
        for at, value in zip(places, values, strict=True):
            put_own(db, name, own, slice(at, at + 1), [value])
    else:
        return reply, None
    if len(places) == len(values):
        return reply, {"indices": list(places)} if places else None
    return reply, {"start": start, "stop": None}


def put_own(db: Keyspace, name: ListValue, own: Text, items: slice, values: Sequence[Text]) -> None:
    """Put new items of a collection's own in the place of those between two indices."""
    pieces = Pieces.of(name)
    new: Piece | None = None
    if values:
        held = db.read(own, ListValue)
        first = len(held)
        # Keys that are no text have no name in a table.
        new = first, held.push_right(values), own if isinstance(own, str) else own.decode()
        db.put(own, held)
    pieces.replace(items.start, items.stop, new)
