"""Where the command line looks when nobody says where: the one reader of the environment."""

import os
from pathlib import Path
from typing import Annotated

import typer

CHECKOUT = Path(__file__).parents[3]
# the option of every verb that works in a course
CourseOption = Annotated[
    Path | None,
    typer.Option(help="The course's folder.", show_default="$AATULAB_COURSE or workspace/course"),
]


def default_course() -> Path:
    """Return the course's folder: AATULAB_COURSE, else `workspace/course` of the checkout."""
    return Path(os.environ.get("AATULAB_COURSE") or CHECKOUT / "workspace" / "course")
