"""Crossings as an officer sees them when the vehicle stands at the post."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.world.arrays import Whole
from aatulab.world.docket import Docket, is_label, minutes
from aatulab.world.land.vehicles import Vehicles
from aatulab.world.passengers.flights import DAY_MIN
from aatulab.world.scene import Scene

_MANY, _QUICK_NIGHTS, _NEW_DAYS = 12, 1, 90
_PERSON_KG, _HEAVIER_KG, _LEAST_KG = 82, 150, 20
_NIGHT_H = (22, 5)


def land_docket(
    scene: Scene, tables: Mapping[str, pa.Table], driver: Whole, vehicles: Vehicles
) -> Docket:
    """Return the docket of the crossings; `driver` is who drives, a place among the persons."""
    crossings, of = tables["crossings"], vehicles.of_crossing
    at = minutes(crossings["at"])
    hour = at % DAY_MIN // 60
    occupants = crossings["occupants"].to_numpy()
    load = crossings["weighed_kg"].to_numpy() - vehicles.unladen_kg[of] - _PERSON_KG * occupants
    owner = tables["vehicles"]["owner_name"].combine_chunks().take(pa.array(of))
    lent = pc.not_equal(owner, scene.population.persons.full_names(driver))
    plate = crossings["plate"].combine_chunks()
    return Docket(
        records=crossings["crossing_id"].combine_chunks(),
        sent=at,
        at=at,
        marks={
            "many_crossings": crossings["crossings_90d"].to_numpy() >= _MANY,
            "quick_return": crossings["nights_since_last"].to_numpy() <= _QUICK_NIGHTS,
            "heavier_than_declared": load > crossings["goods_kg"].to_numpy() + _HEAVIER_KG,
            "lent_vehicle": lent.to_numpy(zero_copy_only=False) & ~vehicles.firm[of],
            "new_owner": at // DAY_MIN - vehicles.registered[of] < _NEW_DAYS,
            "night": (hour >= _NIGHT_H[0]) | (hour < _NIGHT_H[1]),
            "cash_declared": crossings["declared_cash"].is_valid().to_numpy(),
            "red_lane": is_label(crossings["lane"], "red"),
        },
        subjects={"vehicle": plate},
        person=driver,
        firm=np.where(vehicles.firm[of], vehicles.owner[of], -1),
        persons=occupants,
        kg=np.maximum(load, _LEAST_KG).astype(np.float64),
        way=crossings["border_post"].cast(pa.string()).combine_chunks(),
        flight=pa.nulls(len(at), pa.string()),
        outbound=is_label(crossings["direction"], "out"),
    )
