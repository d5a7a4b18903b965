"""Read service requests (SSR) and free text (IFT) of a booking, without sensitive data."""

from aatulab.codes.messages.fields import matching, whole
from aatulab.codes.messages.pnrgov.model import Remark, Service
from aatulab.codes.messages.segment import Segment
from aatulab.codes.messages.sensitive import Sieve

# documents and contact points: their numbers and names may look like a code by accident
_IDENTITY = ("DOCS", "DOCA", "DOCO", "CTCM", "CTCE")


def read_service(request: Segment, sieve: Sieve) -> Service | None:
    """Return a service request, or nothing where it is sensitive."""
    code = matching(request, 1, "[A-Z0-9]{4}", "a service code of four letters")
    text = request.value(1, 9)
    if not sieve.lets_through(code) or (code not in _IDENTITY and not sieve.lets_through(text)):
        return None
    counted = request.value(1, 3) != ""
    return Service(
        code=code,
        status=request.value(1, 2),
        count=whole(request, 1, "how many of it", 3, 999) if counted else 1,
        carrier=request.value(1, 4),
        origin=request.value(1, 7),
        destination=request.value(1, 8),
        text=text,
        traveller=request.value(2, 3),
    )


def read_remark(text: Segment, sieve: Sieve) -> Remark | None:
    """Return a remark, or nothing where it names something sensitive."""
    said = free_text(text, 2)
    if not said or not sieve.lets_through(said):
        return None
    return Remark(said, text.value(1, 2), text.value(1, 4))


def free_text(text: Segment, first: int) -> str:
    """Return the text of all elements from one on, as a reader sees it."""
    return " ".join(":".join(components) for components in text.elements[first - 1 :]).strip()
