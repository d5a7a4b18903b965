"""The name of an attachment, made harmless before it is shown or used."""

import unicodedata

MOST = 120
_DIRECTION = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F}


def clean_name(name: object) -> str:
    r"""Return a name without folders, control characters and marks that turn it round.

    >>> clean_name("../../etc/passwd"), clean_name("photo\u202egpj.exe"), clean_name("")
    ('passwd', 'photogpj.exe', 'attachment')
    """
    last = str(name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(
        one
        for one in last
        if ord(one) not in _DIRECTION and unicodedata.category(one) not in {"Cc", "Cs", "Cf"}
    )
    return kept.strip(" .")[:MOST] or "attachment"
