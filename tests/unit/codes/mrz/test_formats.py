"""All five formats against an independent generator and checker."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mrz.checker.mrva import MRVACodeChecker
from mrz.checker.mrvb import MRVBCodeChecker
from mrz.checker.td1 import TD1CodeChecker
from mrz.checker.td2 import TD2CodeChecker
from mrz.checker.td3 import TD3CodeChecker
from mrz.generator.mrva import MRVACodeGenerator
from mrz.generator.mrvb import MRVBCodeGenerator
from mrz.generator.td1 import TD1CodeGenerator
from mrz.generator.td2 import TD2CodeGenerator
from mrz.generator.td3 import TD3CodeGenerator

from aatulab.codes import fixed, mrz
from aatulab.codes.mrz import mrva, mrvb, td1, td2, td3

letters = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=14)
days = st.dates(
    min_value=np.datetime64("1925-01-01").item(), max_value=np.datetime64("2049-12-31").item()
)


@dataclass(frozen=True)
class Format:
    code: str
    layout: Any
    write: Any
    parse: Any
    independent: Any
    checker: Any
    number_first: bool = False  # the independent generator takes the number before the names


FORMATS = [
    Format("I", td1.LAYOUT, mrz.write_td1, mrz.parse_td1, TD1CodeGenerator, TD1CodeChecker, True),
    Format("I", td2.LAYOUT, mrz.write_td2, mrz.parse_td2, TD2CodeGenerator, TD2CodeChecker),
    Format("P", td3.LAYOUT, mrz.write_td3, mrz.parse_td3, TD3CodeGenerator, TD3CodeChecker),
    Format("V", mrva.LAYOUT, mrz.write_mrva, mrz.parse_mrva, MRVACodeGenerator, MRVACodeChecker),
    Format("V", mrvb.LAYOUT, mrz.write_mrvb, mrz.parse_mrvb, MRVBCodeGenerator, MRVBCodeChecker),
]
every_format = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.layout.name)


def write_one(
    form,
    surname="ERIKSSON",
    given_names="ANNA<MARIA",
    *,
    number="L898902C3",
    birth="1974-08-12",
    sex="F",
    expiry="2012-04-15",
):
    zero = np.array([0])
    lines = form.write(
        names=mrz.NamePool([surname], [given_names], zero, zero),
        document_numbers=fixed.padded([number], 9, "<"),
        nationalities=fixed.blank(1, "UTO"),
        births=np.array([birth], dtype="datetime64[D]"),
        sexes=fixed.blank(1, sex),
        expiries=np.array([expiry], dtype="datetime64[D]"),
    )
    return [line[0].as_py() for line in lines]


def generated(form, surname, given_names, birth, sex, expiry):
    born, expires = birth.strftime("%y%m%d"), expiry.strftime("%y%m%d")
    if form.number_first:
        arguments = ("L898902C3", born, sex, expires, "UTO", surname, given_names)
    else:
        arguments = (surname, given_names, "L898902C3", "UTO", born, sex, expires)
    return str(form.independent(form.code, "UTO", *arguments, force=True)).split("\n")


@every_format
@given(letters, letters, st.sampled_from("MF"), days, days)
def test_zones_are_those_of_an_independent_generator(
    form, surname, given_names, sex, birth, expiry
):
    lines = write_one(form, surname, given_names, birth=str(birth), sex=sex, expiry=str(expiry))
    expected = generated(form, surname, given_names, birth, sex, expiry)
    if form.layout.optional_is_checked:  # empty optional data: their check digit may be 0 or <
        assert (lines[1][42], expected[1][42]) == ("<", "0")
        expected[1] = expected[1][:42] + "<" + expected[1][43:]
    assert lines == expected
    zone = form.parse(*lines)
    assert zone.problems == ()
    assert (zone.birth_date, zone.sex) == (birth.strftime("%y%m%d"), sex)
    assert zone.expiry_date == expiry.strftime("%y%m%d")


@every_format
def test_an_independent_checker_finds_nothing(form):
    lines = write_one(form, birth="1990-02-28", expiry="2031-01-31")
    assert form.checker("\n".join(lines)).result is True


@every_format
def test_every_changed_digit_under_a_check_digit_is_found(changed_digits, form):
    lines = write_one(form, number="898902836")
    layout = form.layout
    checked = {
        (place.line, position)
        for _, field in layout.checked
        for place in (field, field.check)
        for position in range(place.first, place.last + 1)
    }
    found = set()
    for number, line in enumerate(lines, start=1):
        for changed, place, *_ in changed_digits(line):
            other = [*lines[: number - 1], changed, *lines[number:]]
            if (number, place + 1) in checked:
                assert form.parse(*other).problems != (), other
                found.add((number, place + 1))
    assert len(found) == 9 + 1 + 6 + 1 + 6 + 1


@every_format
@given(data=st.data())
def test_no_changed_character_makes_a_traceback(form, data):
    lines = write_one(form)
    for _ in range(3):
        which = data.draw(st.integers(0, len(lines) - 1))
        line = lines[which]
        place = data.draw(st.integers(0, len(line)))
        lines[which] = line[:place] + data.draw(st.text(max_size=2)) + line[place + 1 :]
    for problem in form.parse(*lines).problems:
        assert str(problem).isprintable()


@every_format
def test_a_long_name_is_cut_at_the_end_of_its_place(form):
    place = form.layout.holder
    line = write_one(form, "A" * 50, "B")[place.line - 1]
    assert line[place.within] == "A" * place.width
    line = write_one(form, "A" * 20, "B" * 30)[place.line - 1]
    assert line[place.within] == "A" * 20 + "<<" + "B" * (place.width - 22)


@every_format
def test_an_empty_column_gives_empty_lines(form):
    nothing = np.array([], dtype=np.int64)
    lines = form.write(
        names=mrz.NamePool(["A"], ["B"], nothing, nothing),
        document_numbers=np.empty((0, 9), dtype=np.uint8),
        nationalities=np.empty((0, 3), dtype=np.uint8),
        births=nothing.astype("datetime64[D]"),
        sexes=np.empty((0, 1), dtype=np.uint8),
        expiries=nothing.astype("datetime64[D]"),
    )
    assert [len(line) for line in lines] == [0] * form.layout.lines


@every_format
def test_fields_do_not_overlap(form):
    layout = form.layout
    fields = [layout.holder, layout.nationality, layout.sex, *layout.optional]
    fields += [place for _, field in layout.checked[:3] for place in (field, field.check)]
    taken = [(f.line, position) for f in fields for position in range(f.first, f.last + 1)]
    assert len(set(taken)) == len(taken)
    ends = 5 + (1 if layout.composite_check else 0) + (1 if layout.optional_is_checked else 0)
    assert len(taken) + ends == layout.lines * layout.length


def test_another_issuing_state_is_filled_up():
    zero = np.array([0])
    one, _ = mrz.write_td3(
        names=mrz.NamePool(["A"], ["B"], zero, zero),
        document_numbers=fixed.blank(1, "L898902C3"),
        nationalities=fixed.blank(1, "D<<"),
        births=np.array(["1974-08-12"], dtype="datetime64[D]"),
        sexes=fixed.blank(1, "F"),
        expiries=np.array(["2012-04-15"], dtype="datetime64[D]"),
        issuing_state="D",
    )
    assert one[0].as_py().startswith("P<D<<A<<B<")
