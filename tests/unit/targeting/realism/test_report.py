"""The page shows what was found, the same each time, and tells no seed."""

import errno
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from aatulab.errors import WorldError
from aatulab.targeting.realism import write_report
from aatulab.targeting.realism.page import published, shown
from aatulab.world import WorldSpec, write_world
from aatulab.world.realism.curves import CURVES
from aatulab.world.realism.facts import read_realism

SEED = 987_654_321


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    place = tmp_path_factory.mktemp("report")
    spec = WorldSpec(seed=SEED, bookings=400, waybills=0, items=300, crossings=0, days=3)
    write_world(spec, place / "world")
    sections = write_report(place / "world", place / "report")
    return place, sections


class Cells(HTMLParser):
    """The texts of a page's cells, and what it loads."""

    def __init__(self):
        super().__init__()
        self.rows, self.loads, self.links, self._inside = [], [], [], False

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "tr":
            self.rows.append([])
        self._inside = self._inside or tag in {"td", "th"}
        if tag in {"td", "th"}:
            self.rows[-1].append("")
        if "src" in told:
            self.loads.append(told["src"])
        if tag == "a":
            self.links.append(told["href"])
        assert tag != "script"

    def handle_endtag(self, tag):
        self._inside = self._inside and tag not in {"td", "th"}

    def handle_data(self, data):
        if self._inside:
            self.rows[-1][-1] += data


def read(place):
    cells = Cells()
    cells.feed((place / "report" / "index.html").read_text(encoding="utf-8"))
    return cells


def test_every_finding_stands_on_the_page_with_its_figures_and_sources(made):
    place, sections = made
    cells = read(place)
    for section in sections:
        for finding in section.findings:
            row = next(row for row in cells.rows if row[0].startswith(finding.fact.says))
            assert row[1:3] == [published(finding.fact), shown(finding.found, finding.fact.unit)]
            assert row[3].endswith(finding.verdict)
            assert {source.address for source in finding.fact.sources} <= set(cells.links)


def test_a_picture_for_every_topic_that_the_world_has(made):
    place, sections = made
    pictures = {path.name for path in (place / "report").glob("*.png")}
    assert pictures == {f"{s.topic.name}.png" for s in sections if s.points is not None}
    assert sorted(read(place).loads) == sorted(pictures)
    assert set(CURVES) - {name.removesuffix(".png") for name in pictures} == {
        "waybill-weights", "crossings"
    }  # fmt: skip


def test_what_is_not_realistic_and_what_is_not_published_is_said(made):
    text = (made[0] / "report" / "index.html").read_text(encoding="utf-8")
    plain = re.sub(r"&#39;", "'", text)
    realism = read_realism()
    for told in realism.not_realistic:
        assert told in plain
    for topic in realism.topics:
        for gap in topic.missing:
            assert gap in plain


def test_the_seed_which_would_give_the_truth_away_is_not_told(made):
    for path in (made[0] / "report").iterdir():
        assert str(SEED).encode() not in path.read_bytes()


def test_the_same_world_gives_the_same_bytes(made):
    place, _ = made
    write_report(place / "world", place / "again")

    def read_all(folder):
        return {path.name: path.read_bytes() for path in (place / folder).iterdir()}

    assert read_all("again") == read_all("report")


def test_nothing_is_overwritten_and_what_is_no_world_is_refused(made, tmp_path):
    place, _ = made
    with pytest.raises(WorldError, match="there is something already"):
        write_report(place / "world", place / "report")
    with pytest.raises(WorldError, match="no complete world"):
        write_report(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_disk_that_is_full_leaves_nothing_behind(made, tmp_path, monkeypatch):
    whole = Path.write_bytes

    def write_bytes(path, content):
        if path.name == "index.html":
            raise OSError(errno.ENOSPC, "No space left on device")
        return whole(path, content)

    monkeypatch.setattr(Path, "write_bytes", write_bytes)
    with pytest.raises(WorldError, match=r"page: could not be written \(No space left on device"):
        write_report(made[0] / "world", tmp_path / "page")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.000082, "share", "0.0082 %"),
        (0.02, "share", "2 %"),
        (0.6224, "share", "62.2 %"),
        (1.0, "share", "100.0 %"),
        (0, "share", "0 %"),
        (5998.737, "cm3 a kg", "5,998.74 cm3 a kg"),
        (100.0, "km", "100 km"),
        (None, "km", "–"),
    ],
)
def test_figures_are_printed_for_people(value, unit, text):
    assert shown(value, unit) == text
