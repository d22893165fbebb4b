"""Stands for the driver of a database in the runs of this page: it remembers which order went to which address."""

SAVED = {}


def insert(url, order):
    SAVED.setdefault(url, []).append(order)
