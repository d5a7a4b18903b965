"""The workspace: fresh by content, whole or not at all, and a trainee's work is never lost."""

import json
from types import SimpleNamespace

import nbformat
import pytest

from aatulab import content
from aatulab.authoring import workspace
from aatulab.authoring.workspace import build_workspace
from aatulab.errors import AatuLabError, ContentError

PAGE = "---\ntitle: A page\n---\n# {title}\n\n```{{code-cell}}\n1 + 1\n```\n"
LESSON = "courses/targeting/one.ipynb"


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A tiny checkout: a welcome page, a lesson, a picture, instructor's notes; no case."""
    root = tmp_path / "root"
    (root / "courses" / "targeting").mkdir(parents=True)
    (root / "exercises").mkdir()
    (root / "datasets" / "cases").mkdir(parents=True)
    (root / "courses" / "welcome.md").write_text(PAGE.format(title="Welcome"), encoding="utf-8")
    (root / "courses" / "targeting" / "one.md").write_text(PAGE.format(title="One"))
    (root / "courses" / "targeting" / "one.notes.md").write_text(PAGE.format(title="Notes"))
    (root / "courses" / "targeting" / "map.png").write_bytes(b"png")
    # in these two rooms alone: what other rooms import meanwhile must not keep it
    places = SimpleNamespace(datasets_dir=lambda: root / "datasets", __file__=content.__file__)
    monkeypatch.setattr(workspace, "content", places)
    return root


@pytest.fixture
def out(tmp_path):
    return tmp_path / "workspace"


def change_lesson(root, title="Another"):
    (root / "courses" / "targeting" / "one.md").write_text(PAGE.format(title=title))


def edit(path, *, source=None, output=False):
    notebook = nbformat.read(path, as_version=4)
    if source:
        notebook.cells[1].source = source
    if output:
        notebook.cells[1].execution_count = 1
        notebook.cells[1].outputs = [nbformat.v4.new_output("stream", text="2")]
    nbformat.write(notebook, path)
    return path.read_bytes()


def names(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_workspace_mirrors_the_courses_and_leaves_out_the_notes(root, out):
    built = build_workspace(root, out)
    assert names(out) == [
        ".aatulab-workspace.json",
        "courses/targeting/map.png",
        LESSON,
        "welcome.ipynb",
    ]
    assert not built.fresh


def test_second_build_does_nothing(root, out):
    build_workspace(root, out)
    before = {name: (out / name).stat().st_mtime_ns for name in names(out)}
    assert build_workspace(root, out).fresh
    assert {name: (out / name).stat().st_mtime_ns for name in names(out)} == before


def test_changed_source_is_built_again(root, out):
    build_workspace(root, out)
    change_lesson(root)
    built = build_workspace(root, out)
    assert [path.name for path in built.written] == ["one.ipynb"]
    assert "# Another" in nbformat.read(out / LESSON, as_version=4).cells[0].source


def test_deleted_notebook_comes_back(root, out):
    build_workspace(root, out)
    (out / LESSON).unlink()
    build_workspace(root, out)
    assert (out / LESSON).is_file()


def test_work_of_a_trainee_is_put_aside_not_overwritten(root, out):
    build_workspace(root, out)
    mine = edit(out / LESSON, source="my answer")
    change_lesson(root)
    built = build_workspace(root, out)
    assert [path.name for path in built.kept] == ["one-mine-1.ipynb"]
    assert (out / "courses/targeting/one-mine-1.ipynb").read_bytes() == mine
    change_lesson(root, "A third")
    edit(out / LESSON, source="again")
    assert [p.name for p in build_workspace(root, out).kept] == ["one-mine-2.ipynb"]


def test_work_of_a_trainee_stays_when_its_source_does_not_change(root, out):
    build_workspace(root, out)
    mine = edit(out / LESSON, source="my answer")
    (root / "courses" / "welcome.md").write_text(PAGE.format(title="Hello"), encoding="utf-8")
    build_workspace(root, out)
    assert (out / LESSON).read_bytes() == mine


def test_outputs_of_a_run_are_no_reason_to_keep_a_copy(root, out):
    build_workspace(root, out)
    edit(out / LESSON, output=True)
    change_lesson(root)
    assert build_workspace(root, out).kept == ()


def test_page_that_is_gone_leaves_the_workspace_unless_it_was_changed(root, out):
    build_workspace(root, out)
    (root / "courses" / "targeting" / "map.png").unlink()
    (root / "courses" / "targeting" / "one.md").unlink()
    edit(out / LESSON, source="mine")
    build_workspace(root, out)
    assert not (out / "courses/targeting/map.png").exists()
    assert (out / LESSON).exists()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"sources": 1}', '{"sources":"","cells":1}'])
def test_damaged_record_of_the_last_build_means_building_anew(root, out, content):
    build_workspace(root, out)
    (out / ".aatulab-workspace.json").write_text(content)
    assert not build_workspace(root, out).fresh
    assert json.loads((out / ".aatulab-workspace.json").read_text())["sources"]


def test_broken_source_leaves_the_workspace_as_it_was(root, out):
    build_workspace(root, out)
    before = {name: (out / name).read_bytes() for name in names(out)}
    (root / "courses" / "targeting" / "one.md").write_text("no front matter")
    with pytest.raises(AatuLabError, match=r"one\.md"):
        build_workspace(root, out)
    assert {name: (out / name).read_bytes() for name in names(out)} == before


def test_folder_that_is_no_checkout_is_named(tmp_path):
    with pytest.raises(ContentError, match="there is no folder courses/"):
        build_workspace(tmp_path, tmp_path / "out")
