"""Compare what is seen on a pack with every registered design of its line, feature by feature."""

from collections.abc import Mapping

import pandas as pd

from aatulab.errors import InspectionError
from aatulab.inspection.products.register import Record
from aatulab.world.products.catalogue import catalogue

AS_DESIGN, AS_FAKE, AS_NONE = "as in a design", "like a known fake", "as in no registered design"
COLUMNS = ("feature", "look_at", "seen", "seen_words", "genuine_words", "fake_words", "finding")


def compare(record: Record, seen: Mapping[str, str]) -> pd.DataFrame:
    """Return one row a feature that was looked at; `seen` gives its code by the feature's name.

    `finding` is one of `AS_DESIGN`, `AS_FAKE`, `AS_NONE`.  A pack of an older design is as genuine
    as one of the newest.
    """
    known, rows = catalogue().features, []
    for name, code in seen.items():
        if name not in known or code not in {**known[name].genuine, **known[name].fake}:
            expected = ", ".join(sorted({**known[name].genuine, **known[name].fake})
                                 if name in known else sorted(known))  # fmt: skip
            raise InspectionError(
                f"seen: {name}: found {code!r}, expected one of {expected}. Choose the nearest and"
                " write the rest into your note."
            )
        of_feature = record.features[record.features["feature"] == name]
        rows.append(
            (name, known[name].look_at, code, known[name].words(code),
             _either(of_feature["genuine_words"]), _either(of_feature["fake_words"]),
             _finding(of_feature, code))
        )  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _finding(of_feature: pd.DataFrame, code: str) -> str:
    if code in set(of_feature["genuine"]):
        return AS_DESIGN
    return AS_FAKE if code in set(of_feature["fake"].dropna()) else AS_NONE


def _either(words: "pd.Series[str]") -> str:
    return " / ".join(dict.fromkeys(word for word in words if word))
