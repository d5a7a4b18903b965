"""Read `datasets/typologies/*.yml`: the roles of a flow, and what each of them looks like.

A role starts from the ordinary record of `background-<flow>.yml`; a twin takes the signals that
it `shares` from its typology, unchanged, so that no trick of numbers tells the two apart.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from aatulab.content import read_yaml
from aatulab.errors import ContentError
from aatulab.world.roles.cast import Cast, Circle, Role
from aatulab.world.roles.fields import (
    read_adaptations,
    read_circle,
    read_entries,
    read_linked,
    read_mapping,
    read_of_victims,
    read_remarks,
    read_safeguards,
    read_signals,
    read_value,
)
from aatulab.world.roles.signals import Flow

MIN_TWINS, MIN_SHARED, MIN_LOOKALIKES = 3, 2, 3.0
_BACKGROUND = "background-"


@cache
def read_cast(folder: Path, flow: Flow) -> Cast:
    """Return the cast of a flow; `ContentError` names file, key and remedy."""
    ordinary, profiles = _read_background(folder / f"{_BACKGROUND}{flow.name}.yml", flow)
    roles = list(profiles.values())
    for path, content in _typology_files(folder).items():
        if content.get("flow") == flow.name:
            roles += _read_typology(path, content, flow, ordinary, profiles)
    cast = Cast(flow, tuple(roles), ordinary)
    if not cast.of_kind("typology"):
        raise ContentError(
            f"{folder}: expected at least one typology with `flow: {flow.name}` beside "
            f"{_BACKGROUND}{flow.name}.yml."
        )
    for kind in ("background", "typology"):
        total = sum(role.share for role in cast.of_kind(kind))
        if abs(total - 1.0) > 1e-6:
            raise ContentError(
                f"{folder}: the shares of all {kind} roles of the flow {flow.name} sum to "
                f"{total:g}, not 1."
            )
    return cast


@cache
def _typology_files(folder: Path) -> Mapping[Path, dict[str, object]]:
    """Return every typology file once for all flows: reading YAML is slow."""
    paths = (path for path in sorted(folder.glob("*.yml")) if not path.stem.startswith(_BACKGROUND))
    return {path: read_yaml(path) for path in paths}


def _read_background(path: Path, flow: Flow) -> tuple[Role, dict[str, Role]]:
    content = read_yaml(path)
    signals = dict(read_signals(path, flow, content, "ordinary"))
    if missing := set(flow.signals) - set(signals):
        raise ContentError(f"{path}: ordinary: these signals are missing: {sorted(missing)}.")
    ordinary = Role(
        name="ordinary",
        kind="background",
        typology=None,
        share=0.0,
        signals=signals,
        circle=Circle(),
        remarks=read_remarks(path, content),
        facts=(),
    )
    profiles: dict[str, Role] = {}
    for entry in read_entries(path, content, "profiles"):
        role = _role(path, flow, entry, ordinary, share="share", facts="explained_by")
        profiles[role.name] = role
    return ordinary, profiles


def _read_typology(
    path: Path,
    content: Mapping[str, object],
    flow: Flow,
    ordinary: Role,
    profiles: Mapping[str, Role],
) -> list[Role]:
    _check_safeguards(path, content, flow)
    typology = _role(path, flow, content, ordinary, share="share_of_illicit", facts="proven_by")
    typology = replace(
        typology,
        kind="typology",
        typology=typology.name,
        value_eur=read_value(path, content),
        linked=read_linked(path, content, flow),
        adapts=read_adaptations(path, content, flow),
        safeguards=read_safeguards(path, content),
        of_victims=read_of_victims(path, content, flow),
    )
    described = {*read_mapping(path, content, "signals")}.union(
        *(a.signals for a in typology.adapts)
    )
    for name in sorted(described):
        if flow.signals[name].as_others:
            raise ContentError(f"{path}: signals.{name}: left out, so that age stays no signal.")
    _check_shifts(path, typology, ordinary)
    twins = [
        _read_twin(path, flow, entry, typology, content, profiles)
        for entry in read_entries(path, content, "twins")
    ]
    lookalikes = sum(twin.share for twin in twins)
    if len(twins) < MIN_TWINS or lookalikes < MIN_LOOKALIKES:
        raise ContentError(
            f"{path}: twins: found {len(twins)} with {lookalikes:g} records for each illicit "
            f"one; expected at least {MIN_TWINS} and {MIN_LOOKALIKES:g}."
        )
    return [typology, *twins]


def _check_safeguards(path: Path, content: Mapping[str, object], flow: Flow) -> None:
    if content.get("purpose") not in flow.purposes:
        raise ContentError(
            f"{path}: purpose: found {content.get('purpose')!r}; {flow.name} data may be used "
            f"for {' or '.join(map(repr, flow.purposes))} only."
        )
    never = content.get("never_uses")
    if not isinstance(never, list) or not set(never) >= flow.never_used:
        raise ContentError(f"{path}: never_uses: must hold at least {sorted(flow.never_used)}.")
    if not content.get("sources"):
        raise ContentError(f"{path}: sources: name at least one public source.")


def _read_twin(
    path: Path,
    flow: Flow,
    entry: Mapping[str, object],
    typology: Role,
    content: Mapping[str, object],
    profiles: Mapping[str, Role],
) -> Role:
    name, like = entry.get("name"), entry.get("like")
    where = f"{path}: twins.{name}"
    if like not in profiles:
        raise ContentError(f"{where}.like: found {like!r}, expected one of {sorted(profiles)}.")
    own = set(read_mapping(path, content, "signals"))
    shares = entry.get("shares")
    if not isinstance(shares, list) or len(shares) < MIN_SHARED or not set(shares) <= own:
        raise ContentError(
            f"{where}.shares: found {shares!r}, expected at least {MIN_SHARED} of {sorted(own)}."
        )
    base = profiles[str(like)]
    taken = {signal: typology.signals[signal] for signal in shares}
    # a shared contact needs somebody to share it with
    circle = typology.circle if flow.of_circle & set(shares) else base.circle
    base = replace(base, signals={**base.signals, **taken}, circle=circle)
    twin = _role(path, flow, entry, base, share="per_positive", facts="told_apart_by")
    return replace(twin, kind="twin", typology=typology.name)


def _role(
    path: Path, flow: Flow, entry: Mapping[str, object], base: Role, *, share: str, facts: str
) -> Role:
    name = entry.get("name")
    if not isinstance(name, str) or not entry.get("summary"):
        raise ContentError(f"{path}: a role needs `name` and `summary`, found {name!r}.")
    portion = entry.get(share)
    if not isinstance(portion, int | float) or not 0 < portion <= 5:
        raise ContentError(
            f"{path}: {name}.{share}: found {portion!r}, expected a positive number."
        )
    checks = list(read_entries(path, entry, facts))
    if not checks or not all(check.get("check") and check.get("shows") for check in checks):
        raise ContentError(f"{path}: {name}.{facts}: expected a list of `check` and `shows`.")
    return Role(
        name=name,
        kind="background",
        typology=None,
        share=float(portion),
        signals={**base.signals, **dict(read_signals(path, flow, entry, "signals"))},
        circle=read_circle(path, entry) or base.circle,
        remarks={**base.remarks, **read_remarks(path, entry)},
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
