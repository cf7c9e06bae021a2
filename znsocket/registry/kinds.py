"""How arguments are checked and converted, numbers aside (`znsocket.registry.numbers`).

It takes three steps, each for all arguments of a call before the next, so that of two errors the
same one comes first as with redis-py on Redis. `check` raises what redis-py's method itself finds
wrong. `pack` makes what a caller gave into plain data (``str``, ``bytes``, ``int``, ``float``,
lists and dicts of them) or raises the `DataError` of redis-py's encoding; clients do both before
they send. `parse` makes plain data into what the body works with or raises Redis' `ResponseError`;
only the embedded store does it, after the other two, because what comes over a wire may be
anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from znsocket.exceptions import DataError, ResponseError
from znsocket.registry.glob import compile_glob
from znsocket.registry.text import Text, octets, text


class Parameter:
    """How one kind of argument is checked and converted; the base accepts anything.

    Attributes
    ----------
    accepts : str
        The type of the public method's argument, as the stubs print it.
    fast : str
        An expression over ``{x}`` that is true of a value which needs none of the three steps.
        It may call the parameter's own `ready` as ``{ready}({x})``.
    local : bool
        The argument stays with the caller: it shapes the reply and is never sent.
    order : int
        Arguments of a higher number are looked at later by redis-py's method and by Redis.
    """

    accepts = "Any"
    fast = "False"
    local = False
    order = 0

    @property
    def inner(self) -> Parameter:
        """What a caller gives a value for: this type, or the one it stands around."""
        return self

    def ready(self, value: Any) -> bool:
        """Tell what no expression can, where `fast` asks for it."""
        return False

    def check(self, value: Any) -> None:
        """Raise `DataError` where redis-py's method does so by itself."""

    def pack(self, value: Any) -> Any:
        """Return `value` as plain data, or raise `DataError`."""
        return value

    def parse(self, value: Any) -> Any:
        """Return packed data as the body expects it, or raise `ResponseError`."""
        return value

    def does(self, step: str) -> bool:
        """Tell whether `step`, the name of a method, does anything."""
        return getattr(type(self), step) is not getattr(Parameter, step)

    def names(self, value: Any) -> Iterable[Text]:
        """Return the names of keys in packed data."""
        return ()


class TextParameter(Parameter):
    """A key name, a field, a member or a value: any octets."""

    accepts = "EncodableT"
    fast = "{x}.__class__ is str and {x}.isascii()"
    pack = staticmethod(text)


class NameParameter(TextParameter):
    """The name of a key."""

    accepts = "KeyT"

    def names(self, value: Text) -> Iterable[Text]:
        """Return the name."""
        return (value,)


class KeyParameter(NameParameter):
    """A key that holds a value of one type; the body receives that value.

    A missing key is received as an empty value. After the body of an entry that writes, a value
    that was missing is stored unless it is empty, and one that became empty is removed.

    Attributes
    ----------
    found : str
        An expression like `fast` that is enough for a key that is there.
    """

    found = "{x}.__class__ is str"


class LexBoundParameter(Parameter):
    """An end of a range of members: ``-``, ``+``, ``[member`` or ``(member``.

    The body receives ``(member, exclusive)``, the member being None for ``-`` and True for ``+``.
    """

    accepts = "EncodableT"

    def pack(self, value: Any) -> Text:
        """Return the canonical text."""
        return text(value)

    def parse(self, value: Text) -> tuple[Text | bool | None, bool]:
        """Return the member and whether it is excluded."""
        if value in ("-", "+"):
            return (None if value == "-" else True), False
        raw = octets(value)
        if raw[:1] not in (b"[", b"("):
            raise ResponseError("min or max not valid string range item")
        return text(raw[1:]), raw[:1] == b"("


class FlagParameter(Parameter):
    """An option that is there or not; any truth value."""

    accepts = "bool"
    fast = "{x} is False or {x} is True"

    def pack(self, value: Any) -> bool:
        """Return the truth of `value`."""
        return bool(value)


