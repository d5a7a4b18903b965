"""How tests run here: shared among cores by file, the long ones first, not hurried by hypothesis.

The first text that hypothesis draws builds tables of all characters, which may take some seconds; a
busy machine, or its first use in a fresh checkout, fails no test.
"""

import gc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

settings.register_profile("lab", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("lab")

LAB = {f"tests/browser/test_{name}.py" for name in ("lab", "widgets", "xray")}
# so that no core waits at the end for another
LONG_FIRST = ("browser", "grading", "security", "content")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Keep the tests of a file, or of the one lab, on one core: what they share is made once."""
    return OneCore(config, log)


class OneCore(LoadScopeScheduling):
    """Groups by path; xdist's own groups by marker are lost on pytest 9.2, which renamed ids."""

    def _split_scope(self, nodeid):
        path = nodeid.split("::", maxsplit=1)[0]
        return "lab" if path in LAB else path


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
