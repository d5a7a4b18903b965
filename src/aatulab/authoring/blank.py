"""Take the solution out of an answer cell: what stays is the name asked for and `...`.

A function keeps its `def` line and docstring, which are part of the question.  Nothing else of
the cell survives: no import, no helper, no comment.
"""

import ast

from aatulab.authoring.exercise import Cell
from aatulab.authoring.question import Question
from aatulab.errors import ExerciseError

HERE = "# Your answer: replace the dots."
WRITE_HERE = "*Write your answer here.*"


def blank_answer(question: Question, cell: Cell) -> str:
    """Return the source that a trainee finds in the answer cell of a question."""
    if question.is_manual:
        return WRITE_HERE
    if question.compare == "function":
        return f"{_signature(question, cell)}\n    {HERE}\n    ..."
    return f"{HERE}\n{question.value} = ..."


def _signature(question: Question, cell: Cell) -> str:
    """Return the `def` line(s) and the docstring of the function asked for, as written."""
    lines = cell.source.splitlines()
    for node in ast.parse(cell.source).body:
        if isinstance(node, ast.FunctionDef) and node.name == question.value:
            first = node.body[0]
            if ast.get_docstring(node) is not None:
                return "\n".join(lines[node.lineno - 1 : first.end_lineno])
            if first.lineno > node.lineno:
                return "\n".join(lines[node.lineno - 1 : first.lineno - 1]).rstrip()
            break
    raise ExerciseError(
        f"cell {cell.id}: expected `def {question.value}(...):` with a body on lines of its own."
    )


def solution_lines(question: Question, cell: Cell) -> tuple[str, ...]:
    """Return the lines of an answer or inputs cell that a trainee must not see, stripped.

    Lines that give nothing away (brackets, imports, a bare `return`) and those that the blank
    cell keeps are not among them.
    """
    kept = set()
    if cell.kind == "answer":
        kept = {line.strip() for line in blank_answer(question, cell).splitlines()}
    lines = (line.strip() for line in cell.source.splitlines())
    return tuple(
        line
        for line in lines
        if line not in kept
        and sum(character.isalnum() for character in line) > 5
        and not line.startswith(("import ", "from "))
    )
