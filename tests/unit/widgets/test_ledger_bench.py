"""Whatever is done to an entry, the bench shows what the check says of it."""

from datetime import datetime

import numpy as np
import pytest

from aatulab.inspection.evidence import entries_of
from aatulab.inspection.evidence.practice import _sound
from aatulab.widgets import LedgerBench

NOW = datetime.fromisoformat("2026-04-13T08:00:00+02:00")


@pytest.fixture
def bench():
    return LedgerBench(entries_of(_sound("E-01", NOW, np.random.default_rng(7))))


@pytest.mark.parametrize(
    ("deed", "alone", "with_kept"),
    [
        ("nothing", [], []),
        ("changed", ["changed"], ["changed"]),
        ("changed, with a fresh digest", ["changed"], ["changed"]),
        ("taken out", ["missing"], ["missing"]),
        ("exchanged with the next", ["order"], ["order"]),
        ("cut off from here on", [], ["cut-off"]),
        ("left out, and all written anew", [], ["cut-off"]),
    ],
)
def test_chain_shows_the_deed_by_itself_or_with_a_kept_digest(bench, deed, alone, with_kept):
    bench.place, bench.deed = 4, deed  # storage: nothing else hangs on it
    chain = {"changed", "missing", "order", "cut-off", "rewritten"}
    for is_kept, expected in ((False, alone), (True, with_kept)):
        bench.is_kept = is_kept
        assert [f.rule for f in bench.findings if f.rule in chain] == expected


def test_hand_over_that_was_never_written_is_found_by_what_the_others_say(bench):
    bench.place, bench.deed = 5, "left out, and all written anew"
    assert [finding.rule for finding in bench.findings] == ["custody"]
    assert "nothing says how it changed hands" in bench.panel_html


def test_panel_says_it_in_words_and_escapes_the_papers(bench):
    assert "✔ all holds" in bench.panel_html
    bench.place = 1
    assert "Entry 2: weighed" in bench.panel_html
    assert "<script" not in bench.panel_html


def test_reader_without_a_kernel_sees_every_deed(bench):
    html = bench._repr_mimebundle_()["text/html"]
    for words in ("with a fresh digest", "all holds", "cut-off: the ledger"):
        assert words in html
