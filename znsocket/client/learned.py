"""Commands that a server has and this process does not know: learned at connect, and called."""

from __future__ import annotations

import functools
import inspect
import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from znsocket.exceptions import DataError
from znsocket.registry import Argument, Entry
from znsocket.registry.descriptions import entry_of

Method = Callable[..., Any]

logger = logging.getLogger(__name__)


class Learned:
    """The entries that a client was told of by its server."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}

    def replace(self, descriptions: Any) -> None:
        """Take what a server has described in place of what was known before."""
        self._entries = {}
        for description in descriptions if isinstance(descriptions, list) else [descriptions]:
            try:
                entry = entry_of(description)
            except DataError as error:
                logger.warning("a command of the server's cannot be used: %s", error)
            else:
                self._entries[entry.name] = entry

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __getitem__(self, name: str) -> Entry:
        return self._entries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._entries))

    def method(self, owner: object, name: str) -> Method:
        """Return the method of a command for a client or a pipeline.

        Raises
        ------
        AttributeError
            The server has told of no such command.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise _no_attribute(owner, name)
        method: Method = _requesting(entry).__get__(owner)
        return method


class LearningClass:
    """A class whose instances have methods for learned commands: a client, or its pipelines."""

    _learned: Learned

    if not TYPE_CHECKING:  # type checkers would take any attribute then

        def __getattr__(self, name: str) -> Method:
            """Return the method of a command that this process knows from the server alone."""
            if name.startswith("_"):  # `_learned` itself, while there is none
                raise _no_attribute(self, name)
            return self._learned.method(self, name)

    def __dir__(self) -> Iterable[str]:
        return [*super().__dir__(), *self._learned]


def _no_attribute(owner: object, name: str) -> AttributeError:
    text = f"{type(owner).__name__!r} object has no attribute {name!r}"
    return AttributeError(text, name=name, obj=owner)


@functools.lru_cache(maxsize=1024)
def _requesting(entry: Entry) -> Any:
    """Return the function that packs its arguments and hands them to ``_request``.

    Those of `request_method` are faster, because their source is written and compiled. Nothing
    that was received is.
    """
    signature = _signature(entry)

    def method(self: Any, *args: Any, **options: Any) -> Any:
        bound = signature.bind(self, *args, **options)
        return self._request(entry, *_packed(entry, bound.arguments))

    vars(method)["__signature__"] = signature
    method.__name__ = entry.name
    method.__qualname__ = entry.name
    method.__doc__ = entry.doc
    return method


def _signature(entry: Entry) -> inspect.Signature:
    parameters = [inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)]
    for one, given in zip(
        entry.arguments, list(inspect.signature(entry.body).parameters.values())[1:], strict=True
    ):
        accepts = one.parameter.accepts + (" | None" if one.optional else "")
        parameters.append(given.replace(annotation=accepts))
    return inspect.Signature(parameters, return_annotation=entry.reply.stub)


def _packed(
    entry: Entry, given: dict[str, Any]
) -> tuple[list[Any], dict[str, Any], Callable[[Any], Any]]:
    """Return the arguments of a call as they travel, and the function of scores."""
    args: list[Any] = []
    options: dict[str, Any] = {}
    cast: Callable[[Any], Any] = float
    # What stands before *args cannot be given by name.
    followed = any(one.variadic and one is not entry.merged for one in entry.arguments)
    for one in entry.arguments:
        value = given.get(one.name, one.default)
        if one.parameter.local:
            cast = value
        elif one is entry.merged:
            args[-1] += [_travelling(one, item) for item in given.get(one.name, ())]
        elif one.variadic:
            args += [_travelling(one, item) for item in given.get(one.name, ())]
        elif (one.required or followed) and not one.keyword:
            args.append(_travelling(one, value))
        elif one.required or value is not one.default:
            options[one.name] = _travelling(one, value)
    return args, options, cast


def _travelling(argument: Argument, value: Any) -> Any:
    if value is None and argument.optional:
        return None
    argument.parameter.check(value)
    return argument.parameter.pack(value)
