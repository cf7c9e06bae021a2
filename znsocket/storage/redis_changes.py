"""Notices of changes of collections: everybody on a Redis publishes them, every server listens."""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Callable
from typing import Any

import redis

from znsocket.registry import ChangeListener, Notice, Text, changes_channel, text, writer
from znsocket.storage.redis_link import Link
from znsocket.storage.redis_listener import PATIENCE, RedisListener


class RedisChanges:
    """Hears of the changes that are made in a Redis, and tells of others.

    Parameters
    ----------
    link : RedisServer or RedisCluster
        The Redis.
    listener : callable
        Told of each change, in order and in a thread of its own; see `Storage.on_change`.
    """

    def __init__(self, link: Link, listener: ChangeListener) -> None:
        self._link = link
        self._listener = listener
        self._lock = threading.Lock()
        self._marks: dict[str, tuple[float, Callable[[], object]]] = {}
        self._redis_listener = RedisListener(
            link.pubsub,
            changes_channel(link.database),
            self._hear,
            "notices of changes",
            self._give_up,
            self._give_up_old,
        )

    def after(self, function: Callable[[], object]) -> None:
        """Call a function once the listener was told of all changes until now.

        At once when there is no hearing of them; after two seconds at most, if nothing is heard.
        """
        mark = secrets.token_hex(16)
        with self._lock:
            self._marks[mark] = time.monotonic(), function
        try:
            heard = self._redis_listener.hears and publish(self._link, {"mark": mark})
        except redis.RedisError:
            heard = False
        if not heard:
            self._pass(mark)

    def close(self) -> None:
        """Hear no more."""
        self._redis_listener.close()
        self._give_up()

    def _hear(self, data: bytes) -> None:
        notice = json.loads(data)
        mark = notice.get("mark")
        if mark is not None:
            self._pass(mark)
        else:
            self._listener(notice["target"], notice["data"], notice["writer"])

    def _pass(self, mark: str) -> None:
        with self._lock:
            marked = self._marks.pop(mark, None)
        if marked is not None:
            marked[1]()

    def _give_up(self, age: float = 0) -> None:
        """Wait no longer for the marks that are so many seconds old."""
        latest = time.monotonic() - age
        for mark, (since, _) in tuple(self._marks.items()):
            if since <= latest:
                self._pass(mark)

    def _give_up_old(self) -> None:
        """Nothing has come for as long as listeners wait: what is as old was lost."""
        self._give_up(PATIENCE)


def announce(link: Link, key: Text, notice: Notice) -> None:
    """Publish a change that no script did."""
    publish(link, {"target": text(key), "data": notice, "writer": writer.get() or ""})


def publish(link: Link, message: dict[str, Any]) -> bool:
    """Publish a message where changes are, and tell whether anybody has heard it."""
    channel = changes_channel(link.database)
    return bool(link.client.publish(channel, json.dumps(message)))
