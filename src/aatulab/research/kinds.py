"""What each database holds and what may be asked of it: keys, columns, from which tables.

A kind is a description only.  The rows come from the tables of a world or of a case; what neither
has (a list of sanctions, stolen works) is invented from the scenario's seed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Kind:
    """One sort of database.

    `codes` and `words` lead from the keys of a query to columns: codes are compared as they are
    written, words whatever their case.  `name_columns` are compared by nearness: surname and given
    names, or one name of a firm or a work.  Each of `needs` is a set of keys of which a query must
    hold all; one of the sets is enough.  `since` and `until` are the columns that say when a
    record could be known; `by` whether they are days or moments.  `mistyped` is a column in which
    one wrong character is worth a question to the owner.
    """

    name: str
    record: str
    codes: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    name_keys: tuple[str, ...] = ()
    name_columns: tuple[str, ...] = ()
    birth_column: str = ""
    needs: tuple[tuple[str, ...], ...] = ()
    since: str = ""
    until: str = ""
    by: Literal["day", "moment"] = "day"
    mistyped: str = ""
    describes: bool = False  # its words describe a thing, and many things are described so
    subject: tuple[str, ...] = ()  # the keys that say whom or what a query is about

    @property
    def keys(self) -> tuple[str, ...]:
        """Return every key that a query may hold."""
        birth = ("birth_date",) if self.birth_column else ()
        return (*self.codes, *self.name_keys, *birth, *self.words)


_PERSON = ("surname", "given_names")
_ROUTE = {"departure": "departure", "transit": "transit", "destination": "destination"}
_GOODS = {
    "commodity_group": "commodity_group",
    "product": "product",
    "conveyance": "conveyance",
    "place_type": "place_type",
}

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "documents",
            "report",
            codes={"document_number": "document_number"},
            words={"issuing_state": "issuing_state", "document_type": "document_type"},
            needs=(("document_number",),),
            since="reported_on",
            mistyped="document_number",
            subject=("document_number",),
        ),
        Kind(
            "notices",
            "notice",
            codes={"notice": "notice"},
            name_keys=_PERSON,
            name_columns=_PERSON,
            birth_column="birth_date",
            needs=(_PERSON, ("notice",)),
            since="issued_on",
            until="withdrawn_on",
            subject=_PERSON,
        ),
        Kind(
            "seizures_short",
            "case_id",
            codes={"case_id": "case_id", **_ROUTE},
            words=_GOODS,
            needs=(("case_id",), *((key,) for key in (*_ROUTE, *_GOODS))),
            since="seized_on",
        ),
        Kind(
            "seizures",
            "case_id",
            codes={"case_id": "case_id", "flight": "flight", "firm_id": "firm_id", **_ROUTE},
            words=_GOODS,
            needs=(
                ("case_id",),
                ("flight",),
                ("firm_id",),
                *((key,) for key in (*_ROUTE, *_GOODS)),
            ),
            since="seized_at",
            by="moment",
            subject=("firm_id",),
        ),
        Kind(
            "firms",
            "firm_id",
            codes={
                "firm_id": "firm_id",
                "register_number": "register_number",
                "phone": "phone",
            },
            words={"email": "email", "activity": "activity"},
            name_keys=("name",),
            name_columns=("name",),
            needs=(("name",), ("firm_id",), ("register_number",), ("phone",), ("email",)),
            since="registered_on",
            subject=("name", "firm_id", "register_number", "phone", "email"),
        ),
        Kind(
            "directors",
            "term",
            codes={"firm_id": "firm_id"},
            name_keys=_PERSON,
            name_columns=_PERSON,
            birth_column="birth_date",
            needs=(_PERSON, ("firm_id",)),
            since="since",
            subject=(*_PERSON, "firm_id"),
        ),
        Kind(
            "cargo",
            "entry",
            codes={"awb": "awb", "hawb": "hawb", "phone": "phone"},
            words={"side": "side"},
            name_keys=("name",),
            name_columns=("name",),
            needs=(("name",), ("awb",), ("hawb",), ("phone",)),
            since="arrives_at",
            by="moment",
            subject=("name", "awb", "hawb", "phone"),
        ),
        Kind(
            "sanctions",
            "listing",
            codes={"listing": "listing"},
            name_keys=_PERSON,
            name_columns=_PERSON,
            birth_column="birth_date",
            needs=(("surname",), ("listing",)),
            since="listed_on",
            subject=_PERSON,
        ),
        Kind(
            "works",
            "work",
            codes={"work": "work", "inventory": "inventory"},
            words={"kind": "kind", "material": "material"},
            name_keys=("title",),
            name_columns=("title",),
            needs=(("title",), ("work",), ("inventory",), ("kind", "material")),
            since="reported_on",
            describes=True,
            subject=("title", "work", "inventory"),
        ),
    )
}
