"""What an entry's return annotation says about its reply.

Replies are plain Python objects. `wire_form` makes one into what JSON can carry, and `restore`
gives the caller at the other end what redis-py would have given: sets, tuples, truth values,
``str`` or ``bytes``, and scores through the caller's own function.
"""

from __future__ import annotations

import math
import types
from collections.abc import Callable
from typing import Annotated, Any, Union, get_args, get_origin

from znsocket.exceptions import ZnSocketError
from znsocket.registry.text import Text, octets, text

Convert = Callable[[Any], Any]


class Reading:
    """How one caller wants replies: text or bytes, and what a score is made into.

    Parameters
    ----------
    decode : bool
        Give ``str`` and raise ``UnicodeDecodeError`` where a reply is not UTF-8; else ``bytes``.
    score_cast : callable, optional
        Called with a score's text as Redis writes it; by default scores are floats.
    """

    def __init__(self, decode: bool, score_cast: Callable[[Any], Any] = float) -> None:
        self.decode = decode
        self.score_cast = score_cast

    def text(self, data: Any) -> Any:
        """Return a text of the reply."""
        if self.decode:
            return data if data.__class__ is str else data.decode()
        return octets(data)


class StoredReading(Reading):
    """Gives texts in the form the store keeps: ``str``, or ``bytes`` that are not UTF-8."""

    def __init__(self, score_cast: Callable[[Any], Any] = float) -> None:
        super().__init__(False, score_cast)

    def text(self, data: Any) -> Any:
        """Return a text of the reply."""
        return text(data)


def format_float(value: float) -> str:
    """Return a score as Redis writes it, with 17 significant digits where it takes them.

    Examples
    --------
    >>> format_float(3.0), format_float(0.1), format_float(float("inf")), format_float(1e20)
    ('3', '0.10000000000000001', 'inf', '1e+20')
    """
    return format(value, ".17g")


class Shape:
    """One node of a reply's type; the base is anything that needs no conversion.

    Attributes
    ----------
    stub : str
        The type as the stubs print it, with ``T`` for the caller's kind of text.
    exact : str
        The type in the same notation without what redis-py leaves open, for other languages.
    plain : bool
        Every reply of this shape passes JSON and reaches the caller as it is.
    packs : bool
        Every reply passes msgpack, sets as lists, without `wire_form`, and `restore` takes it.
    """

    plain = True
    packs = True

    def __init__(self, stub: str, *kinds: type[Any], exact: str = "") -> None:
        self.stub = stub
        self.exact = exact or stub
        self.kinds = kinds

    def fits(self, data: Any) -> bool:
        """Tell whether `data`, in the wire's form or as redis-py gave it, has this shape."""
        return isinstance(data, self.kinds)

    def keeps(self, kind: type) -> bool:
        """Tell whether a caller who decodes gets what msgpack brought as `kind` as it is."""
        return self.plain and issubclass(kind, self.kinds)

    def made(self, value: Any) -> bool:
        """Tell whether `value`, in the store's form, has this shape."""
        return self.fits(value)

    def from_redis(self, reply: Any, options: dict[str, Any]) -> Any:
        """Return what redis-py gave for a call with `options` in a form that `fits`."""
        return reply

    def wire_form(self, value: Any) -> Any:
        """Return a reply as JSON can carry it."""
        return value

    def restore(self, data: Any, reading: Reading) -> Any:
        """Return the reply as the caller expects it."""
        return data


class BoolShape(Shape):
    """A truth value; it travels as 1 or 0, which older clients compare it with."""

    plain = False

    def wire_form(self, value: Any) -> Any:
        """Return 1 or 0."""
        return int(value)

    def keeps(self, kind: type) -> bool:
        """Tell whether it is a truth value."""
        return kind is bool

    def restore(self, data: Any, reading: Reading) -> Any:
        """Return the truth value."""
        return bool(data)


class TextShape(Shape):
    """A key, field, member or value."""

    plain = False

    def keeps(self, kind: type) -> bool:
        """Tell whether it is text."""
        return kind is str

    def restore(self, data: Any, reading: Reading) -> Any:
        """Return the text as str or bytes."""
        return reading.text(data)


class FloatShape(Shape):
    """A float; an infinite one, which JSON has no word for, travels as Redis' text."""

    plain = False

    def __init__(self, stub: str) -> None:
        super().__init__(stub, int, float, exact="float")

    def fits(self, data: Any) -> bool:
        """Tell whether `data` is a number, or the text of an infinite one."""
        return super().fits(data) or data in ("inf", "-inf")

    def wire_form(self, value: Any) -> Any:
        """Return the number, or the text of an infinite one."""
        return value if math.isfinite(value) else format_float(value)

    def restore(self, data: Any, reading: Reading) -> Any:
        """Return the float."""
        return float(data)


