"""A package index as it was in March and as it is in November. The packages on it are made for this page.

`shop-...` are a shop's own packages; `PyYAML` stands in for the real one and reads lines such as `lamps: 19`.
"""

from prodready.kit.wheels import Package

VAT = "from shop_rounding import rounded\n\ndef vat_cents(cents, percent):\n    return rounded(cents * percent, 100)\n"
HALF_UP = "def rounded(number, by):\n    return (2 * number + by) // (2 * by)\n"
HALF_EVEN = "def rounded(number, by):\n    return round(number / by)\n"
YAML = "def safe_load(text):\n    return {k: int(v) for k, v in (line.split(': ') for line in text.splitlines())}\n"

OTHERS = [
    Package("shop-vat", "1.4.0", ("shop-rounding>=2",), {"shop_vat.py": VAT}),
    Package("PyYAML", "6.0.1", modules={"yaml/__init__.py": YAML}),
    Package("shop-charts", "0.9.2", modules={"shop_charts.py": ""}),
]
MARCH = [*OTHERS, Package("shop-rounding", "2.0.3", modules={"shop_rounding.py": HALF_UP})]
NOVEMBER = [
    *MARCH,
    Package("shop-rounding", "2.8.0", modules={"shop_rounding.py": HALF_EVEN}),
    Package("shop-stock", "3.1.0", ("shop-rounding>=2.8",), {"shop_stock.py": ""}),
]
# The same version under the same file name, with another text inside.
MIRROR = [*OTHERS, Package("shop-rounding", "2.0.3", modules={"shop_rounding.py": HALF_EVEN})]

# Not on the index: a colleague's file, and the project itself with other dependencies than on the page.
LABELS = Package("shop-labels", "0.3", modules={"shop_labels.py": ""})
PINNED = Package("invoices", "0.1.0", ("shop-vat==1.4.0", "shop-rounding==2.0.3"))
MOVED = Package("invoices", "0.1.0", ("PyYAML>=6,<7", "shop-vat>=1.5,<2"))
