"""A world in other formats than Parquet: CSV, a DuckDB file, a SQLite file."""

from aatulab.world.store.export.export import FORMATS, export_world

__all__ = ["FORMATS", "export_world"]
