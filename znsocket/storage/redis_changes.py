"""Notices of changes of collections: everybody on a Redis publishes them, every server listens."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Callable
from typing import Any

import redis

from znsocket.registry import ChangeListener, Notice, Text, changes_channel, text, writer
from znsocket.storage.redis_link import Link
from znsocket.storage.redis_listener import RedisListener


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
        self._marks: dict[str, Callable[[], object]] = {}
        self._redis_listener = RedisListener(
            link.pubsub,
            changes_channel(link.database),
            self._hear,
            "notices of changes",
            self._give_up,
            self._give_up,
        )

    def after(self, function: Callable[[], object]) -> None:
        """Call a function once the listener was told of all changes until now.

        At once when there is no hearing of them; after a second, if nothing is heard so long.
        """
        mark = secrets.token_hex(16)
        with self._lock:
            self._marks[mark] = function
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
            function = self._marks.pop(mark, None)
        if function is not None:
            function()

    def _give_up(self) -> None:
        for mark in tuple(self._marks):
            self._pass(mark)


def announce(link: Link, key: Text, notice: Notice) -> None:
    """Publish a change that no script did."""
    publish(link, {"target": text(key), "data": notice, "writer": writer.get() or ""})


def publish(link: Link, message: dict[str, Any]) -> bool:
    """Publish a message where changes are, and tell whether anybody has heard it."""
    channel = changes_channel(link.database)
    return bool(link.client.publish(channel, json.dumps(message)))
