"""A zip bomb with a notebook's name."""

import zipfile

EXPECT = {}
REFUSED = ("not a notebook",)


def hand_in(desk):
    with zipfile.ZipFile(desk.inbox / "mallory.ipynb", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.ipynb", bytes(10_000_000))
