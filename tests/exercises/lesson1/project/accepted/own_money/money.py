"""Amounts as text, without a package for it."""

from decimal import Decimal


def cents(amount):
    number, _, _ = amount.partition(" ")
    return int(Decimal(number) * 100)
