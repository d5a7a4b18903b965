"""start.py: what a person reads when something is missing, before anything is installed."""

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def start(tmp_path):
    """start.py as a module that believes it lives in an empty checkout."""
    for name in ("start.py", "requirements.lock", "requirements-test.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    spec = importlib.util.spec_from_file_location("start_under_test", tmp_path / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13), (3, 14, 0)])
def test_python_outside_the_supported_range_is_refused(start, monkeypatch, version):
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(start.CannotStartError, match=r"needs Python 3\.11 to 3\.13"):
        start.check_python()


def test_supported_python_is_accepted(start, monkeypatch):
    for minor in (11, 12, 13):
        monkeypatch.setattr(sys, "version_info", (3, minor, 0))
        start.check_python()


def test_start_py_is_readable_by_old_pythons():
    """Can Python 3.6 parse it, so that it can say that it is too old?"""
    import ast

    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_taken_port_is_named_with_the_next_step(start):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(start.CannotStartError, match=f"Port {port} is.*--port {port + 1}"):
            start.choose_port(port)


def test_taken_port_is_reported_before_anything_is_installed():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, str(ROOT / "start.py"), "--no-browser", "--port", port]
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=60, cwd="/", check=False
        )
    assert done.returncode == 3
    assert f"Port {port} is taken" in done.stderr
    assert "Traceback" not in done.stderr


def test_free_port_is_used_as_asked(start):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert start.choose_port(port) == port


def test_changed_lock_makes_the_installation_stale(start):
    start.VENV.mkdir()
    start.PYTHON.parent.mkdir(parents=True)
    start.PYTHON.touch()
    lock = start.ROOT / "requirements.lock"
    start.STAMP.write_text(start.wanted_stamp(lock), encoding="utf-8")
    assert start.is_installed(lock)
    lock.write_text(lock.read_text(encoding="utf-8") + "\n# changed", encoding="utf-8")
    assert not start.is_installed(lock)


def test_test_installation_also_serves_the_lab(start):
    start.PYTHON.parent.mkdir(parents=True)
    start.PYTHON.touch()
    start.STAMP.write_text(
        start.wanted_stamp(start.ROOT / "requirements-test.lock"), encoding="utf-8"
    )
    assert start.is_installed(start.ROOT / "requirements.lock")


def test_failed_install_shows_the_last_lines_and_the_log(start):
    start.VENV.mkdir()
    words = "print('Collecting one'); print('no matching distribution'); raise SystemExit(1)"
    with pytest.raises(start.CannotStartError) as caught:
        start.run_pip([sys.executable, "-c", words], 2)
    assert "no matching distribution" in str(caught.value)
    assert str(start.LOG) in str(caught.value)


def test_unwritable_checkout_is_explained(start, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(start.venv, "create", refuse)
    with pytest.raises(start.CannotStartError, match=r"(?s)No space left.*disk is not full"):
        start.make_venv()


def test_lab_settings_switch_the_news_prompt_off(start):
    import json

    settings = json.loads(start.LAB_SETTINGS)
    assert settings["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"


def test_children_get_the_courses_configuration_and_no_foreign_python_path(
    start, monkeypatch, tmp_path
):
    monkeypatch.setenv("PYTHONPATH", "/somewhere/else")
    environment = start.child_environment(tmp_path / "w")
    assert "PYTHONPATH" not in environment
    assert environment["JUPYTER_CONFIG_PATH"] == str(start.ROOT / "grading")
    assert environment["PATH"].split(os.pathsep)[0] == str(start.BIN)


def test_two_starts_at_once_make_things_one_after_the_other(start):
    script = "import sys, time; sys.path.insert(0, sys.argv[1]); import start\n"
    script += "with start.one_at_a_time(): print('in', flush=True); time.sleep(0.5); print('out')"
    command = [sys.executable, "-c", script, str(start.ROOT)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=30)[0].splitlines() for process in both]
    assert sorted(said) == [
        ["Another start.py is at work in this folder; waiting until it is done ...", "in", "out"],
        ["in", "out"],
    ]


def test_checkout_that_cannot_be_written_needs_no_turn(start, monkeypatch):
    monkeypatch.setattr(start, "LOCK", start.ROOT / "none" / ".start.lock")
    with start.one_at_a_time():
        assert not start.LOCK.exists()


@pytest.mark.parametrize(("code", "shown"), [(0, ""), (1, "Sandbox: not possible here")])
def test_machine_without_a_sandbox_is_said_and_does_not_stop_the_lab(
    start, monkeypatch, capsys, code, shown
):
    def doctor(command, **_options):
        return subprocess.CompletedProcess(command, code, stdout="Sandbox: not possible here\n")

    monkeypatch.setattr(start.subprocess, "run", doctor)
    start.say_whether_grading_is_possible({})
    assert capsys.readouterr().out.strip() == shown
