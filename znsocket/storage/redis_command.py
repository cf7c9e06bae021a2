"""A call as Redis gets it: redis-py's words for a command, without a connection to send them on."""

from __future__ import annotations

from typing import Any

from redis.commands.core import CoreCommands

from znsocket.exceptions import DataError
from znsocket.registry import Entry, Text


class _Recorder(CoreCommands):
    """redis-py's methods, which give the words of a command instead of sending them."""

    _event_dispatcher: Any = None

    def execute_command(self, *words: Any, **flags: Any) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Return what would be sent, and what redis-py has to know to read the reply."""
        return words, flags


_RECORDER: Any = _Recorder()


class RedisCommand:
    """A call whose arguments were checked, as it is sent to Redis.

    Parameters
    ----------
    entry : Entry
        The command.
    args : list
        Its required arguments.
    options : dict
        The others by name.

    Attributes
    ----------
    words : tuple
        The name that Redis knows the command by, and what follows it.
    flags : dict
        What redis-py's reader of the reply has to know.

    Raises
    ------
    DataError
        redis-py refuses the arguments, or the entry's own function for Redis sends more than one
        command.
    """

    __slots__ = ("args", "entry", "flags", "options", "words")

    def __init__(self, entry: Entry, args: list[Any], options: dict[str, Any]) -> None:
        self.entry = entry
        self.args = args
        self.options = options
        recorded = entry.method_on(_RECORDER)(*args, **options)
        if not isinstance(recorded, tuple):
            raise DataError(f"{entry.name} takes several steps on Redis, where this needs one")
        self.words, self.flags = recorded
        self.flags.pop("keys", None)  # for redis-py's cache, which there is none of

    @property
    def names(self) -> list[Text]:
        """The names of the keys."""
        return self.entry.names(self.args, self.options)
