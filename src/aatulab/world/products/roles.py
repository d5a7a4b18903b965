"""What may lie in a parcel: how each kind of goods differs from the register, and what settles it.

`copy` is what is looked for.  All others are innocent, and each of them looks like a copy in some
way: an older or a new design, another market's pack, a licensed packer's box, a maker who is not in
the register, a parcel that was opened and closed by somebody who may.
"""

from collections.abc import Mapping
from dataclasses import dataclass

TYPOLOGY = "copied-brand"


@dataclass(frozen=True)
class Role:
    """One kind of goods; `changed` features are done in another maker's way, `fake` like a copy.

    `report` is what the register says of such goods, with which chance.
    """

    fact: str
    changed: tuple[int, int] = (0, 0)
    fake: tuple[int, int] = (0, 0)
    only: tuple[str, ...] = ()  # the features that may differ; empty: any
    report: str = ""
    reported: float = 0.0
    medicines_only: bool = False

    @property
    def is_twin(self) -> bool:
        """Whether it looks like a copy and is none."""
        return bool(self.changed[1] or self.fake[1])


ROLES: Mapping[str, Role] = {
    "newest-design": Role("The right holder finds batch and number in its own books."),
    "older-design": Role("The right holder confirms the design of an earlier year."),
    "new-design": Role(
        "The right holder sends the drawing of the new pack.",
        changed=(2, 3),
        report="new design",
        reported=0.5,
    ),
    "parallel-import": Role(
        "The importer's licence names the product, and the right holder the market.",
        changed=(1, 2),
        only=("brand-label", "leaflet", "box-print", "swing-tag", "blister"),
        report="licence to import",
        reported=0.5,
    ),
    "repackaged": Role(
        "The packer's licence and the maker's batch inside agree.",
        changed=(2, 3),
        only=("box-print", "seal", "batch-print", "hologram"),
        report="licence to repackage",
        reported=0.5,
        medicines_only=True,
    ),
    "unlisted-maker": Role("The maker exists, answers, and takes part in no register."),
    "opened-on-the-way": Role(
        "The post's label says who opened it, when, and why.",
        fake=(1, 2),
        only=("seal", "glue", "box-print"),
    ),
    "copy": Role(
        "The right holder examines a sample and did not make it.",
        fake=(1, 4),
        report="falsified",
        reported=0.45,
    ),
}
