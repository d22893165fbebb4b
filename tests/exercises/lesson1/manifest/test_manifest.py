"""Imports against a declaration: other names, other spellings, what came along, and what Python brings itself."""

import pytest


def reported(outcome):
    """The reported modules, in an order that is the same for everybody."""
    return sorted(outcome.value)


@pytest.fixture
def names(values):
    """Makes a name that nothing in the world has, with an ending by which a person recognises it."""
    return lambda ending="": values.word(5) + ending


def test_undeclared_import_is_reported(learner, names):
    """An import that no declared distribution provides is reported.

    The server was rebuilt at 03:00. ModuleNotFoundError: the package was on one laptop, from another project.

    What is on a machine, and what does the project say that it needs?

    Start from the declared names, and collect the modules that they provide. What is left over was never declared.
    """
    good, loose = names(), names()
    outcome = learner.call("undeclared", {good, loose}, [good], {good: [good], loose: [loose]}, set())
    assert reported(outcome) == [loose], f"`{loose}`, because only `{good}` is declared"


def test_import_name_differs(learner, names):
    """A distribution may have another name than its modules.

    A false alarm each morning: PyYAML is declared, and `yaml` is reported. On Thursday nobody reads the list any more.

    Which of the arguments knows that `yaml` comes from PyYAML?

    Look up the declared distribution in `installed`, and compare modules with modules.
    """
    module = names()
    installed = {f"Py{module.upper()}": [module, f"_{module}"]}
    outcome = learner.call("undeclared", {module}, [f"Py{module.upper()}>=6"], installed, set())
    assert reported(outcome) == [], f"nothing, because `Py{module.upper()}` provides `{module}`"


@pytest.mark.parametrize(
    ("declared", "installed"),
    [
        ("{0}-{1}", "{0}_{1}"),
        ("{0}.{1}", "{0}-{1}"),
        ("{0}_{1}", "{0}.{1}"),
        ("{0}--{1}", "{0}-{1}"),
        ("{0}-{1}", "{0}_.{1}"),
        ("{0}{1}", "{0:title}{1:upper}"),
    ],
    ids=["underscore", "dot", "underscore-dot", "two-dashes", "run", "case"],
)
def test_spelling_of_a_distribution(learner, names, declared, installed):
    """Distributions are compared by name, however they are spelt.

    `python_dotenv` is declared and `python-dotenv` is installed. The check calls it missing, so the check was turned off.

    How many spellings of one name does a package index accept?

    Fold them before comparing: lower case, and one dash for each run of `-`, `_` and `.`, on both sides.
    """
    one, two = Spelt(names()), Spelt(names())
    declared, installed = declared.format(one, two), installed.format(one, two)
    outcome = learner.call("undeclared", {"dotenv"}, [declared], {installed: ["dotenv"]}, set())
    assert reported(outcome) == [], f"nothing, because `{declared}` and `{installed}` are one distribution"


class Spelt(str):
    """A text whose case can be chosen in a format, as in `{0:upper}`."""

    __slots__ = ()

    def __format__(self, how):
        """The text itself, or what its method of that name returns."""
        return getattr(self, how)() if how else str(self)


def test_standard_library(learner, names):
    """Modules of the standard library are never reported.

    Forty alarms: json, re, sqlite3. Among them was the one that mattered.

    What does every Python bring along, without any installation?

    `sys` knows the names of all standard modules, on every platform; a list of your own would be old next year.
    """
    good = names()
    imports = {good, "json", "sys", "sqlite3", "zoneinfo", "concurrent", "winreg", "__future__", "_thread"}
    outcome = learner.call("undeclared", imports, [good], {good: [good]}, set())
    assert reported(outcome) == [], "nothing, because all of them come with Python"


