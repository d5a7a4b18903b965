"""The bar says how far it is and how long it will take, also where no widget can run."""

import ipywidgets
import pytest

from aatulab.widgets import GradingProgress
from aatulab.widgets.progress import say_seconds


@pytest.fixture
def progress():
    """A progress whose clock is set by hand."""
    times = [0.0]
    made = GradingProgress(clock=lambda: times[0])
    made.at = lambda seconds: times.__setitem__(0, seconds)
    return made


def bar(widget):
    (found,) = [child for child in widget.children if isinstance(child, ipywidgets.IntProgress)]
    return found


def test_before_the_first_word_it_says_that_nothing_is_done(progress):
    assert progress.sentence == "Nothing is graded yet."
    assert "Nothing is graded yet." in progress.static_html()


def test_time_left_follows_from_what_was_run_not_from_what_was_kept(progress):
    progress(40, 100)  # 40 were graded already
    progress.at(20.0)
    progress(50, 100)
    assert progress.sentence == "50 of 100 graded; about 2 minutes left."
    assert (bar(progress).value, bar(progress).max) == (50, 100)


def test_at_the_end_it_says_so(progress):
    progress(3, 3)
    assert progress.sentence == "All 3 are graded."
    assert bar(progress).bar_style == "success"


def test_an_empty_inbox_is_no_division_by_zero(progress):
    progress(0, 0)
    assert progress.sentence == "All 0 are graded."


def test_without_a_kernel_the_state_stands_there(progress):
    progress(0, 4)
    progress.at(1.0)
    progress(1, 4)
    bundle = progress._repr_mimebundle_()
    assert "width:25.0%" in bundle["text/html"]
    assert "<script" not in bundle["text/html"]
    assert bundle["text/plain"] == "1 of 4 graded; about 3 seconds left."


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "1 second"),
        (1, "1 second"),
        (59, "59 seconds"),
        (90, "2 minutes"),
        (7200, "2.0 hours"),
    ],
)
def test_durations_are_said_as_people_say_them(seconds, words):
    assert say_seconds(seconds) == words
