"""The bench asks first and tells afterwards, and counts what was right."""

from datetime import date

import pandas as pd
import pytest

from aatulab.widgets import DocumentBench

PAGE = {
    "surname": "Eriksson", "given_names": "Anna Maria", "document_number": "L898902C3",
    "nationality": "UTO", "sex": "F", "said_age": 36,
    "mrz_1": "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "mrz_2": "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    "born_on": pd.Timestamp("1974-08-12"), "issued_on": pd.Timestamp("2002-04-15"),
    "signed_on": pd.Timestamp("2002-04-15"), "expires_on": pd.Timestamp("2012-04-15"),
}  # fmt: skip


@pytest.fixture
def bench():
    pages = pd.DataFrame([{"page": "P1", **PAGE}, {"page": "P2", **PAGE, "surname": "Erikson"}])
    stamps = pd.DataFrame(columns=["page", "on", "airport", "way"])
    reports = pd.DataFrame(
        [{"document_type": "I", "document_number": "L898902C3", "reason": "lost",
          "reported_on": pd.Timestamp("2010-01-01")}]
    )  # fmt: skip
    return DocumentBench(pages, stamps, reports, date(2011, 6, 1))


def test_nothing_is_told_before_a_verdict(bench):
    assert "The check says" not in bench.panel_html
    assert "I, lost, 01 Jan 2010" in bench.panel_html  # to be read, and not to be taken for a hit


def test_right_and_wrong_verdicts_are_told_and_counted(bench):
    bench.verdict = "it was reported"
    assert "✘ Look again" in bench.panel_html
    bench.verdict = "nothing that asks for more"
    assert "✔ So it is" in bench.panel_html
    bench.page = "P2"
    assert "The check says" not in bench.panel_html
    bench.verdict = "page and zone differ"
    assert "2 of 2 right" in bench.panel_html
    assert bench.answered == {"P1": True, "P2": True}


def test_reader_without_a_kernel_sees_page_and_answer(bench):
    bench.page = "P2"
    html = bench._repr_mimebundle_()["text/html"]
    assert "L898902C36UTO" in html
    assert "zone: surname: the page says ERIKSON" in html
