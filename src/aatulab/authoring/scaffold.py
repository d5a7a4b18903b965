"""Scaffolds: the files of a new lesson or assignment, whole except for what only its author knows.

What is to be written is marked FILL IN; the linter finds every mark that is left.  Once they are
filled the lesson lints clean and the assignment loads.
"""

from collections.abc import Mapping

LESSON = """---
lesson: {lesson}
title: {title}
track: {track}
level: beginner
minutes: 45
summary: FILL IN one line for the table of the curriculum
terms: [pnr]
objectives:
  first: Compute FILL IN
  second: Explain FILL IN
---

# {title}

## Objectives

At the end of this lesson you can

- **compute** FILL IN,
- **explain** FILL IN.

## The case

FILL IN a day, a place, a team, and what they have to decide.

```{{code-cell}}
from aatulab.cases import load_case

case = load_case("arrivals-tuesday")
print(f"{{len(case.bookings):,}} bookings")
```

```{{code-cell}}
:tags: [hide-input]
from aatulab.authoring.quiz import self_check

self_check("{lesson}", "before")
```

## 1. FILL IN one idea

FILL IN prose that uses a PNR, and a picture of it. A fact from outside names its source [1].

### Try it

FILL IN one small thing to change, and what to look for.

```{{code-cell}}
case.bookings.head(3)
```

## 2. FILL IN the next idea

FILL IN

### Try it

FILL IN

## Wrap-up

FILL IN five sentences: what the learner takes to the next shift, what the data could not say,
whose decision it stays, and which exercise comes next.

```{{code-cell}}
:tags: [hide-input]
self_check("{lesson}", "after")
```

## Sources

1. FILL IN a source that anybody can open, <https://example.org>
"""

NOTES = """---
notes-for: {lesson}
---

# Instructor's notes: {title}

## In one minute

FILL IN the one thread of the lesson, and what a group must not leave without.

## Timing (45 minutes)

| Minutes | Section | What you do |
|---|---|---|
| 0-5 | The case | FILL IN |

## Common mistakes, and what helps

- **FILL IN.** FILL IN

## Questions for discussion

1. FILL IN
"""

QUIZ = """\
# The same skill asked twice, on other facts.  `right` counts from 1.
quiz-for: {lesson}
pairs:
  - id: first
    skill: first
    before:
      ask: FILL IN a question
      choices: [FILL IN one, FILL IN two, FILL IN three]
      right: 2
      because: FILL IN the reason, in one sentence.
    after:
      ask: FILL IN the same skill on other facts
      choices: [FILL IN one, FILL IN two, FILL IN three]
      right: 1
      because: FILL IN the reason, in one sentence.
"""

STEP = """\
      - lesson: {lesson}
        skills:
          first: {{bloom: apply, items: [self-check/first]}}
          second: {{bloom: understand, items: [self-check/first]}}
"""

EXERCISE = """---
assignment: {assignment}
title: {title}
case: arrivals-tuesday
minutes: 45
---

# {title}

FILL IN the story. Your grade comes from running this notebook on **another day, which nobody
has seen**.

```{{code-cell}}
case = load_case("arrivals-tuesday")
case.bookings.head(3)
```

## 1. FILL IN a question

Put FILL IN into `answer`.

*2 points. Table: `case.bookings`.*

```{{code-cell}}
:tags: [answer, first]
answer = len(case.bookings)
```

## 2. Why?

FILL IN what the reader of this answer has to decide.

*4 points. An instructor reads this answer.*

+++ {{"tags": ["answer", "why"]}}

**Example of a full answer.** FILL IN
"""

QUESTIONS = """\
# What each question is worth, how an answer is compared, and what to say when it is wrong.
first:
  value: answer
  compare: number
  points: 2
  hints:
    - when: wrong_values
      say: FILL IN one sentence that helps and does not tell.

why:
  compare: person
  rubric: rubric-why.md
  points: 4
"""

RUBRIC = """# Rubric: why?

Four points, one for each row. Half points are possible.

| | 1 point | 1/2 point | 0 points |
|---|---|---|---|
| **FILL IN** | FILL IN | FILL IN | FILL IN |
"""

WRONG = """---
story: FILL IN the mistake that somebody really makes, in one sentence.
base: solution
expect:
  first: {points: 0, status: failed}
  why: {points: 0, status: needs_review}
---

```{code-cell}
:tags: [answer, first]
answer = 0
```
"""


def lesson_files(track: str, lesson: str, title: str) -> dict[str, str]:
    """Return the files of a new lesson by their path under `courses/`."""
    names = {"track": track, "lesson": lesson, "title": title}
    return {
        f"{track}/{lesson}.md": LESSON.format_map(names),
        f"{track}/{lesson}.notes.md": NOTES.format_map(names),
        f"{track}/{lesson}.quiz.yml": QUIZ.format_map(names),
    }


def curriculum_step(lesson: str) -> str:
    """Return the lines that the author puts into curriculum.yml."""
    return STEP.format(lesson=lesson)


def assignment_files(assignment: str, title: str) -> Mapping[str, str]:
    """Return the files of a new assignment by their path under `exercises/`."""
    text = EXERCISE.format(assignment=assignment, title=title)
    return {
        f"{assignment}/exercise.md": text,
        f"{assignment}/questions.yml": QUESTIONS,
        f"{assignment}/rubric-why.md": RUBRIC,
        f"{assignment}/wrong/says-nothing.md": WRONG,
    }
