"""Commands as plain data: what a server tells a client that does not have their entries.

A description holds what a caller needs: the parameters with their types by name, the reply's type
in the notation of the stubs, and the documentation. The entry that is made of it checks and packs
arguments; the rest, rules included, is the server's to check. Nothing of a description is ever
executed: names are checked, and types are looked up by name.
"""

from __future__ import annotations

import ast
import inspect
import keyword
import math
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, get_args

from znsocket.exceptions import DataError
from znsocket.registry import parameters as types
from znsocket.registry.entry import Argument, Entry
from znsocket.registry.kinds import Parameter
from znsocket.registry.numbers import WaitLimit, plain_number
from znsocket.registry.records import RecordShape, RowShape
from znsocket.registry.replies import (
    TEXT,
    DictShape,
    FlatScores,
    OneOrZero,
    ReplyScore,
    ScanScore,
    SequenceShape,
    Shape,
    TupleShape,
    UnionShape,
    shape_of,
)
from znsocket.registry.text import text

Description = dict[str, Any]

_KINDS = inspect.Parameter
_LONGEST = 10_000  # characters of a type

# What reading something that is no description may raise.
_WRONG = (
    *(AttributeError, KeyError, MemoryError),
    *(RecursionError, SyntaxError, TypeError, ValueError),
)


class AnyParameter(Parameter):
    """An argument of a type that only the server knows; anything that can travel.

    Parameters
    ----------
    accepts : str
        The type to show.
    """

    def __init__(self, accepts: str = "Any") -> None:
        self.accepts = accepts

    def pack(self, value: Any) -> Any:
        """Return plain data, or raise `DataError`."""
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, Mapping):
            packed = {text(key): self.pack(one) for key, one in value.items()}
            # JSON has no other keys; they travel as pairs.
            return packed if bytes not in map(type, packed) else list(packed.items())
        if isinstance(value, Iterable) and not isinstance(value, (str, bytes, bytearray)):
            return value.tobytes() if isinstance(value, memoryview) else list(map(self.pack, value))
        return plain_number(value)


class AnyWaitParameter(AnyParameter):
    """How long a call may wait, in a type that only the server knows.

    Parameters
    ----------
    accepts : str
        The type to show.
    unit : float
        How many seconds 1 is.
    """

    def __init__(self, accepts: str, unit: float) -> None:
        super().__init__(accepts)
        self._unit = unit

    def seconds(self, value: Any) -> float | None:
        """Return how long a packed value lets a call wait: 0 for ever, None for not at all."""
        return None if value is None else float(value) * self._unit


def _marked(annotation: Any, kind: type) -> Any:
    return next((mark for mark in get_args(annotation)[1:] if isinstance(mark, kind)), None)


#: The parameter types that have a name.
_PARAMETERS: dict[str, Parameter] = {
    name: mark
    for name in types.__all__
    if (mark := _marked(getattr(types, name), Parameter)) is not None
}

#: The shapes that have a name beside those of Python's types.
_SHAPES: dict[str, Shape] = {
    "T": TEXT,
    **{kind.__name__: shape_of(kind) for kind in (bool, float, int, str)},
    "None": shape_of(type(None)),
    "Any": shape_of(Any),
    "OneOrZero": _marked(OneOrZero, Shape),
    "ReplyScore": _marked(ReplyScore, Shape),
    "ScanScore": _marked(ScanScore, Shape),
    "FlatScores": _marked(FlatScores, Shape),
}


def describe(entry: Entry) -> Description:
    """Return the description of an entry, which JSON can carry.

    Examples
    --------
    >>> from znsocket.commands import registry
    >>> description = describe(registry["expire"])
    >>> description["reply"], description["parameters"][1]
    ('OneOrZero', {'name': 'time', 'type': 'Seconds', 'kind': 'positional', 'optional': False})
    """
    return {
        "name": entry.name,
        "group": entry.group,
        "since": entry.since,
        "complexity": entry.complexity,
        "blocking": entry.blocking,
        "parameters": [_described_argument(one) for one in entry.arguments],
        "reply": _notation(entry.reply),
        "doc": entry.doc,
    }


def _described_argument(argument: Argument) -> dict[str, Any]:
    parameter = argument.parameter.inner  # when it is read is the server's business
    kind = "variadic" if argument.variadic else "keyword" if argument.keyword else "positional"
    said: dict[str, Any] = {
        "name": argument.name,
        "type": _name_of(parameter, _PARAMETERS),
        "kind": kind,
        "optional": argument.optional,
    }
    if said["type"] is None:
        said |= {"type": "Any", "accepts": parameter.accepts}
        if isinstance(parameter, WaitLimit):
            said["unit"] = parameter.seconds(1)
    if argument.option:
        default = argument.default
        travels = isinstance(default, (str, int)) or (
            isinstance(default, float) and math.isfinite(default)
        )
        said["default"] = default if travels else None
    return said


def _name_of(one: Any, named: Mapping[str, Any]) -> str | None:
    """Return the name of what is like `one`."""
    for name, other in named.items():
        if type(one) is type(other) and vars(one) == vars(other):
            return name
    return None


def _notation(shape: Shape) -> str:
    """Return the type of a reply as text; Any for one that a module of the user's made."""
    spell = _SPELLED.get(type(shape))
    return _name_of(shape, _SHAPES) or (spell(shape) if spell is not None else "Any")


# How the shapes that are made of others are spelled. A module's own class may be derived from one
# of these and read its replies in another way.
_SPELLED: dict[type, Callable[[Any], str]] = {
    SequenceShape: lambda shape: f"{shape.make.__name__}[{_notation(shape.item)}]",
    TupleShape: lambda shape: f"tuple[{', '.join(map(_notation, shape.items))}]",
    RowShape: lambda shape: f"row[{', '.join(map(_notation, shape.items))}]",
    DictShape: lambda shape: f"dict[{_notation(shape.key)}, {_notation(shape.value)}]",
    UnionShape: lambda shape: " | ".join(map(_notation, shape.options)),
    RecordShape: lambda shape: _record(shape.shapes),
}


