"""The signals of a crossing: what a typology may say about it, and where a trainee sees it."""

from aatulab.world.roles.signals import Flow, SignalRow

DIRECTIONS = ("in", "out")
# what a vehicle weighs unladen, in kilograms (the lab's own round figures), and its seats
CLASSES = {
    "car": ((1_050, 1_750), 5),
    "van": ((1_800, 2_500), 3),
    "minibus": ((2_300, 3_100), 9),
    "truck": ((6_500, 14_500), 2),
}
PURPOSES = ("work", "visit", "shopping", "holiday", "transit", "delivery")
GOODS = (
    "nothing to declare",
    "groceries",
    "household goods",
    "tools and materials",
    "parcels",
    "farm produce",
    "market goods",
    "tobacco for own use",
)

LAND = Flow(
    name="land",
    purposes=("listed serious crime", "customs and excise offences"),
    signals={
        "crossings_90d": SignalRow(
            "typical", "crossings of the vehicle in 90 days", "crossings.crossings_90d"
        ),
        "nights_away": SignalRow(
            "typical", "nights since it crossed the other way", "crossings.nights_since_last"
        ),
        "vehicle_age_days": SignalRow(
            "typical", "days that the owner has had the vehicle", "vehicles.registered_on"
        ),
        "goods_kg": SignalRow("typical", "kilograms of declared goods", "crossings.goods_kg"),
        "unexplained_kg": SignalRow(
            "typical", "kilograms over what vehicle, people and goods weigh", "crossings.weighed_kg"
        ),
        "cash_eur": SignalRow("typical", "cash, where it is declared", "crossings.declared_cash"),
        "cash_declared": SignalRow("probability", "cash is declared", "crossings.declared_cash"),
        "at_night": SignalRow("probability", "between 22 and 5 o'clock", "crossings.at"),
        "small_post": SignalRow("probability", "not at the busiest post", "crossings.border_post"),
        "red_lane": SignalRow("probability", "the lane for goods to declare", "crossings.lane"),
        "firm_owner": SignalRow("probability", "the vehicle is a firm's", "vehicles.owner_kind"),
        "other_owner": SignalRow(
            "probability", "the vehicle is somebody else's", "vehicles.owner_name"
        ),
        "shared_vehicle": SignalRow(
            "probability", "the circle's vehicle", "crossings.plate", of_circle=True
        ),
        "shared_owner": SignalRow(
            "probability", "such an owner is the circle's", "vehicles.owner_name", of_circle=True
        ),
        "convoy": SignalRow(
            "probability", "minutes behind the circle's first", "crossings.at", of_circle=True
        ),
        "occupants": SignalRow("choices", "people in the vehicle", "crossings.occupants"),
        "direction": SignalRow(
            "choices", "into the State or out of it", "crossings.direction", labels=DIRECTIONS
        ),
        "vehicle": SignalRow(
            "choices", "class of vehicle", "vehicles.vehicle_class", labels=tuple(CLASSES)
        ),
        "purpose": SignalRow(
            "choices", "what the driver says", "crossings.purpose", labels=PURPOSES
        ),
        "goods": SignalRow(
            "choices", "what the goods are said to be", "crossings.goods", labels=GOODS
        ),
    },
)
