"""How quickly a practice desk works.  All minutes are this lab's own, not those of any unit."""

from datetime import timedelta

# how long until the desk looks: what is loud rings, the rest waits for the next round
LOOKS_AFTER = {
    "flash": timedelta(minutes=2),
    "urgent": timedelta(minutes=8),
    "priority": timedelta(minutes=25),
    "routine": timedelta(minutes=70),
}
THINKS = timedelta(minutes=3)
SETS_UP = timedelta(minutes=10)
EXAMINES = timedelta(minutes=45)  # from landing to the result
