"""Who stands on the records of a world, for measures of fairness and of difficulty.

`observe` gives travellers with what an officer may lawfully see of their bookings; `observe_others`
gives drivers, addressees and consignees.  Both carry what must never count, so that it can be shown
not to count; no case holds such a table.
"""

import pandas as pd

from aatulab.world.build import World
from aatulab.world.frames import to_frame

ATTRIBUTES = ("nationality", "residence", "sex", "age_band", "surname_initial", "given_initial")
_AGE_BANDS = [0, 25, 35, 45, 55, 65, 120]
# table, the key of its records, who of them is a person, by name and address
_NAMED = {
    "post": ("postal_items", "item", "addressee"),
    "cargo": ("waybills", "awb", "consignee"),
}


def observe(world: World) -> pd.DataFrame:
    """Return one row a person who leads a booking: attributes, lawful signals and `illicit`.

    Whoever leads several is there with the first.  It may be one gateway of a world; rows of
    several are put together with `pd.concat`.
    """
    bookings = _frame(world, "bookings").set_index("pnr")
    passengers = _frame(world, "passengers")
    leads = passengers[passengers["passenger_no"] == 1].drop_duplicates("person_id")
    leads = leads.merge(_frame(world, "persons"), on="person_id").set_index("pnr")
    bookings = bookings.loc[leads.index]
    seen = pd.concat([_attributes(leads, world), _lawful(world, leads, bookings)], axis=1)
    return seen.assign(illicit=_illicit(world, "passenger").loc[leads.index]).reset_index(drop=True)


def observe_others(world: World) -> pd.DataFrame:
    """Return one row a person of the other flows: attributes, `flow` and `illicit`.

    Drivers are found by their document, addressees and consignees by name and address; a name
    that is spelled otherwise finds nobody.
    """
    persons = _frame(world, "persons")
    homes = _frame(world, "households").set_index("household_id")["address_id"]
    persons["name"] = persons["given_names"] + " " + persons["surname"]
    persons["address_id"] = persons["household_id"].map(homes)
    found = [_named(world, flow, persons) for flow in _NAMED if _NAMED[flow][0] in world.tables]
    if "crossings" in world.tables:
        holders = _frame(world, "documents").set_index("document_number")["person_id"]
        crossings = _frame(world, "crossings").set_index("crossing_id")["document_number"]
        found.append(_told(world, "land", crossings.map(holders)))
    told = pd.concat(found, ignore_index=True)
    people = told.merge(persons, on="person_id")
    return _attributes(people, world).assign(flow=people["flow"], illicit=people["illicit"])


def _named(world: World, flow: str, persons: pd.DataFrame) -> pd.DataFrame:
    table, key, party = _NAMED[flow]
    records = _frame(world, table)
    records = records[records[f"{party}_kind"] == "person"]
    where = ["name", "address_id"]
    known = persons.drop_duplicates(where)[[*where, "person_id"]]
    found = records.merge(known, left_on=[f"{party}_{part}" for part in where], right_on=where)
    return _told(world, flow, found.set_index(key)["person_id"])


def _told(world: World, flow: str, person: "pd.Series[str]") -> pd.DataFrame:
    """Return the persons on a flow's records, each once, with the truth about the first one."""
    illicit = _illicit(world, flow).loc[person.index].to_numpy()
    told = pd.DataFrame({"person_id": person.to_numpy(), "flow": flow, "illicit": illicit})
    return told.drop_duplicates("person_id")


def _illicit(world: World, flow: str) -> "pd.Series[bool]":
    """Return the truth about a flow's records by their names."""
    truth = to_frame(world.truth.select(["flow", "record", "illicit"]))
    return truth[truth["flow"] == flow].set_index("record")["illicit"]


def _attributes(people: pd.DataFrame, world: World) -> pd.DataFrame:
    age = (pd.Timestamp(world.spec.first_day) - people["birth_date"]).dt.days / 365.25
    return pd.DataFrame(
        {
            "nationality": people["nationality"],
            "residence": people["residence"],
            "sex": people["sex"],
            "age_band": pd.cut(age, _AGE_BANDS, labels=False),
            "surname_initial": people["surname"].str[0],
            "given_initial": people["given_names"].str[0],
        }
    )


def _lawful(world: World, leads: pd.DataFrame, bookings: pd.DataFrame) -> pd.DataFrame:
    """Return numbers that an officer may use, one row a booking."""
    payments = _frame(world, "payments").set_index("pnr").loc[leads.index]
    contacts = _frame(world, "contacts")
    phones = contacts[contacts["kind"] == "phone"].set_index("pnr")["value"]
    bags = _frame(world, "baggage").groupby("pnr").agg(
        kg=("weight_kg", "sum"), excess=("excess_paid", "max")
    )  # fmt: skip
    bags = bags.reindex(leads.index)
    documents = _frame(world, "documents").set_index("document_number")
    issued = documents["issued_on"].loc[leads["document_number"]].set_axis(leads.index)
    departs = bookings["departs_at"]
    return pd.DataFrame(
        {
            "lead_time_h": (departs - bookings["booked_at"]).dt.total_seconds() / 3600,
            "nights": bookings["nights"].fillna(-1).astype(float),
            "changes": bookings["changes"],
            "fare_a_head": bookings["fare"] / bookings["party_size"],
            "party_size": bookings["party_size"],
            "arrivals_90d": leads["arrivals_90d"],
            "cash": payments["form"] == "CA",
            "other_payer": payments["payer_name"] != leads["given_names"] + " " + leads["surname"],
            "phone_uses": phones.map(phones.value_counts()).reindex(leads.index).fillna(0),
            "kg": bags["kg"].fillna(0),
            "excess_paid": bags["excess"].fillna(value=False).astype(bool),
            "goes_on": leads.index.isin(_frame(world, "onward_tickets")["pnr"]),
            "document_days": (departs.dt.tz_localize(None) - issued).dt.days,
        }
    ).astype(float)


def _frame(world: World, name: str) -> pd.DataFrame:
    return to_frame(world.tables[name])
