"""The self-check of a lesson in French: the same questions, ids and order of choices.

A question is French as a whole or English as a whole: half a question in each language would
test the reader's languages.
"""

from pathlib import Path
from typing import Any

import yaml

from aatulab import content
from aatulab.authoring.translation.catalogue import FrenchCatalog
from aatulab.authoring.translation.typography import set_french

NOT_YET = "⚑ (en anglais, traduction à revoir)"
_MOMENTS = ("before", "after")


def french_quiz(path: Path, catalog: FrenchCatalog) -> str:
    """Return the YAML text of a quiz's French."""
    quiz: Any = content.read_yaml(path)  # read_quiz has judged its form
    for pair in quiz["pairs"]:
        for when in _MOMENTS:
            pair[when] = _french_item(pair[when], catalog)
    return str(yaml.safe_dump(quiz, allow_unicode=True, sort_keys=False, width=100))


def _french_item(item: dict[str, Any], catalog: FrenchCatalog) -> dict[str, Any]:
    texts = [item["ask"], item["because"], *item["choices"]]
    french = [catalog.french(str(text).strip()) for text in texts]
    if None in french:
        return item | {"ask": f"{item['ask'].strip()} {NOT_YET}"}
    ask, because, *choices = (set_french(text) for text in french if text)
    return item | {"ask": ask, "because": because, "choices": choices}
