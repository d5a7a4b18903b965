"""Names: how a machine writes them, how near two are and why, and how to find one of millions."""
