"""The words around a self-check, in the language in which it is asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from aatulab.authoring.quiz.store import Gain


@dataclass(frozen=True)
class Words:
    """What the panel says; `{}` stands for what it says it about."""

    name: str
    before: str
    after: str
    note: str
    hand_in: str
    kept: str
    unanswered: str
    question: str
    choice: str
    right_now: str
    not_before: str
    was_before: str
    more: str
    again: str

    def title(self, when: str) -> str:
        """Return the heading of one of the two moments."""
        return self.before if when == "before" else self.after

    def gain(self, gain: Gain) -> str:
        """Return in one or two sentences what was gained."""
        now = self.right_now.format(gain.after, gain.questions)
        if gain.before is None:
            return f"{now}. {self.not_before}"
        more = (gain.after or 0) - gain.before
        words = f"{now}, {self.was_before.format(gain.before)}"
        return f"{words}{self.more.format(more)}" if more > 0 else f"{words}. {self.again}"


_ENGLISH = Words(
    name="self-check",
    before="Before you begin",
    after="And now",
    note="It counts for nothing and stays on this computer.",
    hand_in="Hand in",
    kept="Kept. The same skills are asked again at the end; then you will see what you gained.",
    unanswered="Question {} has no answer yet. A guess is welcome.",
    question="Question {}",
    choice="It is “{}”: {}",
    right_now="{} of {} right now",
    not_before="You did not answer before the lesson, so there is nothing to compare.",
    was_before="{} before the lesson",
    more=": {} more. Another day will show what stays.",
    again="Read again the section that belongs to each wrong answer.",
)
_FRENCH = Words(
    name="auto-évaluation",
    before="Avant de commencer",
    after="Et maintenant",
    note="Rien n’est noté, et rien ne quitte cet ordinateur.",
    hand_in="Valider",
    kept="C’est enregistré. Les mêmes compétences seront évaluées à la fin ; vous verrez alors ce"
    " que vous avez gagné.",
    unanswered="La question {} n’a pas encore de réponse. Vous pouvez deviner.",
    question="Question {}",
    choice="La bonne réponse est « {} » : {}",
    right_now="Réponses justes maintenant : {} sur {}",
    not_before="Vous n’aviez pas répondu avant la leçon : aucune comparaison n’est possible.",
    was_before="{} avant la leçon",
    more=", soit {} de plus. On verra un autre jour ce qui reste.",
    again="Relisez la section qui correspond à chaque réponse fausse.",
)
WORDS: Mapping[str, Words] = {"en": _ENGLISH, "fr": _FRENCH}
