"""Check the world's distances against an ellipsoid, and its airports against `airportsdata`.

The world measures on a sphere.  Here the WGS 84 ellipsoid is taken, with Lambert's formula for long
lines, which is right to some metres over thousands of kilometres: far better than the half of a
per cent by which a sphere may be wrong.  Source of the formula: Wikipedia, Geographical distance,
"Lambert's formula for long lines"; of the radii: http://www.gcmap.com/faq/gccalc.
"""

import airportsdata
import numpy as np

from aatulab.world.arrays import Floats
from aatulab.world.realism.tables import Tables
from aatulab.world.reference import EARTH_RADIUS_KM

EQUATOR_KM, POLE_KM = 6378.137, 6356.752
_FLATTENING = (EQUATOR_KM - POLE_KM) / EQUATOR_KM


def ellipsoid_km(start: Floats, end: Floats) -> Floats:
    """Return the distances between two lists of (latitude, longitude) in degrees.

    >>> quarter = ellipsoid_km(np.array([[0.0, 0.0]]), np.array([[0.0, 90.0]]))
    >>> [round(km) for km in quarter.tolist()]  # a quarter of the equator
    [10019]
    """
    # latitudes on the sphere onto which the ellipsoid is projected
    first, second = (
        np.arctan((1 - _FLATTENING) * np.tan(np.radians(point[:, 0]))) for point in (start, end)
    )
    angle = _angle(first, second, np.radians(end[:, 1] - start[:, 1]))
    middle, half = (first + second) / 2, (second - first) / 2
    across = np.sin(middle) ** 2 * np.cos(half) ** 2 / np.cos(angle / 2) ** 2
    along = np.cos(middle) ** 2 * np.sin(half) ** 2 / np.maximum(np.sin(angle / 2) ** 2, 1e-30)
    bent = (angle - np.sin(angle)) * across + (angle + np.sin(angle)) * along
    distances: Floats = EQUATOR_KM * (angle - _FLATTENING / 2 * bent)
    return distances


def lax_jfk_km(tables: Tables) -> float | None:
    """Return the distance from Los Angeles to New York as the world measures: on its sphere."""
    rows = tables.rows(
        "SELECT latitude, longitude FROM airports WHERE iata IN ('LAX', 'JFK') ORDER BY iata"
    )
    if len(rows) < 2:
        return None
    place = np.radians(np.array(rows, dtype=np.float64))
    angle = _angle(place[:1, 0], place[1:, 0], place[1:, 1] - place[:1, 1])
    return float(EARTH_RADIUS_KM * angle[0])


def airport_offset_km(tables: Tables) -> float | None:
    """Return how far the most misplaced airport lies from where `airportsdata` has it."""
    known = airportsdata.load("IATA")
    rows = tables.rows("SELECT iata, latitude, longitude FROM airports ORDER BY iata")
    pairs = [
        ((float(latitude), float(longitude)), (known[code]["lat"], known[code]["lon"]))
        for code, latitude, longitude in rows
        if code in known
    ]
    if not pairs:
        return None
    here, there = np.array(pairs, dtype=np.float64).transpose(1, 0, 2)
    return float(ellipsoid_km(here, there).max())


def greatest_distance_error(tables: Tables) -> float | None:
    """Return the largest share by which a flight's distance differs from the ellipsoid's."""
    rows = tables.rows(
        "SELECT DISTINCT distance_km, a.latitude, a.longitude, b.latitude, b.longitude "
        "FROM flights JOIN airports AS a ON a.iata = origin "
        "JOIN airports AS b ON b.iata = destination ORDER BY ALL"
    )
    if not rows:
        return None
    told = np.array(rows, dtype=np.float64)
    right = ellipsoid_km(told[:, 1:3], told[:, 3:5])
    return float(np.abs(told[:, 0] / right - 1).max())


def _angle(first: Floats, second: Floats, turned: Floats) -> Floats:
    """Return the angles between points of a sphere, from latitudes and how far they are turned."""
    half_chord = (
        np.sin((second - first) / 2) ** 2 + np.cos(first) * np.cos(second) * np.sin(turned / 2) ** 2
    )
    angle: Floats = 2 * np.arcsin(np.sqrt(np.clip(half_chord, 0.0, 1.0)))
    return angle
