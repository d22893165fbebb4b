import contextlib
import io
import logging
import os
from pathlib import Path

from night import GOOD, REFUNDS, Tracker, fresh_logging, run, without_times


def program(refunds, *, level="INFO", tracker=None):
    """One night with `program.py`: exit status, what the bank got, lines of the log."""
    os.environ["LOG_LEVEL"] = level
    with fresh_logging() as root:
        root.handlers += [tracker] if tracker else []
        status, out, err = run("program.py", refunds)
    return status, out.splitlines(), without_times(err)


def import_first():
    with fresh_logging(), contextlib.redirect_stdout(io.StringIO()):
        import holding

        logging.basicConfig(filename="night.log", level=logging.INFO)
        holding.pay(GOOD)
        return Path("night.log").read_text().splitlines()


def main():
    tracker = Tracker()
    status, bank, log = program(REFUNDS, tracker=tracker)
    print(f"exit status -> {status}")
    print(f"in bank.csv -> {', '.join(bank)}")
    print("in the log, without times and frames:")
    for line in log:
        print("  " + line)
    print("import first: lines in night.log   ->", len(import_first()))
    print("events for the tracker             ->", len(tracker.seen))
    print("all paid: lines in the log         ->", len(program(GOOD)[2]))
    print("the same with LOG_LEVEL=WARNING    ->", len(program(GOOD, level="WARNING")[2]))


if __name__ == "__main__":
    main()
