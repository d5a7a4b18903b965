"""How strongly each material weakens X-rays of the scanner's energies, from xraydb.

xraydb interpolates Elam's tables (Elam, Ravel & Sieber 2002, Radiat. Phys. Chem. 63:121) of photo-
electric, coherent and incoherent cross sections.  A mixture weakens as its elements do, by mass
(the mixture rule), and what is half as dense weakens half as much.
"""

from collections.abc import Mapping

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
    electronvolts = np.array(energies_kev) * 1000.0
    total = np.zeros(len(energies_kev))
    for formula, share in material.parts:
        try:
            total += share * xraydb.material_mu(formula, electronvolts, density=1.0)
        except ValueError as error:
            raise ContentError(
                f"material {material.name}: {formula!r} is not a chemical formula: {error}."
            ) from error
    return total * material.density


def attenuation_table(
    materials: Mapping[str, Material], scanner: Scanner
) -> dict[str, tuple[float, ...]]:
    """Return for each material 1/cm at every energy of the scanner, then the density in g/cm³."""
    return {
        name: (*linear_attenuation(material, scanner.energies_kev).tolist(), material.density)
        for name, material in materials.items()
    }
