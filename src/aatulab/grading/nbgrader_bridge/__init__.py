"""Put verdicts into nbgrader and take submissions out of it: the only place that imports it.

Importing nbgrader costs seconds, so the command line comes here only when it has to.
"""
