import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.errors import GradingError
from aatulab.grading.variants import Secret, create_secret, read_secret, variant_seed

names = st.text(min_size=1, max_size=20)


@given(st.binary(min_size=32, max_size=40), names, names)
def test_the_same_trainee_gets_the_same_case(secret, assignment, trainee):
    first = variant_seed(Secret(secret), assignment, trainee)
    assert first == variant_seed(Secret(secret), assignment, trainee)
    assert 0 <= first < 2**256


def test_another_secret_assignment_or_trainee_gives_another_case():
    one, other = Secret(bytes(32)), Secret(bytes([1] * 32))
    seeds = {
        variant_seed(one, "tiny", "ana"),
        variant_seed(other, "tiny", "ana"),
        variant_seed(one, "other", "ana"),
        variant_seed(one, "tiny", "ben"),
        variant_seed(one, "tinya", "na"),
    }
    assert len(seeds) == 5


def test_a_secret_is_read_back_and_only_its_owner_can_read_it(tmp_path):
    made = create_secret(tmp_path / "secret")
    assert read_secret(tmp_path / "secret") == made
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_a_secret_is_never_overwritten(tmp_path):
    create_secret(tmp_path / "secret")
    before = (tmp_path / "secret").read_bytes()
    with pytest.raises(GradingError, match="never overwritten"):
        create_secret(tmp_path / "secret")
    assert (tmp_path / "secret").read_bytes() == before


def test_two_courses_have_two_secrets(tmp_path):
    assert create_secret(tmp_path / "a") != create_secret(tmp_path / "b")


def test_a_secret_never_shows_itself():
    secret = Secret(b"visible?" * 4)
    assert "visible" not in repr(secret)
    assert secret.value.hex() not in secret.fingerprint


def test_a_secret_that_others_can_read_is_refused(tmp_path):
    create_secret(tmp_path / "secret")
    (tmp_path / "secret").chmod(0o644)
    with pytest.raises(GradingError, match=r"mode 644.*chmod 600"):
        read_secret(tmp_path / "secret")


@pytest.mark.parametrize("text", ["", "abc", "zz" * 32, "ab" * 8, "\xe9"])
def test_a_damaged_secret_is_refused_and_not_shown(tmp_path, text):
    path = tmp_path / "secret"
    path.write_text(text, encoding="latin-1")
    path.chmod(0o600)
    with pytest.raises(GradingError) as caught:
        read_secret(path)
    assert not text or text not in str(caught.value).replace("expected", "")


def test_a_missing_secret_says_where_to_get_one(tmp_path):
    with pytest.raises(GradingError, match="aatulab course create"):
        read_secret(tmp_path / "secret")
