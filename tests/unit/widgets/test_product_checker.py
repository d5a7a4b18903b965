"""A text under the eyes of a careful colleague: marks come and go with the words."""

from aatulab.widgets import ProductChecker

DRAFT = "Bottom line: Ana Orn is obviously guilty.\nFact: She paid cash."


def test_marks_come_and_go_with_the_words():
    face = ProductChecker(DRAFT, ["Ana Orn"])
    whats = {finding.what for finding in face.findings}
    assert {"too big", "name", "no grade", "missing", "no word"} <= whats
    assert "<i>Ana Orn</i>" in face.panel_html
    face.text = DRAFT.replace("Ana Orn is obviously guilty", "It is likely that one sender paid")
    assert "<i>Ana Orn</i>" not in face.panel_html
    assert face.sentence().endswith("in 2 lines.")


def test_a_careful_text_gets_a_question_instead_of_praise():
    face = ProductChecker(
        "Bottom line: It is likely.\nAlternative: Other.\nGap: Post.\nDo: Ask first."
    )
    assert face.findings == []
    assert "Is it also true?" in face.panel_html


def test_what_is_typed_is_shown_as_text():
    face = ProductChecker("<b>Fact</b>")
    html = face._repr_mimebundle_()["text/html"]
    assert "<b>Fact</b>" not in html
    assert "&lt;b&gt;Fact" in html
    assert face._repr_mimebundle_()["text/plain"] == "5 marks in 1 lines."
