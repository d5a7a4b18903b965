"""Write the realism report of a world on disk: `index.html` and one picture a topic.

It lies here and not in `world`, because the pictures have the style of all pictures of the lab.
"""

from collections.abc import Sequence
from pathlib import Path

from aatulab.errors import WorldError
from aatulab.targeting.realism.charts import draw_section
from aatulab.targeting.realism.page import render_page
from aatulab.world.realism.facts import read_realism
from aatulab.world.realism.findings import Section, examine
from aatulab.world.store.stored import StoredWorld

PAGE = "index.html"


def write_report(folder: Path, out: Path) -> Sequence[Section]:
    """Write the report of the world in `folder` into the new or empty folder `out`.

    The same world gives the same bytes.  Returns what was found.  Raises `WorldError` if there is
    no world, or if `out` holds anything.
    """
    world = StoredWorld.open(folder)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise WorldError(f"{out}: there is something already; name a new or an empty folder.")
    realism = read_realism()
    sections = examine(world, realism)
    pictures = {f"{section.topic.name}.png": draw_section(section) for section in sections}
    page = render_page(world.manifest.order.spec, sections, realism)
    out.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures.items():
        if picture is not None:
            (out / name).write_bytes(picture)
    (out / PAGE).write_text(page, encoding="utf-8")  # last: a page has all its pictures
    return sections
