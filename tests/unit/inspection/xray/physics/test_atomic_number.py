"""The estimate tells organic from mixed from metal, thin or thick."""

import numpy as np
import pytest

from aatulab.inspection.xray.physics.atomic_number import (
    METAL_ABOVE,
    ORGANIC_BELOW,
    calibrate,
    log_signals,
)
from aatulab.inspection.xray.physics.attenuation import linear_attenuation
from aatulab.inspection.xray.physics.materials import Material, read_materials

MATERIALS = read_materials()


@pytest.fixture(scope="module")
def calibration(scanner):
    return calibrate(scanner)


def estimate(scanner, calibration, material, high_depth):
    """Return the estimate for as much of a material as gives about this high log signal."""
    mu = linear_attenuation(material, scanner.energies_kev)
    thick = np.geomspace(1e-4, 300, 4000) / mu[-1] * 0.1
    low, high = log_signals(scanner, mu[:, None] * thick)
    place = int(np.argmin(abs(high - high_depth)))
    return float(calibration.estimate(low[place], high[place]))


@pytest.mark.parametrize("depth", [0.3, 1.0, 2.0])
@pytest.mark.parametrize("name", sorted(MATERIALS))
def test_every_material_gets_the_class_that_it_declares(name, depth, scanner, calibration):
    z = estimate(scanner, calibration, MATERIALS[name], depth)
    kind = "organic" if z < ORGANIC_BELOW else "metal" if z > METAL_ABOVE else "mixed"
    border = min(abs(z - ORGANIC_BELOW), abs(z - METAL_ABOVE)) < 0.6
    assert kind == MATERIALS[name].kind or border, f"{name} reads {z:.1f}"


def test_organic_is_below_mixed_is_below_metal(scanner, calibration):
    means = {
        kind: np.mean(
            [estimate(scanner, calibration, m, 1.0) for m in MATERIALS.values() if m.kind == kind]
        )
        for kind in ("organic", "mixed", "metal")
    }
    assert means["organic"] < ORGANIC_BELOW < means["mixed"] < METAL_ABOVE < means["metal"]


@pytest.mark.parametrize(
    ("formula", "z"), [("C", 6), ("H2O", 7.4), ("Al", 13), ("Ca", 20), ("Ti", 22), ("Fe", 26)]
)
@pytest.mark.parametrize("depth", [0.2, 1.0, 2.2])
def test_known_atomic_numbers_come_back(formula, z, depth, scanner, calibration):
    found = estimate(scanner, calibration, Material(formula, "x", 1.0, ((formula, 1.0),)), depth)
    assert found == pytest.approx(z, abs=0.8 if z < 20 else 1.5)


def test_air_has_no_atomic_number(calibration):
    assert calibration.estimate(np.array([0.0]), np.array([0.0]))[0] == 0


def test_a_spectrum_hardens_so_that_the_ratio_of_steel_falls_with_thickness(scanner):
    mu = linear_attenuation(MATERIALS["steel"], scanner.energies_kev)
    low, high = log_signals(scanner, mu[:, None] * np.array([0.01, 0.3]))
    assert low[1] / high[1] < low[0] / high[0]
