"""Identifiers of the trade: one code per file, generated in columns and checked one by one."""
