"""The glossary in French: tooltips of French lessons, and the page of all terms.

glossary.yml holds each term's French; what it means in French stands in the catalogue
glossary.fr.po.  A term without that sentence shows its English name and no more.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from anyascii import anyascii

from aatulab.authoring.glossary import Glossary, Term, find_glossary_file, load_glossary
from aatulab.authoring.translation.catalogue import FrenchCatalog, read_catalogue
from aatulab.authoring.translation.names import catalogue_path, is_translated
from aatulab.authoring.translation.typography import set_french

TITLE = "Glossaire"
_NOT_YET = "⚑ <em>définition en anglais seulement</em>"
_PAGE = f"""\
# {TITLE}

Les mots du métier tels que ces leçons les emploient, avec leur équivalent anglais. Dans une leçon,
placez le pointeur sur un mot souligné pour lire la même chose.

| Terme | Anglais | Définition |
|---|---|---|"""


@dataclass(frozen=True)
class FrenchTerm(Term):
    """A term as a French text calls it; `means` is French, or empty."""

    @property
    def forms(self) -> tuple[str, ...]:
        """Return the French words, the short form in brackets, and the English short form.

        >>> FrenchTerm("pnr", "passenger name record", "PNR", "dossier (données PNR)", "").forms
        ('dossier', 'données PNR', 'PNR')
        """
        words, _, bracket = self.french.partition("(")
        inside = bracket.rstrip(")").strip()
        is_short = any(word.isupper() for word in inside.split())  # no remark on the term
        forms = (words.strip(), inside if is_short else "", self.short)
        return tuple(dict.fromkeys(form for form in forms if form))

    @property
    def tooltip(self) -> str:
        """Return what the tooltip says."""
        french = f"{self.french}\u00a0:" if self.means else self.french
        return " ".join(filter(None, [french, self.means, f"(anglais\u00a0: {self.english})"]))

    @property
    def english(self) -> str:
        """Return what it is called in English, with its short form."""
        return f"{self.words} ({self.short})" if self.short else self.words

    def pattern(self, form: str) -> re.Pattern[str]:
        """Return what finds a form in French, where each word has its own plural."""
        words = (re.escape(word).replace("'", "['’]") + "[sx]?" for word in form.split())
        plain = r"\s+".join(words)
        return re.compile(rf"(?<![\w-]){plain}(?![\w-])", 0 if form.isupper() else re.IGNORECASE)


def in_french(glossary: Glossary, catalog: FrenchCatalog | None) -> Mapping[str, FrenchTerm]:
    """Return the same terms with their French words."""
    return {
        term.id: FrenchTerm(
            term.id,
            term.words,
            term.short,
            term.french,
            set_french((catalog.french(term.means) if catalog else None) or ""),
        )
        for term in glossary.values()
    }


def find_french_glossary(page: Path) -> Mapping[str, FrenchTerm]:
    """Return the French glossary of the courses that a page lies in; empty if there is none."""
    path = find_glossary_file(page)
    if path is None:
        return {}
    catalog = read_catalogue(catalogue_path(path)) if is_translated(path) else None
    return in_french(load_glossary(path), catalog)


def french_glossary_page(page: Path) -> str:
    """Return the page of all terms as a French reader looks them up, as Markdown."""
    terms = sorted(
        find_french_glossary(page).values(), key=lambda term: anyascii(term.french).casefold()
    )
    rows = [
        f"| {set_french(term.french)} | {term.english} | {term.means or _NOT_YET} |"
        for term in terms
    ]
    return "\n".join([_PAGE, *rows])
