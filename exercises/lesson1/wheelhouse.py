"""The packages of the exercise `project`, in the versions that exist. They are made up, and no index has them.

    python exercises/lesson1/wheelhouse.py

It writes their wheels to the folder `wheelhouse` beside this file, the same bytes on every machine.
Tools find them there and ask nobody else with: --no-index --find-links exercises/lesson1/wheelhouse
"""

from pathlib import Path

from prodready.kit.wheels import Package, write

TILL = '''
from shop_glyphs import glyphs


def cents(amount):
    """How many cents an amount such as `12.50 EUR` is."""
    number = "".join(glyphs(amount)).split()[0]
    whole, _, part = number.partition(".")
    return int(whole) * 100 + int(f"{part}00"[:2])
'''

TABLE = '''
from shop_width import width


def table(rows):
    """The rows as text, each column as wide as its widest cell."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(width(cell) for cell in column) for column in zip(*cells)]
    return "\\n".join("  ".join(cell.rjust(size) for cell, size in zip(row, widths)) for row in cells)
'''

# A cell has room for six characters.
TABLE_2_1 = TABLE.replace("str(cell) for", "str(cell)[-6:] for")

# The function has another name.
TABLE_3 = TABLE.replace("def table", "def render")

WIDTH = '''
from shop_glyphs import glyphs


def width(text):
    """How many columns a text takes on a terminal."""
    return len(glyphs(text))
'''

GLYPHS = '''
import unicodedata


def glyphs(text):
    """The characters of a text that take a column of their own."""
    return [letter for letter in text if not unicodedata.combining(letter)]
'''

ANY = ">=3.8"

PACKAGES = [
    Package("PyShopTill", "4.1.0", ("shop-glyphs>=0.5",), {"till.py": TILL}, ANY),
    Package("PyShopTill", "4.2.0", ("shop-glyphs>=0.6",), {"till.py": TILL}, ANY),
    Package("shop-glyphs", "0.6.2", (), {"shop_glyphs.py": GLYPHS}, ANY),
    Package("shop-glyphs", "0.7.0", (), {"shop_glyphs.py": GLYPHS}, ANY),
    Package("shop-lint", "1.0.0", (), {"shop_lint.py": ""}, ANY),
    Package("shop-table", "2.1.0", ("shop-width>=1.2",), {"shop_table.py": TABLE_2_1}, ANY),
    Package("shop-table", "2.2.0", ("shop-width>=1.10",), {"shop_table.py": TABLE}, ANY),
    Package("shop-table", "3.0.0", ("shop-width>=1.10",), {"shop_table.py": TABLE_3}, ANY),
    Package("shop-width", "1.9.0", ("shop-glyphs>=0.5",), {"shop_width.py": WIDTH}, ANY),
    Package("shop-width", "1.10.0", ("shop-glyphs>=0.6,<0.7",), {"shop_width.py": WIDTH}, ">=3.11"),
]


if __name__ == "__main__":
    for path in write(PACKAGES, Path(__file__).with_name("wheelhouse")):
        print(path.name)
