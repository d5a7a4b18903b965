"""Cut a case out of a world, and draw variants of it.

A seed leads to a short series of worlds; the variant is the first whose case keeps what the
recipe requires.  So every seed gives a case worth working on, and always the same one.
"""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.cases.case import Case
from aatulab.cases.recipe import Recipe, read_recipe
from aatulab.errors import CaseError
from aatulab.world import World, WorldSpec, build_world
from aatulab.world.frames import to_frame

_MOST_ATTEMPTS = 50
# what a passenger list shows of the person and the document, in its order
_SHOWN = (
    "pnr",
    "passenger_no",
    "surname",
    "given_names",
    "sex",
    "birth_date",
    "nationality",
    "document_number",
    "issuing_state",
    "expires_on",
    "mrz_1",
    "mrz_2",
    "seat",
    "arrivals_90d",
)


def build_case(name: str, seed: int | None = None) -> tuple[Case, pd.DataFrame]:
    """Return a variant of a case, and apart from it the truth about its bookings by `pnr`.

    Without a seed it is the public case that everybody sees.
    """
    recipe = read_recipe(name)
    start = recipe.public_seed if seed is None else seed
    if start < 0:
        raise CaseError(f"{name}: seed: found {start}, expected a whole number from 0 up.")
    reasons = []
    for attempt in range(_MOST_ATTEMPTS):
        world = build_world(_spec(recipe, _attempt_seed(start, attempt)))
        case, truth = cut_case(recipe, world)
        missed = missed_requirements(recipe, case, truth)
        if not missed:
            return case, truth
        reasons.append("; ".join(missed))
    raise CaseError(
        f"{name}: no variant for this seed in {_MOST_ATTEMPTS} attempts; the last missed: "
        f"{reasons[-1]}.  Widen `requires` in the case's recipe."
    )


def cut_case(recipe: Recipe, world: World) -> tuple[Case, pd.DataFrame]:
    """Return the case of a world's last day, and the truth about its bookings."""
    midnight = pd.Timestamp(recipe.day, tz="UTC")
    tables = world.tables
    first = pa.scalar(midnight.to_pydatetime(), tables["bookings"].schema.field("arrives_at").type)
    bookings = tables["bookings"].filter(pc.greater_equal(tables["bookings"]["arrives_at"], first))
    flights = tables["flights"].filter(pc.greater_equal(tables["flights"]["arrives_at"], first))

    # the world lists bookings by day, so the day's rows are the last of every table
    def of_the_day(table: pa.Table) -> pa.Table:
        return table.filter(pc.is_in(table["pnr"], value_set=bookings["pnr"]))

    case = Case(
        name=recipe.name,
        title=recipe.title,
        as_of=midnight + pd.Timedelta(days=1),
        airports=to_frame(tables["airports"]),
        carriers=to_frame(tables["carriers"]),
        flights=to_frame(flights),
        bookings=to_frame(bookings),
        passengers=to_frame(
            _passenger_list(
                tables["persons"], tables["documents"], of_the_day(tables["passengers"])
            )
        ),
        baggage=to_frame(of_the_day(tables["baggage"])),
        payments=to_frame(of_the_day(tables["payments"])),
        contacts=to_frame(tables["contacts"]),
    )
    return case, to_frame(of_the_day(_truth_of_bookings(world.truth))).set_index("pnr")


def missed_requirements(recipe: Recipe, case: Case, truth: pd.DataFrame) -> list[str]:
    """Return in words what the case lacks; nothing if it keeps all that its recipe requires."""
    illicit = truth[truth["illicit"]]
    phones = case.contacts[case.contacts["kind"] == "phone"]
    per_phone = phones.groupby("value")["pnr"].nunique()
    seen = {
        "bookings": len(truth),
        "illicit": len(illicit),
        "prevalence": len(illicit) / max(len(truth), 1),
        "illicit_of_each_typology": illicit["typology"].value_counts().min() if len(illicit) else 0,
        "phones_on_three_bookings": int((per_phone >= 3).sum()),
    }
    return [
        f"{key} is {seen[key]:.4g}, required {low:g} to {high:g}"
        for key, (low, high) in recipe.requires.items()
        if not low <= seen[key] <= high
    ]


def _truth_of_bookings(truth: pa.Table) -> pa.Table:
    """Return the truth about bookings by `pnr`, as debriefings and judges know them."""
    of_bookings = truth.filter(pc.equal(truth["flow"], "passenger")).drop_columns(["flow"])
    return of_bookings.rename_columns({"record": "pnr"})


def _passenger_list(persons: pa.Table, documents: pa.Table, passengers: pa.Table) -> pa.Table:
    """Return the day's passengers with the data of person and document beside each."""
    place = pc.index_in(passengers["person_id"], value_set=persons["person_id"])
    beside = {name: persons[name].take(place) for name in persons.column_names}
    beside |= {name: documents[name].take(place) for name in documents.column_names}
    beside |= {name: passengers[name] for name in passengers.column_names}
    return pa.table({name: beside[name] for name in _SHOWN})


def _spec(recipe: Recipe, seed: int) -> WorldSpec:
    return WorldSpec(
        seed=seed,
        bookings=recipe.bookings,
        hub=recipe.hub,
        first_day=recipe.first_day,
        days=recipe.history_days + 1,
        prevalence=recipe.prevalence,
        waybills=0,
        typologies=recipe.typologies,
    )


def _attempt_seed(seed: int, attempt: int) -> int:
    """Return the seed itself, then others derived from it."""
    if attempt == 0:
        return seed
    words = np.random.SeedSequence(seed, spawn_key=(attempt,)).generate_state(8)
    return int.from_bytes(words.astype("<u4").tobytes(), "little")
