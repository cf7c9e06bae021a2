"""The servers on one Redis: who has which name for how long, and messages between them.

A server that has names holds a lease, a key that expires unless it is renewed. A name belongs to
whoever has entered it, as long as the server that did so has its lease. So a server that is gone
loses all of its names at once, however many they are, and renewing is one command. The keys last no
longer than the leases, and where nobody has a name, there is none.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

import redis

from znsocket.exceptions import ConnectionError
from znsocket.registry.channels import NODES
from znsocket.registry.lua import LEASE_KEY, OWNERS_KEY
from znsocket.storage.neighbours import NeighbourEvents, Neighbours, Owner
from znsocket.storage.redis_link import Link
from znsocket.storage.redis_listener import RedisListener

# All in one slot of a cluster: the owners by name, the lease of each server, and all servers.
_OWNERS, _LEASE, _NODES = _KEYS = (OWNERS_KEY, LEASE_KEY, "znsocket:{nodes}:all")

# Enters names of a server, each followed by the session, unless another server that has its lease
# has them; returns 1 or 0 for each, or -1 when the server has no lease.
_CLAIM = """
local left = redis.call('PTTL', KEYS[2] .. ARGV[1])
if left < 0 then return -1 end
local got = {}
for i = 2, #ARGV, 2 do
  local node = (redis.call('HGET', KEYS[1], ARGV[i]) or ARGV[1]):match('^%S+')
  if node == ARGV[1] or redis.call('EXISTS', KEYS[2] .. node) == 0 then
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[1] .. ' ' .. ARGV[i + 1])
    got[#got + 1] = 1
  else
    got[#got + 1] = 0
  end
end
redis.call('PEXPIRE', KEYS[1], math.max(left, redis.call('PTTL', KEYS[1])))
return got
"""

# Returns who has a name, if that server has its lease.
_FIND = """
local held = redis.call('HGET', KEYS[1], ARGV[1])
if held and redis.call('EXISTS', KEYS[2] .. held:match('^%S+')) == 1 then return held end
"""

# Removes names, if they are still those of the server and the session.
_RELEASE = """
for i = 2, #ARGV do
  if redis.call('HGET', KEYS[1], ARGV[i]) == ARGV[1] then redis.call('HDEL', KEYS[1], ARGV[i]) end
end
"""

# Forgets servers without a lease, and their names.
_FORGET = """
local gone = {}
for _, node in ipairs(redis.call('SMEMBERS', KEYS[3])) do
  if redis.call('EXISTS', KEYS[2] .. node) == 0 then
    gone[node] = true
    redis.call('SREM', KEYS[3], node)
  end
end
if next(gone) then
  local all = redis.call('HGETALL', KEYS[1])
  for i = 1, #all, 2 do
    if gone[all[i + 1]:match('^%S+')] then redis.call('HDEL', KEYS[1], all[i]) end
  end
end
"""

# Renews the lease of a server, and returns whether it had ended.
_RENEW = f"""
local lease = KEYS[2] .. ARGV[1]
local ended = 1 - redis.call('EXISTS', lease)
redis.call('SET', lease, 1, 'PX', ARGV[2])
redis.call('SADD', KEYS[3], ARGV[1])
{_FORGET}
for _, key in ipairs({{KEYS[1], KEYS[3]}}) do
  redis.call('PEXPIRE', key, math.max(ARGV[2], redis.call('PTTL', key)))
end
return ended
"""

# Ends the lease of a server.
_END = f"redis.call('DEL', KEYS[2] .. ARGV[1])\n{_FORGET}"

# Redis cuts off a subscriber that has tens of MiB to read: what is large waits under a key.
_LARGE = 1 << 20
_LARGE_KEY = "znsocket:message:"
_LARGE_LIFETIME = 60  # seconds

_BATCH = 1000

logger = logging.getLogger(__name__)


class RedisNeighbours(Neighbours):
    """The servers that share a Redis.

    Parameters
    ----------
    link : RedisServer or RedisCluster
        The Redis.
    lease : float
        Seconds after which a server that does not renew its lease is gone; each does three times
        in that time.
    events : NeighbourEvents
        What is told of messages and losses.
    """

    def __init__(self, link: Link, lease: float, events: NeighbourEvents) -> None:
        super().__init__()
        self.node = secrets.token_hex(8)
        self._link = link
        self.seen_by_scripts = link.whole
        self._lease = lease
        self._events = events
        self._lock = threading.Lock()
        self._leasing = threading.Lock()
        self._listener: RedisListener | None = None
        self._tasks: deque[Callable[[], Any]] = deque()
        self._wake = threading.Event()
        self._away = False
        self._leased = False

    def claim(self, name: str, session: str) -> bool:
        """Take a name for a session of this server, and return whether it was free."""
        self._start()
        if not super().claim(name, session):
            return False
        try:
            with self._leasing:
                got = self._script(_CLAIM, self.node, name, session)
                if got == -1:
                    self._renew()
                    got = self._script(_CLAIM, self.node, name, session)
        except ConnectionError:
            super().release([name], session)
            raise
        if got != [1]:
            super().release([name], session)
        return bool(got == [1])

    def owner(self, name: str) -> Owner | None:
        """Return who has a name."""
        held = self._script(_FIND, name)
        if held is None:
            return None
        node, _, session = held.decode().partition(" ")
        return node, session

    def release(self, names: Iterable[str], session: str) -> None:
        """Give back the names that a session had; done soon."""
        held = [name for name in names if self._owners.get(name) == session]
        super().release(held, session)
        if held:
            self._soon(lambda: self._script(_RELEASE, f"{self.node} {session}", *held))
            self._soon(self._keep_lease)

    def send(self, node: str, data: bytes) -> bool:
        """Send another server a message; return False when there surely is no such server."""
        self._start()
        heard = self._publish(node, data)
        # A server of a cluster does not know how many listen to the other ones.
        return heard or (not self._link.whole and self.alive(node))

    def post(self, node: str, data: bytes) -> None:
        """Send another server a message soon, without waiting for it."""
        self._soon(lambda: self._publish(node, data))

    def alive(self, node: str) -> bool:
        """Tell whether a server is there."""
        return bool(self._ask(lambda client: client.exists(_LEASE + node)))

    def close(self) -> None:
        """Give back everything."""
        with self._lock:
            listener, self._listener = self._listener, None
        if listener is None:
            return
        listener.close()
        self._wake.set()
        super().close()
        self._try(self._keep_lease)

    def _start(self) -> None:
        """Listen to others from now on."""
        if self._listener is not None:
            return
        with self._lock:
            if self._listener is None:
                channel = NODES + self.node
                self._listener = RedisListener(
                    self._link.pubsub, channel, self._hear, "messages of servers", self._events.lost
                )
                threading.Thread(target=self._work, name="znsocket-lease", daemon=True).start()

    def _work(self) -> None:
        """Do what was put off, and renew a lease in time."""
        due = time.monotonic() + self._lease / 3
        while self._listener is not None:
            self._wake.wait(max(due - time.monotonic(), 0))
            self._wake.clear()
            while self._tasks:
                self._try(self._tasks.popleft())
            if time.monotonic() >= due and self._listener is not None:
                due = time.monotonic() + self._lease / 3
                self._try(self._keep_lease)
                self._try(self._events.look)

    def _soon(self, task: Callable[[], Any]) -> None:
        self._tasks.append(task)
        self._wake.set()

    def _try(self, task: Callable[[], Any]) -> None:
        try:
            task()
            self._away = False
        except ConnectionError as error:
            if not self._away:
                logger.warning("other servers cannot be reached: %s", error)
            self._away = True
        except Exception:
            logger.exception("a task for other servers failed")

    def _keep_lease(self) -> None:
        """Renew the lease, or end it when there are no names that need one."""
        with self._leasing:
            if self._owners:
                self._renew()
            elif self._leased:
                self._script(_END, self.node)
                self._leased = False

    def _renew(self) -> None:
        """Renew the lease; when it had ended, enter all names again that nobody has got since."""
        self._leased = True
        ended = self._script(_RENEW, self.node, int(self._lease * 1000))
        names = iter(list(self._owners.items())) if ended else iter(())
        taken: list[str] = []
        while batch := list(islice(names, _BATCH)):
            got = self._script(_CLAIM, self.node, *(word for pair in batch for word in pair))
            taken += [name for (name, _), one in zip(batch, got, strict=True) if not one]
        if taken:
            for name in taken:
                self._owners.pop(name, None)
            self._events.taken(taken)

    def _hear(self, data: bytes) -> None:
        kind, content = data[:1], data[1:]
        if kind == b"k":
            content = self._ask(lambda client: client.getdel(content))
        if content is not None:
            self._events.hear(content)

    def _publish(self, node: str, data: bytes) -> bool:
        if len(data) > _LARGE:
            key = f"{_LARGE_KEY}{secrets.token_hex(16)}"
            self._ask(lambda client: client.set(key, data, ex=_LARGE_LIFETIME))
            message = b"k" + key.encode()
        else:
            message = b"d" + data
        return bool(self._ask(lambda client: client.publish(NODES + node, message)))

    def _script(self, script: str, *args: str | int) -> Any:
        return self._ask(lambda client: client.eval(script, len(_KEYS), *_KEYS, *args))

    def _ask(self, call: Callable[[Any], Any]) -> Any:
        try:
            return call(self._link.client)
        except redis.RedisError as error:
            raise ConnectionError(f"{self._link.name}: {error}") from error
