"""The store as the server holds it: a writer for changes, short reads beside it."""

from collections.abc import Callable
from pathlib import Path
from typing import Self, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from aatulab.exchange.store.database import open_engine
from aatulab.exchange.store.writer import Writer, in_words

T = TypeVar("T")


class Store:
    """An open database with its one writer; `with` closes it."""

    def __init__(self, place: str | Path) -> None:
        self.engine = open_engine(place)
        self.writer = Writer(self.engine)

    def read(self, job: Callable[[Connection], T]) -> T:
        """Return what a job reads; it sees whole commits only."""
        try:
            with self.engine.connect().execution_options(reads=True) as connection:
                return job(connection)
        except SQLAlchemyError as error:
            raise in_words(error) from error

    def write(self, job: Callable[[Connection], T]) -> T:
        """Return what a job returns once it is durable."""
        return self.writer.do(job)

    def close(self) -> None:
        """Write what waits, then let go of the database."""
        self.writer.close()
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_about: object) -> None:
        self.close()
