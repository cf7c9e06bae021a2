"""A job queue: every job is done once at least, also when a worker dies over it.

A queue is a sorted set of jobs by the time in ms from which on they may be taken. Who takes one has
a lease on it: if it is not done by then, somebody else gets it.
"""

from __future__ import annotations

import math
from typing import Any

from znsocket.keyspace import Keyspace, SortedSetValue, now_ms
from znsocket.registry import Float, Key, Lua, Text, Value, command

# In milliseconds by the clock of Redis, for those of its clients may differ.
_NOW = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
"""


@command(
    group="job_queue",
    writes=True,
    complexity="O(log N)",
    unchanged=(False,),
    redis=Lua(
        _NOW
        + """
        local job, delay = value(), tonumber(value())
        return redis.call('ZADD', KEYS[1], 'NX', now + delay * 1000, job)
        """
    ),
)
def job_put(db: Keyspace, name: Key[SortedSetValue], job: Value, delay: Float = 0.0) -> bool:
    """Put a job into a queue, unless it is there already.

    Parameters
    ----------
    name : str
        Key of the queue.
    job : str
        What is to be done.
    delay : float
        Seconds from now until it may be taken.

    Returns
    -------
    bool
        False when it is in the queue already, or being done.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.job_put("jobs", "mail ann"), r.job_put("jobs", "mail ann")
    (True, False)
    """
    return name.score(job) is None and name.put(job, now_ms() + delay * 1000)


@command(
    group="job_queue",
    writes=True,
    complexity="O(log N)",
    unchanged=(None,),
    redis=Lua(
        _NOW
        + """
        local lease = tonumber(value())
        local job = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, 1)[1]
        if job then redis.call('ZADD', KEYS[1], now + lease * 1000, job) end
        return job
        """
    ),
)
def job_take(db: Keyspace, name: Key[SortedSetValue], lease: Float = 30.0) -> Text | None:
    """Take the job that has waited longest.

    Parameters
    ----------
    name : str
        Key of the queue.
    lease : float
        Seconds in which it has to be done; afterwards somebody else gets it.

    Returns
    -------
    str or None
        The job, or None when there is none to be done now.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.job_put("jobs", "mail ann"), r.job_put("jobs", "mail bob", delay=60)
    (True, True)
    >>> r.job_take("jobs"), r.job_take("jobs") is None
    ('mail ann', True)
    """
    now = now_ms()
    first, last = name.score_span((-math.inf, False), (now, False))
    if first == last:
        return None
    job = name.members(first, first + 1)[0]
    name.put(job, now + lease * 1000)
    return job


def _done(r: Any, name: str, job: str) -> Any:
    return r.zrem(name, job)


@command(group="job_queue", writes=True, complexity="O(log N)", redis=_done, unchanged=(False,))
def job_done(db: Keyspace, name: Key[SortedSetValue], job: Value) -> bool:
    """Take a job that is done out of its queue.

    Parameters
    ----------
    name : str
        Key of the queue.
    job : str
        What `job_take` gave.

    Returns
    -------
    bool
        False when it was out of it already.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.job_put("jobs", "mail ann"), r.job_take("jobs", lease=0.5)
    (True, 'mail ann')
    >>> r.job_done("jobs", "mail ann"), r.job_done("jobs", "mail ann")
    (True, False)
    """
    return name.drop(job)
