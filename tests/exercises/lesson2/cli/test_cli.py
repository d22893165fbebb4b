"""The command between two pipes: what goes out on stdout, on stderr, and as exit status."""

import json

import pytest


def order(values):
    """A good order."""
    return {"id": values.number(), "cents": str(values.number(100, 900))}


def unreadable(values):
    """An order whose amount is a word."""
    return order(values) | {"cents": values.word()}


def night(values, *bad):
    """JSON text in which `bad` orders lie between good ones, and the total of the good ones."""
    good = [order(values) for _ in range(values.number(4, 9))]
    return json.dumps([*good[:2], *bad, *good[2:]]), str(sum(int(row["cents"]) for row in good))


def lines(text):
    """The lines that have something on them."""
    return [line for line in text.splitlines() if line.strip()]


def few(found):
    """A list that can be read at 3 a.m."""
    return found if len(found) <= 3 else [*found[:3], f"and {len(found) - 3} more"]


def printed(done):
    """What is on stdout. If that is nothing: how the program ended instead."""
    if done.status is None:
        return "no end: it had to be stopped"
    return " | ".join(few(done.stdout.strip().splitlines())) or f"nothing on stdout; {crash(done)}".rstrip("; ")


def crash(done):
    """What the interpreter, rather than the program, says on stderr."""
    marks = ("Traceback", "Exception ignored")
    return next((f"{mark} ... {lines(done.stderr)[-1]}" for mark in marks if mark in done.stderr), "")


def reported(done, *rows):
    """The ids of `rows`, if stderr mentions them all; if not, what it says instead."""
    ids = [row["id"] for row in rows]
    return ids if all(str(known) in done.stderr for known in ids) else few(lines(done.stderr)) or "nothing on stderr"


def test_stdout_is_the_total(proc, values):
    """The total, and nothing else, is on stdout; a good run has status 0.

    The file for finance begins with "Importing 4 orders". Their program stopped at line 1.

    Which of your lines are the result, and which are about the work?

    Print the total and nothing else. Send the rest to stderr.
    """
    text, total = night(values)
    done = proc(stdin=text)
    assert printed(done) == total
    assert done.status == 0


def test_bad_order_is_named(proc, values):
    """A bad order is named on stderr; the total of the others is printed.

    The total is short, and nobody can say by which orders.

    What does a person on call need to know about an order that was left out, and on which stream?

    Catch the error for one order inside the loop, and write its id to stderr.
    """
    bad = [unreadable(values), unreadable(values)]
    text, total = night(values, *bad)
    done = proc(stdin=text)
    assert printed(done) == total
    ids = [row["id"] for row in bad]
    assert reported(done, *bad) == ids, f"{ids[0]} and {ids[1]} on stderr"


def test_every_kind_of_bad_amount(proc, values):
    """An amount that is missing, null or empty makes a bad order as well.

    A shop sent one order without an amount. There was no total at all that night.

    Which exceptions can `int(order["cents"])` raise, and for which orders?

    KeyError, TypeError and ValueError: catch these three, together.
    """
    bad = [{"id": values.number()}, order(values) | {"cents": None}, order(values) | {"cents": ""}]
    text, total = night(values, *bad)
    done = proc(stdin=text)
    assert printed(done) == total
    ids = [row["id"] for row in bad]
    assert reported(done, *bad) == ids, "the ids of a missing, a null and an empty amount on stderr"


def test_bad_orders_give_status_1(proc, values):
    """However many orders are bad, the exit status is 1.

    The job has been green for a month. Forty orders a night were left out, and cron never said so.

    What does the shell see when your program has printed its warnings?

    Remember that something was bad, and end with `sys.exit(1)`.

    Do not exit with the number of bad orders: 256 of them would be status 0.
    """
    text, _ = night(values, *(unreadable(values) for _ in range(values.number(3, 9))))
    assert proc(stdin=text).status == 1


