"""How a command is called in JavaScript, which has no arguments by name.

Required arguments come first, by position; a ``*args`` takes what follows, and lists of it. The
others are given by name in an object at the end; those before the first flag may be given by
position instead, as in Python.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from znsocket.registry import Argument, Entry
from znsocket.registry.kinds import FlagParameter, MappingParameter


@dataclass(frozen=True)
class Signature:
    """The arguments of an entry by the way in which JavaScript gives them."""

    entry: Entry

    @cached_property
    def required(self) -> list[Argument]:
        """The arguments that every call gives, by their position."""
        return [one for one in self.entry.arguments if one.required and not one.keyword]

    @cached_property
    def variadic(self) -> Argument | None:
        """The ``*args``."""
        return next((one for one in self.entry.arguments if one.variadic), None)

    @cached_property
    def options(self) -> list[Argument]:
        """The arguments that may be given by name."""
        return [
            one
            for one in self.entry.arguments
            if one not in self.required and not one.variadic and not one.parameter.local
        ]

    @cached_property
    def positional(self) -> list[Argument]:
        """The options that may also be given by position."""
        found: list[Argument] = []
        for one in self.options:
            if self.variadic or one.keyword or isinstance(one.parameter, FlagParameter):
                break
            found.append(one)
        return found

    @cached_property
    def mapping(self) -> Argument | None:
        """The option that an object in the place of any of them stands for, if there is one."""
        return next(
            (one for one in self.options if isinstance(one.parameter, MappingParameter)), None
        )

    def javascript_call(
        self, args: tuple[Any, ...], named: dict[str, Any]
    ) -> tuple[list[Any], dict[str, Any]]:
        """Return the arguments of a Python call as the JavaScript one's: by position, by name.

        Raises
        ------
        ValueError
            The call does not fit the signature.
        """
        named = dict(named)
        places = [one for one in self.entry.arguments if not one.keyword]
        several: list[Any] = []
        for number, value in enumerate(args):
            argument = places[number] if number < len(places) else self.variadic
            if argument is None or argument.name in named:
                raise ValueError(f"{self.entry.name} does not take {args!r}")
            if argument.variadic:
                several = list(args[number:])
                break
            named[argument.name] = value
        try:
            positional = [named.pop(one.name) for one in self.required] + several
        except KeyError as missing:
            raise ValueError(f"{self.entry.name} needs {missing}") from None
        if self.mapping is not None:
            if set(named) == {self.mapping.name}:
                return [*positional, named[self.mapping.name]], {}
            count = max(
                (n for n, one in enumerate(self.options, 1) if one.name in named), default=0
            )
            return [*positional, *(named.get(one.name) for one in self.options[:count])], {}
        for one in self.positional:
            if one.name not in named or one.name in named.keys() - {
                place.name for place in places[: len(args)]
            }:
                break
            positional.append(named.pop(one.name))
        return positional, named
