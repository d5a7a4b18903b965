"""What a new user sees: the lab opens, the lesson runs, the widget answers, the tools are there."""

import json
import os
import re
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
LESSON = "courses/targeting/from-passenger-list-to-selection.ipynb"
EXERCISE = "exercises/targeting-1/targeting-1.ipynb"
PICTURE = ROOT / "courses" / "pictures" / "lab.png"

pytestmark = pytest.mark.browser


def save_and_read(page, lab, path):
    """Save by keyboard and return the notebook as it now lies on disk."""
    file = lab.workspace / path
    before = file.read_bytes()
    for _ in range(100):
        page.keyboard.press("Control+s")
        page.wait_for_timeout(300)
        if file.read_bytes() != before:
            notebook = nbformat.reads(file.read_text(encoding="utf-8"), as_version=4)
            code = [c for c in notebook.cells if c.cell_type == "code" and c.source.strip()]
            if all(c.execution_count for c in code):
                return notebook
    pytest.fail(f"{path}: not every cell was run and saved within 30 s")


def errors_of(notebook):
    return [
        f"{output.ename}: {output.evalue}"
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if output.output_type == "error"
    ]


def test_lab_opens_on_the_welcome_page_without_a_question(page, lab):
    page.goto(f"{lab.base}/lab?token={lab.token}")
    page.goto(lab.url("/lab/tree/welcome.ipynb"))
    page.wait_for_selector(".jp-NotebookPanel h1")
    heading = page.inner_text(".jp-NotebookPanel h1")
    assert "AATU Lab" in heading
    page.wait_for_timeout(3000)  # the news prompt would come up about now
    assert page.locator(".jp-toast-message, .Toastify__toast").count() == 0
    assert page.locator(".jp-Dialog").count() == 0


@pytest.mark.parametrize("name", ["welcome.ipynb", "welcome.fr.ipynb"])
def test_every_link_of_the_welcome_page_leads_somewhere(lab, name):
    notebook = nbformat.read(lab.workspace / name, as_version=4)
    text = "\n".join(c.source for c in notebook.cells if c.cell_type == "markdown")
    targets = [t for t in re.findall(r"\]\(([^)#\s]+)\)", text) if "://" not in t]
    assert targets
    assert [t for t in targets if not (lab.workspace / t).exists()] == []


def test_lesson_runs_from_top_to_bottom_and_its_widget_answers(page, lab, desk):
    desk.open(LESSON)
    desk.run_all()
    notebook = save_and_read(page, lab, LESSON)
    assert errors_of(notebook) == []
    widget = desk.show(".aatu-threshold")
    before = widget.inner_text()
    widget.get_by_role("slider").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(widget).not_to_have_text(before, use_inner_text=True)


def test_exercise_gives_a_hint_before_anything_is_answered(page, lab, desk):
    desk.open(EXERCISE)
    desk.run_all()
    notebook = save_and_read(page, lab, EXERCISE)
    assert errors_of(notebook) == []
    checks = [c for c in notebook.cells if c.source.startswith("check(")]
    assert len(checks) == 5  # the sixth question is read by a person
    for cell in checks:
        assert "not answered" in json.dumps(cell.outputs).lower()


def test_formgrader_opens_without_a_warning(page, lab):
    page.goto(lab.url("/formgrader"))
    page.wait_for_load_state("networkidle")
    text = page.inner_text("body")
    assert "targeting-1" in text
    assert "warning" not in text.lower()
    assert page.locator(".alert-warning, .alert-danger, .alert-error").count() == 0


def test_picture_of_the_lab_for_the_readme(page, desk, tmp_path):
    """Is there something to see?  With AATULAB_UPDATE_PICTURE=1 the README's picture is renewed."""
    desk.open(LESSON)
    desk.run_all()
    picture = PICTURE if os.environ.get("AATULAB_UPDATE_PICTURE") else tmp_path / "lab.png"
    desk.show(".aatu-threshold")
    picture.parent.mkdir(exist_ok=True)
    page.screenshot(path=picture)
    assert picture.stat().st_size > 50_000
