import os

import pytest

from aatulab.grading.arrivals import Arrivals
from aatulab.grading.collect import arrived

LIMIT = 1_000_000


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def look(course, inbox):
    """Look at the inbox once more; give whose work was taken."""
    arrivals = Arrivals()
    return lambda folder=inbox: arrived(course, "tiny", folder, LIMIT, arrivals).trainees


def test_a_file_is_taken_at_the_second_look_and_once(inbox, look):
    (inbox / "ana.ipynb").write_bytes(b"{}")
    assert [look(), look(), look()] == [(), ("ana",), ()]


def test_a_file_that_grows_is_left_until_it_rests(inbox, look):
    seen = []
    for size in (10, 20, 30, 30, 30):
        (inbox / "ana.ipynb").write_bytes(b"x" * size)
        os.utime(inbox / "ana.ipynb", (1_773_000_000, 1_773_000_000))
        seen.append(look())
    assert seen == [(), (), (), ("ana",), ()]


def test_a_second_submission_is_taken_again(inbox, look):
    path = inbox / "ana.ipynb"
    for number, content in enumerate((b"first", b"second")):
        path.write_bytes(content)
        os.utime(path, (1_773_000_000 + number, 1_773_000_000 + number))
        assert [look(), look()] == [(), ("ana",)]


def test_a_folder_of_the_exchange_rests_when_all_in_it_does(course, look):
    """Is the token that nbgrader copies last waited for?"""
    place = course.inbound / "ana+tiny+2026-03-10 07:30:00.250000 UTC+rAnd0m"
    place.mkdir(parents=True)
    (place / "tiny.ipynb").write_bytes(b"{}")
    assert look(None) == ()
    (place / "submission_secret.txt").write_text("t0ken")
    assert look(None) == ()
    assert look(None) == ("ana",)
    assert (course.step("submitted", "ana", "tiny") / "submission_secret.txt").read_text() == (
        "t0ken"
    )


def test_what_is_gone_again_is_no_reason_to_fail(inbox, look):
    (inbox / "ana.ipynb").write_bytes(b"{}")
    look()
    (inbox / "ana.ipynb").unlink()
    assert look() == ()
