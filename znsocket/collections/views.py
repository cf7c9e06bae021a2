"""What `Dict.keys` and `Dict.items` return: lists as of the call, with what dict's views can do."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, KeysView, Set
from typing import Any


class _View(list[Any]):
    """A list that is compared with sets, and combined with them, as a view of a dict is."""

    __hash__ = None

    def _view(self) -> Any:
        """Return the view that dict would give."""
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Set):
            return bool(self._view() == _as_set(other))
        return list.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __lt__(self, other: Any) -> bool:
        if isinstance(other, Set):
            return bool(self._view() < _as_set(other))
        return list.__lt__(self, other)

    def __le__(self, other: Any) -> bool:
        if isinstance(other, Set):
            return bool(self._view() <= _as_set(other))
        return list.__le__(self, other)

    def __gt__(self, other: Any) -> bool:
        if isinstance(other, Set):
            return bool(self._view() > _as_set(other))
        return list.__gt__(self, other)

    def __ge__(self, other: Any) -> bool:
        if isinstance(other, Set):
            return bool(self._view() >= _as_set(other))
        return list.__ge__(self, other)

    def __and__(self, other: Iterable[Any]) -> set[Any]:
        return set(self._view() & other)

    def __or__(self, other: Iterable[Any]) -> set[Any]:
        return set(self._view() | other)

    def __sub__(self, other: Iterable[Any]) -> set[Any]:
        return set(self._view() - other)

    def __rsub__(self, other: Iterable[Any]) -> set[Any]:
        return set(other - self._view())

    def __xor__(self, other: Iterable[Any]) -> set[Any]:
        return set(self._view() ^ other)

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__

    def isdisjoint(self, other: Iterable[Any]) -> bool:
        """Tell whether no item is in `other`."""
        return bool(self._view().isdisjoint(other))


class DictKeys(_View):
    """The keys of a `Dict` as of one moment.

    Examples
    --------
    >>> keys = DictKeys(["a", "b"])
    >>> keys == ["a", "b"], keys == {"b", "a"}, keys & {"b", "c"}, keys <= {"a", "b", "c"}
    (True, True, {'b'}, True)
    """

    def _view(self) -> Any:
        return dict.fromkeys(self).keys()


class DictItems(_View):
    """The keys and values of a `Dict` as of one moment.

    Examples
    --------
    >>> items = DictItems([("a", [1])])
    >>> items == [("a", [1])], items == {"a": [1]}.items()
    (True, True)
    """

    def _view(self) -> Any:
        return dict(self).items()


KeysView.register(DictKeys)
ItemsView.register(DictItems)


def _as_set(other: Any) -> Any:
    return other._view() if isinstance(other, _View) else other
