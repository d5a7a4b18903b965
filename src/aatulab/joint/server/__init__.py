"""The joint exercise for a class: each trainee at a browser of their own, one instructor's panel.

For training only.  Behind a proxy with TLS if it leaves the room's network.
"""

from aatulab.joint.server.app import Settings, build_app
from aatulab.joint.server.seats import INSTRUCTOR, Seats

__all__ = ["INSTRUCTOR", "Seats", "Settings", "build_app"]
