"""The glossary in French: tooltips of French lessons, and the page of all terms.

glossary.yml holds each term's French; what it means in French stands in the catalogue
glossary.fr.po.  A term without that sentence shows its English name and no more.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from aatulab.authoring.glossary import Glossary, Term, find_glossary_file, load_glossary
from aatulab.authoring.translation.catalogue import FrenchCatalog, read_catalogue
from aatulab.authoring.translation.names import catalogue_path, is_translated

_PAGE = """\
# Glossaire

Les mots du métier tels que ces leçons les emploient, avec leur équivalent anglais. Dans une leçon,
placez le pointeur sur un mot souligné pour lire la même chose.

| Terme | Anglais | Définition |
|---|---|---|"""


@dataclass(frozen=True)
class FrenchTerm(Term):
    """A term as a French text calls it; `means` is French, or empty."""

    @property
    def forms(self) -> tuple[str, ...]:
        """Return the French words, those that stand in brackets, and the usual short form.

        >>> FrenchTerm("pnr", "passenger name record", "PNR", "dossier (données PNR)", "").forms
        ('dossier', 'données PNR', 'PNR')
        """
        words, _, bracket = self.french.partition("(")
        forms = (words.strip(), bracket.rstrip(")").strip(), self.short)
        return tuple(dict.fromkeys(form for form in forms if form))

    @property
    def tooltip(self) -> str:
        """Return what the tooltip says."""
        english = f"{self.words} ({self.short})" if self.short else self.words
        return " ".join(filter(None, [f"{self.french} :", self.means, f"(anglais : {english})"]))

    def pattern(self, form: str) -> re.Pattern[str]:
        """Return what finds a form in French, where each word has its own plural."""
        words = (re.escape(word).replace("'", "['’]") + "[sx]?" for word in form.split())
        plain = r"\s+".join(words)
        return re.compile(rf"(?<![\w-]){plain}(?![\w-])", 0 if form.isupper() else re.IGNORECASE)


def in_french(glossary: Glossary, catalog: FrenchCatalog | None) -> Glossary:
    """Return the same terms with their French words."""
    return {
        term.id: FrenchTerm(
            term.id,
            term.words,
            term.short,
            term.french,
            (catalog.french(term.means) if catalog else None) or "",
        )
        for term in glossary.values()
    }


def find_french_glossary(page: Path) -> Glossary:
    """Return the French glossary of the courses that a page lies in; empty if there is none."""
    path = find_glossary_file(page)
    if path is None:
        return {}
    catalog = read_catalogue(catalogue_path(path)) if is_translated(path) else None
    return in_french(load_glossary(path), catalog)


def french_glossary_page(page: Path) -> str:
    """Return the page of all terms as a French reader looks them up, as Markdown."""
    terms = sorted(find_french_glossary(page).values(), key=lambda term: term.french.casefold())
    rows = [
        f"| {term.french} | {f'{term.words} ({term.short})' if term.short else term.words} |"
        f" {term.means or '⚑ <em>définition en anglais seulement</em>'} |"
        for term in terms
    ]
    return "\n".join([_PAGE, *rows])
