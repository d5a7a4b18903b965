"""Say no in a sentence, with a word that a program can act on.

Every refusal of the exchange, at the server and at the client, is a `RefusedError`: its sentence
is for people, its `code` and `details` for programs.  The status of HTTP hangs on the code alone.
"""

from collections.abc import Mapping

from aatulab.errors import ExchangeError

STATUS: Mapping[str, int] = {
    "not_logged_in": 401,
    "refused_login": 401,
    "bad_signature": 403,
    "not_keeper": 403,
    "not_admin": 403,
    "no_group": 404,
    "no_attachment": 404,
    "no_message": 404,
    "unknown": 404,
    "wrong_clock": 409,
    "counter": 409,
    "replayed": 409,
    "stale_epoch": 409,
    "rotation_due": 409,
    "taken": 409,
    "too_large": 413,
    "malformed": 422,
    "too_many": 429,
    "failed": 500,
    "unavailable": 503,
    "disk_full": 507,
}


class RefusedError(ExchangeError):
    """Something is not done, and why; `str()` of it is the sentence.

    >>> RefusedError("taken", "There is an account 'ada' already.").status
    409
    """

    def __init__(self, code: str, says: str, **details: object) -> None:
        super().__init__(says)
        self.code, self.details = code, details

    @property
    def status(self) -> int:
        """Return the status of HTTP."""
        return STATUS[self.code]

    def to_json(self) -> dict[str, object]:
        """Return the body of the answer."""
        return {"error": str(self), "code": self.code, **self.details}


def malformed(where: str, found: str, expected: str) -> RefusedError:
    """Return the refusal of a value that is not in form; never shows more than a little of it."""
    return RefusedError("malformed", f"{where}: found {found}, expected {expected}.", where=where)
