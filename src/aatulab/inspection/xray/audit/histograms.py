"""Draw how the image factors are spread: a library that is all easy or all hard trains nobody."""

from collections.abc import Sequence
from io import BytesIO

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from aatulab.colours import BLUE, ORANGE
from aatulab.inspection.xray.imaging.image import XrayImage
from aatulab.inspection.xray.training.difficulty import measured_level

_COLOURS = {"top": BLUE, "side": ORANGE}
_PANELS = (
    ("view_difficulty", "View difficulty: share of the flat silhouette that is hidden"),
    ("superposition", "Superposition: share of the contrast that is lost"),
    ("opacity", "Opacity: share of the bag that is nearly black"),
    ("clutter", "Clutter: fine detail"),
)


def factor_histograms(images: Sequence[XrayImage]) -> bytes:
    """Return a PNG with one histogram of each factor, by view, and one of the level."""
    figure = Figure(figsize=(11, 7), layout="constrained")
    FigureCanvasAgg(figure)
    panels = figure.subplots(2, 3).ravel()
    for panel, (name, title) in zip(panels, _PANELS, strict=False):
        for view, colour in _COLOURS.items():
            values = _values(images, view, name)
            panel.hist(values, bins=20, histtype="step", linewidth=1.8, color=colour, label=view)
        panel.set_title(title, fontsize=8.5)
        panel.legend(frameon=False, fontsize=8)
    levels = [
        measured_level(view.factors for view in image.views) for image in images if image.has_threat
    ]
    panels[4].hist(levels, bins=20, range=(0, 10), color="#555555")
    panels[4].set_title("Level of difficulty, 0 to 10, by the easier view", fontsize=8.5)
    things = [len(image.scene.things) for image in images]
    panels[5].hist(things, bins=20, color="#555555")
    panels[5].set_title("Things in a bag", fontsize=8.5)
    for panel in panels:
        panel.set_ylabel("images", fontsize=8)
        panel.tick_params(labelsize=8)
    buffer = BytesIO()
    figure.savefig(buffer, format="png", dpi=110, metadata={"Software": None})
    return buffer.getvalue()


def _values(images: Sequence[XrayImage], view: str, name: str) -> list[float]:
    found = [
        getattr(picture.factors, name)
        for image in images
        for picture in image.views
        if picture.name == view
    ]
    return [float(value) for value in found if value is not None]
