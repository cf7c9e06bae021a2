"""Segments collections: lists made of parts of other lists, as `znsocket.Segments` reads them."""

from __future__ import annotations

from znsocket.commands.list_lua import EDITING
from znsocket.commands.list_reading import Step
from znsocket.commands.segments_lua import PIECES
from znsocket.keyspace import Keyspace, ListValue, Pieces
from znsocket.registry import Int, Key, Lua, Text, command


@command(
    group="segments_collection",
    since="",
    complexity="O(sqrt(N)) for N pieces",
    redis=Lua(PIECES + "return total(blocks())"),
)
def segments_length(db: Keyspace, name: Key[ListValue]) -> int:
    """Return the number of items of a segments collection.

    Parameters
    ----------
    name : str
        The collection's prefixed key.

    Returns
    -------
    int
        0 when there is none.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.list_extend("frames", "1", "2", "3")
    3
    >>> r.segments_open("znsocket.Segments:edited", "frames")
    True
    >>> r.segments_length("znsocket.Segments:edited")
    3
    """
    return Pieces.of(name).size


@command(
    group="segments_collection",
    since="",
    complexity="O(sqrt(N)) for N pieces",
    redis=Lua(
        PIECES
        + """
        local index, at = blocks(), number()
        local size = (at < 0 or #index.items > 0) and total(index)
        if at < 0 then at = at + size end
        if at < 0 or size and at >= size then return {} end
        return held(find(index, at))
        """
    ),
)
def segments_item(db: Keyspace, name: Key[ListValue], index: Int) -> list[Text | int]:
    """Return an item of a segments collection.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    index : int
        From 0; negative from the end.

    Returns
    -------
    list of str or int
        The item's JSON text; or, if it is not in the store but with an adapter, its list's key
        and its index there; empty when the index is outside.

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
    >>> r.segments_item("znsocket.Segments:edited", -1)
    ['3']
    """
    pieces = Pieces.of(name)
    at = index + pieces.size if index < 0 else index
    if not 0 <= at < pieces.size:
        return []
    first, _, key = next(pieces.parts(at, at + 1))
    text = db.read(key, ListValue).at(first)
    return [key, first] if text is None else [text]


@command(
    group="segments_collection",
    since="",
    complexity="O(sqrt(N) + M) for N pieces and M items between the bounds",
    redis=Lua(
        EDITING
        + PIECES
        + """
        local start, stop, step = number(), number(), number()
        if step == 0 then return {err = 'ERR slice step cannot be zero'} end
        local all = blocks()
        start, stop, step = bounds(start, stop, step, total(all))
        if step == 1 then return collect(all, start, stop) end
        local found, picked = {}, {}
        if step > 0 then
          found = collect(all, start, stop)
          for i = 1, #found, step do picked[#picked + 1] = found[i] end
        else
          found = collect(all, stop + 1, start + 1)
          for i = #found, 1, step do picked[#picked + 1] = found[i] end
        end
        return picked
        """
    ),
)
def segments_slice(
    db: Keyspace,
    name: Key[ListValue],
    start: Int | None = None,
    stop: Int | None = None,
    step: Step | None = None,
) -> list[Text | None]:
    """Return a slice of a segments collection, as Python slices a list.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    start, stop, step : int, optional
        The bounds of the slice.

    Returns
    -------
    list of str or None
        The items' JSON texts; None for one that is not in the store but with an adapter.

    Raises
    ------
    ResponseError
        A key holds another type, or `step` is 0.

    Examples
    --------
    >>> r.list_extend("frames", "1", "2", "3")
    3
    >>> r.segments_open("znsocket.Segments:edited", "frames")
    True
    >>> r.segments_slice("znsocket.Segments:edited", 1)
    ['2', '3']
    """
    pieces = Pieces.of(name)
    low, high, stride = slice(start, stop, step).indices(pieces.size)
    if stride < 0:
        low, high = high + 1, low + 1
    return items_of(db, pieces, low, high)[::stride]


@command(
    group="segments_collection",
    since="",
    complexity="O(N) for N pieces",
    redis=Lua("return redis.call('LRANGE', KEYS[1], 0, -1)"),
)
def segments_pieces(db: Keyspace, name: Key[ListValue]) -> list[Text]:
    """Return the pieces that a segments collection is made of.

    Parameters
    ----------
    name : str
        The collection's prefixed key.

    Returns
    -------
    list of str
        For each, JSON of the index of its first item, that of the one behind its last, and the
        key of the list they are in.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.list_extend("frames", "1", "2", "3")
    3
    >>> r.segments_open("znsocket.Segments:edited", "frames")
    True
    >>> r.segments_pieces("znsocket.Segments:edited")
    ['[0, 3, "frames"]']
    """
    return list(name)


def items_of(db: Keyspace, pieces: Pieces, start: int, stop: int) -> list[Text | None]:
    """Return the items from `start` to before `stop`, None for those not in the store."""
    found: list[Text | None] = []
    for first, last, key in pieces.parts(start, stop):
        held = db.read(key, ListValue)
        size = len(held)
        found += held.slice(min(first, size), min(last, size))
        found += [None] * (last - max(first, min(last, size)))
    return found
