"""What the benchmark grades: a price as people type it, in cents."""

import re


def parse_price(text: str) -> int:
    """1200 for "12.00", "12,00 EUR" and " 12 "; ValueError for what is no price."""
    found = re.fullmatch(r"\s*(\d+)(?:[.,](\d{2}))?(?:\s*EUR)?\s*", text)
    if found is None:
        raise ValueError(f"not a price: {text!r}")
    return int(found[1]) * 100 + int(found[2] or 0)
