"""`survive`: a function of the reader's own under the kit's faults."""

from __future__ import annotations

import json
from typing import Any

import pytest

from prodready.browser.serve import handle
from prodready.browser.survive import FAULTS, parsed
from prodready.kit import faults as kit
from prodready.words import catalogue

CLIENTS = """
import asyncio, sys
import httpx, requests

COUNT = 0

def ask(url, parcel=17):
    return requests.get(f"{url}/{parcel}", timeout=1).json()["cents"]

def waits(url):
    return requests.get(url).text

async def later(url):
    async with httpx.AsyncClient(timeout=1) as client:
        return (await client.get(url)).json()["cents"]

def leaves(url):
    sys.exit(3)

def counts(url):
    global COUNT
    COUNT += 1
    return COUNT

def needs_key(url, key, *, deadline_s):
    return key, deadline_s
"""


def survive(function: str, *faults: str, **more: Any) -> list[dict[str, Any]]:
    events: list[str] = []
    request = {
        "do": "survive",
        "files": {"mine.py": CLIENTS},
        "file": "mine.py",
        "function": function,
        "faults": faults,
    }
    handle(json.dumps(request | more), events.append)
    return [json.loads(event) for event in events]


def told(function: str, *faults: str, **more: Any) -> list[dict[str, Any]]:
    return [event["survived"] for event in survive(function, *faults, **more)]


@pytest.mark.parametrize("function", ["ask", "later"])
def test_each_fault_can_be_injected(function: str) -> None:
    """Every fault ends in an answer of some kind, for a client with threads and for one without."""
    calls = told(function, *FAULTS)

    assert [call["fault"] for call in calls] == list(FAULTS)
    assert {call["how"] for call in calls} == {"returned", "raised"}
    assert calls[0] == {"fault": "good", "how": "returned", "value": "495", "where": "", "seconds": 0.0, "requests": 1}


def test_error_has_its_time_and_place() -> None:
    """Which error, after how many simulated seconds, at which line of the reader."""
    [call] = told("ask", "hang")

    assert call["how"] == "raised"
    assert call["value"].startswith("requests.exceptions.ReadTimeout: ")
    assert call["seconds"] == pytest.approx(1, abs=0.01)
    assert call["where"] == "mine.py:8"


@pytest.mark.parametrize("function", ["ask", "later"])
def test_drip_lasts_its_whole_time(function: str) -> None:
    """A limit for each read never ends the call, whichever the client."""
    assert told(function, "drip")[0]["seconds"] == pytest.approx(60, abs=0.1)


def test_wait_without_end() -> None:
    """A call that never returns is ended, and the place is told."""
    [call] = told("waits", "stall")

    assert (call["how"], call["where"]) == ("waits", "mine.py:11")


def test_end_of_the_program() -> None:
    """A function that ends the program has not come back."""
    [call] = told("leaves", "good")

    assert (call["how"], call["value"]) == ("left", "SystemExit(3)")


def test_each_call_starts_afresh() -> None:
    """What one call leaves in a module, the next does not find."""
    assert [call["value"] for call in told("counts", "good", "hang")] == ["1", "1"]


def test_further_arguments() -> None:
    """They are written as in a call."""
    assert told("needs_key", "good", arguments='"s3cret", deadline_s=0.5')[0]["value"] == "('s3cret', 0.5)"


def test_body_of_the_good_answer() -> None:
    """The reader says what a good answer is."""
    assert told("ask", "good", body='{"cents": 7}')[0]["value"] == "7"


@pytest.mark.parametrize("text", ["print(1)", "x", "*[1]", "**{}", ")", "1) + f(2", "__import__('os')"])
def test_arguments_are_only_literals(text: str) -> None:
    """What is no literal is refused with a sentence, and nothing is called."""
    [event] = survive("ask", "good", arguments=text)

    assert text in event["error"]["message"]


@pytest.mark.parametrize(
    ("function", "more", "message"),
    [
        ("needs_key", {}, "`needs_key` cannot be called like this: missing a required argument: 'key'"),
        ("nothing", {}, "`mine.py` has no function `nothing`."),
        ("ask", {"faults": ["earthquake"]}, "There is no fault `earthquake`."),
        ("ask", {"files": {"mine.py": "def ask(:"}}, "`mine.py` cannot be imported: SyntaxError"),
    ],
)
def test_what_cannot_be_done_is_said(function: str, more: dict[str, Any], message: str) -> None:
    """One sentence, and no call."""
    [event] = survive(function, "good", **more)

    assert event["error"]["message"].startswith(message)


def test_every_fault_has_words() -> None:
    """The page names each fault, and each function of the kit that makes one is used."""
    assert list(catalogue()["playground"]["faults"]) == list(FAULTS)
    makers = {"reply", "status", "html", "json", "redirect", "slow", "hang", "stall", "drip", "truncated", "reset"}
    assert {name for name in makers if any(f"faults.{name}(" in fault.code for fault in FAULTS.values())} == makers
    assert makers == {
        n for n, v in vars(kit).items() if callable(v) and getattr(v, "__module__", "") == kit.__name__ and n[0] != "_"
    }


def test_parsed_arguments() -> None:
    """Values and names, and nothing at all."""
    assert parsed('"a", (1, 2), key=None') == (["a", (1, 2)], {"key": None})
    assert parsed("") == ([], {})
