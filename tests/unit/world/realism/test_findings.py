"""The numbers of the report are those that pandas finds, and a spoilt world is called far."""

import shutil

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from aatulab.errors import WorldError
from aatulab.world import WorldSpec, write_world
from aatulab.world.realism.curves import CURVES, points_of
from aatulab.world.realism.facts import read_realism
from aatulab.world.realism.findings import FAR, NEAR, NO_FIGURE, NOT_HERE, examine
from aatulab.world.realism.measures import MEASURES, measure_all
from aatulab.world.realism.tables import open_tables
from aatulab.world.reference import airports
from aatulab.world.store.stored import StoredWorld


def frame(folder, table, root="tables"):
    parts = sorted((folder / root / table).rglob("*.parquet"))
    return pd.concat([pq.ParquetFile(part).read().to_pandas() for part in parts])


def verdicts(folder):
    sections = examine(StoredWorld.open(folder), read_realism())
    return {finding.fact.name: finding.verdict for s in sections for finding in s.findings}


@pytest.fixture(scope="module")
def found(folder):
    with open_tables(StoredWorld.open(folder)) as tables:
        return measure_all(tables)


@pytest.fixture(scope="module")
def again(folder):
    """Every measure once more, by pandas."""
    bookings, bags = frame(folder, "bookings"), frame(folder, "baggage")
    flights, travellers = frame(folder, "flights"), frame(folder, "passengers")
    waybills, items = frame(folder, "waybills"), frame(folder, "postal_items")
    flown = bookings.merge(flights, on="flight_id")
    lead = (bookings.departs_at - bookings.booked_at).dt.total_seconds() / 86_400
    weighed = bags.merge(flown, on="pnr")
    with_bag = bags.drop_duplicates(["pnr", "passenger_no"])
    sold = items[items.category == "sale of goods"]
    letters = items.mail_class.isin(["letter", "registered letter"])
    bulky = waybills[
        (waybills.chargeable_kg > 1.05 * waybills.gross_kg) & (waybills.chargeable_kg > 50)
    ]
    cars = frame(folder, "crossings").merge(frame(folder, "vehicles"), on="plate")
    truth = frame(folder, "truth", "truth")
    inspections = frame(folder, "inspections")
    contacts = frame(folder, "contacts")
    of_phone = contacts[contacts.kind == "phone"].value.value_counts()
    known = airports()
    sphere = known.distances_km()[known.index("LAX"), known.index("JFK")]

    def share_found(reason):
        return (inspections[inspections.reason == reason].result == "found").mean()

    return {
        "lax_jfk_km": sphere,
        "flight_km_median": flown.distance_km.median(),
        "seats_taken": bookings.party_size.sum() / flights.capacity.sum(),
        "bag_kg_mean": bags.weight_kg.mean(),
        "bag_kg_median": bags.weight_kg.median(),
        "bag_kg_long_minus_short": weighed[weighed.distance_km > 4000].weight_kg.mean()
        - weighed[weighed.distance_km < 1500].weight_kg.mean(),
        "bags_a_traveller": len(bags) / len(travellers),
        "travellers_with_bag": len(with_bag) / len(travellers),
        "lead_days_mean": lead.mean(),
        "lead_days_median": lead.median(),
        "booked_in_four_weeks": (lead < 28).mean(),
        "travellers_alone": (bookings.party_size == 1).sum() / len(travellers),
        "travellers_a_booking": len(travellers) / len(bookings),
        "persons_a_household": frame(folder, "persons").groupby("household_id").size().mean(),
        "waybill_kg_median": waybills.gross_kg.median(),
        "waybill_kg_mean": waybills.gross_kg.mean(),
        "cm3_a_chargeable_kg": (bulky.volume_m3 * 1e6 / bulky.chargeable_kg).median(),
        "item_kg_median": items.gross_kg.median(),
        "letter_kg_max": items[letters].gross_kg.max(),
        "parcel_kg_max": items[~letters].gross_kg.max(),
        "sales_up_to_2_kg": (sold.gross_kg <= 2).mean(),
        "sales_below_25_eur": (sold.value < 25).mean(),
        "people_a_car": cars[cars.vehicle_class == "car"].occupants.mean(),
        **{
            f"illicit_{flow}": truth[truth.flow == flow].illicit.mean()
            for flow in ("passenger", "cargo", "post")
        },
        "waybills_inspected": (inspections.flow == "cargo").sum() / len(waybills),
        "found_by_lot": share_found("random"),
        "found_by_score": share_found("risk score"),
        "phones_in_several_bookings": (of_phone > 1).mean(),
        "bookings_of_busiest_phone": of_phone.max(),
    }  # fmt: skip


