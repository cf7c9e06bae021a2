"""Hashes as a whole: their sizes, all of their fields, random fields, and pages of fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from znsocket.commands.sampling import SampleCount, check_pairs, drawn, page_size
from znsocket.exceptions import ResponseError
from znsocket.keyspace import HashValue, Keyspace
from znsocket.registry import Cursor, Flag, Int, Key, LateInt, Name, Pattern, Reading, Text, command
from znsocket.registry.replies import DictShape, shape_of


class FieldPageShape(DictShape):
    """Fields and their values; fields alone where newer servers are asked for no values."""

    def __init__(self) -> None:
        super().__init__(shape_of(Text), shape_of(Text))

    def wire_form(self, value: Any) -> Any:
        """Return the dict, its pairs, or the list of fields."""
        return value if isinstance(value, list) else super().wire_form(value)

    def restore(self, data: Any, reading: Reading) -> Any:
        """Return the dict or the list."""
        alone = isinstance(data, list) and not (data and isinstance(data[0], (list, tuple)))
        return list(map(reading.text, data)) if alone else super().restore(data, reading)


FieldPage = Annotated[dict[Text, Text] | list[Text], FieldPageShape()]


@command(group="hash", since="2.0.0", complexity="O(1)")
def hlen(db: Keyspace, name: Key[HashValue]) -> int:
    """Return the number of fields.

    Parameters
    ----------
    name : str
        Key of the hash.

    Returns
    -------
    int
        0 when the key is missing.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.hset("user", mapping={"name": "Ada", "born": 1815})
    2
    >>> r.hlen("user")
    2
    """
    return len(name)


@command(group="hash", since="2.0.0", complexity="O(N) for N fields of the hash")
def hgetall(db: Keyspace, name: Key[HashValue]) -> dict[Text, Text]:
    """Return all fields with their values.

    Parameters
    ----------
    name : str
        Key of the hash.

    Returns
    -------
    dict
        Empty when the key is missing.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.hset("user", mapping={"name": "Ada", "born": 1815})
    2
    >>> r.hgetall("user")
    {'name': 'Ada', 'born': '1815'}
    """
    return dict(name)


@command(group="hash", since="2.0.0", complexity="O(N) for N fields of the hash")
def hkeys(db: Keyspace, name: Key[HashValue]) -> list[Text]:
    """Return all fields.

    Parameters
    ----------
    name : str
        Key of the hash.

    Returns
    -------
    list of str
        Empty when the key is missing.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.hset("user", mapping={"name": "Ada", "born": 1815})
    2
    >>> sorted(r.hkeys("user"))
    ['born', 'name']
    """
    return list(name)


@command(group="hash", since="2.0.0", complexity="O(N) for N fields of the hash")
def hvals(db: Keyspace, name: Key[HashValue]) -> list[Text]:
    """Return the values of all fields.

    Parameters
    ----------
    name : str
        Key of the hash.

    Returns
    -------
    list of str
        In the order in which `hkeys` returns the fields; empty when the key is missing.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.hset("user", mapping={"name": "Ada", "born": 1815})
    2
    >>> sorted(r.hvals("user"))
    ['1815', 'Ada']
    """
    return list(name.values())


@command(group="hash", since="6.2.0", complexity="O(N) for N returned fields")
def hrandfield(
    db: Keyspace, key: Name, count: SampleCount | None = None, withvalues: Flag = False
) -> Text | list[Text] | None:
    """Return a random field, or several.

    Parameters
    ----------
    key : str
        Key of the hash.
    count : int, optional
        Return this many different fields, all when there are fewer; or ``-count`` fields that
        may repeat.
    withvalues : bool
        Let each field be followed by its value; needs `count`.

    Returns
    -------
    str, list of str or None
        A list with `count`, else a field, or None when the key is missing.

    Raises
    ------
    ResponseError
        The key holds another type, or `count` is out of range or missing.

    Examples
    --------
    >>> r.hset("user", "name", "Ada")
    1
    >>> r.hrandfield("user")
    'name'
    >>> r.hrandfield("user", -2, withvalues=True)
    ['name', 'Ada', 'name', 'Ada']
    """
    if withvalues:
        check_pairs(count)
    held = db.read(key, HashValue)
    return drawn(held, count, held.__getitem__ if withvalues else None)


@command(group="hash", since="2.8.0", complexity="O(1) for each page, O(N) for all of N fields")
def hscan(
    db: Keyspace,
    name: Key[HashValue],
    cursor: Cursor = 0,
    match: Pattern | None = None,
    count: LateInt | None = None,
    no_values: Flag | None = None,
) -> tuple[int, FieldPage]:
    """Return one page of fields with their values.

    Parameters
    ----------
    name : str
        Key of the hash.
    cursor : int
        0 to begin, then what the last page came with.
    match : str, optional
        Leave out the fields that this glob pattern does not match.
    count : int, optional
        Number of fields to look at, 10 by default; a small hash is one page.
    no_values : bool, optional
        Known to Redis from 7.4 only.

    Returns
    -------
    tuple of int and dict
        The cursor of the next page, 0 after the last one, and the page. What is in the hash from
        the first page to the last one is returned at least once.

    Raises
    ------
    ResponseError
        The key holds another type, `cursor` is not a number, `count` is below 1, or `no_values`
        is given.

    Examples
    --------
    >>> r.hset("user", mapping={"name": "Ada", "born": 1815})
    2
    >>> r.hscan("user", match="n*")
    (0, {'name': 'Ada'})
    """
    if not name:
        return 0, [] if no_values else {}
    following, page = name.page(cursor, page_size(count))
    if no_values is not None:
        raise ResponseError("syntax error")
    return following, {key: name[key] for key in page if match is None or match(key)}


@command(group="hash", since="2.8.0", complexity="O(N) for N fields", iterates="hscan")
def hscan_iter(
    db: Keyspace,
    name: Key[HashValue],
    match: Pattern | None = None,
    count: Int | None = None,
    no_values: Flag | None = None,
) -> Iterator[tuple[Text, Text]]:
    """Iterate over fields and their values, a page at a time.

    Parameters
    ----------
    name : str
        Key of the hash.
    match : str, optional
        Leave out the fields that this glob pattern does not match.
    count : int, optional
        Number of fields to look at for each page, 10 by default.
    no_values : bool, optional
        Known to Redis from 7.4 only.

    Returns
    -------
    iterator of tuple
        A field and its value each. What is in the hash all the time comes at least once.

    Raises
    ------
    ResponseError
        As `hscan`, when the iteration begins.

    Examples
    --------
    >>> r.hset("user", mapping={"name": "Ada", "born": 1815})
    2
    >>> sorted(r.hscan_iter("user"))
    [('born', '1815'), ('name', 'Ada')]
    """
