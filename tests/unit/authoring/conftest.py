"""A small case and a small exercise with one question of every kind."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from aatulab.authoring.bar import Bench
from aatulab.authoring.exercise import load_exercise

SAMPLES = Path(__file__).parent / "samples"


def make_gate(name, seed=None):
    """A case of 300 bookings and its truth; late bookings are more often illicit."""
    rng = np.random.default_rng(7 if seed is None else seed)
    size = 300
    pnr = [f"{chr(65 + n % 26)}{seed or 0:03d}{n:03d}"[:7] for n in range(size)]
    departs_at = pd.Timestamp("2026-03-10 06:00", tz="UTC") + pd.to_timedelta(
        rng.integers(0, 1080, size), unit="min"
    )
    hours = rng.exponential(200, size) + 0.5
    illicit = (hours < 60) & (rng.random(size) < 0.4)
    bookings = pd.DataFrame(
        {
            "pnr": pnr,
            "booked_at": departs_at - pd.to_timedelta((hours * 3600).round(), unit="s"),
            "departs_at": departs_at,
            "form": np.where(rng.random(size) < 0.3, "CA", "CC"),
        }
    )
    phone = [f"+1555010{n:04d}" for n in rng.integers(0, 160, size + 60)]
    who = [*range(size), *rng.integers(0, size, 60)]
    contacts = pd.DataFrame({"pnr": [pnr[n] for n in who], "phone": phone})
    case = SimpleNamespace(name=name, bookings=bookings, contacts=contacts)
    return case, pd.DataFrame({"illicit": illicit}, index=pd.Index(pnr, name="pnr"))


@pytest.fixture(scope="session")
def make_case():
    return make_gate


@pytest.fixture(scope="session")
def exercise():
    return load_exercise(SAMPLES / "gate-1")


@pytest.fixture(scope="session")
def bench(exercise):
    return Bench.set_up(exercise, make_gate, None)


@pytest.fixture
def gate_copy(tmp_path):
    """The exercise's folder, to be spoilt."""
    return Path(shutil.copytree(SAMPLES / "gate-1", tmp_path / "gate-1"))
