"""Copied work is found under other names and another layout; work of one's own is not."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aatulab.grading.intake import exercise_slots, read_submission
from aatulab.grading.policy import Policy
from aatulab.grading.similarity import Work, find_similar
from aatulab.grading.similarity.tokens import Token, read_tokens
from aatulab.grading.similarity.winnow import GRAM, WINDOW, find_fingerprints
from aatulab.grading.similarity.works import given_code, own_code

ORIGINAL = """
late = bookings[bookings.lead_h < 24]
counts = late.merge(contacts, on="pnr").groupby("phone").pnr.nunique()
result = {}
for phone, number in counts.items():
    if number >= 3 and not phone.startswith("+0"):
        result[phone] = number * 2 - 1
    elif number == 2:
        result[phone] = max(result.get(phone, 0), number // 2)
shared = sorted(result, key=lambda p: (-result[p], p))[:10]
"""
RENAMED = """
# my own idea
soon = rows[ rows.lead_h < 36 ]
tally = soon.merge(points, on='ref').groupby('tel').pnr.nunique()
out = {}
for tel, n in tally.items():
        if n >= 4 and not tel.startswith('00'):
                out[tel] = n * 3 - 2
        elif n == 5:
                out[tel] = max(out.get(tel, 7), n // 4)
best = sorted(out, key=lambda q: (-out[q], q))[:99]
"""
OTHER = """
def is_shared(phone):
    mine = contacts[contacts.value == phone]
    return len(set(mine.pnr)) > 2

phones = []
while True:
    candidate = next(queue, None)
    if candidate is None:
        break
    if is_shared(candidate):
        phones.append(candidate)
table = pd.DataFrame({"phone": phones}).assign(pnrs=lambda d: d.phone.map(len))
"""


def alike(*sources, given=()):
    works = [Work(f"t{number}", {"answer": source}) for number, source in enumerate(sources)]
    return [(pair.one, pair.other) for pair in find_similar(works, given)]


def test_a_copy_with_other_names_numbers_and_layout_is_found():
    assert alike(ORIGINAL, RENAMED, OTHER) == [("t0", "t1")]


def test_a_copied_part_is_found_in_a_longer_work():
    assert alike(ORIGINAL, OTHER + ORIGINAL) == [("t0", "t1")]


def test_what_was_given_does_not_count():
    assert alike(ORIGINAL, RENAMED, given=[ORIGINAL]) == []


def test_what_many_have_written_alike_does_not_count():
    assert alike(*[ORIGINAL] * 9) == []
    assert len(alike(*[ORIGINAL] * 3)) == 3


def test_a_short_answer_says_nothing():
    assert alike("total = case.number + 1", "total = case.number + 1") == []


def test_where_it_is_alike_is_told():
    works = [
        Work("ana", {"one": ORIGINAL, "two": OTHER}),
        Work("ben", {"one": RENAMED, "two": "x = 1"}),
    ]
    (pair,) = find_similar(works)
    assert [name for name, _ in pair.pieces] == ["one"]
    assert pair.share == 1


@pytest.mark.parametrize(
    "source", ["", "(", "  bad\n indent", "%matplotlib inline\nx = 1", "'", "\0"]
)
def test_what_is_no_python_is_read_as_far_as_it_goes(source):
    assert isinstance(read_tokens(source), list)


@given(st.text(max_size=60))
def test_no_text_stops_the_reader(source):
    read_tokens(source)


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(0, 30), st.integers(0, 30))
def test_a_copy_of_enough_tokens_shares_a_fingerprint_for_certain(seed, before, after):
    """Does winnowing keep what its authors promise?"""
    draw = random.Random(seed)

    def tokens(number):
        return [Token(draw.choice("abcdefgh"), 1) for _ in range(number)]

    copied = tokens(GRAM + WINDOW - 1)
    one = [*tokens(before), *copied, *tokens(after)]
    other = [*tokens(after), *copied, *tokens(before)]
    assert set(find_fingerprints(one)) & set(find_fingerprints(other))


def test_only_what_trainees_wrote_is_compared(tiny, draft):
    slots = exercise_slots(tiny)
    work = draft().insert(3, "own = 1")
    cells = read_submission("tiny", slots, work.to_bytes(), Policy(), "ana.ipynb")
    assert own_code(cells) == {
        "own cell 4": "own = 1",
        "total": "total = case.number + 1",
        "twice": "def twice(number):\n    return number * 2",
    }
    assert any("load_case" in source for source in given_code(slots))
