"""Listening to a channel of Redis."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

import redis

#: Seconds between looks at whether this is to end, and before the next try to reach Redis.
PATIENCE = 1.0

logger = logging.getLogger(__name__)


class RedisListener:
    """A daemon thread that listens to a channel and hands on what it hears, in order.

    While Redis cannot be reached, messages are lost.

    Parameters
    ----------
    subscribe : callable
        Returns redis-py's `PubSub` for a connection of its own.
    channel : str
        The channel.
    hear : callable
        Called with each message.
    what : str
        What the messages are, for the log.
    lost : callable, optional
        Called when messages may have been lost.
    quiet : callable, optional
        Called when none has come for a second.

    Attributes
    ----------
    hears : bool
        Whether messages are heard, as far as is known.
    """

    def __init__(  # noqa: PLR0913 - where, what, and three things that may happen
        self,
        subscribe: Callable[[], Any],
        channel: str,
        hear: Callable[[bytes], None],
        what: str,
        lost: Callable[[], None] = lambda: None,
        quiet: Callable[[], None] = lambda: None,
    ) -> None:
        self._subscribe = subscribe
        self._channel = channel
        self._hear = hear
        self._what = what
        self._lost = lost
        self._quiet = quiet
        self._ended = threading.Event()
        try:
            # Before anybody relies on it.
            pubsub = self._open()
        except redis.RedisError as error:
            logger.warning("no %s yet: %s", what, error)
            pubsub = None
        self.hears = pubsub is not None
        threading.Thread(
            target=self._run, args=(pubsub,), name="znsocket-listener", daemon=True
        ).start()

    def close(self) -> None:
        """Let the thread end."""
        self._ended.set()

    def _open(self) -> Any:
        pubsub = self._subscribe()
        pubsub.subscribe(self._channel)
        pubsub.get_message(timeout=PATIENCE)  # that it is done
        return pubsub

    def _run(self, pubsub: Any) -> None:
        away = not self.hears
        while not self._ended.is_set():
            try:
                if pubsub is None:
                    pubsub = self._open()
                    self.hears = True
                if away:
                    logger.warning("there are %s again", self._what)
                    away = False
                message = pubsub.get_message(ignore_subscribe_messages=True, timeout=PATIENCE)
            except (redis.RedisError, OSError) as error:
                self.hears = False
                if not (away or self._ended.is_set()):
                    logger.warning("%s are lost: %s", self._what, error)
                    self._call(self._lost)
                away, pubsub = True, None
                self._ended.wait(PATIENCE)
                continue
            if message is None:
                self._call(self._quiet)
            else:
                self._call(self._hear, message["data"])
        if pubsub is not None:
            pubsub.close()

    def _call(self, function: Callable[..., None], *args: Any) -> None:
        try:
            function(*args)
        except Exception:
            logger.exception("one of the %s could not be handed on", self._what)
