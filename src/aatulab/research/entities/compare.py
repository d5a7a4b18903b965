"""Compare two records field by field: for each a level in a word, and the reasons.

Name, date of birth, phone and address, and nothing else.  "Not known" is a level of its own: what
is missing speaks neither for nor against.
"""

from typing import Literal

import pandas as pd
from rapidfuzz.distance import OSA

from aatulab.errors import ResearchError
from aatulab.research.columns import need_columns
from aatulab.research.entities.addresses import compare_addresses
from aatulab.research.entities.blocks import COLUMNS
from aatulab.research.entities.phones import e164
from aatulab.research.names.compare import INITIAL_WORDS, Name, NameMatch, compare_names
from aatulab.research.names.dates import compare_days

FIELDS = ("name", "birth_date", "phone", "address")
NameLevel = Literal["same", "near", "initial", "distant", "different"]
PhoneLevel = Literal["same", "slip", "different", "not known"]
_SAME, _NEAR, _DISTANT = 100.0, 85.0, 70.0
_NEXT_PAIRS = "Pass what `pairs_on(...)` returned."
_NEXT_RECORDS = "Pass the register, for example `drill.records`."


def compare_pairs(records: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return one row a pair: `a`, `b`, `score` of the name, a level for each field, `reasons`."""
    need_columns(records, "records", COLUMNS, _NEXT_RECORDS)
    need_columns(pairs, "pairs", ("a", "b"), _NEXT_PAIRS)
    held = records.fillna("").set_index("record")
    unknown = sorted({*pairs["a"], *pairs["b"]} - set(held.index))
    if unknown:
        raise ResearchError(
            f"pairs: the record {unknown[0]!r} is not in `records`. Both must be of one register."
        )
    rows = {key: row for key, *row in held.loc[:, list(COLUMNS[1:])].itertuples()}
    compared = [_compared(rows[a], rows[b]) for a, b in zip(pairs["a"], pairs["b"], strict=True)]
    columns = ["score", *FIELDS, "reasons"]
    found = pd.DataFrame(compared, columns=columns, index=pairs.index)
    return pd.concat([pairs[["a", "b"]], found], axis=1)


def compare_phones(asked: str, held: str) -> tuple[PhoneLevel, str]:
    """Return how near two numbers in E.164 form are, and the reason in words.

    >>> compare_phones("+353209104705", "+353209104706")
    ('slip', 'one digit of the phone differs')
    """
    if not asked or not held:
        return "not known", "a phone is missing"
    if asked == held:
        return "same", "the phone is the same"
    if OSA.distance(asked, held) == 1:
        return "slip", "one digit of the phone differs"
    return "different", "the phone is another"


def name_level(match: NameMatch) -> NameLevel:
    """Return the level of two names; one of which only an initial is written is a level apart.

    >>> name_level(NameMatch(100, ())), name_level(NameMatch(86.5, ()))
    ('same', 'near')
    >>> name_level(NameMatch(88, ("S may stand for SEVMIL",)))
    'initial'
    """
    if match.score >= _SAME:
        return "same"
    if match.score >= _DISTANT and any(INITIAL_WORDS in reason for reason in match.reasons):
        return "initial"
    near = match.score >= _NEAR
    return "near" if near else "distant" if match.score >= _DISTANT else "different"


def _compared(ours: list[str], theirs: list[str]) -> tuple[float, str, str, str, str, str]:
    surname, given, birth, phone, written_in, address = ours
    its_surname, its_given, its_birth, its_phone, its_written_in, its_address = theirs
    name = compare_names(Name.of(surname, given), Name.of(its_surname, its_given))
    day, day_why = compare_days(birth, its_birth)
    number, number_why = compare_phones(e164(phone, written_in), e164(its_phone, its_written_in))
    door, door_why = compare_addresses(address, its_address)
    reasons = "; ".join((*name.reasons, day_why, number_why, door_why))
    return name.score, name_level(name), day, number, door, reasons
