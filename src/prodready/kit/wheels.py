"""Small made-up packages as wheels: the same bytes on every system and Python, so that their hashes can be written down.

For exercises and incidents about installing, which must never ask a package index. A wheel holds what
https://packaging.python.org/en/latest/specifications/binary-distribution-format/ asks for, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a wheel: the earliest that the format has."""

UNIX = 3
"""Which system has made the archive; `zipfile` would write down the one that it runs on."""

READABLE_FILE = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Package:
    """A release of a made-up distribution.

    Args:
        name: Of the distribution, such as `PyYAML`; its modules may be called otherwise.
        version: Such as `2.1.0`, written the way that installers normalise it.
        requires: What it depends on, such as `("urllib3>=2",)`.
        modules: Source text by file name below `site-packages`, such as `{"yaml.py": "..."}` or `{"yaml/__init__.py": ""}`.
        python: The Pythons that it runs on, such as `>=3.11`; empty for all.
    """

    name: str
    version: str
    requires: tuple[str, ...] = ()
    modules: Mapping[str, str] = field(default_factory=dict)
    python: str = ""

    @property
    def key(self) -> str:
        """The name as installers compare it: small letters, with `-` for every run of `-`, `_` and `.`."""
        return re.sub(r"[-_.]+", "-", self.name).lower()

    @property
    def filename(self) -> str:
        """The name of its wheel."""
        return f"{self._stem}-py3-none-any.whl"

    @property
    def imports(self) -> tuple[str, ...]:
        """The names that a program can import once it is installed."""
        return tuple(sorted({name.partition("/")[0].removesuffix(".py") for name in self.modules}))

    @property
    def sha256(self) -> str:
        """The hash of its wheel, as `pip hash` prints it."""
        return hashlib.sha256(self.wheel()).hexdigest()

    @property
    def _stem(self) -> str:
        return f"{self.key.replace('-', '_')}-{self.version}"

    def wheel(self) -> bytes:
        """The wheel itself."""
        info = f"{self._stem}.dist-info"
        members = {
            **{name: text.encode() for name, text in sorted(self.modules.items())},
            f"{info}/METADATA": self._metadata().encode(),
            f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: prodready\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        record = "".join(f"{name},sha256={_urlsafe(data)},{len(data)}\n" for name, data in members.items())
        members[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
        return _archive(members)

    def _metadata(self) -> str:
        fields = [("Metadata-Version", "2.1"), ("Name", self.name), ("Version", self.version)]
        fields += [("Requires-Python", self.python)] if self.python else []
        fields += [("Requires-Dist", requirement) for requirement in self.requires]
        return "".join(f"{name}: {value}\n" for name, value in fields)


def write(packages: Iterable[Package], folder: Path) -> list[Path]:
    """Write the wheels of `packages` into `folder`, which is made if it is missing.

    Args:
        packages: Releases; several of the same distribution are fine.
        folder: What installers call a folder of links: `pip install --no-index --find-links FOLDER …`.

    Returns:
        The files, in the order of `packages`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for package in packages:
        path = folder / package.filename
        path.write_bytes(package.wheel())
        written.append(path)
    return written


def _archive(members: Mapping[str, bytes]) -> bytes:
    """A zip file without compression: what a compressor makes differs between versions of its library."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.create_system, entry.external_attr = UNIX, READABLE_FILE
            archive.writestr(entry, data)
    return buffer.getvalue()


def _urlsafe(data: bytes) -> str:
    """The hash of a file as RECORD has it."""
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
