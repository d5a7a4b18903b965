"""Pictures of inspection show what they are given, and say it in words."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from aatulab.errors import InspectionError
from aatulab.inspection import plots


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
