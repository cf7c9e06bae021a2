"""Sorting: the elements of lists, sets and sorted sets in an order of the caller's choice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from znsocket.exceptions import wrong_type
from znsocket.keyspace import HashValue, Keyspace, ListValue, SetValue, SortedSetValue
from znsocket.registry import (
    Flag,
    Int,
    Name,
    Text,
    Value,
    both_or_none,
    command,
    octets,
    refused,
    text,
)
from znsocket.registry.parameters import OneOrManyParameter, parse_float
from znsocket.registry.replies import Reading, Shape, shape_of


class RowShape(Shape):
    """A tuple of texts or None, of any length."""

    plain = False
    item = shape_of(Text | None)

    def __init__(self) -> None:
        super().__init__("tuple[T | None, ...]", list, tuple)

    def wire_form(self, value: Any) -> Any:
        """Return a list."""
        return list(value)

    def restore(self, data: Any, reading: Reading) -> Any:
        """Return the tuple."""
        return tuple([self.item.restore(one, reading) for one in data])


Patterns = Annotated[list[Text], OneOrManyParameter("str | list[str]")]
Row = Annotated[tuple[Text | None, ...], RowShape()]
Order = Callable[[Text], Any]

_BOTH = both_or_none("start", "num", error="``start`` and ``num`` must both be specified")


@command(
    group="key",
    writes=True,
    complexity="O(N*log N) for N elements",
    rules=(
        _BOTH,
        refused(
            "groups and (not get or isinstance(get, (bytes, str)) or len(get) < 2)",
            error='when using "groups" the "get" argument must be specified and contain at least '
            "two keys",
        ),
    ),
)
def sort(
    db: Keyspace,
    name: Name,
    start: Int | None = None,
    num: Int | None = None,
    by: Value | None = None,
    get: Patterns | None = None,
    desc: Flag = False,
    alpha: Flag = False,
    store: Name | None = None,
    groups: Flag | None = False,
) -> list[Text | None] | list[Row] | int:
    """Return the elements of a list, a set or a sorted set in order, or store them.

    A pattern stands for a key: ``*`` in it is the element, and what follows ``->`` is a field of
    the hash at that key.

    Parameters
    ----------
    name : str
        The key.
    start, num : int, optional
        How many elements to leave out, and how many to return then; both or neither.
    by : str, optional
        Pattern of the keys to sort by; without ``*`` the elements stay as they are.
    get : str or list of str, optional
        Patterns of what to return for each element instead of it; ``#`` is the element.
    desc : bool
        Sort from the highest to the lowest.
    alpha : bool
        Compare octets instead of numbers.
    store : str, optional
        The key of a list that is made of the result.
    groups : bool
        Return a tuple for each element, with what the patterns of `get` gave.

    Returns
    -------
    list of str or None, list of tuple, or int
        None for what is missing; with `store` the length of the result.

    Raises
    ------
    DataError
        `start` or `num` is missing, or `groups` is given without two patterns.
    ResponseError
        The key holds another type, or what to sort by is no number.

    Examples
    --------
    >>> r.rpush("ages", 33, 7, 21)
    3
    >>> r.sort("ages")
    ['7', '21', '33']
    >>> r.mset({"name_7": "Ada", "name_33": "Bob"})
    True
    >>> r.sort("ages", get=["#", "name_*"], groups=True)
    [('7', 'Ada'), ('21', None), ('33', 'Bob')]
    """
    limits = _limits(start, num)
    elements = _ordered(db, name, by, desc, alpha, steady=store is not None)[limits]
    finders = [_finder(db, pattern) for pattern in get or "#"]
    rows = [[find(element) for find in finders] for element in elements]
    if store is not None:
        items = [item if item is not None else "" for row in rows for item in row]
        db.store(store, ListValue(items))
        return len(items)
    return [tuple(row) for row in rows] if groups else [item for row in rows for item in row]


@command(group="key", complexity="O(N*log N) for N elements", since="7.0.0", rules=(_BOTH,))
def sort_ro(
    db: Keyspace,
    key: Name,
    start: Int | None = None,
    num: Int | None = None,
    by: Value | None = None,
    get: Patterns | None = None,
    desc: Flag = False,
    alpha: Flag = False,
) -> list[Text | None]:
    """Return the elements of a list, a set or a sorted set in order, like `sort`.

    Parameters
    ----------
    key : str
        The key.
    start, num : int, optional
        How many elements to leave out, and how many to return then; both or neither.
    by : str, optional
        Pattern of the keys to sort by; without ``*`` the elements stay as they are.
    get : str or list of str, optional
        Patterns of what to return for each element instead of it; ``#`` is the element.
    desc : bool
        Sort from the highest to the lowest.
    alpha : bool
        Compare octets instead of numbers.

    Returns
    -------
    list of str or None
        None for what is missing.

    Raises
    ------
    DataError
        `start` or `num` is missing.
    ResponseError
        The key holds another type, or what to sort by is no number.

    Examples
    --------
    >>> r.rpush("words", "pear", "fig", "apple")
    3
    >>> r.sort_ro("words", alpha=True)
    ['apple', 'fig', 'pear']
    """
    limits = _limits(start, num)
    elements = _ordered(db, key, by, desc, alpha)[limits]
    finders = [_finder(db, pattern) for pattern in get or "#"]
    return [find(element) for element in elements for find in finders]


def _limits(start: int | None, num: int | None) -> slice:
    if start is None or num is None:
        return slice(None)
    start = max(start, 0)
    return slice(start, None if num < 0 else start + num)


def _ordered(
    db: Keyspace, name: Text, by: Text | None, desc: bool, alpha: bool, steady: bool = False
) -> list[Text]:
    """Return all elements in order; with `steady` a set has one even if none is asked for."""
    value = db.lookup(name)
    if value is not None and not isinstance(value, (ListValue, SetValue, SortedSetValue)):
        raise wrong_type()
    if isinstance(value, SortedSetValue):
        elements = value.members(0, len(value))
    else:
        elements = list(value or ())
    order = _order(db, by, alpha)
    if order is None and steady and isinstance(value, SetValue):
        order = octets
    if order is not None:
        elements.sort(key=order, reverse=desc)
    elif desc and not isinstance(value, SetValue):
        elements.reverse()
    return elements


def _order(db: Keyspace, by: Text | None, alpha: bool) -> Order | None:
    """Return the function from an element to what it is sorted by; None to sort by nothing."""
    if by is None:
        return octets if alpha else lambda element: (_number(element), octets(element))
    if b"*" not in octets(by):
        return None
    find = _finder(db, by)
    if alpha:
        return lambda element: _least_if_missing(find(element))
    return lambda element: (_number(find(element)), octets(element))


def _least_if_missing(value: Text | None) -> tuple[bool, bytes]:
    return value is not None, octets(value or "")


def _number(value: Text | None) -> float:
    """Return the number that C's strtod reads in a text; 0 for an empty or missing one."""
    spelled = text(octets(value or "").partition(b"\0")[0].lstrip())
    return parse_float(spelled or "0", "One or more scores can't be converted into double")


def _finder(db: Keyspace, pattern: Text) -> Callable[[Text], Text | None]:
    """Return the function from an element to the text that a pattern stands for."""
    if pattern == "#":
        return lambda element: element
    before, star, behind = octets(pattern).partition(b"*")
    between, _, field = behind.partition(b"->")

    def find_text(element: Text) -> Text | None:
        value = db.lookup(text(before + octets(element) + behind))
        return value if isinstance(value, (str, bytes)) else None

    def find_field(element: Text) -> Text | None:
        value = db.lookup(text(before + octets(element) + between))
        return value.get(text(field)) if isinstance(value, HashValue) else None

    if not star:
        return lambda element: None
    return find_field if field else find_text
