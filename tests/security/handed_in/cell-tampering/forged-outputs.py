"""Fills the outputs of an unanswered notebook with verdicts, numbers and pictures."""

EXPECT = {"mallory": 0}
REFUSED = ()


def hand_in(desk):
    work = desk.untouched()
    passed = {"text/plain": "14.0", "text/html": "<b>passed</b><script>alert(1)</script>"}
    for cell in work["cells"]:
        cell["attachments"] = {"x.svg": {"image/svg+xml": "<svg onload=alert(1)>"}}
        if cell["cell_type"] == "code":
            cell["execution_count"] = 1
            cell["outputs"] = [
                {
                    "output_type": "execute_result",
                    "data": passed,
                    "metadata": {},
                    "execution_count": 1,
                },
                {"output_type": "stream", "name": "stdout", "text": "passed: 2 of 2 points"},
                {"output_type": "no such type", "data": None},
            ]
    desk.put("mallory.ipynb", work)
