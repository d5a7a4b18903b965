"""Time counts by calendar, masking leaves the rest alone, a changed entry breaks the chain."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.cases import build_case
from aatulab.errors import TargetingError
from aatulab.targeting import NEVER_SCORES
from aatulab.targeting.safeguards import (
    IDENTITY,
    PURPOSES,
    chained,
    depersonalise,
    first_break,
    must_be_deleted,
    must_be_masked,
    practice_archive,
    practice_custody,
    practice_lookups,
    practice_protection,
    practice_rules,
)

NOON = pd.Timestamp("2026-04-13 12:00", tz="UTC")


def moments(*days):
    return pd.Series(pd.to_datetime(list(days), utc=True))


@pytest.mark.parametrize(
    ("received", "today", "due"),
    [
        ("2025-08-31", "2026-02-27", False),
        ("2025-08-31", "2026-02-28", True),
        ("2023-08-31", "2024-02-28", False),  # a leap year has one day more
        ("2023-08-31", "2024-02-29", True),
        ("2025-10-14", "2026-04-13", False),
        ("2025-10-14", "2026-04-14", True),
    ],
)
def test_six_months_are_counted_by_calendar(received, today, due):
    now = pd.Timestamp(today, tz="UTC")
    assert must_be_masked(moments(received), now).tolist() == [due]


@pytest.mark.parametrize(
    ("received", "linked", "gone"),
    [
        ("2026-01-01", False, False),
        ("2025-08-01", False, True),
        ("2025-08-01", True, False),
        ("2021-04-15", True, False),
        ("2021-04-14", True, True),
    ],
)
def test_old_records_stay_only_with_a_link_and_never_beyond_five_years(received, linked, gone):
    now = pd.Timestamp("2026-04-14", tz="UTC")
    assert must_be_deleted(moments(received), pd.Series([linked]), now).tolist() == [gone]


def test_masking_empties_who_somebody_is_and_nothing_else():
    archive = pd.DataFrame(
        {
            "received_at": moments("2025-01-01", "2026-04-01"),
            "surname": ["A", "B"],
            "phone": ["1", "2"],
            "card": [None, "3"],
            "fare": [10.0, 20.0],
        }
    )
    masked = depersonalise(archive, pd.Timestamp("2026-04-14", tz="UTC"))
    assert masked.loc[0, list(IDENTITY)].isna().all()
    assert masked.loc[1].equals(archive.loc[1])
    assert masked["fare"].tolist() == [10.0, 20.0]
    assert archive.loc[0, "surname"] == "A"


def test_archive_without_a_column_is_named():
    with pytest.raises(TargetingError, match="there is no column 'surname'"):
        depersonalise(pd.DataFrame({"received_at": []}), pd.Timestamp("2026-04-14", tz="UTC"))


rows = st.lists(st.tuples(st.text(max_size=5), st.integers(0, 99)), min_size=1, max_size=6)


@given(rows, st.data())
def test_changed_entry_breaks_the_chain_at_its_place(entries, data):
    chain = chained(pd.DataFrame(entries, columns=["who", "grams"]))
    assert first_break(chain) is None
    place = data.draw(st.integers(0, len(entries) - 1))
    chain.loc[place, "grams"] += 1
    assert first_break(chain) == place


def test_removed_entry_breaks_the_chain():
    chain = chained(pd.DataFrame({"who": ["a", "b", "c"]}))
    assert first_break(chain.drop(index=1).reset_index(drop=True)) == 1


def test_fields_cannot_be_moved_into_each_other():
    one = chained(pd.DataFrame({"a": ["1"], "b": ["23"]}))
    two = chained(pd.DataFrame({"a": ["12"], "b": ["3"]}))
    assert one["digest"][0] != two["digest"][0]


def test_chain_without_digests_is_refused():
    with pytest.raises(TargetingError, match="chain them first"):
        first_break(pd.DataFrame({"who": ["a"]}))


@pytest.fixture(scope="module")
def practice():
    case, _ = build_case("first-watch")
    rng = np.random.default_rng(1)
    archive = practice_archive(case, rng)
    return case, archive, practice_lookups(archive, case.as_of, rng), rng


def test_practice_tables_hold_the_slips_that_the_lesson_finds(practice):
    case, archive, log, rng = practice
    due = must_be_masked(archive["received_at"], case.as_of)
    assert 0.3 < due.mean() < 0.7
    assert (due & archive["surname"].notna()).sum() > 5
    assert archive["surname"][~due].notna().all()
    assert 5 < (~log["purpose"].isin(PURPOSES)).sum() < 40
    assert log.groupby(["officer", "pnr"]).size().max() >= 9
    assert log["at"].is_monotonic_increasing
    assert (log["at"] < case.as_of).all()
    drafts = practice_rules(case.as_of, rng)
    assert set(drafts["column"]) & NEVER_SCORES
    papers = practice_custody(case.as_of, rng)
    assert papers.groupby("seizure")["at"].is_monotonic_increasing.all()


def test_same_generator_gives_the_same_tables(practice):
    case, archive, _, _ = practice
    pd.testing.assert_frame_equal(practice_archive(case, np.random.default_rng(1)), archive)


@pytest.mark.parametrize("seed", range(8))
def test_book_of_protection_breaks_each_duty_and_no_other(seed):
    book = practice_protection(NOON, np.random.default_rng(seed))
    victim, child, asylum = (book.need == need for need in ("victim", "child", "asylum"))
    broken = (
        victim & ~book.heard_alone,
        victim & (book.step == "charged"),
        child & (book.helper != "guardian"),
        asylum & (book.told == "State that they fled"),
        asylum & (book.step == "sent back"),
    )
    assert [1 <= found.sum() <= 2 for found in broken] == [True] * 5
    whole = ~(broken[0] | broken[1] | broken[2] | broken[3] | broken[4])
    assert book[whole].heard_alone.all()
    assert set(book[whole].step) == {"heard"}
    assert "State that they fled" not in set(book[whole].told)
    assert book["at"].is_monotonic_increasing
    assert book["at"].max() < NOON


def test_same_generator_gives_the_same_book():
    first, again = (practice_protection(NOON, np.random.default_rng(3)) for _ in range(2))
    assert first.equals(again)
