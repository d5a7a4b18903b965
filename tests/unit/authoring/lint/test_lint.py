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
objectives:
  - Compute a lead time from two dates
  - Choose a threshold that fits the time
---

# A small lesson

## Objectives

At the end you can compute a lead time.

## The case

It is Tuesday.

```{code-cell}
:tags: [hide-input]
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
officer answers it. Take along: count innocent people first.

## Sources

- A report, [in the open](https://example.org/report).
"""


@pytest.fixture
def lint(tmp_path):
    folder = tmp_path / "targeting"
    folder.mkdir()
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
        ("Compute a lead time from", "Understand lead times from", 8, "cannot be tested"),
        ("  - Choose a threshold that fits the time\n", "", 7, "expected 2 to 6"),
        ("# A small lesson\n\n## Obj", "# Another one\n\n## Obj", 12, "make them the same"),
        ("## The case", "## Background", 14, "expected the first sections"),
        ("## Sources", "## Literature", 48, "expected the last sections"),
        ("### Try it\n\nChange 6 to 7.", "Well.", 27, "should end with '### Try it'"),
        ("### Try it", "#### Try it", 31, "skips a level"),
        ("![A line that rises from left to right]", "![]", 29, "alternative text"),
        ("(line.png)", "(circle.png)", 29, "circle.png leads nowhere"),
        ("(other.ipynb)", "(missing.ipynb)", 37, "missing.ipynb leads nowhere"),
        ("Look at five", "<img src='x'> Look at five", 41, "needs an alt text"),
        ("answer = 6 * 7", "answer = 6 *", 24, "not valid Python"),
        ("answer = 6 * 7", "\n".join(["x = 1"] * 26), 24, "26 lines; 25"),
        ("Change 6 to 7.", "```{note}\nChange.\n```", 33, "raw text"),
        ("Change 6 to 7.", "Change {term}`six` to 7.", 33, "raw text"),
        ("Change 6 to 7.", "word " * 500, 27, "has 514 words; one idea"),
        (
            "You have seen that one signal proves nothing, that several",
            "",
            43,
            "in a few sentences",
        ),
        ("(https://example.org/report)", "", 48, "at least one of them with a link"),
    ],
)
def test_slip_is_named_with_its_line(lint, old, new, line, message):
    slips = lint(old, new)
    matching = [slip for slip in slips if message in slip.message]
    assert matching, [str(slip) for slip in slips]
    assert matching[0].line == line


def test_section_headings_inside_code_do_not_count(lint):
    assert lint("answer = 6 * 7", "# Wrap-up\nanswer = 6 * 7") == []


def test_page_needs_no_lesson_s_frame(lint):
    assert lint("## The case", "## Something else", as_page=True) == []


def test_front_matter_that_is_no_yaml_is_not_a_crash(lint):
    assert any("is missing" in slip.message for slip in lint("minutes: 20", "minutes: [20"))


def test_slip_reads_as_file_line_message(lint):
    slip = lint("answer = 6 * 7", "answer = (")[0]
    assert str(slip).endswith(f"small.md:24: {slip.message}")


pieces = st.sampled_from(
    ["---", "a: [", "# A", "## B", "### C", "```", "```{code-cell}", "x = (", "![](", "", "word"]
)


@given(st.lists(pieces))
def test_no_text_makes_the_linter_stumble(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("lesson") / "small.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert lint_lesson(path)
