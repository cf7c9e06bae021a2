"""The older searches for places, within a radius only; new programs use geosearch."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from znsocket.commands.geo import position
from znsocket.commands.geo_search import (
    Degrees,
    FoundPlaces,
    LengthParameter,
    choose,
    parse_count,
    parse_degrees,
    parse_radius,
    position_of,
    put_places,
    rows,
)
from znsocket.exceptions import ResponseError
from znsocket.keyspace import Keyspace, SortedSetValue
from znsocket.keyspace.geohash import METRES, Circle
from znsocket.registry import Field, Flag, Name, Text, command, refused
from znsocket.registry.parameters import ChoiceParameter, IntParameter, LateParameter

Radius = Annotated[Any, LateParameter(LengthParameter("radius"))]
Count = Annotated[Any, LateParameter(IntParameter())]
Unit = Annotated[float, ChoiceParameter(METRES, "GEORADIUS invalid unit")]
Order = Annotated[bool, ChoiceParameter({"ASC": False, "DESC": True}, "GEORADIUS invalid sort")]

#: What redis-py checks, in its order.
_RULES = (
    refused("unit and unit not in ('m', 'km', 'mi', 'ft')", error="GEORADIUS invalid unit"),
    refused("any and count is None", error="``any`` can't be provided without ``count``"),
    refused("sort and sort not in ('ASC', 'DESC')", error="GEORADIUS invalid sort"),
    refused("store and store_dist", error="GEORADIUS store and store_dist can't be set together"),
)


@command(
    group="geo",
    writes=True,
    complexity="O(N+log(M)) for N places near the area",
    since="3.2.0",
    rules=_RULES,
)
def georadius(
    db: Keyspace,
    name: Name,
    longitude: Degrees,
    latitude: Degrees,
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
    places = db.read(name, SortedSetValue)
    centre = position(parse_degrees(longitude), parse_degrees(latitude))
    return asked.reply(db, places, Circle(centre, asked.metres()))


@command(
    group="geo",
    writes=True,
    complexity="O(N+log(M)) for N places near the area",
    since="3.2.0",
    rules=_RULES,
)
def georadiusbymember(
    db: Keyspace,
    name: Name,
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
    places = db.read(name, SortedSetValue)
    # Without a key, Redis reads neither the member nor the radius.
    area = Circle(position_of(places, member), asked.metres()) if places else None
    return asked.reply(db, places, area)


class Asked(NamedTuple):
    """The options of a search; numbers are yet to be parsed."""

    radius: Any
    unit: float
    distance: bool
    coordinates: bool
    score: bool
    count: Any
    descending: bool | None
    store: Text | None
    store_distances: Text | None
    first: bool

    def metres(self) -> float:
        """Return the radius in metres."""
        return parse_radius(self.radius) * self.unit

    def reply(self, db: Keyspace, places: SortedSetValue, area: Circle | None) -> int | list[Any]:
        """Return or store what is in an area."""
        count = None if self.count is None else parse_count(self.count)
        if (self.store or self.store_distances) and (
            self.distance or self.coordinates or self.score
        ):
            raise ResponseError(
                "STORE option in GEORADIUS is not compatible with WITHDIST, WITHHASH and "
                "WITHCOORD options"
            )
        found = choose(places, area, self.descending, count, self.first) if area else []
        if self.store:
            return put_places(db, self.store, found, None)
        if self.store_distances:
            return put_places(db, self.store_distances, found, self.unit)
        return rows(found, self.unit, self.distance, self.score, self.coordinates)
