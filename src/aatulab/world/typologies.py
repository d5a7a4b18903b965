"""Read `datasets/typologies/*.yml`: who travels, and what each kind of traveller looks like.

Every booking plays one role: an ordinary profile, a typology or one of its innocent twins.
A role starts from `background.yml`'s ordinary traveller; a twin takes the signals that it
`shares` from its typology, unchanged, so that no trick of numbers tells the two apart.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from aatulab.content import read_yaml
from aatulab.errors import ContentError
from aatulab.world.signals import CIRCLE_SIGNALS, SIGNALS, Signal, read_signal

MIN_TWINS, MIN_SHARED, MIN_LOOKALIKES = 3, 2, 3.0
NEVER_USED = frozenset({"nationality", "sex", "age", "name", "meal_code"})
_PURPOSE = "listed serious crime"
_CIRCLE_LEAST = (("size", 1), ("days_apart", 0))


@dataclass(frozen=True)
class Circle:
    """Bookings that belong together: how many, how many days from one to the next."""

    size: tuple[int, int] = (1, 1)
    days_apart: tuple[int, int] = (0, 0)
    same_traveller: bool = False


@dataclass(frozen=True)
class Role:
    """One kind of booking, with every signal described."""

    name: str
    kind: str  # background, typology or twin
    typology: str | None
    share: float  # of the background, of the illicit, or twins for each illicit booking
    signals: Mapping[str, Signal]
    circle: Circle
    remarks: Mapping[str, float]
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Cast:
    """All roles of a world: profiles first, then each typology followed by its twins."""

    roles: tuple[Role, ...]
    ordinary: Role  # what every role starts from; nobody plays it

    def of_kind(self, kind: str) -> tuple[Role, ...]:
        """Return the roles of one kind, in order."""
        return tuple(role for role in self.roles if role.kind == kind)


@cache
def read_cast(folder: Path) -> Cast:
    """Return the cast described in a folder; `ContentError` names file, key and remedy."""
    background = folder / "background.yml"
    ordinary, profiles = _read_background(background)
    roles = list(profiles.values())
    for path in sorted(folder.glob("*.yml")):
        if path != background:
            roles += _read_typology(path, ordinary, profiles)
    cast = Cast(tuple(roles), ordinary)
    if not cast.of_kind("typology"):
        raise ContentError(f"{folder}: expected at least one typology beside background.yml.")
    for kind in ("background", "typology"):
        total = sum(role.share for role in cast.of_kind(kind))
        if abs(total - 1.0) > 1e-6:
            raise ContentError(f"{folder}: the shares of all {kind} roles sum to {total:g}, not 1.")
    return cast


def _read_background(path: Path) -> tuple[Role, dict[str, Role]]:
    content = read_yaml(path)
    signals = dict(_signals(path, content, "ordinary"))
    if missing := set(SIGNALS) - set(signals):
        raise ContentError(f"{path}: ordinary: these signals are missing: {sorted(missing)}.")
    ordinary = Role(
        name="ordinary",
        kind="background",
        typology=None,
        share=0.0,
        signals=signals,
        circle=Circle(),
        remarks=_remarks(path, content),
        facts=(),
    )
    profiles: dict[str, Role] = {}
    for entry in _entries(path, content, "profiles"):
        role = _role(path, entry, ordinary, share="share", facts="explained_by")
        profiles[role.name] = role
    return ordinary, profiles


def _read_typology(path: Path, ordinary: Role, profiles: Mapping[str, Role]) -> list[Role]:
    content = read_yaml(path)
    if content.get("purpose") != _PURPOSE:
        raise ContentError(
            f"{path}: purpose: found {content.get('purpose')!r}; passenger data may be used "
            f"for {_PURPOSE!r} only."
        )
    never = content.get("never_uses")
    if not isinstance(never, list) or not set(never) >= NEVER_USED:
        raise ContentError(f"{path}: never_uses: must hold at least {sorted(NEVER_USED)}.")
    if not content.get("sources"):
        raise ContentError(f"{path}: sources: name at least one public source.")
    typology = _role(path, content, ordinary, share="share_of_illicit", facts="proven_by")
    typology = replace(typology, kind="typology", typology=typology.name)
    if "party_size" in _mapping(path, content, "signals"):
        raise ContentError(f"{path}: signals.party_size: left out, so that age stays no signal.")
    _check_shifts(path, typology, ordinary)
    twins = [
        _read_twin(path, entry, typology, content, profiles)
        for entry in _entries(path, content, "twins")
    ]
    lookalikes = sum(twin.share for twin in twins)
    if len(twins) < MIN_TWINS or lookalikes < MIN_LOOKALIKES:
        raise ContentError(
            f"{path}: twins: found {len(twins)} with {lookalikes:g} bookings for each illicit "
            f"one; expected at least {MIN_TWINS} and {MIN_LOOKALIKES:g}."
        )
    return [typology, *twins]


def _read_twin(
    path: Path,
    entry: Mapping[str, object],
    typology: Role,
    content: Mapping[str, object],
    profiles: Mapping[str, Role],
) -> Role:
    name, like = entry.get("name"), entry.get("like")
    where = f"{path}: twins.{name}"
    if like not in profiles:
        raise ContentError(f"{where}.like: found {like!r}, expected one of {sorted(profiles)}.")
    own = set(_mapping(path, content, "signals"))
    shares = entry.get("shares")
    if not isinstance(shares, list) or len(shares) < MIN_SHARED or not set(shares) <= own:
        raise ContentError(
            f"{where}.shares: found {shares!r}, expected at least {MIN_SHARED} of {sorted(own)}."
        )
    base = profiles[str(like)]
    taken = {signal: typology.signals[signal] for signal in shares}
    # a shared contact needs somebody to share it with
    circle = typology.circle if set(shares) & set(CIRCLE_SIGNALS) else base.circle
    base = replace(base, signals={**base.signals, **taken}, circle=circle)
    twin = _role(path, entry, base, share="per_positive", facts="told_apart_by")
    return replace(twin, kind="twin", typology=typology.name)


def _role(path: Path, entry: Mapping[str, object], base: Role, *, share: str, facts: str) -> Role:
    name = entry.get("name")
    if not isinstance(name, str) or not entry.get("summary"):
        raise ContentError(f"{path}: a role needs `name` and `summary`, found {name!r}.")
    portion = entry.get(share)
    if not isinstance(portion, int | float) or not 0 < portion <= 5:
        raise ContentError(
            f"{path}: {name}.{share}: found {portion!r}, expected a positive number."
        )
    checks = list(_entries(path, entry, facts))
    if not checks or not all(check.get("check") and check.get("shows") for check in checks):
        raise ContentError(f"{path}: {name}.{facts}: expected a list of `check` and `shows`.")
    return Role(
        name=name,
        kind="background",
        typology=None,
        share=float(portion),
        signals={**base.signals, **dict(_signals(path, entry, "signals"))},
        circle=_circle(path, entry) or base.circle,
        remarks={**base.remarks, **_remarks(path, entry)},
        facts=tuple(str(check["shows"]) for check in checks),
    )


def _check_shifts(path: Path, typology: Role, ordinary: Role) -> None:
    for name, signal in typology.signals.items():
        usual = ordinary.signals[name].level
        actual = "lower" if signal.level < usual else "higher"
        if signal.shift and signal.shift != actual:
            raise ContentError(
                f"{path}: signals.{name}.shift: says {signal.shift}, but {signal.level:g} is "
                f"{actual} than the ordinary {usual:g}."
            )


def _signals(path: Path, entry: Mapping[str, object], key: str) -> Iterator[tuple[str, Signal]]:
    for name, described in _mapping(path, entry, key).items():
        yield name, read_signal(f"{path}: {entry.get('name')}.{key}", name, described)


def _circle(path: Path, entry: Mapping[str, object]) -> Circle | None:
    if "circle" not in entry:
        return None
    found = _mapping(path, entry, "circle")
    where = f"{path}: {entry.get('name')}.circle"
    pairs = [_pair(f"{where}.{key}", found.get(key), least) for key, least in _CIRCLE_LEAST]
    same = found.get("same_traveller", False)
    if not isinstance(same, bool) or (same and pairs[1][0] < 1):
        raise ContentError(f"{where}: the same traveller needs days_apart of at least 1.")
    return Circle(pairs[0], pairs[1], same)


def _pair(where: str, found: object, least: int) -> tuple[int, int]:
    numbers = [n for n in found if isinstance(n, int)] if isinstance(found, list) else []
    if len(numbers) != 2 or found != numbers or not least <= numbers[0] <= numbers[1]:
        raise ContentError(f"{where}: found {found!r}, expected [low, high] from {least} up.")
    return numbers[0], numbers[1]


def _remarks(path: Path, entry: Mapping[str, object]) -> dict[str, float]:
    if "remarks" not in entry:
        return {}
    remarks = _mapping(path, entry, "remarks")
    for text, weight in remarks.items():
        if not isinstance(weight, float) or not 0 < weight < 1:
            raise ContentError(f"{path}: remarks.{text}: found {weight!r}, expected 0 to 1.")
    return {text: float(str(weight)) for text, weight in remarks.items()}


def _entries(path: Path, entry: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    found = entry.get(key)
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise ContentError(f"{path}: {entry.get('name')}.{key}: expected a list of mappings.")
    return found


def _mapping(path: Path, entry: Mapping[str, object], key: str) -> dict[str, object]:
    found = entry.get(key, {})
    if not isinstance(found, dict):
        raise ContentError(f"{path}: {entry.get('name')}.{key}: expected a mapping.")
    return found
