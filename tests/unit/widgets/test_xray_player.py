"""Viewer and session: nothing of the truth before the decision, nothing lost, never blank."""

import json
import re
import zlib
from pathlib import Path

import numpy as np
import pytest

from aatulab.errors import InspectionError
from aatulab.inspection.xray.imaging.image import develop
from aatulab.inspection.xray.models.library import read_library
from aatulab.inspection.xray.packing.order import Order
from aatulab.inspection.xray.packing.pack import pack
from aatulab.inspection.xray.training.trials import Decision
from aatulab.widgets.xray import XraySession, XrayViewer, canvas, what_is_due
from aatulab.widgets.xray.pictures import DEPTH_STEPS, encoded, lit_up, optics

FOLDER = Path(canvas.__file__).parent
SCENE = pack(Order(bag="parcel", threat="cast-bars"), 7)


@pytest.fixture(scope="module")
def image():
    return develop(SCENE)


@pytest.fixture
def viewer(image):
    return XrayViewer(image, title="A parcel")


@pytest.fixture
def keep(tmp_path):
    return tmp_path / "answers.jsonl"


def drill(keep, **more):
    return XraySession("drill", **{"seed": 4, "images": 10, "keep": keep, **more})


def send(widget, do, **decision):
    """Send what the browser would send."""
    content = {"do": do}
    if decision:
        whole = {"verdict": "clear", "seconds": 2.0, "mark": None, "category": None}
        content["decision"] = {**whole, "confidence": None, **decision}
    widget._receive(widget, content, [])


def middle_of(image):
    view = next(view for view in image.views if view.box)
    box = view.box
    place = {"column": (box.left + box.right) / 2, "row": (box.top + box.bottom) / 2}
    return {"view": view.name, **place}


def words_of(state):
    """Return all text of a state as it crosses to the browser, without pixels and code."""
    state = {name: held for name, held in state.items() if name not in {"_esm", "_css"}}
    return json.dumps(state, default=lambda held: f"{len(held)} bytes").lower()


def secrets_of(sitting):
    scene, trial = sitting.image.scene, sitting._trial
    names = {thing.model.name for thing in scene.things}
    names |= {thing.model.title.lower() for thing in scene.things}
    return names | {str(trial.seed), scene.bag, "shows_threat", "mask", "cue"}


def test_nothing_of_the_truth_crosses_before_the_decision(keep):
    session = drill(keep)
    sitting = session._sitting
    for _ in range(10):
        session.go_on()
        state = words_of(session.get_state())
        shown = words_of({"html": re.sub(r"base64,[^\"]*", "", session.static_html())})
        assert [word for word in secrets_of(sitting) if word in state or word in shown] == []
        assert session.feedback == {}
        image = sitting.image
        if image.has_threat:
            send(session, "decide", trial=session.kept, verdict="search", mark=middle_of(image))
            assert image.scene.threat.model.title.lower() in words_of(session.feedback)
        else:
            send(session, "decide", trial=session.kept)


def test_pictures_with_and_without_an_object_cross_alike(image):
    harmless = develop(SCENE, without_threat=True)
    with_it, without = (words_of(shape_of(encoded(one, 3))) for one in (image, harmless))
    assert with_it == without
    assert lit_up(harmless) == {}
    assert set(lit_up(image)) == {"top", "side"}


def shape_of(content):
    return {**content, "views": [{**view, "data": ""} for view in content["views"]]}


def test_the_browser_can_make_the_usual_picture_from_what_it_gets(image):
    sent = optics()
    palette = np.frombuffer(sent["palette"], np.uint8).reshape(sent["hues"], 256, 4)
    for view, content in zip(image.views, encoded(image, 0)["views"], strict=True):
        rows, columns = content["rows"], content["columns"]
        data = zlib.decompress(content["data"])
        depth = np.frombuffer(data, "<u2", rows * columns).reshape(rows, columns)
        hue = np.frombuffer(data, np.uint8, offset=2 * rows * columns).reshape(rows, columns)
        tone = np.round(255 * np.exp(-sent["tone"] * depth / DEPTH_STEPS)).astype(int)
        off = np.abs(palette[hue, tone, :3].astype(int) - view.colour)
        assert (off > 3).mean() < 1e-4  # where hardly anything gets through, one tone is more
        assert off.mean() < 0.1


def test_the_mask_that_lights_up_is_the_truth(image):
    for view in image.views:
        mask = np.frombuffer(zlib.decompress(lit_up(image)[view.name]["mask"]), np.uint8)
        assert (mask.reshape(view.mask.shape) == view.mask).all()


