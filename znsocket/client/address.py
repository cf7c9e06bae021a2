"""Addresses: what a user writes, and where Socket.IO has to go for it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

_SCHEMES = {"znsocket": "http", "http": "http", "https": "https"}


@dataclass(frozen=True)
class Address:
    """Where a server is.

    Attributes
    ----------
    url : str
        The URL of the host.
    socketio_path : str
        Where on that host Socket.IO is served.
    text : str
        The address as the user gave it.
    port : int or None
    """

    url: str
    socketio_path: str
    text: str
    port: int | None

    @property
    def local(self) -> bool:
        """Whether it names this machine, to which nothing is gained by compressing."""
        host = urlsplit(self.url).hostname or ""
        return host in ("localhost", "::1") or host.startswith("127.")


def parse_address(text: str) -> Address:
    """Return the address that ``znsocket://host:port[/path]`` or an http(s) URL stands for.

    Raises
    ------
    ValueError
        Another scheme, or no host.

    Examples
    --------
    >>> parse_address("znsocket://localhost:5000/some/prefix").socketio_path
    '/some/prefix/socket.io'
    """
    parts = urlsplit(text)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise ValueError(
            f"an address is znsocket://host:port[/path], or the same with http or https, "
            f"got {text!r}"
        )
    return Address(
        url=f"{_SCHEMES[parts.scheme]}://{parts.netloc}",
        socketio_path=parts.path.rstrip("/") + "/socket.io",
        text=text,
        port=parts.port,
    )
