"""Pictures that answer: ipywidgets for the lessons, each with a fallback without a kernel."""

from aatulab.widgets.audit_bench import AuditBench
from aatulab.widgets.digit_bench import CheckDigitBench
from aatulab.widgets.document_bench import DocumentBench
from aatulab.widgets.five_roles import FiveRoles
from aatulab.widgets.flight_walk import FlightWalk
from aatulab.widgets.ledger_bench import LedgerBench
from aatulab.widgets.link_explorer import LinkExplorer
from aatulab.widgets.lookup_desk import LookupDesk
from aatulab.widgets.lottery import LotteryBench
from aatulab.widgets.manifest import ManifestReader
from aatulab.widgets.parcel_bench import ParcelBench
from aatulab.widgets.product_desk import ProductDesk
from aatulab.widgets.progress import GradingProgress
from aatulab.widgets.record_view import RecordView
from aatulab.widgets.rule_builder import RuleBuilder
from aatulab.widgets.search_ladder import SearchLadder
from aatulab.widgets.segments import SegmentReader
from aatulab.widgets.slider import LabelledSlider
from aatulab.widgets.threshold import ThresholdExplorer

__all__ = [
    "AuditBench",
    "CheckDigitBench",
    "DocumentBench",
    "FiveRoles",
    "FlightWalk",
    "GradingProgress",
    "LabelledSlider",
    "LedgerBench",
    "LinkExplorer",
    "LookupDesk",
    "LotteryBench",
    "ManifestReader",
    "ParcelBench",
    "ProductDesk",
    "RecordView",
    "RuleBuilder",
    "SearchLadder",
    "SegmentReader",
    "ThresholdExplorer",
]
