"""A submission in a process of its own: whatever that process does, there is a verdict, and the grader goes on."""

from __future__ import annotations

import os
import textwrap
import time
from collections.abc import Callable
from typing import Any

import pytest

from prodready.catalog import Course
from prodready.grading import run
from prodready.kit.given import Fake
from prodready.kit.learner import Learner
from prodready.kit.links import Files
from prodready.kit.links.split import Split
from prodready.model import Submission

Submit = Callable[..., Learner]

RIGHT = """
import os, sys, threading, time

def double(source):
    return 2 * source.read()
"""
# Descriptor 4 is the pipe to the grader in a process of its own; in the grader's process it is nobody's.
FRAME = """
def frame(text):
    body = text.encode()
    for fd in (3, 4, 5):
        try: os.write(fd, len(body).to_bytes(4, "big") + body)
        except OSError: pass
"""
ATTACK = "def double(source): {}\n"
FRAMES = {
    "forged value": '{"report": {"value": 1, "args": []}}',
    "wrong types": '{"report": {"events": [{"level": "x", "text": 5}], "error": {"types": 3}}}',
    "wrong places": '{"report": {"stuck": [1, 2, 3], "value": {"$": "dict", "v": [[[], 1]]}}}',
    "unhashable key": '{"report": {"value": {"$": "dict", "v": [[[], 1]]}, "args": []}}',
    "unknown tag": '{"report": {"value": {"$": "what"}, "args": []}}',
    "bad handle": '{"report": {"value": {"$": "ref", "id": "x"}, "args": []}}',
    "bad date": '{"report": {"value": {"$": "date", "v": "yesterday"}, "args": []}}',
    "infinite time": '{"report": {"value": 1, "args": [], "elapsed": 1e999}}',
    "unknown fake": '{"ask": {"fake": 99, "method": "read", "args": [], "kwargs": {}}}',
    "fake of another type": '{"ask": {"fake": "x"}}',
    "unknown method": '{"ask": {"fake": 0, "method": "__class__", "args": [], "kwargs": {}}}',
    "bad arguments": '{"ask": {"fake": 0, "method": "read", "args": [{"$": "ref"}], "kwargs": {"a": {"$": 1}}}}',
    "bad decimal": '{"report": {"value": {"$": "decimal", "v": "x"}, "args": []}}',
    "deep arguments": '{"ask": {"fake": 0, "method": "read", "args": [' + "[" * 900 + "]" * 900 + '], "kwargs": {}}}',
    "no object": "[1, 2]",
    "no JSON": "no",
    "deep list": "[" * 60_000,
    "deep report": '{"report":' * 9_000,
    "deep value": '{"report": {"args": [], "value": ' + "[" * 900 + "]" * 900 + "}}",
    "long number": '{"report": {"args": [], "value": ' + "9" * 9_000 + "}}",
}
DEEDS = {
    "exit": "os._exit(0)",
    "kill": "os.kill(os.getpid(), 9)",
    "interrupt": "os.kill(os.getpid(), 2)",
    "close all": "os.closerange(0, 200)",
    "replace the pipe": "[os.dup2(os.open(os.devnull, os.O_RDWR), fd) for fd in range(3, 9)]",
    "loop": "[None for _ in iter(int, 1)]",
    "flood": "[os.write(fd, b'x' * 65536) for fd in iter(lambda: 4, 5)]",
    "no room": "'x' * 10**7",
    "hold the lock": "__import__('re').match('(a+)+$', 'a' * 60 + 'b')",
    "threads": "[threading.Thread(target=time.sleep, args=(9,)).start() for _ in range(20)]",
    "replace the host": "[setattr(sys.modules['prodready.kit.host.host'], 'Host', None), sys.modules.clear()]",
    "replace the codec": "setattr(sys.modules['prodready.kit.host.codec'].Encoder, 'encode', lambda *args: 1 / 0)",
    "huge frame": "os.write(4, b'\\xff\\xff\\xff\\xff')",
    "half a frame": "[os.write(4, b'\\x00\\x00\\x10\\x00half'), os._exit(0)]",
}


def attacks() -> dict[str, str]:
    deeds = {name: RIGHT + ATTACK.format(deed) for name, deed in DEEDS.items()}
    frames = {name: RIGHT + FRAME + ATTACK.format(f"frame({text!r})") for name, text in FRAMES.items()}
    return deeds | frames


@pytest.mark.parametrize("label", attacks())
def test_no_attack_passes(submit: Submit, next_check: Callable[[Learner], Learner], label: str) -> None:
    """Whatever the process does, the call has an outcome, which is not the right one; and the next check can begin."""
    learner = submit(attacks()[label], Split)
    learner.fakes.append(Fake("source", learner.journal, read=71_234))
    outcome = learner.limit(0.3).call("double", learner.fakes[0])

    assert outcome.show()
    assert not outcome.returned or outcome.value != 142_468
    assert next_check(learner).load().show()


