"""The start of a program: which settings it takes, what it refuses, and what it keeps to itself."""

import re

import pytest

OURS = ("DATABASE_URL", "API_KEY", "DEBUG", "ENVIRONMENT")
FILE = "shop.env"


class Shop:
    """The program's start, and what the shop was opened with."""

    def __init__(self, learner, fake):
        self._learner, self.monitor = learner, fake("monitor", __call__=None)
        self._listens = False

    def main(self, argv, env):
        """Call `main`; what it opens is seen from here."""
        if not self._listens:
            self._learner.given("shop").call("listen", self.monitor)
            self._listens = True
        return self._learner.call("main", argv, env)

    def opened(self, **sources):
        """What it was opened with, each time: whose address, whose key, and debug.

        The sources are the variables that there were, by a name that says whose they are.
        """

        def whose(value):
            return next((name for name, variables in sources.items() if value in variables.values()), repr(value))

        taken = [call.kwargs for call in self.monitor.calls]
        return [opening(whose(each["database_url"]), whose(each["api_key"]), debug=each["debug"]) for each in taken]

    @property
    def inherited(self):
        """The variables that child processes inherit, of each time that it was opened."""
        return [call.kwargs["inherited"] for call in self.monitor.calls]


@pytest.fixture
def shop(learner, fake, logprobe):
    """The shop, started by the learner's own code: so nobody else has configured logging."""
    logprobe.off()
    return Shop(learner, fake)


def good(values, **more):
    """The two variables that have no default, and `more`."""
    url = f"postgresql://app:{values.secret()}@{values.word()}/shop"
    return {"DATABASE_URL": url, "API_KEY": values.secret(), **more}


def as_file(variables):
    """The text of a file with these variables, among what else such files contain."""
    return "# for the night\n\n" + "".join(f"{name}={value}\n" for name, value in variables.items())


def opening(address, key="", *, debug=False):
    """How the shop is opened, in words; the key is from where the address is from, unless it says otherwise."""
    return f"address: {address}, key: {key or address}, debug: {debug!r}"


def ended(outcome):
    """The exit status, returned or raised; if there is none, what happened instead."""
    if outcome.returned:
        return outcome.value
    if outcome.stuck or outcome.gone or outcome.error.types[0] != "SystemExit":
        return outcome.show()
    text = outcome.error.message
    return int(text) if text.isdecimal() else 0 if text in ("", "None") else 1


def said(outcome):
    """All that people and log files get to see: both streams, and a traceback if there is one."""
    errors = [] if outcome.returned or outcome.stuck or outcome.gone else [outcome.error, *outcome.error.attached()]
    return "\n".join([outcome.stdout, outcome.stderr, *(str(error) for error in errors)])


def named(stderr):
    """The variables of the table that are named on stderr; if there are none, what is there instead."""
    found = [name for name in OURS if re.search(rf"(?<![A-Za-z0-9_]){name}(?![A-Za-z0-9_])", stderr)]
    return found or stderr.strip().splitlines()[:3] or "nothing on stderr"


def refused(shop, outcome):
    """Check that the shop stayed shut, in the agreed way."""
    assert (ended(outcome), outcome.stdout) == (2, ""), "status 2 and an empty stdout"
    assert shop.opened() == [], "a shop that does not open"


def crash(done):
    """What the interpreter, rather than the program, says on stderr."""
    return f"Traceback ... {done.stderr.strip().splitlines()[-1]}" if "Traceback" in done.stderr else ""


def leaked(text, *secrets):
    """The first part of a secret, eight characters long, that is in a text; else nothing."""
    parts = (secret[start : start + 8] for secret in secrets for start in range(3, len(secret) - 7))
    return next((part for part in parts if part in text), "nothing")


def password(variables):
    """The secret part of the address."""
    return variables["DATABASE_URL"].partition("app:")[2].partition("@")[0]


