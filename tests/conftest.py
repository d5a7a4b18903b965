"""How tests run here: shared among cores by file, and not hurried by hypothesis.

The first text that hypothesis draws builds tables of all characters, which may take some seconds; a
busy machine, or its first use in a fresh checkout, fails no test.
"""

import gc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("lab", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("lab")


def pytest_itemcollected(item):
    """Keep the tests of a file on one core, and share those of the exercises among all."""
    folder = getattr(item, "callspec", None) and item.callspec.params.get("folder")
    group = f"{item.location[0]}:{folder.name}" if isinstance(folder, Path) else item.location[0]
    item.add_marker(pytest.mark.xdist_group(group))


def pytest_collection_finish():
    """Keep the search for garbage out of some ten thousand tests, which all stay alive."""
    gc.collect()
    gc.freeze()