class PatternParameter(Parameter):
    """A glob pattern as Redis has it; the body receives a function that tells a match."""

    accepts = "PatternT"

    def pack(self, value: Any) -> Text:
        """Return the canonical text."""
        return text(value)

    def parse(self, value: Text) -> Callable[[Text], bool]:
        """Return the compiled pattern."""
        return compile_glob(value)


class WordParameter(Parameter):
    """One of a few words in any case; the body receives it in upper case."""

    accepts = "str"

    def __init__(self, *words: str) -> None:
        self.words = words
        self.fast = f"{{x}}.__class__ is str and {{x}} in {words!r}"

    def pack(self, value: Any) -> Text:
        """Return the canonical text."""
        return text(value)

    def parse(self, value: Text) -> Text:
        """Return the word."""
        word = value.upper() if value.isascii() else value
        if word not in self.words:
            raise ResponseError("syntax error")
        return word


class ChoiceParameter(Parameter):
    """One of a few words, for which the body receives a value; None for no word at all."""

    accepts = "str"

    def __init__(
        self, choices: Mapping[str, Any], error: str, fold: Callable[[str], str] = str
    ) -> None:
        self.choices = choices
        self.error = error
        self.fold = fold

    def check(self, value: Any) -> None:
        """Raise `DataError` unless `value` is one of the words, or false."""
        if value and self._word(value) not in self.choices:
            raise DataError(self.error)

    def pack(self, value: Any) -> str:
        """Return the word, empty when `value` is false."""
        return self._word(value) if value else ""

    def _word(self, value: Any) -> str:
        return self.fold(value) if isinstance(value, str) else ""

    def parse(self, value: str) -> Any:
        """Return what the word stands for."""
        return self.choices[value] if value else None


class LateParameter(Parameter):
    """An argument that Redis reads only after it has looked at a key, or at other arguments.

    The body receives it packed, and gives it to the `parse` of `parameter` in its turn.
    """

    def __init__(self, parameter: Parameter) -> None:
        self.parameter = parameter
        self.accepts = parameter.accepts
        self.fast = parameter.fast
        self.order = parameter.order

    @property
    def inner(self) -> Parameter:
        """What a caller gives a value for."""
        return self.parameter.inner

    def ready(self, value: Any) -> bool:
        """Tell what the parameter tells."""
        return self.parameter.ready(value)

    def check(self, value: Any) -> None:
        """Raise the parameter's `DataError`."""
        self.parameter.check(value)

    def pack(self, value: Any) -> Any:
        """Return the parameter's plain data."""
        return self.parameter.pack(value)


class UnlessEqualParameter(LateParameter):
    """An argument that redis-py does not send when it equals its default, ``1.0`` or True for 1."""

    def __init__(self, default: Any, parameter: Parameter) -> None:
        super().__init__(parameter)
        self.default = default

    def pack(self, value: Any) -> Any:
        """Return the default for what equals it, and else the parameter's plain data."""
        return self.default if value == self.default else super().pack(value)


class OneOrManyParameter(Parameter):
    """Texts as one list or as the first of several arguments; the body receives one list of all.

    The ``*args`` that follow such a parameter in the signature are merged into it.
    """

    def __init__(self, accepts: str) -> None:
        self.accepts = accepts

    def pack(self, value: Any) -> list[Text]:
        """Return the list of texts; a single one is a list of one."""
        single = isinstance(value, (str, bytes, bytearray, memoryview))
        if single or not isinstance(value, Iterable):
            return [text(value)]
        return [text(item) for item in value]


class NamesParameter(OneOrManyParameter):
    """The names of one or many keys."""

    def __init__(self) -> None:
        super().__init__("KeysT")

    def names(self, value: list[Text]) -> Iterable[Text]:
        """Return the names."""
        return value


class SpreadNamesParameter(NamesParameter):
    """The names of keys as redis-py spreads them: of a single text, those of its letters."""

    def pack(self, value: Any) -> list[Text]:
        """Return the list of texts."""
        if not isinstance(value, Iterable):
            raise DataError(f"keys must be a list, got {value!r}")
        return [text(item) for item in value]


