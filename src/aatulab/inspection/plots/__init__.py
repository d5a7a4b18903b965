"""The pictures of inspection: each function takes plain tables and returns matplotlib axes."""

from aatulab.drawing import axes_for, bar_chart, describe, lab_style
from aatulab.inspection.plots.custody import custody_chart
from aatulab.inspection.plots.data_page import data_page
from aatulab.inspection.plots.density import density_chart
from aatulab.inspection.plots.effort import effort_chart
from aatulab.inspection.plots.sampling import sampling_chart

__all__ = [
    "axes_for",
    "bar_chart",
    "custody_chart",
    "data_page",
    "density_chart",
    "describe",
    "effort_chart",
    "lab_style",
    "sampling_chart",
]
