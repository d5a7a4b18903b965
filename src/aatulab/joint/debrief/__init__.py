"""The debrief: what happened beside what was so, as tables, pictures and a notebook."""

from aatulab.joint.debrief.notebook import write_debrief
from aatulab.joint.debrief.pictures import flow_chart, score_chart, timeline_chart
from aatulab.joint.debrief.tables import (
    acts_table,
    known_table,
    lost_points,
    missed_table,
    needs_table,
    pairs_table,
    score_table,
    timeline,
    truth_table,
)
from aatulab.joint.debrief.where import first_known, known_chart

__all__ = [
    "acts_table",
    "first_known",
    "flow_chart",
    "known_chart",
    "known_table",
    "lost_points",
    "missed_table",
    "needs_table",
    "pairs_table",
    "score_chart",
    "score_table",
    "timeline",
    "timeline_chart",
    "truth_table",
    "write_debrief",
]
