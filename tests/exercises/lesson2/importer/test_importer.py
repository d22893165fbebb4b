"""The import against bad rows, a broken source, Ctrl-C, and a host that wants to decide about its own log."""

import logging

import pytest

from prodready.kit import Items, Raises


def order(values):
    """A good row."""
    return {"id": values.number(), "cents": str(values.number(100, 900))}


def night(values, *bad):
    """Rows in which `bad` ones lie between good ones, and the total of the good ones."""
    good = [order(values) for _ in range(values.number(11, 30))]
    return [*good[:2], *bad, *good[2:]], sum(int(row["cents"]) for row in good)


def unreadable(values):
    """A row whose amount is a word."""
    return order(values) | {"cents": values.word()}


def run(learner, rows):
    """What became of an import that has to reach its end."""
    outcome = learner.call("import_orders", rows)
    assert outcome.returned, "a total, whatever the rows contain"
    return outcome


def loud(outcome):
    """The events that somebody has to look at."""
    return [event for event in outcome.events if event.level >= logging.WARNING]


def quiet(outcome):
    """All other events."""
    return [event for event in outcome.events if event.level < logging.WARNING]


def said(event):
    """An event in one line, for the learner to recognise."""
    fields = ", ".join(f"{name}={value}" for name, value in event.fields.items())
    text = " ".join(filter(None, [event.text, fields, "with a traceback" if event.traceback else ""]))
    return f"{logging.getLevelName(event.level)}: {text[:150]}"


def written(stream):
    """What was written, without the tracebacks that follow the messages."""
    return [line for line in stream.splitlines() if line and not line.startswith((" ", "Traceback "))]


def told(outcome, chosen, *words):
    """For each chosen event the words, if it has them all; if not, what it says instead."""
    wanted = " and ".join(map(str, words))
    lines = [wanted if all(map(event.mentions, words)) else said(event) for event in chosen(outcome)]
    return few(lines) or absent(outcome)


def absent(outcome):
    """That there is no such event, and what was written instead."""
    instead = written(outcome.stdout + outcome.stderr)
    return f"no such event, but this was written: {instead[0]}" if instead else "no such event"


def few(lines):
    """A list that can be read at 3 a.m."""
    return lines if len(lines) <= 3 else [*lines[:3], f"and {len(lines) - 3} more"]


def test_total_of_the_good_rows(learner, values):
    """The total is that of all good rows, whatever lies between them.

    One customer left a field empty, and 9 998 orders behind it were never booked.

    What happens to the rows that come after the first bad one?

    Let the try hold one row only, inside the loop, and go on with the next row after an error.
    """
    rows, total = night(values, unreadable(values), unreadable(values))
    assert learner.call("import_orders", rows).value == total


def test_bad_row_is_named(learner, values):
    """Each bad row is reported once, with its id.

    The night's total is 250 EUR short. The log says "invalid literal", but not which of 10 000 rows it was.

    What does the one line about the failure say, apart from the error's text?

    Put the row's id into the event: as an argument, an extra or a bound field.

    The line must also survive its own formatting: one placeholder for each argument.
    """
    bad = [unreadable(values), unreadable(values)]
    rows, _ = night(values, *bad)
    outcome = run(learner, rows)
    ids = [row["id"] for row in bad]
    named = [next(filter(event.mentions, ids), said(event)) for event in loud(outcome)]
    assert (few(named) or absent(outcome)) == ids, (
        f"two events at WARNING or above: one with {ids[0]}, one with {ids[1]}"
    )


def test_bad_row_keeps_its_error(learner, values):
    """The report of a bad row carries the error: its type and its text.

    The log says "row 4711 is bad". It does not say why, and the file was deleted an hour ago.

    What does the exception know that your own sentence does not say?

    Log inside the except block, and let the library attach the exception: `exc_info`, `.exception(...)`.
    """
    bad = unreadable(values)
    rows, _ = night(values, bad)
    outcome = run(learner, rows)
    expected = f"one event with the type ValueError and the text of the error, which has '{bad['cents']}'"
    assert told(outcome, loud, "ValueError", bad["cents"]) == [f"ValueError and {bad['cents']}"], expected


@pytest.mark.parametrize("amount", [{}, {"cents": None}, {"cents": ""}], ids=["missing", "none", "empty"])
def test_every_kind_of_bad_amount(learner, values, amount):
    """An amount that is missing, None or empty is a bad row like others.

    A supplier renamed one column. The import ended at row 1 with a KeyError, and nothing was booked at all.

    Which exceptions can `int(row["cents"])` raise, and for which rows?

    KeyError, TypeError and ValueError: catch these three, together.
    """
    bad = {"id": values.number(), **amount}
    rows, total = night(values, bad)
    outcome = learner.call("import_orders", rows)
    assert outcome.value == total
    assert told(outcome, loud, bad["id"]) == [str(bad["id"])], f"one event at WARNING or above with {bad['id']}"


