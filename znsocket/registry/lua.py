"""Lua for the entries that Redis lacks: how their arguments reach a script, and how it is run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import redis
import redis.asyncio
from redis.commands.core import Script

from znsocket.registry.changes import writer
from znsocket.registry.channels import changes_channel

#: Who serves which key, and whether they are there still: see `znsocket.storage.neighbours`.
OWNERS_KEY = "znsocket:{nodes}:owners"
LEASE_KEY = "znsocket:{nodes}:lease:"

# What a script that changes something does first. Elsewhere in a cluster it cannot look there.
_FREEZE = f"""
local owner = redis.pcall('HGET', '{OWNERS_KEY}', KEYS[1])
if type(owner) == 'string'
  and redis.call('EXISTS', '{LEASE_KEY}' .. owner:match('^%S+')) == 1 then
  return {{err = 'FROZEN ' .. KEYS[1]}}
end
"""

# What every script begins with: the arguments one by one, and the notice of a change.
_PRELUDE = """
local given = 2
-- The next argument; one that was None is nil.
local function word()
  given = given + 1
  if ARGV[given] ~= '' then return ARGV[given] end
end
-- The next argument as it is: a text that may be empty.
local function value()
  given = given + 1
  return ARGV[given]
end
-- The next argument as an integer.
local function number()
  local text = word()
  if text and not (text:match('^-?%d+$') and math.abs(text) <= 2^63) then
    error({err = 'ERR value is not an integer or out of range'})
  end
  return tonumber(text)
end
-- The next argument, which is a list.
local function values()
  local list, count = {}, number()
  for i = 1, count do list[i] = ARGV[given + i] end
  given = given + count
  return list
end
-- All arguments that are left.
local function rest()
  local list = {}
  for i = given + 1, #ARGV do list[i - given] = ARGV[i] end
  return list
end
-- Tell every server what changed of the first key, or else the caller.
local told = ''
local function changed(data)
  if ARGV[1] ~= '' then
    local notice = {target = KEYS[1], data = data, writer = ARGV[2]}
    redis.call('PUBLISH', ARGV[1], cjson.encode(notice))
  else
    told = cjson.encode(data)
  end
end
local function run()
"""

# And what it ends with: an error is replied as it is, without the place in the script.
_CODA = """
end
local done, reply = pcall(run)
if done and ARGV[1] ~= '' then return reply end
if done then return {reply == nil and false or reply, told} end
return {err = type(reply) == 'table' and reply.err or reply}
"""

_PIPELINES: tuple[type[Any], ...] = (redis.client.Pipeline, redis.asyncio.client.Pipeline)


class Lua:
    """The ``redis`` part of an entry, as a script that is run in one step.

    The script has the keys in ``KEYS`` and takes the other arguments in order with ``word()``,
    ``value()``, ``number()``, ``values()`` and ``rest()``. It tells of a change with
    ``changed(data)``; one that does so leaves what an adapter serves as it is, and replies an
    error: see `frozen_key`.

    Parameters
    ----------
    body : str
        The script.
    keys : int
        How many of the first arguments are keys.

    Examples
    --------
    >>> middle = Lua("return redis.call('LINDEX', KEYS[1], redis.call('LLEN', KEYS[1]) / 2)")
    >>> middle(redis.Redis(), "queue")  # doctest: +SKIP
    b'b'
    """

    def __init__(self, body: str, keys: int = 1) -> None:
        freeze = _FREEZE if "changed(" in body else ""
        self.source = freeze + _PRELUDE + body + _CODA
        self.keys = keys
        self.sha = hashlib.sha1(self.source.encode(), usedforsecurity=False).hexdigest()

    def words(self, database: int, args: Sequence[Any], options: dict[str, Any]) -> list[Any]:
        """Return what EVAL and EVALSHA take after the script: the number of keys, and so on.

        Parameters
        ----------
        database : int
            Where the keys are; those who listen to its changes are told.
        args : sequence
            The required arguments of the entry, the keys first.
        options : dict
            All others, in order.
        """
        who = writer.get()
        told = "" if who is None else changes_channel(database)
        rest = _words([*args[self.keys :], *options.values()])
        return [self.keys, *args[: self.keys], told, who or "", *rest]

    def __call__(self, client: Any, *args: Any, **options: Any) -> Any:
        """Run the script; on a pipeline of redis-py, queue it.

        On a `redis.asyncio.Redis` the reply is to be awaited.

        When nobody is to be told of changes, the reply is a pair: what it would have been, and the
        JSON text of the notice, empty when nothing changed.
        """
        database = client.connection_pool.connection_kwargs.get("db") or 0
        words = self.words(database, args, options)
        if isinstance(client, _PIPELINES):
            client.scripts.add(Script(client, self.source.encode()))  # it is loaded if need be
        elif isinstance(client, redis.asyncio.Redis):
            return self._awaited(client, words)
        try:
            return client.evalsha(self.sha, *words)
        except redis.exceptions.NoScriptError:
            return client.eval(self.source, *words)

    async def _awaited(self, client: Any, words: list[Any]) -> Any:
        try:
            return await client.evalsha(self.sha, *words)
        except redis.exceptions.NoScriptError:
            return await client.eval(self.source, *words)


def frozen_key(error: Exception) -> str | None:
    """Return the key that an adapter serves, which is why a script has failed; else None."""
    text = str(error)
    return text.removeprefix("FROZEN ") if text.startswith("FROZEN ") else None


def _words(args: list[Any]) -> Iterator[Any]:
    """Yield arguments as a script takes them: lists with their length, mappings as two lists."""
    for arg in args:
        if isinstance(arg, dict):
            yield from _words([list(arg), list(arg.values())])
        elif isinstance(arg, (list, tuple)):
            yield len(arg)
            yield from arg
        elif arg is None:
            yield ""
        else:
            yield int(arg) if isinstance(arg, bool) else arg