@pytest.mark.parametrize("environment", ["production", "development"])
def test_settings_reach_the_shop(shop, values, environment):
    """The shop opens with the values of `env`.

    The manifest was mended, the pods were restarted, and orders still go to the old database.

    Which moment decides about a value: the import, or the call of `main`?

    Read `env` inside `main`, and hand on what you have read.
    """
    env = good(values, ENVIRONMENT=environment, PATH="/usr/bin")
    outcome = shop.main([], env | {"API_KEY": f" {env['API_KEY']}\n"})
    assert ended(outcome) == 0, "status 0"
    assert shop.opened(env=env) == [opening("env")]


@pytest.mark.parametrize("debug", [True, False], ids=["on", "off"])
def test_debug_is_a_word(shop, values, debug):
    """DEBUG is read as a word: "false" is False.

    DEBUG=false was meant to be on the safe side. Customers read our tracebacks.

    What does `bool` say about a text of five letters?

    Compare with the words that you know, in lower case, and refuse all others.
    """
    words = ("true", "1", "Yes", "ON") if debug else ("False", "0", "no", "off")
    statuses = [ended(shop.main([], good(values, ENVIRONMENT="development", DEBUG=word))) for word in words]
    assert statuses == [0, 0, 0, 0], f"status 0 for each of {', '.join(words)}"
    seen = [call.kwargs["debug"] for call in shop.monitor.calls]
    assert seen == [debug] * 4, f"{debug} for each of {', '.join(words)}"


def test_development_may_have_a_file(shop, values):
    """In development the orders may be saved in a file.

    A new colleague needs a database server of her own before she can see the first page.

    Which of the rules are for production only?

    Look at ENVIRONMENT before you apply them.
    """
    env = good(values, ENVIRONMENT="development", DATABASE_URL=f"sqlite:///{values.word()}.db")
    outcome = shop.main([], env)
    assert ended(outcome) == 0, "status 0"
    assert shop.opened(env=env) == [opening("env")]


@pytest.mark.parametrize("chosen", ["production", None], ids=["named", "default"])
@pytest.mark.parametrize("rule", ["debug", "file"])
def test_production_is_strict(shop, values, chosen, rule):
    """Production, the default, opens neither with DEBUG nor with a file.

    A manifest without ENVIRONMENT went live. The shop ran for a day with DEBUG, on a file inside the container.

    What does your program take itself for when nobody has told it?

    Let the careful answer be the default: whoever wants less has to say so.
    """
    wrong = {"debug": {"DEBUG": "true"}, "file": {"DATABASE_URL": f"sqlite:///{values.word()}.db"}}[rule]
    env = good(values, **wrong) | ({"ENVIRONMENT": chosen} if chosen else {})
    outcome = shop.main([], env)
    refused(shop, outcome)
    (name,) = wrong
    assert name in named(outcome.stderr)


@pytest.mark.parametrize("case", ["nothing", "blank", "unknown", "three"])
def test_every_wrong_variable_is_named(shop, values, case):
    """A wrong configuration has status 2, and names each wrong variable.

    Four deployments in a row failed, each of them for another variable.

    How many problems does your program know when it writes the first one?

    Collect the problems of all variables first, then say them all, and no other names.
    """
    env, wrong = {
        "nothing": ({}, ["DATABASE_URL", "API_KEY"]),
        "blank": (good(values, API_KEY=" \n"), ["API_KEY"]),
        "unknown": (good(values, DEBUG="flase", ENVIRONMENT="prod"), ["DEBUG", "ENVIRONMENT"]),
        "three": ({"API_KEY": "", "DEBUG": values.word()}, ["DATABASE_URL", "API_KEY", "DEBUG"]),
    }[case]
    outcome = shop.main([], env)
    refused(shop, outcome)
    assert named(outcome.stderr) == wrong, f"{', '.join(wrong)} on stderr, and no other name of the table"


