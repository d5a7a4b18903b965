"""What a lesson may count on: that images have been made on this computer before."""

import pytest

from aatulab.inspection.xray.imaging.image import take_image
from aatulab.inspection.xray.packing.order import Order


@pytest.fixture(scope="session", autouse=True)
def compiled_images():
    """Compile what makes X-ray images: once on a computer, and not within a lesson's 5 seconds."""
    for view in take_image(Order(bag="parcel", threat="cast-bars"), 1).views:
        assert view.colour.any()
