"""Signals of route: how far somebody flew, against how far it is.

Great-circle distances on a sphere; good to half a per cent, which is far less than any detour
that matters.  Looks at the shape of a route only: no airport or country scores by itself.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting.tables import by_pnr, need_columns

EARTH_RADIUS_KM = 6371.0088

Degrees = float | npt.NDArray[np.float64]


def great_circle_km(
    latitude_1: Degrees, longitude_1: Degrees, latitude_2: Degrees, longitude_2: Degrees
) -> npt.NDArray[np.float64]:
    """Return the shortest way over the globe in kilometres, for points in degrees.

    >>> round(float(great_circle_km(38.774, -9.134, -23.432, -46.469)))  # Lisbon, São Paulo
    7934
    """
    lat_1, lon_1, lat_2, lon_2 = map(np.radians, (latitude_1, longitude_1, latitude_2, longitude_2))
    half = (
        np.sin((lat_2 - lat_1) / 2) ** 2
        + np.cos(lat_1) * np.cos(lat_2) * np.sin((lon_2 - lon_1) / 2) ** 2
    )
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))))


def stops(itinerary: str) -> tuple[str, ...]:
    """Return the airports of an itinerary in order.

    >>> stops("GRU-CMN-LIS")
    ('GRU', 'CMN', 'LIS')
    """
    codes = tuple(code.strip() for code in itinerary.split("-"))
    if len(codes) < 2 or not all(len(code) == 3 and code.isalpha() for code in codes):
        raise TargetingError(
            f"itinerary: found {itinerary!r}, expected IATA codes joined by '-', such as 'GRU-LIS'."
        )
    return codes


def flown_km(itinerary: str, airports: pd.DataFrame) -> float:
    """Return the length of all legs of one itinerary, in kilometres."""
    return float(_lengths([stops(itinerary)], _places(airports))[0])


def detour_ratio(bookings: pd.DataFrame, airports: pd.DataFrame) -> "pd.Series[float]":
    """Return kilometres flown over kilometres straight, indexed by `pnr`; 1.0 is direct.

    A route that ends where it began has no straight way; its ratio is missing.
    """
    need_columns(bookings, "bookings", ("pnr", "itinerary"))
    places = _places(airports)
    texts = bookings["itinerary"].unique()
    ways = [stops(text) for text in texts]
    flown = _lengths(ways, places)
    straight = _lengths([(way[0], way[-1]) for way in ways], places)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratios = np.where(straight > 0, flown / straight, np.nan)
    by_text = dict(zip(texts, ratios, strict=True))
    return by_pnr(bookings["pnr"], bookings["itinerary"].map(by_text), "detour_ratio")


def _lengths(
    ways: Sequence[Sequence[str]], places: dict[str, tuple[float, float]]
) -> npt.NDArray[np.float64]:
    """Return the length of each way, in kilometres; all legs are worked out at once."""
    for way in ways:
        unknown = [code for code in way if code not in places]
        if unknown:
            raise TargetingError(
                f"itinerary {'-'.join(way)}: airport {unknown[0]!r} is not in the airports table."
            )
    legs = [
        (number, *places[a], *places[b])
        for number, way in enumerate(ways)
        for a, b in pairwise(way)
    ]
    if not legs:
        return np.zeros(len(ways))
    number, *degrees = np.array(legs).T
    lengths = np.bincount(number.astype(int), great_circle_km(*degrees), minlength=len(ways))
    return lengths.astype(np.float64)


def _places(airports: pd.DataFrame) -> dict[str, tuple[float, float]]:
    need_columns(airports, "airports", ("iata", "latitude", "longitude"))
    columns = (airports["iata"], airports["latitude"], airports["longitude"])
    return {code: (lat, lon) for code, lat, lon in zip(*columns, strict=True)}
