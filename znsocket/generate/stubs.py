"""Writes the stubs of commands: their methods with types, for type checkers and editors."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable

from znsocket.registry import Argument, Entry

_SURFACES = """\
# Generated from {origin}; changes are lost.
import builtins
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Generic, Union

from redis.commands.core import BitFieldOperation
from typing_extensions import Self, TypeAlias, TypeVar

EncodableT: TypeAlias = Union[str, bytes, bytearray, memoryview, int, float]
KeyT: TypeAlias = EncodableT
FieldT: TypeAlias = EncodableT
BitfieldOffsetT: TypeAlias = Union[int, str]
AnyKeyT = TypeVar("AnyKeyT", str, bytes, int, float)
PatternT: TypeAlias = EncodableT
KeysT: TypeAlias = Union[EncodableT, Iterable[EncodableT]]
ExpiryT: TypeAlias = Union[int, timedelta]
AbsExpiryT: TypeAlias = Union[int, datetime]

T = TypeVar("T", default=str)
"""

_ITEMS = """
    def __getitem__(self, name: KeyT) -> {reply}: ...
    def __setitem__(self, name: KeyT, value: EncodableT) -> None: ...
    def __delitem__(self, name: KeyT) -> None: ...
    def __contains__(self, name: KeyT) -> bool: ...
"""

# Where the stubs of clients have the names from that they use, in the order of the imports.
_ORIGINS = {
    "collections.abc": "AsyncIterator Callable Iterable Iterator Mapping Sequence",
    "datetime": "datetime timedelta",
    "typing": "Any",
    "typing_extensions": "Self",
    "znsocket.surfaces": (
        "AbsExpiryT AnyKeyT BitfieldOffsetT EncodableT ExpiryT FieldT KeysT KeyT PatternT T"
    ),
}

_PIPELINE_OF = """
    def pipeline(self, transaction: bool = ..., shard_hint: object = ...) -> {pipeline}: ...
"""

# What the stubs declare; the methods themselves are there without it.
_CLIENT_MODULE = '''\
"""Clients with the commands of {module}, for type checkers and editors.

Generated from {module} by znsocket generate; changes are lost.
"""

import znsocket


class Pipeline(znsocket.Pipeline):
    """See `znsocket.Pipeline`."""


class Client(znsocket.Client):
    """See `znsocket.Client`."""

    def pipeline(self, transaction=True, shard_hint=None):
        """Return a pipeline; see `znsocket.Client.pipeline`."""
        return Pipeline(self)


class AsyncPipeline(znsocket.AsyncPipeline):
    """See `znsocket.AsyncPipeline`."""


class AsyncClient(znsocket.AsyncClient):
    """See `znsocket.AsyncClient`."""

    def pipeline(self, transaction=True, shard_hint=None):
        """Return a pipeline; see `znsocket.Client.pipeline`."""
        return AsyncPipeline(self)
'''


def surface_stubs(entries: Iterable[Entry], origin: str) -> str:
    """Return the stubs of the classes that the methods of znsocket's own commands stand on.

    Parameters
    ----------
    entries : iterable of Entry
        The commands, in the order of the methods.
    origin : str
        Where they come from and what wrote the file, for its first line.
    """
    entries = list(entries)
    return "".join(
        [
            _SURFACES.format(origin=origin),
            _class(f"Commands(Generic[T]):{_ITEMS.format(reply='T')}", sync_method, entries),
            _class("AsyncCommands(Generic[T]):", async_method, entries),
            _class(f"PipelineCommands:{_ITEMS.format(reply='Self')}", queueing_method, entries),
        ]
    )


def client_module(module: str) -> str:
    """Return the module of the clients that `client_stubs` types."""
    return _CLIENT_MODULE.format(module=module)


def client_stubs(entries: Iterable[Entry], origin: str) -> str:
    """Return the stubs of clients and pipelines that have further commands.

    Parameters
    ----------
    entries, origin
        See `surface_stubs`.
    """
    entries = list(entries)
    sync, awaited = (_PIPELINE_OF.format(pipeline=one) for one in ("Pipeline", "AsyncPipeline"))
    classes = "".join(
        [
            _class("Pipeline(znsocket.Pipeline):", queueing_method, entries),
            _class(f"Client(znsocket.Client[T]):{sync}", sync_method, entries),
            _class("AsyncPipeline(znsocket.AsyncPipeline):", queueing_method, entries),
            _class(f"AsyncClient(znsocket.AsyncClient[T]):{awaited}", async_method, entries),
        ]
    )
    return f"# Generated from {origin}; changes are lost.\n{_imports(classes)}{classes}"


def _imports(code: str) -> str:
    """Return the imports of the names that some code uses."""
    blocks = [["import builtins"] if "builtins." in code else [], [], ["import znsocket"]]
    for place, (module, names) in enumerate(_ORIGINS.items()):
        used = [one for one in names.split() if re.search(rf"\b{one}\b", code)]
        if used:
            block = blocks[max(0, place - 2)]
            block.append(f"from {module} import {', '.join(used)}")
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks if block)


def _class(head: str, make: Callable[[Entry], str], entries: list[Entry]) -> str:
    return f"\nclass {head}\n" + "\n".join(filter(None, map(make, entries)))


def sync_method(entry: Entry) -> str:
    """Return the method of a client, as the stubs write it."""
    stub = entry.reply.stub
    return _method(entry, f"Iterator[{stub}]" if entry.iterates else stub)


def async_method(entry: Entry) -> str:
    """Return the method of an asyncio client."""
    stub = entry.reply.stub
    if entry.iterates:
        return _method(entry, f"AsyncIterator[{stub}]")
    return _method(entry, stub, "async ")


def queueing_method(entry: Entry) -> str:
    """Return the method of a pipeline, empty where it has none."""
    return "" if entry.iterates else _method(entry, "Self")


def signature(entry: Entry, reply: str) -> str:
    """Return a command's call and reply on one line.

    Examples
    --------
    >>> from znsocket.commands import registry
    >>> signature(registry["lrange"], "list[str]")
    'lrange(name: KeyT, start: int, end: int) -> list[str]'
    """
    return f"{entry.name}({', '.join(map(_parameter, entry.arguments))}) -> {reply}"


def _parameter(argument: Argument) -> str:
    accepts = argument.parameter.accepts + (" | None" if argument.optional else "")
    if argument.variadic:
        return f"*{argument.name}: {accepts}"
    if argument.required:
        return f"{argument.name}: {accepts}"
    default = "..." if callable(argument.default) else repr(argument.default)
    return f"{argument.name}: {accepts} = {default}"


def _method(entry: Entry, reply: str, prefix: str = "") -> str:
    parameters = ["self", *map(_parameter, entry.arguments)]
    if entry.builder is not None:
        built = inspect.signature(entry.builder)
        parameters[1:] = [str(one) for one in list(built.parameters.values())[1:]]
        reply, prefix = built.return_annotation, ""
    summary = entry.doc.partition("\n\n")[0].replace("\\", "\\\\")
    lines = [
        f"    {prefix}def {entry.name}(",
        *(f"        {one}," for one in parameters),
        f"    ) -> {reply}:",
        f'        """{summary}"""' if summary else "        ...",
    ]
    # In these classes `set` is a method.
    return re.sub(r"\bset\[", "builtins.set[", "\n".join([*lines, ""]))
