"""nbgrader's settings for AATU Lab: grading in the sandbox, through nbgrader's plug-in points.

Used when the lab is opened by start.py, and by hand:

    JUPYTER_CONFIG_PATH=grading nbgrader autograde targeting-1

The course is the folder in AATULAB_COURSE, else workspace/course of this checkout.  A course
made by `aatulab course create` also holds a config file of its own, for settings of your own.
"""

import os
from pathlib import Path

from aatulab.grading.nbgrader_bridge.settings import configure

c = get_config()  # noqa: F821 - nbgrader gives it
checkout = Path(__file__).resolve().parents[1]
configure(c, Path(os.environ.get("AATULAB_COURSE") or checkout / "workspace" / "course").absolute())
