"""Pictures that answer: ipywidgets for the lessons, each with a fallback without a kernel."""

from aatulab.widgets.progress import GradingProgress
from aatulab.widgets.threshold import ThresholdExplorer

__all__ = ["GradingProgress", "ThresholdExplorer"]
