"""The operations of a `Dict`: what each sends, and how its reply is read.

`key` is the collection's prefixed key, `name` a key in it, and values are JSON texts already.
"""

from __future__ import annotations

from typing import Any

from znsocket.collections.codec import Codec, is_numpy_number
from znsocket.collections.operations import Operation, nothing, operation
from znsocket.collections.views import DictItems, DictKeys

#: Tells that there is no such key, where None may be a value.
MISSING = object()


def length(key: str) -> Operation[int]:
    """Return the number of keys."""
    return operation("dict_length", key)


def item(key: str, codec: Codec, name: str) -> Operation[Any]:
    """Return the value of a key, or `MISSING`."""
    return operation("dict_item", key, name, read=_value(codec))


def contains(key: str, name: str) -> Operation[bool]:
    """Tell whether there is a key."""
    return operation("dict_contains", key, name)


def keys(key: str) -> Operation[DictKeys]:
    """Return the keys in order."""
    return operation("dict_keys", key, read=lambda reply: DictKeys(map(_text, reply)))


def values(key: str, codec: Codec) -> Operation[list[Any]]:
    """Return the values in the order of their keys."""
    return operation("dict_values", key, read=codec.decode_all)


def items(key: str, codec: Codec) -> Operation[DictItems]:
    """Return keys and values in order."""

    def read(reply: list[Any]) -> DictItems:
        decoded = codec.decode_all(reply[1::2])
        return DictItems(zip(map(_text, reply[::2]), decoded, strict=True))

    return operation("dict_items", key, read=read)


def put(key: str, texts: dict[str, str]) -> Operation[None]:
    """Set keys."""
    return operation("dict_set", key, texts, read=nothing)


def setdefault(key: str, name: str, text: str) -> Operation[str | bytes]:
    """Set a key unless it is there, and return the JSON text of its value."""
    return operation("dict_setdefault", key, name, text)


def delete(key: str, name: str) -> Operation[int]:
    """Remove a key and return how many were there."""
    return operation("dict_delete", key, [name])


def pop(key: str, codec: Codec, name: str) -> Operation[Any]:
    """Remove a key and return its value, or `MISSING`."""
    return operation("dict_pop", key, name, read=_value(codec))


def popitem(key: str, codec: Codec) -> Operation[tuple[str, Any]]:
    """Remove the key that came last and return it with its value, or raise `KeyError`."""

    def read(reply: list[Any]) -> tuple[str, Any]:
        if not reply:
            raise KeyError("popitem(): dictionary is empty")
        return _text(reply[0]), codec.decode(reply[1])

    return operation("dict_popitem", key, read=read)


def clear(key: str) -> Operation[None]:
    """Remove all keys."""
    return operation("dict_clear", key, read=nothing)


def name_of(key: Any) -> str:
    """Return a key as text.

    Raises
    ------
    TypeError
        It is no text and no number.
    """
    if isinstance(key, str):
        return key if key.__class__ is str else str.__str__(key)
    if is_numpy_number(key):
        key = key.item()
    if isinstance(key, float):
        return float.__repr__(key)
    if isinstance(key, int) and not isinstance(key, bool):
        return int.__repr__(key)
    raise TypeError(f"keys must be text, int or float, not {type(key).__name__}: {key!r}")


def _text(name: Any) -> str:
    return name if isinstance(name, str) else str(name.decode())


def _value(codec: Codec) -> Any:
    return lambda text: MISSING if text is None else codec.decode(text)
