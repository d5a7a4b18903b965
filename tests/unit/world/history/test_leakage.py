"""What history tells about a record before its moment: something, far from everything.

Every sign below is counted from rows dated before the travellers stand in the hall, except in the
last test, which shows what is gained by looking at the answer.
"""

import numpy as np
import pandas as pd
import pytest

FIRST_TEST_DAY = 18


@pytest.fixture(scope="module")
def known(big_world, leads):
    """Build the table of all signs that history gives, as of a moment before each record's own."""

    def table(*, late=False):
        now = leads["arrives_at"] + (pd.Timedelta(days=400) if late else pd.Timedelta(minutes=20))
        rows = leads.assign(now=now).set_index("pnr")
        results = big_world.inspections.merge(leads, left_on="record", right_on="pnr")
        found = results["result"] == "found"
        sightings = big_world.sightings.drop(columns="place")
        reports = dated(big_world.reported_documents, "reported_on")
        notices = dated(big_world.notices, "issued_on").dropna(subset="birth_date")
        alerts = big_world.alerts
        seizures = big_world.seizures.assign(at=big_world.seizures["seized_at"])
        seizures["itinerary"] = seizures[["departure", "transit", "destination"]].apply(
            lambda way: "-".join(way.dropna()), axis=1
        )
        return pd.DataFrame(
            {
                "told of the phone": earlier(rows, alerts.assign(phone=alerts["subject"]), "phone"),
                "proven source": earlier(
                    rows, alerts[alerts["grade"] == "A"].assign(phone=alerts["subject"]), "phone"
                ),
                "noted": earlier(rows, sightings, "person_id"),
                "reported": earlier(rows, reports, "document_number"),
                "named": earlier(rows, notices, ["surname", "given_names", "birth_date"]),
                "found at the phone": earlier(rows, results[found], "phone"),
                "nothing at the phone": earlier(rows, results[~found], "phone"),
                "found at the agency": earlier(rows, results[found], "agency"),
                "nothing at the agency": earlier(rows, results[~found], "agency"),
                "seized on the way": earlier(rows, seizures, "itinerary"),
            }
        )

    return table


def dated(rows, column):
    """The rows as known from the end of their day."""
    return rows.assign(at=rows[column].dt.tz_localize("UTC") + pd.Timedelta(days=1))


def earlier(rows, history, on):
    """How many rows of history have the same value and are older, for each record."""

    def values(table):
        columns = [table[column].astype("str") for column in ([on] if isinstance(on, str) else on)]
        return columns[0].str.cat(columns[1:], sep="|")

    def minutes(moments):
        return moments.astype("int64").to_numpy() // 60_000_000

    history = history.dropna(subset=on)
    place = pd.Index(values(history).unique())
    line = np.sort(place.get_indexer(values(history)) * 2**40 + minutes(history["at"]))
    code = place.get_indexer(values(rows))  # -1 where history knows nothing of it
    older = np.searchsorted(line, code * 2**40 + minutes(rows["now"]))
    count = np.where(code < 0, 0, older - np.searchsorted(line, code * 2**40))
    return pd.Series(count, index=rows.index)


@pytest.fixture(scope="module")
def learn(big_world, leads, auc):
    """Train on the first days, test on the last ones."""
    from sklearn.linear_model import LogisticRegression

    first = pd.Timestamp(big_world.spec.first_day, tz="UTC")
    test = (leads["arrives_at"] >= first + pd.Timedelta(days=FIRST_TEST_DAY)).to_numpy()
    illicit = leads["illicit"].to_numpy()

    def area(signs):
        values = np.log1p(signs.to_numpy(dtype=float))
        model = LogisticRegression(max_iter=300).fit(values[~test], illicit[~test])
        return auc(model.predict_proba(values[test])[:, 1], illicit[test])

    return area


def test_history_is_useful_and_far_from_perfect(known, learn):
    area, error = learn(known())
    assert error < 0.015
    assert 0.6 < area < 0.85


def test_no_single_sign_settles_it(known, leads, worth):
    illicit = leads.set_index("pnr")["illicit"]
    signs = known()
    for name in signs:
        shown = signs[name] > 0
        found = worth(shown, illicit)
        assert found.precision < 0.75, name
        assert found.coverage < 0.3 or found.precision < 2 * illicit.mean(), name


def test_looking_at_later_rows_would_be_cheating(known, learn):
    """Is the date what keeps the answer out?  With all rows the result itself is among them."""
    honest, _ = learn(known())
    cheating, _ = learn(known(late=True))
    assert cheating > honest + 0.03


def test_nothing_undated_tells_of_a_record(big_world):
    """Every table of history has a moment or a day that a look-up can be cut off at."""
    dates = {
        "inspections": "at", "seizures": "seized_at", "sightings": "at", "alerts": "at",
        "reported_documents": "reported_on", "notices": "issued_on",
    }  # fmt: skip
    for table, column in dates.items():
        assert getattr(big_world, table)[column].notna().all()


def test_selection_tells_no_more_than_the_signals_and_an_observation(big_world, leads, auc):
    """Does being left alone say something that the officer could not see?"""
    chosen = leads["pnr"].isin(big_world.inspections["record"])
    rest = leads[~chosen]
    place = np.arange(len(rest))
    area, error = auc(place, rest["illicit"])
    assert abs(area - 0.5) < 4.5 * error
    assert 0.6 < rest["illicit"].mean() / leads["illicit"].mean() < 1.0
