"""A passport raises the doubts that its writing gives, and innocent look-alikes raise none."""

from collections import Counter
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from aatulab.cases import build_case
from aatulab.errors import InspectionError
from aatulab.inspection.documents import (
    DataPage,
    Stamp,
    check_answer,
    check_dates,
    check_page,
    check_reports,
    check_stamps,
    check_zone,
    practice_pages,
    read_pages,
)
from aatulab.inspection.documents.practice import LOOK_ALIKES, SLIPS

TODAY = date(2011, 6, 1)
# ICAO's specimen of Doc 9303 part 4
SPECIMEN = DataPage(
    name="P01",
    surname="Eriksson",
    given_names="Anna Maria",
    document_number="L898902C3",
    nationality="UTO",
    sex="F",
    born_on=date(1974, 8, 12),
    issued_on=date(2002, 4, 15),
    signed_on=date(2002, 4, 15),
    expires_on=date(2012, 4, 15),
    mrz=(
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    ),
    said_age=36,
    stamps=(Stamp(date(2003, 1, 2), "LIS", "in"), Stamp(date(2003, 1, 9), "LIS", "out")),
)
NO_REPORTS = pd.DataFrame(
    columns=["document_type", "document_number", "reason", "reported_on"], dtype=object
)


def reports(number="L898902C3", kind="P", on="2010-01-01"):
    row = {"document_type": kind, "document_number": number, "reason": "lost"}
    return pd.DataFrame([row | {"reported_on": pd.Timestamp(on)}])


def test_specimen_raises_no_doubt():
    assert check_page(SPECIMEN, NO_REPORTS, TODAY) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"surname": "Erikson"}, "surname"),
        ({"given_names": "Anna"}, "given names"),
        ({"document_number": "L898902C8"}, "document number"),
        ({"nationality": "D"}, "nationality"),
        ({"sex": "M"}, "sex"),
        ({"born_on": date(1974, 12, 8)}, "birth date"),
        ({"expires_on": date(2012, 4, 16)}, "expiry date"),
    ],
)
def test_field_that_page_and_zone_tell_otherwise_is_named(change, field):
    (doubt,) = check_zone(replace(SPECIMEN, **change))
    assert doubt.rule == "zone"
    assert doubt.words.startswith(f"{field}: the page says")


@pytest.mark.parametrize(
    ("surname", "written"),
    [("Müller-Ößt", "MUELLER<OESST"), ("d'Été", "DETE"), ("Ørsted", "OERSTED")],
)
def test_name_is_compared_as_the_zone_writes_it(surname, written):
    line = f"{'P<UTO' + written + '<<ANNA<MARIA':<<44}"
    assert list(check_zone(replace(SPECIMEN, surname=surname, mrz=(line, SPECIMEN.mrz[1])))) == []


def test_name_that_is_cut_off_in_the_zone_is_no_difference():
    long = "Papandropoulou Konstantinidou"
    line = f"P<UTO{long.upper().replace(' ', '<')}<<ANNASTAS"
    page = replace(SPECIMEN, surname=long, given_names="Annastasia Maria")
    assert len(line) == 44
    assert list(check_zone(replace(page, mrz=(line, SPECIMEN.mrz[1])))) == []
    shorter = f"{line[:-9]:<<44}"  # nothing had to be cut off here
    assert len(list(check_zone(replace(page, mrz=(shorter, SPECIMEN.mrz[1]))))) == 1


def test_digit_that_does_not_fit_is_named_with_its_place():
    line = SPECIMEN.mrz[1].replace("7408122", "7408123")
    doubts = list(check_zone(replace(SPECIMEN, mrz=(SPECIMEN.mrz[0], line))))
    assert [doubt.rule for doubt in doubts] == ["digit", "digit"]
    assert "birth date: check digit, line 2, position 20" in str(doubts[0])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"issued_on": date(1974, 8, 11), "signed_on": date(2002, 4, 15)}, "before the birth"),
        ({"issued_on": date(2011, 6, 2), "signed_on": date(2011, 6, 2)}, "which is not yet"),
        ({"signed_on": date(2002, 4, 14)}, "signed on 2002-04-14, before the issue"),
        ({"issued_on": date(2002, 4, 14)}, "over 10 years"),
        ({"expires_on": date(2011, 5, 31)}, "expired on 2011-05-31"),
    ],
)
def test_dates_that_cannot_be_are_told(change, words):
    assert any(words in doubt.words for doubt in check_dates(replace(SPECIMEN, **change), TODAY))


