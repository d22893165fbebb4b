"""Asks for inode, size and modification time first, and reads the file only if one of them has changed."""

import logging
import os
import time

log = logging.getLogger("secrets")


class SecretUnavailable(Exception):
    pass


def signature(path):
    found = os.stat(path)
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


class SecretFile:
    def __init__(self, path, *, every_s, now=time.monotonic):
        self.path, self.every_s, self.now = path, every_s, now
        self.last_look = None
        self.seen = None
        self.__text = ""
        self.out = False

    def current(self):
        moment = self.now()
        if self.last_look is None or moment - self.last_look >= self.every_s:
            self.last_look = moment
            try:
                self.look()
            except OSError as error:
                self.outage(error)
        if not self.__text:
            raise SecretUnavailable(self.path)
        return self.__text

    def look(self):
        found = signature(self.path)
        if found != self.seen or self.out:
            with open(self.path, encoding="utf-8") as file:
                text = file.read().strip()
            if not text:
                return self.outage("empty file")
            self.__text, self.seen, self.out = text, found, False
        return None

    def outage(self, reason):
        if self.__text and not self.out:
            self.out = True
            log.error("cannot read %s: %s", self.path, reason)