@pytest.mark.parametrize("case", ["missing", "word", "production"])
def test_messages_hold_no_values(shop, values, case):
    """No message holds the key, the address, or a value of somebody else.

    DEBUG was misspelt. The log of that failed start is public, and so is our key.

    What else is in the object whose error you print?

    Write your own text for each problem. It has the name of the variable, and what is expected.
    """
    env = good(values, STRIPE_KEY=values.secret())
    secrets = [env["API_KEY"], password(env), env["STRIPE_KEY"]]
    if case == "missing":
        del env["DATABASE_URL"]
    else:
        env["DEBUG"] = {"word": "flase", "production": "true"}[case]
    outcome = shop.main([], env)
    assert leaked(said(outcome), *secrets) == "nothing", "no part of a secret"


@pytest.mark.parametrize("case", ["complete", "empty"])
def test_only_env_is_read(learner, shop, values, case):
    """Variables of the process that are not in `env` change nothing.

    The tests are green on the laptop of the one who has a key in her profile, and red everywhere else.

    Whose environment does `os.getenv` read, and at which moment?

    Take every value from the argument. Some libraries look into os.environ by themselves.
    """
    others = good(values, DEBUG="true", ENVIRONMENT="development")
    learner.environ(**others)
    env = good(values) if case == "complete" else {}
    outcome = shop.main([], env)
    if env:
        assert shop.opened(env=env, process=others) == [opening("env")]
    else:
        refused(shop, outcome)


@pytest.mark.parametrize("case", ["complete", "empty"])
def test_no_other_file_is_read(files, shop, values, case):
    """A file `.env` that happens to lie in the folder changes nothing.

    The job ran from another folder that night, where somebody had left a `.env` for tests.

    Who chose the file that your program reads: the one who started it, or the folder it was started in?

    Read a file only when its name was given.
    """
    others = good(values, DEBUG="true", ENVIRONMENT="development")
    files.write(".env", as_file(others))
    env = good(values) if case == "complete" else {}
    outcome = shop.main([], env)
    if env:
        assert shop.opened(env=env, file=others) == [opening("env")]
    else:
        refused(shop, outcome)


def test_named_file_is_read(files, shop, values):
    """The file that --env-file names is read, with lines for other tools.

    Another team added a line to the file that we share. Our next start failed, and the log had their key.

    What does your reader do with a name that it does not know?

    Take the names that are yours out of the file, and leave the rest alone.
    """
    variables = good(values, DEBUG="on", ENVIRONMENT="development", STRIPE_KEY=f"{values.secret()}==")
    files.write(FILE, as_file(variables))
    outcome = shop.main(["--env-file", FILE], {"PATH": "/usr/bin"})
    assert ended(outcome) == 0, "status 0"
    assert shop.opened(file=variables) == [opening("file", debug=True)]


def test_environment_beats_file(files, shop, values):
    """What is set in `env` beats the file.

    The key was exchanged on the platform. The file in the image still had the old one, and it won.

    In which order do you put the two together?

    The file first, then `env` over it.
    """
    variables, env = good(values, DEBUG="true", ENVIRONMENT="development"), good(values, DEBUG="false")
    files.write(FILE, as_file(variables))
    outcome = shop.main(["--env-file", FILE], env)
    assert ended(outcome) == 0, "status 0"
    assert shop.opened(env=env, file=variables) == [opening("env")]


def test_absent_file_is_an_error(shop, values):
    """A file that --env-file names and that is not there stops the start.

    The volume was not mounted. The shop opened all the same, with half of its settings.

    What does your reader return for a file that does not exist?

    Let the missing file be an error of its own, with its name in the message.
    """
    name = f"{values.word()}.env"
    outcome = shop.main(["--env-file", name], good(values))
    refused(shop, outcome)
    assert [name] == re.findall(re.escape(name), outcome.stderr)[:1], f"{name} on stderr"


