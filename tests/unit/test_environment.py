"""The three lists of what the project needs agree: pyproject.toml, environment.yml, the locks."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]


def declared(*extras):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = list(project["dependencies"])
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    return {canonicalize_name(r.name): r for r in map(Requirement, lines)}


def conda_requirements():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    plain = [d for d in environment["dependencies"] if isinstance(d, str)]
    (pip,) = (d["pip"] for d in environment["dependencies"] if isinstance(d, dict))
    lines = [line for line in plain + pip if line != "pip" and not line.startswith("-")]
    return {canonicalize_name(r.name): r for r in map(Requirement, lines)}


def locked(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    found = {}
    for package, version in re.findall(r"^([\w.-]+)==([\w.+!]+)", text, re.MULTILINE):
        found.setdefault(canonicalize_name(package), set()).add(version)
    return found


def test_environment_yml_asks_for_what_pyproject_asks_for():
    conda = conda_requirements()
    python = conda.pop("python")
    wanted = declared()
    assert {n: str(r.specifier) for n, r in conda.items()} == {
        n: str(r.specifier) for n, r in wanted.items()
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert str(python.specifier) == str(Requirement(f"x{project['requires-python']}").specifier)


@pytest.mark.parametrize(
    ("lock", "extras"),
    [("requirements.lock", ["checkout"]), ("requirements-test.lock", ["checkout", "test"])],
)
def test_lock_holds_every_declared_package_in_its_range(lock, extras):
    versions = locked(lock)
    for name, requirement in declared(*extras).items():
        assert name in versions, f"{lock} lacks {name}"
        assert all(v in requirement.specifier for v in versions[name]), (lock, name, versions[name])


def test_test_lock_only_adds_to_the_lock_that_users_get():
    users, tests = locked("requirements.lock"), locked("requirements-test.lock")
    assert {name: tests.get(name) for name in users} == users


def test_every_locked_archive_has_a_hash():
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        blocks = re.split(r"^(?=\w[\w.-]*==)", text, flags=re.MULTILINE)[1:]
        assert blocks
        assert all("--hash=sha256:" in block for block in blocks)
        assert "://" not in text  # no index is written down: users have their own
