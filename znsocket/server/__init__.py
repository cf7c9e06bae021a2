"""The server side: `Server`, and `attach_events` for a Socket.IO server of one's own."""

from znsocket.server.attach import attach_events
from znsocket.server.server import Server

__all__ = ["Server", "attach_events"]
