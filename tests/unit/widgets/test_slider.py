"""A slider keeps between its ends and carries its words to the browser."""

import pytest

from aatulab.widgets.slider import LabelledSlider


@pytest.mark.parametrize(("asked", "kept"), [(-9, -2), (-2, -2), (0, 0), (4, 4), (99, 4)])
def test_a_value_beyond_the_ends_becomes_the_nearer_end(asked, kept):
    slider = LabelledSlider(min=-2, max=4, value=asked)
    assert slider.value == kept
    slider.value = 0
    slider.value = asked
    assert slider.value == kept


def test_whoever_watches_hears_of_a_move_once():
    slider = LabelledSlider(min=0, max=4)
    heard = []
    slider.observe(lambda change: heard.append(change["new"]), names="value")
    slider.value = 3
    slider.value = 3
    assert heard == [3]


def test_what_crosses_to_the_browser_is_words_and_numbers():
    state = LabelledSlider(description="Points:", tooltip="Points for a rule").get_state()
    for name in ("value", "min", "max", "description", "tooltip", "label_width", "labels"):
        assert name in state
    assert "label.append(words, range)" in state["_esm"]  # the words name the range
