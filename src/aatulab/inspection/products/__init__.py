"""A register of products for the officer at the table: offline, one file, from a signed bundle.

It knows coined brands only.  It is a model of what authorities and right holders share, and is
affiliated with none of the systems in use.
"""

from aatulab.inspection.products.answers import Answer, answer
from aatulab.inspection.products.barcodes.read import Scan, scan, typed_digits
from aatulab.inspection.products.compare import compare
from aatulab.inspection.products.database import write_register
from aatulab.inspection.products.register import Record, Register, open_register, register_of
from aatulab.inspection.products.tables import count_findings, findings

__all__ = [
    "Answer",
    "Record",
    "Register",
    "Scan",
    "answer",
    "compare",
    "count_findings",
    "findings",
    "open_register",
    "register_of",
    "scan",
    "typed_digits",
    "write_register",
]
