import pytest

from aatulab.cases import build_case

NAME = "arrivals-tuesday"


@pytest.fixture(scope="session")
def public():
    """The public case and its truth, which no test changes."""
    return build_case(NAME)
