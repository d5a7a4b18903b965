"""Each slip that practice seeds is found by the rule made for it; sound papers are left alone."""

from dataclasses import replace

import numpy as np
import pytest

from aatulab.inspection.evidence import (
    Record,
    Rules,
    check_entries,
    check_ledger,
    entries_of,
    entry_table,
    ledger_of,
    practice_exhibits,
)
from aatulab.inspection.evidence.practice import FAULTS, _sound, _stories

RULE = {
    "lost hand-over": "custody",
    "late signature": "custody",
    "other seal": "seal",
    "forgotten opening": "seal",
    "lost weight": "weight",
    "slip of the pen": "weight",
    "alone": "two persons",
}


def findings(records, rules=None):
    return check_entries(entries_of(records), rules)


def said(records):
    return [(finding.rule, finding.entry) for finding in findings(records)]


def test_there_is_a_rule_for_each_fault():
    assert RULE.keys() == FAULTS.keys()


@pytest.mark.parametrize("seed", range(6))
def test_each_exhibit_is_found_for_what_is_wrong_with_it_and_no_other(now, seed):
    for records, fault in _stories(now, np.random.default_rng(seed), 20):
        found = {finding.rule for finding in findings(records)}
        assert found == ({RULE[fault]} if fault != "none" else set()), fault


def test_sound_papers_are_sound_whatever_the_scales_show(now):
    for seed in range(60):
        assert findings(_sound("E-01", now, np.random.default_rng(seed))) == []


def test_exhibits_of_a_month_lie_mixed_and_are_told_apart(month):
    assert len({entry.record.exhibit for entry in month[:120]}) > 3
    assert [e.record.moment for e in month] == sorted(e.record.moment for e in month)
    alone = [f for f in check_ledger(ledger_of(month)) if f.rule == "two persons"]
    assert alone
    for finding in alone:
        record = month[finding.entry - 1].record
        assert record.exhibit == finding.exhibit
        assert record.witness in {"", record.by}


def test_same_generator_gives_the_same_entries(now):
    one, two = (practice_exhibits(now, np.random.default_rng(9)) for _ in range(2))
    assert one == two


def place(records, act, which=0):
    return [n for n, record in enumerate(records) if record.act == act][which]


def change(records, number, **facts):
    record = records[number]
    return [
        *records[:number],
        replace(record, facts={**record.facts, **facts}),
        *records[number + 1 :],
    ]


def test_papers_that_begin_in_the_middle_are_asked_where_it_came_from(sound):
    assert said(sound[2:])[0] == ("custody", 1)


def test_receiving_before_giving_means_that_two_had_it(sound):
    number = place(sound, "handed-over")
    early = sound[number - 1].at
    (finding,) = findings(change(sound, number, received_at=early))
    assert "two had it" in finding.words


def test_slow_hand_over_is_judged_by_the_unit_s_own_orders(sound):
    number = place(sound, "handed-over")
    late = sound[number].moment.replace(second=0).isoformat()
    assert (
        findings(change(sound, number, received_at=late), Rules(0.0))
        == findings(sound, Rules(0.0))[1:]
    )


def test_entry_that_happened_before_the_one_before_is_named(sound):
    records = [*sound[:5], replace(sound[5], at=sound[0].at), *sound[6:]]
    assert ("custody", 6) in said(records)


def test_seal_found_broken_is_always_said(sound):
    number = place(sound, "seal-checked")
    assert ("seal", number + 1) in said(change(sound, number, intact=False))


def test_renewed_seal_goes_on_as_the_one_that_is_checked(sound):
    number = place(sound, "seal-checked")
    old, by = sound[number].facts["seal"], sound[number].by
    renewed = Record(sound[number].at, "E-01", "seal-renewed", by,
                     {"old": old, "seal": "C 1", "reason": "torn bag"}, "chemist-9")  # fmt: skip
    records = [*sound[: number + 1], renewed, *sound[number + 1 :]]
    assert said(records) == [("seal", number + 3)]  # the old number is named as broken
    assert said(change(records, number + 2, seal="C 1")) == []


