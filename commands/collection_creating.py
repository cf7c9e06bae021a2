"""Collections that are made of what a caller has, unless there is something already."""

from __future__ import annotations

from znsocket.commands.dict_lua import FIELDS
from znsocket.commands.list_lua import EDITING
from znsocket.keyspace import HashValue, Keyspace, ListValue
from znsocket.registry import Change, Key, Lua, ValueMapping, Values, command


@command(
    group="list_collection",
    writes=True,
    since="",
    complexity="O(N) for N items",
    redis=Lua(
        EDITING
        + """
        local items = values()
        if redis.call('LLEN', key) > 0 or #items == 0 then return 0 end
        push(items)
        changed({start = 0, stop = cjson.null})
        return 1
        """
    ),
)
def list_create(db: Keyspace, name: Key[ListValue], values: Values) -> Change[bool]:
    """Make a list collection, unless it has items.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    values : list of str
        The items' JSON texts.

    Returns
    -------
    bool
        False when it has items, or there are no values; nothing was done then.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.list_create("queue", ["1", "2"])
    True
    >>> r.list_create("queue", ["3"])
    False
    """
    if name or not values:
        return False, None
    name.push_right(values)
    return True, {"start": 0, "stop": None}


@command(
    group="dict_collection",
    writes=True,
    since="",
    complexity="O(N) for N keys",
    redis=Lua(
        FIELDS
        + """
        local fields = values()
        if redis.call('HLEN', key) > 0 or #fields == 0 then return 0 end
        put(fields, values())
        changed({keys = fields})
        return 1
        """
    ),
)
def dict_create(db: Keyspace, name: Key[HashValue], mapping: ValueMapping) -> Change[bool]:
    """Make a dict collection, unless it has keys.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    mapping : dict
        JSON texts by key.

    Returns
    -------
    bool
        False when it has keys, or there are none in `mapping`; nothing was done then.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.dict_create("user", {"name": '"Ada"'})
    True
    >>> r.dict_create("user", {"age": "36"})
    False
    """
    if name or not mapping:
        return False, None
    name.put_all(mapping.items())
    return True, {"keys": list(mapping)}
