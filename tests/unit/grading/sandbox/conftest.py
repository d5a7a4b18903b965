"""One sandbox for the tests of honest notebooks."""

import pytest

from aatulab.grading.sandbox import Job, Limits, Step, WarmSandbox


@pytest.fixture(scope="session")
def sandbox():
    with WarmSandbox(preload=()) as sandbox:
        yield sandbox


@pytest.fixture
def run(sandbox):
    """Run cells as one job and return the transcript; `ask` is read after each cell."""

    def run_cells(*cells, ask=(), calls=(), files=None, **limits):
        steps = [
            cell if isinstance(cell, Step) else Step(f"s{n}", cell, ask=ask, calls=calls)
            for n, cell in enumerate(cells)
        ]
        return sandbox.run(Job("honest", tuple(steps), files or {}, Limits(**limits)))

    return run_cells
