"""How tests run here: shared among cores by file, the long ones first, not hurried by hypothesis.

The first text that hypothesis draws builds tables of all characters, which may take some seconds; a
busy machine, or its first use in a fresh checkout, fails no test.
"""

import gc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("lab", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("lab")

# so that no core waits at the end for another
LONG_FIRST = ("browser", "grading", "security", "content")


def pytest_itemcollected(item):
    """Keep the tests of a file, or of the one lab, on one core; share the exercises among all."""
    folder = getattr(item, "callspec", None) and item.callspec.params.get("folder")
    group = f"{item.location[0]}:{folder.name}" if isinstance(folder, Path) else item.location[0]
    group = "lab" if "lab" in item.fixturenames else group
    item.add_marker(pytest.mark.xdist_group(group))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Put the rooms whose tests take long before the others, which stay shuffled."""
    items.sort(key=rank)


def rank(item):
    room = Path(item.location[0]).parts[1]
    return LONG_FIRST.index(room) if room in LONG_FIRST else len(LONG_FIRST)


def pytest_collection_finish():
    """Keep the search for garbage out of some ten thousand tests, which all stay alive."""
    gc.collect()
    gc.freeze()
