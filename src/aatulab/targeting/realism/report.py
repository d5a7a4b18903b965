"""Write the realism report of a world on disk: `index.html` and one picture a topic.

It lies here and not in `world`, because the pictures have the style of all pictures of the lab.
"""

import tempfile
from collections.abc import Mapping, Sequence
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
    no world, if `out` holds anything or if the disk refuses.
    """
    world = StoredWorld.open(folder)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise WorldError(f"{out}: there is something already; name a new or an empty folder.")
    realism = read_realism()
    sections = examine(world, realism)
    pictures = {f"{section.topic.name}.png": draw_section(section) for section in sections}
    page = render_page(world.manifest.order.spec, sections, realism)
    files = {name: picture for name, picture in pictures.items() if picture is not None}
    _put(out.absolute(), {**files, PAGE: page.encode()})
    return sections


def _put(out: Path, files: Mapping[str, bytes]) -> None:
    """Write the files beside `out` and move them there: whoever looks finds all or nothing."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as work:
            made = Path(work) / out.name
            made.mkdir()
            for name, content in files.items():
                (made / name).write_bytes(content)
            if out.exists():
                out.rmdir()
            made.rename(out)
    except OSError as error:
        raise WorldError(f"{out}: could not be written ({error.strerror or error}).") from error
