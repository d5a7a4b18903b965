"""How strongly each material weakens X-rays of the scanner's energies, from xraydb.

xraydb interpolates Elam's tables (Elam, Ravel & Sieber 2002, Radiat. Phys. Chem. 63:121) of photo-
electric, coherent and incoherent cross sections.  A mixture weakens as its elements do, by mass
(the mixture rule), and what is half as dense weakens half as much.
"""

from collections.abc import Mapping
from functools import cache

import numpy as np
import xraydb

from aatulab.errors import ContentError
from aatulab.inspection.xray.arrays import Floats
from aatulab.inspection.xray.physics.materials import Material
from aatulab.inspection.xray.physics.scanner import Scanner


def linear_attenuation(material: Material, energies_kev: tuple[float, ...]) -> Floats:
    """Return 1/cm at each energy: by how many e-foldings one centimetre weakens the beam.

    >>> water = Material("water", "organic", 1.0, (("H2O", 1.0),))
    >>> linear_attenuation(water, (60.0,)).round(3).tolist()
    [0.206]
    """
    total = np.zeros(len(energies_kev))
    for formula, share in material.parts:
        try:
            total += share * _per_gram(formula, energies_kev)
        except ValueError as error:
            raise ContentError(
                f"material {material.name}: {formula!r} is not a chemical formula: {error}."
            ) from error
    return total * material.density


def _per_gram(formula: str, energies_kev: tuple[float, ...]) -> Floats:
    """Return cm²/g of a compound, by the mixture rule."""
    weighed, mass = np.zeros(len(energies_kev)), 0.0
    for element, count in xraydb.chemparse(formula).items():
        grams, per_gram = _element(element, energies_kev)
        weighed += count * grams * per_gram
        mass += count * grams
    return weighed / mass


@cache
def _element(element: str, energies_kev: tuple[float, ...]) -> tuple[float, Floats]:
    """Return g/mol and cm²/g of an element; the materials of a library share some two dozen."""
    per_gram = xraydb.mu_elam(element, np.array(energies_kev) * 1000.0)
    return xraydb.atomic_mass(element), per_gram


def attenuation_table(
    materials: Mapping[str, Material], scanner: Scanner
) -> dict[str, tuple[float, ...]]:
    """Return for each material 1/cm at every energy of the scanner, then the density in g/cm³."""
    return {
        name: (*linear_attenuation(material, scanner.energies_kev).tolist(), material.density)
        for name, material in materials.items()
    }
