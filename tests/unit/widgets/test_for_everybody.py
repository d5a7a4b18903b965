"""What every widget owes to a reader with a keyboard or a screen reader, read from its source.

tests/browser sees it done in a real JupyterLab for some of them.
"""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from aatulab import widgets

SOURCES = sorted(Path(widgets.__file__).parent.glob("*.py"))
UNNAMED = {"IntSlider", "FloatSlider", "IntRangeSlider", "FloatRangeSlider", "SelectionSlider"}
CHOICES = {"Select", "SelectMultiple", "Dropdown", "Combobox"}
NEED_KEYS = CHOICES | {"RadioButtons", "ToggleButtons", "Button", "Checkbox"}

by_source = pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)


def calls(path):
    """Return each control that a module makes: its kind and the call."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        (node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id, node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name)
    ]


@pytest.mark.parametrize("name", widgets.__all__)
def test_every_widget_is_found_by_its_name(name):
    assert getattr(widgets, name).__name__ == name
    assert name in dir(widgets)


def test_a_widget_that_is_not_there_is_said():
    with pytest.raises(AttributeError, match="no attribute 'Widgte'"):
        _ = widgets.Widgte


def test_a_self_check_does_not_import_the_widgets_of_other_lessons():
    code = (
        "import sys; from aatulab.authoring.quiz.panel import self_check;"
        "print({'aatulab.research', 'aatulab.inspection.products', 'sklearn'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"


@by_source
def test_no_slider_is_without_a_name(path):
    unnamed = [kind for kind, _ in calls(path) if kind in UNNAMED]
    assert unnamed == [], "its handle has no name for a screen reader: take LabelledSlider"


@by_source
def test_every_list_has_a_label(path):
    for kind, call in calls(path):
        if kind in CHOICES:
            named = {word.arg for word in call.keywords}
            assert "description" in named, f"line {call.lineno}: give the {kind} a description"


@by_source
def test_controls_keep_the_keys_that_jupyterlab_would_take(path):
    kinds = {kind for kind, _ in calls(path)}
    assert not kinds & NEED_KEYS or "KeyKeeper" in kinds, "put a KeyKeeper() into its box"
