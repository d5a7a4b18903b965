"""The signals of a booking: what a typology may say about it, and where a trainee sees it."""

from aatulab.world.roles.signals import NEVER_USED, Flow, SignalRow

FARE_TYPES = ("public", "corporate", "marine", "group", "student", "humanitarian")

PASSENGER = Flow(
    name="passenger",
    # Directive (EU) 2016/681, article 1(2); trafficking in human beings stands in its annex II
    purposes=(
        "listed serious crime",
        "listed serious crime, to protect its victim",
        "terrorist offences",
    ),
    never_used=NEVER_USED | {"meal_code"},
    signals={
        "lead_time_h": SignalRow(
            "typical", "hours between booking and departure", "bookings.booked_at"
        ),
        "stay_nights": SignalRow("typical", "nights at the destination", "bookings.nights"),
        "trips_last_90_days": SignalRow(
            "typical", "arrivals in 90 days", "passengers.arrivals_90d"
        ),
        "bag_kg": SignalRow("typical", "kilograms of one checked bag", "baggage.weight_kg"),
        "fare_factor": SignalRow(
            "typical", "fare, against the usual one of the route", "bookings.fare"
        ),
        "itinerary_changes": SignalRow(
            "average", "changes of date, route or name", "bookings.changes"
        ),
        "one_way": SignalRow("probability", "no return booked", "bookings.one_way"),
        "cash_payment": SignalRow("probability", "paid in cash", "payments.form"),
        "voucher_payment": SignalRow("probability", "paid by voucher or transfer", "payments.form"),
        "third_party_payer": SignalRow(
            "probability", "the payer does not travel", "payments.payer_name"
        ),
        "firm_payer": SignalRow("probability", "such a payer is a firm", "payments.payer_name"),
        "new_document": SignalRow(
            "probability", "a passport issued in the two months before", "documents.issued_on"
        ),
        "onward_ticket": SignalRow(
            "probability", "flies on with a ticket bought apart", "onward_tickets"
        ),
        "odd_route": SignalRow(
            "probability", "a connection far off the straight way", "bookings.itinerary"
        ),
        "excess_baggage": SignalRow(
            "probability", "a fee paid for a further bag", "baggage.excess_paid"
        ),
        "phone_given": SignalRow("probability", "a phone is in the booking", "contacts.value"),
        "email_given": SignalRow(
            "probability", "an e-mail address is in the booking", "contacts.value"
        ),
        "agency_phone": SignalRow(
            "probability", "the phone is the travel agency's own", "contacts.value"
        ),
        "used_number": SignalRow(
            "probability",
            "a phone that others leave too: lent, of a helper, or given out again",
            "contacts.value",
        ),
        "shared_phone": SignalRow(
            "probability", "the circle's phone, not one's own", "contacts.value", of_circle=True
        ),
        "shared_email": SignalRow(
            "probability", "the circle's e-mail, not one's own", "contacts.value", of_circle=True
        ),
        "shared_agency": SignalRow(
            "probability", "the circle's travel agency", "bookings.agency", of_circle=True
        ),
        "shared_payer": SignalRow(
            "probability", "such a payer is the circle's", "payments.payer_name", of_circle=True
        ),
        "beside_circle": SignalRow(
            "probability",
            "a seat beside others of the circle, each on a booking of its own",
            "passengers.seat",
            of_circle=True,
        ),
        "matching_bags": SignalRow(
            "probability",
            "bags as heavy as those of the circle",
            "baggage.weight_kg",
            of_circle=True,
        ),
        "bags_per_person": SignalRow("choices", "checked bags of one passenger", "baggage"),
        "party_size": SignalRow(
            "choices", "travellers on the booking", "bookings.party_size", as_others=True
        ),
        "fare_type": SignalRow("choices", "kind of fare", "bookings.fare_type", labels=FARE_TYPES),
    },
)
