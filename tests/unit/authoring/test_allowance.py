"""A question may ask for more or less than the course gives, within hard caps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.authoring.allowance import CAPS, Allowance, read_allowance
from aatulab.authoring.fields import Fields
from aatulab.errors import ExerciseError


def read(**limits):
    return read_allowance(Fields.of("questions.yml: chart: limits", limits))


def test_what_is_not_asked_for_is_the_courses():
    assert read() == Allowance()
    assert read(cell_s=30) == Allowance(cell_s=30)


@pytest.mark.parametrize("name", CAPS)
def test_both_ends_of_a_cap_can_be_asked_for(name):
    lowest, highest = CAPS[name]
    assert getattr(read(**{name: lowest}), name) == lowest
    assert getattr(read(**{name: highest}), name) == highest


@pytest.mark.parametrize("name", CAPS)
def test_nothing_beyond_a_cap_can_be_asked_for(name):
    lowest, highest = CAPS[name]
    for value in (lowest - 0.25, highest + 1, float("nan"), float("inf"), -1, "much", True, None):
        with pytest.raises(
            ExerciseError, match=rf"questions\.yml: chart: limits: {name}: expected"
        ):
            read(**{name: value})


def test_whole_numbers_stay_whole():
    assert type(read(processes=16.0).processes) is int
    with pytest.raises(ExerciseError, match="processes: expected a whole number from 8 to 256"):
        read(processes=16.5)


def test_a_misspelled_limit_is_refused():
    with pytest.raises(ExerciseError, match="did you mean memory_bytes"):
        read(memory_byte=2**30)


@given(st.dictionaries(st.sampled_from(sorted(CAPS)), st.floats() | st.integers()))
def test_whatever_is_read_lies_within_the_caps(limits):
    try:
        allowance = read(**limits)
    except ExerciseError:
        return
    for name in limits:
        lowest, highest = CAPS[name]
        assert lowest <= getattr(allowance, name) <= highest
