"""History: what was inspected, seized, seen, reported and told, as far as an officer may look."""
