"""Scripted partners: they play the roles that nobody plays, by what those roles can see only.

`full` shares every fact with those who may get it; `none` works as well and shares nothing;
`random` does whatever comes to mind.  The three are also the baselines of the score.
"""

from collections.abc import Callable, Mapping

from aatulab.joint.partners.chance import Chance
from aatulab.joint.partners.desk import Partner, Policy
from aatulab.joint.partners.officer import Officer

TRAINEE = "trainee"
POLICIES: Mapping[str, Callable[[], Policy]] = {
    "full": lambda: Officer(shares=True),
    "none": lambda: Officer(shares=False),
    "random": Chance,
}

__all__ = ["POLICIES", "TRAINEE", "Chance", "Officer", "Partner", "Policy"]
