"""Numbers of telephones: IMEI, fifteen digits, the last a Luhn check digit.

Eight digits name the model (the type allocation code, whose first two say which body gave it
out), six the single device.  GSMA's TS.06, appendix A, gives 00 and 02 to 09 to test equipment
(as quoted by Wikipedia, "Reporting Body Identifier", looked up in November 2026).  What is made
here begins with 00: no such number is ever given to a telephone that is sold.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from aatulab.codes import fixed
from aatulab.codes.checked import digit_problems, holds, with_digit
from aatulab.codes.fixed import Bytes, Flags
from aatulab.codes.luhn import check_digits
from aatulab.codes.reading import Reading, compact
from aatulab.codes.shape import Part, Shape

MODELS = SERIALS = 1_000_000
SHAPE = Shape(
    "an IMEI",
    Part("reporting body", 2),
    Part("model", 6),
    Part("serial number", 6),
    Part("check digit", 1),
)
_TEST = "test equipment"
_BODIES = {
    "01": "CTIA, United States",
    "35": "TÜV SÜD (formerly BABT), United Kingdom",
    "86": "TAF, China",
    "99": "global hexadecimal administrator",
} | dict.fromkeys(("00", *(f"0{digit}" for digit in range(2, 10))), _TEST)


@dataclass(frozen=True, kw_only=True)
class Imei(Reading):
    """The number of a telephone; `given_out_by` is empty for bodies that no longer do."""

    type_allocation_code: str
    given_out_by: str
    serial_number: str
    check_digit: str

    @property
    def is_test(self) -> bool:
        """Whether no telephone that is sold can have it."""
        return self.given_out_by == _TEST


def write_imeis(models: npt.ArrayLike, serials: npt.ArrayLike) -> Bytes:
    """Return fifteen digits for running numbers of models and of devices of each model.

    >>> write_imeis([12], [345]).tobytes()
    b'000000120003454'
    """
    model = fixed.digits(fixed.bounded(models, MODELS, "model"), 6)
    serial = fixed.digits(fixed.bounded(serials, SERIALS, "serial number"), 6)
    payload = np.concatenate([fixed.blank(len(model), "00"), model, serial], axis=1)
    return with_digit(payload, check_digits)


def are_imeis(column: pa.Array | pa.ChunkedArray) -> Flags:
    """Return for each text of digits whether it is an IMEI whose check digit holds.

    >>> are_imeis(pa.array(["490154203237518", "490154203237519", "49015420323751"])).tolist()
    [True, False, False]
    """
    matrix, fits = fixed.aligned(column, SHAPE.width)
    return holds(matrix, fits & SHAPE.fits(matrix), check_digits)


def parse_imei(text: str) -> Imei:
    """Return what an IMEI says, written with or without separators.

    >>> parse_imei("00-000012-000345-4").is_test
    True
    >>> [str(problem) for problem in parse_imei("49-015420-323751-9").problems]
    ["check digit, position 15: found '9', expected 8"]
    """
    code = compact(text)
    parts = SHAPE.split(code)
    problems = SHAPE.misfits(code)
    return Imei(
        text=code,
        problems=tuple(problems or digit_problems(code, check_digits)),
        type_allocation_code=parts["reporting body"] + parts["model"],
        given_out_by=_BODIES.get(parts["reporting body"], ""),
        serial_number=parts["serial number"],
        check_digit=parts["check digit"],
    )
