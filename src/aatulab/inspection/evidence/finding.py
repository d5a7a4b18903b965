"""What a check found: where, which rule, and in words what to look at."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing to look at; `entry` is 0 and `exhibit` empty where it is about the whole ledger."""

    rule: str
    words: str
    entry: int = 0
    exhibit: str = ""

    def __str__(self) -> str:
        about = [f"entry {self.entry}"] if self.entry else []
        about += [self.exhibit] if self.exhibit else []
        where = f"{', '.join(about)}: " if about else ""
        return f"{where}{self.rule}: {self.words}"
