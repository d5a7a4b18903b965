"""Text between separators, where a release character takes the next one literally.

EDIFACT and the lab's plain layout share this: `O?'BRIEN` says O'BRIEN although the apostrophe
ends a segment.
"""


def release(text: str, special: str, sign: str = "?") -> str:
    """Return text in which every special character, and the sign itself, is released.

    >>> release("A+B? O'C", "+:'")
    "A?+B?? O?'C"
    """
    written = text.replace(sign, sign + sign)
    for character in special:
        if character in written:
            written = written.replace(character, sign + character)
    return written


def split_released(text: str, separator: str, sign: str = "?") -> list[str]:
    """Return the parts between separators that are not released; releases stay in the parts.

    >>> split_released("A?+B+C", "+")
    ['A?+B', 'C']
    """
    if not sign or sign not in text:
        return text.split(separator)
    parts: list[str] = []
    begin = place = 0
    while place < len(text):
        if text[place] == sign:
            place += 1  # whatever follows is taken literally
        elif text[place] == separator:
            parts.append(text[begin:place])
            begin = place + 1
        place += 1
    return [*parts, text[begin:]]


def unrelease(text: str, sign: str = "?") -> str:
    """Return what a part says, without its release characters.

    >>> unrelease("A?+B??")
    'A+B?'
    """
    if not sign or sign not in text:
        return text
    said: list[str] = []
    released = False
    for character in text:
        if character == sign and not released:
            released = True
            continue
        said.append(character)
        released = False
    return "".join(said)
