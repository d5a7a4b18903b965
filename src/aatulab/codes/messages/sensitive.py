"""Leave sensitive data of a PNR behind: meal codes, assistance and health codes, language.

Only their number is kept.  A free text that names such a code goes as a whole.  Words in free
text cannot all be foreseen, so a person who meets one deletes it.
"""

import re
from functools import cache

from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import ContentError


class Sieve:
    """Says what may stay and counts what may not."""

    def __init__(self) -> None:
        self.dropped = 0

    def lets_through(self, text: str) -> bool:
        """Whether a code or free text may stay; what may not is counted.

        >>> sieve = Sieve()
        >>> [t for t in ("SEAT", "MOML", "PSGR REQUESTS WCHR") if sieve.lets_through(t)]
        ['SEAT']
        >>> sieve.dropped
        2
        """
        if _sensitive().search(text.upper()) is None:
            return True
        self.dropped += 1
        return False


@cache
def _sensitive() -> re.Pattern[str]:
    path = datasets_dir() / "reference" / "sensitive-services.yml"
    content = read_yaml(path)
    meals, codes = content.get("special_meals"), content.get("codes")
    if not isinstance(meals, dict) or not isinstance(codes, dict):
        raise ContentError(f"{path}: expected mappings `special_meals` and `codes`.")
    # a letter or digit beside it makes another word of it
    return re.compile(rf"(?<![A-Z0-9])(?:{meals['pattern']}|{'|'.join(codes)})(?![A-Z0-9])")
