"""Puts lists, numbers and nothing where ids should be; right work beside one known cell counts."""

EXPECT = {"mallory": 14}
REFUSED = ("none of the cells",)


def hand_in(desk):
    work = desk.solution()
    odd = [None, [], 5, "x", {"grade_id": ["setup"]}, {"grade_id": None}, {"grade_id": "x" * 999}]
    for number, cell in enumerate(work["cells"]):
        cell["metadata"] = [None, [], {"nbgrader": odd[number % len(odd)]}][number % 3]
        cell["id"] = "same"
    desk.put("nora.ipynb", work)
    known = desk.untouched()
    work["cells"].append(known["cells"][desk.place(known, "lead-time")])
    desk.put("mallory.ipynb", work)
