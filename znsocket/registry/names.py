"""Which arguments of a call are the names of keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from znsocket.registry.kinds import Parameter
from znsocket.registry.text import Text

if TYPE_CHECKING:
    from znsocket.registry.entry import Entry

#: Where an argument is in a packed call, by number, by name, or the rest; and its type.
Place = tuple[int | str | slice, Parameter]


def places_of_names(entry: Entry) -> tuple[Place, ...]:
    """Return the arguments of an entry that have names of keys."""
    places: list[Place] = []
    required = 0
    for argument in entry.arguments:
        if argument.parameter.local or argument is entry.merged:
            continue
        where: int | str | slice = argument.name
        if argument.variadic:
            where = slice(required, None)
        elif argument.required and not argument.keyword:
            where = required
            required += 1
        if type(argument.parameter).names is not Parameter.names:
            places.append((where, argument.parameter))
    return tuple(places)


def names_in(places: Iterable[Place], args: list[Any], options: dict[str, Any]) -> list[Text]:
    """Return the names in a call, whose arguments are packed."""
    names: list[Text] = []
    for where, parameter in places:
        if isinstance(where, slice):
            for one in args[where]:
                names += parameter.names(one)
        elif isinstance(where, int):
            names += parameter.names(args[where])
        elif where in options:
            names += parameter.names(options[where])
    return names
