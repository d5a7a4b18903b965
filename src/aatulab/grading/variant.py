"""Make what one trainee is graded on: the unseen case, its files, and the right answers to it.

All of it is made in the trusted process from our own code.  Only the files go into the
sandbox; the truth and the reference's answers never do.  The answers are worked out once a
variant, when there is a place to keep them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from aatulab.authoring.compare import Context
from aatulab.authoring.exercise import Exercise
from aatulab.authoring.reference import Reference, run_trusted
from aatulab.cases import Case, build_case, case_files
from aatulab.cases.load import FOLDER
from aatulab.grading.references import References
from aatulab.grading.variants import Seeds


@dataclass(frozen=True)
class Variant:
    """The case of one trainee: `files` for the sandbox, the rest for the judge alone."""

    files: Mapping[str, bytes]
    reference: Reference
    context: Context


def make_variant(
    exercise: Exercise, seeds: Seeds, trainee: str, references: References | None = None
) -> Variant:
    """Return the variant of an exercise's case on which this trainee is graded."""
    seed = seeds.seed_of(exercise.assignment, trainee)
    case, truth = build_case(exercise.case, seed)
    reference = references.find(exercise, trainee, seed) if references else None
    if reference is None:
        reference = run_trusted(exercise, case)
        if references:
            references.keep(exercise, trainee, seed, reference)
    illicit = truth.index[truth["illicit"].astype(bool)]
    return Variant(
        files=_case_files(exercise.case, case),
        reference=reference,
        context=Context(
            population=frozenset(str(pnr) for pnr in truth.index),
            illicit=frozenset(str(pnr) for pnr in illicit),
        ),
    )


def _case_files(name: str, case: Case) -> dict[str, bytes]:
    """Return the case as load_case() finds it in the trainee's folder."""
    files = case_files(case, compressed=False)
    return {f"{FOLDER}/{name}/{file}": content for file, content in files.items()}
