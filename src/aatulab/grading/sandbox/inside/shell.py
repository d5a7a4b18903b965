"""An IPython shell without a screen, a history or a prompt: it runs cells, nothing else."""

import builtins
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config


class _SilentDisplayHook(DisplayHook):
    """Keep `_` and `Out`; a value nobody looks at is not drawn as text and HTML."""

    def __call__(self, result: object = None) -> None:
        if result is not None:
            self.update_user_ns(result)  # type: ignore[no-untyped-call]


class _PicturePublisher(DisplayPublisher):
    """Keep the pictures that `display()` is given, such as those of `%matplotlib inline`."""

    def publish(self, data: dict[str, Any], *_args: Any, **_options: Any) -> None:
        picture = data.get("image/png")
        if isinstance(picture, str):
            self.shell.pictures.append(picture.replace("\n", ""))


class QuietShell(InteractiveShell):
    """The shell that trainee cells run in; errors are read from the result, not printed."""

    displayhook_class = Type(_SilentDisplayHook)
    display_pub_class = Type(_PicturePublisher)

    def __init__(self, **options: Any) -> None:
        self.pictures: list[str] = []
        super().__init__(**options)  # type: ignore[no-untyped-call]
        if self.display_formatter is not None:
            self.display_formatter.active_types = ["image/png"]

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
