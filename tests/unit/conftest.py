"""What the tests of several rooms use."""

import pytest
import yaml


@pytest.fixture
def change_yaml():
    """Rewrite a file with other values at a place inside it; None removes a key."""

    def change(path, at, changes):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        place = content
        for step in at:
            place = place[step]
        for key, value in changes.items():
            if value is None:
                del place[key]
            else:
                place[key] = value
        path.write_text(yaml.safe_dump(content), encoding="utf-8")

    return change
