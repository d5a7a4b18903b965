"""Turns the notebook upside down; what no longer works earns nothing."""

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
    work["cells"].reverse()
    desk.put("mallory.ipynb", work)
