"""What the register answers about a code: sentences for the officer, none of them a verdict.

A number that is known proves nothing, since a copy bears the number of what it copies.  A number
that is unknown proves nothing, since not every maker takes part.  The right holder or a laboratory
decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from aatulab.inspection.products.barcodes.read import Scan
from aatulab.inspection.products.register import Record, Register

_AGAINST = ("falsified", "stolen")
_OLD_DAYS = 30


@dataclass(frozen=True)
class Answer:
    """The product or the unit that a code names, if the register has it, and what to say of it."""

    sentences: tuple[str, ...]
    record: Record | None = None
    unit: Mapping[str, Any] | None = None

    def __str__(self) -> str:
        """Return the sentences, one a line."""
        return "\n".join(self.sentences)


def answer(register: Register, scan: Scan, on: date) -> Answer:
    """Return what the register says about a scan on a day."""
    edition = _edition(register, on)
    if scan.advice:
        edition = f"{scan.advice}\n{edition}"
    sscc = next((code.sscc for code in scan.codes if code.sscc), "")
    if not scan.gtin and not sscc:
        return Answer((edition,))
    if not scan.gtin:
        unit = register.by_sscc(sscc)
        record = register.by_gtin(str(unit["gtin"])) if unit else None
        return Answer((edition, _of_unit(sscc, unit)), record, unit)
    record = register.by_gtin(scan.gtin)
    if record is None:
        return Answer((edition, unknown(scan.gtin)))
    return Answer((edition, _known(record), *_of_elements(record, scan, on), _last(record)), record)


def unknown(gtin: str) -> str:
    """Return what to say of a valid number that the register lacks."""
    return (
        f"{gtin}: the check digit holds, and the number is not in this register. That proves"
        " nothing: not every maker takes part. Ask the maker whose address stands on the pack."
    )


def reported(record: Record, batch: str) -> tuple[str, ...]:
    """Return what was reported of a batch, the newest first."""
    alerts = record.alerts
    rows = alerts[(alerts["batch"] == batch) & alerts["report"].isin(_AGAINST)]
    return tuple(
        f"Batch {batch} was reported {row.report} on {row.issued_on}: {row.words}"
        for row in rows.itertuples()
    )


def _edition(register: Register, on: date) -> str:
    age = (on - register.issued_on).days
    words = f"Register edition {register.version} of {register.issued_on}"
    if age > _OLD_DAYS:
        return f"{words}, {age} days old: sync it before you rely on its alerts."
    return f"{words}."


def _of_unit(sscc: str, unit: Mapping[str, Any] | None) -> str:
    if unit is None:
        return f"{sscc}: not in this register, which proves nothing; ask for the packing list."
    batch = f", batch {unit['batch']}" if unit["batch"] else ""
    return (
        f"{sscc}: packed with {unit['pieces']} pieces of {unit['gtin']}{batch}. Count and compare."
    )


def _known(record: Record) -> str:
    product = record.product
    return (
        f"{product['gtin']}: {product['name']}, HS {product['hs_code']}; rights holder"
        f" {product['holder']}. A copy bears this number, too: compare the pack with its features."
    )


def _of_elements(record: Record, scan: Scan, on: date) -> tuple[str, ...]:
    elements = scan.elements
    if elements is None:
        return ()
    said = list(reported(record, elements.batch)) if elements.batch else []
    if elements.expires_on and elements.expires_on < on:
        said.append(f"The code says: not to be used after {elements.expires_on}.")
    return tuple(said)


def _last(record: Record) -> str:
    product = record.product
    speaks_for = record.alerts[~record.alerts["report"].isin(_AGAINST)]
    words = "".join(f" Known: {row.report}, {row.issued_on}." for row in speaks_for.itertuples())
    return (
        f"{product['holder']}, {product['contact']}: {product['phone']}, {product['email']}."
        f"{words} The right holder or a laboratory decides what is genuine."
    )
