"""Slabs weaken the beam as xraydb's tables say, for every material and energy."""

import numpy as np
import pytest
import xraydb

from aatulab.errors import ContentError
from aatulab.inspection.xray.models import shapes
from aatulab.inspection.xray.models.solids import joined
from aatulab.inspection.xray.physics.attenuation import attenuation_table, linear_attenuation
from aatulab.inspection.xray.physics.materials import Material, read_materials
from aatulab.inspection.xray.rendering.depths import optical_depths

MATERIALS = read_materials()


def by_elements(material, kev):
    """Return 1/cm from the tables of the elements, weighed by hand."""
    total = 0.0
    for formula, share in material.parts:
        atoms = xraydb.chemparse(formula)
        grams = {element: n * xraydb.atomic_mass(element) for element, n in atoms.items()}
        for element, mass in grams.items():
            per_gram = xraydb.mu_elam(element, kev * 1000.0, kind="total")
            total += share * mass / sum(grams.values()) * float(per_gram)
    return total * material.density


@pytest.mark.parametrize("name", sorted(MATERIALS))
def test_a_slab_lets_through_what_xraydb_says(name, scanner, stand):
    material = MATERIALS[name]
    mu = np.array([*linear_attenuation(material, scanner.energies_kev), material.density])
    thick = min(2.0 / mu[0], 8.0)
    slab = stand(shapes.box(20, 20, thick), mu=mu)
    view = scanner.view("top")
    depths = optical_depths(slab, scanner, view)
    row, column = scanner.rows // 2, scanner.columns // 2
    _, _, _, along_z = view.rays(scanner.rows)[row]
    for place, kev in enumerate(scanner.energies_kev):
        expected = np.exp(-by_elements(material, kev) * thick / along_z)
        assert np.exp(-depths[place, row, column]) == pytest.approx(expected, rel=0.01), kev


def test_optical_depths_add_up(scanner, stand):
    one = stand(shapes.box(12, 9, 3), (10, 20, 30), (-1, 0, 9))
    other = stand(shapes.ellipsoid(8, 10, 4), (0, 40, 5), (2, 1, 14))
    for view in scanner.views:
        together = optical_depths(joined([one, other]), scanner, view)
        apart = optical_depths(one, scanner, view) + optical_depths(other, scanner, view)
        assert np.abs(together - apart).max() < 1e-5
        through = np.exp(-together)
        assert np.allclose(
            through,
            np.exp(-optical_depths(one, scanner, view))
            * np.exp(-optical_depths(other, scanner, view)),
            rtol=1e-5,
        )


def test_a_hollow_takes_away_exactly_its_own_length(scanner):
    view = scanner.view("top")
    full = shapes.tube(8, 8, 12)
    mu = np.ones(4)
    hollow = joined([full(mu, 0.0), full(-mu, -1.0)])
    inner = shapes.tube(6, 6, 10)(mu, 0.0)
    turn = np.eye(3)
    at = np.array([0.0, 0, 12])
    difference = optical_depths(full(mu, 0.0).moved(turn, at), scanner, view) - optical_depths(
        inner.moved(turn, at), scanner, view
    )
    assert np.abs(optical_depths(hollow.moved(turn, at), scanner, view) - difference).max() < 1e-4


def test_half_the_density_weakens_half_as_much():
    thick, thin = (Material("paper", "organic", d, (("C6H10O5", 1.0),)) for d in (1.0, 0.5))
    energies = (45.0, 79.0)
    assert linear_attenuation(thin, energies) == pytest.approx(
        linear_attenuation(thick, energies) / 2
    )


def test_the_table_ends_with_the_density(scanner):
    table = attenuation_table(MATERIALS, scanner)
    assert all(table[name][-1] == MATERIALS[name].density for name in MATERIALS)


def test_a_formula_that_is_none_is_named():
    with pytest.raises(ContentError, match="material jelly: 'Xx2' is not a chemical formula"):
        linear_attenuation(Material("jelly", "organic", 1.0, (("Xx2", 1.0),)), (60.0,))
