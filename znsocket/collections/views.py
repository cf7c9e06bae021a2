"""What `Dict.keys` and `Dict.items` return: lists as of the call, with what dict's views can do."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, KeysView, Set
from typing import Any


class _SetList(list[Any]):
    """A list of different items that also takes part in operations on sets."""

    __hash__ = None

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Set) and not isinstance(other, list):
            return set(self) == set(other)
        return list.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __and__(self, other: Iterable[Any]) -> set[Any]:
        return set(self).intersection(other)

    def __or__(self, other: Iterable[Any]) -> set[Any]:
        return set(self).union(other)

    def __sub__(self, other: Iterable[Any]) -> set[Any]:
        return set(self).difference(other)

    def __rsub__(self, other: Iterable[Any]) -> set[Any]:
        return set(other).difference(self)

    def __xor__(self, other: Iterable[Any]) -> set[Any]:
        return set(self).symmetric_difference(other)

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__

    def isdisjoint(self, other: Iterable[Any]) -> bool:
        """Tell whether no item is in `other`."""
        return set(self).isdisjoint(other)


class DictKeys(_SetList):
    """The keys of a `Dict` as of one moment.

    Examples
    --------
    >>> keys = DictKeys(["a", "b"])
    >>> keys == ["a", "b"], keys == {"b", "a"}, keys & {"b", "c"}
    (True, True, {'b'})
    """


class DictItems(_SetList):
    """The keys and values of a `Dict` as of one moment."""


KeysView.register(DictKeys)
ItemsView.register(DictItems)
