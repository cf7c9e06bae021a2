"""Searches for places: those within a circle or a rectangle, returned or stored."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any, NamedTuple

from znsocket.commands.geo import position, printed, rounded
from znsocket.exceptions import DataError, ResponseError
from znsocket.keyspace import Keyspace, SortedSetValue
from znsocket.keyspace.geohash import METRES, Box, Circle, Place, Position, decode, search
from znsocket.registry import Flag, Float, Key, Name, Parameter, Reading, Text, command
from znsocket.registry.parameters import (
    AtLeastParameter,
    ChoiceParameter,
    FloatParameter,
    IntParameter,
    TextParameter,
)
from znsocket.registry.replies import Shape


class LengthParameter(FloatParameter):
    """A length that is not negative."""

    fast = "{x}.__class__ is float and {x} >= 0"

    def __init__(self, measure: str, negative: str) -> None:
        self.error = f"need numeric {measure}"
        self.negative = negative

    def parse(self, value: Any) -> float:
        """Return the length."""
        length = super().parse(value)
        if length < 0:
            raise ResponseError(self.negative)
        return length


class GivenParameter(Parameter):
    """An argument that counts as not given when it is false, as redis-py has it.

    The body receives `absent` then.
    """

    def __init__(self, parameter: Parameter, absent: Any) -> None:
        self.parameter = parameter
        self.absent = absent
        self.accepts = parameter.accepts

    def check(self, value: Any) -> None:
        """Raise redis-py's `DataError`."""
        if value:
            self.parameter.check(value)

    def pack(self, value: Any) -> Any:
        """Return plain data."""
        return self.parameter.pack(value) if value else self.absent

    def parse(self, value: Any) -> Any:
        """Return what the body expects."""
        return value if value == self.absent else self.parameter.parse(value)


class SearchUnitParameter(ChoiceParameter):
    """A unit of length in any case, which must be given."""

    def check(self, value: Any) -> None:
        """Raise `DataError` for anything but a unit."""
        if not value:
            raise DataError("GEOSEARCH must have unit" if value is None else self.error)
        super().check(value)


class PlacesShape(Shape):
    """Names of places, or rows of a name and what else was asked for."""

    plain = False

    def wire_form(self, value: Any) -> Any:
        """Return lists only."""
        return [
            [list(item) if isinstance(item, tuple) else item for item in row]
            if isinstance(row, list)
            else row
            for row in value
        ]

    def restore(self, data: Any, reading: Reading) -> Any:
        """Return the names as str or bytes, and positions as tuples."""
        return [
            [
                reading.text(row[0]),
                *(tuple(x) if isinstance(x, (list, tuple)) else x for x in row[1:]),
            ]
            if isinstance(row, list)
            else reading.text(row)
            for row in data
        ]


_ORDERS = {"ASC": False, "DESC": True}
_BOX_NEGATIVE = "height or width cannot be negative"

COUNT = AtLeastParameter(1, "COUNT must be > 0", IntParameter.error)
RADIUS = LengthParameter("radius", "radius cannot be negative")

Member = Annotated[Text, GivenParameter(TextParameter(), "")]
Radius = Annotated[float, GivenParameter(RADIUS, 0.0)]
Width = Annotated[float, GivenParameter(LengthParameter("width", _BOX_NEGATIVE), 0.0)]
Height = Annotated[float, GivenParameter(LengthParameter("height", _BOX_NEGATIVE), 0.0)]
Unit = Annotated[Any, SearchUnitParameter(METRES, "GEOSEARCH invalid unit", str.lower)]
Order = Annotated[bool, ChoiceParameter(_ORDERS, "GEOSEARCH invalid sort", str.upper)]
Count = Annotated[int, GivenParameter(COUNT, 0)]
FoundPlaces = Annotated[list[Any], PlacesShape("list[T] | list[list[Any]]", list)]


@command(group="geo", complexity="O(N+log(M)) for N places near the area", since="6.2.0")
def geosearch(
    db: Keyspace,
    name: Key[SortedSetValue],
    member: Member | None = None,
    longitude: Float | None = None,
    latitude: Float | None = None,
    unit: Unit = "m",
    radius: Radius | None = None,
    width: Width | None = None,
    height: Height | None = None,
    sort: Order | None = None,
    count: Count | None = None,
    any: Flag = False,
    withcoord: Flag = False,
    withdist: Flag = False,
    withhash: Flag = False,
) -> FoundPlaces:
    """Return the places in a circle or a rectangle around a centre.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    member : str, optional
        The place that is the centre.
    longitude, latitude : float, optional
        The centre in degrees, instead of `member`.
    unit : {"m", "km", "mi", "ft"}
        Of all lengths, in any case.
    radius : float, optional
        Of the circle.
    width, height : float, optional
        Of the rectangle, from west to east and from south to north.
    sort : {"ASC", "DESC"}
        By distance from the centre, in any case.
    count : int, optional
        Return that many places at most, the nearest ones unless `sort` is ``"DESC"``.
    any : bool
        Return the first `count` places that are found.
    withcoord, withdist, withhash : bool
        Also return the position, the distance or the score of each place.

    Returns
    -------
    list
        Names; or for each place a list of its name and, in this order, as far as they were asked
        for, its distance, score and position.

    Raises
    ------
    DataError
        The options do not say one centre and one area, or contradict each other.
    ResponseError
        There is no such member, or a number is out of range.

    Examples
    --------
    >>> r.geoadd("cities", (13.361389, 38.115556, "Palermo", 15.087269, 37.502669, "Catania"))
    2
    >>> r.geosearch("cities", longitude=15, latitude=37, radius=200, unit="km", sort="ASC")
    ['Catania', 'Palermo']
    >>> r.geosearch("cities", member="Catania", width=10, height=10, unit="km", withdist=True)
    [['Catania', 0.0]]
    """
    asked = Asked(member, longitude, latitude, radius, width, height, unit, sort, count, any)
    return rows(_found("GEOSEARCH", name, asked), unit, withdist, withhash, withcoord)