class ScoreShape(FloatShape):
    """A score that the caller may cast; the cast sees Redis' text as bytes."""

    def restore(self, data: Any, reading: Reading) -> Any:
        """Return the score as float or through the caller's function."""
        if reading.score_cast is float:
            return float(data)
        try:
            return reading.score_cast(self.spell(float(data), reading))
        except (TypeError, ValueError):  # such as int's about b"2.5"; redis-py tries again too
            return reading.score_cast(float(data))

    def spell(self, score: float, reading: Reading) -> str | bytes:
        """Return what the caller's function is called with."""
        return format_float(score).encode()


class ScanScoreShape(ScoreShape):
    """A score in a ZSCAN reply; the cast sees Redis' text in the caller's kind of text."""

    def spell(self, score: float, reading: Reading) -> str | bytes:
        """Return what the caller's function is called with."""
        spelled: str | bytes = reading.text(format_float(score))
        return spelled


class RawScoreShape(Shape):
    """A score that redis-py hands on as Redis wrote it, as bytes, whatever the decoding."""

    plain = False

    def wire_form(self, value: Any) -> Any:
        """Return the text."""
        return value.decode()

    def restore(self, data: Any, reading: Reading) -> Any:
        """Return the bytes."""
        return octets(format_float(data) if isinstance(data, float) else data)


class SequenceShape(Shape):
    """A list, or a set that travels as one."""

    plain = False

    def __init__(self, make: type, item: Shape) -> None:
        name = make.__name__
        super().__init__(f"{name}[{item.stub}]", list, tuple, set, exact=f"{name}[{item.exact}]")
        self.make = make
        self.item = item
        self.packs = item.packs

    def fits(self, data: Any) -> bool:
        """Tell by the container and its first item."""
        if not isinstance(data, (list, tuple, set)):
            return False
        return not data or self.item.fits(next(iter(data)))

    def wire_form(self, value: Any) -> Any:
        """Return a list."""
        if isinstance(self.item, TextShape) or self.item.plain:
            return list(value)
        return [self.item.wire_form(item) for item in value]

    def restore(self, data: Any, reading: Reading) -> Any:
        """Return the list or set of restored items."""
        item = self.item
        if not item.plain and not (
            isinstance(item, TextShape) and reading.decode and bytes not in map(type, data)
        ):
            data = [item.restore(one, reading) for one in data]
        return data if data.__class__ is self.make else self.make(data)


class FlatPairsShape(Shape):
    """Members and scores in turn in one flat list, the scores as Redis' own octets.

    It travels as a list of pairs, which no list of members can be taken for.
    """

    plain = False
    packs = False

    def __init__(self) -> None:
        super().__init__("list[T | bytes]", list, tuple, exact="list[tuple[T, float]]")
        self.pair = TupleShape([TEXT, RawScoreShape("bytes", str, bytes, float)])

    def fits(self, data: Any) -> bool:
        """Tell by the first item, which is a pair."""
        return super().fits(data) and bool(data) and isinstance(data[0], (list, tuple))

    def made(self, value: Any) -> bool:
        """Tell by the first score: unlike a member of type bytes, it is valid UTF-8."""
        score = value[1] if isinstance(value, list) and len(value) > 1 else None
        return isinstance(score, bytes) and score.isascii()

    def from_redis(self, reply: Any, options: dict[str, Any]) -> Any:
        """Return a flat list with scores as pairs; only the call tells it from one without."""
        flat = reply and isinstance(reply, list) and not isinstance(reply[0], (list, tuple))
        if flat and options.get("withscores"):
            return list(zip(reply[::2], reply[1::2], strict=True))
        return reply

    def wire_form(self, value: Any) -> Any:
        """Return the pairs."""
        pairs = zip(value[::2], value[1::2], strict=True)
        return [self.pair.wire_form(pair) for pair in pairs]

    def restore(self, data: Any, reading: Reading) -> Any:
        """Return the flat list."""
        return [item for pair in data for item in self.pair.restore(pair, reading)]


class TupleShape(Shape):
    """A tuple; it travels as a list."""

    plain = False

    def __init__(self, items: list[Shape]) -> None:
        stub = ", ".join(item.stub for item in items)
        exact = ", ".join(item.exact for item in items)
        super().__init__(f"tuple[{stub}]", list, tuple, exact=f"tuple[{exact}]")
        self.items = items
        self.packs = all(item.packs for item in items)

    def fits(self, data: Any) -> bool:
        """Tell by the container and its length."""
        return isinstance(data, (list, tuple)) and len(data) == len(self.items)

    def wire_form(self, value: Any) -> Any:
        """Return a list."""
        return [shape.wire_form(item) for shape, item in zip(self.items, value, strict=True)]

    def restore(self, data: Any, reading: Reading) -> Any:
        """Return the tuple."""
        items = zip(self.items, data, strict=True)
        return tuple([shape.restore(item, reading) for shape, item in items])


