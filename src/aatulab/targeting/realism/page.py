"""The page of the realism report: everything on it comes from the sections, escaped."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import jinja2

from aatulab.world.realism.facts import Fact, Realism
from aatulab.world.realism.findings import FAR, NEAR, NO_FIGURE, NOT_HERE, Section
from aatulab.world.spec import WorldSpec

TEMPLATE = "page.html.j2"
# verdict -> (sign, class): never colour alone
BADGES: Mapping[str, tuple[str, str]] = {
    NEAR: ("\u2713", "near"),
    FAR: ("\u2717", "far"),
    NO_FIGURE: ("?", "none"),
    NOT_HERE: ("\u2013", "none"),
}


def render_page(spec: WorldSpec, sections: Sequence[Section], realism: Realism) -> str:
    """Return the page: no script, no pictures but its own, and not the seed of the world."""
    counts = Counter(finding.verdict for section in sections for finding in section.findings)
    return _template().render(
        spec=spec,
        flows={
            "bookings": spec.bookings,
            **{
                flow: size
                for flow in ("waybills", "items", "crossings")
                if (size := spec.records_of(flow))
            },
        },
        sections=sections,
        counts=counts,
        badges=BADGES,
        near=NEAR,
        far=FAR,
        not_realistic=realism.not_realistic,
    )


def shown(value: float | None, unit: str) -> str:
    """Return a figure as the page prints it: shares in per cent, others with their unit.

    >>> shown(0.0082, "share"), shown(3983.7, "km"), shown(None, "km")
    ('0.82 %', '3,983.7 km', '–')
    """
    if value is None:
        return "–"
    if unit == "share":
        return f"{value * 100:.2g} %" if abs(value) < 0.1 else f"{value * 100:.1f} %"
    return f"{value:,.2f}".rstrip("0").rstrip(".") + f" {unit}"


def published(fact: Fact) -> str:
    """Return what is published, as the page prints it."""
    if fact.low == fact.high:
        return shown(fact.low, fact.unit)
    low = shown(fact.low, fact.unit).removesuffix(f" {fact.unit}")
    return f"{low} to {shown(fact.high, fact.unit)}"


def allowed(fact: Fact) -> str:
    """Return in words how near is near enough."""
    if fact.is_share:
        return f"within {fact.slack:.1%} of it"
    return f"within {shown(fact.slack, fact.unit)} of it" if fact.slack else "not outside it"


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(shown=shown, published=published, allowed=allowed)
    return environment.get_template(TEMPLATE)
