"""The linter finds what keeps a lesson from teaching, and names the line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.authoring.lint import lint_lesson, lint_page

LESSON = """\
---
lesson: small
title: A small lesson
track: targeting
level: beginner
minutes: 20
summary: time and money
terms: [lead-time]
objectives:
  time: Compute a lead time from two dates
  line: Choose a threshold that fits the time
---

# A small lesson

## Objectives

At the end you can compute a lead time.

## The case

It is Tuesday.

```{code-cell}
:tags: [hide-input]
self_check("small", "before")
```

```{code-cell}
answer = 6 * 7
```

## 1. Time

Look at this: ![A line that rises from left to right](line.png)

### Try it

Change 6 to 7.

## 2. Money

Who paid? See [the other lesson](other.ipynb) and [the web](https://example.org).

### Try it

Look at five bookings.

## Wrap-up

You have seen that one signal proves nothing, that several of them raise a question, and that an
officer answers it. Take along: count innocent people first [1].

```{code-cell}
self_check("small", "after")
```

## Sources

1. A report, [in the open](https://example.org/report).
"""

QUIZ = """\
quiz-for: small
pairs:
  - id: one
    skill: line
    before: {ask: A?, choices: [x, y, z], right: 1, because: So.}
    after: {ask: B?, choices: [x, y, z], right: 2, because: So.}
"""
GLOSSARY = """\
lead-time: {term: lead time, french: délai, means: How late it was booked.}
pnr: {term: passenger name record, short: PNR, french: dossier passager, means: A booking.}
"""
CURRICULUM = """\
tracks:
  - id: targeting
    title: Targeting
    summary: How to
    for: [trainee]
    steps:
      - lesson: small
        skills:
          time: {bloom: apply, items: [targeting-1/late]}
          line: {bloom: evaluate, items: [self-check/one]}
"""


@pytest.fixture
def courses(tmp_path):
    folder = tmp_path / "courses" / "targeting"
    folder.mkdir(parents=True)
    (folder.parent / "curriculum.yml").write_text(CURRICULUM, encoding="utf-8")
    (folder.parent / "glossary.yml").write_text(GLOSSARY, encoding="utf-8")
    exercise = tmp_path / "exercises" / "targeting-1"
    exercise.mkdir(parents=True)
    (exercise / "questions.yml").write_text("late: {points: 2}\n", encoding="utf-8")
    return folder


@pytest.fixture
def lint(courses):
    folder = courses
    (folder / "small.quiz.yml").write_text(QUIZ, encoding="utf-8")
    (folder / "line.png").write_bytes(b"")
    (folder / "other.md").write_text("", encoding="utf-8")

    def run(old="", new="", *, as_page=False):
        assert old in LESSON
        path = folder / "small.md"
        path.write_text(LESSON.replace(old, new, 1) if old else LESSON, encoding="utf-8")
        return (lint_page if as_page else lint_lesson)(path)

    return run


def test_good_lesson_is_clean(lint):
    assert lint() == []


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("level: beginner\n", "", 1, "level is missing"),
        ("level: beginner", "level: easy", 5, "level: expected one of beginner"),
        ("minutes: 20", "minutes: soon", 6, "minutes: expected whole minutes"),
        ("lesson: small", "lesson: other", 2, "expected the file's name, small"),
        ("track: targeting", "track: research", 4, "expected the folder's name, targeting"),
        ("Compute a lead time from", "Understand lead times from", 10, "cannot be tested"),
        ("  line: Choose a threshold that fits the time\n", "", 9, "expected 2 to 6"),
        ("# A small lesson\n\n## Obj", "# Another one\n\n## Obj", 14, "make them the same"),
        ("## The case", "## Background", 16, "expected the first sections"),
        ("## Sources", "## Literature", 58, "expected the last sections"),
        ("### Try it\n\nChange 6 to 7.", "Well.", 33, "should end with '### Try it'"),
        ("### Try it", "#### Try it", 37, "skips a level"),
        ("![A line that rises from left to right]", "![]", 35, "alternative text"),
        ("(line.png)", "(circle.png)", 35, "circle.png leads nowhere"),
        ("(other.ipynb)", "(missing.ipynb)", 43, "missing.ipynb leads nowhere"),
        ("Look at five", "<img src='x'> Look at five", 47, "needs an alt text"),
        ("answer = 6 * 7", "answer = 6 *", 30, "not valid Python"),
        ("answer = 6 * 7", "\n".join(["x = 1"] * 26), 30, "26 lines; 25"),
        ("Change 6 to 7.", "```{note}\nChange.\n```", 39, "raw text"),
        ("Change 6 to 7.", "Change {term}`six` to 7.", 39, "raw text"),
        ("Change 6 to 7.", "word " * 500, 33, "has 514 words; one idea"),
        (
            "You have seen that one signal proves nothing, that several",
            "",
            49,
            "in a few sentences",
        ),
        ("summary: time and money\n", "", 1, "summary is missing"),
        ("  time: Compute", "  - Compute", 1, "objectives is missing"),
        ("Look at five", "FILL IN Look at five", 47, "still to fill in"),
        ("Who paid?", "A Directive says who pays.", 43, "'Directive' announces a fact"),
        ("Who paid?", "In 2016 somebody paid.", 43, "'2016' announces a fact"),
        ("first [1].", "first [1, 2].", 52, "[2] leads to no source"),
        ("first [1].", "first.", 60, "source 1 is never cited"),
        ("terms: [lead-time]\n", "", 1, "expected a list of glossary ids"),
        ("[lead-time]", "[lead-time, base-rate]", 8, "'base-rate' is not in glossary.yml"),
        ("[lead-time]", "[lead-time, pnr]", 8, "never uses its term 'pnr'"),
        ("Who paid?", "The PNRs and the SLTD.", 43, "the abbreviation SLTD is not in"),
        ("  line: Choose", "  edge: Choose", 11, "'edge' has no item"),
        ("  line: Choose", "  edge: Choose", 9, "the skill 'line' is no objective"),
        ('self_check("small", "after")', "1", 1, 'no cell calls self_check("small", "after")'),
        ("(https://example.org/report)", "", 58, "at least one of them with a link"),
    ],
)
def test_slip_is_named_with_its_line(lint, old, new, line, message):
    slips = lint(old, new)
    matching = [slip for slip in slips if message in slip.message]
    assert matching, [str(slip) for slip in slips]
    assert matching[0].line == line


def test_section_headings_inside_code_do_not_count(lint):
    assert lint("answer = 6 * 7", "# Wrap-up\nanswer = 6 * 7") == []


def test_where_a_link_leads_announces_no_fact(lint):
    slips = lint("Who paid?", "Read [the next one](research/published.ipynb).")
    assert [slip.message for slip in slips if "announces" in slip.message] == []


def test_page_needs_no_lesson_s_frame(lint):
    assert lint("## The case", "## Something else", as_page=True) == []


def test_front_matter_that_is_no_yaml_is_not_a_crash(lint):
    assert any("is missing" in slip.message for slip in lint("minutes: 20", "minutes: [20"))


def test_slip_reads_as_file_line_message(lint):
    slip = lint("answer = 6 * 7", "answer = (")[0]
    assert str(slip).endswith(f"small.md:30: {slip.message}")


pieces = st.sampled_from(
    ["---", "a: [", "# A", "## B", "### C", "```", "```{code-cell}", "x = (", "![](", "", "word"]
)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("targeting/small.quiz.yml", "skill: line", "skill: edge", "'edge' is no objective"),
        ("targeting/small.quiz.yml", "for: small", "for: large", "expected small, found 'large'"),
        ("targeting/small.quiz.yml", "right: 2", "right: 4", "the place of the right choice"),
        ("targeting/small.quiz.yml", "ask: B?", "ask: A?", "ask the same words"),
        ("curriculum.yml", "targeting-1/late", "targeting-1/none", "no item 'targeting-1/none'"),
        ("curriculum.yml", "targeting-1/late", "gone-1/late", "no item 'gone-1/late'"),
        ("curriculum.yml", "self-check/one", "self-check/two", "no item 'self-check/two'"),
        ("curriculum.yml", "lesson: small", "lesson: large", "does not name this lesson"),
    ],
)
def test_what_lies_around_a_lesson_is_checked_too(courses, lint, file, old, new, message):
    path = courses.parent / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(message in slip.message for slip in lint()), [str(slip) for slip in lint()]


def test_lesson_without_a_self_check_is_told(courses, lint):
    (courses / "small.quiz.yml").unlink()
    assert any("there is no such file" in slip.message for slip in lint())


@given(st.lists(pieces))
def test_no_text_makes_the_linter_stumble(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("lesson") / "small.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert lint_lesson(path)