def test_a_viewer_tells_after_the_decision_and_only_once(viewer, image):
    assert viewer.stage == "show"
    assert viewer.decision is None
    send(viewer, "decide", trial=0, verdict="search", mark=middle_of(image), category="gold")
    assert viewer.stage == "feedback"
    assert viewer.feedback["title"] == "Found"
    assert "Cast gold bars" in viewer.feedback["text"]
    assert viewer.decision.category == "gold"
    with pytest.raises(InspectionError, match="this image is decided"):
        viewer.decide(Decision(0, "clear", 1.0))


def test_a_wrong_name_is_put_right(viewer, image):
    send(viewer, "decide", trial=0, verdict="search", mark=middle_of(image), category="pellets")
    assert "You took it for: pellets." in viewer.feedback["text"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"mark": {"view": "top", "column": 900, "row": 300}}, "inside the picture of 800 x 600"),
        ({"mark": {"view": "back", "column": 9, "row": 9}}, "'back'"),
        ({"mark": [1, 2]}, r"mark: found \[1, 2\]"),
        ({"seconds": "long"}, "seconds: found 'long'"),
        ({"verdict": "perhaps"}, "verdict: found 'perhaps'"),
        ({"surprise": 1}, "unknown keys"),
    ],
)
def test_what_cannot_be_is_said_in_the_viewer_and_the_image_stays(keep, wrong, says):
    session = drill(keep)
    send(session, "start")
    send(session, "decide", **{"trial": 0, "verdict": "search", **wrong})
    assert re.search(says, session.notice["text"])
    assert session.notice["refused"] == 0
    assert (session.stage, session.kept) == ("show", 0)
    assert len(keep.read_bytes().splitlines()) == 1


@pytest.mark.parametrize("content", [None, [], {}, {"do": "dance"}, {"do": "decide"}])
def test_messages_that_nobody_sends_change_nothing(keep, content):
    session = drill(keep)
    session.go_on()
    session._receive(session, content, [])
    assert (session.stage, session.kept) == ("show", 0)


def test_an_answer_that_is_sent_twice_is_kept_once(keep):
    session = drill(keep)
    send(session, "start")
    for _ in range(2):
        send(session, "decide", trial=0)
    assert (session.stage, session.kept) == ("feedback", 1)
    assert len(keep.read_bytes().splitlines()) == 2


def test_a_full_disk_is_said_and_the_image_stays(keep, monkeypatch):
    session = drill(keep)
    send(session, "start")

    def fail(_file):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    send(session, "decide", trial=0)
    assert "No space left" in session.notice["text"]
    assert (session.stage, session.kept) == ("show", 0)


def test_a_new_session_goes_on_after_the_answers_that_are_kept(keep):
    first = drill(keep)
    send(first, "start")
    send(first, "decide", trial=0)
    send(first, "next")
    send(first, "decide", trial=1)
    second = drill(keep)
    assert "2 answers so far were kept" in second.instructions
    send(second, "start")
    assert (second.picture["number"], second.progress) == (2, [2, 10])
    assert second.session == first.session
    assert drill(keep.with_name("other.jsonl")).session != second.session


def test_a_queue_goes_on_by_itself_after_a_harmless_bag_and_a_test_after_all(keep, tmp_path):
    queue = XraySession("queue", seed=2, images=50, keep=keep)
    send(queue, "start")
    assert not queue._sitting.image.has_threat
    send(queue, "decide", trial=0)
    assert (queue.stage, queue.picture["number"]) == ("show", 1)
    mark = {"view": "top", "column": 400, "row": 300}
    send(queue, "decide", trial=1, verdict="search", mark=mark)
    assert queue.feedback["title"] == "False alarm"
    test = XraySession("test", seed=2, keep=tmp_path / "test.jsonl")
    send(test, "start")
    send(test, "decide", trial=0, verdict="search", mark=mark)
    assert (test.stage, test.picture["number"], test.feedback) == ("show", 1, {})


