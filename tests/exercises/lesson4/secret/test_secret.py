"""A canary in the settings: it must not be heard from anywhere."""

import pytest

from prodready.kit import Raises

QUIET = "no part of a secret"


class Vault:
    """Variables with secrets in them, and the settings that the learner's code makes of them."""

    def __init__(self, learner, values):
        self._learner, self._values = learner, values
        self.user, self.host = f"app-{values.word(4)}", f"{values.word(5)}.{values.word(4)}"
        # What a generated password looks like in an address: `%40` stands for an `@`, and `:` needs no such form.
        self.password = f"{values.word(9)}:{values.word(9)}%40{values.word(9)}"
        self.env = {
            "API_KEY": values.secret(),
            "DATABASE_URL": self.url(),
            "STRIPE_KEY": values.secret(),
        }

    def url(self, password="", at=""):
        """The address, with another password or at another place."""
        return f"postgresql://{self.user}:{password or self.password}@{at or self.host}/shop"

    def load(self, **changes):
        """What `load` makes of the variables with some changes; None takes a variable away."""
        env = {name: text for name, text in (self.env | changes).items() if text is not None}
        return self._learner.call("load", env)

    def shown(self, way):
        """What one of the ways in dump.py shows of the settings."""
        settings = self.load().value
        return self._learner.given("dump").call("show", way, settings).value

    def heard(self, text, *wrong):
        """Where eight characters in a row of a secret are in a text; empty if they are nowhere.

        Args:
            text: What is shown somewhere.
            wrong: Further secrets: values that break a rule.
        """
        secrets = {"API_KEY": [self.env["API_KEY"]], "the password": [self.password], "the wrong value": wrong}
        secrets["a value of another program"] = [self.env["STRIPE_KEY"]]
        for name, texts in secrets.items():
            for part in (secret[start : start + 8] for secret in texts for start in range(len(secret) - 7)):
                if part in text:
                    before = text[: text.index(part)]
                    return f"{name}, in: {before[-30:]}{part}"
        return ""


@pytest.fixture
def vault(learner, values):
    """Fresh secrets."""
    return Vault(learner, values)


def wrong(vault, values, case):
    """(name of the variable that is wrong, the changes, the secrets in them)."""
    short, half, pasted = values.secret()[:19], f"{values.word(12)}/{values.word(12)}", values.secret()
    return {
        "missing key": ("API_KEY", {"API_KEY": None}, ()),
        "short key": ("API_KEY", {"API_KEY": short}, (short,)),
        "missing address": ("DATABASE_URL", {"DATABASE_URL": None}, ()),
        "no address": ("DATABASE_URL", {"DATABASE_URL": pasted}, (pasted,)),
        "port": ("DATABASE_URL", {"DATABASE_URL": vault.url(at=f"{vault.host}:54x2")}, ()),
        "slash": ("DATABASE_URL", {"DATABASE_URL": vault.url(password=half)}, (half,)),
        "timeout": ("TIMEOUT_S", {"TIMEOUT_S": values.word()}, ()),
        "no time": ("TIMEOUT_S", {"TIMEOUT_S": "0"}, ()),
        "less than no time": ("TIMEOUT_S", {"TIMEOUT_S": "-3"}, ()),
    }[case]


def printed(error):
    """All that a traceback of the error shows of it, and of the errors that it brings along."""
    others = [error.cause or (None if error.suppressed else error.context), *error.children]
    return "\n".join([error.message, error.repr, *error.notes, *(printed(other) for other in others if other)])


def written(outcome):
    """What was printed and logged."""
    events = [f"{event.text} {event.fields} {event.traceback}" for event in outcome.events]
    return "\n".join([outcome.stdout, outcome.stderr, *events])


def given(call):
    """What a call was given, by position or by name."""
    return [*call.args, *call.kwargs.values()]


def test_connect_reveals(learner, fake, vault, values):
    """`connect` passes on the real address and the real key.

    Every connection is refused since the deployment: the password that we send is "***".

    Where are the secrets when the settings exist, and does each of them have its own?

    Hold the text in the object, and show another one.
    """
    others = Vault(learner, values)
    vault.env["API_KEY"] = values.secret()[:20]  # as short as it may be
    first, _second = vault.load().value, others.load().value
    dial = fake("dial", __call__=values.word())
    answer = learner.call("connect", first, dial).value
    assert [given(call) for call in dial.calls] == [[vault.env["DATABASE_URL"], vault.env["API_KEY"]]]
    assert answer == dial.methods["__call__"]


@pytest.mark.parametrize(("text", "seconds"), [("0.5", 0.5), (None, 5.0)], ids=["given", "default"])
def test_timeout_is_no_secret(vault, text, seconds):
    """What is not secret is an ordinary attribute.

    Is the limit 5 s or 30 s on this machine? The settings say "***".

    Which of the variables would you not write on a postcard?

    Protect those, and leave `timeout_s` a float.
    """
    assert vault.load(TIMEOUT_S=text).value.get("timeout_s").value == seconds