def _record(shapes: Mapping[str, Shape]) -> str:
    return f"{{{', '.join(f'{key!r}: {_notation(one)}' for key, one in shapes.items())}}}"


def entry_of(description: Any) -> Entry:
    """Return the entry of a command that was described; its body does nothing.

    Raises
    ------
    DataError
        It is no description, or names something that cannot be named so.

    Examples
    --------
    >>> from znsocket.commands import registry
    >>> entry = entry_of(describe(registry["lrange"]))
    >>> entry.name, [one.name for one in entry.arguments], entry.reply.stub
    ('lrange', ['name', 'start', 'end'], 'list[T]')
    """
    try:
        name = _checked_name(description["name"])
        arguments = [_parameter(one) for one in description["parameters"]]
        entry = Entry(
            name=name,
            body=_body(name, arguments, _shape(description["reply"]), str(description["doc"])),
            group=str(description["group"]),
            since=str(description["since"]),
            complexity=str(description["complexity"]),
            blocking=_blocking(description["blocking"], arguments),
        )
    except _WRONG as error:
        raise DataError(f"the description of a command is wrong: {error!r:.200}") from None
    return entry


def _body(
    name: str, arguments: list[inspect.Parameter], reply: Shape, doc: str
) -> Callable[..., Any]:
    def body(db: Any, *args: Any, **options: Any) -> Any:
        raise NotImplementedError("the server has the body")

    first = _KINDS("db", _KINDS.POSITIONAL_ONLY)
    vars(body)["__signature__"] = inspect.Signature([first, *arguments])
    body.__annotations__ = {one.name: one.annotation for one in arguments}
    body.__annotations__["return"] = Annotated[object, reply]
    body.__name__, body.__doc__ = name, doc
    return body


def _parameter(said: Any) -> inspect.Parameter:
    name = _checked_name(said["name"].lstrip("_"), said["name"])
    parameter = _PARAMETERS.get(said["type"])
    if parameter is None:
        accepts = _shown(said.get("accepts", "Any"))
        unit = said.get("unit")
        parameter = AnyWaitParameter(accepts, float(unit)) if unit else AnyParameter(accepts)
    kinds = {
        "positional": _KINDS.POSITIONAL_OR_KEYWORD,
        "variadic": _KINDS.VAR_POSITIONAL,
        "keyword": _KINDS.KEYWORD_ONLY,
    }
    default = said.get("default", _KINDS.empty)
    if default is not _KINDS.empty and not isinstance(default, (str, int, float, type(None))):
        raise TypeError(f"a default must be plain, got {default!r}")
    if parameter.local:
        default = float
    annotation: Any = Annotated[object, parameter]
    if said["optional"]:
        annotation |= None
    return _KINDS(name, kinds[said["kind"]], default=default, annotation=annotation)


def _blocking(name: Any, arguments: list[inspect.Parameter]) -> str | None:
    """Return the argument that limits the waiting; None when nobody here can read it."""
    for one in arguments:
        if one.name == name:
            annotation = next(iter(get_args(one.annotation)), one.annotation)
            marks = [_marked(one.annotation, Parameter), _marked(annotation, Parameter)]
            if any(isinstance(mark, WaitLimit) for mark in marks):
                return one.name
    return None


def _checked_name(stem: str, name: str = "") -> str:
    name = name or stem
    if not stem.isidentifier() or keyword.iskeyword(name) or stem.startswith("_"):
        raise ValueError(f"{name!r} is no name")
    return name


def _parsed(notation: str) -> ast.expr:
    if len(notation) > _LONGEST:
        raise ValueError(f"a type of {len(notation)} characters")
    return ast.parse(notation, mode="eval").body


def _shown(accepts: str) -> str:
    """Return the type of an argument if it is made of names of types alone, else Any."""
    allowed = (ast.Name, ast.Load, ast.Subscript, ast.Tuple, ast.BinOp, ast.BitOr)
    known = {"Any", "AnyKeyT", "Iterable", "Mapping", "Sequence", "bool", "bytes", "dict", "float"}
    known |= {"int", "list", "set", "str", "tuple", "EncodableT", "FieldT", "KeyT", "KeysT"}
    try:
        nodes = list(ast.walk(_parsed(accepts)))
    except (SyntaxError, ValueError):
        return "Any"
    fine = all(isinstance(node, allowed) for node in nodes)
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return accepts if fine and names <= known else "Any"


def _shape(notation: str) -> Shape:
    return _shape_at(_parsed(notation))


def _shape_at(node: ast.expr) -> Shape:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return UnionShape([_shape_at(one) for one in _options(node)])
    if isinstance(node, ast.Dict):
        keys = [ast.literal_eval(key) for key in node.keys if key is not None]
        shapes = [Annotated[object, _shape_at(one)] for one in node.values]
        return RecordShape(dict(zip(keys, shapes, strict=True)))
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        return _container(node.value.id, [_shape_at(one) for one in parts])
    return _SHAPES[ast.unparse(node)]


def _options(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp):
        return [*_options(node.left), *_options(node.right)]
    return [node]


def _container(name: str, parts: list[Shape]) -> Shape:
    if name == "tuple":
        return TupleShape(parts)
    if name == "row":
        return RowShape(*(Annotated[object, one] for one in parts))
    if name == "dict":
        key, value = parts
        return DictShape(key, value)
    (item,) = parts
    return SequenceShape({"list": list, "set": set}[name], item)
