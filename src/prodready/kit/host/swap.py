"""Names that the whole process shares: learner code owns them while it runs, and the suite's side at all other times.

Learner code may replace `time.sleep`, `sys.stdout` or `builtins.len`. It finds its own version again at the next call of the
same check; in between, pytest and the kit find what they had.
"""

from __future__ import annotations

import asyncio
import builtins
import io
import json
import logging
import os
import random
import re
import signal
import socket
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Collection, Mapping
from operator import is_
from types import ModuleType
from typing import Any

WATCHED: tuple[ModuleType, ...] = (
    asyncio, asyncio.events, builtins, io, json, json.decoder, json.encoder, logging, os, os.path, random, re, signal, socket,
    sys, threading, time, traceback, warnings,
)  # fmt: skip

Owner = ModuleType | type
Name = tuple[Owner, str]

_ABSENT = object()
_BUILTINS = vars(builtins)
_LISTS = ("path", "argv", "meta_path", "path_hooks")


def classes_of(module: ModuleType) -> list[type]:
    """The classes that a module defines."""
    return [v for v in vars(module).values() if isinstance(v, type) and v.__module__ == module.__name__]


OWNERS: tuple[Owner, ...] = (
    *WATCHED,
    *(kind for module in WATCHED if module is not builtins for kind in classes_of(module)),
)
"""What is exchanged. The classes of `builtins` cannot be changed."""

_VIEWS: tuple[tuple[Owner, Any], ...] = tuple((owner, vars(owner)) for owner in OWNERS)
_OWNERS = frozenset(OWNERS)
"""Each request copies and compares thousands of names, so that is left to loops without a step of Python for each of them."""


class Theirs:
    """What learner code has made of shared names in the current check.

    Attributes:
        names: Value by module and name.
        lists: Content of `sys.path` and others by name.
    """

    def __init__(self) -> None:
        self.names: dict[Name, Any] = {}
        self.lists: dict[str, list[Any]] = {}


class Turn:
    """One request's turn of learner code.

    Args:
        theirs: Of the check; brought up to date when the turn ends.
        stand_ins: What is there during this turn, unless learner code has replaced it.
        hidden: Entries of `sys.path` that learner code does not see.

    Attributes:
        streams: What learner code had as stdout and stderr when the turn was settled.
    """

    def __init__(self, theirs: Theirs, stand_ins: Mapping[Name, Any], hidden: frozenset[str] = frozenset()) -> None:
        self._theirs = theirs
        self._settled = self._ended = self._started = False
        self.streams: tuple[Any, Any] = (None, None)
        others = {owner for owner, _ in stand_ins} - _OWNERS
        self._views = (*_VIEWS, *((owner, vars(owner)) for owner in others))
        self._ours = {(owner, name): vars(owner).get(name, _ABSENT) for owner, name in stand_ins}
        self._modules = dict(sys.modules)
        self._lists = {name: (getattr(sys, name), list(getattr(sys, name))) for name in _LISTS}
        for (owner, name), value in stand_ins.items():
            setattr(owner, name, value)
        self._base = {owner: view.copy() for owner, view in self._views}
        sys.path[:] = [place for place in sys.path if place not in hidden]

    def start(self) -> None:
        """Put back what learner code had changed at the end of its turn before. Right before its code runs."""
        for name, content in self._theirs.lists.items():
            self._lists[name][0][:] = content
        self._start_lists = {name: list(content) for name, (content, _) in self._lists.items()}
        kept = {name: value for (owner, name), value in self._theirs.names.items() if owner is builtins}
        for (owner, name), value in self._theirs.names.items():
            if owner is not builtins:
                _put(owner, name, value)
        removed = [name for name, value in kept.items() if value is _ABSENT]
        self._started = True
        # No function may be called from here on.
        _BUILTINS.update(kept)
        for name in removed:
            del _BUILTINS[name]

    @property
    def ended(self) -> bool:
        """Whether the suite's side goes on."""
        return self._ended

    def settle(self) -> None:
        """Put the stand-ins back in place of what learner code has put there. May be called twice."""
        if self._settled or not self._started:
            return
        self._settled = True
        # No function may be called before the builtins are back.
        now = _BUILTINS.copy()
        _BUILTINS.update(self._base[builtins])
        self._compare(builtins, now)
        self.streams = sys.stdout, sys.stderr
        self._compare(sys, vars(sys))
        if not all(map(is_, map(sys.modules.get, self._modules), self._modules.values())):
            sys.modules.update(self._modules)
        for owner, now in self._views:
            if len(now) != len(self._base[owner]) or not all(map(is_, now.values(), self._base[owner].values())):
                self._compare(owner, now)
        for name, (content, ours) in self._lists.items():
            if not _same(content, self._start_lists[name]):
                self._theirs.lists[name] = list(content)
                content[:] = ours

    def _compare(self, owner: Owner, now: Mapping[str, Any]) -> None:
        """Note what differs from the state at the beginning, and undo it."""
        base = self._base[owner]
        if _same(now.values(), base.values()):
            return
        for name in [*base, *(name for name in now if name not in base)]:
            value, before = now.get(name, _ABSENT), base.get(name, _ABSENT)
            if value is not before and not (before is _ABSENT and _is_submodule(owner, name, value)):
                self._theirs.names[owner, name] = value
                _put(owner, name, before)

    def end(self) -> None:
        """Give every name back to the suite's side."""
        self._ended = True
        self.settle()
        for content, ours in self._lists.values():
            content[:] = ours
        for (owner, name), value in self._ours.items():
            _put(owner, name, value)


def _same(left: Collection[Any], right: Collection[Any]) -> bool:
    """Whether both hold the very same objects. Nothing is compared: `==` might be learner code."""
    return len(left) == len(right) and all(map(is_, left, right))


def _is_submodule(owner: Owner, name: str, value: Any) -> bool:
    """Whether an import has put it there, which must stay: it happens once in a process."""
    return isinstance(value, ModuleType) and sys.modules.get(f"{owner.__name__}.{name}") is value


def _put(owner: Owner, name: str, value: Any) -> None:
    if value is not _ABSENT:
        setattr(owner, name, value)
    elif name in vars(owner):
        delattr(owner, name)
