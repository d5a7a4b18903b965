"""Measure a ranking: which of its first so many items are hits.

Only the first k items count, so a longer list gains nothing; repeats and ids that are not in
the case take up places.  Full marks for reaching the target; with `partial: true`, below it, in
proportion to what it gains over picking at random.
"""

from aatulab import values as v
from aatulab.authoring.compare.context import Context
from aatulab.authoring.compare.exact import ExactSet
from aatulab.authoring.compare.known import KnownRanking, KnownSet
from aatulab.authoring.compare.rows import rankings
from aatulab.authoring.finding import Finding, count
from aatulab.authoring.question import Metric, Question
from aatulab.errors import ExerciseError


def know_ranking(question: Question, reference: v.Value, context: Context) -> KnownRanking:
    """Return the exact knowledge for measuring a ranking."""
    population, illicit = ExactSet(context.population), ExactSet(context.illicit)
    items = best_ranking(reference, population)
    if items is None:
        raise ExerciseError(
            f"{question.id}: the reference's `{question.value}` is not a list of ids of the case."
        )
    return KnownRanking(illicit, population, score(question, items, illicit, population))


def best_ranking(value: v.Value, population: KnownSet) -> tuple[str, ...] | None:
    """Return the list of ids in a value: of several candidates, the one with most known ids."""
    candidates = rankings(value)
    if not candidates:
        return None
    return max(candidates, key=lambda items: sum(population.has(item) for item in items))


def score(
    question: Question, items: tuple[str, ...], illicit: KnownSet, population: KnownSet
) -> float:
    """Return the metric among the first k items."""
    metric = _metric(question)
    size = metric.size(population.count)
    hits = sum(illicit.has(item) for item in dict.fromkeys(items[:size]))
    if metric.name == "precision":
        return hits / size
    return hits / illicit.count if illicit.count else 0.0


def compare_ranking(question: Question, got: v.Value, known: KnownRanking) -> Finding:
    """Return how a ranking compares with its target."""
    name = f"`{question.value}`"
    items = best_ranking(got, known.population)
    if items is None:
        return Finding(0.0, "wrong_type", f"{name} should be a list of ids, the most urgent first.")
    reached = score(question, items, known.illicit, known.population)
    target = _target(question, known)
    if reached >= target - 1e-12:
        return Finding(1.0, "correct")
    share = _share(question, reached, target, known)
    what, detail = _reason(question, items, known)
    if what == "below_target":
        detail = (
            f"{name} reaches {_say_share(reached / target)} the {_metric(question)} that the target"
            " asks for on this case. Which signals do your reasons combine?"
        )
    return Finding(share, what, detail)


def _say_share(share: float) -> str:
    """Say roughly how far it is: an exact figure, asked for again and again, tells the truth."""
    if share >= 0.9:
        return "nearly all of"
    if share >= 0.5:
        return "more than half of"
    return "less than half of" if share > 0 else "nothing of"


def _metric(question: Question) -> Metric:
    if question.metric is None:
        raise ExerciseError(f"{question.id}: metric: a ranking needs one, such as recall@5%.")
    return question.metric


def _target(question: Question, known: KnownRanking) -> float:
    at_least = question.at_least
    if at_least is None:
        return known.score
    return at_least.share * known.score if at_least.of_reference else at_least.share


def _share(question: Question, reached: float, target: float, known: KnownRanking) -> float:
    """Return the part of the way from chance to the target."""
    metric, population = _metric(question), max(known.population.count, 1)
    chance = metric.size(population) / population
    if metric.name == "precision":
        chance = known.illicit.count / population
    if target <= chance:
        return 0.0
    return min(max((reached - chance) / (target - chance), 0.0), 1.0)


def _reason(question: Question, items: tuple[str, ...], known: KnownRanking) -> tuple[str, str]:
    """Return the first thing that is wrong with the list itself, else `below_target`."""
    name = f"`{question.value}`"
    size = _metric(question).size(known.population.count)
    unknown = sum(not known.population.has(item) for item in items)
    repeated = len(items) - len(set(items))
    if unknown:
        return "unknown_items", f"{name} holds {count(unknown, 'id')} that the case does not have."
    if repeated:
        return "duplicates", f"{name} names {count(repeated, 'id')} more than once."
    if len(items) > size:
        detail = f"{name} holds {len(items):,} ids; only the first {size:,} count: put the most"
        return "too_many", f"{detail} urgent first, and no more than you can check."
    if len(items) < size:
        return "too_few", f"{name} holds {len(items):,} ids where {size:,} can be checked."
    return "below_target", ""