def test_last_days_still_count():
    """Expires today, signed on the day of issue, ten years to the day, issued today."""
    assert list(check_dates(SPECIMEN, date(2012, 4, 15))) == []
    assert list(check_dates(SPECIMEN, date(2002, 4, 15))) == []


@pytest.mark.parametrize(
    ("stamps", "words"),
    [
        ([("2002-04-14", "in"), ("2002-05-01", "out")], "is older than the passport"),
        ([("2003-01-01", "in"), ("2003-02-01", "in")], "two times entry in a row"),
        ([("2003-01-01", "in"), ("2003-02-01", "out"), ("2003-03-01", "out")], "two times exit"),
        ([("2011-06-02", "in")], "which is not yet"),
    ],
)
def test_stamp_that_cannot_be_is_told(stamps, words):
    own = tuple(Stamp(date.fromisoformat(on), "LIS", way) for on, way in stamps)
    (doubt,) = check_stamps(replace(SPECIMEN, stamps=own), TODAY)
    assert words in doubt.words


@pytest.mark.parametrize(
    ("table", "is_hit"),
    [
        (reports(), True),
        (reports(number="L898902C8"), False),
        (reports(kind="I"), False),
        (reports(on="2011-06-01"), False),
        (reports(on="2011-05-31"), True),
    ],
)
def test_report_counts_for_this_number_and_kind_from_the_day_after(table, is_hit):
    assert bool(list(check_reports(SPECIMEN, table, TODAY))) is is_hit


@pytest.mark.parametrize(("said", "is_found"), [(34, True), (35, False), (37, False), (38, True)])
def test_a_year_more_or_less_is_a_birthday(said, is_found):
    assert bool(list(check_answer(replace(SPECIMEN, said_age=said), TODAY))) is is_found


@pytest.fixture(scope="module")
def case():
    return build_case("a-ticket-further")[0]


RULE = {
    "other print": "zone", "both changed": "digit", "digit renewed": "digit",
    "signed early": "date", "too long": "date", "old stamp": "stamp", "lost exit": "stamp",
    "reported": "reported", "other age": "answer",
}  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_each_slip_raises_its_own_doubt_and_look_alikes_none(case, seed):
    pages, stamps = practice_pages(case, np.random.default_rng(seed))
    today = case.as_of.date()
    found = Counter()
    for page in read_pages(pages, stamps):
        rules = {doubt.rule for doubt in check_page(page, case.reported_documents, today)}
        assert len(rules) <= 1, page
        found.update(rules)
    assert RULE.keys() == SLIPS.keys()
    expected = Counter(rule for rule in RULE.values() for _ in range(4)) + Counter(zone=4)
    # an ordinary traveller's passport may have been reported, too
    assert found - expected <= Counter(reported=2)
    assert expected - found == Counter()
    assert LOOK_ALIKES


def test_same_generator_gives_the_same_passports(case):
    one, two = (practice_pages(case, np.random.default_rng(2)) for _ in range(2))
    for first, second in zip(one, two, strict=True):
        pd.testing.assert_frame_equal(first, second)


def test_missing_column_is_named(case):
    pages, stamps = practice_pages(case, np.random.default_rng(2))
    with pytest.raises(InspectionError, match=r"pages: there is no column 'said_age'; found page"):
        read_pages(pages.drop(columns="said_age"), stamps)
    with pytest.raises(InspectionError, match=r"stamps: there is no column 'way'"):
        read_pages(pages, stamps.drop(columns="way"))
    with pytest.raises(InspectionError, match=r"reports: there is no column 'reason'"):
        list(check_reports(SPECIMEN, reports().drop(columns="reason"), TODAY))
