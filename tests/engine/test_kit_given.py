"""A suite plays the rest of the program: through files that come with the exercise, and without a host's logging."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from prodready.kit.given import Fake
from prodready.kit.learner import Learner
from prodready.kit.links import Files
from prodready.kit.links.loopback import Loopback
from prodready.kit.links.simulated import Simulated
from prodready.kit.links.split import Split
from prodready.kit.outcome import CheckFailed
from prodready.kit.tools import HostLogging

ANSWER = """
import logging

def configure():
    logging.basicConfig(level="INFO", format="%(message)s")

def room():
    import house
    return house.rooms
"""
HOUSE = """
import logging

rooms = []

def furnish(what):
    rooms.append(what)

def speak(text):
    logging.getLogger("house").info(text)

def ring(bell):
    bell.ring()
"""

Submit = Callable[..., Learner]
NextCheck = Callable[[Learner], Learner]
everywhere = pytest.mark.parametrize("link", [Loopback, Split, Simulated])


@pytest.fixture
def beside(tmp_path: Path) -> Iterator[Submit]:
    """Makes a submission that comes with the file `house.py`."""
    links: list[Any] = []

    def make(link: Callable[[Files], Any] = Loopback, answer: str = ANSWER) -> Learner:
        (tmp_path / "answer.py").write_text(answer, encoding="utf-8")
        (tmp_path / "house.py").write_text(HOUSE, encoding="utf-8")
        given = {"house": tmp_path / "house.py"}
        links.append(link(Files("answer", tmp_path / "answer.py", given, name="answer.py")))
        learner = Learner(links[-1])
        links[-1].start(learner.answer)
        links[-1].begin_check()
        return learner

    yield make
    for each in links:
        each.close()


@everywhere
def test_given_file(beside: Submit, link: Callable[[Files], Any]) -> None:
    """What a suite does through a given file, the submission finds there."""
    learner = beside(link)
    learner.given("house").call("furnish", "table")

    assert learner.call("room").value == ["table"]


@everywhere
def test_fake_in_a_given_file(beside: Submit, link: Callable[[Files], Any]) -> None:
    """A given file may be handed a fake, whose calls the suite sees."""
    learner = beside(link)
    learner.fakes.append(bell := Fake("bell", learner.journal, ring=None))
    learner.given("house").call("ring", bell)

    assert bell.count("ring") == 1


def test_unknown_given_file(beside: Submit) -> None:
    """A file that does not come with the exercise is the suite's mistake, not the submission's."""
    with pytest.raises(RuntimeError, match=r"no file barn\.py comes with this exercise"):
        beside().given("barn")


def test_submission_that_cannot_be_imported(beside: Submit) -> None:
    """A submission that cannot be imported fails the check before a given file is asked for."""
    with pytest.raises(CheckFailed, match="ZeroDivisionError"):
        beside(answer="1 / 0\n").given("house")


def test_failure_is_explained_by_the_submission(beside: Submit) -> None:
    """What a given file did is no account of the submission: the latest outcome stays that of its own call."""
    learner = beside()
    house = learner.given("house")
    configured = learner.call("configure")
    house.call("furnish", "table")

    assert learner.last is configured
    assert configured.where.startswith("answer.py, line 4")


@everywhere
def test_nobody_has_configured_logging(beside: Submit, link: Callable[[Files], Any]) -> None:
    """With the host's logging off the root logger is as in a fresh process, and what the submission sets up works."""
    learner = beside(link)
    HostLogging(learner).off()
    house = learner.given("house")
    before = house.call("speak", "unheard")
    learner.call("configure")
    after = house.call("speak", "heard")

    assert (before.events, before.stderr) == ([], "")
    assert (after.events, after.stderr) == ([], "heard\n")


def test_import_that_configures_is_seen(beside: Submit) -> None:
    """With the host's logging off it is still seen what an import does to the process."""
    learner = beside(answer=ANSWER + "\nconfigure()\n")
    HostLogging(learner).off()

    assert learner.load().changes == ["root handlers: [] -> ['StreamHandler']", "root level: WARNING -> INFO"]


def test_host_is_back_in_the_next_check(beside: Submit, next_check: NextCheck) -> None:
    """The next check has the host's logging again."""
    learner = beside()
    HostLogging(learner).off()
    learner.call("configure")
    next_check(learner)
    (event,) = learner.given("house").call("speak", "heard").events

    assert (event.level, event.text) == (logging.INFO, "heard")


def test_loguru_has_its_first_sink(submit: Submit, next_check: NextCheck) -> None:
    """With the host's logging off loguru writes to stderr, as in a fresh process, whatever the check before has set."""
    learner = submit("from loguru import logger\ndef mute(): logger.remove()\ndef answer(): logger.warning('heard')\n")
    learner.call("mute")
    next_check(learner)
    HostLogging(learner).off()

    assert "heard" in learner.call("answer").stderr
