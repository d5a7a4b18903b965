"""Call a function on many inputs and keep every outcome as a plain value.

For our own reference and for check() in the trainee's own notebook; the judge gets outcomes
from the sandbox instead.
"""

from collections.abc import Callable

from aatulab.authoring.compare import Answer, Calls, Raised
from aatulab.values import Value, from_plain, to_plain


def call_all(function: object, inputs: tuple[tuple[object, ...], ...]) -> Answer:
    """Return a function's outcomes on all inputs; what is no function is returned as a value."""
    if not callable(function) or isinstance(function, type):
        return from_plain(to_plain(function))
    return Calls(inputs, tuple(_call(function, arguments) for arguments in inputs))


def _call(function: Callable[..., object], arguments: tuple[object, ...]) -> Value | Raised:
    try:
        return from_plain(to_plain(function(*arguments)))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever it does is an outcome
        return Raised(type(error).__name__, str(error))
