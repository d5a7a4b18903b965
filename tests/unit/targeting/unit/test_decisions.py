"""Every situation has one who decides, or the agreement is told where it has none or two."""

import numpy as np
import pandas as pd
import pytest

from aatulab.cases import build_case
from aatulab.errors import TargetingError
from aatulab.targeting.plots import decision_chart
from aatulab.targeting.unit import (
    deciders,
    decision_table,
    gaps,
    overlaps,
    practice_agreement,
    practice_files,
    practice_handovers,
    practice_kept,
    rows_for,
    situations,
)

SEEDS = range(12)


@pytest.fixture(scope="module")
def case():
    return build_case("one-phone-two-doors", None)[0]


def test_the_lab_s_agreement_answers_every_situation_once():
    found = deciders(decision_table())
    assert len(found) == len(situations()) == 112
    assert gaps(decision_table()) == overlaps(decision_table()) == []
    assert not found["decide"].str.contains(",").any()


def test_a_row_that_is_struck_out_leaves_its_situations_open():
    table = decision_table()
    without = table[~((table.act == "detain") & (table.matter == "entry"))]
    assert gaps(without) == [
        f"detain / {place} / entry"
        for place in ("passport control", "arrivals hall", "transit area", "mail centre")
    ]


def test_two_rows_of_one_service_are_no_overlap_and_of_two_are():
    table = decision_table()
    twice = pd.concat([table, table.iloc[[5]]], ignore_index=True)
    assert overlaps(twice) == []
    twice.loc[len(table), "decides"] = "post"
    assert "question / mail centre / duty" in overlaps(twice)


def test_nobody_detains_somebody_in_danger():
    rows = rows_for(decision_table(), "detain", "transit area", "protection")
    assert rows["decides"].tolist() == ["nobody"]


@pytest.mark.parametrize(
    ("words", "said"),
    [(("arrest", "mail centre", "duty"), "act: found 'arrest'"),
     (("stop", "roof", "duty"), "place: found 'roof'"),
     (("stop", "mail centre", "love"), "matter: found 'love'")],
)  # fmt: skip
def test_a_word_that_is_none_is_named(words, said):
    with pytest.raises(TargetingError, match=said):
        rows_for(decision_table(), *words)


def test_a_cell_that_is_misspelled_is_named():
    table = decision_table()
    table.loc[0, "matter"] = "duty, crimes"
    with pytest.raises(TargetingError, match="matter: found 'crimes', expected \\* or some of"):
        gaps(table)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_draft_has_gaps_and_overlaps_and_spares_people_in_danger(seed):
    draft = practice_agreement(np.random.default_rng(seed))
    open_ones = gaps(draft)
    assert 3 <= len(open_ones) <= 24
    assert 3 <= len(overlaps(draft)) <= 24
    assert not any(text.endswith("protection") for text in open_ones)
    assert draft["row"].is_unique


@pytest.mark.parametrize("seed", range(4))
def test_files_tell_what_the_lesson_says(case, seed):
    rng = np.random.default_rng(seed)
    log = practice_files(case, rng)
    assert log["at"].max() < case.as_of
    assert not ((log.act == "detain") & (log.matter == "protection")).any()
    right = deciders(decision_table()).set_index(["act", "place", "matter"])["decide"]
    places = pd.MultiIndex.from_frame(log[["act", "place", "matter"]])
    astray = log["service"].to_numpy() != right[places].to_numpy()
    assert 0.02 < astray.mean() < 0.2
    kept = practice_kept(log, rng)
    lost = kept.groupby("took_part")["lost"].mean()
    assert lost[False] > lost[True] + 0.2


def test_hand_overs_are_changes_of_hands_in_the_order_of_time(case):
    rng = np.random.default_rng(3)
    log = practice_files(case, rng)
    table = practice_handovers(log, rng)
    assert (table["gives"] != table["takes"]).all()
    taken = table.dropna(subset="taken_at")
    assert (taken["taken_at"] >= taken["given_at"]).all()
    assert 0 < table["taken_at"].isna().sum() < 0.2 * len(table)
    assert table["taken_by"].isna().sum() > table["taken_at"].isna().sum()


def test_same_case_and_generator_give_the_same_tables(case):
    first, second = (
        practice_handovers(practice_files(case, rng), rng)
        for rng in (np.random.default_rng(8), np.random.default_rng(8))
    )
    pd.testing.assert_frame_equal(first, second)


def test_the_chart_says_in_words_where_the_gaps_are():
    table = decision_table().drop(index=14)
    ax = decision_chart(deciders(table), title="Draft")
    letters = [text.get_text() for text in ax.texts]
    assert letters.count("?") == 8
    assert letters.count("C") > 20
