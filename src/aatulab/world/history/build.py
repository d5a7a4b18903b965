"""Build the history of a gateway, once all its flows are there."""

from collections.abc import Collection, Mapping, Sequence

import pyarrow as pa

from aatulab.world.history.alerts import alerts_table, draw_alerts
from aatulab.world.history.files import files_of
from aatulab.world.history.inspections import inspect, inspections_table
from aatulab.world.history.notices import notices_table
from aatulab.world.history.papers import Passports, reported_documents_table
from aatulab.world.history.practice import practices
from aatulab.world.history.seizures import seizures_table
from aatulab.world.history.selection import select
from aatulab.world.history.sightings import sightings_table
from aatulab.world.history.suspects import suspects_of
from aatulab.world.scene import FlowPart, Scene


def build_history(
    scene: Scene, parts: Sequence[FlowPart], victims: Collection[str], passports: Passports
) -> Mapping[str, pa.Table]:
    """Return the tables of history: what an officer may look up, and no truth.

    `victims` are the typologies on whose records nobody is a suspect.
    """
    files, known = files_of(parts, victims), practices()
    alerts = draw_alerts(scene, files)
    selections = [
        select(
            file,
            known.of(file.flow),
            alerts.followed_for(file),
            scene.gateway.days,
            scene.streams,
        )
        for file in files
    ]
    inspections = inspect(scene, files, selections, known)
    suspects = suspects_of(scene, files)
    return {
        "alerts": alerts_table(scene, alerts),
        "inspections": inspections_table(scene, files, inspections, known),
        "seizures": seizures_table(scene, files, inspections, known),
        "sightings": sightings_table(scene, files, suspects),
        "reported_documents": reported_documents_table(scene, passports, suspects.person),
        "notices": notices_table(scene, suspects),
    }
