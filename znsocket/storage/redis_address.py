"""Where a Redis is: its URL, or a client of the user's, as the connections of a store."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

import redis
from redis.backoff import NoBackoff
from redis.connection import BlockingConnectionPool, Connection, SSLConnection, parse_url
from redis.retry import Retry
from redis.sentinel import (
    Sentinel,
    SentinelConnectionPool,
    SentinelConnectionPoolProxy,
    SentinelManagedConnection,
    SentinelManagedSSLConnection,
)

from znsocket.storage.redis_pool import CommandPacker, RedisPool, Stack

#: What URLs begin with: of one server, of the master that sentinels know, of a cluster.
SERVER_SCHEMES = ("redis", "rediss", "unix")
SENTINEL_SCHEMES = ("redis+sentinel", "rediss+sentinel")
CLUSTER_SCHEMES = ("redis+cluster", "rediss+cluster")
SCHEMES = (*SERVER_SCHEMES, *SENTINEL_SCHEMES, *CLUSTER_SCHEMES)

#: Connections at the most; a call that finds them all in use waits for one.
MAX_CONNECTIONS = 50

#: How many calls may wait, keys be watched and channels be listened to at a time, all together.
MAX_HELD = 2000

#: Seconds that one more of these waits for another one to end.
HOLD_TIMEOUT = 1.0

#: Seconds that a connection, an answer, or a free connection may take.
SOCKET_TIMEOUT = 5.0

#: The port where a URL names none.
REDIS_PORT = 6379
_SENTINEL_PORT = 26379

# A client's setting for more connections than this means that it sets no limit.
_UNLIMITED = 10_000

# What a client's pool keeps among the settings of its connections for itself, and what `make_pool`
# sets for its own.
_PLUMBING = (
    "connection_pool",
    "himport_registry",
    "event_dispatcher",
    "command_packer",
    "parser_class",
)
_PLUMBING_PREFIXES = ("retry", "cache", "maint_", "orig_", "oss_")

Settings = dict[str, Any]


def server_pool(place: redis.Redis | str) -> RedisPool:
    """Return a store's own connections to the server, or the master, that `place` names.

    Parameters
    ----------
    place : redis.Redis or str
        A client, whose settings are taken, or a URL: see `znsocket.storage.open_storage`.

    Raises
    ------
    ValueError
        The URL has another form, or a setting that there is not.
    """
    if isinstance(place, redis.Redis):
        return _client_pool(place)
    scheme = place.partition("://")[0]
    if scheme in SENTINEL_SCHEMES:
        return _sentinel_pool(place, scheme.startswith("rediss"))
    settings = parse_url(place)
    return make_pool(settings.pop("connection_class", Connection), settings)


def make_pool(
    connection_class: type[Any],
    settings: Settings,
    limit: int | None = None,
    wait: float | None = None,
) -> RedisPool:
    """Return a bounded pool of connections that decode nothing and try nothing twice.

    Parameters
    ----------
    connection_class : type
        redis-py's, for TCP, TLS or a Unix socket.
    settings : dict
        Its arguments, and ``max_connections`` and ``timeout`` of the pool.
    limit : int, optional
        The most connections, if the settings don't say.
    wait : float, optional
        Seconds to wait for a free one, if the settings don't say.

    Raises
    ------
    TypeError, ValueError
        A setting that there is not, or one out of range.
    """
    settings = {
        "socket_timeout": SOCKET_TIMEOUT,
        "socket_connect_timeout": SOCKET_TIMEOUT,
        **settings,
    }
    limit = settings.pop("max_connections", limit or MAX_CONNECTIONS)
    if limit < 1:
        raise ValueError(f"max_connections must be at least 1, got {limit}")
    # A reply that was lost must not be asked for again: the command may have been carried out.
    settings |= {
        "decode_responses": False,
        "encoding": "utf-8",
        "encoding_errors": "strict",
        "protocol": 2,
        "legacy_responses": True,
        "retry": Retry(NoBackoff(), 0),
        "retry_on_error": [],
        "command_packer": CommandPacker(),
    }
    wait = settings.pop("timeout", wait or settings["socket_timeout"])
    build: type[Any] = RedisPool
    pool: RedisPool = build(limit, wait, connection_class, Stack, **settings)
    connection_class(**pool.connection_kwargs)  # raises TypeError for what it does not know
    return pool


def held_pool(pool: RedisPool) -> RedisPool:
    """Return a pool like another one, for connections that wait for more than an answer."""
    settings = {**pool.connection_kwargs, "socket_timeout": None}
    build: type[Any] = RedisPool
    held: RedisPool = build(MAX_HELD, HOLD_TIMEOUT, pool.connection_class, Stack, **settings)
    return held


def own_settings(settings: Settings) -> Settings:
    """Return a client's settings of its connections without what belongs to its pool."""
    return {
        name: value
        for name, value in settings.items()
        if name not in _PLUMBING and not name.startswith(_PLUMBING_PREFIXES)
    }


