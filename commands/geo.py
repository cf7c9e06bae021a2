"""Places on the earth: members of a sorted set whose scores are their positions."""

from __future__ import annotations

from typing import Annotated, Any

from znsocket.exceptions import ResponseError, wrong_number_of_arguments
from znsocket.keyspace import Keyspace, SortedSetValue
from znsocket.keyspace.geohash import LATITUDE, LONGITUDE, METRES, Position, decode, encode
from znsocket.keyspace.geohash import geohash as spelled
from znsocket.registry import Field, Flag, Key, Parameter, Text, at_most_one, command, refused, text
from znsocket.registry.parameters import ChoiceParameter, FloatParameter, parse_float


class PlacesParameter(Parameter):
    """Longitude, latitude and name of each place in turn; the body receives pairs."""

    accepts = "Sequence[EncodableT]"

    def pack(self, value: Any) -> list[Text]:
        """Return all items as text."""
        return [text(item) for item in value]

    def parse(self, value: list[Text]) -> list[tuple[Position, Text]]:
        """Return the places, at least one."""
        if not value:
            raise wrong_number_of_arguments("geoadd")
        return [
            (position(*(parse_float(one, FloatParameter.error) for one in place)), member)
            for *place, member in zip(value[::3], value[1::3], value[2::3], strict=True)
        ]


Places = Annotated[list[tuple[Position, Text]], PlacesParameter()]
Unit = Annotated[float, ChoiceParameter(METRES, "GEODIST invalid unit")]


def position(longitude: float, latitude: float) -> Position:
    """Return a point, or raise `ResponseError` where the grid does not reach."""
    if abs(longitude) > LONGITUDE or abs(latitude) > LATITUDE:
        raise ResponseError(f"invalid longitude,latitude pair {longitude:f},{latitude:f}")
    return Position(longitude, latitude)


def rounded(distance: float) -> float:
    """Return a distance with four decimals, the last one as Redis rounds it."""
    return round(distance * 10000) / 10000


def printed(place: Position) -> tuple[float, float]:
    """Return the coordinates with the 17 decimals that Redis prints."""
    return round(place.longitude, 17), round(place.latitude, 17)


@command(
    group="geo",
    writes=True,
    complexity="O(N*log(M)) for N places and M members",
    since="3.2.0",
    rules=(
        at_most_one("nx", "xx", error="GEOADD allows either 'nx' or 'xx', not both"),
        refused("len(values) % 3", error="GEOADD requires places with lon, lat and name values"),
    ),
)
def geoadd(
    db: Keyspace,
    name: Key[SortedSetValue],
    values: Places,
    nx: Flag = False,
    xx: Flag = False,
    ch: Flag = False,
) -> int:
    """Add places, or move those that are there.

    Parameters
    ----------
    name : str
        Key of the sorted set; made when missing.
    values : sequence
        Longitude and latitude in degrees and the name of each place in turn.
    nx : bool
        Only add, never move.
    xx : bool
        Only move, never add.
    ch : bool
        Count the places that were moved, too.

    Returns
    -------
    int
        Number of places that are new.

    Raises
    ------
    DataError
        `values` are not triples, or both `nx` and `xx` are given.
    ResponseError
        A longitude is beyond 180 degrees or a latitude beyond 85.05112878.

    Examples
    --------
    >>> r.geoadd("cities", (13.361389, 38.115556, "Palermo", 15.087269, 37.502669, "Catania"))
    2
    >>> r.geoadd("cities", (13.36, 38.12, "Palermo"), ch=True)
    1
    """
    added = changed = 0
    for place, member in values:
        score, before = float(encode(place)), name.score(member)
        if (nx and before is not None) or (xx and before is None):
            continue
        added += name.put(member, score)
        changed += score != before
    if not changed:
        db.unchanged()
    return changed if ch else added


@command(group="geo", complexity="O(1)", since="3.2.0")
def geodist(
    db: Keyspace,
    name: Key[SortedSetValue],
    place1: Field,
    place2: Field,
    unit: Unit | None = None,
) -> float | None:
    """Return the distance between two places.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    place1, place2 : str
        Names of the places.
    unit : {"m", "km", "mi", "ft"}
        Metres by default.

    Returns
    -------
    float or None
        With four decimals; None when a place is missing.

    Raises
    ------
    DataError
        The unit is none of these.

    Examples
    --------
    >>> r.geoadd("cities", (13.361389, 38.115556, "Palermo", 15.087269, 37.502669, "Catania"))
    2
    >>> r.geodist("cities", "Palermo", "Catania", "km")
    166.2742
    """
    start, end = name.score(place1), name.score(place2)
    if start is None or end is None:
        return None
    return rounded(decode(start).distance(decode(end)) / (unit or 1))


@command(group="geo", complexity="O(N) for N values", since="3.2.0", may_be_empty=True)
def geohash(db: Keyspace, name: Key[SortedSetValue], *values: Field) -> list[str | None]:
    """Return the standard geohashes of places.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    *values : str
        Names of the places.

    Returns
    -------
    list of str or None
        11 characters for each place, which are never octets; None for one that is missing.

    Examples
    --------
    >>> r.geoadd("cities", (13.361389, 38.115556, "Palermo"))
    1
    >>> r.geohash("cities", "Palermo", "Rome")
    ['sqc8b49rny0', None]
    """
    scores = map(name.score, values)
    return [None if score is None else spelled(score) for score in scores]


@command(group="geo", complexity="O(N) for N values", since="3.2.0", may_be_empty=True)
def geopos(
    db: Keyspace, name: Key[SortedSetValue], *values: Field
) -> list[tuple[float, float] | None]:
    """Return the positions of places.

    Parameters
    ----------
    name : str
        Key of the sorted set.
    *values : str
        Names of the places.

    Returns
    -------
    list of tuple or None
        Longitude and latitude of each place as it is stored, which is within a metre of what was
        given; None for a place that is missing.

    Examples
    --------
    >>> r.geoadd("cities", (13.361389, 38.115556, "Palermo"))
    1
    >>> r.geopos("cities", "Palermo", "Rome")
    [(13.361389338970184, 38.1155563954963), None]
    """
    scores = map(name.score, values)
    return [None if score is None else printed(decode(score)) for score in scores]
