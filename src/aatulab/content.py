"""Find the content folders that the package reads: schemas, typologies, cases.

In a checkout they are `datasets/` at the root; in a wheel they lie inside the package.
"""

from pathlib import Path

import yaml

from aatulab.errors import ContentError

_PACKAGE = Path(__file__).parent
# the parser in C reads the same and is many times faster; some builds of PyYAML lack it
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def datasets_dir() -> Path:
    """Return the folder that holds `schemas/`, `typologies/` and `cases/`."""
    bundled = _PACKAGE / "_datasets"
    return bundled if bundled.is_dir() else _PACKAGE.parents[1] / "datasets"


def read_yaml(path: Path) -> dict[str, object]:
    """Return the mapping in a YAML file.

    Raises `ContentError` that names the file when it is missing, malformed or not a mapping.
    """
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - it is safe
    except FileNotFoundError:
        raise ContentError(f"{path}: there is no such file.") from None
    except yaml.YAMLError as error:
        raise ContentError(f"{path}: not readable as YAML: {error}") from error
    if not isinstance(loaded, dict):
        raise ContentError(
            f"{path}: expected a mapping of keys to values, found {type(loaded).__name__}."
        )
    return loaded
