"""Locks: the steps of `redis.lock.Lock` that look at who holds it and change it at once."""

from __future__ import annotations

from znsocket.commands.deadlines import deadline
from znsocket.commands.expiry import expire_key
from znsocket.keyspace import Keyspace, now_ms
from znsocket.registry import Flag, Int, Lua, Name, Value, command

_HELD = """
local held = redis.call('GET', KEYS[1]) == value()
"""


@command(
    group="lock",
    writes=True,
    since="",
    complexity="O(1)",
    redis=Lua(_HELD + "return held and redis.call('DEL', KEYS[1]) or 0"),
)
def lock_release(db: Keyspace, name: Name, token: Value) -> bool:
    """Remove a key if it holds a text: give back a lock that is held with that token.

    `Client.lock` makes locks that do it.

    Parameters
    ----------
    name : str
        The lock's key.
    token : str
        What whoever holds the lock has put there.

    Returns
    -------
    bool
        Whether the key held it.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.set("lock", "mine")
    True
    >>> r.lock_release("lock", "not mine"), r.lock_release("lock", "mine")
    (False, True)
    >>> r.exists("lock")
    0
    """
    return db.string(name) == token and db.delete(name)


@command(
    group="lock",
    writes=True,
    since="",
    complexity="O(1)",
    redis=Lua(
        _HELD
        + """
        local text = ARGV[given + 1]
        local time, replaced, left = number(), number(), redis.call('PTTL', KEYS[1])
        if not held or left < 0 then return 0 end
        if replaced == 0 then text = ('%.0f'):format(math.min(time + left, 2^63 - 1024)) end
        return redis.call('PEXPIRE', KEYS[1], text)
        """
    ),
)
def lock_extend(
    db: Keyspace, name: Name, token: Value, milliseconds: Int, replace_ttl: Flag = False
) -> bool:
    """Let a key that holds a text expire later: extend a lock that is held with that token.

    Parameters
    ----------
    name : str
        The lock's key.
    token : str
        What whoever holds the lock has put there.
    milliseconds : int
        Time to add to the time to live; the key is removed when none is left.
    replace_ttl : bool
        Make it the time to live instead.

    Returns
    -------
    bool
        Whether the key held it, with a time to live.

    Raises
    ------
    ResponseError
        The key holds another type, or the time is too far away.

    Examples
    --------
    >>> r.set("lock", "mine", ex=10)
    True
    >>> r.lock_extend("lock", "mine", 20_000)
    True
    >>> r.ttl("lock")
    30
    >>> r.lock_extend("lock", "mine", 5000, replace_ttl=True), r.ttl("lock")
    (True, 5)
    """
    held = db.string(name) == token
    until = db.expires.get(name)
    if not held or until is None:
        return False
    since = now_ms() if replace_ttl else until
    return expire_key(db, name, deadline("pexpire", milliseconds, 1, since))


@command(
    group="lock",
    writes=True,
    since="",
    complexity="O(1)",
    redis=Lua(
        _HELD
        + """
        local text = ARGV[given + 1]
        return number() and held and redis.call('PEXPIRE', KEYS[1], text) or 0
        """
    ),
)
def lock_reacquire(db: Keyspace, name: Name, token: Value, milliseconds: Int) -> bool:
    """Give a key that holds a text a new time to live: hold a lock with that token anew.

    Parameters
    ----------
    name : str
        The lock's key.
    token : str
        What whoever holds the lock has put there.
    milliseconds : int
        The time to live; the key is removed when it is not positive.

    Returns
    -------
    bool
        Whether the key held it.

    Raises
    ------
    ResponseError
        The key holds another type, or the time is too far away.

    Examples
    --------
    >>> r.set("lock", "mine")
    True
    >>> r.lock_reacquire("lock", "mine", 10_000), r.ttl("lock")
    (True, 10)
    >>> r.lock_reacquire("lock", "not mine", 10_000)
    False
    """
    if db.string(name) != token:
        return False
    return expire_key(db, name, deadline("pexpire", milliseconds, 1, now_ms()))
