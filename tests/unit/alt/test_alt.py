"""Every figure of the lab has a text, and the text says what can be seen."""

from html.parser import HTMLParser

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from aatulab.alt import Picture, describe, let_speak, words_for
from aatulab.drawing import axes_for
from aatulab.errors import TargetingError
from aatulab.targeting.plots import bar_chart, found_curve, share_chart


@pytest.fixture(autouse=True)
def closed_figures():
    yield
    plt.close("all")


@pytest.fixture
def counts():
    return pd.Series([3, 1400, 12], index=["cash", "card", "voucher"])


@pytest.fixture
def shown(monkeypatch):
    """Return what a notebook would keep of a displayed figure, as a list."""
    kept = []
    monkeypatch.setattr("aatulab.alt.figure.display", lambda data, raw: kept.append(data))

    def show(figure):
        kept.clear()
        figure._ipython_display_()
        return list(kept)

    return show


def alt_of(html):
    """Return the alt of the only image, as a browser would read it."""
    found = []

    class Images(HTMLParser):
        def handle_starttag(self, tag, attrs):
            if tag == "img":
                found.append(dict(attrs)["alt"])

    Images().feed(html)
    (alt,) = found
    return alt


def test_bars_are_read_out_with_their_numbers(counts):
    words = words_for(bar_chart(counts, title="How they paid", xlabel="form").figure)
    assert words == (
        "How they paid. Across: form. Up: bookings. Bars: cash: 3; card: 1,400; voucher: 12."
    )


def test_lying_bars_are_read_from_above_and_shares_in_per_cent(counts):
    words = words_for(share_chart(counts / 2000, title="Shares").figure)
    assert "Bars: cash: 0.15 %; card: 70 %; voucher: 0.6 %." in words


def test_curves_tell_their_name_beginning_middle_and_end():
    illicit = pd.Series([True, False] * 10, index=[f"p{n}" for n in range(20)])
    axes = found_curve({"by points": list(illicit.index)}, illicit, share=0.1)
    words = words_for(axes.figure)
    assert "Line by points: 0 % at 0 %, 20 % at 20 %, 40 % at 40 %." in words
    assert "10% checked" in words


def test_a_long_figure_is_cut_off_at_a_word():
    axes = axes_for(None)
    for number in range(90):
        axes.plot([0, 1], [0, number], label=f"line number {number}")
    words = words_for(axes.figure)
    assert len(words) < 920
    assert words.endswith("… and more.")


def test_empty_figure_says_that_it_has_no_words():
    assert "without words" in words_for(plt.figure())


def test_notebook_gets_image_and_words_and_an_author_s_own_words_come_first(shown, counts):
    axes = bar_chart(counts, title="How they paid", xlabel="form")
    assert alt_of(shown(axes.figure)[0]["text/html"]).startswith("How they paid.")
    describe(axes, 'Most pay by "card" & few in cash.')
    (data,) = shown(axes.figure)
    assert data["text/plain"] == 'Most pay by "card" & few in cash.'
    assert alt_of(data["text/html"]) == data["text/plain"]
    assert data["image/png"] in data["text/html"]


def test_figure_without_axes_shows_nothing(shown):
    figure = plt.figure()
    let_speak(figure)
    assert shown(figure) == []


def test_a_text_that_says_nothing_is_refused():
    with pytest.raises(TargetingError, match="expected 3 words"):
        Picture(b"png", alt="plot")
    with pytest.raises(TargetingError, match="expected 3 words"):
        describe(axes_for(None), "a plot")


def test_picture_keeps_its_width_and_escapes_its_words():
    data = Picture(b"png", alt="a < b & c", width=400)._repr_mimebundle_()
    assert alt_of(data["text/html"]) == "a < b & c"
    assert 'width="400"' in data["text/html"]