def test_own_modules(learner, names):
    """The project's own modules are never reported.

    The check told the team to install its own product from the internet. A stranger had published something under that name.

    Which modules lie in the repository itself?

    They are in `own`, and no distribution needs to provide them.
    """
    good, package, script = names(), names(), names()
    outcome = learner.call("undeclared", {good, package, script}, [good], {good: [good]}, {package, script})
    assert reported(outcome) == [], f"nothing, because `{package}` and `{script}` are in `own`"


def test_what_came_along_is_not_declared(learner, names):
    """What is installed because something else needs it is not declared.

    A patch release of requests stopped needing chardet. Our import of it broke on the next build.

    Who asked for this package: the project, or one of its dependencies?

    Only what stands in `declared` counts, and what that provides. The rest of `installed` proves nothing.
    """
    good, along, tool = names(), names(), names()
    installed = {good: [good], along: [along], tool: [tool]}
    outcome = learner.call("undeclared", {good, along}, [f"{good}>=2"], installed, set())
    assert reported(outcome) == [along], f"`{along}`, because only `{good}` is declared"


@pytest.mark.parametrize(
    "rest",
    [
        "==2.31.0",
        ">=2.31,<3",
        " ~= 1.4",
        "!=2.1",
        " (>=2)",
        "[http2]>=0.27; python_version > '3.10'",
        "[http2,brotli]",
        ">=2; python_version < '3.11'",
        ";python_version >= '3.9' or extra == 'old'",
        " @ https://example.org/wheels/thing-1.2.zip",
    ],
    ids=["pin", "range", "compatible", "exclusion", "brackets", "extra", "extras", "marker", "no-space", "address"],
)
def test_forms_of_a_requirement(learner, names, rest):
    """A requirement may have extras, versions, a marker or an address.

    Somebody added `[http2]` to one line. Since then the check says that httpx is not declared.

    Where does the name end, if not always at `==`?

    Take the name as the standard defines it, letters, digits and `-_.`; or let `packaging` read the whole line.
    """
    name = names("-py3")
    requirement = f"{name}{rest}"
    outcome = learner.call("undeclared", {"module"}, [requirement], {name: ["module"]}, set())
    assert reported(outcome) == [], f"nothing, because `{requirement}` declares `{name}`"


def test_similar_names(learner, names):
    """A name that is a part of another name is not declared by it.

    requests-oauthlib was declared, requests was not. The check was content with the first eight letters.

    What does `"requests" in "requests-oauthlib>=2"` say?

    Cut the name out of the requirement first, then compare whole names.
    """
    short = names()
    longer = {f"{short}-{names()}": [f"{short}_more"], f"{names()}-{short}": [f"more_{short}"]}
    outcome = learner.call("undeclared", {short}, [f"{name}>=2" for name in longer], {short: [short], **longer}, set())
    assert reported(outcome) == [short], f"`{short}`, because {' and '.join(longer)} are other distributions"


@pytest.mark.parametrize("which", [0, 1, 2])
def test_shared_module(learner, names, which):
    """A module that several distributions provide needs one of them.

    `google` comes from google-auth, and from google-cloud-storage too. One was declared, and CI failed for the other.

    What becomes of a table from modules to distributions when two distributions have the same module?

    Collect the modules of all declared distributions in one set. Then nothing can be overwritten.
    """
    distributions = [names(ending) for ending in ("-auth", "-core", "-storage")]
    installed = {name: ["shared"] for name in distributions}
    outcome = learner.call("undeclared", {"shared"}, [distributions[which]], installed, set())
    assert reported(outcome) == [], f"nothing, because `{distributions[which]}` is declared and provides `shared`"


def test_nobody_provides_it(learner, names):
    """An import that nothing installed provides is reported.

    The import stands inside a function that runs once a year. The check did not know the module, so it said nothing.

    What does your code say about a module of which it finds no distribution at all?

    Take away from the imports what is known to be good, and report all of the rest.
    """
    good, unknown = names(), names()
    outcome = learner.call("undeclared", {good, unknown}, [good], {good: [good]}, set())
    assert reported(outcome) == [unknown], f"`{unknown}`, because nothing provides it"
