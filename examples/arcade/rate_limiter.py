"""A rate limiter: a bucket that is filled with tokens at a steady rate, and that calls take from.

Looking how many there are and taking one is one step, so no two callers get the last one.
"""

from __future__ import annotations

import math

from znsocket.exceptions import ResponseError
from znsocket.keyspace import HashValue, Keyspace, now_ms
from znsocket.registry import Float, Lua, Name, command


@command(
    group="rate_limiter",
    writes=True,
    complexity="O(1)",
    redis=Lua(
        """
        local rate, burst, tokens = tonumber(value()), tonumber(value()), tonumber(value())
        if not (0 < rate and rate < math.huge and 0 <= tokens and tokens <= burst) then
          error({err = 'ERR rate must be positive, and tokens from 0 to burst'})
        end
        local time = redis.call('TIME')
        local now = time[1] * 1000 + math.floor(time[2] / 1000)
        local held = redis.call('HMGET', KEYS[1], 'tokens', 'at')
        local left = tonumber(held[1] or burst)
        left = math.min(burst, left + (now - (held[2] or now)) / 1000 * rate)
        local allowed = left >= tokens
        if allowed then left = left - tokens end
        redis.call('HSET', KEYS[1], 'tokens', string.format('%.17g', left), 'at', now)
        redis.call('PEXPIRE', KEYS[1], math.ceil((burst - left) / rate * 1000) + 1)
        local missing = allowed and 0 or (tokens - left) / rate
        return {allowed and 1 or 0, string.format('%.17g', missing)}
        """
    ),
)
def take_token(
    db: Keyspace, name: Name, rate: Float, burst: Float, tokens: Float = 1.0
) -> tuple[bool, float]:
    """Take tokens out of a bucket, if there are enough of them.

    Parameters
    ----------
    name : str
        Key of the bucket, one for each that is limited; it is full at first.
    rate : float
        Tokens that come back in a second.
    burst : float
        Tokens that the bucket can hold.
    tokens : float
        How many to take.

    Returns
    -------
    tuple of bool and float
        Whether they were taken, and otherwise the seconds until they may be.

    Raises
    ------
    ResponseError
        `rate` is not positive, `tokens` are negative or more than `burst`, or the key holds
        another type.

    Examples
    --------
    >>> r.take_token("limit:ann", rate=0.001, burst=2), r.take_token("limit:ann", 0.001, 2)
    ((True, 0.0), (True, 0.0))
    >>> taken, seconds = r.take_token("limit:ann", 0.001, 2)
    >>> taken, 990 < seconds <= 1000
    (False, True)
    >>> r.take_token("limit:ann", 0.001, 2, tokens=3)
    Traceback (most recent call last):
    znsocket.exceptions.ResponseError: rate must be positive, and tokens from 0 to burst
    """
    if not (0 < rate < math.inf and 0 <= tokens <= burst):
        raise ResponseError("rate must be positive, and tokens from 0 to burst")
    bucket, now = db.read(name, HashValue), now_ms()
    left = float(bucket.get("tokens", burst)) + (now - int(bucket.get("at", now))) / 1000 * rate
    left = min(burst, left)
    allowed = left >= tokens
    left -= tokens if allowed else 0
    bucket.put_all([("tokens", repr(left)), ("at", str(now))])
    db.put(name, bucket)
    # Once it is full again it is as good as none.
    db.expire_at(name, now + math.ceil((burst - left) / rate * 1000) + 1)
    return allowed, 0.0 if allowed else (tokens - left) / rate
