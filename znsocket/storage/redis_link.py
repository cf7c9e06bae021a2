"""What a store's commands are sent over: one server, the master of a service, or a cluster."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import redis
from redis.connection import Connection, SSLConnection
from redis.sentinel import SentinelConnectionPoolProxy

from znsocket.storage.redis_address import (
    CLUSTER_SCHEMES,
    REDIS_PORT,
    SCHEMES,
    hosts_of,
    make_pool,
    own_settings,
    server_pool,
    url_settings,
    without_secret,
)
from znsocket.storage.redis_cluster import RedisCluster, find_cluster
from znsocket.storage.redis_server import RedisServer

Link = RedisServer | RedisCluster


def link_to(place: redis.Redis | redis.RedisCluster | str) -> Link:
    """Return what reaches the Redis that a client or a URL names; nothing is connected yet.

    Raises
    ------
    ValueError
        The URL has another form, or a setting that there is not.
    """
    if isinstance(place, redis.RedisCluster):
        return _cluster_of(place)
    if isinstance(place, redis.Redis):
        return _server(place)
    scheme, separator, _ = place.partition("://")
    if scheme not in SCHEMES or not separator:
        raise ValueError(
            f"storage must be 'memory' or a URL that begins with "
            f"{', '.join(f'{one}://' for one in SCHEMES)}, got {without_secret(place)!r}"
        )
    try:
        return _cluster_at(place) if scheme in CLUSTER_SCHEMES else _server(place)
    except (TypeError, ValueError) as error:
        raise ValueError(f"cannot use {without_secret(place)!r} as storage: {error}") from None


def _server(place: redis.Redis | str) -> RedisServer:
    pool = server_pool(place)
    return RedisServer(pool, _name(pool.connection_kwargs))


def _cluster_of(client: redis.RedisCluster) -> RedisCluster:
    settings = own_settings(client.get_connection_kwargs())
    hosts = [(node.host, node.port) for node in client.startup_nodes]
    return RedisCluster(lambda: client, settings, _cluster_name(hosts))


def _cluster_at(url: str) -> RedisCluster:
    if urlsplit(url).path.strip("/") not in ("", "0"):
        raise ValueError("a cluster has no database but 0")
    hosts = hosts_of(url, REDIS_PORT)
    settings = url_settings(url)
    tls = url.startswith("rediss")
    make_pool(SSLConnection if tls else Connection, settings)  # complains of wrong settings now
    settings = {**settings, "ssl": True} if tls else settings
    return RedisCluster(lambda: find_cluster(hosts, settings), settings, _cluster_name(hosts))


def _cluster_name(hosts: list[tuple[str, int]]) -> str:
    return "redis cluster at " + ",".join(f"{host}:{port}" for host, port in hosts)


def _name(settings: dict[str, Any]) -> str:
    """Return where the connections of a pool go, without credentials."""
    proxy = settings.get("connection_pool")
    if isinstance(proxy, SentinelConnectionPoolProxy):
        return f"redis master {proxy.service_name!r}"
    if "path" in settings:
        return f"redis at unix://{settings['path']}"
    return f"redis at {settings.get('host', 'localhost')}:{settings.get('port', REDIS_PORT)}"
