"""The connections of a store to one Redis: so many at the most, and no waiting longer than said."""

from __future__ import annotations

import time
from collections.abc import Callable
from queue import Empty
from typing import Any

import redis
from redis.connection import BlockingConnectionPool


class RedisPool(BlockingConnectionPool):
    """redis-py's pool, save that one does not stand in line behind others who wait in vain.

    A call that finds all connections in use waits for one. When meanwhile Redis keeps another
    call waiting for longer than the connections' timeout, this one gives up, too, instead of
    going through the same again: so no call takes much longer than that.
    """

    # When Redis has last kept a call waiting for too long.
    _stalled = 0.0

    def stalled(self) -> None:
        """Note that Redis has just kept a call waiting for too long."""
        self._stalled = time.monotonic()

    def get_connection(self, command_name: Any = None, *keys: Any, **options: Any) -> Any:
        """Return a connection that is ready for a command.

        Raises
        ------
        redis.ConnectionError, redis.TimeoutError
            None could be made, or none became free in time.
        """
        asked = time.monotonic()
        self._checkpid()
        try:
            connection = self.pool.get(timeout=self.timeout)
        except Empty:
            raise redis.ConnectionError(
                f"all {self.max_connections} connections are in use for {self.timeout} s"
            ) from None
        make: Callable[[], Any] = self.make_connection
        try:
            if connection is None:
                connection = make()
            if self._stalled > asked:
                raise redis.TimeoutError("Redis does not answer in time")
            connection.connect()
            try:
                # There is nothing to read yet; an end, when Redis was away meanwhile, is seen here.
                ready = not connection.can_read()
            except (redis.ConnectionError, redis.TimeoutError, OSError):
                ready = False
            if not ready:
                connection.disconnect()
                connection.connect()
        except BaseException as error:
            if isinstance(error, redis.TimeoutError):
                self.stalled()
            self.pool.put_nowait(connection)
            raise
        return connection

    def release(self, connection: Any) -> None:
        """Let the next call have a connection."""
        self._checkpid()
        if connection.pid == self.pid:
            self.pool.put_nowait(connection)
