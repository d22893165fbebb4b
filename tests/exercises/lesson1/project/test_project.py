"""Three files that have to say everything: what is asked for, what is installed, and what runs."""

import pytest

from prodready.kit.locks import holds_on
from prodready.kit.needs import admits_python, runs_on
from prodready.kit.wheels import Package

SERVERS = ("3.11", "3.12", "3.13", "3.14")
OLDER = ("3.6", "3.7", "3.8", "3.9", "3.10")


def shelf(project):
    """Every release that exists."""
    return project.packages("wheelhouse")


def next_year(project):
    """The same, and a newer release of everything, which this program was never tried with."""
    modules = {package.name: package.imports for package in shelf(project)}
    broken = "raise RuntimeError('a release of next year')\n"
    newer = [Package(name, "99.0", (), {f"{each}.py": broken for each in made}) for name, made in modules.items()]
    return [*shelf(project), *newer]


def tried(project):
    """The releases that the lock names and that exist, by the line."""
    return {pin: release for pin in project.lock.pins for release in shelf(project) if pin.names(release)}


def on_servers(found):
    """What `found` finds for any Python of the servers; the same is told once."""
    return list(dict.fromkeys(str(each) for python in SERVERS for each in found(python)))


def test_pins(project):
    """Each package in the lock has one exact version.

    Two servers were built on the same day, one before and one after a release at noon.
    They disagree about every hundredth invoice.

    Which lines of the lock leave a choice to whoever installs?

    One line for each package, with `==` and the version that you have tried.
    """

    def again(python):
        counting = [pin for pin in project.lock.pins if holds_on(pin.marker, python)]
        names = [pin.name for pin in counting]
        return [pin for pin in counting if names.count(pin.name) > 1]

    assert [str(pin) for pin in project.lock.pins if not pin.version] == [], "one version on each line: `name==1.2.3`"
    assert on_servers(again) == [], "each package once"


def test_hashes(project):
    """Each locked package carries the hash of its wheel.

    The mirror was restored from a backup. The file had the right name and version, and other content.

    A version is a name that somebody gave to a file. What identifies its bytes?

    Most tools write hashes when asked, for example with `--generate-hashes`. `pip hash FILE` prints that of a file.
    """
    bare = [str(pin) for pin in project.lock.pins if not pin.hashes]
    assert bare == [], "`--hash=sha256:…` on each line"
    other = [str(pin) for pin, release in tried(project).items() if not pin.admits(release.wheel())]
    assert other == [], "the hash of the wheel"
    unknown = [str(pin) for pin in project.lock.pins if pin.version and pin not in tried(project)]
    assert unknown == [], "versions that exist"


def test_no_addresses(project):
    """Both files name packages only: no address, no path, no option.

    The server that builds the image cannot see your team's index, and it has no folder `/home/you`.

    Which lines are about the project, and which are about the machine that made the lock?

    Where to look for files is a setting of each machine. Most tools can leave it out of what they write.
    """
    found = [*map(str, project.lock.others), *(str(need) for need in project.dependencies if need.url)]
    assert found == [], "packages only"


def test_complete(project):
    """Whatever the project needs is in the lock, however deep.

    ModuleNotFoundError, for a package that nobody on the team has heard of.

    What do your dependencies depend on? And what do those?

    Let a tool follow them to the end, or read `Requires-Dist` in the METADATA of each wheel.
    """
    missing = on_servers(
        lambda python: [n for n in project.needs(shelf(project), python) if n.name not in project.pins(python)]
    )
    assert missing == [], "a line for everything that is asked for"


def test_nothing_else(project):
    """Nothing is in the lock that the project does not need.

    A scanner stops the release, because of a package that no line of the program uses.

    What else is installed on the machine where the lock was made?

    Make the lock from `pyproject.toml`, not from what happens to be installed.
    """

    def extra(python):
        needed = {need.name for need in project.needs(shelf(project), python)}
        return [pin for name, pin in project.pins(python).items() if name not in needed]

    assert on_servers(extra) == [], "only what `pyproject.toml` leads to"


def test_fresh(project):
    """Each locked version is one that all who ask for it accept.

    In June the range was raised, because the old release cuts off large totals.
    The lock is from March, and so are the totals.

    Compare each locked version with `pyproject.toml`, and with what the other packages ask for.

    After every change of `dependencies`, make the lock again.
    """

    def refused(python):
        pins = project.pins(python)
        asked = [need for need in project.needs(shelf(project), python) if need.name in pins]
        versions = [(need, pins[need.name].version) for need in asked if pins[need.name].version]
        return [f"{need}, and {version} is locked" for need, version in versions if not need.admits(version)]

    assert on_servers(refused) == [], "versions that all accept"


def test_declared(project):
    """Each package that the program imports is declared.

    It worked until somebody removed a tool that nobody used. What came with the tool went with it.

    For each `import`: which package provides it, and which line of `pyproject.toml` names that package?

    A package may be called otherwise than what is imported. That another package brings it along is luck.
    """
    providers = {name: package for package in shelf(project) for name in package.imports}
    imports = project.imports()
    assert [f"{name} ({place})" for name, place in imports.items() if name not in providers] == [], (
        "packages that exist"
    )

    def undeclared(python):
        declared = project.declared(python)
        return [f"{name}, from {providers[name].name}" for name in imports if providers[name].key not in declared]

    assert on_servers(undeclared) == [], "each of them in `dependencies`"


def test_requires_python(project):
    """The Pythons it promises are those that it runs on.

    The new image has another Python. The build says "no matching distribution", and nothing else.

    Which Pythons do the servers have, and which does each locked package refuse?

    `requires-python` begins where the strictest package begins: see `Requires-Python` in the METADATA of each wheel.
    """
    promise = project.requires_python
    refused = [python for python in SERVERS if not admits_python(promise, python)]
    assert refused == [], "a range that admits Python 3.11, 3.12, 3.13 and 3.14"
    promised = [python for python in (*OLDER, *SERVERS) if admits_python(promise, python)]
    lies = [
        f"{release.name} {release.version} refuses Python {python}"
        for python in promised
        for release in tried(project).values()
        if not runs_on(release, python)
    ]
    assert lies == [], "no Python that a locked package refuses"


@pytest.mark.needs("process")
def test_installs(project):
    """The lock alone rebuilds the same environment, next year as well.

    A node died at 03:00, and its image was built again, out of whatever was newest.

    The installer has no network, no cache and no settings: only the lock, and the wheels there are by then.

    Try the same: a new environment, and `pip install --no-deps --require-hashes -r requirements.lock`.
    """
    releases = tried(project)
    here = [releases[pin] for pin in project.pins().values() if pin in releases]
    wanted = sorted(f"{release.key}=={release.version}" for release in here)
    assert project.install(next_year(project)).freeze() == wanted


@pytest.mark.needs("process")
def test_report(project, values):
    """In that environment the program prints the report.

    "But it works on my machine."

    What does the program need that the new environment lacks, or has in another version?

    Install the lock into a new environment, and run `report.py` there.
    """
    orders = [(values.number(), values.number(1_000_000, 9_999_999)) for _ in range(3)]
    stdin = "".join(f"{number} {cents // 100}.{cents % 100:02} EUR\n" for number, cents in orders)
    done = project.install(next_year(project)).run("report.py", stdin=stdin)
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    total = sum(cents for _, cents in orders)
    assert (lines or done.stderr.strip().splitlines()[-1:]) == [
        *(f"{number} {cents}" for number, cents in orders),
        f"total {total}",
    ]
