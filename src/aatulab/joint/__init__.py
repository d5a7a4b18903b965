"""The joint exercise: three airports, four services, some simulated hours, and its debrief.

    scenario = load_scenario("one-phone")
    session = Session(scenario, seed=7, roles={"customs:AMS": "trainee"}, others="full")
    session.advance(600)                                  # seconds from the beginning
    session.view("customs:AMS")                           # all that this role may know, as JSON
    session.records("customs:AMS", "baggage", flight)     # a list of its service
    session.decide("customs:AMS", {"do": "hold", …})      # {"accepted": …, "says": …}
    session.events(since, "customs:AMS")                  # what it has seen since an entry
    session.inject({"kind": "x-ray down", …}); session.pause(); session.speed(30)   # the instructor

A web layer holds one `Session` behind one lock, calls `elapse(real seconds)` once a second, and
after it sends each role `events` since its last one and, when something came, its `view`.  A
decision arrives as a JSON object and goes to `decide` unread: what is malformed, too large, sent
twice (`id`), from a wrong clock (`at`) or beyond the role's powers is answered in words, noted in
the log, and changes nothing.  The log is chained and holds every input, so `replay` gives the same
session again, byte for byte, also after the machine went down in the middle.

`scenario` and `reading` are the declarative form, `stage` makes it real records, `play` and its
neighbours let it happen, `partners` play whom nobody plays, `scoring` and `debrief` look back.
"""

from aatulab.joint.log import read_log
from aatulab.joint.reading import load_scenario, read_scenario, scenario_names
from aatulab.joint.replay import replay, replay_file, resume
from aatulab.joint.scenario import Scenario
from aatulab.joint.scoring import Score, needs_of, score
from aatulab.joint.services import SERVICES, Role
from aatulab.joint.session import Session
from aatulab.joint.stage import Stage, build_stage

__all__ = [
    "SERVICES",
    "Role",
    "Scenario",
    "Score",
    "Session",
    "Stage",
    "build_stage",
    "load_scenario",
    "needs_of",
    "read_log",
    "read_scenario",
    "replay",
    "replay_file",
    "resume",
    "scenario_names",
    "score",
]
