"""Strings: several keys set or read at once."""

from __future__ import annotations

from typing import Annotated

from znsocket.commands.strings import StringParameter
from znsocket.exceptions import wrong_number_of_arguments
from znsocket.keyspace import Keyspace
from znsocket.registry import (
    Name,
    Names,
    OneOrZero,
    Text,
    command,
)
from znsocket.registry.parameters import NameMappingParameter

StringMapping = Annotated[
    dict[Text, Text], NameMappingParameter(StringParameter(), "Mapping[AnyKeyT, EncodableT]")
]


@command(group="string", writes=True, complexity="O(N) for N keys", since="1.0.1")
def mset(db: Keyspace, mapping: StringMapping) -> bool:
    """Set several keys at once.

    Parameters
    ----------
    mapping : dict
        Value by key; the keys lose their time to live.

    Returns
    -------
    bool
        True.

    Raises
    ------
    ResponseError
        The mapping is empty.

    Examples
    --------
    >>> r.mset({"a": 1, "b": 2})
    True
    >>> r.mget("a", "b")
    ['1', '2']
    """
    if not mapping:
        raise wrong_number_of_arguments("mset")
    for name, value in mapping.items():
        db.store(name, value)
    return True


@command(group="string", writes=True, complexity="O(N) for N keys", since="1.0.1")
def msetnx(db: Keyspace, mapping: StringMapping) -> OneOrZero:
    """Set several keys at once, but only if all of them are missing.

    Parameters
    ----------
    mapping : dict
        Value by key.

    Returns
    -------
    bool
        Whether they were set.

    Raises
    ------
    ResponseError
        The mapping is empty.

    Examples
    --------
    >>> r.msetnx({"a": 1, "b": 2})
    True
    >>> r.msetnx({"b": 3, "c": 4})
    False
    >>> r.exists("c")
    0
    """
    if not mapping:
        raise wrong_number_of_arguments("msetnx")
    if any(db.exists(name) for name in mapping):
        return False
    for name, value in mapping.items():
        db.store(name, value)
    return True


@command(group="string", complexity="O(N) for N keys", may_be_empty=True)
def mget(db: Keyspace, keys: Names, *args: Name) -> list[Text | None]:
    """Return the texts that several keys hold.

    Parameters
    ----------
    keys : str or list of str
        The keys, in one list or as several arguments.
    *args : str
        More keys.

    Returns
    -------
    list of str or None
        One for each key, None where the key is missing or holds another type.

    Examples
    --------
    >>> r.mset({"a": 1, "b": 2})
    True
    >>> r.mget(["a", "missing"], "b")
    ['1', None, '2']
    """
    held = map(db.lookup, keys)
    return [value if isinstance(value, (str, bytes)) else None for value in held]
