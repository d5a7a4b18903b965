"""Find the content folders that the package reads: schemas, typologies, cases.

In a checkout they are `datasets/` at the root; in a wheel they lie inside the package.
"""

from pathlib import Path

import yaml

from aatulab.errors import ContentError, shown

_PACKAGE = Path(__file__).parent
# the parser in C reads the same and is many times faster; some builds of PyYAML lack it
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MERGE = "tag:yaml.org,2002:merge"  # the key <<
_DEEPEST = 100  # brackets in brackets; the parser in C crashes at some ten thousand
_OPENERS = ("[", "{", "- ", "? ")


def datasets_dir() -> Path:
    """Return the folder that holds `schemas/`, `typologies/` and `cases/`."""
    bundled = _PACKAGE / "_datasets"
    return bundled if bundled.is_dir() else _PACKAGE.parents[1] / "datasets"


def read_yaml(path: Path) -> dict[str, object]:
    """Return the mapping in a YAML file.

    Raises `ContentError` that names the file when it is missing, malformed or not a mapping, or
    when a key stands in it twice: YAML would let the last one count without a word.
    """
    try:
        loaded = _load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ContentError(f"{path}: there is no such file.") from None
    except OSError as error:
        raise ContentError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ContentError(f"{path}: not a text in UTF-8 ({error}).") from error
    except yaml.YAMLError as error:
        raise ContentError(f"{path}: not readable as YAML: {error}") from error
    if not isinstance(loaded, dict):
        raise ContentError(
            f"{path}: expected a mapping of keys to values, found {type(loaded).__name__}."
        )
    return loaded


def _load(text: str) -> object:
    if sum(map(text.count, _OPENERS)) > 10 * _DEEPEST:  # few files are read twice
        _refuse_depth(text)
    loader = _LOADER(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return None
        _check_nodes(loader, root)
        return loader.construct_document(root)
    finally:
        loader.dispose()


def _refuse_depth(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise yaml.YAMLError(f"over {_DEEPEST} levels of brackets or lists inside each other.")


def _check_nodes(loader: yaml.SafeLoader, root: yaml.Node) -> None:
    """Raise a `YAMLError` with the line of a key that comes again or of an impossible value."""
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:  # an alias leads to a node from many sides
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            try:
                loader.construct_object(node)
            except ValueError as error:  # a day such as 2026-02-30
                raise yaml.YAMLError(f"{_line(node)}: {shown(node.value)}: {error}.") from error
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            _refuse_repeated_keys(node)
            waiting += [value for _, value in node.value]


def _refuse_repeated_keys(node: yaml.MappingNode) -> None:
    keys = set()
    for key, _ in node.value:
        if isinstance(key, yaml.ScalarNode) and key.tag != _MERGE:
            if key.value in keys:
                raise yaml.YAMLError(f"{_line(key)}: the key {shown(key.value)} comes again.")
            keys.add(key.value)


def _line(node: yaml.Node) -> str:
    return f"line {node.start_mark.line + 1}" if node.start_mark else "somewhere"