def test_seal_number_is_used_once(sound):
    number = place(sound, "seal-applied", 1)
    used = sound[place(sound, "seal-applied")].facts["seal"]
    records = change(sound, number, seal=used)
    assert ("seal", number + 1) in said(records)


@pytest.mark.parametrize(("extra_g", "is_found"), [(0.4, False), (2.0, True), (-2.0, True)])
def test_weight_is_judged_by_what_the_scale_can_tell(sound, extra_g, is_found):
    number = place(sound, "weighed", 2)
    facts = sound[number].facts
    moved = {name: facts[name] + extra_g for name in ("net_g", "gross_g")}
    records = change(sound, number, **moved, uncertainty_g=0.5)
    assert bool(findings(records)) is is_found


def test_weight_under_the_same_seal_stays(sound):
    def weighed(grams):
        facts = {"gross_g": grams, "scale": "UNIT-1", "uncertainty_g": 0.5}
        return Record(sound[-1].at, "E-01", "weighed", "keeper-1", facts, "officer-01")

    assert said([*sound, weighed(900.0), weighed(900.6)]) == []
    assert said([*sound, weighed(900.0), weighed(898.0)]) == [("weight", len(sound) + 2)]


def test_more_samples_than_exhibit_are_found(sound):
    number = place(sound, "sampled")
    found = findings(change(sound, number, taken_g=50_000.0))
    assert "more than there was" in next(f.words for f in found if f.rule == "sample")


def test_sample_without_net_weight_or_with_a_used_number_is_found(sound):
    first, second = place(sound, "sampled"), place(sound, "sampled", 1)
    same = sound[first].facts["sample"]
    assert ("sample", second + 1) in said(change(sound, second, sample=same))
    unweighed = [record for record in sound if record.act != "weighed"]
    assert ("sample", place(unweighed, "sampled") + 1) in said(unweighed)


@pytest.mark.parametrize(
    ("sample", "laboratory", "words"),
    [("E-01/1", "State laboratory", ""), ("E-01/9", "State laboratory", "never taken"),
     ("E-01/1", "Another", "which went to State laboratory")],
)  # fmt: skip
def test_result_belongs_to_a_sample_that_went_there(sound, sample, laboratory, words):
    facts = {"sample": sample, "laboratory": laboratory, "result": "no controlled substance"}
    found = findings([*sound, Record(sound[-1].at, "E-01", "result", "keeper-1", facts)])
    assert [words in f.words and f.rule == "sample" for f in found] == [True] * bool(words)


def corrected(sound, number, fact, right, witness="officer-09"):
    facts = {"entry": number, "fact": fact, "right": right, "reason": "slip of the pen"}
    return [*sound, Record(sound[-1].at, "E-01", "corrected", "officer-01", facts, witness)]


def test_correction_is_a_new_entry_and_counts(sound):
    number = place(sound, "weighed")
    right = sound[number].facts["packaging_g"]
    wrong = change(sound, number, packaging_g=right + 30)
    assert said(wrong) == [("weight", number + 1)]
    assert said(corrected(wrong, number + 1, "packaging_g", right)) == []


@pytest.mark.parametrize(
    ("number", "fact", "right"),
    [(99, "seal", "A 1"), (19, "seal", "A 1"), (1, "seal", "A 1"), (2, "net_g", "a lot")],
)
def test_correction_that_corrects_nothing_is_found(sound, number, fact, right):
    assert "correction" in [f.rule for f in findings(corrected(sound, number, fact, right))]


def test_correction_needs_two_persons(sound):
    records = corrected(sound, 1, "place", "cargo shed 3", witness="officer-01")
    assert said(records) == [("two persons", len(records))]


def test_table_holds_a_row_an_entry_with_times_and_grams(month):
    table = entry_table(month)
    assert table.entry.tolist() == list(range(1, len(month) + 1))
    assert str(table["at"].dtype).startswith("datetime64")
    assert table.net_g.dtype == float
    assert table.loc[table.act == "weighed", "gross_g"].notna().all()
