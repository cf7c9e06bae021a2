"""Searches for places, beside distances between all of them: also over poles and the date line."""

from __future__ import annotations

import random

import pytest

import znsocket

#: A centre that places are around, and how many degrees they are away.
AREAS = [(13, 52, 1), (180, 0, 2), (-179.9, 40, 20), (0, 85, 90), (90, -84, 180), (0, 0, 180)]


@pytest.mark.parametrize(("longitude", "latitude", "degrees"), AREAS)
def test_a_search_finds_all_that_is_near(longitude: float, latitude: float, degrees: float) -> None:
    draw = random.Random(4)  # noqa: S311 - the same places every time
    storage = znsocket.Storage()
    storage.geoadd("places", (180, 1, "edge", longitude, latitude, "centre"))
    for number in range(300):
        east = longitude + draw.uniform(-degrees, degrees)
        north = latitude + draw.uniform(-degrees, degrees)
        place = (east + 180) % 360 - 180, max(-85, min(north, 85))
        storage.geoadd("places", (*place, f"place {number}"))
    names = storage.zrange("places", 0, -1)
    for _ in range(10):
        centre, radius = draw.choice(names), degrees * 10 ** draw.uniform(3, 5.3)
        near = {name for name in names if storage.geodist("places", centre, name) <= radius}
        assert set(storage.geosearch("places", member=centre, radius=radius)) == near
