"""The common base of the collections, and the types of what their callbacks are given."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, Literal

from typing_extensions import NotRequired, TypedDict

__all__ = [
    "DictCallbackTypedDict",
    "DictRepr",
    "FallbackPolicy",
    "ItemTransformCallback",
    "ListCallbackTypedDict",
    "ListRepr",
    "RefreshDataTypeDict",
    "RefreshTypeDict",
    "ZnSocketObject",
]

#: How a `List` is printed: with its length, without asking the server, or with all items.
ListRepr = Literal["length", "minimal", "full"]

#: How a `Dict` is printed: with its keys, without asking the server, or with all items.
DictRepr = Literal["keys", "minimal", "full"]

#: What a collection does with its fallback: copy it at once, or read it until the first change.
FallbackPolicy = Literal["copy", "frozen"]

#: What an adapter makes of an item: called with the item, the key that an adapter for it would
#: have, the client, the converters and ``convert_nan``; returns a value, or an adapter.
ItemTransformCallback = Callable[..., Any]


class ZnSocketObject(ABC):
    """Base of `List`, `Dict` and `Segments`: something that a server holds under a key."""

    @property
    @abstractmethod
    def key(self) -> str:
        """The prefixed key, as in ``znsocket.List:frames``."""


class ListCallbackTypedDict(TypedDict):
    """What a `List` calls after a change of its own."""

    setitem: NotRequired[Callable[[list[int], Any], Any]]
    delitem: NotRequired[Callable[[list[int]], Any]]
    insert: NotRequired[Callable[[int, Any], Any]]
    append: NotRequired[Callable[[Any], Any]]


class DictCallbackTypedDict(TypedDict):
    """What a `Dict` calls after a change of its own."""

    setitem: NotRequired[Callable[[str, Any], Any]]
    delitem: NotRequired[Callable[[str], Any]]


class RefreshTypeDict(TypedDict):
    """What a refresh callback is given: which part of the collection another client changed."""

    start: NotRequired[int]
    stop: NotRequired[int | None]
    indices: NotRequired[list[int]]
    keys: NotRequired[list[str]]


class RefreshDataTypeDict(TypedDict):
    """A refresh notice as it travels."""

    target: str
    data: RefreshTypeDict
