"""Five plain tests, which stock Pyodide and the course's runtime both run."""

import pytest
from price import parse_price


def test_point() -> None:
    """A price with a point is read."""
    assert parse_price("12.00") == 1200


def test_comma() -> None:
    """A price with a comma and a currency is read."""
    assert parse_price("12,50 EUR") == 1250


def test_whole() -> None:
    """A price without cents is read."""
    assert parse_price(" 7 ") == 700


def test_no_price() -> None:
    """What is no price is refused."""
    for text in ("", "twelve", "1.2.3"):
        with pytest.raises(ValueError, match="not a price"):
            parse_price(text)


def test_many() -> None:
    """A thousand prices are read one after the other."""
    assert sum(parse_price(f"{number}.00") for number in range(1000)) == 49_950_000
