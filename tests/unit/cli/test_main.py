"""The command's outer edge: one sentence and an exit code, never a traceback."""

import sys

import pytest

from aatulab.cli import main


@pytest.mark.parametrize(
    "place",
    [
        "file",  # something else is there already
        "file/below",
    ],
)
def test_a_place_that_cannot_be_written_is_named_with_the_next_step(
    tmp_path, monkeypatch, capsys, place
):
    (tmp_path / "file").touch()
    out = tmp_path / place
    monkeypatch.setattr(sys, "argv", ["aatulab", "workspace", "build", "--out", str(out)])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr().err
    assert ended.value.code == 3
    assert str(out) in said
    assert "can be written" in said
    assert "Traceback" not in said
