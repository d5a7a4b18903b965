"""Pictures of inspection show what they are given, and say it in words."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from aatulab.errors import InspectionError
from aatulab.inspection import plots


def said(ax):
    """Return the text that the figure carries."""
    return ax.figure._ipython_display_.args[1]


@pytest.fixture(autouse=True)
def closed_figures():
    with mpl.rc_context({"backend": "agg"}):
        yield
        plt.close("all")


def test_custody_chart_marks_the_questions_and_names_the_seals():
    way = pd.DataFrame(
        {"entry": [1, 2, 3], "act": ["taken", "seal applied", "handed over"],
         "holder": ["A", "A", "B"], "seal": ["", "S 1", "S 1"], "question": ["", "", "who?"]}
    )  # fmt: skip
    ax = plots.custody_chart(way)
    crosses = [line for line in ax.lines if line.get_marker() == "X"]
    assert [list(line.get_xdata()) for line in crosses] == [[2]]
    assert [text.get_text() for text in ax.texts] == ["open", "S 1"]
    with pytest.raises(InspectionError, match="no column 'seal'"):
        plots.custody_chart(way.drop(columns="seal"))


def test_sampling_chart_draws_a_line_a_claim_and_writes_where_it_ends():
    needed = pd.DataFrame({"for 90 %": [8, 23], "for 50 %": [3, 5]}, index=[10, 100])
    ax = plots.sampling_chart(needed)
    assert [list(line.get_ydata()) for line in ax.lines] == [[8, 23], [3, 5]]
    assert [text.get_text().strip() for text in ax.texts] == ["23", "5"]


def test_data_page_shows_every_character_of_the_zone_and_says_it_in_words():
    page = pd.Series(
        {"surname": "Eriksson", "given_names": "Anna", "document_number": "L898902C3",
         "nationality": "UTO", "born_on": pd.Timestamp("1974-08-12"), "sex": "F",
         "issued_on": pd.Timestamp("2002-04-15"), "signed_on": pd.Timestamp("2002-04-15"),
         "expires_on": pd.Timestamp("2012-04-15"), "mrz_1": "P" + "<" * 43, "mrz_2": "L" + "<" * 43}
    )  # fmt: skip
    ax = plots.data_page(page, mark="born_on")
    written = [text.get_text() for text in ax.texts]
    assert sum(len(text) == 1 for text in written) >= 88
    assert "12 Aug 1974" in written
    framed = [patch for patch in ax.patches if patch.get_linewidth() == 2]
    assert len(framed) == 2  # on the page and in the zone


def test_density_chart_marks_who_is_outside_and_says_it_in_words():
    shed = pd.DataFrame(
        {"unit": ["U1", "U2"], "goods": ["WOOD", "WOOD"], "length_cm": [10, 10],
         "width_cm": [10, 10], "height_cm": [10, 10], "pieces_arrived": [1, 1],
         "arrived_kg": [0.4, 1.1]}
    )  # fmt: skip
    packed = pd.DataFrame({"goods": ["WOOD"], "solid": [0.8], "least": [0.2], "most": [0.55]})
    ax = plots.density_chart(shed, packed, title="t")
    marked = [line for line in ax.lines if line.get_marker() == "^"]
    assert [list(line.get_xdata()) for line in marked] == [[1.1]]
    words = said(ax)
    assert "1 of 2 units lie in the band" in words
    assert "U2, wood, 1.10 kg a litre: impossible" in words


def test_effort_chart_adds_up_and_says_what_is_reached_in_time():
    table = pd.DataFrame({"chance": [0.5, 0.25], "minutes": [10, 20]})
    ax = plots.effort_chart({"a": table, "b": table[::-1]}, minutes=20)
    assert [list(line.get_ydata()) for line in ax.lines[:2]] == [[0, 0.5, 0.75], [0, 0.25, 0.75]]
    assert "a: 0.6; b: 0.2" in said(ax)
    with pytest.raises(InspectionError, match="found none"):
        plots.effort_chart({})
