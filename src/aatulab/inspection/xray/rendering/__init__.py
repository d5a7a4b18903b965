"""Make pictures out of scenes: rays, detectors, colours, truth masks and image factors."""
