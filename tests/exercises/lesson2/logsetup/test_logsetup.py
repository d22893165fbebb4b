"""A set-up in a program that has handlers, loggers and libraries already: what counts is what reaches the stream."""

import re
from datetime import UTC, datetime

import pytest

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
COLOUR = re.compile(r"\x1b\[[\d;]*m")
TIME = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)(?P<gap>[T ])(?P<time>\d\d:\d\d:\d\d)(?P<part>[.,]\d+)?(?: ?(?P<offset>Z|[+-]\d\d:?\d\d))?"
)
MINUTE = 60


class Program:
    """A program that calls `configure`, and everybody who speaks in it."""

    def __init__(self, learner, fake):
        self.learner, self.fake = learner, fake
        self.service = learner.given("service")
        self.stream = self.opened("stream")
        self.stdout = self.stderr = ""

    def opened(self, name):
        """A stream that keeps what is written to it."""
        return self.fake(name, write=len, flush=None, isatty=False)

    def configure(self, *args, **kwargs):
        """Call `configure`, on the program's own stream unless another one is given."""
        return self._heard(self.learner.call("configure", *args, **{"stream": self.stream} | kwargs))

    def do(self, name, *args):
        """Let the service do something."""
        return self._heard(self.service.call(name, *args))

    def _heard(self, outcome):
        self.stdout += outcome.stdout
        self.stderr += outcome.stderr
        return outcome.value

    def lines(self, stream=None):
        """What has been written to a stream, by default the program's own, without colours."""
        written = [call for call in (stream or self.stream).calls if call.method == "write"]
        text = "".join(str(part) for call in written for part in (*call.args, *call.kwargs.values()))
        return COLOUR.sub("", text).splitlines()

    def told(self, *texts, stream=None):
        """The texts, if there is one line for each of them and no other; if not, the lines."""
        lines = self.lines(stream)
        if len(lines) == len(texts) and all(text in line for text, line in zip(texts, lines, strict=True)):
            return list(texts)
        return shapes(lines) or self._instead()

    def _instead(self):
        """That there is nothing on the stream, and what is on stderr."""
        errors = self.stderr.splitlines()
        return f"no line there, but on stderr: {shape(errors[0])}" if errors else "no line"


@pytest.fixture
def program(logprobe, learner, fake):
    """A program in which nobody has configured logging yet."""
    logprobe.off()
    return Program(learner, fake)


def shape(line):
    """A line in which the time stands as letters, because it is another one in each run."""

    def letters(found):
        part = re.sub(r"\d", "f", found["part"] or "")
        return f"YYYY-MM-DD{found['gap']}hh:mm:ss{part}{found['offset'] or ''}"

    return TIME.sub(letters, line)[:150]


def shapes(lines):
    """Lines with the time as letters, and few enough to be read at 3 a.m."""
    found = [shape(line) for line in lines]
    return found if len(found) <= 3 else [*found[:3], f"and {len(found) - 3} more"]


def logger_of(values):
    """The name of a logger that nobody has used yet."""
    return f"shop.{values.word()}"


@pytest.mark.parametrize("spelling", ["DEBUG", "debug"])
def test_level_from_the_environment(learner, program, values, spelling):
    """LOG_LEVEL=DEBUG in the environment shows events at DEBUG.

    The one night when somebody needs DEBUG, the variable is set, the service restarted, and nothing more appears.

    When does your code look at the variable, and which spellings does it know?

    Read it inside `configure`, and compare in upper case.
    """
    learner.environ(LOG_LEVEL=spelling)
    program.configure()
    text = values.word()
    program.do("say", logger_of(values), "DEBUG", text)
    assert program.told(text) == [text], f"one line with {text}"


