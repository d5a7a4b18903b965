from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from aatulab.codes.messages.pnrgov import Service
from aatulab.codes.messages.pnrgov.docs import BookedDocument, read_docs, write_docs

MADE = date(2026, 3, 10)
words = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=12)


@given(
    st.builds(
        BookedDocument,
        kind=st.just("P"),
        issuing_state=st.just("UTO"),
        number=words,
        nationality=st.just("PRT"),
        birth_date=st.none() | st.dates(date(1930, 1, 1), date(2026, 12, 31)),
        sex=st.sampled_from("FM"),
        expires_on=st.none() | st.dates(date(1990, 1, 1), date(2070, 1, 1)),
        surname=words,
        given_names=words,
    )
)
def test_a_document_comes_back_as_written(document):
    assert read_docs(write_docs(document, "0Q"), MADE) == document


def test_another_service_or_a_short_text_is_no_document():
    assert read_docs(Service("OTHS", text="/P/UTO/1/2/3/4/5/6/7"), MADE) is None
    assert read_docs(Service("DOCS", text="/P/UTO"), MADE) is None


def test_a_day_that_is_none_is_missing():
    text = "/P/UTO/U2/BGR/31FEB93/F/11XXX33/WIRVELALT/TALOLETH"
    found = read_docs(Service("DOCS", text=text), MADE)
    assert (found.birth_date, found.expires_on) == (None, None)
