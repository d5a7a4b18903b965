"""Bring a catalogue up to date with its page: nothing that a translator wrote is lost.

A message whose English changed keeps its French as a draft: marked fuzzy, with the English that
it was made from.  A message that left the page goes to the end (`#~`), and comes back with its
French when its English does.
"""

from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog

from aatulab.authoring.translation.catalogue import FrenchCatalog
from aatulab.authoring.translation.messages import Message


def merge(messages: Iterable[Message], catalog: FrenchCatalog) -> None:
    """Change a catalogue in place so that it holds these messages and no others."""
    for old in list(catalog.obsolete.values()):
        twin = catalog.get(old.id)
        if twin is None:
            catalog[old.id] = old
        elif not twin.string:  # two branches of one file were put together
            twin.string, twin.flags = old.string, twin.flags | {"fuzzy"}
    catalog.obsolete.clear()
    previous = {message.id: message.previous_id for message in catalog if message.fuzzy}
    catalog.update(_template(messages, catalog.path), update_creation_date=False)
    for message in catalog:
        if message.fuzzy and not message.previous_id:
            message.previous_id = previous.get(message.id, [])
    for gone in [old for old, message in catalog.obsolete.items() if not message.string]:
        del catalog.obsolete[gone]


def _template(messages: Iterable[Message], path: Path) -> Catalog:
    template = Catalog()
    for message in messages:
        name = message.file.relative_to(path.parent).as_posix()
        place = (name, message.line)
        template.add(message.text, locations=[place], auto_comments=[message.place])
    return template
