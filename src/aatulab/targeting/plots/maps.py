"""A map without borders: routes as great circles over the dots of all airports.

The dots are enough to know the continents, and a map without countries invites nobody to
judge a country.
"""

from collections.abc import Sequence
from itertools import pairwise

import airportsdata
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from aatulab.drawing import BLUE, GREEN, INK, ORANGE, PALE, axes_for, lab_style
from aatulab.errors import TargetingError
from aatulab.targeting.routes import stops
from aatulab.targeting.tables import need_columns

_COLOURS = (BLUE, ORANGE, GREEN)
_STYLES = ("-", "--", "-.")
_MARGIN_DEGREES = 12.0


def route_map(
    itineraries: Sequence[str],
    airports: pd.DataFrame,
    *,
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Return a map of up to three itineraries, each with its own colour and kind of line."""
    if not 1 <= len(itineraries) <= len(_COLOURS):
        raise TargetingError(f"itineraries: found {len(itineraries)}, expected 1 to 3 on one map.")
    need_columns(airports, "airports", ("iata", "latitude", "longitude"))
    places = airports.set_index("iata")[["latitude", "longitude"]]
    with lab_style():
        ax = axes_for(ax, (8, 4.6))
        _draw_world(ax)
        named: dict[str, tuple[float, float]] = {}
        for itinerary, colour, line in zip(itineraries, _COLOURS, _STYLES, strict=False):
            way = stops(itinerary)
            unknown = [code for code in way if code not in places.index]
            if unknown:
                raise TargetingError(f"{itinerary}: airport {unknown[0]!r} is not in the table.")
            points = places.loc[list(way)].to_numpy(dtype=float)
            legs = [_great_circle(start, end) for start, end in pairwise(points)]
            arc = np.vstack(legs)
            ax.plot(arc[:, 1], arc[:, 0], color=colour, linestyle=line, label=itinerary, zorder=3)
            ax.scatter(points[:, 1], points[:, 0], s=34, color=colour, zorder=4)
            named.update(zip(way, map(tuple, points), strict=True))
        for code, (latitude, longitude) in named.items():
            ax.annotate(
                code, (longitude, latitude), (5, 5), textcoords="offset points", weight="bold",
                color=INK, zorder=5,
            )  # fmt: skip
        _look_at(ax, np.array(list(named.values())))
        ax.set(title=title, xticks=[], yticks=[])
        ax.grid(visible=False)
        ax.spines[:].set_visible(False)
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=3)
    return ax


def _draw_world(ax: Axes) -> None:
    """Draw every airport of the world as a dot: thousands of them show where the land is."""
    every = airportsdata.load("IATA").values()
    ax.scatter([a["lon"] for a in every], [a["lat"] for a in every], s=2.2, color=PALE, zorder=1)


def _great_circle(start: np.ndarray, end: np.ndarray, steps: int = 40) -> np.ndarray:
    a, b = _to_vector(start), _to_vector(end)
    angle = np.arccos(np.clip(a @ b, -1, 1))
    if angle == 0:
        return np.vstack([start, end])
    t = np.linspace(0, 1, steps)[:, None]
    way = (np.sin((1 - t) * angle) * a + np.sin(t * angle) * b) / np.sin(angle)
    latitude = np.degrees(np.arcsin(np.clip(way[:, 2], -1, 1)))
    longitude = np.degrees(np.arctan2(way[:, 1], way[:, 0]))
    # a line that crosses the edge of the map must not be drawn across the whole map
    breaks = np.abs(np.diff(longitude, prepend=longitude[0])) > 180
    return np.column_stack([np.where(breaks, np.nan, latitude), longitude])


def _to_vector(place: np.ndarray) -> np.ndarray:
    latitude, longitude = np.radians(place)
    return np.array(
        [
            np.cos(latitude) * np.cos(longitude),
            np.cos(latitude) * np.sin(longitude),
            np.sin(latitude),
        ]
    )


def _look_at(ax: Axes, points: np.ndarray) -> None:
    south, west = points.min(axis=0) - _MARGIN_DEGREES
    north, east = points.max(axis=0) + _MARGIN_DEGREES
    # keep the map wider than high, as readers expect of one
    wanted = (north - south) * 1.9
    widen = max(0.0, wanted - (east - west)) / 2
    ax.set_xlim(max(-180, west - widen), min(180, east + widen))
    ax.set_ylim(max(-70, south), min(80, north))
    ax.set_aspect(1.15)
