"""Hashes: fields with values under one key. Here is what sets, gets and removes single fields."""

from __future__ import annotations

from typing import Annotated, Any

from znsocket.exceptions import DataError, wrong_number_of_arguments
from znsocket.keyspace import HashValue, Keyspace
from znsocket.registry import (
    Field,
    Fields,
    Key,
    OneOrZero,
    Text,
    Value,
    ValueMapping,
    command,
    octet_count,
    refused,
    text,
    unsent,
)
from znsocket.registry.parameters import (
    ListParameter,
    TextMappingParameter,
    TextParameter,
)
from znsocket.registry.text import not_encodable


class PairsParameter(ListParameter):
    """A flat list of fields and values in turn."""

    def parse(self, value: list[Any]) -> list[Any]:
        """Return the list, which must be even."""
        if len(value) % 2:
            raise wrong_number_of_arguments("hset")
        return super().parse(value)


class FilledMappingParameter(TextMappingParameter):
    """A mapping that is not empty."""

    fast = "{ready}({x}) and {x}"

    def check(self, value: Any) -> None:
        """Raise `DataError` without any pair."""
        if not value:
            raise DataError("'hmset' with 'mapping' of length 0")


Pairs = Annotated[list[Text], PairsParameter(TextParameter(), "Iterable[EncodableT]")]
FilledMapping = Annotated[dict[Text, Text], FilledMappingParameter()]


@command(
    group="hash",
    writes=True,
    since="2.0.0",
    complexity="O(N) for N fields",
    rules=(
        refused(
            "key is None and not mapping and not items", error="'hset' with no key value pairs"
        ),
        refused("key is not None and value is None", error=not_encodable(None)),
        unsent("value", when="key is None"),
    ),
)
def hset(
    db: Keyspace,
    name: Key[HashValue],
    key: Field | None = None,
    value: Value | None = None,
    mapping: ValueMapping | None = None,
    items: Pairs | None = None,
) -> int:
    """Set fields to values.

    Parameters
    ----------
    name : str
        Key of the hash; made when missing.
    key, value : str, bytes, int or float, optional
        A field and its value.
    mapping : mapping, optional
        Values by field.
    items : list, optional
        Fields and values in turn. A field that is given several times gets the value from
        `mapping`, else that of `key`, else the last one of `items`.

    Returns
    -------
    int
        Number of fields that are new.

    Raises
    ------
    ResponseError
        The key holds another type, or `items` ends with a field.
    DataError
        There are no fields, or `key` is without `value`.

    Examples
    --------
    >>> r.hset("user", "name", "Ada")
    1
    >>> r.hset("user", mapping={"name": "Grace", "born": 1906})
    1
    >>> r.hgetall("user")
    {'name': 'Grace', 'born': '1906'}
    """
    before = len(name)
    if key is not None and value is None:
        text(value)  # raises what redis-py does
    if items:
        name.update(zip(items[::2], items[1::2], strict=True))
    if key is not None:
        name[key] = value
    if mapping:
        name.update(mapping)
    return len(name) - before


@command(group="hash", writes=True, unchanged=(0,), since="2.0.0", complexity="O(1)")
def hsetnx(db: Keyspace, name: Key[HashValue], key: Field, value: Value) -> int:
    """Set a field that does not exist yet.

    Parameters
    ----------
    name : str
        Key of the hash; made when missing.
    key : str
        The field.
    value : str, bytes, int or float

    Returns
    -------
    int
        1 when the field was set, 0 when it has a value already.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.hsetnx("user", "name", "Ada")
    1
    >>> r.hsetnx("user", "name", "Grace")
    0
    """
    return 0 if key in name else int(name.put(key, value))


@command(group="hash", writes=True, since="2.0.0", complexity="O(N) for N fields")
def hmset(db: Keyspace, name: Key[HashValue], mapping: FilledMapping) -> bool:
    """Set several fields; `hset` with a mapping does the same and counts the new ones.

    Parameters
    ----------
    name : str
        Key of the hash; made when missing.
    mapping : mapping
        Values by field.

    Returns
    -------
    bool
        True.

    Raises
    ------
    ResponseError
        The key holds another type.
    DataError
        `mapping` is empty.

    Examples
    --------
    >>> r.hmset("user", {"name": "Ada", "born": 1815})
    True
    >>> r.hmget("user", "name", "born")
    ['Ada', '1815']
    """
    name.update(mapping)
    return True


@command(group="hash", since="2.0.0", complexity="O(1)")
def hget(db: Keyspace, name: Key[HashValue], key: Field) -> Text | None:
    """Return the value of a field.

    Parameters
    ----------
    name : str
        Key of the hash.
    key : str
        The field.

    Returns
    -------
    str or None
        None when the field or the key is missing.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.hset("user", "name", "Ada")
    1
    >>> r.hget("user", "name")
    'Ada'
    """
    return name.get(key)


@command(group="hash", since="2.0.0", complexity="O(N) for N fields that are asked for")
def hmget(db: Keyspace, name: Key[HashValue], keys: Fields, *args: Field) -> list[Text | None]:
    """Return the values of several fields.

    Parameters
    ----------
    name : str
        Key of the hash.
    keys : str or list of str
        A field, or a list of fields.
    *args : str
        More fields.

    Returns
    -------
    list
        A value for each field in order, None for those that are missing.

    Raises
    ------
    ResponseError
        The key holds another type, or there are no fields.

    Examples
    --------
    >>> r.hset("user", mapping={"name": "Ada", "born": 1815})
    2
    >>> r.hmget("user", ["born", "died"], "name")
    ['1815', None, 'Ada']
    """
    return [name.get(key) for key in keys]


@command(group="hash", since="2.0.0", complexity="O(1)")
def hexists(db: Keyspace, name: Key[HashValue], key: Field) -> OneOrZero:
    """Tell whether a field exists.

    Parameters
    ----------
    name : str
        Key of the hash.
    key : str
        The field.

    Returns
    -------
    bool

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.hset("user", "name", "Ada")
    1
    >>> r.hexists("user", "name"), r.hexists("user", "born")
    (True, False)
    """
    return key in name


@command(group="hash", since="3.2.0", complexity="O(1)")
def hstrlen(db: Keyspace, name: Key[HashValue], key: Field) -> int:
    """Return the length of the value of a field.

    Parameters
    ----------
    name : str
        Key of the hash.
    key : str
        The field.

    Returns
    -------
    int
        In octets; 0 when the field or the key is missing.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.hset("user", "name", "Zoë")
    1
    >>> r.hstrlen("user", "name")
    4
    """
    value = name.get(key, "")
    return octet_count(value)


@command(
    group="hash", writes=True, unchanged=(0,), since="2.0.0", complexity="O(N) for N removed fields"
)
def hdel(db: Keyspace, name: Key[HashValue], *keys: Field) -> int:
    """Remove fields.

    Parameters
    ----------
    name : str
        Key of the hash; removed with its last field.
    *keys : str
        The fields.

    Returns
    -------
    int
        Number of fields that were there.

    Raises
    ------
    ResponseError
        The key holds another type, or there are no fields.

    Examples
    --------
    >>> r.hset("user", mapping={"name": "Ada", "born": 1815})
    2
    >>> r.hdel("user", "born", "died")
    1
    """
    return sum(map(name.drop, keys))
