"""The debrief rebuilds the timeline, sets it beside the truth, and draws it."""

import json

import matplotlib.pyplot as plt
import nbformat
import pytest

from aatulab.errors import JointError
from aatulab.joint import debrief


@pytest.fixture
def played(make_session, tmp_path):
    session = make_session(others="full", log=tmp_path / "log.jsonl")
    session.advance(session.scenario.end_s)
    return session


def test_tables_tell_what_was_and_what_was_done(played):
    truth = debrief.truth_table(played)
    assert len(truth) == len(played.scenario.cast)
    assert truth.loc["The traveller with one case", "done"].startswith("arrest by police:AMS at")
    needs = debrief.needs_table(played)
    assert len(needs) == sum(len(fact.needed_by) for fact in played.scenario.facts.values())
    assert (needs["arrived_min"] >= needs["since_min"]).all()
    pairs = debrief.pairs_table(played)
    assert pairs.to_numpy().sum() == len(needs)
    line = debrief.timeline(played)
    assert line["s"].is_monotonic_increasing
    assert set(line["what"]) >= {"landed", "learned", "done", "act"}
    assert set(debrief.score_table(played)["part"]) >= {"outcome", "process", "cooperation"}


def test_pictures_carry_their_text(played, make_session):
    quiet = make_session(others="none")
    quiet.advance(quiet.scenario.end_s)
    for session in (played, quiet):
        for draw in (debrief.timeline_chart, debrief.flow_chart, debrief.score_chart):
            figure = draw(session).figure
            words = figure._ipython_display_.args[1]
            assert len(words.split()) > 8
    assert "never" not in words
    plt.close("all")


def test_notebook_plays_its_log_again(played, tmp_path, monkeypatch):
    out = debrief.write_debrief(tmp_path / "log.jsonl", tmp_path / "debrief.ipynb")
    assert (tmp_path / "debrief.jsonl").read_bytes() == (tmp_path / "log.jsonl").read_bytes()
    notebook = nbformat.read(out, as_version=4)
    nbformat.validate(notebook)
    text = "".join(cell.source for cell in notebook.cells)
    assert "$" not in text
    assert played.scenario.twist.split(":")[0] in text
    monkeypatch.chdir(tmp_path)
    names = {"print": lambda *_args: None}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            exec(cell.source, names)
    plt.close("all")
    assert names["session"].log.lines() == played.log.lines()
    first = out.read_bytes()
    assert debrief.write_debrief(tmp_path / "log.jsonl", out).read_bytes() == first
    json.loads(first)


def test_debrief_of_a_changed_log_is_refused(played, tmp_path):
    path = tmp_path / "log.jsonl"
    path.write_text(path.read_text().replace("late-booking", "late-bookinG", 1))
    with pytest.raises(JointError, match="the log was changed"):
        debrief.write_debrief(path, tmp_path / "debrief.ipynb")
    assert not (tmp_path / "debrief.ipynb").exists()
    with pytest.raises(JointError, match=r"ends with \.ipynb"):
        debrief.write_debrief(path, tmp_path / "debrief.html")


def test_what_was_known_where_and_what_was_missed_in_words(played, make_session):
    known = debrief.known_table(played)
    assert known["known_at"].is_monotonic_increasing
    assert len(known) == sum(len(played.play.knowledge.of(role)) for role in played.play.roles)
    first = debrief.first_known(played)
    assert (first.min(axis=1) == known.groupby("fact")["known_at"].min()[first.index]).all()
    assert debrief.missed_table(played).empty
    quiet = make_session(others="none")
    quiet.advance(quiet.scenario.end_s)
    missed = debrief.missed_table(quiet)
    assert set(missed["arrived"]) == {"never"}
    assert missed["says"].str.len().min() > 20
    lost = debrief.lost_points(quiet)
    assert (lost["lost"] > 0).all()
    assert set(lost["part"]) >= {"outcome", "cooperation"}
    acts = debrief.acts_table(played)
    assert acts["words"].str.startswith(("hold", "release", "arrest", "seize")).any()
    assert "The traveller with one case" in set(acts["whom"])


def test_chart_of_what_was_known_where_says_it_and_refuses_an_unknown_fact(played):
    words = debrief.known_chart(played, ["late-booking"]).figure._ipython_display_.args[1]
    assert "late-booking: AMS 05:" in words
    with pytest.raises(JointError, match="facts: found 'early-booking', expected some of"):
        debrief.known_chart(played, ["early-booking"])
    plt.close("all")
