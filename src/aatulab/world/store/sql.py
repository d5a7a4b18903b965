"""Texts inside SQL statements that take no parameters."""


def quoted(text: str) -> str:
    """Return a text as SQL writes it.

    >>> quoted("a courier's bag")
    "'a courier''s bag'"
    """
    return "'" + text.replace("'", "''") + "'"
