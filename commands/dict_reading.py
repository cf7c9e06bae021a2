"""Dict collections: Redis hashes that `znsocket.Dict` reads as Python reads a dict."""

from __future__ import annotations

from znsocket.commands.dict_lua import FIELDS
from znsocket.keyspace import HashValue, Keyspace
from znsocket.registry import Field, Key, Lua, Text, command


@command(
    group="dict_collection",
    since="",
    adapter="__len__",
    complexity="O(1)",
    redis=Lua("return redis.call('HLEN', KEYS[1])"),
)
def dict_length(db: Keyspace, name: Key[HashValue]) -> int:
    """Return the number of keys of a dict collection, or of what an adapter serves.

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
    >>> r.dict_set("user", {"name": '"Ada"', "age": "36"})
    2
    >>> r.dict_length("user")
    2
    """
    return len(name)


@command(
    group="dict_collection",
    since="",
    adapter="__getitem__",
    complexity="O(1)",
    redis=Lua("return redis.call('HGET', KEYS[1], value())"),
)
def dict_item(db: Keyspace, name: Key[HashValue], dict_key: Field) -> Text | None:
    """Return the value of a key of a dict collection.

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
    >>> r.dict_item("user", "name")
    '"Ada"'
    """
    value: Text | None = name.get(dict_key)
    return value


@command(
    group="dict_collection",
    since="",
    adapter="__contains__",
    complexity="O(1)",
    redis=Lua("return redis.call('HEXISTS', KEYS[1], value())"),
)
def dict_contains(db: Keyspace, name: Key[HashValue], dict_key: Field) -> bool:
    """Tell whether a dict collection has a key.

    Parameters
    ----------
    name : str
        The collection's prefixed key.
    dict_key : str
        The key.

    Returns
    -------
    bool

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.dict_set("user", {"name": '"Ada"', "age": "36"})
    2
    >>> r.dict_contains("user", "email")
    False
    """
    return dict_key in name


@command(
    group="dict_collection",
    since="",
    adapter="keys",
    complexity="O(N) for N keys",
    redis=Lua(FIELDS + "return every_second(pairs_in_order(), 1)"),
)
def dict_keys(db: Keyspace, name: Key[HashValue]) -> list[Text]:
    """Return the keys of a dict collection in the order in which they came.

    Parameters
    ----------
    name : str
        The collection's prefixed key.

    Returns
    -------
    list of str

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.dict_set("user", {"name": '"Ada"', "age": "36"})
    2
    >>> r.dict_keys("user")
    ['name', 'age']
    """
    return list(name)


@command(
    group="dict_collection",
    since="",
    adapter="values",
    complexity="O(N) for N keys",
    redis=Lua(FIELDS + "return every_second(pairs_in_order(), 2)"),
)
def dict_values(db: Keyspace, name: Key[HashValue]) -> list[Text]:
    """Return the values of a dict collection in the order in which their keys came.

    Parameters
    ----------
    name : str
        The collection's prefixed key.

    Returns
    -------
    list of str
        JSON texts.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.dict_set("user", {"name": '"Ada"', "age": "36"})
    2
    >>> r.dict_values("user")
    ['"Ada"', '36']
    """
    return list(name.values())


@command(
    group="dict_collection",
    since="",
    adapter="items",
    complexity="O(N) for N keys",
    redis=Lua(FIELDS + "return pairs_in_order()"),
)
def dict_items(db: Keyspace, name: Key[HashValue]) -> list[Text]:
    """Return keys and values of a dict collection in the order in which they came.

    Parameters
    ----------
    name : str
        The collection's prefixed key.

    Returns
    -------
    list of str
        Each key, and the JSON text of its value.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.dict_set("user", {"name": '"Ada"', "age": "36"})
    2
    >>> r.dict_items("user")
    ['name', '"Ada"', 'age', '36']
    """
    return [text for pair in name.items() for text in pair]
