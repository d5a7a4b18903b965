"""The X-ray viewer and the sittings played on it; JavaScript and CSS beside, nothing fetched."""

from aatulab.widgets.xray.agenda import what_is_due
from aatulab.widgets.xray.session import XraySession
from aatulab.widgets.xray.viewer import XrayViewer

__all__ = ["XraySession", "XrayViewer", "what_is_due"]
