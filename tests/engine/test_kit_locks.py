"""Reading locks, and following what a project needs."""

from __future__ import annotations

import pytest
from packaging.requirements import Requirement

from prodready.kit.locks import Lock, holds_on
from prodready.kit.needs import follow, runs_on
from prodready.kit.wheels import Package

UV = """\
# This file was made by a tool
Box_lid==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via
    #   thing (pyproject.toml)
hinge===2.1 ; python_version >= "3.11" and sys_platform == "linux" --hash sha256:cc  # by hand
"""

BOX = Package("Box", "1.0", ("lid>=2", 'paint; extra == "colour"', 'oil; python_version < "3.12"'), {"box.py": ""})
LID_2 = Package("lid", "2.0", ("hinge<3",))
LID_3 = Package("lid", "3.0", ("box",), python=">=3.12")
SHELF = (BOX, LID_2, LID_3)


def only(text: str) -> str:
    """What the one line of a lock is read as."""
    lock = Lock.parse(text)
    assert len(lock.pins) + len(lock.others) == 1
    return str((lock.pins + lock.others)[0])


def needs(lock: str, python: str = "3.13", *dependencies: str) -> list[str]:
    pins = {pin.name: pin for pin in Lock.parse(lock).pins}
    return [str(need) for need in follow(map(Requirement, dependencies or ("box",)), pins, SHELF, python)]


def test_what_tools_write() -> None:
    """Continued lines, comments, markers and several hashes are read; names are normalised."""
    lid, hinge = Lock.parse(UV).pins

    assert (lid.number, lid.name, lid.version, lid.hashes) == (2, "box-lid", "1.0", ("sha256:aa", "sha256:bb"))
    assert (hinge.number, hinge.name, hinge.version, hinge.hashes) == (7, "hinge", "2.1", ("sha256:cc",))
    assert Lock.parse(UV).others == ()


@pytest.mark.parametrize("line", ["lid", "lid>=1", "lid==1.*", "lid>=1,<2", "lid~=1.0", "lid==1.0,!=1.1"])
def test_line_that_leaves_a_choice(line: str) -> None:
    """A line that admits several versions names a package without a version."""
    assert [(pin.name, pin.version) for pin in Lock.parse(line).pins] == [("lid", "")]


@pytest.mark.parametrize(
    "line",
    [
        "--index-url http://127.0.0.1/simple",
        "-r other.txt",
        "-e .",
        "./lid-1.0-py3-none-any.whl",
        "lid @ file:///home/me/lid-1.0-py3-none-any.whl",
        "git+ssh://127.0.0.1/lid@main#egg=lid",
        "lid==1.0 --config-settings=a=b",
        "lid==1.0 and more",
    ],
)
def test_line_that_is_no_package(line: str) -> None:
    """Options, addresses, paths and what nobody can read are told apart from packages, and are shown."""
    lock = Lock.parse(f"\n{line} --hash=sha256:aa\n")

    assert (lock.pins, [str(other) for other in lock.others]) == ((), [f"line 2: {line}"])


def test_comment_ends_a_line_that_would_go_on() -> None:
    """A comment line after a continued line ends it, as pip has it."""
    lock = Lock.parse("lid==1.0 \\\n  # why\nhinge==2.0\n")

    assert [pin.name for pin in lock.pins] == ["lid", "hinge"]


def test_last_line_that_would_go_on() -> None:
    """A continued last line counts."""
    assert only("lid==1.0 \\") == "line 1: lid==1.0"


def test_long_lines_are_cut() -> None:
    """What people are shown of a line is bounded."""
    assert len(only(f"lid=={'1' * 500}")) < 120


@pytest.mark.parametrize("algorithm", ["sha256", "sha512"])
def test_hashes(algorithm: str) -> None:
    """A file is admitted if one of the hashes is its own."""
    import hashlib

    right = f"{algorithm}:{hashlib.new(algorithm, b'wheel').hexdigest()}"
    (pin,) = Lock.parse(f"lid==1.0 --hash=sha256:aa --hash={right}").pins

    assert (pin.admits(b"wheel"), pin.admits(b"other")) == (True, False)


def test_weak_hash_admits_nothing() -> None:
    """A hash that installers refuse is none."""
    (pin,) = Lock.parse("lid==1.0 --hash=md5:c4ca4238a0b923820dcc509a6f75849b").pins

    assert not pin.admits(b"1")


def test_one_version_has_several_spellings() -> None:
    """`2` and `2.0` are the same version."""
    assert [pin.names(LID_2) for pin in Lock.parse("lid==2\nlid==2.0.0\nlid==2.0.1\nother==2.0").pins] == [
        True,
        True,
        False,
        False,
    ]


def test_markers() -> None:
    """A marker is asked about Linux with a Python, or about this machine."""
    later = Requirement('lid; python_version >= "3.12"').marker
    windows = Requirement('lid; sys_platform == "win32"').marker

    assert [holds_on(later, python) for python in ("3.11", "3.12")] == [False, True]
    assert not holds_on(windows, "3.12")
    assert holds_on(Requirement('lid; python_version >= "3"').marker)
    assert not holds_on(Requirement('lid; extra == "colour"').marker)


def test_needs_are_followed_to_the_end() -> None:
    """What needs need is found, through the locked versions; a circle ends."""
    assert needs("box==1.0\nlid==2.0\n") == [
        "pyproject.toml asks for box",
        "Box 1.0 asks for lid>=2",
        "lid 2.0 asks for hinge<3",
    ]
    assert needs("box==1.0\nlid==3.0\n")[-1] == "lid 3.0 asks for box"


def test_needs_of_what_is_not_locked() -> None:
    """The newest release that is asked for is followed where the lock has none, or one that does not exist."""
    assert needs("")[-1] == "lid 3.0 asks for box"
    assert needs("lid==9.9\n", "3.13", "lid<3")[-1] == "lid 2.0 asks for hinge<3"


def test_needs_depend_on_the_python() -> None:
    """A requirement counts where its marker holds."""
    assert "Box 1.0 asks for oil" in needs("box==1.0", "3.11")
    assert "Box 1.0 asks for oil" not in needs("box==1.0", "3.12")


def test_ranges_read_from_their_lower_end() -> None:
    """A range is shown with its lower end first."""
    assert needs("", "3.13", "Unknown<3,>=2.2") == ["pyproject.toml asks for Unknown>=2.2,<3"]


@pytest.mark.parametrize(
    ("version", "admitted"), [("2.1", True), ("3.0", False), ("2.5rc1", True), ("no version", False)]
)
def test_admitted_versions(version: str, admitted: bool) -> None:
    """A locked version is compared as a version; what is none is not admitted."""
    (need,) = follow([Requirement("unknown>=2.1,<3")], {}, (), "3.13")

    assert need.admits(version) is admitted


def test_pythons_of_a_release() -> None:
    """A release without a word about Python runs on all of them."""
    assert [runs_on(LID_2, "3.8"), runs_on(LID_3, "3.11"), runs_on(LID_3, "3.12")] == [True, False, True]
