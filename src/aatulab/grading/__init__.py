"""Grade submissions on unseen cases: intake, judge, pool, reports, and the bridge to nbgrader.

Importing this package costs nothing; nbgrader is imported only by `nbgrader_bridge`.
"""

DEFAULT_COURSE_ID = "aatu"
