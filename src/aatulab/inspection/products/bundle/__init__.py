"""Bundles: the register as it travels, signed by whoever issues it (Ed25519)."""
