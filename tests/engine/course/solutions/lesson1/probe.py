"""Functions that do one thing each, so that the suite can see what of it crosses the border between two processes."""

import asyncio
import collections
import enum
import http
import logging
import os
import sqlite3
import sys
import threading
import time
import urllib.request
from dataclasses import dataclass

import httpx
import requests
import structlog
from loguru import logger

READ_TIMEOUT_S = 0.3


class Own(Exception):
    """An error class of the submission."""


# ---- values


def subclasses():
    """Plain data in special clothes."""
    counts = collections.defaultdict(int, a=1)
    point = collections.namedtuple("Point", "x y")(1, 2)
    kinds = [(str, "x"), (set, {1}), (float, 2.5), (bytes, b"z"), (list, [3]), (dict, {"b": 2})]
    dressed = [type(f"Special{base.__name__}", (base,), {})(value) for base, value in kinds]
    return [http.HTTPStatus.NOT_FOUND, enum.IntEnum("Level", "LOW")(1), counts, point, *dressed]


@dataclass
class Receipt:
    payment: str
    cents: int
    _token: str = "hidden"


def receipt():
    return Receipt("p-1", 250)


class Unprintable:
    def __repr__(self):
        raise ValueError("no")


def unprintable():
    return Unprintable()


def nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


def text(size):
    return "x" * size


def sort_in_place(numbers):
    numbers.sort()


# ---- objects that stay here


class Database:
    def __init__(self):
        self.connection = sqlite3.connect(":memory:")
        self.connection.execute("create table numbers (n)")

    def add(self, number):
        self.connection.execute("insert into numbers values (?)", (number,))
        return self.connection.execute("select count(*) from numbers").fetchone()[0]


def stream(count):
    yield from range(count)


async def async_stream(count):
    for number in range(count):
        yield number


def retrying(job):
    def call(*args):
        for _ in range(5):
            try:
                return job(*args)
            except TimeoutError:
                pass

    return call


# ---- fakes


def apply(function):
    return function()


async def fetch_from(client):
    return await client.get("x")


def swallow(function):
    try:
        return function(2)
    except Exception:
        return None


# ---- the process


calls = 0


def count_calls():
    global calls
    calls += 1
    return calls


def leave():
    sys.exit(3)


def end_the_process():
    os._exit(3)


def write():
    print("é")
    print("err", file=sys.stderr)


def environment():
    return sorted(os.environ)


def set_variable(name, value):
    os.environ[name] = value
    return os.environ[name]


def reverse_lines():
    """Reads `in/rows.txt`, writes `out.txt` in one step, gives the number of lines."""
    with open("in/rows.txt") as file:
        lines = file.read().splitlines()
    with open("half", "w", newline="") as file:
        file.write("".join(f"{line}\n" for line in reversed(lines)))
    os.replace("half", "out.txt")
    return len(lines)


def look(path):
    """The text and the time of the last change of what a path leads to; None if there is nothing."""
    try:
        with open(path) as file:
            return file.read(), os.stat(path).st_mtime
    except FileNotFoundError:
        return None


def spin():
    while True:
        pass


def start_threads(count):
    go = threading.Event()
    threads = [threading.Thread(target=go.wait) for _ in range(count)]
    for thread in threads:
        thread.start()
    go.set()
    for thread in threads:
        thread.join()
    return count


# ---- events


def log_with_logging(order):
    try:
        raise Own("bad")
    except Own:
        logging.getLogger("probe").warning("order %s", order, exc_info=True, extra={"shop": "north"})


def log_with_structlog(order):
    try:
        raise Own("bad")
    except Own:
        structlog.get_logger().warning(f"order {order}", exc_info=True, shop="north")


def log_with_loguru(order):
    try:
        raise Own("bad")
    except Own:
        logger.bind(shop="north").opt(exception=True).warning("order {}", order)


# ---- the network


def get_with_requests(url):
    return requests.get(url, timeout=READ_TIMEOUT_S).text


def get_with_httpx(url):
    return httpx.get(url, timeout=READ_TIMEOUT_S).text


async def get_with_async_httpx(url):
    async with httpx.AsyncClient(timeout=READ_TIMEOUT_S) as client:
        return (await client.get(url)).text


def get_with_urllib(url):
    with urllib.request.urlopen(url, timeout=READ_TIMEOUT_S) as answer:
        return answer.read().decode()


def post_twice(url):
    with requests.Session() as session:
        first = session.post(url, data="hello", headers={"x-id": "1"}).json()
    with httpx.Client() as client:
        return [first, client.post(url, content="hello", headers={"x-id": "1"}).json()]


# ---- time


def back_off(job):
    for attempt in range(5):
        try:
            return job()
        except OSError:
            time.sleep(2**attempt)


async def try_for_ten_seconds(job):
    async with asyncio.timeout(10):
        while True:
            try:
                return await job()
            except OSError:
                await asyncio.sleep(3)


class Cache:
    def __init__(self, lifetime_s):
        self.lifetime_s, self.loads, self.loaded_at = lifetime_s, 0, None

    def get(self):
        if self.loaded_at is None or time.monotonic() - self.loaded_at > self.lifetime_s:
            self.loads += 1
            self.loaded_at = time.monotonic()
        return self.loads


def sleep_for_ever():
    while True:
        try:
            time.sleep(60)
        except BaseException:
            return "swallowed"


if __name__ == "__main__":
    print(" ".join(sys.argv[1:]), sys.stdin.read().upper(), os.environ.get("SHOP", ""))
    print("diagnosis", file=sys.stderr)
    sys.exit(7)
