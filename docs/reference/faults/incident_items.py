from prodready.kit import Items, Raises
from prodready.kit.incident import check


def total(rows):
    return sum(row["cents"] for row in rows)


def largest_share(rows):
    return max(row["cents"] for row in rows) / sum(row["cents"] for row in rows)


def main():
    rows = [{"cents": 495}, {"cents": 1250}]
    lost = Raises("ConnectionError", "the cursor was closed")
    with check(__file__) as suite:
        print("total          ->", suite.learner.call("total", Items(rows)).show())
        print("largest_share  ->", suite.learner.call("largest_share", Items(rows)).show())
        print("total, broken  ->", suite.learner.call("total", Items(rows, then=lost)).show())


if __name__ == "__main__":
    main()
