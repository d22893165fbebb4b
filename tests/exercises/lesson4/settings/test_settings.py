"""What becomes of environment variables: types, rules, one error for all that is wrong, and no secret in it."""

import re

import pytest

OURS = ("DATABASE_URL", "API_KEY", "TIMEOUT_S", "RETRIES", "DEBUG", "ALLOWED_ORIGINS")
DEFAULTS = {"timeout_s": 5.0, "retries": 3, "debug": False, "allowed_origins": ()}


def required(values, **more):
    """The two variables that have no default, and `more`."""
    url = f"postgresql://app:{values.secret()}@{values.word()}/shop"
    return {"DATABASE_URL": url, "API_KEY": values.secret(), **more}


def plain(value):
    """The text of a value, also of one that does not show itself."""
    return value.call("get_secret_value").value if hasattr(value, "call") else value


def read(outcome, *names):
    """Attributes of the settings that came back: the value of one, or a dict of several."""
    settings = outcome.value
    found = {name: plain(settings.get(name).value) for name in names}
    return found if len(names) > 1 else found[names[0]]


def typed(value):
    """A value with the name of its class: True equals 1, and 30.0 equals 30."""
    return type(value).__name__, value


def refused(outcome):
    """The error of a start that must not succeed."""
    assert "ConfigError" in outcome.error.types
    return outcome.error


def contains(text, name):
    """Whether a variable is named: `API_KEY` is not in `STRIPE_API_KEY`."""
    return re.search(rf"(?<![A-Za-z0-9_]){re.escape(name)}(?![A-Za-z0-9_])", text) is not None


def named(outcome):
    """The variables of the table that the error names; the error itself if it names none."""
    text = refused(outcome).message
    return [name for name in OURS if contains(text, name)] or str(outcome.error)


def verdict(outcome):
    """What became of a start, in a few words."""
    if outcome.returned:
        return "accepted"
    found = named(outcome) if "ConfigError" in outcome.error.types else outcome.show().splitlines()[0]
    return found if isinstance(found, str) else f"ConfigError: {', '.join(found)}"


def verdicts(learner, values, name, texts, expected):
    """For each text that variable `name` has: what became of the start, where that is not as expected."""
    found = {text: verdict(learner.call("load_settings", required(values, **{name: text}))) for text in texts}
    return {text: verdict for text, verdict in found.items() if verdict != expected}


def printed(error):
    """All that a traceback shows of an error, and of those that it brings along: (name of the class, text)."""
    others = [error.cause or (None if error.suppressed else error.context), *error.children]
    own = (error.types[0], "\n".join([error.message, error.repr, *error.notes]))
    return [own, *(shown for other in others if other for shown in printed(other))]


def leaks(error, secret):
    """Where a traceback would show eight or more characters of a secret."""
    parts = [secret[start : start + 8] for start in range(3, len(secret) - 7)]
    found = ((kind, part) for kind, text in printed(error) for part in parts if part in text)
    return [f"{part} in {kind}" for kind, part in dict(found).items()]


def test_all_given(learner, values):
    """Every variable arrives in its own type.

    `TIMEOUT_S=30` is in the manifest. The first slow call fails: '>' not supported between 'str' and 'int'.

    What is the type of everything that an environment holds?

    Convert each value once, where it is read: float, int, bool, tuple.
    """
    origins = [f"https://{values.word()}.example" for _ in range(2)]
    timeout, retries = values.number(6, 299), values.number(4, 10)
    more = {"TIMEOUT_S": str(timeout), "RETRIES": str(retries), "DEBUG": "true", "ALLOWED_ORIGINS": ",".join(origins)}
    env = required(values, **more)
    found = read(learner.call("load_settings", env), *map(str.lower, OURS))
    assert found == {
        "database_url": env["DATABASE_URL"],
        "api_key": env["API_KEY"],
        "timeout_s": timeout,
        "retries": retries,
        "debug": True,
        "allowed_origins": tuple(origins),
    }
    assert [type(value).__name__ for value in found.values()] == ["str", "str", "float", "int", "bool", "tuple"]


