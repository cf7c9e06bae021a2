"""What a server tells clients of the commands that are not znsocket's own."""

from __future__ import annotations

from typing import Any

from znsocket.commands import registry
from znsocket.registry.descriptions import Description, describe
from znsocket.server.session import Session
from znsocket.wire import quoted, read_payload

#: The message that asks for the descriptions of commands.
DESCRIBE = "describe_commands"


def own_commands() -> list[str]:
    """Return the names of the commands that clients may not know."""
    return [name for name, entry in registry.commands.items() if entry.own]


def describe_commands(session: Session, payload: Any) -> list[Description]:
    """Answer a client that asks for the descriptions of commands by their names."""
    args, _ = read_payload(DESCRIBE, payload)
    if len(args) != 1 or not isinstance(args[0], list):
        raise TypeError(f"{DESCRIBE!r} takes a list of names, got {quoted(args)}")
    names = [one for one in own_commands() if one in args[0]]
    return [describe(registry.commands[name]) for name in names]
