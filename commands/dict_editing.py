"""Dict collections: the changes that `znsocket.Dict` makes, each in one step.

The values are JSON texts. Others are told of every change, save whoever made it.
"""

from __future__ import annotations

from znsocket.commands.dict_lua import FIELDS
from znsocket.keyspace import HashValue, Keyspace
from znsocket.registry import (
    Change,
    Field,
    Key,
    Lua,
    Text,
    Value,
    ValueMapping,
    Values,
    command,
)


@command(
    group="dict_collection",
    writes=True,
    since="",
    complexity="O(N) for N keys",
    redis=Lua(
        FIELDS
        + """
        local fields = values()
        local new = put(fields, values())
        if #fields > 0 then changed({keys = fields}) end
        return new
        """
    ),
)
def dict_set(db: Keyspace, name: Key[HashValue], mapping: ValueMapping) -> Change[int]:
    """Set keys of a dict collection.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    mapping : dict
        JSON texts by key.

    Returns
    -------
    int
        How many keys are new.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.dict_set("user", {"name": '"Ada"', "age": "36"})
    2
    >>> r.dict_set("user", {"age": "37", "born": "1815"})
    1
    >>> r.dict_keys("user")
    ['name', 'age', 'born']
    """
    new = sum(name.put(key, value) for key, value in mapping.items())
    return new, {"keys": list(mapping)} if mapping else None


@command(
    group="dict_collection",
    writes=True,
    since="",
    complexity="O(1)",
    redis=Lua(
        FIELDS
        + """
        local field, item = value(), value()
        local there = redis.call('HGET', key, field)
        if there then return there end
        put({field}, {item})
        changed({keys = {field}})
        return item
        """
    ),
)
def dict_setdefault(
    db: Keyspace, name: Key[HashValue], dict_key: Field, value: Value
) -> Change[Text]:
    """Set a key of a dict collection that is not there yet.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    dict_key : str
        The key.
    value : str
        The JSON text of its value.

    Returns
    -------
    str
        The JSON text of the value that the key has afterwards.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.dict_set("user", {"name": '"Ada"', "age": "36"})
    2
    >>> r.dict_setdefault("user", "age", "0")
    '36'
    """
    if dict_key in name:
        return name[dict_key], None
    name.put(dict_key, value)
    return value, {"keys": [dict_key]}


@command(
    group="dict_collection",
    writes=True,
    since="",
    complexity="O(N) for N keys",
    redis=Lua(
        FIELDS
        + """
        local gone = drop(values())
        if #gone > 0 then changed({keys = gone}) end
        return #gone
        """
    ),
)
def dict_delete(db: Keyspace, name: Key[HashValue], dict_keys: Values) -> Change[int]:
    """Remove keys of a dict collection.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    dict_keys : list of str
        The keys; those that are not there do no harm.

    Returns
    -------
    int
        How many were there.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.dict_set("user", {"name": '"Ada"', "age": "36"})
    2
    >>> r.dict_delete("user", ["age", "email"])
    1
    """
    gone = [key for key in dict_keys if name.drop(key)]
    return len(gone), {"keys": gone} if gone else None


@command(
    group="dict_collection",
    writes=True,
    since="",
    complexity="O(1)",
    redis=Lua(
        FIELDS
        + """
        local field = value()
        local item = redis.call('HGET', key, field)
        if item then
          drop({field})
          changed({keys = {field}})
        end
        return item
        """
    ),
)
def dict_pop(db: Keyspace, name: Key[HashValue], dict_key: Field) -> Change[Text | None]:
    """Remove a key of a dict collection and return its value.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    dict_key : str
        The key.

    Returns
    -------
    str or None
        The value's JSON text; None when there is no such key.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.dict_set("user", {"name": '"Ada"', "age": "36"})
    2
    >>> r.dict_pop("user", "age")
    '36'
    >>> r.dict_pop("user", "age")
    """
    value: Text | None = name.get(dict_key)
    return value, {"keys": [dict_key]} if name.drop(dict_key) else None


@command(
    group="dict_collection",
    writes=True,
    since="",
    complexity="O(1)",
    redis=Lua(
        FIELDS
        + """
        local last
        if large() and redis.call('ZCARD', order) == redis.call('HLEN', key) then
          local field = redis.call('ZREVRANGE', order, 0, 0)[1]
          local item = redis.call('HGET', key, field)
          last = item and {field, item}
        end
        if not last then
          local all = pairs_in_order()
          last = {all[#all - 1], all[#all]}
        end
        if #last > 0 then
          drop({last[1]})
          changed({keys = {last[1]}})
        end
        return last
        """
    ),
)
def dict_popitem(db: Keyspace, name: Key[HashValue]) -> Change[list[Text]]:
    """Remove the key of a dict collection that came last.

    Parameters
    ----------
    name : str
        The collection's prefixed key.

    Returns
    -------
    list of str
        The key, and the JSON text of its value; empty when there is none.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.dict_set("user", {"name": '"Ada"', "age": "36"})
    2
    >>> r.dict_popitem("user")
    ['age', '36']
    """
    if not name:
        return [], None
    key = next(reversed(name))
    value = name[key]
    name.drop(key)
    return [key, value], {"keys": [key]}


@command(
    group="dict_collection",
    writes=True,
    since="",
    complexity="O(N) for N keys",
    redis=Lua(
        FIELDS
        + """
        local fields = every_second(pairs_in_order(), 1)
        redis.call('DEL', key, order)
        if #fields > 0 then changed({keys = fields}) end
        return #fields
        """
    ),
)
def dict_clear(db: Keyspace, name: Key[HashValue]) -> Change[int]:
    """Remove all keys of a dict collection.

    Parameters
    ----------
    name : str
        The collection's prefixed key.

    Returns
    -------
    int
        How many there were.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.dict_set("user", {"name": '"Ada"', "age": "36"})
    2
    >>> r.dict_clear("user")
    2
    """
    keys = list(name)
    name.clear()
    return len(keys), {"keys": keys} if keys else None


@command(
    group="dict_collection",
    writes=True,
    since="",
    adapter="copy",
    complexity="O(N) for N keys",
    redis=Lua(
        FIELDS
        + """
        if KEYS[1] == KEYS[2] then return 0 end
        local copied = redis.call('COPY', KEYS[2], key)
        if copied == 1 then
          redis.call('PERSIST', key)
          redis.call('DEL', order)
          if large() then redis.call('COPY', order_of(KEYS[2]), order) end
          changed({keys = redis.call('HKEYS', key)})
        end
        return copied
        """,
        keys=2,
    ),
)
def dict_copy(db: Keyspace, destination: Key[HashValue], source: Key[HashValue]) -> Change[bool]:
    """Make a dict collection of what another one holds, save its time to live.

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
        The key holds another type.

    Examples
    --------
    >>> r.dict_set("user", {"name": '"Ada"', "age": "36"})
    2
    >>> r.dict_copy("other", "user")
    True
    >>> r.dict_copy("other", "user")
    False
    """
    if destination or not source:
        return False, None
    destination.put_all(source.items())
    return True, {"keys": list(source)}