def test_calls_stand_alone(files, shop, values):
    """Each call of `main` has its own settings; nothing stays from the last.

    One test sets a key, and from then on every test has that key, depending on their order.

    Where does your program keep what it has read, when `main` has returned?

    Keep it in local variables: no global, no cache, no change to os.environ.
    """
    first, second = good(values, DEBUG="yes", ENVIRONMENT="development"), good(values)
    files.write(FILE, as_file(first))
    shop.main(["--env-file", FILE], {})
    shop.main([], second)
    third = shop.main([], {})
    opened = shop.opened(first=first, second=second)
    assert opened == [opening("first", debug=True), opening("second")], "each call's own settings, none for the third"
    assert ended(third) == 2, "status 2 for the third, which has no variables"


def test_children_inherit_nothing(files, shop, values):
    """Child processes do not inherit what the file says.

    The tool that makes thumbnails crashed, and its crash report went to its maker: with our key.

    What does a child process get of os.environ, and who has put the file's lines there?

    Keep the file's values in a dict of your own.
    """
    variables, env = good(values, STRIPE_KEY=values.secret()), {"ENVIRONMENT": "production"}
    files.write(FILE, as_file(variables))
    outcome = shop.main(["--env-file", FILE], env)
    assert ended(outcome) == 0, "status 0"
    inherited = [sorted(set(variables) & set(seen)) for seen in shop.inherited]
    assert inherited == [[]], "no variable of the file in os.environ while the shop is open"
    told = " ".join(f"{name}={value}" for seen in shop.inherited for name, value in seen.items())
    assert leaked(told, variables["API_KEY"], password(variables)) == "nothing", "no secret under another name either"
    assert sorted(outcome.args[1]) == sorted(env), "`env` as it was before the call"


def test_import_does_nothing(learner, logprobe):
    """Importing the file prints nothing and configures nothing.

    A report imports one function of the shop, and begins with "Starting in production".

    Which of your lines run at import?

    Move them into `main`.
    """
    logprobe.level("INFO")
    outcome = learner.load()
    assert outcome.changes == [], "handlers, levels and variables as they were before the import"
    told = [event.text for event in outcome.events] + (outcome.stdout + outcome.stderr).splitlines()
    assert told == [], "nothing on stdout, on stderr and in the log"


def test_help_needs_no_configuration(proc):
    """`--help` works with a wrong configuration, and does not open the shop.

    At night somebody wants to know how to pass a file, and is told that API_KEY is missing.

    What runs before your arguments are looked at?

    Look at the arguments first, and load the settings after that.
    """
    done = proc("--help", env={"DEBUG": "flase"})
    assert crash(done) == "", "no traceback"
    assert done.status == 0, "status 0"
    assert done.stdout.strip() != "", "how the program is used, on stdout"
    assert "open for orders" not in done.stdout, "a shop that does not open"


def test_program_refuses(proc, values):
    """As a program, a wrong configuration ends with status 2, no traceback.

    The start failed with 30 lines of traceback and status 1. The platform took it for a crash, and tried 400 times.

    Who reads the message of a failed start, and what can that person do about it?

    Catch your own error in `main`, print its text to stderr, return 2, and pass that to `sys.exit`.
    """
    env = good(values)
    del env["API_KEY"]
    done = proc(env=env)
    assert crash(done) == "", "no traceback"
    assert (done.status, done.stdout) == (2, ""), "status 2 and an empty stdout"
    assert named(done.stderr) == ["API_KEY"], "API_KEY on stderr, and no other name of the table"


def test_program_takes_its_environment(proc, values):
    """As a program, it takes the variables of its process.

    All tests are green, and in production the shop says that every variable is missing.

    Who calls `main` in production, and with which mapping?

    The last lines of the file pass `sys.argv[1:]` and `os.environ`.
    """
    host = values.word()
    done = proc(env=good(values, DATABASE_URL=f"postgresql://app@{host}/shop"))
    assert crash(done) == "", "no traceback"
    assert done.status == 0, "status 0"
    assert host in done.stdout