def hosts_of(url: str, port: int) -> list[tuple[str, int]]:
    """Return the hosts and ports that a URL lists, separated by commas.

    Raises
    ------
    ValueError
        A host is missing, or a port is no number.
    """
    listed = urlsplit(url).netloc.rpartition("@")[2].split(",")
    hosts = []
    for one in listed:
        parts = urlsplit(f"//{one}")
        if not parts.hostname:
            raise ValueError("a host is missing")
        hosts.append((parts.hostname, parts.port or port))
    return hosts


def url_settings(url: str) -> Settings:
    """Return the credentials and the settings in the query of a URL that lists hosts."""
    parts = urlsplit(url)
    settings: Settings = parse_url(f"redis://?{parts.query}")
    credentials = parts.netloc.rpartition("@")[0]
    username, _, password = credentials.partition(":")
    if username:
        settings["username"] = unquote(username)
    if password:
        settings["password"] = unquote(password)
    return settings


def without_secret(url: str) -> str:
    """Return a URL with its credentials and its query left out."""
    scheme, separator, rest = url.partition("://")
    return scheme + separator + rest.partition("?")[0].rpartition("@")[2]


def _client_pool(client: redis.Redis) -> RedisPool:
    pool = client.connection_pool
    limit = pool.max_connections if pool.max_connections <= _UNLIMITED else None
    wait = pool.timeout if isinstance(pool, BlockingConnectionPool) else None
    settings = own_settings(pool.connection_kwargs)
    if isinstance(pool, SentinelConnectionPool):
        service, sentinel = pool.service_name, pool.sentinel_manager
        return _master_pool(pool.connection_class, settings, service, sentinel, limit)
    return make_pool(pool.connection_class, settings, limit, wait)


def _sentinel_pool(url: str, tls: bool) -> RedisPool:
    service, _, database = urlsplit(url).path.strip("/").partition("/")
    if not service:
        raise ValueError("the service is missing: redis+sentinel://host:port/service")
    settings = url_settings(url)
    asking = {
        "socket_timeout": settings.get("socket_timeout", SOCKET_TIMEOUT),
        "retry": Retry(NoBackoff(), 0),
    }
    for name in ("username", "password"):
        if f"sentinel_{name}" in settings:
            asking[name] = settings.pop(f"sentinel_{name}")
    settings.setdefault("db", int(database or 0))
    sentinel = Sentinel(hosts_of(url, _SENTINEL_PORT), sentinel_kwargs=asking)
    connection_class = SentinelManagedSSLConnection if tls else SentinelManagedConnection
    return _master_pool(connection_class, settings, service, sentinel)


def _master_pool(
    connection_class: type[Any],
    settings: Settings,
    service: str,
    sentinel: Sentinel,
    limit: int | None = None,
) -> RedisPool:
    """Return connections to whichever server is the master of a service."""
    settings = {**settings, "connection_pool": None}  # each asks it for the master
    pool = make_pool(connection_class, settings, limit)
    pool.connection_kwargs["connection_pool"] = SentinelConnectionPoolProxy(
        connection_pool=pool,
        is_master=True,
        check_connection=True,
        service_name=service,
        sentinel_manager=sentinel,
    )
    return pool


def queue_of(pool: RedisPool) -> tuple[str, Settings]:
    """Return the URL and the options that python-socketio reaches a server by."""
    settings = own_settings(pool.connection_kwargs)
    proxy = pool.connection_kwargs.get("connection_pool")
    if isinstance(proxy, SentinelConnectionPoolProxy):
        asked = [one.connection_pool.connection_kwargs for one in proxy.sentinel_manager.sentinels]
        hosts = ",".join(f"{one['host']}:{one['port']}" for one in asked)
        return f"redis+sentinel://{hosts}/{settings.get('db', 0)}/{proxy.service_name}", settings
    if "path" in settings:
        return f"unix://{settings['path']}", settings
    tls = issubclass(pool.connection_class, SSLConnection)
    return "rediss://" if tls else "redis://", settings
