"""A call as Redis gets it: redis-py's words for a command, without a connection to send them on."""

from __future__ import annotations

from typing import Any

from redis.commands.core import CoreCommands

from znsocket.exceptions import DataError
from znsocket.registry import Entry, Lua, Text
from znsocket.registry.numbers import as_given
from znsocket.storage.redis_pattern import Patterns


class _Recorder(CoreCommands):
    """redis-py's methods, which give the words of a command instead of sending them."""

    _event_dispatcher: Any = None

    def execute_command(self, *words: Any, **flags: Any) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Return what would be sent, and what redis-py has to know to read the reply."""
        return words, flags


_RECORDER: Any = _Recorder()


def _recorded(
    entry: Entry, args: list[Any], options: dict[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    given = {name: as_given(value) for name, value in options.items()}
    recorded = entry.method_on(_RECORDER)(*map(as_given, args), **given)
    if not isinstance(recorded, tuple):
        raise DataError(f"{entry.name} takes several steps on Redis, where this needs one")
    words, flags = recorded
    flags.pop("keys", None)  # for redis-py's cache, which there is none of
    return words, flags


_PATTERNS = Patterns(_recorded)


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
    database : int
        Where the keys are.

    Attributes
    ----------
    words : tuple
        The name that Redis knows the command by, and what follows it.
    flags : dict
        What redis-py's reader of the reply has to know.
    script : Lua or None
        What the words name by its digest, which Redis may not know yet.

    Raises
    ------
    DataError
        redis-py refuses the arguments, or the entry's own function for Redis sends more than one
        command.
    """

    __slots__ = ("args", "entry", "flags", "options", "script", "words")

    def __init__(
        self, entry: Entry, args: list[Any], options: dict[str, Any], database: int = 0
    ) -> None:
        self.entry = entry
        self.args = args
        self.options = options
        self.script = entry.redis if isinstance(entry.redis, Lua) else None
        if self.script is not None:
            words = self.script.words(database, args, {**entry.defaults, **options})
            self.words: tuple[Any, ...] = ("EVALSHA", self.script.sha, *words)
            self.flags: dict[str, Any] = {}
            return
        pattern = _PATTERNS.find(entry, args, options)
        if pattern is None:
            self.words, self.flags = _recorded(entry, args, options)
        else:
            self.words, self.flags = pattern.words(args, options), pattern.flags

    @property
    def names(self) -> list[Text]:
        """The names of the keys."""
        return self.entry.names(self.args, self.options)

    @property
    def whole(self) -> tuple[Any, ...]:
        """The words with the text of the script, for a Redis that may not know it."""
        if self.script is None:
            return self.words
        return ("EVAL", self.script.source, *self.words[2:])
