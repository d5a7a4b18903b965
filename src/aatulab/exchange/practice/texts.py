"""The words of practice notices: careful ones and careless ones, drawn."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd

_ASKED = (
    "Please weigh all pieces at the aircraft and compare with the waybill.",
    "Please hold the consignment and X-ray it before delivery.",
    "Please count the pieces and photograph their seals before they are moved.",
    "Please open one piece and compare its contents with the invoice.",
)
_VAGUE = (
    "Please be vigilant.",
    "Full control recommended if possible.",
    "For your information and appropriate measures.",
    "Kindly keep an eye on it.",
)
_FACTS = (
    "At {hour} an officer weighed it here: {more} kg more than on the waybill.",
    "Seen by an officer at {hour}: one seal more than on the papers.",
    "The shipper changed the consignee at {hour}, after acceptance.",
    "X-ray at {hour}: a dense part that the description does not explain.",
)
_DIM = (
    "There is something with this one.",
    "Several findings here on this way. Nothing further known.",
    "Irregularities were noted.",
)
_GROUNDS = ("Customs Act, section {number}.", "Mutual assistance agreement, article {number}.")
_WEAK_GROUNDS = ("Risk.", "See facts.", "Standing practice.")
_EXTRA = (
    "The sender is a smuggler.",
    "Our man in shed {number} saw it.",
    "The driver was born 19{year} and lives in the port quarter.",
    "The consignee's religion is known.",
    "A gang is behind it.",
    "His passport is UX{year}0{number}12.",
    "A loader told us so.",
    "Call +613555012{year} and ask for his cousin.",
)
_GRADES = ("A1", "A2", "B2", "B3", "C3", "X4")


def urgency_of(left: timedelta) -> str:
    """Return how loud a notice has to be when so much time is left.

    >>> [urgency_of(timedelta(hours=hours)) for hours in (1, 5, 20, 40)]
    ['flash', 'urgent', 'priority', 'routine']
    """
    hours = left / timedelta(hours=1)
    if hours < 2:
        return "flash"
    if hours < 6:
        return "urgent"
    return "priority" if hours < 24 else "routine"


def deadline(sent: pd.Timestamp, lands: pd.Timestamp) -> pd.Timestamp:
    """Return a deadline that leaves an hour before landing, or half of what is left."""
    left = lands - sent
    if left > timedelta(minutes=120):
        return lands - timedelta(minutes=60)
    return (sent + left / 2).floor("min")


def texts_of(
    row: Mapping[Any, Any], sent: pd.Timestamp, care: float, rng: np.random.Generator
) -> dict[str, str]:
    """Return about, reference and texts of a notice; the more `care` (0 to 1), the better."""
    awb = str(row["awb"])
    named = rng.random() < 0.35 + 0.65 * care
    seen = sent - timedelta(minutes=int(rng.integers(10, 120)))
    facts = str(rng.choice(_FACTS if rng.random() < 0.3 + 0.7 * care else _DIM))
    facts = facts.format(hour=f"{seen:%H:%M}", more=int(rng.integers(2, 30)))
    if rng.random() < 0.55 * (1 - care):
        facts += " " + str(rng.choice(_EXTRA))
    grounds = _GROUNDS if rng.random() < 0.4 + 0.6 * care else _WEAK_GROUNDS
    filled = {"number": int(rng.integers(2, 9)), "year": int(rng.integers(60, 99))}
    return {
        "about": "consignment" if named else "flight",
        "reference": f"{awb[:3]}-{awb[3:]}" if named else str(row["flight"]),
        "facts": facts.format(**filled),
        "asked": str(rng.choice(_ASKED if rng.random() < 0.25 + 0.75 * care else _VAGUE)),
        "grounds": str(rng.choice(grounds)).format(**filled),
        "grade": str(rng.choice(_GRADES)),
    }
