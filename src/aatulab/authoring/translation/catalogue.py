"""Read and write a French catalogue; a file with a slip is refused, and stays as it is.

Babel reads the format and merges.  Here stands what its reader lets pass (an id that stands
twice, another language's header), and a writer that hangs on the messages alone: no clock, no
version of a tool, no line numbers; a translator's own header is kept word for word.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, normalize

from aatulab.authoring.fields import show
from aatulab.authoring.translation.names import LANGUAGE
from aatulab.authoring.translation.syntax import CatalogueError, check_lines

_HEADER = (
    "Project-Id-Version: AATU Lab\n"
    f"Language: {LANGUAGE}\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=2; plural=(n > 1);\n"
)
_GUESSED = {"python-format", "python-brace-format"}  # Babel takes "5 % of" for one
_EARLIER = ("#|", "#~|")  # from which English a message was translated
_FIRST_COMMENT = "French translation; see CONTRIBUTING.md, For translators."


class FrenchCatalog(Catalog):
    """Babel's catalogue with its header as it was written, and no message lost to its twin."""

    def __init__(self, path: Path) -> None:
        super().__init__(locale=LANGUAGE)
        self.path = path
        self.header = Message("", _HEADER, user_comments=[_FIRST_COMMENT])

    def __setitem__(self, id: str | tuple[str, ...] | list[str], message: Message) -> None:  # noqa: A002
        if not id:
            self.header = message
            return
        twin = self.get(id)
        if twin is not None:
            raise CatalogueError(
                self.path,
                message.lineno or 1,
                f"the msgid {show(id)} stands here and in line {twin.lineno}. Keep one of the two;"
                " nothing was changed.",
            )
        super().__setitem__(id, message)

    def french(self, text: str) -> str | None:
        """Return the French of a text; None where there is none that may be shown."""
        message = self.get(text)
        if message is None or message.fuzzy:
            return None
        return str(message.string or "").strip() or None


def read_catalogue(path: Path) -> FrenchCatalog:
    """Return a catalogue; `CatalogueError` names the line of the first slip."""
    lines = _read_lines(path)
    previous = check_lines(path, lines)
    catalog = FrenchCatalog(path)
    catalog.header = Message("")  # a file without one must not pass for ours
    try:
        # what a message was translated from is no comment of a translator; numbers stay true
        shown = ["" if line.startswith(_EARLIER) else line for line in lines]
        PoFileParser(catalog, abort_invalid=True).parse(shown)
    except PoFileError as error:
        raise CatalogueError(path, error.lineno + 1, f"{error}. Mend this line.") from error
    _check_language(path, catalog.header)
    for message in catalog:
        if message.lineno is not None and message.lineno in previous:
            message.previous_id = [previous[message.lineno]]
    return catalog


def write_catalogue(catalog: FrenchCatalog) -> bool:
    """Write a catalogue to its path, whole or not at all; tell whether its bytes changed."""
    text = catalogue_text(catalog)
    path = catalog.path
    if path.is_file() and path.read_bytes() == text.encode():
        return False
    scratch = path.with_name(f".{path.name}.writing")
    scratch.write_text(text, encoding="utf-8", newline="\n")
    scratch.replace(path)
    return True


def catalogue_text(catalog: FrenchCatalog) -> str:
    """Return a catalogue as it stands in its file."""
    live = (message for message in catalog if message.id)
    blocks = [_entry(catalog.header), *map(_entry, live)]
    blocks += [_entry(message, mark="#~ ") for message in catalog.obsolete.values()]
    return "\n".join(blocks)


def _entry(message: Message, mark: str = "") -> str:
    return "".join(f"{line}\n" for line in _entry_lines(message, mark))


def _entry_lines(message: Message, mark: str) -> Iterator[str]:
    yield from (f"# {comment}".rstrip() for comment in message.user_comments)
    if not mark:
        yield from (f"#. {comment}" for comment in message.auto_comments)
        yield from (f"#: {name}" for name in dict.fromkeys(name for name, _ in message.locations))
    if flags := sorted(message.flags - _GUESSED):
        yield f"#, {', '.join(flags)}"
    if not mark and message.fuzzy and message.previous_id:
        yield from _text_lines("msgid", str(message.previous_id[0]), "#| ")
    yield from _text_lines("msgid", str(message.id), mark)
    yield from _text_lines("msgstr", str(message.string or ""), mark)


def _text_lines(word: str, text: str, mark: str) -> Iterable[str]:
    return (f"{mark}{line}" for line in f"{word} {normalize(text, width=98)}".split("\n"))


def _read_lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")  # Notepad begins so
    except FileNotFoundError:
        words = "there is no catalogue yet; aatulab translate update with the lesson begins one."
        raise CatalogueError(path, 1, words) from None
    except OSError as error:
        raise CatalogueError(path, 1, f"cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        words = f"not a text in UTF-8 ({error}). Save it as UTF-8; nothing was changed."
        raise CatalogueError(path, 1, words) from error


def _check_language(path: Path, header: Message) -> None:
    found = [
        value.strip()
        for key, _, value in (line.partition(":") for line in str(header.string).splitlines())
        if key.strip().casefold() == "language"
    ]
    if not found or found[0].replace("-", "_").split("_")[0] != LANGUAGE:
        raise CatalogueError(
            path,
            1,
            f"the header's Language: expected {LANGUAGE}, found"
            f" {show(found[0]) if found else 'none'}. Name the file after its language, or mend"
            " the header; nothing was changed.",
        )