@pytest.mark.parametrize(
    "stdin",
    ["<html>", "", '[{"id": 17, "cents": "12', '{"error": "maintenance"}'],
    ids=["html", "empty", "cut", "object"],
)
def test_unusable_input_gives_status_2(proc, stdin):
    """Input that is no JSON list gives status 2 and one line on stderr.

    The export failed and sent its error page. Cron mailed 30 lines of traceback, and nobody read them.

    Who reads this message, and what can that person do about it?

    Check what you have read before you use it. Say in one line what is wrong, and end with status 2.

    `sys.exit("text")` writes the text to stderr, but its status is 1.
    """
    done = proc(stdin=stdin)
    assert crash(done) == "", "no traceback"
    assert (done.status, done.stdout) == (2, ""), "status 2 and an empty stdout"
    assert len(lines(done.stderr)) == 1, "one line on stderr"


def test_unknown_option_gives_status_2(proc, values):
    """An option that does not exist is refused with status 2.

    Somebody wrote `--quite` into the crontab. It was ignored, and mails have been coming ever since.

    What happens to arguments that you never look at?

    argparse and click refuse them. With `sys.argv`, compare with the options that you know.
    """
    text, _ = night(values)
    done = proc(f"--{values.word()}", stdin=text)
    assert crash(done) == "", "no traceback"
    assert (done.status, done.stdout) == (2, ""), "status 2 and an empty stdout"


def test_quiet_still_names_problems(proc, values):
    """With -q stderr has the problems, and nothing else.

    Somebody added -q to stop the mails. Since then orders are left out without a word.

    What exactly should be quiet?

    Let -q hide what is below WARNING, instead of switching off all output.
    """
    good, _ = night(values)
    assert few(lines(proc("-q", stdin=good).stderr)) == [], "nothing on stderr when every order is good"
    bad = unreadable(values)
    text, _ = night(values, bad)
    assert reported(proc("-q", stdin=text), bad) == [bad["id"]], f"{bad['id']} on stderr"
    unusable = proc("-q", stdin="<html>")
    assert crash(unusable) == "", "no traceback"
    assert len(lines(unusable.stderr)) == 1, "one line on stderr when stdin is not JSON"


def test_verbose_says_more(proc, values):
    """With -v there are more lines on stderr.

    The total is wrong. The only way to see which orders went into it is to edit the file on the server.

    What would you want to see of each order if the total were wrong?

    Write one line for each order at DEBUG, and let -v show that level.
    """
    text, _ = night(values)
    plain, verbose = proc(stdin=text), proc("-v", stdin=text)
    more = f"more lines on stderr than the {len(lines(plain.stderr))} without -v"
    assert len(lines(verbose.stderr)) > len(lines(plain.stderr)), more


@pytest.mark.parametrize("option", ["-v", "-q"])
def test_options_change_stderr_only(proc, values, option):
    """Neither -v nor -q changes the total or the exit status.

    With -v for one night, to find an error: now the file for finance contains every single order.

    What else depends on the option, apart from what is written to stderr?

    Let the options set a level, and let nothing but the logger look at it.
    """
    text, total = night(values, unreadable(values))
    done = proc(option, stdin=text)
    assert printed(done) == total
    assert done.status == 1


@pytest.mark.needs("process")
def test_reader_has_gone(proc, values):
    """A reader of stdout that has gone causes no traceback.

    `python cli.py < orders.json | head -0` fills the log with BrokenPipeError.

    When are the bytes really written, and who is still there to catch an error then?

    Flush inside a try. At exit the interpreter flushes once more: let stdout point to os.devnull by then.
    """
    text, _ = night(values)
    done = proc(stdin=text, closed=("stdout",))
    assert done.status is not None, "an end"
    assert crash(done) == "", 'neither "Traceback" nor "Exception ignored" on stderr'


@pytest.mark.needs("process")
def test_nobody_reads_stderr(proc, values):
    """The total is printed even if nobody reads stderr any more.

    The log collector was restarted. The import went down with it, for want of a place to complain.

    What does a print to stderr raise when its reader has gone, and what does it stop?

    A diagnosis that cannot be delivered is no reason to stop: ignore an OSError there. Handlers of logging do.
    """
    text, total = night(values, unreadable(values))
    done = proc("-v", stdin=text, closed=("stderr",))
    assert printed(done) == total