@command(
    group="geo",
    writes=True,
    complexity="O(N+log(M)) for N places near the area",
    since="6.2.0",
)
def geosearchstore(
    db: Keyspace,
    dest: Name,
    name: Key[SortedSetValue],
    member: Member | None = None,
    longitude: Float | None = None,
    latitude: Float | None = None,
    unit: Unit = "m",
    radius: Radius | None = None,
    width: Width | None = None,
    height: Height | None = None,
    sort: Order | None = None,
    count: Count | None = None,
    any: Flag = False,
    storedist: Flag = False,
) -> int:
    """Store the places in a circle or a rectangle around a centre.

    Parameters
    ----------
    dest : str
        Key that is replaced, whatever it holds, or removed when no place is found.
    name : str
        Key of the sorted set that is searched.
    member : str, optional
        The place that is the centre.
    longitude, latitude : float, optional
        The centre in degrees, instead of `member`.
    unit : {"m", "km", "mi", "ft"}
        Of all lengths, in any case.
    radius : float, optional
        Of the circle.
    width, height : float, optional
        Of the rectangle, from west to east and from south to north.
    sort : {"ASC", "DESC"}
        Whether `count` keeps the nearest places, as it does by default, or the farthest.
    count : int, optional
        Store that many places at most.
    any : bool
        Store the first `count` places that are found.
    storedist : bool
        Store distances from the centre as scores, instead of positions.

    Returns
    -------
    int
        Number of places stored.

    Raises
    ------
    DataError
        The options do not say one centre and one area, or contradict each other.
    ResponseError
        There is no such member, or a number is out of range.

    Examples
    --------
    >>> r.geoadd("cities", (13.361389, 38.115556, "Palermo", 15.087269, 37.502669, "Catania"))
    2
    >>> r.geosearchstore("near", "cities", member="Palermo", radius=100, unit="mi")
    1
    >>> r.geodist("near", "Palermo", "Palermo")
    0.0
    """
    asked = Asked(member, longitude, latitude, radius, width, height, unit, sort, count, any)
    places = _found("GEOSEARCHSTORE", name, asked)
    return put_places(db, dest, places, unit if storedist else None)


class Asked(NamedTuple):
    """The options that say what is searched for; what was not given is None or false."""

    member: Text | None
    longitude: float | None
    latitude: float | None
    radius: float | None
    width: float | None
    height: float | None
    unit: float
    descending: bool | None
    limit: int | None
    first: bool

    def check(self) -> None:
        """Raise redis-py's error where an option is missing or excludes another."""
        if self.member is None and None in (self.longitude, self.latitude):
            raise DataError("GEOSEARCH must have member or longitude and latitude")
        if self.member and (self.longitude or self.latitude):
            raise DataError("GEOSEARCH member and longitude or latitude can't be set together")
        if self.radius is None and None in (self.width, self.height):
            raise DataError("GEOSEARCH must have radius or width and height")
        if self.radius and (self.width or self.height):
            raise DataError("GEOSEARCH radius and width or height can't be set together")
        if self.first and not self.limit:
            raise DataError("GEOSEARCH ``any`` can't be provided without count")

    def centre(self, command: str, places: SortedSetValue) -> Position:
        """Return the point that is searched around."""
        if self.longitude is None or self.latitude is None:
            if self.member:
                return position_of(places, self.member)
            raise ResponseError(
                f"exactly one of FROMMEMBER or FROMLONLAT can be specified for {command}"
            )
        if self.member:
            raise ResponseError("syntax error")
        return position(self.longitude, self.latitude)

    def area(self, command: str, centre: Position) -> Circle | Box:
        """Return the circle or rectangle that is searched."""
        if self.radius:
            return Circle(centre, self.radius * self.unit)
        if self.width and self.height:
            return Box(centre, self.width * self.unit, self.height * self.unit)
        raise ResponseError(f"exactly one of BYRADIUS and BYBOX can be specified for {command}")


def position_of(places: SortedSetValue, member: Text) -> Position:
    """Return the position of a member; any, where there are no places at all."""
    score = places.score(member)
    if score is None and places:
        raise ResponseError("could not decode requested zset member")
    return decode(score or 0)


def choose(
    places: SortedSetValue,
    area: Circle | Box,
    descending: bool | None,
    count: int | None,
    first: bool,
) -> list[Place]:
    """Return the places in an area: all, or the `count` nearest, farthest or `first` found."""
    found = list(islice(search(places, area), count if first else None))
    if descending is not None or (count and not first):
        found.sort(key=lambda place: place.distance, reverse=bool(descending))
    return found[: count or None]


def rows(
    places: list[Place], unit: float, distance: bool, score: bool, coordinates: bool
) -> list[Any]:
    """Return the reply for places: their names alone, or lists that begin with them."""
    if not (distance or score or coordinates):
        return [place.member for place in places]
    return [
        [place.member]
        + [rounded(place.distance / unit)] * distance
        + [int(place.score)] * score
        + [printed(place.position)] * coordinates
        for place in places
    ]


def put_places(db: Keyspace, name: Text, places: list[Place], unit: float | None) -> int:
    """Replace a key by places, the scores being distances when a unit is given."""
    scores = {place.member: place.distance / unit if unit else place.score for place in places}
    db.store(name, SortedSetValue(scores))
    return len(scores)


def _found(command: str, places: SortedSetValue, asked: Asked) -> list[Place]:
    asked.check()
    area = asked.area(command, asked.centre(command, places))
    return choose(places, area, asked.descending, asked.limit, asked.first)
