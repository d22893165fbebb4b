import contextlib
import io
import logging
from pathlib import Path

from night import GOOD, REFUNDS, Tracker, fresh_logging


def night(refunds):
    """One night with `usual.py`: the lines of its log."""
    err = io.StringIO()
    with fresh_logging(), contextlib.redirect_stderr(err), contextlib.redirect_stdout(io.StringIO()):
        import usual

        usual.pay(refunds)
    return err.getvalue().splitlines()


def mended_line():
    err = io.StringIO()
    with fresh_logging(), contextlib.redirect_stderr(err):
        try:
            REFUNDS[1]["cents"]
        except KeyError as e:
            logging.error("Refund failed: %s", e)
    return err.getvalue().strip()


def import_first():
    with fresh_logging():
        import usual  # noqa: F401

        logging.basicConfig(filename="night.log", level=logging.INFO)
        return Path("night.log").exists()


def force():
    with fresh_logging() as root, contextlib.redirect_stderr(io.StringIO()):
        tracker = Tracker()
        root.addHandler(tracker)
        logging.basicConfig(level=logging.INFO, force=True)
        logging.error("refunds stopped")
    return len(tracker.seen)


def main():
    lines = night(REFUNDS)
    print("2 failed: ERROR lines in the log   ->", sum(" ERROR " in line for line in lines))
    print("what stderr got instead            ->", next(line for line in lines if line.startswith("TypeError")))
    print("with a %s for the error            ->", mended_line())
    print("import first: is there night.log?  ->", import_first())
    print("force=True: events for the tracker ->", force())
    print("all paid: lines in the log         ->", len(night(GOOD)))


if __name__ == "__main__":
    main()
