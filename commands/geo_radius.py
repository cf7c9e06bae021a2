"""The older searches for places, within a radius only; new programs use geosearch."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from znsocket.commands.geo import position
from znsocket.commands.geo_search import (
    COUNT,
    RADIUS,
    FoundPlaces,
    choose,
    position_of,
    put_places,
    rows,
)
from znsocket.exceptions import DataError, ResponseError
from znsocket.keyspace import Keyspace, SortedSetValue
from znsocket.keyspace.geohash import METRES, Circle, Position
from znsocket.registry import Field, Flag, Float, Key, Name, Text, command
from znsocket.registry.parameters import ChoiceParameter

Radius = Annotated[float, RADIUS]
Count = Annotated[int, COUNT]
Unit = Annotated[float, ChoiceParameter(METRES, "GEORADIUS invalid unit")]
Order = Annotated[bool, ChoiceParameter({"ASC": False, "DESC": True}, "GEORADIUS invalid sort")]


@command(
    group="geo",
    writes=True,
    complexity="O(N+log(M)) for N places near the area",
    since="3.2.0",
)
def georadius(
    db: Keyspace,
    name: Key[SortedSetValue],
    longitude: Float,
    latitude: Float,
    radius: Radius,
    unit: Unit | None = None,
    withdist: Flag = False,
    withcoord: Flag = False,
    withhash: Flag = False,
    count: Count | None = None,
    sort: Order | None = None,
    store: Name | None = None,
    store_dist: Name | None = None,
    any: Flag = False,
) -> int | FoundPlaces:
    """Return or store the places within a radius around a position.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    longitude, latitude : float
        The centre in degrees.
    radius : float
    unit : {"m", "km", "mi", "ft"}
        Of all lengths; metres by default.
    withdist, withcoord, withhash : bool
        Also return the distance, the position or the score of each place.
    count : int, optional
        Return that many places at most, the nearest ones unless `sort` is ``"DESC"``.
    sort : {"ASC", "DESC"}
        By distance from the centre.
    store : str, optional
        Key that is replaced by the places instead of returning them.
    store_dist : str, optional
        As `store`, with distances from the centre as scores.
    any : bool
        Return the first `count` places that are found.

    Returns
    -------
    list or int
        As `geosearch` returns them; or the number of places stored.

    Raises
    ------
    DataError
        A unit or an order is none of these, or options contradict each other.
    ResponseError
        A number is out of range, or places are to be stored and returned at once.

    Examples
    --------
    >>> r.geoadd("cities", (13.361389, 38.115556, "Palermo", 15.087269, 37.502669, "Catania"))
    2
    >>> r.georadius("cities", 15, 37, 200, "km", withdist=True, sort="ASC")
    [['Catania', 56.4413], ['Palermo', 190.4424]]
    """
    asked = Asked(
        radius, unit or 1, withdist, withcoord, withhash, count, sort, store, store_dist, any
    )
    asked.check()
    return _reply(db, name, position(longitude, latitude), asked)


@command(
    group="geo",
    writes=True,
    complexity="O(N+log(M)) for N places near the area",
    since="3.2.0",
)
def georadiusbymember(
    db: Keyspace,
    name: Key[SortedSetValue],
    member: Field,
    radius: Radius,
    unit: Unit | None = None,
    withdist: Flag = False,
    withcoord: Flag = False,
    withhash: Flag = False,
    count: Count | None = None,
    sort: Order | None = None,
    store: Name | None = None,
    store_dist: Name | None = None,
    any: Flag = False,
) -> int | FoundPlaces:
    """Return or store the places within a radius around a place.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    member : str
        The place that is the centre.
    radius : float
    unit : {"m", "km", "mi", "ft"}
        Of all lengths; metres by default.
    withdist, withcoord, withhash : bool
        Also return the distance, the position or the score of each place.
    count : int, optional
        Return that many places at most, the nearest ones unless `sort` is ``"DESC"``.
    sort : {"ASC", "DESC"}
        By distance from the centre.
    store : str, optional
        Key that is replaced by the places instead of returning them.
    store_dist : str, optional
        As `store`, with distances from the centre as scores.
    any : bool
        Return the first `count` places that are found.

    Returns
    -------
    list or int
        As `geosearch` returns them; or the number of places stored.

    Raises
    ------
    DataError
        A unit or an order is none of these, or options contradict each other.
    ResponseError
        There is no such member, a number is out of range, or places are to be stored and
        returned at once.

    Examples
    --------
    >>> r.geoadd("cities", (13.361389, 38.115556, "Palermo", 15.087269, 37.502669, "Catania"))
    2
    >>> r.georadiusbymember("cities", "Palermo", 200, "km", sort="DESC")
    ['Catania', 'Palermo']
    >>> r.georadiusbymember("cities", "Palermo", 200, "km", store="near")
    2
    """
    asked = Asked(
        radius, unit or 1, withdist, withcoord, withhash, count, sort, store, store_dist, any
    )
    asked.check()
    return _reply(db, name, position_of(name, member), asked)


class Asked(NamedTuple):
    """The options of a search; what was not given is None or false."""

    radius: float
    unit: float
    distance: bool
    coordinates: bool
    score: bool
    limit: int | None
    descending: bool | None
    store: Text | None
    store_distances: Text | None
    first: bool

    def check(self) -> None:
        """Raise redis-py's or Redis' error where an option lacks or excludes another."""
        if self.first and self.limit is None:
            raise DataError("``any`` can't be provided without ``count``")
        if self.store and self.store_distances:
            raise DataError("GEORADIUS store and store_dist can't be set together")
        if (self.store or self.store_distances) and (
            self.distance or self.coordinates or self.score
        ):
            raise ResponseError(
                "STORE option in GEORADIUS is not compatible with WITHDIST, WITHHASH and "
                "WITHCOORD options"
            )


def _reply(db: Keyspace, places: SortedSetValue, centre: Position, asked: Asked) -> int | list[Any]:
    area = Circle(centre, asked.radius * asked.unit)
    found = choose(places, area, asked.descending, asked.limit, asked.first)
    if asked.store:
        return put_places(db, asked.store, found, None)
    if asked.store_distances:
        return put_places(db, asked.store_distances, found, asked.unit)
    return rows(found, asked.unit, asked.distance, asked.score, asked.coordinates)
