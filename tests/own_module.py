"""The source of a module with commands of a user's own."""

MODULE = '''
"""A counter that has a limit."""

from znsocket.exceptions import ResponseError
from znsocket.keyspace import Keyspace
from znsocket.registry import Int, Lua, Name, command


@command(
    group="counter",
    writes=True,
    redis=Lua("""
        local count = tonumber(redis.call('GET', KEYS[1]) or 0)
        if count >= number() then return -1 end
        return redis.call('INCR', KEYS[1])
    """),
)
def count_up_to(db: Keyspace, name: Name, limit: Int) -> int:
    """Count, up to a limit.

    Examples
    --------
    >>> r.count_up_to("seats", 1), r.count_up_to("seats", 1)
    (1, -1)
    """
    count = int(db.string(name) or 0)
    if count >= limit:
        return -1
    return db.count(name, 1)


@command(group="counter")
def count_here(db: Keyspace) -> int:
    """Return the number of keys."""
    return len(db.data)
'''
