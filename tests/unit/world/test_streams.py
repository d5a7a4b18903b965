import numpy as np

from aatulab.world.streams import Streams


def test_a_column_gets_the_same_numbers_whatever_else_was_drawn():
    alone = Streams(7).of("bookings", "fare").random(5)
    streams = Streams(7)
    streams.of("bookings", "new column").random(1_000)
    assert (streams.of("bookings", "fare").random(5) == alone).all()


def test_columns_tables_and_seeds_differ():
    drawn = [
        Streams(seed).of(table, column).random()
        for seed in (7, 8, 2**255)
        for table in ("bookings", "persons")
        for column in ("fare", "sex")
    ]
    assert len(set(drawn)) == len(drawn)


def test_columns_are_independent():
    one = Streams(7).of("bookings", "one").random(20_000)
    other = Streams(7).of("bookings", "other").random(20_000)
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.03


def test_keys_of_a_column_stay_the_same():
    assert (Streams(7).keys("a", "b") == Streams(7).keys("a", "b")).all()