def test_defaults(learner, values):
    """Four variables have a default; it is of the right type as well.

    A colleague starts the service with two variables. It allows requests from an origin called "".

    What does your code make of a variable that is not there, and of which type is it?

    A default takes the place of the converted value, not of its text. No origins are an empty tuple.
    """
    found = read(learner.call("load_settings", required(values)), *DEFAULTS)
    assert found == DEFAULTS
    assert typed(found["timeout_s"]) == ("float", 5.0)


def test_truth_words(learner, values):
    """DEBUG understands the words that people write into manifests.

    DEBUG=false, since Tuesday. Customers have been reading our tracebacks since Tuesday.

    What is `bool("false")`?

    Compare the word, in small letters, with two lists: those that mean yes, and those that mean no.
    """
    words = dict.fromkeys(("true", "True", "1", "yes", "ON"), True) | dict.fromkeys(("false", "0", "NO", "Off"), False)
    found = {word: read(learner.call("load_settings", required(values, DEBUG=word)), "debug") for word in words}
    wrong = {word: value for word, value in found.items() if value is not words[word]}
    assert wrong == {}, "True for true, 1, yes, on; False for false, 0, no, off; as a bool, whatever the capitals"


def test_zero_is_a_value(learner, values):
    """RETRIES=0 switches retries off.

    The payment must not be tried twice, so somebody set RETRIES=0. One customer paid four times.

    Which values does `or` take for nothing?

    Ask whether the variable is there, not whether its value is true.
    """
    outcome = learner.call("load_settings", required(values, RETRIES="0"))
    assert typed(read(outcome, "retries")) == ("int", 0)


@pytest.mark.parametrize("name", ["DATABASE_URL", "API_KEY"])
def test_required(learner, values, name):
    """Without an address, or without a key, there is no start.

    The name was misspelt, the start was green, and 214 orders were written to localhost.

    Which default is right for an address on every machine, production included?

    Give these two no default: a missing one is a problem to report.
    """
    env = required(values)
    del env[name]
    assert named(learner.call("load_settings", env)) == [name], (
        f"one ConfigError that names {name}, and no other of the six"
    )


def test_blank_is_missing(learner, values):
    """A required value that is blank counts as missing.

    The file of the secret held one line feed. The gateway refused the first order at 3 a.m., and all that followed.

    How long is the key that was read, after its white space is gone?

    Strip each value first. What is empty then is not there.
    """
    wrong = verdicts(learner, values, "API_KEY", ("", "   ", "\n"), "ConfigError: API_KEY")
    assert wrong == {}, "a ConfigError that names API_KEY, whether it is empty, spaces or a line feed"


def test_blank_takes_the_default(learner, values):
    """An optional value that is blank leaves its default.

    The template of the manifest has a line for each variable. The empty ones stopped the start.

    What does `float("")` do?

    One rule for all: strip, and treat what is empty as if it were not in the mapping.
    """
    blank = {"TIMEOUT_S": "", "RETRIES": " ", "DEBUG": "\n", "ALLOWED_ORIGINS": "  "}
    outcome = learner.call("load_settings", required(values, **blank))
    assert read(outcome, *DEFAULTS) == DEFAULTS


def test_white_space_is_cut_off(learner, values):
    """White space around a value is not part of it.

    `echo key > secret` adds a line feed. Since then every request fails with "invalid header value".

    Which characters stand at the end of a value that came from a file?

    Strip every value, before anything else looks at it.
    """
    env = required(values)
    padded = {name: f" {text}\n" for name, text in env.items()} | {"RETRIES": " 7 ", "DEBUG": "yes\n"}
    found = read(learner.call("load_settings", padded), "database_url", "api_key", "retries", "debug")
    assert found == {"database_url": env["DATABASE_URL"], "api_key": env["API_KEY"], "retries": 7, "debug": True}


@pytest.mark.parametrize("name", ["TIMEOUT_S", "RETRIES"])
def test_numbers_out_of_range(learner, values, name):
    """A number that is no number, or out of its range, stops the start.

    TIMEOUT_S=30000: somebody thought in milliseconds. Every worker waits for a gateway that is down.

    Which numbers does `float()` read that no timeout can have?

    Convert, then compare with both ends. `nan` is neither less nor more than anything: ask for what is allowed.
    """
    texts = {"TIMEOUT_S": ("-1", "0", "nan", "inf", "1e9", "300.5", "5s"), "RETRIES": ("-1", "11", "2.5", "ten")}[name]
    wrong = verdicts(learner, values, name, texts, f"ConfigError: {name}")
    assert wrong == {}, f"a ConfigError that names {name}, for each of {', '.join(texts)}"


