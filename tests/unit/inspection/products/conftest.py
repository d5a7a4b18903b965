from datetime import date

import pytest

from aatulab.inspection.products import open_register, write_register
from aatulab.world.products.build import build_products
from aatulab.world.streams import Streams

DAY = date(2026, 9, 13)


@pytest.fixture(scope="session")
def product_tables():
    return build_products(4_000, DAY, Streams(7)).tables


@pytest.fixture(scope="session")
def register_file(product_tables, tmp_path_factory):
    path = tmp_path_factory.mktemp("register") / "products.db"
    write_register(product_tables, path, version=3, issued_on=DAY).close()
    return path


@pytest.fixture(scope="session")
def register(register_file):
    return open_register(register_file)
