"""Codes of States that travel documents may name: ISO 3166-1 and the further codes of ICAO."""

from functools import cache

from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import ContentError


def is_state(code: str) -> bool:
    """Whether a code names a State or organisation that issues travel documents.

    >>> is_state("UTO"), is_state("ZZZ")
    (True, False)
    """
    return code in _known()


@cache
def _known() -> frozenset[str]:
    path = datasets_dir() / "reference" / "document-states.yml"
    content = read_yaml(path)
    iso, icao = content.get("iso"), content.get("icao")
    if not isinstance(iso, list) or not isinstance(icao, dict):
        raise ContentError(f"{path}: expected a list `iso` and a mapping `icao`.")
    return frozenset(map(str, iso)) | frozenset(map(str, icao))