class DictShape(Shape):
    """A dict; it travels as pairs where a key is bytes, which JSON has no keys of."""

    plain = False

    def __init__(self, key: Shape, value: Shape) -> None:
        exact = f"dict[{key.exact}, {value.exact}]"
        super().__init__(f"dict[{key.stub}, {value.stub}]", dict, list, exact=exact)
        self.key = key
        self.value = value
        self.packs = key.packs and value.packs

    def wire_form(self, value: Any) -> Any:
        """Return the dict, or its pairs."""
        if not (isinstance(self.value, TextShape) or self.value.plain):
            value = {key: self.value.wire_form(one) for key, one in value.items()}
        if bytes not in map(type, value):
            return value
        return [list(pair) for pair in value.items()]

    def restore(self, data: Any, reading: Reading) -> Any:
        """Return the dict with restored keys and values."""
        pairs = data.items() if isinstance(data, dict) else data
        return {
            self.key.restore(key, reading): self.value.restore(value, reading)
            for key, value in pairs
        }


class UnionShape(Shape):
    """One of several shapes, told apart by the data."""

    def __init__(self, options: list[Shape]) -> None:
        stub = " | ".join(option.stub for option in options)
        super().__init__(stub, exact=" | ".join(option.exact for option in options))
        self.options = options
        self.plain = all(option.plain for option in options)
        self.packs = all(option.packs for option in options)

    def keeps(self, kind: type) -> bool:
        """Tell whether the first option that `kind` can be of keeps it."""
        if any(isinstance(option, FloatShape) for option in self.options) and kind is str:
            return False  # it may be the text of an infinite number
        fitting = [option for option in self.options if issubclass(kind, option.kinds)]
        return bool(fitting) and fitting[0].keeps(kind)

    def fits(self, data: Any) -> bool:
        """Tell whether any option fits."""
        return any(option.fits(data) for option in self.options)

    def made(self, value: Any) -> bool:
        """Tell whether any option has made it."""
        return any(option.made(value) for option in self.options)

    def from_redis(self, reply: Any, options: dict[str, Any]) -> Any:
        """Return the reply as the options see it."""
        for option in self.options:
            reply = option.from_redis(reply, options)
        return reply

    def _option(self, data: Any, made: bool) -> Shape:
        for option in self.options:
            if option.made(data) if made else option.fits(data):
                return option
        raise ZnSocketError(f"a reply of type {self.stub} was expected, got {data!r:.80}")

    def wire_form(self, value: Any) -> Any:
        """Return the wire form of the option that fits."""
        return self._option(value, made=True).wire_form(value)

    def restore(self, data: Any, reading: Reading) -> Any:
        """Return the restored data of the option that fits."""
        return self._option(data, made=False).restore(data, reading)


TEXT = TextShape("T", str, bytes)
NONE = Shape("None", type(None))

#: A truth value that is an integer in Redis, and stays one where a language's clients expect it.
OneOrZero = Annotated[bool, BoolShape("bool", int, bool, exact="OneOrZero")]
ReplyScore = Annotated[float, ScoreShape("Any")]
ScanScore = Annotated[float, ScanScoreShape("Any")]
FlatScores = Annotated[list[Text | bytes], FlatPairsShape()]

_SCALARS: dict[Any, Shape] = {
    int: Shape("int", int),
    str: Shape("str", str),  # whatever the decoding, where `Text` depends on it
    float: FloatShape("float"),
    bool: BoolShape("bool", int, bool),
    type(None): NONE,
    Any: Shape("Any", object),
}


def shape_of(annotation: Any) -> Shape:
    """Return the shape that a resolved return annotation stands for.

    Raises
    ------
    TypeError
        The annotation uses a type that replies cannot have.
    """
    if annotation == Text:
        return TEXT
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    origin, arguments = get_origin(annotation), get_args(annotation)
    shape: Shape | None = None
    if origin is Annotated:
        shape = next((mark for mark in arguments[1:] if isinstance(mark, Shape)), None)
        shape = shape or shape_of(arguments[0])
    elif origin in (Union, types.UnionType):
        shape = _union(list(arguments))
    elif origin in (list, set):
        shape = SequenceShape(origin, shape_of(arguments[0]))
    elif origin is tuple:
        shape = TupleShape([shape_of(argument) for argument in arguments])
    elif origin is dict:
        shape = DictShape(shape_of(arguments[0]), shape_of(arguments[1]))
    if shape is None:
        raise TypeError(f"replies cannot be annotated as {annotation!r}")
    return shape


def _union(options: list[Any]) -> Shape:
    """Return the shape of a union; `Text`, itself a union, arrives here as its two members."""
    if str in options and bytes in options:
        options = [Text, *(option for option in options if option not in (str, bytes))]
    return UnionShape([shape_of(option) for option in options])
