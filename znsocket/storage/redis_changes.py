"""What changed in a Redis, whoever did it: the notices that scripts publish with their changes."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from typing import Any

import redis

from znsocket.registry import ChangeListener

# Seconds between looks at whether this is to end, and before the next try to reach Redis.
_PATIENCE = 1.0

logger = logging.getLogger(__name__)


class RedisChanges:
    """A daemon thread that listens to a channel and hands on what it hears.

    While Redis cannot be reached, notices are lost.

    Parameters
    ----------
    subscribe : callable
        Returns redis-py's `PubSub` for a connection of its own.
    channel : str
        The channel.
    listener : callable
        See `Storage.on_change`.
    """

    def __init__(
        self, subscribe: Callable[[], Any], channel: str, listener: ChangeListener
    ) -> None:
        self._subscribe = subscribe
        self._channel = channel
        self._listener = listener
        self._ended = threading.Event()
        try:
            # Before anybody relies on it.
            pubsub = self._open()
        except redis.RedisError as error:
            logger.warning("no notices of changes yet: %s", error)
            pubsub = None
        threading.Thread(
            target=self._run, args=(pubsub,), name="znsocket-changes", daemon=True
        ).start()

    def close(self) -> None:
        """Let the thread end."""
        self._ended.set()

    def _open(self) -> Any:
        pubsub = self._subscribe()
        pubsub.subscribe(self._channel)
        pubsub.get_message(timeout=_PATIENCE)  # that it is done
        return pubsub

    def _run(self, pubsub: Any) -> None:
        while not self._ended.is_set():
            try:
                if pubsub is None:
                    pubsub = self._open()
                message = pubsub.get_message(ignore_subscribe_messages=True, timeout=_PATIENCE)
            except (redis.RedisError, OSError) as error:
                if not self._ended.is_set():
                    logger.warning("notices of changes are lost: %s", error)
                    pubsub = None
                    self._ended.wait(_PATIENCE)
                continue
            if message is not None:
                self._hear(message["data"])
        if pubsub is not None:
            pubsub.close()

    def _hear(self, data: bytes) -> None:
        try:
            notice = json.loads(data)
            self._listener(notice["target"], notice["data"], notice["writer"])
        except Exception:
            logger.exception("a notice of a change could not be handed on: %r", data)
