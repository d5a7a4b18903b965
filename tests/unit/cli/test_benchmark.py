import pandas as pd
import pytest
from typer.testing import CliRunner

from aatulab.cli.benchmark import benchmark_app
from aatulab.targeting import benchmark
from aatulab.targeting.benchmark import table
from aatulab.world import WorldSpec, build_world

RUN = CliRunner()


@pytest.fixture
def small(monkeypatch):
    """The verb's own task takes a minute, a small world's without models a second."""
    spec = WorldSpec(
        seed=8, bookings=4_000, days=20, prevalence=0.05, waybills=0, items=0, crossings=0
    )
    made = benchmark.make_task(build_world(spec), benchmark.Split(5, 12, 15))
    monkeypatch.setattr(benchmark, "fixed_task", lambda world: made)
    quick = {name: benchmark.BASELINES[name] for name in ("random", "price", "past offender")}
    monkeypatch.setattr(table, "BASELINES", quick)


def test_run_shows_every_method_and_writes_the_figures(small, tmp_path):
    out = tmp_path / "table.csv"
    shown = RUN.invoke(benchmark_app, ["run", "--out", str(out)], catch_exceptions=False).output
    written = pd.read_csv(out, index_col="method")
    for method in written.index:
        assert method in shown
    assert "Pre@1 " in shown
    assert "Rev@10" in shown
    assert "\u2026" not in shown  # nothing is cut off
    assert f"{written.loc['past offender', 'auc']:.1f}" in shown


def test_explain_tells_how_to_have_a_model_counted():
    shown = RUN.invoke(benchmark_app, ["explain"], catch_exceptions=False).output
    assert "score_submission" in shown
