"""Write the realism report: contact sheets, artefact checks, histograms, and a page that says so.

The same seed writes the same bytes.  Called by `aatulab xray report`.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from aatulab.inspection.xray.arrays import Bytes
from aatulab.inspection.xray.audit.checks import CHECKS, Finding, audit
from aatulab.inspection.xray.audit.histograms import factor_histograms
from aatulab.inspection.xray.audit.sheets import bag_sheet, category_sheet, threat_sheet
from aatulab.inspection.xray.audit.tiles import png
from aatulab.inspection.xray.imaging.image import XrayImage
from aatulab.inspection.xray.models.library import Library, Model, read_library
from aatulab.inspection.xray.packing.bags import read_bags
from aatulab.inspection.xray.packing.order import Order
from aatulab.inspection.xray.training.compose import image_of
from aatulab.inspection.xray.training.sessions import trial_with, trial_without
from aatulab.inspection.xray.training.trials import Trial
from aatulab.world.streams import Streams

BAGS_A_KIND = 4


@dataclass(frozen=True)
class Report:
    """What the checks found among so many images."""

    images: int
    findings: tuple[Finding, ...]

    @property
    def sound_share(self) -> float:
        """Return the share of images without a finding."""
        bad = {(finding.bag, finding.seed) for finding in self.findings}
        return 1 - len(bad) / self.images

    def page(self) -> str:
        """Return the report as Markdown."""
        counts = Counter(finding.check for finding in self.findings)
        lines = [
            "# X-ray images: realism report",
            "",
            f"{self.images} images checked, {self.sound_share:.1%} without a finding.",
            "For comparison: screeners found artefacts in 24 % of the threat images that airports",
            "project, and unrealistic scenes in 26 % (Riz à Porta et al. 2022, Sensors 22:2220).",
            "",
            "| Check | Findings |",
            "|---|---|",
            *(f"| {name} | {counts[name]} |" for name in CHECKS),
            "",
            *(
                f"- {finding.check}: {finding.bag}, seed {finding.seed}: {finding.what}"
                for finding in self.findings
            ),
            "",
            "Pictures: `objects-*.png` (the library), `bags-*.png`, `threats-*.png`,",
            "`factors.png`.",
        ]
        return "\n".join(lines).rstrip() + "\n"


def write_report(out: Path, seed: int, images: int) -> Report:
    """Write all files of the report into a folder and return what was found."""
    library = read_library()
    out.mkdir(parents=True, exist_ok=True)
    for name, category in library.categories.items():
        _save(out / f"objects-{name}.png", category_sheet(category))
    for bag in read_bags():
        taken = [image_of(trial) for trial in bag_trials(bag, seed)]
        _save(out / f"bags-{bag}.png", bag_sheet(taken))
    shown, findings = [], []
    for image in _sample(library, seed, images):
        findings += audit(image)
        shown.append(image)
    for name in library.threat_categories():
        chosen = [image for image in shown if _category(image) == name][:6]
        if chosen:
            _save(out / f"threats-{name}.png", threat_sheet(chosen))
    (out / "factors.png").write_bytes(factor_histograms(shown))
    report = Report(len(shown), tuple(findings))
    (out / "report.md").write_text(report.page(), encoding="utf-8")
    return report


def _save(path: Path, picture: Bytes) -> None:
    path.write_bytes(png(picture))


def bag_trials(bag: str, seed: int) -> Iterator[Trial]:
    """Yield the bags of one contact sheet, all of one kind."""
    for number in range(BAGS_A_KIND):
        yield Trial(number, seed * 100 + number, Order(bag=bag), shows_threat=False)


def _sample(library: Library, seed: int, images: int) -> Iterator[XrayImage]:
    """Yield images as the trainer makes them: three of four with a threat, at all levels.

    Every object to be found has its turn, those held out for tests too.
    """
    rng = Streams(seed).of("xray audit", "sample")
    threats = list(_in_turn(library))
    for number in range(images):
        if number % 4 == 3:
            yield image_of(trial_without(number, rng))
        else:
            model = threats[(number - number // 4) % len(threats)]
            yield image_of(trial_with(model, number, float(rng.uniform(0, 10)), rng))


def _in_turn(library: Library) -> Iterator[Model]:
    """Yield one object of each category, then the next one of each."""
    columns = [library.categories[name].models for name in library.threat_categories()]
    for row in zip_longest(*columns):
        yield from (model for model in row if model is not None)


def _category(image: XrayImage) -> str | None:
    return image.scene.threat.model.category if image.scene.threat else None
