"""Read Python code as a list of tokens that stays the same when names or layout change."""

import io
import keyword
import tokenize
from dataclasses import dataclass

_SKIPPED = frozenset(
    {
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENCODING,
        tokenize.ENDMARKER,
    }
)
NAME, NUMBER, TEXT = "n", "0", "s"


@dataclass(frozen=True)
class Token:
    """One token: what it counts as, and the line it stands in."""

    kind: str
    line: int


def read_tokens(source: str) -> list[Token]:
    """Return the tokens of a piece of code, up to where it is no Python any more.

    >>> [token.kind for token in read_tokens("late = bookings.lead_h < 24  # hours")]
    ['n', '=', 'n', '.', 'lead_h', '<', '0']
    """
    tokens: list[Token] = []
    before = ""
    try:
        for found in tokenize.generate_tokens(io.StringIO(source).readline):
            if found.type not in _SKIPPED:
                tokens.append(Token(_kind(found, before), found.start[0]))
                before = found.string
    except (tokenize.TokenError, SyntaxError):
        pass  # half a cell is still worth comparing
    return tokens


def _kind(token: tokenize.TokenInfo, before: str) -> str:
    if token.type == tokenize.NUMBER:
        return NUMBER
    if token.type == tokenize.STRING:
        return TEXT
    # keywords and what is called on an object say what is done; names of one's own do not
    is_own = token.type == tokenize.NAME and before != "." and not keyword.iskeyword(token.string)
    return NAME if is_own else token.string