@pytest.mark.parametrize("variables", [{}, {"LOG_LEVEL": ""}], ids=["unset", "empty"])
def test_info_without_a_level(learner, program, values, variables):
    """Without a level, INFO is shown and DEBUG is not.

    On the new server nobody has set a level, or only an empty one. The service does not start, or drowns in DEBUG.

    What does your code make of no level, and of an empty one?

    Take the first of argument, variable and INFO that is neither missing nor empty.
    """
    learner.environ(**variables)
    program.configure()
    shown, hidden = values.word(), values.word()
    program.do("say", logger_of(values), "DEBUG", hidden)
    program.do("say", logger_of(values), "INFO", shown)
    assert program.told(shown) == [shown], f"one line, with {shown}"


def test_argument_wins(learner, program, values):
    """A level that is passed wins over the environment.

    A colleague starts the tool with `--quiet`, and gets 40 000 lines: her shell still has LOG_LEVEL=DEBUG.

    Which of the two did somebody choose for this one call?

    Ask the environment only if no level is passed.
    """
    learner.environ(LOG_LEVEL="DEBUG")
    program.configure("ERROR")
    shown, hidden = values.word(), values.word()
    program.do("say", logger_of(values), "WARNING", hidden)
    program.do("say", logger_of(values), "ERROR", shown)
    assert program.told(shown) == [shown], f"one line, with {shown}"


@pytest.mark.parametrize("source", ["LOG_LEVEL", "argument"])
def test_unknown_level(learner, program, values, source):
    """A level that does not exist is refused, with the five that do.

    The service is down after a change of one variable. The log says: module 'logging' has no attribute 'VERBOSE'.

    Who reads this error, and what does that person need in order to mend it?

    Compare with the five names before you use the value, and raise a `ValueError` that says where it came from.
    """
    wrong = values.word()
    from_there = source == "LOG_LEVEL"
    learner.environ(**({"LOG_LEVEL": wrong} if from_there else {}))
    outcome = learner.call("configure", *(() if from_there else (wrong,)), stream=program.stream)
    wanted = [wrong, *LEVELS, *(["LOG_LEVEL"] if from_there else [])]
    assert not outcome.returned, f"a ValueError that names {', '.join(wanted)}"
    assert "ValueError" in outcome.error.types
    missing = [word for word in wanted if word.upper() not in outcome.error.message.upper()]
    said = str(outcome.error) if missing else "everything"
    assert said == "everything", f"a text with {', '.join(wanted)}"


def test_called_twice(program, values):
    """When `configure` is called twice, each event is still written once.

    The tests call it before each case. By the last case, every line is in the log 300 times, and CI runs out of disk.

    What does each call add, and what becomes of what the call before has added?

    Recognise your own handler: by its name, by an attribute, or because you keep it.
    """
    program.configure()
    program.configure()
    text = values.word()
    program.do("say", logger_of(values), "INFO", text)
    assert program.told(text) == [text], f"one line with {text}"


def test_last_call_counts(program, values):
    """When `configure` is called again, the last level and stream count.

    The worker process asked for DEBUG and a stream of its own. Its parent had configured first, so it got neither.

    What does your second call do with a level and a stream that differ from the first ones?

    Replace your handler, or give it the new stream, and set the level in each call.
    """
    first, last = program.opened("first"), program.opened("last")
    program.configure(stream=first)
    program.configure("DEBUG", stream=last)
    text = values.word()
    program.do("say", logger_of(values), "DEBUG", text)
    assert program.told(text, stream=last) == [text], f"one line with {text} on the stream of the last call"
    assert shapes(program.lines(first)) == [], "nothing on the stream of the call before"


def test_beside_other_handlers(program, fake, values):
    """The set-up also works where the root logger has handlers already.

    In the tests the log was fine. In production, where an error tracker comes first, there is no log at all.

    What does `logging.basicConfig` do when the root logger has a handler?

    Add your handler to the root logger yourself.
    """
    program.do("start", fake("tracker", capture=None), program.opened("auditors"))
    program.configure()
    text = values.word()
    program.do("say", logger_of(values), "ERROR", text)
    assert program.told(text) == [text], f"one line with {text}"


