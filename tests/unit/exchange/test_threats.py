"""The written threat model and the tests do not part ways."""

import ast
import re
from pathlib import Path

import aatulab.exchange

PAGE = Path(aatulab.exchange.__file__).with_name("THREATS.md")
HERE = Path(__file__).parent
KINDS = {
    "S": "Spoofing",
    "T": "Tampering",
    "R": "Repudiation",
    "I": "Information disclosure",
    "D": "Denial of service",
    "E": "Elevation of privilege",
}


def rows():
    lines = [
        line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")
    ]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def all_tests():
    for path in sorted(HERE.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield path, node.name


def test_every_row_names_a_test_that_exists():
    known = {name for _, name in all_tests()}
    named = [row[4] for row in rows()]
    assert len(named) >= 40
    assert set(named) <= known
    assert len(set(named)) == len(named)


def test_every_row_is_whole_and_of_its_kind():
    for row in rows():
        assert len(row) == 6, row
        assert all(row), row
        assert row[1] == KINDS[row[0][0]]
    ids = [row[0] for row in rows()]
    assert len(set(ids)) == len(ids)
    assert {one[0] for one in ids} == set(KINDS)


def test_every_adversarial_test_has_a_row_or_serves_one():
    """Each file of adversaries is of one kind, and each kind has most of its tests in the table."""
    named = {row[4] for row in rows()}
    files = {}
    for path, name in all_tests():
        if path.parent.name == "adversary":
            files.setdefault(path.name, []).append(name)
    assert len(files) == 6
    for name, found in files.items():
        assert len(named & set(found)) >= len(found) / 3, name


def test_the_page_says_what_it_is_not_for():
    text = PAGE.read_text(encoding="utf-8")
    assert "For training, not for live operations" in text
    assert re.search(r"Nobody outside the project has audited it", text)
