"""An IPython shell without a screen, a history or a prompt: it runs cells, nothing else."""

import builtins
from collections.abc import Iterable
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import SList
from traitlets import Type
from traitlets.config import Config

from aatulab.grading.sandbox.inside.capture import Pictures, shown_text
from aatulab.grading.sandbox.job import DEFAULT_MAGICS


class _TextDisplayHook(DisplayHook):
    """Keep `_` and `Out`, and print the text of the cell's last value, as a notebook shows it."""

    def __call__(self, result: object = None) -> None:
        if result is None:
            return
        self.update_user_ns(result)  # type: ignore[no-untyped-call]
        if not self.quiet():  # type: ignore[no-untyped-call]
            assert self.shell is not None
            data, metadata = self.compute_format_data(result)  # type: ignore[no-untyped-call]
            self.shell.display_pub.publish(data, metadata)


class _TextPublisher(DisplayPublisher):
    """Keep the picture of what `display()` is given, else print its text."""

    def publish(self, data: dict[str, Any], *_args: Any, **_options: Any) -> None:
        picture = data.get("image/png")
        if picture:
            self.shell.pictures.add(picture)
        elif text := shown_text(data.get("text/plain")):
            print(text)  # noqa: T201 - into what is kept of the cell's output


class QuietShell(InteractiveShell):
    """The shell that trainee cells run in; errors are read from the result, not printed."""

    displayhook_class = Type(_TextDisplayHook)
    display_pub_class = Type(_TextPublisher)

    def __init__(self, **options: Any) -> None:
        self.pictures = Pictures()
        self._allowed = frozenset(DEFAULT_MAGICS)
        super().__init__(**options)  # type: ignore[no-untyped-call]
        if self.display_formatter is not None:
            self.display_formatter.active_types = ["text/plain", "image/png"]

    def allow_magics(self, names: Iterable[str]) -> None:
        """Run only these magics from now on; `system` stands for `!command`, too."""
        self._allowed = frozenset(names)

    def run_line_magic(self, magic_name: str, line: str, _stack_depth: int = 1) -> Any:
        """Run a magic, or say that it is not run here and go on with the cell."""
        if self._is_refused(magic_name):
            return None
        return super().run_line_magic(magic_name, line, _stack_depth + 1)

    def run_cell_magic(self, magic_name: str, line: str, cell: str) -> Any:
        """Run a magic of a whole cell, or say that it is not run here."""
        if self._is_refused(magic_name):
            return None
        return super().run_cell_magic(magic_name, line, cell)  # type: ignore[no-untyped-call]

    def system(self, cmd: str) -> None:
        """Run `!command`, or say that it is not run here."""
        if not self._is_refused("system"):
            self.system_piped(cmd)  # type: ignore[no-untyped-call]

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> Any:  # noqa: FBT001, FBT002
        """Return what `name = !command` gives; nothing when it is not run here."""
        if self._is_refused("system"):
            return SList()
        return super().getoutput(cmd, split, depth + 1)  # type: ignore[no-untyped-call]

    def _is_refused(self, name: str) -> bool:
        known = self.find_magic(name) or self.find_cell_magic(name)  # type: ignore[no-untyped-call]
        refused = bool(known) and name not in self._allowed
        if refused:
            print(f"(%{name} is not run while your notebook is graded)")  # noqa: T201 - as above
        return refused

    def run_quietly(self, source: str, *, remember: bool = True) -> Any:
        """Run a cell and return IPython's result, which holds the error if there was one."""
        return self.run_cell(source, store_history=remember)  # type: ignore[no-untyped-call]

    def showtraceback(self, *_args: Any, **_options: Any) -> None:
        """Print nothing: formatting a traceback costs more than most cells."""

    def showsyntaxerror(self, *_args: Any, **_options: Any) -> None:
        """Print nothing."""

    def enable_gui(self, gui: object = None) -> None:
        """Do nothing: there is no screen."""


def make_shell() -> QuietShell:
    """Return the one shell of this process."""
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.autocall = 0
    config.InteractiveShell.enable_tip = False
    shell = QuietShell.instance(config=config)
    builtins.input = _refuse_input
    return shell


def _refuse_input(_prompt: object = "") -> str:
    raise RuntimeError(
        "input() has nobody to ask while your notebook is graded: put the value in a variable."
    )