def test_handlers_of_others_stay(program, fake, values):
    """Handlers of others stay as they are, and go on receiving events.

    The error tracker has been silent since the release. Everybody took that for good news.

    Which handlers does your code remove, or change: all of a kind, or your own?

    Look for nothing but the handler that you have added. `force=True` and `dictConfig` with a root remove all of them.
    """
    tracker, auditors = fake("tracker", capture=None), program.opened("auditors")
    program.do("start", tracker, auditors)
    program.configure()
    program.configure()
    quiet, loud = values.word(), values.word()
    program.do("say", logger_of(values), "WARNING", quiet)
    program.do("say", logger_of(values), "ERROR", loud)
    captured = [call.args for call in tracker.calls]
    assert captured == [("WARNING", quiet), ("ERROR", loud)], "both events for the error tracker, once each"
    assert shapes(program.lines(auditors)) == [f"audit: {loud}"], f"'audit: {loud}' in the auditors' file, as before"


def test_older_loggers(program, values):
    """Loggers that exist before `configure` work after it.

    Since the set-up was moved into a dict, the modules that are imported first are mute. Nothing else is wrong with them.

    Which loggers exist by the time when `main` calls you?

    `dictConfig` and `fileConfig` disable them, unless `disable_existing_loggers` is false.
    """
    number = str(values.number())
    program.configure()
    program.do("take_order", number)
    assert program.told(number) == [number], f"one line with {number}, from a logger that is made at import"


def test_line_says_how_bad_and_who(program, values):
    """A line has the level, the name of the logger, and the message.

    "connection lost", says the log. It does not say which part of the program has lost which connection.

    What, besides its message, does a record know?

    Put `levelname` and `name` into the format.
    """
    logger, text = logger_of(values), values.word()
    program.configure()
    program.do("say", logger, "WARNING", text)
    lines = program.lines()
    found = [word for word in ("WARNING", logger, text) if lines and word.upper() in lines[0].upper()]
    said = "all three" if len(found) == 3 else shapes(lines) or program.told()
    assert said == "all three", f"a line with WARNING, {logger} and {text}"


def test_time_has_an_offset(program, values):
    """A line has the date, the time, and the offset from UTC.

    Two services, two logs, one incident. They differ by an hour, and nobody knows which one came first.

    What does a reader in another country make of 03:12?

    Give the formatter a `datefmt` in ISO 8601, with the offset at its end.
    """
    program.configure()
    program.do("say", logger_of(values), "INFO", values.word())
    lines = program.lines()
    found = next(filter(None, map(TIME.search, lines)), None)
    said = "a time with an offset" if found and found["offset"] else shapes(lines)
    assert said == "a time with an offset", "a time such as YYYY-MM-DDThh:mm:ss+00:00 in the line"


@pytest.mark.needs("posix")
def test_time_is_utc_everywhere(program, values):
    """The time is UTC, in whatever time zone the machine stands.

    On the night the clocks went back, the hour from 02:00 to 03:00 is in the log twice, and the lines are mixed.

    Which clock does a formatter use when nobody tells it?

    A formatter has a `converter`; `time.gmtime` gives UTC. Set it on your own formatter, not on the class.
    """
    program.do("move", "XST-9")
    program.configure()
    program.do("say", logger_of(values), "INFO", values.word())
    assert [in_words(line) for line in program.lines()[:2]] == ["UTC"], "one line, with the time in UTC"


def in_words(line):
    """What is right or wrong with the time in a line."""
    found = TIME.search(line)
    if not found or not found["offset"]:
        return shape(line)
    moment = datetime.fromisoformat(f"{found['date']}T{found['time']}{found['offset']}")
    if moment.utcoffset():
        return f"the offset {found['offset']}"
    ahead = (moment - datetime.now(UTC)).total_seconds()
    side = "ahead of" if ahead > 0 else "behind"
    return "UTC" if abs(ahead) < MINUTE else f"marked {found['offset']}, but {abs(ahead) / 3600:.0f} hours {side} UTC"


