"""The signals of a waybill: what a typology may say about it, and where a trainee sees it.

On a master waybill they are those of one house waybill under it; the others are ordinary.
"""

from aatulab.world.goods import goods_of
from aatulab.world.roles.signals import Flow, SignalRow

CARGO = Flow(
    name="cargo",
    signals={
        "lead_time_h": SignalRow(
            "typical", "hours between booking and departure", "waybills.booked_at"
        ),
        "account_age_days": SignalRow(
            "typical", "age of the shipper's account", "waybills.account_opened_on"
        ),
        "shipments_90d": SignalRow(
            "typical", "shipments to the consignee in 90 days", "waybills.shipments_90d"
        ),
        "gross_kg": SignalRow("typical", "kilograms of the shipment", "waybills.gross_kg"),
        "value_factor": SignalRow(
            "typical", "value of a kilogram, against the usual one", "waybills.declared_value"
        ),
        "density_factor": SignalRow(
            "typical", "kilograms of a cubic metre, against the usual", "waybills.volume_m3"
        ),
        "piece_factor": SignalRow(
            "typical", "kilograms of a piece, against the usual", "waybills.pieces"
        ),
        "freight_factor": SignalRow(
            "typical", "freight, against the usual one of way and weight", "waybills.freight"
        ),
        "gain_kg": SignalRow("typical", "kilograms gained, if any are", "cargo_events.kg"),
        "collect_h": SignalRow(
            "typical", "hours from notice to delivery", "cargo_events.at of NFD and DLV"
        ),
        "consolidated": SignalRow("probability", "a master with house waybills", "waybills.kind"),
        "one_address": SignalRow(
            "probability",
            "all houses of such a master go to one address",
            "house_waybills.consignee_address_id",
        ),
        "person_shipper": SignalRow(
            "probability", "the shipper is a private person", "waybills.shipper_kind"
        ),
        "person_consignee": SignalRow(
            "probability", "the consignee is a private person", "waybills.consignee_kind"
        ),
        "unfitting_business": SignalRow(
            "probability", "goods outside the consignee's business", "firms.hs_chapters"
        ),
        "young_consignee": SignalRow(
            "probability", "a consignee founded lately", "firms.registered_on"
        ),
        "lodged_consignee": SignalRow(
            "probability", "a consignee at another firm's address", "firms.address_id"
        ),
        "vague_goods": SignalRow(
            "probability", "a description that fits everything", "waybills.goods"
        ),
        "value_stated": SignalRow("probability", "a value is declared", "waybills.declared_value"),
        "cash_payment": SignalRow("probability", "paid in cash", "waybills.payment_form"),
        "charges_collect": SignalRow(
            "probability", "the consignee pays the carriage", "waybills.charges"
        ),
        "odd_route": SignalRow(
            "probability", "a transfer far off the straight way", "waybills.routing"
        ),
        "known_consignor": SignalRow(
            "probability", "secured by a known consignor", "waybills.secured_by"
        ),
        "self_cleared": SignalRow("probability", "cleared without a broker", "waybills.broker"),
        "same_contact": SignalRow(
            "probability", "one phone on both sides", "waybills.shipper_phone"
        ),
        "consignee_changed": SignalRow(
            "probability", "another consignee was named first", "amendments"
        ),
        "routing_changed": SignalRow("probability", "another way was booked first", "amendments"),
        "goods_changed": SignalRow("probability", "other goods were named first", "amendments"),
        "weight_gain": SignalRow(
            "probability", "more weight at arrival than at acceptance", "cargo_events.kg"
        ),
        "extra_piece": SignalRow(
            "probability", "a piece more at arrival than at acceptance", "cargo_events.pieces"
        ),
        "missing_piece": SignalRow(
            "probability", "a piece that comes a flight later", "cargo_events.pieces"
        ),
        "discrepancy_report": SignalRow(
            "probability", "such a difference is reported", "cargo_events.discrepancy"
        ),
        "shared_shipper": SignalRow(
            "probability", "the circle's shipper, goods and way", "waybills.account", of_circle=True
        ),
        "shared_consignee": SignalRow(
            "probability", "the circle's consignee", "waybills.consignee_name", of_circle=True
        ),
        "shared_phone": SignalRow(
            "probability", "the circle's phone", "waybills.consignee_phone", of_circle=True
        ),
        "shared_email": SignalRow(
            "probability", "the circle's mail address", "waybills.consignee_email", of_circle=True
        ),
        "shared_address": SignalRow(
            "probability", "the circle's address", "waybills.consignee_address_id", of_circle=True
        ),
        "shared_agent": SignalRow(
            "probability", "the circle's small forwarder", "waybills.agent", of_circle=True
        ),
        "houses": SignalRow("choices", "house waybills of a master", "house_waybills"),
        "goods": SignalRow(
            "choices",
            "what the goods are said to be",
            "waybills.hs_code",
            labels=lambda: goods_of("cargo").names,
        ),
    },
)
