"""Products of coined brands: who owns the rights, how a pack looks, what was reported of it."""
