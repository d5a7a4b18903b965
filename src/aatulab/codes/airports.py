"""Airports: IATA's three letters, ICAO's four, and what stands behind them.

All airports of the `airportsdata` package can be looked up; the flights of a world use the smaller
list in `datasets/reference/airports.csv`.  Neither code has a check digit: a wrong letter is
another airport or none.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

import airportsdata

from aatulab.codes.reading import Problem, Reading, compact

_FORMS = {
    "IATA": re.compile(r"[A-Z]{3}"),
    "ICAO": re.compile(r"[A-Z0-9]{4}"),  # the package lists small American fields with digits
}


@dataclass(frozen=True, kw_only=True)
class AirportCode(Reading):
    """An airport; all is empty but `kind` when no airport has the code."""

    kind: str
    iata: str = ""
    icao: str = ""
    name: str = ""
    city: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None


def parse_airport(text: str) -> AirportCode:
    """Return which airport a code of three or four characters means.

    >>> airport = parse_airport("LOS")
    >>> airport.icao, airport.country
    ('DNMM', 'NG')
    >>> [str(problem) for problem in parse_airport("QQQ").problems]
    ["IATA code: found 'QQQ', expected the code of an airport"]
    """
    code = compact(text)
    kind = next((kind for kind, form in _FORMS.items() if form.fullmatch(code)), "")
    if not kind:
        expected = "three letters (IATA) or four letters or digits (ICAO)"
        return AirportCode(text=code, problems=(Problem("airport", code, expected),), kind="")
    found = _airports(kind).get(code)
    if found is None:
        problem = Problem(f"{kind} code", code, "the code of an airport")
        return AirportCode(text=code, problems=(problem,), kind=kind)
    return AirportCode(
        text=code,
        kind=kind,
        iata=found["iata"],
        icao=found["icao"],
        name=found["name"],
        city=found["city"],
        country=found["country"],
        latitude=found["lat"],
        longitude=found["lon"],
    )


@cache
def _airports(kind: str) -> Mapping[str, Mapping[str, Any]]:
    loaded: Mapping[str, Mapping[str, Any]] = airportsdata.load(
        cast("Literal['IATA', 'ICAO']", kind)
    )
    return loaded
