"""Three nodes on one Redis behind nginx, 30 clients writing: nothing acknowledged is ever lost.

`scale.load.check`, which each trial ends with, holds that against what is stored, and that nothing
was carried out twice. ``scripts/scale`` has the same for longer, with figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import socketio
from peers import PROMPT
from scale import trouble
from scale.fleet import Fleet, Nginx, running_fleet

from znsocket.storage.redis_address import SOCKET_TIMEOUT

#: How long each part of a trial takes at least.
SECONDS = 0.2


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """A fleet."""
    directory = tmp_path_factory.mktemp("fleet")
    with running_fleet(directory) as fleet:
        yield fleet


def test_clients_are_spread_over_the_nodes(fleet: Fleet) -> None:
    report = trouble.quiet(fleet, SECONDS)
    assert report.outcome.failed == 0
    assert sum(report.clients) == trouble.CLIENTS
    assert max(report.clients) - min(report.clients) <= 2


def test_clients_of_a_killed_node_go_on_with_another(fleet: Fleet) -> None:
    outcome = trouble.killed_node(fleet, SECONDS).outcome
    assert outcome.failed <= trouble.CLIENTS
    assert outcome.most <= 1


def test_a_rolling_restart_takes_a_retry_at_the_most(fleet: Fleet) -> None:
    outcome = trouble.rolling_restart(fleet, SECONDS).outcome
    assert outcome.most <= 1
    # A node answers what it has begun before it ends.
    assert outcome.applied == 0


def test_redis_is_killed_and_started_again(fleet: Fleet) -> None:
    report = trouble.restarted_redis(fleet, SECONDS)
    assert report.outcome.failed > 0
    assert sum(report.clients) == trouble.CLIENTS


def test_a_node_is_cut_off_its_redis(fleet: Fleet) -> None:
    report = trouble.cut_node(fleet, SECONDS, SOCKET_TIMEOUT + 1)
    assert report.outcome.failed > 0
    assert report.outcome.longest < SOCKET_TIMEOUT + 2 * PROMPT
    assert sum(report.clients) == trouble.CLIENTS


def test_a_polling_client_stays_with_its_node(fleet: Fleet, tmp_path: Path) -> None:
    nginx = Nginx(tmp_path, "nginx-polling.conf", [node.port for node in fleet.nodes])
    client = socketio.Client()
    url = nginx.url.replace("znsocket://", "http://")
    client.connect(url, namespaces=["/znsocket"], transports=["polling"])
    for number in range(20):
        acknowledged = client.call("incr", [["polled"], {}], namespace="/znsocket")
        assert acknowledged == {"data": number + 1}
    client.disconnect()
    nginx.stop()
