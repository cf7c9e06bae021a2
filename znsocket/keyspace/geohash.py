"""Places on the earth as scores of a sorted set, and the areas in which they are searched.

A score interleaves the bits of latitude and longitude, 26 of each, so that the cells of a grid of
any fineness are ranges of scores. Distances are those between points on a sphere.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from znsocket.keyspace.sorted_set import SortedSetValue
from znsocket.registry.text import Text

#: Metres of a unit that distances are given in.
METRES = {"m": 1.0, "km": 1000.0, "ft": 0.3048, "mi": 1609.34}
LONGITUDE, LATITUDE = 180.0, 85.05112878

_EARTH = 6372797.560856  # radius in metres, as Redis has it
_BITS = 26
_GRID: int = 2**_BITS
_ALPHABET = "0123456789bcdefghjkmnpqrstuvwxyz"
_SLACK = 1e-6  # degrees, wider than a cell's rounding


class Position(NamedTuple):
    """A point on the earth, in degrees."""

    longitude: float
    latitude: float

    def distance(self, other: Position) -> float:
        """Return the distance to another point in metres, by the haversine formula."""
        south, north = math.radians(self.latitude), math.radians(other.latitude)
        u = math.sin((north - south) / 2)
        v = math.sin((math.radians(other.longitude) - math.radians(self.longitude)) / 2)
        if v == 0:
            return _EARTH * abs(north - south)
        return 2 * _EARTH * math.asin(math.sqrt(u * u + math.cos(south) * math.cos(north) * v * v))


class Place(NamedTuple):
    """A member that was found in an area, its distance from the centre in metres."""

    member: Text
    distance: float
    score: float
    position: Position


@dataclass(frozen=True)
class Circle:
    """The points within a radius in metres around a centre."""

    centre: Position
    radius: float

    def distance(self, position: Position) -> float | None:
        """Return the distance of a point from the centre, or None if it is outside."""
        distance = self.centre.distance(position)
        return distance if distance <= self.radius else None

    def reach(self) -> tuple[float, float]:
        """Return how many degrees of longitude and latitude the area reaches from the centre."""
        angle = self.radius / _EARTH
        around = math.cos(math.radians(self.centre.latitude))
        if angle >= math.pi / 2 or math.sin(angle) >= around:
            return LONGITUDE, math.degrees(angle)
        return math.degrees(math.asin(math.sin(angle) / around)), math.degrees(angle)


@dataclass(frozen=True)
class Box:
    """The points within half a width and half a height, in metres, of a centre."""

    centre: Position
    width: float
    height: float

    def distance(self, position: Position) -> float | None:
        """Return the distance of a point from the centre, or None if it is outside."""
        beside = Position(self.centre.longitude, position.latitude)
        if position.distance(beside) > self.width / 2:
            return None
        if self.centre.distance(beside) > self.height / 2:
            return None
        return self.centre.distance(position)

    def reach(self) -> tuple[float, float]:
        """Return how many degrees of longitude and latitude the area reaches from the centre."""
        latitude = math.degrees(self.height / 2 / _EARTH)
        farthest = min(abs(self.centre.latitude) + latitude, LATITUDE)
        half = self.width / 4 / _EARTH
        around = math.cos(math.radians(farthest))
        if half >= math.pi / 2 or math.sin(half) >= around:
            return LONGITUDE, latitude
        return math.degrees(2 * math.asin(math.sin(half) / around)), latitude


def encode(position: Position, latitude_limit: float = LATITUDE) -> int:
    """Return the score of a point; a standard geohash has 90 degrees as its limit."""
    return _interleave(
        int((position.latitude + latitude_limit) / (2 * latitude_limit) * _GRID),
        int((position.longitude + LONGITUDE) / (2 * LONGITUDE) * _GRID),
    )


def decode(score: float) -> Position:
    """Return the centre of the cell that a score stands for, which may be any score."""
    bits = f"{_unsigned(score):064b}"
    return Position(_centre(int(bits[0::2], 2), LONGITUDE), _centre(int(bits[1::2], 2), LATITUDE))


def geohash(score: float) -> str:
    """Return the standard geohash of a score, 11 characters of which the last is always 0."""
    bits = encode(decode(score), 90.0)
    return "".join(_ALPHABET[bits >> shift & 31] for shift in range(47, -1, -5)) + "0"


def search(places: SortedSetValue, area: Circle | Box) -> Iterator[Place]:
    """Yield the places in an area, in no particular order."""
    for low, high in _ranges(area):
        for member, score in places.slice(*places.score_span((low, False), (high, True))):
            position = decode(score)
            distance = area.distance(position)
            if distance is not None:
                yield Place(member, distance, score, position)


def _interleave(even: int, odd: int) -> int:
    # Binary digits read in base 4 are the bits with a gap behind each.
    return int(f"{even:b}", 4) | int(f"{odd:b}", 4) << 1


def _unsigned(score: float) -> int:
    """Return a score as Redis converts it to 64 bits without sign."""
    if score >= 2**64:
        return 0
    return int(max(score, -(2**63))) % 2**64


def _centre(index: int, limit: float) -> float:
    low = -limit + index / _GRID * (2 * limit)
    high = -limit + (index + 1) / _GRID * (2 * limit)
    return max(-limit, min((low + high) / 2, limit))


def _ranges(area: Circle | Box) -> list[tuple[int, int]]:
    """Return ranges of scores, their ends excluded, that no point of the area is outside of.

    They are the cells that the area's bounds meet, at most three by three of them or, across the
    date line, six by three.
    """
    wide, tall = (reach + _SLACK for reach in area.reach())
    longitude, latitude = area.centre
    south, north = max(latitude - tall, -LATITUDE), min(latitude + tall, LATITUDE)
    spans = _longitudes(longitude, wide)
    fineness = min(
        _fineness(min(2 * wide, 2 * LONGITUDE), LONGITUDE), _fineness(north - south, LATITUDE)
    )
    shift = 2 * (_BITS - fineness)
    cells = sorted(
        _interleave(row, column)
        for row in _cells(south, north, LATITUDE, fineness)
        for west, east in spans
        for column in _cells(west, east, LONGITUDE, fineness)
    )
    ranges: list[tuple[int, int]] = []
    for cell in cells:
        low, high = cell << shift, cell + 1 << shift
        if ranges and ranges[-1][1] >= low:
            low = ranges.pop()[0]
        ranges.append((low, high))
    return ranges


def _longitudes(centre: float, reach: float) -> list[tuple[float, float]]:
    """Return the spans of longitude around a centre, two when they cross the date line."""
    west, east = centre - reach, centre + reach
    if reach >= LONGITUDE:
        return [(-LONGITUDE, LONGITUDE)]
    if west < -LONGITUDE:
        return [(-LONGITUDE, east), (west + 2 * LONGITUDE, LONGITUDE)]
    if east > LONGITUDE:
        return [(-LONGITUDE, east - 2 * LONGITUDE), (west, LONGITUDE)]
    return [(west, east)]


def _fineness(extent: float, limit: float) -> int:
    """Return how often the grid is halved to cells of half an extent or more."""
    return max(0, min(_BITS, math.floor(math.log2(4 * limit / extent))))


def _cells(low: float, high: float, limit: float, fineness: int) -> range:
    """Return the rows or columns of the grid that a span meets.

    What lies at its very end, such as a longitude of 180 degrees, has a row or column of its own.
    """
    first, last = (int((at + limit) / (2 * limit) * 2**fineness) for at in (low, high))
    return range(first, last + 1)
