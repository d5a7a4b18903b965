"""Orange, green, blue; pale when thin, black when thick."""

import colorsys

import numpy as np
import pytest

from aatulab.inspection.xray.models import shapes
from aatulab.inspection.xray.physics.attenuation import linear_attenuation
from aatulab.inspection.xray.physics.materials import read_materials
from aatulab.inspection.xray.rendering.colours import colour_view
from aatulab.inspection.xray.rendering.exposure import expose

MATERIALS = read_materials()


def colour_of(stand, name, depth, scanner):
    """Return the mean colour of a slab with about this optical depth at the highest energy."""
    mu = np.array([*linear_attenuation(MATERIALS[name], scanner.energies_kev), 1.0])
    made = expose(
        scanner, scanner.view("top"), stand(shapes.box(40, 30, depth / mu[2]), mu=mu), None, 2
    )
    return colour_view(scanner, made.low, made.high)[280:320, 350:450, :3].mean(axis=(0, 1))


@pytest.mark.parametrize("depth", [0.2, 0.8, 1.5])
@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("cotton", 20, 50),
        ("sugar", 20, 50),
        ("water", 20, 50),
        ("aluminium", 85, 150),
        ("glass", 85, 150),
        ("ivory", 85, 150),
        ("steel", 200, 250),
        ("copper", 200, 250),
        ("gold", 200, 250),
    ],
)
def test_the_hue_tells_the_material(name, low, high, depth, scanner, stand):
    red, green, blue = colour_of(stand, name, depth, scanner) / 255
    hue = 360 * colorsys.rgb_to_hsv(red, green, blue)[0]
    assert low <= hue <= high


@pytest.mark.parametrize("name", ["sugar", "aluminium", "steel"])
def test_thicker_is_darker(name, scanner, stand):
    bright = [colour_of(stand, name, depth, scanner).sum() for depth in (0.05, 0.3, 0.8, 1.6, 2.6)]
    assert bright == sorted(bright, reverse=True)
    assert bright[0] > 600


@pytest.mark.parametrize("name", ["steel", "gold", "lead"])
def test_what_lets_nothing_through_is_nearly_black_and_never_brown(name, scanner, stand):
    red, green, blue = colour_of(stand, name, 12.0, scanner)
    assert red + green + blue < 75
    assert blue >= red


def test_empty_belt_is_white(scanner, stand):
    nothing = stand(shapes.box(1, 1, 1)).some([])
    made = expose(scanner, scanner.view("side"), nothing, None, 2)
    assert colour_view(scanner, made.low, made.high).min() > 245