def test_the_end_shows_scores_and_says_that_ten_images_rank_nobody(keep):
    session = drill(keep)
    for number in range(10):
        session.go_on()
        image = session._sitting.image
        if image.has_threat:
            send(
                session,
                "decide",
                trial=number,
                verdict="search",
                mark=middle_of(image),
                category="gold",
                confidence=1.0,
            )
        else:
            send(session, "decide", trial=number)
    send(session, "next")
    assert session.stage == "end"
    page = session.scores
    score = dict(re.findall(r'data-score="([a-z-]+)"[^>]*>([^<]+)<', page))
    assert (score["hits"], score["false-alarms"]) == ("4 of 4", "0 of 6")
    assert score["localised"] == "100 %"
    assert score["seconds"] == "2.0 s"
    assert re.fullmatch(r"[0-4] of 4", score["named"])
    assert "too short to rank people" in page
    assert session.static_html().endswith(page)
    again = drill(keep)
    assert (again.stage, again.scores) == ("end", page)


def test_it_is_never_blank_and_every_picture_has_words(viewer, keep, image):
    session = drill(keep)
    shown = [viewer.static_html(), session.static_html()]
    session.go_on()
    shown.append(session.static_html())
    send(viewer, "decide", trial=0, verdict="search", mark=middle_of(image))
    shown.append(viewer.static_html())
    for html in shown:
        assert len(re.sub(r"<[^>]+>", "", html).strip()) > 20
        for picture in re.findall(r"<img[^>]*>", html):
            assert len(re.search(r'alt="([^"]*)"', picture)[1]) > 30
    assert all("<img" in html for html in shown)
    assert "the session itself is played in JupyterLab" in shown[1]
    assert "Cast gold bars" in shown[-1]
    assert "gold" not in shown[0].lower().split("base64")[0]


def test_the_bundle_carries_widget_page_and_words(viewer):
    bundle, _ = viewer._repr_mimebundle_()
    assert {"text/html", "text/plain", "application/vnd.jupyter.widget-view+json"} <= set(bundle)
    assert bundle["text/plain"].startswith("A parcel: top and side view")


def test_the_viewer_fetches_nothing():
    code = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js"))
    style = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.css"))
    assert "export default" in code
    for word in ("http:", "https:", "import ", "fetch(", "XMLHttpRequest", "eval("):
        assert word not in code, word
    assert "url(" not in style


def test_the_categories_are_those_of_the_library(viewer):
    library = read_library()
    assert [one["name"] for one in viewer.categories] == list(library.threat_categories())


def play_all(session):
    """Find every object and clear everything else."""
    for number in range(session._sitting.images):
        session.go_on()
        image = session._sitting.image
        if image.has_threat:
            send(session, "decide", trial=number, verdict="search", mark=middle_of(image))
        else:
            send(session, "decide", trial=number)


def test_what_was_met_in_a_drill_is_due_later_and_a_review_shows_it(tmp_path):
    first, second = tmp_path / "monday.jsonl", tmp_path / "wednesday.jsonl"
    play_all(drill(first, images=5, day="2026-11-02"))
    early, due = (what_is_due([first], day) for day in ("2026-11-03", "2026-11-04"))
    assert str(early).startswith("0 of the 2 objects that you have met are due on 2026-11-03.")
    assert str(due).startswith("2 of the 2 objects that you have met are due on 2026-11-04.")
    page = due._repr_html_()
    assert page.count('scope="row"') == len(due.rows()) > 0
    assert all(row[2:] == (row[1], "today") for row in due.rows())

    review = XraySession("review", seed=3, keep=second, day="2026-11-04", earlier=[first])
    assert "2 objects were due on 2026-11-04" in review.instructions
    shown = {one.trial.order.threat for one in drill(first, images=5).result.outcomes} - {None}
    send(review, "start")
    send(review, "decide", trial=0)
    assert review.stage == "feedback"  # at once, as in a drill
    again = XraySession("review", seed=3, keep=second, earlier=[first])
    assert again.kept == 1
    play_rest(again)
    assert {one.trial.order.threat for one in again.result.outcomes} - {None} == shown
    assert str(what_is_due([first, second], "2026-11-04")).startswith(("0 of the 2", "1 of the 2"))


def play_rest(session):
    while (number := session._sitting.number) is not None:
        send(session, "decide", trial=number)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"day": "tomorrow"}, "day: found 'tomorrow', expected year, month and day"),
        ({"kind": "review", "images": None}, "review: day: found none"),
        ({"kind": "review", "images": None, "day": "2026-11-02"}, "read a drill first"),
        ({"earlier": ["monday.jsonl"]}, "earlier: found 1 files for a drill"),
    ],
)
def test_a_session_of_no_day_or_of_nothing_due_is_refused_and_keeps_nothing(keep, wrong, says):
    with pytest.raises(InspectionError, match=says):
        XraySession(**{"kind": "drill", "seed": 4, "images": 10, "keep": keep, **wrong})
    assert not keep.exists()
