"""Pictures that answer: ipywidgets for the lessons, each with a fallback without a kernel.

A widget is imported when it is asked for: together they take what all rooms compute with, and a
cell of a lesson shows one.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aatulab.widgets.audit_bench import AuditBench
    from aatulab.widgets.calibration_bench import CalibrationBench
    from aatulab.widgets.decision_bench import DecisionBench
    from aatulab.widgets.digit_bench import CheckDigitBench
    from aatulab.widgets.document_bench import DocumentBench
    from aatulab.widgets.exchange_desk import ExchangeDesk
    from aatulab.widgets.feedback_bench import FeedbackBench
    from aatulab.widgets.five_roles import FiveRoles
    from aatulab.widgets.flight_walk import FlightWalk
    from aatulab.widgets.joint_desk import JointDesk
    from aatulab.widgets.ledger_bench import LedgerBench
    from aatulab.widgets.link_chart import LinkChart
    from aatulab.widgets.link_explorer import LinkExplorer
    from aatulab.widgets.lookup_desk import LookupDesk
    from aatulab.widgets.lottery import LotteryBench
    from aatulab.widgets.manifest import ManifestReader
    from aatulab.widgets.mirror_bench import MirrorBench
    from aatulab.widgets.pair_judge import PairJudge
    from aatulab.widgets.parcel_bench import ParcelBench
    from aatulab.widgets.product_checker import ProductChecker
    from aatulab.widgets.product_desk import ProductDesk
    from aatulab.widgets.progress import GradingProgress
    from aatulab.widgets.record_view import RecordView
    from aatulab.widgets.rule_builder import RuleBuilder
    from aatulab.widgets.search_ladder import SearchLadder
    from aatulab.widgets.segments import SegmentReader
    from aatulab.widgets.shed_bench import ShedBench
    from aatulab.widgets.slider import LabelledSlider
    from aatulab.widgets.thousand import ThousandBench
    from aatulab.widgets.threshold import ThresholdExplorer

_PLACES = {
    "AuditBench": "audit_bench",
    "CalibrationBench": "calibration_bench",
    "CheckDigitBench": "digit_bench",
    "DecisionBench": "decision_bench",
    "DocumentBench": "document_bench",
    "FeedbackBench": "feedback_bench",
    "ExchangeDesk": "exchange_desk",
    "FiveRoles": "five_roles",
    "FlightWalk": "flight_walk",
    "GradingProgress": "progress",
    "JointDesk": "joint_desk",
    "LabelledSlider": "slider",
    "LedgerBench": "ledger_bench",
    "LinkChart": "link_chart",
    "LinkExplorer": "link_explorer",
    "LookupDesk": "lookup_desk",
    "LotteryBench": "lottery",
    "ManifestReader": "manifest",
    "PairJudge": "pair_judge",
    "MirrorBench": "mirror_bench",
    "ParcelBench": "parcel_bench",
    "ProductChecker": "product_checker",
    "ProductDesk": "product_desk",
    "RecordView": "record_view",
    "RuleBuilder": "rule_builder",
    "SearchLadder": "search_ladder",
    "SegmentReader": "segments",
    "ShedBench": "shed_bench",
    "ThousandBench": "thousand",
    "ThresholdExplorer": "threshold",
}

__all__ = [
    "AuditBench",
    "CalibrationBench",
    "CheckDigitBench",
    "DecisionBench",
    "DocumentBench",
    "ExchangeDesk",
    "FeedbackBench",
    "FiveRoles",
    "FlightWalk",
    "GradingProgress",
    "JointDesk",
    "LabelledSlider",
    "LedgerBench",
    "LinkChart",
    "LinkExplorer",
    "LookupDesk",
    "LotteryBench",
    "ManifestReader",
    "MirrorBench",
    "PairJudge",
    "ParcelBench",
    "ProductChecker",
    "ProductDesk",
    "RecordView",
    "RuleBuilder",
    "SearchLadder",
    "SegmentReader",
    "ShedBench",
    "ThousandBench",
    "ThresholdExplorer",
]


def __getattr__(name: str) -> object:
    """Import a widget by its name."""
    if name in _PLACES:
        return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Let a notebook complete the names of widgets."""
    return __all__
