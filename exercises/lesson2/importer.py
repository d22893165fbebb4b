"""The nightly import: add up the orders, and report those that cannot be read.

`import_orders(rows: Iterable[Mapping]) -> int` returns the total of all good rows, in cents.

- `rows` gives one mapping for each order, such as `{"id": 48213, "cents": "1250"}`.
  It can be read only once, one row after the other, and may have no `len()`: a file, a database cursor, a generator.
- Every row has an `"id"`.
  A row is bad when `int(row["cents"])` raises an error: the amount is missing, `None`, empty or no number.
- A bad row does not stop the import. It is left out of the total, and the next row is read.

Report through a logger: `logging`, `structlog` or `loguru`, as you like. Logger names and wording are yours to choose.

- Each bad row gives exactly one event, at WARNING or above.
  It contains the row's id and the error that `int()` met: the traceback, or the error's type and text.
- After the last row comes exactly one event at INFO, with the number of imported and the number of rejected rows.
- Nothing else is reported at INFO or above. DEBUG is free.
- Whatever else goes wrong (Ctrl-C, `SystemExit`, an error of `rows` itself) leaves the function unchanged.
  There is no event at INFO then, because the import did not reach its end.

Which levels are shown, in which format and where, is decided by the program that imports this module.
So the module prints nothing on stdout or stderr, adds no handler, sets no level, and importing it configures nothing.
"""


# TODO: make it hold at 03:00 as well. `prodready hint lesson2/importer` helps, one step at a time.
def import_orders(rows):
    print("Importing", len(rows), "orders")
    total = 0
    for row in rows:
        try:
            total += int(row["cents"])
        except Exception as e:
            print("Error:", e)
    print("Done.", total)
    return total


if __name__ == "__main__":
    import_orders([{"id": 1, "cents": "1250"}, {"id": 2, "cents": "990"}])
