"""Say of a page's French what is missing, stale, or breaks mark-up.

Each slip names the line at which a translator works: in the catalogue where the message stands
there, else in the page.  The English is never at fault here, and never waits for its French.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Message as Entry

from aatulab.authoring.glossary import find_glossary, mentions
from aatulab.authoring.lint.slip import Slip
from aatulab.authoring.text import read_source
from aatulab.authoring.translation.blocks import block_kinds
from aatulab.authoring.translation.catalogue import FrenchCatalog, read_catalogue
from aatulab.authoring.translation.glossary import in_french
from aatulab.authoring.translation.markup import lost_markup
from aatulab.authoring.translation.merge import merge
from aatulab.authoring.translation.messages import Message, page_messages
from aatulab.authoring.translation.names import catalogue_path, is_glossary
from aatulab.authoring.translation.syntax import CatalogueError

UPDATE = "run aatulab translate update"


@dataclass(frozen=True)
class State:
    """How far the French of a page has come; `slips` say what to do, in order."""

    catalogue: Path
    messages: int
    translated: int
    slips: tuple[Slip, ...]

    def __str__(self) -> str:
        return f"{self.catalogue}: {self.translated} of {self.messages} messages in French"


def check_translation(page: Path) -> State:
    """Return the state of a page's catalogue; a catalogue that cannot be read is one slip."""
    path = catalogue_path(page)
    first: dict[str, Message] = {}
    for message in page_messages(page):
        first.setdefault(message.text, message)
    messages = list(first.values())
    try:
        catalog = read_catalogue(path)
    except CatalogueError as error:
        return State(path, len(messages), 0, (Slip(path, error.line, error.words),))
    shown = sum(catalog.french(message.text) is not None for message in messages)
    slips = [*_unused_terms(page, messages, catalog), *_slips(messages, catalog)]
    return State(path, len(messages), shown, tuple(slips))


def _slips(messages: list[Message], catalog: FrenchCatalog) -> Iterator[Slip]:
    found = {message.text: catalog.get(message.text) for message in messages}
    entries = {text: entry.clone() for text, entry in found.items() if entry is not None}
    if len(entries) < len(messages):
        merge(messages, catalog)  # only here, to see which of the others were translated before
    for message in messages:
        if message.text in entries:
            yield from _entry_slips(message, entries[message.text], catalog.path)
        else:
            words = _new_words(message, catalog.get(message.text))
            yield Slip(message.file, message.line, words)


def _entry_slips(message: Message, entry: Entry, path: Path) -> Iterator[Slip]:
    french, named, line = str(entry.string or ""), _named(message), entry.lineno or 1
    if entry.fuzzy:
        todo = "compare it with the English, mend it, take the flag fuzzy away"
        yield Slip(path, line, f"stale: {named} was translated from another text; {todo}.")
    elif not french.strip():
        yield Slip(path, line, f"missing: {named} is not translated yet.")
    else:
        lost = lost_markup(message.text, french)
        if block_kinds(french) != block_kinds(message.text):
            lost.append("what kind of block it is (a list, a heading, a formula)")
        for part in lost:
            yield Slip(path, line, f"mark-up: {named}: {part} differs from the English.")


def _new_words(message: Message, entry: Entry | None) -> str:
    if entry is not None and entry.fuzzy:
        return f"stale: {_named(message)} has changed since it was translated; {UPDATE}."
    return f"missing: {_named(message)} is not in the catalogue; {UPDATE}."


def _named(message: Message) -> str:
    text = message.text if len(message.text) <= 50 else f"{message.text[:47]}..."
    return f"“{text}” ({message.place})"


def _unused_terms(page: Path, messages: list[Message], catalog: FrenchCatalog) -> Iterator[Slip]:
    """A lesson teaches its terms in French, too: each is called there as the glossary calls it."""
    if is_glossary(page):
        return
    terms = in_french(find_glossary(page), None)
    prose = [catalog.french(message.text) for message in messages]
    if None in prose:
        return  # what is not translated may yet use it
    text = "\n".join(filter(None, prose))
    for name in read_source(page).front.texts("terms"):
        if name in terms and not mentions(terms[name], text):
            term = terms[name].forms[0]
            words = f"never uses “{term}”, the glossary's French for {name}"
            yield Slip(catalog.path, 1, f"term: the translation {words}.")
