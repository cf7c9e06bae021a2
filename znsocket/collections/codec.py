"""Values as JSON text and back: fast for plain data, through converters for all else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from math import isfinite
from typing import Any

from znsocket.abc import ZnSocketObject

#: Converter classes of znjson, one or several.
Converters = Any

# What the JSON text of a reference to a collection begins with.
_REFERENCE = "znsocket."

# How json begins to tell of NaN and infinities; how it goes on depends on the version.
_NAN = "Out of range float values are not JSON compliant"

_encode_text = json.encoder.encode_basestring_ascii


class Codec:
    """Writes and reads the values of one collection.

    Parameters
    ----------
    converter : class or list of class, optional
        Converters of znjson, for what JSON has no word for.
    convert_nan : bool
        Write NaN and infinities as null; else they are a `ValueError`.
    resolve : callable, optional
        Makes a collection of its prefixed key, or returns None when it is no collection's.

    Examples
    --------
    >>> Codec(convert_nan=True).encode({"a": [1, float("nan")]})
    '{"a": [1, null]}'
    >>> Codec().decode('{"a": [1, null]}')
    {'a': [1, None]}
    """

    def __init__(
        self,
        converter: Converters = None,
        convert_nan: bool = False,
        resolve: Callable[[str], Any] = lambda key: None,
    ) -> None:
        self.converter = converter
        self.convert_nan = convert_nan
        self._resolve = resolve
        self._encoder: type[json.JSONEncoder] = _PlainEncoder
        self._decoder = json.JSONDecoder()
        if converter is not None:
            listed = converter if isinstance(converter, (list, tuple)) else [converter]
            self._encoder, self._decoder = _converting(tuple(listed))
        self._encode = self._encoder(allow_nan=False).encode

    def encode(self, value: Any) -> str:
        """Return the JSON text of a value.

        Raises
        ------
        TypeError
            JSON has no word for it, and no converter makes one.
        ValueError
            It is or has NaN or an infinity, or it contains itself.
        """
        kind = value.__class__
        if kind is str:
            return _encode_text(value)
        if kind is int or (kind is float and isfinite(value)):
            return repr(value)
        if isinstance(value, ZnSocketObject):
            return _encode_text(value.key)
        try:
            return self._encode(value)
        except ValueError as error:
            if not self.convert_nan:
                if str(error).startswith(_NAN):
                    raise ValueError(f"{_NAN}; convert_nan=True makes them None") from None
                raise
        text = self._encoder(allow_nan=True).encode(value)
        return json.dumps(json.loads(text, parse_constant=lambda name: None))

    def encode_all(self, values: Iterable[Any]) -> list[str]:
        """Return the JSON texts of values."""
        return list(map(self.encode, values))

    def decode(self, text: str | bytes) -> Any:
        """Return the value of a JSON text; for the key of a collection, that collection.

        Raises
        ------
        ValueError
            It is no JSON text.
        """
        value = self._decoder.decode(_text(text))
        if value.__class__ is str and value.startswith(_REFERENCE):
            return self._resolved(value)
        return value

    def decode_all(self, texts: list[str] | list[bytes]) -> list[Any]:
        """Return the values of JSON texts; see `decode`."""
        strings = texts if texts and texts[0].__class__ is str else list(map(_text, texts))
        # One array is decoded several times as fast as its items.
        joined = ",".join(strings)
        try:
            values: list[Any] = self._decoder.decode(f"[{joined}]")
        except ValueError:
            values = []
        if len(values) != len(strings):
            return list(map(self.decode, strings))  # which raises the error of the right one
        if f'"{_REFERENCE}' in joined:
            for at, value in enumerate(values):
                if value.__class__ is str and value.startswith(_REFERENCE):
                    values[at] = self._resolved(value)
        return values

    def _resolved(self, value: str) -> Any:
        collection = self._resolve(value)
        return value if collection is None else collection


def _text(text: str | bytes) -> str:
    return text if isinstance(text, str) else text.decode()


def is_numpy_number(value: Any) -> bool:
    """Tell whether a value is a single number of numpy, without importing it."""
    return type(value).__module__ == "numpy" and getattr(value, "shape", None) == ()


class _PlainEncoder(json.JSONEncoder):
    """Takes numbers of numpy for numbers."""

    def default(self, o: Any) -> Any:
        """Return what stands for an object that JSON has no word for."""
        if is_numpy_number(o):
            return o.item()
        if isinstance(o, ZnSocketObject):
            raise TypeError(
                f"{o.key!r} can be a value of a collection, but not a part of one of its values"
            )
        return super().default(o)


@lru_cache(maxsize=64)
def _converting(converters: tuple[Any, ...]) -> tuple[type[json.JSONEncoder], json.JSONDecoder]:
    """Return an encoder class and a decoder that use converters of znjson."""
    import znjson  # brings numpy, where that is installed

    base: Any = znjson.ZnEncoder.from_converters(list(converters))

    class Encoder(base):  # type: ignore[misc]  # the base is made, so nothing is known of it
        def default(self, o: Any) -> Any:
            try:
                return super().default(o)
            except TypeError:
                if is_numpy_number(o):
                    return o.item()
                raise

    return Encoder, znjson.ZnDecoder.from_converters(list(converters))()
