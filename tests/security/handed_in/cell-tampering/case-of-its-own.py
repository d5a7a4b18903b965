"""Puts a case of three bookings in the place of the unseen one, and answers that."""

EXPECT = {
    "mallory": {
        "lead-time": 0,
        "shared-phones": 0,
        "risk-points": 3,
        "lead-time-chart": 0,
        "shortlist": 0,
    }
}
REFUSED = ()


def hand_in(desk):
    work = desk.solution()
    source = """
    import dataclasses
    few = case.bookings.head(3)
    contacts = case.contacts[case.contacts.pnr.isin(few.pnr)]
    tables = {**case.tables(), "bookings": few, "contacts": contacts}
    case = dataclasses.replace(case, frames=tables)
    load_case = lambda *arguments: case
    """
    desk.insert(work, desk.place(work, "answer-lead-time"), source)
    desk.put("mallory.ipynb", work)
