"""Make pictures out of solids: rays, detectors, colours.  Compiled code, and little else."""
