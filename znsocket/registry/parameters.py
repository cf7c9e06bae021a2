"""The types of an entry's parameters: what a caller may give, and what the body receives.

A type is an ``Annotated`` alias, so that a type checker sees what the body works with, and carries
a `Parameter` that says how to get there. An entry's module that needs a type of its own makes it
of the classes that are to be had here, too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from znsocket.registry.kinds import (
    ChoiceParameter,
    EachKeyParameter,
    FlagParameter,
    KeyParameter,
    LateParameter,
    LexBoundParameter,
    ListParameter,
    MappingParameter,
    NameMappingParameter,
    NameParameter,
    NamesParameter,
    OneOrManyParameter,
    Parameter,
    PatternParameter,
    ScoreCastParameter,
    SpreadNamesParameter,
    TextMappingParameter,
    TextParameter,
    UnlessEqualParameter,
    WordParameter,
)
from znsocket.registry.numbers import (
    EXACT,
    INT_MAX,
    INT_MIN,
    AtLeastParameter,
    CursorParameter,
    DurationParameter,
    FloatParameter,
    IntParameter,
    MomentParameter,
    SampleCountParameter,
    ScoreBoundParameter,
    TimeoutParameter,
    WaitLimit,
    parse_float,
    parse_int,
    read_float,
)
from znsocket.registry.text import Text

__all__ = [
    "EXACT",
    "FIRST",
    "INT_MAX",
    "INT_MIN",
    "AtLeastParameter",
    "CardLimit",
    "ChoiceParameter",
    "Count",
    "Cursor",
    "CursorParameter",
    "DurationParameter",
    "EachKeyParameter",
    "Field",
    "Fields",
    "First",
    "Flag",
    "FlagParameter",
    "Float",
    "FloatParameter",
    "Int",
    "IntParameter",
    "Ints",
    "Key",
    "KeyCount",
    "KeyParameter",
    "LateInt",
    "LateParameter",
    "LexBound",
    "LexBoundParameter",
    "ListParameter",
    "MappingParameter",
    "Members",
    "Milliseconds",
    "MomentParameter",
    "Name",
    "NameMappingParameter",
    "NameParameter",
    "Names",
    "NamesParameter",
    "OneOrManyParameter",
    "Parameter",
    "Pattern",
    "PatternParameter",
    "PopCount",
    "SampleCountParameter",
    "Score",
    "ScoreBound",
    "ScoreBoundParameter",
    "ScoreCast",
    "ScoreCastParameter",
    "ScoreMapping",
    "Seconds",
    "SpreadNames",
    "SpreadNamesParameter",
    "TextMappingParameter",
    "TextParameter",
    "Timeout",
    "TimeoutParameter",
    "UnixMilliseconds",
    "UnixSeconds",
    "UnlessEqualParameter",
    "Value",
    "ValueMapping",
    "Values",
    "WaitLimit",
    "WordParameter",
    "parse_float",
    "parse_int",
    "read_float",
]

T = TypeVar("T")

#: Marks the parameter of a body for the first of the ``*args`` that follow, of which there is one
#: at least: the usual call with one value has no tuple to make and to look into then.
FIRST = object()
First = Annotated[T, FIRST]
Key = Annotated[T, KeyParameter()]
Name = Annotated[Text, NameParameter()]
Names = Annotated[list[Text], NamesParameter()]
Fields = Annotated[list[Text], OneOrManyParameter("FieldT | Iterable[FieldT]")]
Members = Annotated[list[Text], OneOrManyParameter("EncodableT | Iterable[EncodableT]")]
Field = Annotated[Text, TextParameter()]
Value = Annotated[Text, TextParameter()]
Values = Annotated[list[Text], ListParameter(TextParameter(), "Iterable[EncodableT]")]
SpreadNames = Annotated[list[Text], SpreadNamesParameter()]
Int = Annotated[int, IntParameter()]
LateInt = Annotated[Any, LateParameter(IntParameter())]
Ints = Annotated[list[int], ListParameter(IntParameter(), "Iterable[int]")]
Cursor = Annotated[int, CursorParameter()]
Count = Annotated[int, AtLeastParameter(0, "value is out of range, must be positive")]
KeyCount = Annotated[int, AtLeastParameter(1, "numkeys should be greater than 0")]
PopCount = Annotated[int, AtLeastParameter(1, "count should be greater than 0")]
CardLimit = Annotated[int, AtLeastParameter(0, "LIMIT can't be negative")]
Float = Annotated[float, FloatParameter()]
Score = Annotated[float, FloatParameter()]
ScoreBound = Annotated[tuple[float, bool], ScoreBoundParameter()]
LexBound = Annotated[tuple[Text | bool | None, bool], LexBoundParameter()]
Flag = Annotated[bool, FlagParameter()]
Pattern = Annotated[Callable[[Text], bool], PatternParameter()]
Seconds = Annotated[int, DurationParameter(1)]
Milliseconds = Annotated[int, DurationParameter(1000)]
Timeout = Annotated[int, TimeoutParameter()]
UnixSeconds = Annotated[int, MomentParameter(1)]
UnixMilliseconds = Annotated[int, MomentParameter(1000)]
ValueMapping = Annotated[dict[Text, Text], TextMappingParameter()]
ScoreMapping = Annotated[
    dict[Text, float], MappingParameter(FloatParameter(), "Mapping[AnyKeyT, float]")
]
ScoreCast = Annotated[Callable[[Any], Any], ScoreCastParameter()]
