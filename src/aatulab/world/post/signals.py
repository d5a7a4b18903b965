"""The signals of a postal item: what a typology may say about it, and where a trainee sees it."""

from aatulab.world.goods import goods_of
from aatulab.world.roles.signals import Flow, SignalRow

# behind each class the first letter of its S10
MAIL_CLASSES = {
    "letter": "U",
    "registered letter": "R",
    "parcel": "C",
    "e-commerce parcel": "H",
    "EMS": "E",
}
CATEGORIES = ("gift", "commercial sample", "sale of goods", "returned goods", "other")
PAYMENTS = ("account", "card", "cash", "stamps")
DELIVERIES = ("door", "locker", "counter")

POST = Flow(
    name="post",
    signals={
        "weight_g": SignalRow("typical", "grams of the item", "postal_items.gross_kg"),
        "weight_factor": SignalRow(
            "typical", "measured weight, against the declared one", "postal_items.declared_kg"
        ),
        "value_factor": SignalRow(
            "typical", "value of a kilogram, against the usual one", "declaration_lines.value"
        ),
        "postage_factor": SignalRow(
            "typical", "postage, against the usual one", "postal_items.postage"
        ),
        "items_90d": SignalRow(
            "typical", "items to the address in 90 days", "postal_items.items_90d"
        ),
        "firm_sender": SignalRow("probability", "a firm sends", "postal_items.sender_kind"),
        "firm_addressee": SignalRow(
            "probability", "a firm receives", "postal_items.addressee_kind"
        ),
        "sender_elsewhere": SignalRow(
            "probability",
            "posted in another State than the sender's",
            "postal_items.outward_office",
        ),
        "odd_route": SignalRow(
            "probability", "a transit far off the straight way", "postal_items.transit_office"
        ),
        "return_address_given": SignalRow(
            "probability", "the sender's address is on it", "postal_items.sender_address_id"
        ),
        "phone_given": SignalRow(
            "probability", "the addressee's phone is on it", "postal_items.addressee_phone"
        ),
        "email_given": SignalRow(
            "probability", "the addressee's e-mail is on it", "postal_items.addressee_email"
        ),
        "handwritten": SignalRow("probability", "the label is by hand", "postal_items.label"),
        "vague_goods": SignalRow(
            "probability", "a description that fits everything", "declaration_lines.description"
        ),
        "hs_given": SignalRow(
            "probability", "goods code and origin, if it is trade", "declaration_lines.hs_code"
        ),
        "under_limit": SignalRow(
            "probability", "a value just below 150 euros", "postal_items.value"
        ),
        "small_form": SignalRow("probability", "a CN22 where a CN23 is due", "postal_items.form"),
        "advance_missing": SignalRow("probability", "no advance data", "postal_items.advance_at"),
        "advance_changed": SignalRow(
            "probability", "other goods in the advance data", "postal_items.advance_goods"
        ),
        "name_variant": SignalRow(
            "probability", "the addressee's name in another spelling", "postal_items.addressee_name"
        ),
        "shared_sender": SignalRow(
            "probability", "the circle's sender", "postal_items.sender_name", of_circle=True
        ),
        "shared_return_address": SignalRow(
            "probability",
            "the circle's return address, under other names",
            "postal_items.sender_address_id",
            of_circle=True,
        ),
        "shared_addressee": SignalRow(
            "probability", "the circle's addressee", "postal_items.addressee_name", of_circle=True
        ),
        "shared_address": SignalRow(
            "probability",
            "the circle's address",
            "postal_items.addressee_address_id",
            of_circle=True,
        ),
        "shared_phone": SignalRow(
            "probability", "the circle's phone", "postal_items.addressee_phone", of_circle=True
        ),
        "shared_email": SignalRow(
            "probability", "the circle's e-mail", "postal_items.addressee_email", of_circle=True
        ),
        "number_run": SignalRow(
            "probability", "posted in one run with the circle", "postal_items.item", of_circle=True
        ),
        "lines": SignalRow("choices", "lines of the declaration", "declaration_lines"),
        "mail_class": SignalRow(
            "choices", "class of mail", "postal_items.mail_class", labels=tuple(MAIL_CLASSES)
        ),
        "category": SignalRow(
            "choices", "what the sender ticks", "postal_items.category", labels=CATEGORIES
        ),
        "payment": SignalRow(
            "choices", "how the postage was paid", "postal_items.payment_form", labels=PAYMENTS
        ),
        "delivery": SignalRow(
            "choices", "where it is handed over", "postal_items.delivery", labels=DELIVERIES
        ),
        "goods": SignalRow(
            "choices",
            "what the goods are said to be",
            "declaration_lines.hs_code",
            labels=lambda: goods_of("post").names,
        ),
    },
)