SUITE = """
def test_double(learner, fake, values):
    '''The number is doubled.

    It is not.

    Which?

    That.
    '''
    number = values.number()
    assert learner.limit(0.3).call("double", fake("source", read=number)).value == 2 * number
"""


def test_verdicts_beside_attacks(miniature_copy: Course) -> None:
    """Each attack is graded as failed, never as an error of the course, and right answers before and after them pass."""
    folder = miniature_copy.suites_dir / "lesson1" / "attack"
    folder.mkdir()
    (folder / "test_attack.py").write_text(SUITE, encoding="utf-8")
    (folder / "exercise.yml").write_text("title: A\nminutes: 1\nlevel: 1\nobjective: 1\n", encoding="utf-8")
    chosen = ("exit", "forged value", "wrong types", "bad handle", "unknown fake", "close all", "no room")
    texts = {"first": RIGHT, **{label: attacks()[label] for label in chosen}, "last": RIGHT}
    for number, text in enumerate(texts.values()):
        (folder / f"{number}.py").write_text(text, encoding="utf-8")
    exercise = Course(miniature_copy.root, miniature_copy.root).exercise("lesson1/attack")
    found = run([Submission(exercise, folder / f"{n}.py", label) for n, label in enumerate(texts)], "split", jobs=1)
    verdicts = {report.label: report.checks[0].verdict for report in found}

    assert verdicts == {label: "passed" if label in ("first", "last") else "failed" for label in texts}


def test_process_that_dies(submit: Submit) -> None:
    """A process that dies is reported with its exit status, and the next check has a new one."""
    learner = submit("import os\ndef answer(): os._exit(3)\n", Split)

    assert learner.call("answer").gone == "exit status 3"
    assert learner.call("answer").gone
    learner.link.begin_check()
    assert learner.load().returned


def test_process_with_threads_is_replaced(submit: Submit, next_check: Callable[[Learner], Learner]) -> None:
    """A process in which threads are left is replaced before the next check, and others are kept."""
    text = "import os, threading\ndef answer(): return os.getpid()\ndef leave(): threading.Thread(target=threading.Event().wait).start()\n"
    learner = submit(text, Split)
    first = learner.call("answer").value
    second = next_check(learner).call("answer").value
    learner.call("leave")

    assert first == second != next_check(learner).call("answer").value


def test_process_that_does_not_read(submit: Submit) -> None:
    """A process that does not read what is sent to it is given up, and the sender does not wait for ever."""
    text = "import re, threading\nthreading.Thread(target=re.match, args=('(a+)+$', 'a' * 40 + 'b')).start()\ndef answer(text): return len(text)\n"
    learner = submit(text, Split, limit_s=1.0)
    began = time.monotonic()

    assert not learner.limit(0.5).call("answer", "x" * 1_000_000).returned
    assert time.monotonic() - began < 10


def test_endless_questions(submit: Submit, monkeypatch: pytest.MonkeyPatch) -> None:
    """A submission that asks a fake without end is given up."""
    monkeypatch.setattr("prodready.kit.links.split.MAX_QUESTIONS", 20)
    learner = submit("def answer(source):\n    while True: source.read()\n", Split)
    learner.fakes.append(Fake("source", learner.journal, read=1))

    assert not learner.call("answer", learner.fakes[0]).returned
    assert len(learner.fakes[0].calls) < 30


def test_environment_of_the_machine(submit: Submit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables of the machine are not visible there either."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")

    assert "HTTP_PROXY" not in submit("import os\ndef answer(): return list(os.environ)\n", Split).call("answer").value
    assert os.environ["HTTP_PROXY"]


def test_same_outcomes_as_in_one_process(submit: Submit) -> None:
    """Errors, values, output and events are word for word the same in one process and in two."""
    text = textwrap.dedent(
        """
        import logging, sys
        def answer(n):
            print("out", n)
            sys.stderr.write("err")
            logging.warning("event %s", n)
            raise KeyError(n) from ValueError("cause")
        """
    )

    def told(learner: Learner) -> list[Any]:
        outcome = learner.call("answer", 1)
        return [outcome.stdout, outcome.stderr, outcome.events, outcome.error, outcome.where, outcome.args]

    assert told(submit(text, Split)) == told(submit(text))


def test_nothing_is_left(tmp_path_factory: pytest.TempPathFactory) -> None:
    """After `close` the process and its folder are gone."""
    path = tmp_path_factory.mktemp("answer") / "answer.py"
    path.write_text("", encoding="utf-8")
    link = Split(Files("answer", path))
    link.start(lambda question: None)
    process, folder = link._process, link._folder.name
    link.close()

    assert process is not None
    assert process.poll() is not None
    assert not os.path.exists(folder)  # noqa: PTH110