@pytest.mark.parametrize("place", ["host", "host and port"])
def test_address_is_readable(learner, vault, values, place):
    """The repr shows the address, with *** in place of the password.

    Which database are we connected to? Nobody dares to print it, and the mask hides it all.

    Which part of the address is secret, and where does it begin and end?

    It begins behind the user's colon, and ends at the `@`. There may be a colon in it.
    """
    at = vault.host if place == "host" else f"{vault.host}:{values.number(1024, 9999)}"
    settings = vault.load(DATABASE_URL=vault.url(at=at)).value
    text = learner.given("dump").call("show", "repr", settings).value
    assert vault.url(password="***", at=at) in text


@pytest.mark.parametrize("way", ["repr", "str", "format", "percent", "pprint"])
def test_text_shows_no_secret(vault, way):
    """As text, the settings show no secret.

    Somebody printed the settings to see what is wrong. The log is kept for ten years.

    Who calls `repr` on an object, besides you?

    Give the secret a class of its own whose `__repr__` says something else.
    """
    assert vault.heard(vault.shown(way)) == "", QUIET


@pytest.mark.parametrize("way", ["vars", "fields", "json"])
def test_fields_show_no_secret(vault, way):
    """Taken apart into fields, the settings show no secret.

    The page for the health of the service answers with all settings as JSON. It is public.

    What is in the fields themselves, whatever the object says about them?

    A field holds an object that is no `str`, and that no library takes apart.
    """
    assert vault.heard(vault.shown(way)) == "", QUIET


def test_log_shows_no_secret(vault):
    """In a log line, as argument or as field, the settings show no secret.

    One line at the start says with which settings. Forty people can read that log.

    How does a log set-up turn an object into text, and into JSON?

    It calls `str`, and the `str` of an object is its `repr` unless you say otherwise.
    """
    assert vault.heard(vault.shown("log")) == "", QUIET


def test_pickle_shows_no_secret(vault):
    """The bytes of a pickle contain no secret: it may refuse.

    The settings were an argument of a background task. The queue's disk has our key, in plain text.

    What does `pickle` write, and whom does it ask first?

    It asks `__reduce__`, which may raise an exception. Copying asks it, too.
    """
    assert vault.heard(vault.shown("pickle")) == "", QUIET


@pytest.mark.parametrize(
    "case",
    ["missing key", "short key", "missing address", "no address", "port", "timeout", "no time", "less than no time"],
)
def test_error_names_the_variable(vault, values, case):
    """A variable that is missing or wrong is named by a ConfigError.

    "Invalid configuration." Which of the forty variables?

    What does the one who reads the message need to know first?

    Raise `ConfigError` with the variable's name and what is expected.
    """
    name, changes, _ = wrong(vault, values, case)
    error = vault.load(**changes).error
    assert "ConfigError" in error.types
    assert name in error.message


@pytest.mark.parametrize(
    "case", ["missing key", "short key", "missing address", "no address", "port", "slash", "timeout"]
)
def test_error_shows_no_secret(vault, values, case):
    """An error about the settings shows no secret, also through its cause.

    The password had a slash in it. Half of it is in the error, and the error is in a public bug report.

    Whose text is in your message, and which errors are printed above it?

    Write the text yourself, without values, and raise it `from None` or after the `except` block.
    """
    _, changes, more = wrong(vault, values, case)
    outcome = vault.load(**changes)
    told = outcome.value.repr if outcome.returned else printed(outcome.error)
    assert vault.heard(f"{told}\n{written(outcome)}", *more) == "", QUIET


def test_nothing_is_written(learner, fake, vault, values):
    """`load` and `connect` neither print nor log a secret.

    A line for debugging stayed in. It writes the address at each connection.

    What do your own lines say about the settings?

    Log the settings object, or nothing.
    """
    loaded = vault.load()
    connected = learner.call("connect", loaded.value, fake("dial", __call__=values.word()))
    assert connected.returned, "a connection"
    assert vault.heard(f"{written(loaded)}\n{written(connected)}") == "", QUIET


@pytest.mark.parametrize("kind", ["OSError", "TimeoutError"])
def test_dial_error_passes(learner, fake, vault, values, kind):
    """What `dial` raises leaves `connect` as it is.

    The database is away, and the program says that its configuration is wrong.

    Who can decide what a lost connection means: `connect`, or its caller?

    Let it pass.
    """
    reason = values.word()
    error = learner.call("connect", vault.load().value, fake("dial", __call__=Raises(kind, reason))).error
    assert str(error) == f"{kind}: {reason}"


def test_crash_report_shows_no_secret(learner, fake, vault, values):
    """A crash report with local variables shows no secret of `connect`.

    The database was away for a minute. Now the error tracker, which another company runs, has our password.

    Which of your variables hold the plain text while `dial` runs?

    Reveal in the call itself, as an argument: what has no name is in no report.
    """
    module = learner.load().value
    connect, settings = module.get("connect").value, vault.load().value
    dial = fake("dial", __call__=Raises("OSError", values.word()))
    report = learner.given("dump").call("crash_report", connect, settings, dial).value
    assert report != "", "a report, because `dial` raises"
    assert vault.heard(report) == "", QUIET
