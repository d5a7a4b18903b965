"""The air cargo flow: waybills, house waybills, what happened to them, what was amended."""
