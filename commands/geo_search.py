"""Searches for places: those within a circle or a rectangle, returned or stored."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any, NamedTuple

from znsocket.commands.geo import position, printed, rounded
from znsocket.exceptions import ResponseError, wrong_number_of_arguments
from znsocket.keyspace import Keyspace, SortedSetValue
from znsocket.keyspace.geohash import METRES, Box, Circle, Place, Position, decode, search
from znsocket.registry import Flag, Name, Parameter, Reading, Text, command, refused, unsent
from znsocket.registry.parameters import (
    AtLeastParameter,
    ChoiceParameter,
    FloatParameter,
    IntParameter,
    LateParameter,
    TextParameter,
)
from znsocket.registry.replies import Shape


class LengthParameter(FloatParameter):
    """A length, which may still be negative."""

    def __init__(self, measure: str) -> None:
        self.error = f"need numeric {measure}"


class GivenParameter(LateParameter):
    """An argument that counts as not given when it is false, as redis-py has it.

    The body receives an empty text then, and else what is yet to be parsed.
    """

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(parameter)
        self.fast = "False"

    def pack(self, value: Any) -> Any:
        """Return plain data, or an empty text."""
        return super().pack(value) if value else ""


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


_RADIUS, _WIDTH, _HEIGHT = map(LengthParameter, ("radius", "width", "height"))
_COUNT = AtLeastParameter(1, "COUNT must be > 0", IntParameter.error)
_DEGREES = FloatParameter()

parse_count, parse_degrees = _COUNT.parse, _DEGREES.parse

Degrees = Annotated[Any, LateParameter(_DEGREES)]
Radius = Annotated[Any, GivenParameter(_RADIUS)]
Width = Annotated[Any, GivenParameter(_WIDTH)]
Height = Annotated[Any, GivenParameter(_HEIGHT)]
Count = Annotated[Any, GivenParameter(_COUNT)]
Member = Annotated[Text | None, GivenParameter(TextParameter())]
Unit = Annotated[Any, ChoiceParameter(METRES, "GEOSEARCH invalid unit", str.lower)]
Order = Annotated[
    bool, ChoiceParameter({"ASC": False, "DESC": True}, "GEOSEARCH invalid sort", str.upper)
]
FoundPlaces = Annotated[list[Any], PlacesShape("list[T] | list[list[Any]]", list)]


#: What redis-py checks, in its order.
_RULES = (
    refused(
        "member is None and (longitude is None or latitude is None)",
        error="GEOSEARCH must have member or longitude and latitude",
    ),
    refused(
        "member and (longitude or latitude)",
        error="GEOSEARCH member and longitude or latitude can't be set together",
    ),
    refused(
        "radius is None and (width is None or height is None)",
        error="GEOSEARCH must have radius or width and height",
    ),
    refused("unit is None", error="GEOSEARCH must have unit"),
    refused("str(unit).lower() not in ('m', 'km', 'mi', 'ft')", error="GEOSEARCH invalid unit"),
    refused(
        "radius and (width or height)",
        error="GEOSEARCH radius and width or height can't be set together",
    ),
    refused("sort and str(sort).upper() not in ('ASC', 'DESC')", error="GEOSEARCH invalid sort"),
    refused("any and not count", error="GEOSEARCH ``any`` can't be provided without count"),
    unsent("longitude", "latitude", when="longitude is None or latitude is None"),
    unsent("width", "height", when="not (width and height)"),
)

#: Words behind the keys that Redis asks for before it looks at any of them.
_LEAST_WORDS = 5


@command(
    group="geo",
    complexity="O(N+log(M)) for N places near the area",
    since="6.2.0",
    rules=_RULES,
)
def geosearch(
    db: Keyspace,
    name: Name,
    member: Member | None = None,
    longitude: Degrees | None = None,
    latitude: Degrees | None = None,
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
    if asked.words + withcoord + withdist + withhash < _LEAST_WORDS:
        raise wrong_number_of_arguments("geosearch")
    places = asked.found(db, "GEOSEARCH", name)
    return rows(places, unit, withdist, withhash, withcoord)


@command(
    group="geo",
    writes=True,
    complexity="O(N+log(M)) for N places near the area",
    since="6.2.0",
    rules=_RULES,
)
def geosearchstore(
    db: Keyspace,
    dest: Name,
    name: Name,
    member: Member | None = None,
    longitude: Degrees | None = None,
    latitude: Degrees | None = None,
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
    if asked.words + storedist < _LEAST_WORDS:
        raise wrong_number_of_arguments("geosearchstore")
    places = asked.found(db, "GEOSEARCHSTORE", name)
    return put_places(db, dest, places, unit if storedist else None)


class Asked(NamedTuple):
    """The options that say what is searched for; numbers are yet to be parsed."""

    member: Text | None
    longitude: Any
    latitude: Any
    radius: Any
    width: Any
    height: Any
    unit: float
    descending: bool | None
    count: Any
    first: bool

    @property
    def words(self) -> int:
        """How many words of the command say this."""
        at = self.longitude is not None and self.latitude is not None
        words = 2 * bool(self.member) + 3 * at
        words += 3 * bool(self.radius) + 4 * bool(self.width and self.height)
        return words + (self.descending is not None) + (2 + self.first) * bool(self.count)

    def centre(self, places: SortedSetValue) -> Position | None:
        """Return the point that is searched around, if one is given and known."""
        centre = position_of(places, self.member) if self.member and places else None
        if self.longitude is None or self.latitude is None:
            return centre
        if self.member:
            raise ResponseError("syntax error")
        return position(parse_degrees(self.longitude), parse_degrees(self.latitude))

    def sides(self) -> tuple[float, ...]:
        """Return the radius, or width and height, in metres; nothing if none is given."""
        if self.radius:
            return (parse_radius(self.radius) * self.unit,)
        if self.width and self.height:
            sides = _WIDTH.parse(self.width), _HEIGHT.parse(self.height)
            if min(sides) < 0:
                raise ResponseError("height or width cannot be negative")
            return sides[0] * self.unit, sides[1] * self.unit
        return ()

    def found(self, db: Keyspace, command: str, name: Text) -> list[Place]:
        """Return the places; what is wrong is looked for in the order in which Redis does."""
        places = db.read(name, SortedSetValue)
        centre, sides = self.centre(places), self.sides()
        count = parse_count(self.count) if self.count else None
        if centre is None and not self.member:
            raise ResponseError(
                f"exactly one of FROMMEMBER or FROMLONLAT can be specified for {command}"
            )
        if not sides:
            raise ResponseError(f"exactly one of BYRADIUS and BYBOX can be specified for {command}")
        if centre is None:
            return []
        area = Circle(centre, *sides) if len(sides) == 1 else Box(centre, *sides)
        return choose(places, area, self.descending, count, self.first)


def parse_radius(value: Any) -> float:
    """Return a radius."""
    radius = _RADIUS.parse(value)
    if radius < 0:
        raise ResponseError("radius cannot be negative")
    return radius


def position_of(places: SortedSetValue, member: Text) -> Position:
    """Return the position of a member."""
    score = places.score(member)
    if score is None:
        raise ResponseError("could not decode requested zset member")
    return decode(score)


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
