"""`aatulab workspace build` says what it did, and that a second call had nothing to do."""

from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from aatulab import content
from aatulab.authoring import workspace
from aatulab.cli.workspace import workspace_app

PAGE = "---\ntitle: A page\n---\n# {title}\n"


@pytest.fixture
def root(tmp_path, monkeypatch):
    root = tmp_path / "root"
    (root / "courses").mkdir(parents=True)
    (root / "datasets" / "cases").mkdir(parents=True)
    (root / "courses" / "welcome.md").write_text(PAGE.format(title="Hello"), encoding="utf-8")
    # in these two rooms alone: what other rooms import meanwhile must not keep it
    places = SimpleNamespace(datasets_dir=lambda: root / "datasets", __file__=content.__file__)
    monkeypatch.setattr(workspace, "content", places)
    return root


def build(root, out):
    result = CliRunner().invoke(
        workspace_app,
        ["build", "--root", str(root), "--out", str(out)],
        catch_exceptions=False,
        env={"TERM": "dumb"},  # as on a build server: 80 columns, and no path may be broken
    )
    assert result.exit_code == 0, result.output
    return result.output


def test_second_build_says_that_all_is_up_to_date(root, tmp_path):
    out = tmp_path / "ws"
    assert "Built 1 file" in build(root, out)
    assert "up to date" in build(root, out)
    assert (out / "welcome.ipynb").is_file()


def test_copy_of_a_changed_notebook_is_named(root, tmp_path):
    out = tmp_path / "ws"
    build(root, out)
    page = out / "welcome.ipynb"
    page.write_text(page.read_text(encoding="utf-8").replace("# Hello", "# Mine"))
    (root / "courses" / "welcome.md").write_text(PAGE.format(title="News"), encoding="utf-8")
    assert "welcome-mine-1.ipynb" in build(root, out)
