"""The link chart: records and what they share, as a picture with a timeline."""

from aatulab.widgets.link_chart.chart import LinkChart

__all__ = ["LinkChart"]