def test_limits_are_allowed(learner, values):
    """The ends of a range belong to it.

    The runbook says "at most 300". Somebody set 300, and the service did not start.

    Is it less, or less or equal?

    Allow 300 seconds, a quarter of a second, 10 retries and a key of 20 characters.
    """
    env = required(values, TIMEOUT_S="300", RETRIES="10") | {"API_KEY": values.secret()[:20]}
    found = read(learner.call("load_settings", env), "timeout_s", "retries", "api_key")
    assert found == {"timeout_s": 300, "retries": 10, "api_key": env["API_KEY"]}
    outcome = learner.call("load_settings", required(values, TIMEOUT_S="0.25"))
    assert read(outcome, "timeout_s") == 0.25


def test_unknown_word(learner, values):
    """A word for DEBUG that nobody knows stops the start.

    DEBUG=flase. It was taken for "not true" on one server, and for "not empty" on another.

    What does your code do with a word from neither list?

    Whatever is neither yes nor no is a problem to report.
    """
    outcome = learner.call("load_settings", required(values, DEBUG=values.word()))
    assert named(outcome) == ["DEBUG"], "one ConfigError that names DEBUG, and no other of the six"


@pytest.mark.parametrize("name", ["DATABASE_URL", "API_KEY"])
def test_secrets_have_rules(learner, values, name):
    """An address of another kind, or a key cut short, stops the start.

    The key was copied without its end. The start was green, and every payment was refused.

    What could be known about these two values at the start?

    The address begins with `postgresql://`, the key has 20 characters or more.
    """
    wrong = {"DATABASE_URL": f"mysql://app@{values.word()}/shop", "API_KEY": values.secret()[:19]}
    outcome = learner.call("load_settings", required(values) | {name: wrong[name]})
    assert named(outcome) == [name], f"one ConfigError that names {name}, and no other of the six"


def test_all_problems_at_once(learner, values):
    """One error names every variable that is missing or wrong.

    Five deployments in one night, because each start reported the next mistake.

    What does your code know about the second variable when the first one is wrong?

    Collect the problems while you read, and raise once, after the last variable.
    """
    env = {"TIMEOUT_S": values.word(), "RETRIES": "-1", "DEBUG": values.word(), "API_KEY": values.secret()[:9]}
    outcome = learner.call("load_settings", env)
    assert named(outcome) == list(OURS[:5]), f"one ConfigError that names {', '.join(OURS[:5])}"


@pytest.mark.parametrize("problem", ["url-missing", "url-wrong", "key-short", "retries-wrong"])
def test_error_keeps_secrets(learner, values, problem):
    """No error shows a part of the key, or of the address with its password.

    The start failed, as it should. The log that says so holds the password, and forty people can read it.

    Whose words are in the message, and in the error that a traceback prints above yours?

    Say which rule is broken, never what the value was, and leave a library's error behind: raise yours `from None`.

    pydantic quotes all that it was given, for a missing field too, unless `hide_input_in_errors` is set.
    """
    key, password = values.secret(), values.secret()
    good = {"DATABASE_URL": f"postgresql://app:{password}@db/shop", "API_KEY": key}
    wrong = {
        "url-missing": {"DATABASE_URL": ""},
        "url-wrong": {"DATABASE_URL": f"mysql://app:{password}@db/shop"},
        "key-short": {"API_KEY": key[:19]},
        "retries-wrong": {"RETRIES": "ten"},
    }[problem]
    error = refused(learner.call("load_settings", good | wrong))
    assert leaks(error, key[:19]) == [], "no part of API_KEY in the error, nor in one that its traceback shows"
    assert leaks(error, password) == [], "no part of DATABASE_URL in the error, nor in one that its traceback shows"


