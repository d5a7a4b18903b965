"""A small desk, for the tests of research: a few records that everybody can read."""

from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import pytest

from aatulab.research import Desk, Request, load_scenario
from aatulab.research.desk import shelves_of

AT = datetime(2026, 5, 10, 12, tzinfo=UTC)


def make_request(database="documents", **changes):
    """Return an ordinary request; `query` and every other field may be changed."""
    ordinary = {
        "officer": "officer-01",
        "role": "targeting officer",
        "at": AT,
        "purpose": "serious crime",
        "legal_ground": "open case",
        "database": database,
        "query": {"document_number": "UABCDEF23"},
    }
    return Request(**(ordinary | changes))


@pytest.fixture
def ask():
    """Build requests: `ask("notices", query={...})`."""
    return make_request


@pytest.fixture(scope="session")
def tables():
    """Two reported documents and four notices."""
    documents = pd.DataFrame(
        [
            ("D00000001", "P", "UABCDEF23", "UTO", "lost", "2025-01-05"),
            ("D00000002", "P", "UZZZZZZ99", "UTO", "stolen", "2026-05-11"),
        ],
        columns=["report", "document_type", "document_number", "issuing_state", "reason",
                 "reported_on"],
    )  # fmt: skip
    notices = pd.DataFrame(
        [
            ("W00000001", "caution", "Quedimisk", "Adilun", "1980-04-09", None),
            ("W00000002", "caution", "Müllerorn", "Jo Ann", None, None),
            ("W00000003", "arrest sought", "Vaskelorn", "Bela", "1970-01-01", "2026-05-01"),
            ("W00000004", "caution", "Quedimisk", "Adilun", "1999-12-31", None),
        ],
        columns=["notice", "kind", "surname", "given_names", "birth_date", "withdrawn_on"],
    ).assign(requested_by="SYD", issued_on="2024-02-02")
    return {
        "reported_documents": documents.astype({"reported_on": "datetime64[ns]"}),
        "notices": notices.astype(
            dict.fromkeys(["birth_date", "withdrawn_on", "issued_on"], "datetime64[ns]")
        ),
    }


@pytest.fixture(scope="session")
def shelves(tables):
    """The filled databases; the desks of all tests share them."""
    return shelves_of(tables, load_scenario())


@pytest.fixture
def calm(shelves):
    """A desk whose lines never fail."""
    scenario = load_scenario()
    quiet = {
        name: replace(base, errors=0.0, outages=(), patience_s=1e6)
        for name, base in scenario.databases.items()
    }
    return Desk(replace(scenario, databases=quiet), shelves)
