"""Say kindly that there is no answer to compare: still `...`, not defined, too large."""

from aatulab import values as v
from aatulab.authoring.compare.function import Calls
from aatulab.authoring.finding import Finding
from aatulab.authoring.question import Question

ASKED = {
    "number": "a single value",
    "exact": "a number, a text, a list or a dict",
    "set": "a set or a list",
    "series": "a pandas Series",
    "table": "a pandas DataFrame",
    "ranking": "a list of ids",
    "function": "a function",
    "chart": "a matplotlib chart (its Axes)",
}


def find_absence(question: Question, got: "v.Value | Calls") -> Finding | None:
    """Return the finding for an answer that is not there; None when there is one."""
    if not isinstance(got, v.Absent):
        return None
    name = f"`{question.value}`"
    if got.reason == "unanswered":
        return Finding(
            0.0, "unanswered", f"{name} is still `...`: replace the dots with your answer."
        )
    if got.reason == "missing":
        return Finding(
            0.0,
            "missing",
            f"{name} is not defined yet: run the cell above, and mind the spelling of the name.",
        )
    if got.reason == "too_large":
        return Finding(
            0.0, "too_large", f"{name} has far more rows than the case; look at the join or merge."
        )
    article = "an" if got.detail[:1] in "aeiou" else "a"
    kind = f" (yours is {article} {got.detail})" if got.detail else ""
    if got.detail == "NoneType":
        kind = " (yours is None: a method that changes its object in place returns nothing)"
    what = "not_a_function" if question.compare == "function" else "wrong_type"
    return Finding(0.0, what, f"{name} should be {ASKED[question.compare]}{kind}.")
