"""The lab's invented airlines: designator, three letters, and the number that opens waybills.

Read from `datasets/reference/carriers.yml`, which says why none of the codes can be a real
airline's.  The three digits open an airline's air waybills as well as its tickets: one number
for both, as in the trade.  Real airlines are not listed here and cannot be looked up.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aatulab.codes.fixed import Bytes, padded
from aatulab.codes.reading import Problem, Reading, compact
from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import ContentError


@dataclass(frozen=True)
class Carrier:
    """One airline, under the codes that its records bear."""

    designator: str
    name: str
    icao: str
    awb_prefix: str

    def __str__(self) -> str:
        return f"{self.name} ({self.designator})"


@dataclass(frozen=True, kw_only=True)
class CarrierCode(Reading):
    """A code of an airline; `carrier` is None when the lab has no such airline."""

    kind: str
    carrier: Carrier | None


_FORMS = {
    "designator": (re.compile(r"[A-Z0-9]{2}"), "two letters or digits"),
    "icao": (re.compile(r"[A-Z]{3}"), "three letters"),
    "awb_prefix": (re.compile(r"[0-9]{3}"), "three digits"),
}


@cache
def carriers() -> tuple[Carrier, ...]:
    """Return the invented airlines in the order of the file.

    >>> carriers()[0]
    Carrier(designator='0F', name='Cirrolane Airways', icao='XZC', awb_prefix='952')
    """
    return read_carriers(datasets_dir() / "reference" / "carriers.yml")


def awb_prefixes() -> Bytes:
    """Return the three digits of each airline as rows, in the order of `carriers`.

    >>> awb_prefixes()[0].tobytes()
    b'952'
    """
    return padded([carrier.awb_prefix for carrier in carriers()], 3, "0")


def read_carriers(path: Path) -> tuple[Carrier, ...]:
    """Return the airlines of a file; `ContentError` names the key that is not as it must be.

    >>> len(read_carriers(datasets_dir() / "reference" / "carriers.yml"))
    10
    """
    table = read_yaml(path).get("carriers")
    if not isinstance(table, dict) or not table:
        raise ContentError(f"{path}: carriers: expected a mapping, found {table!r}.")
    found = []
    for designator, entry in table.items():
        where = f"{path}: carriers.{designator}"
        if not isinstance(entry, dict) or set(entry) != {"name", "icao", "awb_prefix"}:
            raise ContentError(f"{where}: expected name, icao and awb_prefix, found {entry!r}.")
        carrier = Carrier(designator=designator, **entry)
        for key, (form, words) in _FORMS.items():
            value = getattr(carrier, key)
            # YAML reads 012 and 1E as numbers when they are not quoted
            if not isinstance(value, str) or not form.fullmatch(value):
                raise ContentError(f"{where}: {key}: expected {words} in quotes, found {value!r}.")
        found.append(carrier)
    return tuple(found)


def carrier_of(code: str) -> Carrier | None:
    """Return the airline that has this designator, three letters or prefix.

    >>> str(carrier_of("952")), carrier_of("020")
    ('Cirrolane Airways (0F)', None)
    """
    return next(
        (
            carrier
            for carrier in carriers()
            if code in {carrier.designator, carrier.icao, carrier.awb_prefix}
        ),
        None,
    )


def parse_carrier(text: str) -> CarrierCode:
    """Return which airline a code means.

    >>> str(parse_carrier("xzq").carrier)
    'Quillon Air (0Q)'
    >>> [str(problem) for problem in parse_carrier("LH").problems]
    ["designator: found 'LH', expected a code of one of the lab's airlines"]
    """
    code = compact(text)
    kind = next((name for name, (form, _) in _FORMS.items() if form.fullmatch(code)), "")
    carrier = carrier_of(code)
    problems: tuple[Problem, ...] = ()
    if not kind:
        forms = ", ".join(words for _, words in _FORMS.values())
        problems = (Problem("carrier code", code, f"one of: {forms}"),)
    elif carrier is None:
        problems = (Problem(kind.replace("_", " "), code, "a code of one of the lab's airlines"),)
    return CarrierCode(text=code, problems=problems, kind=kind, carrier=carrier)
