"""List collections: Redis lists that `znsocket.List` reads as Python reads a list."""

from __future__ import annotations

from typing import Annotated, Any

from znsocket.commands.list_lua import EDITING
from znsocket.exceptions import ResponseError
from znsocket.keyspace import Keyspace, ListValue
from znsocket.registry import Int, Ints, Key, Lua, Text, command
from znsocket.registry.parameters import IntParameter


class StepParameter(IntParameter):
    """The step of a slice."""

    fast = "False"

    def parse(self, value: Any) -> int:
        """Return the step."""
        step = super().parse(value)
        if step == 0:
            raise ResponseError("slice step cannot be zero")
        return step


Step = Annotated[int, StepParameter()]


@command(
    group="list_collection",
    since="",
    adapter="__len__",
    complexity="O(1)",
    redis=Lua("return redis.call('LLEN', KEYS[1])"),
)
def list_length(db: Keyspace, name: Key[ListValue]) -> int:
    """Return the number of items of a list collection, or of what an adapter serves.

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
    >>> r.list_extend("queue", "1", "2")
    2
    >>> r.list_length("queue")
    2
    """
    return len(name)


@command(
    group="list_collection",
    since="",
    adapter="__getitem__",
    complexity="O(1); on Redis O(N) to get to the item",
    redis=Lua("return redis.call('LINDEX', KEYS[1], number())"),
)
def list_item(db: Keyspace, name: Key[ListValue], index: Int) -> Text | None:
    """Return an item of a list collection.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    index : int
        From 0; negative from the end.

    Returns
    -------
    str or None
        The item's JSON text; None when the index is outside.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.list_extend("queue", "1", "2")
    2
    >>> r.list_item("queue", -1)
    '2'
    """
    return name.at(index)


@command(
    group="list_collection",
    since="",
    adapter="indices",
    complexity="O(N) for N indices",
    redis=Lua("""
    local items = {}
    for i, index in ipairs(values()) do
      items[i] = redis.call('LINDEX', KEYS[1], index)
    end
    return items
    """),
)
def list_items(db: Keyspace, name: Key[ListValue], indices: Ints) -> list[Text | None]:
    """Return several items of a list collection.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    indices : list of int
        From 0; negative from the end.

    Returns
    -------
    list of str or None
        The items' JSON texts; None for an index that is outside.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.list_extend("queue", "1", "2", "3")
    3
    >>> r.list_items("queue", [2, 0, 7])
    ['3', '1', None]
    """
    return [name.at(index) for index in indices]


@command(
    group="list_collection",
    since="",
    adapter="slice",
    complexity="O(N) for N elements between the bounds",
    redis=Lua(
        EDITING
        + """
        local start, stop, step = number(), number(), number()
        if step == 0 then return {err = 'ERR slice step cannot be zero'} end
        start, stop, step = bounds(start, stop, step, redis.call('LLEN', key))
        if step == 1 then return range(start, stop) end
        local items = {}
        if step > 0 then
          local found = range(start, stop)
          for i = 1, #found, step do items[#items + 1] = found[i] end
        else
          local found = range(stop + 1, start + 1)
          for i = #found, 1, step do items[#items + 1] = found[i] end
        end
        return items
        """
    ),
)
def list_slice(
    db: Keyspace,
    name: Key[ListValue],
    start: Int | None = None,
    stop: Int | None = None,
    step: Step | None = None,
) -> list[Text]:
    """Return a slice of a list collection, as Python slices a list.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    start, stop, step : int, optional
        The bounds of the slice.

    Returns
    -------
    list of str
        The items' JSON texts.

    Raises
    ------
    ResponseError
        The key holds another type, or `step` is 0.

    Examples
    --------
    >>> r.list_extend("queue", "1", "2", "3", "4")
    4
    >>> r.list_slice("queue", 1, -1)
    ['2', '3']
    >>> r.list_slice("queue", step=-2)
    ['4', '2']
    """
    low, high, stride = slice(start, stop, step).indices(len(name))
    if stride > 0:
        items = name.slice(low, max(low, high))
        return items if stride == 1 else items[::stride]
    return name.slice(high + 1, max(low, high) + 1)[::stride]
