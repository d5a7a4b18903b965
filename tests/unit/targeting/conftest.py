"""Small tables of a case, for the tests of targeting: say only what a test is about."""

from types import SimpleNamespace

import pandas as pd
import pytest

DEPARTS = pd.Timestamp("2026-03-10T06:00Z")


def _bookings(*rows):
    """Return bookings; each row is a dict that overrides an ordinary one."""
    ordinary = {
        "booked_at": DEPARTS - pd.Timedelta(days=40),
        "departs_at": DEPARTS,
        "arrives_at": DEPARTS + pd.Timedelta(hours=8),
        "returns_at": DEPARTS + pd.Timedelta(days=9),
        "itinerary": "GRU-LIS",
        "one_way": False,
        "party_size": 1,
        "changes": 0,
    }
    return pd.DataFrame([{"pnr": f"PNR{n:03}"} | ordinary | row for n, row in enumerate(rows)])


def _passengers(*rows):
    ordinary = {"pnr": "PNR000", "surname": "MOREAU", "given_names": "LINA ANA", "arrivals_90d": 0}
    return pd.DataFrame([ordinary | row for row in rows])


def _payments(*rows):
    ordinary = {"pnr": "PNR000", "form": "CC", "payer_name": "LINA MOREAU"}
    return pd.DataFrame([ordinary | row for row in rows])


def _contacts(*pairs, kind="phone"):
    return pd.DataFrame([{"pnr": pnr, "kind": kind, "value": value} for pnr, value in pairs])


def _airports():
    return pd.DataFrame(
        {
            "iata": ["LIS", "GRU", "CMN", "HND"],
            "latitude": [38.7742, -23.4319, 33.3675, 35.5533],
            "longitude": [-9.1342, -46.4694, -7.5898, 139.7811],
        }
    )


@pytest.fixture(scope="session")
def make():
    """Builders of tables: `make.bookings({...}, {...})` and so on."""
    return SimpleNamespace(
        bookings=_bookings,
        passengers=_passengers,
        payments=_payments,
        contacts=_contacts,
        airports=_airports,
        departs=DEPARTS,
    )