# these two have oracles of their own, in test_distances.py and below
BY_ELLIPSOID = {"airport_offset_km", "greatest_distance_error"}


@pytest.mark.parametrize("name", sorted(set(MEASURES) - BY_ELLIPSOID))
def test_a_second_computation_gives_the_same_number(found, again, name):
    assert found[name] == pytest.approx(float(again[name]), rel=1e-9)


def test_distances_of_a_sound_world_are_nearly_right(found):
    assert 0 < found["greatest_distance_error"] < 0.0057  # a sphere is no ellipsoid
    assert 0 <= found["airport_offset_km"] < 0.1  # the file keeps four decimals


@pytest.mark.parametrize("name", sorted(CURVES))
def test_the_bins_of_a_picture_hold_everything_once(folder, name):
    curve = CURVES[name]
    with open_tables(StoredWorld.open(folder)) as tables:
        points = points_of(tables, curve)
    assert (points.shares >= 0).all()
    if curve.form == "tail":
        assert points.shares[0] == pytest.approx(1)
        assert (np.diff(points.shares) < 0).all()
    elif curve.is_share:
        assert (points.shares <= 1).all()
    else:
        assert points.shares.sum() == pytest.approx(1)


def test_a_sound_world_is_near_where_it_should_be(folder):
    told = verdicts(folder)
    assert {name for name, verdict in told.items() if verdict == NEAR} >= {
        "lax-jfk", "ellipsoid", "airports", "mean-bag", "volume-weight", "letters", "parcels",
        "random-checks",
    }  # fmt: skip
    # on purpose: a world of real rarity would have nothing to learn from
    assert told["wanted-persons"] == FAR
    assert set(told.values()) <= {NEAR, FAR}


def spoil(folder, tmp_path, table, column, factor):
    """Return a copy of a world in which one column of numbers is multiplied."""
    copy = tmp_path / "spoilt"
    shutil.copytree(folder, copy)
    for part in (copy / "tables" / table).rglob("*.parquet"):
        rows = pq.ParquetFile(part).read()
        spoilt = pa.array(rows[column].to_numpy() * factor).cast(rows[column].type, safe=False)
        rows = rows.set_column(rows.column_names.index(column), column, spoilt)
        pq.write_table(rows, part)
    return copy


@pytest.mark.parametrize(
    ("table", "column", "factor", "fact"),
    [
        ("baggage", "weight_kg", 3, "mean-bag"),
        ("postal_items", "gross_kg", 2, "letters"),
        ("flights", "distance_km", 1.01, "ellipsoid"),
        ("airports", "longitude", 1.01, "airports"),
        ("waybills", "chargeable_kg", 1.2, "volume-weight"),
    ],
)
def test_a_spoilt_world_is_called_far(folder, tmp_path, table, column, factor, fact):
    told = verdicts(spoil(folder, tmp_path, table, column, factor))
    assert told[fact] == FAR
    # and only what was spoilt
    sound = verdicts(folder)
    assert {name for name, verdict in told.items() if verdict != sound[name]} <= {fact, "lax-jfk",
        "ellipsoid", "up-to-2-kg", "parcels", "long-haul-bag"}  # fmt: skip


def test_what_a_world_lacks_is_neither_near_nor_far(tmp_path):
    only = {"waybills": 0, "items": 0, "crossings": 0, "history": False}
    write_world(WorldSpec(seed=3, bookings=200, days=2, **only), tmp_path / "w")
    sections = examine(StoredWorld.open(tmp_path / "w"), read_realism())
    of = {section.topic.name: section for section in sections}
    for name in ("waybill-weights", "post-weights", "crossings", "inspections"):
        assert of[name].verdict == NOT_HERE
        assert of[name].points is None
        assert of[name].reading == ""
    assert of["bag-weights"].reading
    assert of["contact-degree"].verdict == NO_FIGURE
    assert {f.fact.name: f.verdict for f in of["prevalence"].findings}[
        "prohibited-mail"
    ] == NOT_HERE


def test_a_file_that_is_no_parquet_is_told_with_the_way_to_check(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "w")
    (tmp_path / "w" / "tables" / "baggage" / "gateway=LIS" / "part.parquet").write_text("lost")
    with pytest.raises(WorldError, match=r"(?s)cannot be read as a world .*aatulab world check"):
        examine(StoredWorld.open(tmp_path / "w"), read_realism())
