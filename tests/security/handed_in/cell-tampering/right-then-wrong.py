"""Answers each question twice under one id, right and then wrong; the last one counts."""

EXPECT = {"mallory": {"risk-points": 0, "lead-time": 0, "shared-phones": 0}}
REFUSED = ()


def hand_in(desk):
    import copy

    work = desk.solution()
    wrong = {
        "answer-lead-time": "lead_time_h = lead_time_h * 60",
        "answer-shared-phones": "shared_phones = shared_phones.head(1)",
        "answer-risk-points": "def risk_points(*arguments):\n    return 99",
    }
    for name, source in wrong.items():
        place = desk.place(work, name)
        again = copy.deepcopy(work["cells"][place])
        again["source"] = source
        work["cells"].insert(place + 1, again)
    desk.put("mallory.ipynb", work)