@pytest.mark.parametrize(("name", "near"), [("DATABASE_URL", "DATABSE_URL"), ("API_KEY", "AIP_KEY")])
def test_misspelt_name_is_shown(learner, values, name, near):
    """The error points at a name that is nearly the missing one.

    "DATABASE_URL is missing." It is there, says the colleague, and pastes the line. They look at it for an hour.

    Which names in the mapping are not yours, and nearly are?

    Compare the missing name with the unknown ones: `difflib.get_close_matches`, with a cutoff that is not too strict.
    """
    env = required(values, PATH="/usr/bin", STRIPE_API_KEY=values.secret())
    env[near] = env.pop(name)
    outcome = learner.call("load_settings", env)
    assert named(outcome) == [name], f"one ConfigError that names {name}, and no other of the six"
    assert contains(outcome.error.message, near), f"{near} in the text of the error, beside {name}"


def test_list(learner, values):
    """ALLOWED_ORIGINS is split at its commas, with no white space left.

    The second origin was refused all night. In the manifest there is a space after the comma.

    What is between the comma and the next value, and what comes after the last comma?

    Split, strip each part, and leave out those that are empty.
    """
    first, second = (f"https://{values.word()}.example" for _ in range(2))
    texts = (f"{first},{second}", f"{first}, {second}", f" {first} ,\t{second}\n", f"{first},,{second},")
    for text in texts:
        outcome = learner.call("load_settings", required(values, ALLOWED_ORIGINS=text))
        assert read(outcome, "allowed_origins") == (first, second), f"{(first, second)} from {text!r}"


def test_settings_are_frozen(learner, values):
    """Nobody can change a setting after the start.

    A debugging session set `settings.debug = True`, two modules away. It is still set.

    Who can write to an attribute of your class?

    `frozen=True` does it in dataclasses, attrs and pydantic.
    """
    settings = learner.call("load_settings", required(values)).value
    names = [name.lower() for name in OURS]
    before = [plain(settings.get(name).value) for name in names]
    changed = [name for name in names if settings.call("__setattr__", name, values.word()).returned]
    assert changed == [], "an exception for each attribute that is assigned to"
    assert [plain(settings.get(name).value) for name in names] == before, "the values of before"


def test_nothing_but_the_mapping(learner, files, values):
    """Nothing is read but the mapping: neither os.environ nor a file .env.

    The test passed a dict of its own, and deleted the orders of the real database.

    Where else does your code, or your library, look for values?

    Read from the argument only, inside the function. `BaseSettings` looks around by itself: tell it not to.
    """
    others = required(values, TIMEOUT_S="17", RETRIES="7", DEBUG="yes", ALLOWED_ORIGINS="https://other.example")
    files.write(".env", "".join(f"{name}={text}\n" for name, text in others.items()))
    learner.environ(**others)
    env = required(values)
    outcome = learner.call("load_settings", env)
    assert read(outcome, "database_url", *DEFAULTS) == {"database_url": env["DATABASE_URL"], **DEFAULTS}
    refused(learner.call("load_settings", {}))


def test_every_call_is_the_first(learner, values):
    """A second call knows nothing of the first; no call changes its mapping.

    One test sets DEBUG=yes. Every test that runs after it runs with debug on.

    What stays behind when the function has returned?

    No cache, no global, no `os.environ.update`, no `pop`: make a new object from the argument each time.
    """
    first = required(values, DEBUG="yes", RETRIES="7")
    outcome = learner.call("load_settings", first)
    assert outcome.args == [first], "the mapping as it was before the call"
    second = required(values)
    found = read(learner.call("load_settings", second), "api_key", "debug", "retries")
    assert found == {"api_key": second["API_KEY"], "debug": False, "retries": 3}


def test_other_variables_are_ignored(learner, values):
    """What belongs to other programs is ignored.

    A new tool wrote its key into the same environment, and the service did not start any more.

    Which names may stop the start?

    Look up the names that you know. Do not go through all that are there.
    """
    others = ("PATH", "HOME", "TIMEOUT", "DEBUGINFOD_URLS", "STRIPE_API_KEY", "DATABASE_URL_REPLICA", "PYTHONPATH")
    env = required(values, **{name: values.word() for name in others})
    outcome = learner.call("load_settings", env)
    assert read(outcome, "database_url", *DEFAULTS) == {"database_url": env["DATABASE_URL"], **DEFAULTS}
