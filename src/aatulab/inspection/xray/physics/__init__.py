"""How X-rays weaken in matter, and what a dual-energy scanner makes of it."""
