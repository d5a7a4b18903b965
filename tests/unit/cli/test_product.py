from PIL import Image
from typer.testing import CliRunner

from aatulab.cli import app
from aatulab.inspection.products.barcodes.draw import draw_ean


def run(*arguments):
    return CliRunner().invoke(app, ["product", *map(str, arguments)])


def test_a_register_travels_from_the_issuer_to_the_table(tmp_path):
    key, bundle, register = (tmp_path / name for name in ("key.pem", "b.zip", "products.db"))
    assert run("make-key", "--out", key).exit_code == 0
    made = run("make-bundle", "--key", key, "--out", bundle, "--seed", 7, "--version", 2,
               "--products", 200, "--issued-on", "2026-11-20")  # fmt: skip
    assert "edition 2 of 2026-11-20, 200 products" in made.stdout
    trust = tmp_path / "key.pem.pub"
    assert "now edition 2" in run("sync", bundle, "--trust", trust, "--register", register).stdout
    again = run("sync", bundle, "--trust", trust, "--register", register)
    assert "up to date already" in again.stdout

    listed = run("show", "hs:3004", "--register", register)
    gtin = listed.stdout.split()[0]
    shown = run("show", gtin, "--register", register, "--on", "2026-11-25")
    assert shown.exit_code == 0
    assert "what closes the pack" in shown.stdout
    assert "Register edition 2 of 2026-11-20." in shown.stdout

    picture = tmp_path / "code.png"
    Image.fromarray(draw_ean(gtin)).save(picture)
    assert f"EAN-13: {gtin}" in run("scan", picture, "--register", register).stdout
    Image.new("L", (300, 200), 255).save(picture)
    unread = run("scan", picture, "--register", register)
    assert unread.exit_code == 1
    assert "type the digits" in unread.stdout
    assert run("show", "qqqqqqqqqqqq", "--register", register).exit_code == 1