def test_summary_is_counted(learner, values):
    """One event at INFO counts imported and rejected rows.

    Finance asks how many rows were rejected last night. Somebody scrolls and counts.

    When are both numbers known, and how many lines does it take to say them?

    Count in the loop. Log both numbers once, at INFO, after the last row.
    """
    bad = [unreadable(values) for _ in range(values.number(3, 9))]
    rows, _ = night(values, *bad)
    outcome = run(learner, rows)
    imported, rejected = len(rows) - len(bad), len(bad)
    wanted = f"{imported} and {rejected}"
    assert told(outcome, quiet, imported, rejected) == [wanted], f"one event at INFO with {wanted}, and no other"


def test_stdout_stays_empty(learner, values):
    """Nothing is printed on stdout: stdout is for data.

    stdout went into a CSV. The accounting system refuses the line "Error: 'cents'", and all that follows it.

    Who reads stdout when this runs in a pipe?

    Give whatever is about the work, rather than its result, to the logger.
    """
    rows, _ = night(values, unreadable(values))
    assert few(run(learner, rows).stdout.splitlines()) == [], "an empty stdout"


def test_no_outlet_of_its_own(learner, values):
    """Events go to the logger only: the module opens no outlet of its own.

    Every line is in the log twice, once with a time and once without, and the disk is full.

    Who else writes the event that you have just logged?

    Leave handlers and sinks to the program that imports you. A logger without handlers passes its events on.
    """
    rows, _ = night(values, unreadable(values))
    assert few(written(run(learner, rows).stderr)) == [], "nothing on stderr that the module itself has written"


def test_host_sets_the_level(learner, logprobe, values):
    """A program that shows WARNING and above does not get the summary.

    The night shift silenced INFO, and the disk filled up all the same.

    Who decides how much is shown: this module, or the program that uses it?

    Choose the level of each event, and nothing else: no `setLevel`, no print.
    """
    logprobe.level("WARNING")
    rows, _ = night(values)
    outcome = run(learner, rows)
    assert few([said(event) for event in outcome.events]) == [], "no event, because no row is bad"
    assert few(written(outcome.stderr)) == [], "nothing on stderr either"


def test_import_changes_nothing(learner):
    """Importing the module says nothing and configures nothing.

    A colleague imports one function of yours, and her whole service logs in another format.

    Which of your lines run at import?

    Configure under `if __name__ == "__main__":`, or not at all.
    """
    outcome = learner.load()
    assert outcome.changes == [], "handlers, sinks and levels as they were before the import"
    assert few([said(event) for event in outcome.events]) == [], "no event"
    assert few((outcome.stdout + outcome.stderr).splitlines()) == [], "nothing on stdout and stderr"


@pytest.mark.parametrize("stop", ["KeyboardInterrupt", "SystemExit"])
def test_stop_signals_pass(learner, fake, values, stop):
    """Ctrl-C and SystemExit stop the import, also in the middle of a row.

    Ctrl-C. Ctrl-C. Ctrl-C. Each one is logged as a bad order, and the import goes on to the last row.

    What do a bare `except:` and `except BaseException` catch besides errors?

    Catch the errors that a bad amount can cause, and nothing wider.
    """
    # The signal arrives while the amount is read, by whichever way the code begins to read it.
    amount = fake("amount", **dict.fromkeys(("__int__", "__str__", "strip", "isdigit"), Raises(stop)))
    rows, _ = night(values, order(values) | {"cents": amount})
    outcome = learner.call("import_orders", rows)
    assert not outcome.returned, f"{stop}, raised by `import_orders`"
    assert outcome.error.types[0] == stop


def test_rows_are_read_once(learner, values):
    """Rows may be a stream that is read once and has no length.

    The file grew to 40 million rows, somebody passed a cursor, and the import died before its first row.

    Which lines need more than one row at a time, or more than one pass?

    Count while you add, in the one loop there is; nothing needs `len()` or a list.
    """
    rows, total = night(values, unreadable(values))
    outcome = learner.call("import_orders", Items(rows))
    assert outcome.value == total
    counted = told(outcome, quiet, len(rows) - 1, 1)
    assert counted == [f"{len(rows) - 1} and 1"], f"a summary with {len(rows) - 1} imported and 1 rejected"


def test_cut_short_is_not_done(learner, values):
    """A source that breaks off raises its error, and nothing says "done".

    The database went away after 300 of 10 000 rows. The log says "import done", and the partial total was booked.

    What is inside your try besides one amount, and what runs when the loop does not end?

    Keep `for row in rows` outside the try, and the summary out of `finally`.
    """
    reason = values.word()
    rows, _ = night(values)
    outcome = learner.call("import_orders", Items(rows, then=Raises("OSError", reason)))
    assert not outcome.returned, "the OSError of `rows`, raised by `import_orders`"
    assert str(outcome.error) == f"OSError: {reason}"
    assert few([said(event) for event in quiet(outcome)]) == [], "no event at INFO"
