"""Waiting for Redis without a switch of greenlets, as long as it answers at once.

On eventlet and gevent, who waits for a socket hands it to the hub, which asks the system what is
ready and switches back. Redis has answered mostly before all that is done. So the sockets that
commands go over block for a moment, in which the system wakes the thread itself, and give way to
others only after that. Where Redis takes longer, as one far away does, they give way at once.
"""

from __future__ import annotations

import os
import socket
import struct
from typing import Any

# What sends and receives for greenlets, by module and name; those of TLS are left alone.
_GREEN = {("eventlet.greenio.base", "GreenSocket"), ("gevent._socket3", "socket")}
# The longest that a socket blocks: seconds and microseconds. The system rounds up.
_MOMENT = struct.pack("ll", 0, 1000)
# Seconds that a prompt answer takes at the most: some times what a switch does.
_PROMPT = 0.0003
# How many commands give way at once before one tries again whether Redis is prompt.
_MOST_PASSED = 1024


class Promptness:
    """Whether Redis answers at once, and what follows for the connections to it."""

    def __init__(self) -> None:
        self._passing = 0
        self._next_passing = 1

    def take(self, connection: Any) -> None:
        """Let a connection block, or not, for the command that it was taken for."""
        stream = connection._sock
        if self._passing:
            self._passing -= 1
            if connection.blocking is not None:
                self.give_way(connection)
        elif connection.blocking is not stream:
            if (type(stream).__module__, type(stream).__name__) in _GREEN:
                for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
                    stream.setsockopt(socket.SOL_SOCKET, option, _MOMENT)
                os.set_blocking(stream.fileno(), True)
                connection.blocking = stream
            else:
                self._passing = _MOST_PASSED

    def give_way(self, connection: Any) -> None:
        """Let a connection give way at once."""
        if connection.blocking is not None and connection.blocking is connection._sock:
            os.set_blocking(connection.blocking.fileno(), False)
        connection.blocking = None

    def answered(self, seconds: float) -> None:
        """Learn how long a command took."""
        if self._passing:
            return
        if seconds <= _PROMPT:
            self._next_passing = 1
        else:
            self._passing = self._next_passing
            self._next_passing = min(2 * self._next_passing, _MOST_PASSED)
