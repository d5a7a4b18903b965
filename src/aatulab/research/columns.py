"""Refuse a table that lacks a column with the error of this room; see `aatulab.columns`."""

from functools import partial

from aatulab import columns
from aatulab.errors import ResearchError

need_columns = partial(columns.need_columns, ResearchError)
