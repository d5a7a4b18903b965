"""Who stands on illicit records, and who does not: places in the population.

A victim stands on such a record and is no suspect: nothing is known against him.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aatulab.world.arrays import Flags
from aatulab.world.history.files import File
from aatulab.world.scene import Scene


@dataclass(frozen=True)
class Suspects:
    """One entry a person, and one a firm; who only organises is apart."""

    person: Flags
    organiser: Flags
    firm: Flags


def suspects_of(scene: Scene, files: Sequence[File]) -> Suspects:
    """Return those whom history may know something true about."""
    population, networks = scene.population, scene.networks
    person = np.zeros(population.persons.count, dtype=bool)
    firm = np.zeros(population.firms.count, dtype=bool)
    for file in files:
        for places, flags in ((file.docket.person, person), (file.docket.firm, firm)):
            known = places[file.suspect]
            flags[known[known >= 0]] = True
    organiser = np.zeros(len(person), dtype=bool)
    organiser[networks.organiser] = True
    firm[networks.firm] = True
    return Suspects(person, organiser & ~person, firm)
