"""All keys of the store: listed, gone through in steps, picked at random."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from znsocket.keyspace import TYPE_NAMES, Keyspace
from znsocket.registry import Cursor, Int, Pattern, Text, Value, command, octets


def _joined(replies: Iterable[Iterable[Any]]) -> list[Any]:
    """Return what several servers have replied in one list."""
    return list(chain.from_iterable(replies))


def _any_of(replies: Iterable[Any]) -> Any:
    """Return one of what several servers have replied, if any has something."""
    return random.choice([one for one in replies if one is not None] or [None])  # noqa: S311


@command(group="key", complexity="O(N) for N keys in the store", everywhere=_joined)
def keys(
    db: Keyspace,
    pattern: Pattern = "*",  # type: ignore[assignment]  # becomes a function like any other
) -> list[Text]:
    """Return the keys that match a pattern.

    It looks at every key there is; `scan` does so in steps.

    Parameters
    ----------
    pattern : str
        ``?`` stands for one octet, ``*`` for any number, ``[ab]``, ``[^a]`` and ``[a-z]`` for one
        of several; a backslash takes away the meaning of what follows.

    Returns
    -------
    list of str
        In no particular order.

    Examples
    --------
    >>> r.mset({"user:1": "Ada", "user:2": "Bob", "visits": 7})
    True
    >>> sorted(r.keys("user:*"))
    ['user:1', 'user:2']
    """
    db.forget_due()
    return list(filter(pattern, db.data))


@command(group="key", complexity="O(1) for each call", since="2.8.0")
def scan(
    db: Keyspace,
    cursor: Cursor = 0,
    match: Pattern | None = None,
    count: Int | None = None,
    _type: Value | None = None,
) -> tuple[int, list[Text]]:
    """Return some of all keys, and where to go on.

    A key that is there from the first to the last call is returned at least once.

    Parameters
    ----------
    cursor : int
        0 at first, then what the call before returned.
    match : str, optional
        Return only keys that match this pattern, see `keys`.
    count : int, optional
        About how many keys to look at, 10 by default.
    _type : str, optional
        Return only keys of this type, see `type`.

    Returns
    -------
    tuple of (int, list of str)
        The next cursor, 0 at the end, and keys in no particular order, perhaps none.

    Raises
    ------
    ResponseError
        The count is not positive, or the cursor is no number.

    Examples
    --------
    >>> r.mset({"user:1": "Ada", "visits": 7})
    True
    >>> r.scan(match="user:*", count=100)
    (0, ['user:1'])
    """
    db.forget_due()
    place, names = db.positions.page(cursor, count)
    if match is not None:
        names = list(filter(match, names))
    if _type is not None:
        kind = octets(_type).lower().decode(errors="replace")
        names = [name for name in names if TYPE_NAMES[db.data[name].__class__] == kind]
    return place, names


@command(group="key", iterates="scan", complexity="O(N) for N keys in the store")
def scan_iter(
    db: Keyspace,
    match: Pattern | None = None,
    count: Int | None = None,
    _type: Value | None = None,
) -> Iterator[Text]:
    """Go through all keys, with one `scan` after the other.

    Parameters
    ----------
    match : str, optional
        Give only keys that match this pattern, see `keys`.
    count : int, optional
        About how many keys each step looks at.
    _type : str, optional
        Give only keys of this type, see `type`.

    Returns
    -------
    iterator of str

    Examples
    --------
    >>> r.mset({"user:1": "Ada", "user:2": "Bob", "visits": 7})
    True
    >>> sorted(r.scan_iter("user:*"))
    ['user:1', 'user:2']
    """


@command(group="key", complexity="O(1)", everywhere=_any_of)
def randomkey(db: Keyspace) -> Text | None:
    """Return a random key.

    Returns
    -------
    str or None
        None when there are no keys.

    Examples
    --------
    >>> r.randomkey() is None
    True
    >>> r.set("user", "Ada")
    True
    >>> r.randomkey()
    'user'
    """
    db.forget_due()
    return db.positions.pick() if db.data else None
