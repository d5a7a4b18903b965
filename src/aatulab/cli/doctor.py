"""`aatulab doctor`: what this machine can do, and what to change where it can't.

Exit codes: 0 everything works, 1 something is missing (grading), which the lines name.
"""

import platform

import typer


def doctor() -> None:
    """Say whether lessons and grading can run on this machine, and what to change if not."""
    from aatulab.grading.sandbox import describe_fences, probe  # noqa: PLC0415 - quick --help

    print(f"Python {platform.python_version()} on {platform.system()}: lessons and check() work.")
    problem = probe()
    if problem is None:
        print("Sandbox: works; submissions can be graded here.")
        print(f"Fences: {describe_fences()}.")
        return
    print(f"Sandbox: not possible here, so nothing is graded. {problem}")
    raise typer.Exit(1)