class ListParameter(Parameter):
    """A list whose items are of one parameter type."""

    def __init__(self, item: Parameter, accepts: str) -> None:
        self.item = item
        self.accepts = accepts

    def pack(self, value: Any) -> list[Any]:
        """Return the items packed."""
        if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
            raise DataError(f"expected a list, got {value!r}")
        return [self.item.pack(item) for item in value]

    def parse(self, value: list[Any]) -> list[Any]:
        """Return the items parsed."""
        return [self.item.parse(item) for item in value] if self.item.does("parse") else value


class MappingParameter(Parameter):
    """A mapping, or a list of pairs, which is how it travels where JSON has no such keys."""

    def __init__(self, value: Parameter, accepts: str) -> None:
        self.value = value
        self.accepts = accepts

    def pack(self, value: Any) -> dict[Text, Any]:
        """Return a dict of packed keys and values."""
        return dict(self.pairs(value))

    def pairs(self, value: Any) -> list[tuple[Text, Any]]:
        """Return the packed pairs, in which a key may be repeated."""
        if isinstance(value, Mapping):
            value = value.items()
        elif not self.travelled(value):
            raise DataError(f"expected a mapping, got {value!r}")
        return [(text(key), self.value.pack(item)) for key, item in value]

    def travelled(self, value: Any) -> bool:
        """Tell whether a value is a list of pairs."""
        return isinstance(value, list) and all(
            isinstance(one, (list, tuple)) and len(one) == 2  # noqa: PLR2004 - a pair
            for one in value
        )

    def parse(self, value: dict[Text, Any]) -> dict[Text, Any]:
        """Return the dict with its values parsed."""
        if not self.value.does("parse"):
            return value
        return {key: self.value.parse(item) for key, item in value.items()}


class TextMappingParameter(MappingParameter):
    """A mapping of texts by text."""

    fast = "{ready}({x})"

    def __init__(self, accepts: str = "Mapping[AnyKeyT, EncodableT]") -> None:
        super().__init__(TextParameter(), accepts)

    def ready(self, value: Any) -> bool:
        """Tell whether the keys and values of a dict are what they should be."""
        if value.__class__ is not dict:
            return False
        for key, item in value.items():
            if not (key.__class__ is str and key.isascii()):
                return False
            if not (item.__class__ is str and item.isascii()):
                return False
        return True


class EachKeyParameter(MappingParameter):
    """A mapping whose keys all count, also when ``"a"`` and ``b"a"`` are among them.

    The packed dict has one as text and the other one as octets; the body receives pairs then,
    which it may ask for its `items` like a dict.
    """

    def pack(self, value: Any) -> dict[Text, Any]:
        """Return a dict of packed keys and values."""
        packed: dict[Text, Any] = {}
        for key, item in self.pairs(value):
            packed[octets(key) if key in packed else key] = item
        return packed

    def parse(self, value: dict[Text, Any]) -> Any:
        """Return a dict, or pairs if a key is repeated."""
        pairs = Pairs((text(key), self.value.parse(item)) for key, item in value.items())
        return pairs if len(dict(pairs)) < len(pairs) else dict(pairs)


class Pairs(list[tuple[Text, Any]]):
    """Keys and values, some keys repeated."""

    def items(self) -> Pairs:
        """Return the pairs."""
        return self


class NameMappingParameter(MappingParameter):
    """A mapping, or a list of pairs, whose keys are the names of keys in the store."""

    def names(self, value: dict[Text, Any]) -> Iterable[Text]:
        """Return the names."""
        return value


class ScoreCastParameter(Parameter):
    """A function from a score's text to what the caller wants; stays with the caller."""

    accepts = "Callable[[Any], Any]"
    fast = "callable({x})"
    local = True

    def check(self, value: Any) -> None:
        """Raise `DataError` unless `value` can be called."""
        if not callable(value):
            raise DataError(f"expected a function of a score, got {value!r}")
