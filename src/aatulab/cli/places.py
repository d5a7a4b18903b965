"""Where the command line looks when nobody says where: the one reader of the environment."""

import os
from pathlib import Path

CHECKOUT = Path(__file__).parents[3]


def default_course() -> Path:
    """Return the course's folder: AATULAB_COURSE, else `workspace/course` of the checkout."""
    return Path(os.environ.get("AATULAB_COURSE") or CHECKOUT / "workspace" / "course")