@pytest.mark.parametrize("logger", ["urllib3.connectionpool", "sqlalchemy.engine.Engine"])
def test_talkative_libraries(program, values, logger):
    """Two talkative libraries are shown from WARNING upwards, also at DEBUG.

    At DEBUG the log has 2 000 lines for each order, and three of them are yours.

    Which loggers do these lines come from, and what do loggers pass on to those below them?

    Set a level on the topmost logger of each library.
    """
    program.configure("DEBUG")
    hidden, shown = [values.word(), values.word()], values.word()
    for level, text in zip(("DEBUG", "INFO", "WARNING"), (*hidden, shown), strict=True):
        program.do("say", logger, level, text)
    assert program.told(shown) == [shown], f"one line, with {shown}"


def test_level_holds_for_libraries(program, values):
    """A level above WARNING holds for these libraries as well.

    The level was set to ERROR to save the disk. Warnings of the connection pool go on filling it.

    Whose level decides when a logger below the root has one of its own?

    Give the libraries the higher of the two: WARNING, or the level that was chosen.
    """
    program.configure("ERROR")
    hidden, shown = values.word(), values.word()
    program.do("say", "urllib3.connectionpool", "WARNING", hidden)
    program.do("say", "urllib3.connectionpool", "ERROR", shown)
    assert program.told(shown) == [shown], f"one line, with {shown}"


def test_traceback_is_written(program, values):
    """An exception is written with its traceback.

    "order not booked", 700 times. The exceptions were handed to the logger, and the formatter left them out.

    What of a record does your formatter turn into text?

    `logging.Formatter` adds the traceback by itself; code that builds a line by hand has to ask for `record.exc_info`.
    """
    amount = values.word()
    program.configure()
    program.do("book", logger_of(values), amount)
    wanted = ("ValueError", amount, "read_amount")
    missing = [word for word in wanted if word not in "\n".join(program.lines())]
    said = shapes(program.lines()) if missing else "all three"
    assert said == "all three", f"a traceback with {', '.join(wanted)}"


def test_stderr_without_a_stream(program, values):
    """Without a stream, events go to stderr, and stdout stays empty.

    The export was piped into a CSV file. Line 4 017 of it says: INFO connection lost, trying again.

    Which of the two streams is for data?

    `logging.StreamHandler()` writes to stderr by itself.
    """
    text = values.word()
    program.configure(stream=None)
    program.do("say", logger_of(values), "INFO", text)
    assert shapes(program.stdout.splitlines()) == [], "nothing on stdout"
    lines = COLOUR.sub("", program.stderr).splitlines()
    said = "one line" if len(lines) == 1 and text in lines[0] else shapes(lines)
    assert said == "one line", f"one line with {text} on stderr"


def test_nowhere_else(program, values):
    """With a stream, events go there and nowhere else.

    Every line is in the file that was asked for, and again in the journal of the machine.

    Which handlers or sinks are active before you add yours?

    With loguru, remove its first sink, which writes to stderr.
    """
    program.configure()
    program.do("say", logger_of(values), "ERROR", values.word())
    others = (program.stdout + program.stderr).splitlines()
    assert shapes(others) == [], "nothing on stdout and stderr"


def test_import_changes_nothing(learner, logprobe):
    """Importing the file says nothing and configures nothing.

    A script imports one constant from this file, and its own log changes its format.

    Which of your lines run at import?

    Do everything inside `configure`, and leave the call to `main`.
    """
    logprobe.off()
    outcome = learner.load()
    assert outcome.changes == [], "handlers, sinks and levels as they were before the import"
    assert shapes((outcome.stdout + outcome.stderr).splitlines()) == [], "nothing on stdout and stderr"
