"""The ladder says what is missing for a step, and when nothing is."""

from aatulab.widgets import SearchLadder


def test_step_is_open_when_everything_is_there():
    ladder = SearchLadder(done="x-ray", step="bag")
    assert ladder.missing == ["no ground is written down", "a second person is missing"]
    ladder.ask(ground="dark area in the image", two=True)
    assert "✔ It may be taken" in ladder.panel_html
    ladder.ask(step="pat-down")
    assert "✘ Not yet: bag comes first; the supervisor has not approved" in ladder.panel_html


def test_reader_without_a_kernel_sees_every_rung():
    html = SearchLadder()._repr_mimebundle_()["text/html"]
    assert html.count("<tr>") == 8
    assert "examination by a doctor" in html
