"""A pack in a box: medicines, cosmetics, electronics; what lies in it below."""

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from aatulab.colours import INK
from aatulab.inspection.products.pictures import marks

# where the number of a feature stands, beside what it is about
PLACES: Mapping[str, tuple[float, float]] = {
    "box-print": (0.05, 5.15),
    "spelling": (0.05, 4.25),
    "hologram": (7.35, 5.15),
    "seal": (8.75, 5.75),
    "batch-print": (0.05, 3.35),
    "batch-form": (3.55, 2.8),
    "expiry-form": (5.1, 2.8),
    "blister": (0.05, 1.2),
    "leaflet": (5.95, 1.2),
    "brand-label": (7.9, 3.0),
    "plug": (5.95, 1.2),
}


def draw_box(ax: Axes, name: str, seen: Mapping[str, str], batch: str, expires: str) -> None:
    """Draw a box from the codes of its features; a feature without a code is left out."""
    ax.set(xlim=(-0.35, 9.5), ylim=(-0.3, 6.3), aspect="equal")
    ax.axis("off")
    ax.add_patch(Rectangle((0, 2.4), 8.8, 3.6, facecolor="#FBFBF8", edgecolor=INK, linewidth=1.6))
    brand, _, rest = name.partition(" ")
    marks.name_in_print(ax, (0.5, 5.15), brand, seen.get("box-print", "sharp-edges"))
    marks.line_of_text(ax, (0.5, 4.25), rest[:44], seen.get("spelling", "as-registered"))
    marks.hologram(ax, (6.2, 4.6), seen.get("hologram", "none"))
    if "seal" in seen:
        marks.seal(ax, (8.45, 2.4), 3.6, seen["seal"])
    if batch:
        written = _written(expires, seen.get("expiry-form", "month-year"))
        words = f"LOT {batch}  EXP {written}"
        marks.batch(ax, (0.5, 3.3), words, seen.get("batch-print", "laser"))
    if "blister" in seen:
        marks.blister(ax, (0.5, 0.2), seen["blister"])
    if "leaflet" in seen:
        marks.leaflet(ax, (6.4, 0.2), seen["leaflet"])


def _written(expires: str, code: str) -> str:
    """Return a month such as `2028-03` as the maker writes it."""
    year, _, month = expires.partition("-")
    return {
        "year-month": f"{year}-{month}",
        "day-month-year": f"28.{month}.{year}",
        "other-order": f"{month}.{year[2:]}.28",
        "before-made": f"{month}/{int(year) - 9}" if year else "",
    }.get(code, f"{month}/{year}")
