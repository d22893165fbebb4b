"""Made-up packages as wheels."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from prodready.kit.wheels import Package, write

SAMPLE = Package(
    "Py.Sample_Box", "1.2.0", ("other>=2",), {"box/__init__.py": "SIZE = 3\n", "lid.py": "é = 1\n"}, ">=3.8"
)


def members(package: Package) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(package.wheel())) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_same_bytes_everywhere() -> None:
    """A wheel's hash is the same on every system and Python, so that it can be written down."""
    assert SAMPLE.sha256 == "c9e9e61a5b7b3f972b075e7b67d372d1503738edcc592efae4ea04b200c16b33"


def test_names() -> None:
    """Installers compare names without case and kind of separator; modules are called as they are."""
    assert (SAMPLE.key, SAMPLE.filename) == ("py-sample-box", "py_sample_box-1.2.0-py3-none-any.whl")
    assert SAMPLE.imports == ("box", "lid")


def test_metadata() -> None:
    """The metadata say name, version, Pythons and requirements."""
    metadata = members(SAMPLE)["py_sample_box-1.2.0.dist-info/METADATA"].splitlines()

    assert metadata[1:] == [
        "Name: Py.Sample_Box",
        "Version: 1.2.0",
        "Requires-Python: >=3.8",
        "Requires-Dist: other>=2",
    ]


def test_record() -> None:
    """The record names each file with its hash and size."""
    found = members(SAMPLE)
    rows = {name: (digest, size) for name, digest, size in csv.reader(found[list(found)[-1]].splitlines())}
    lid = found["lid.py"].encode()
    digest = base64.urlsafe_b64encode(hashlib.sha256(lid).digest()).rstrip(b"=").decode()

    assert list(rows) == list(found)
    assert rows["lid.py"] == (f"sha256={digest}", str(len(lid)))


def test_write(tmp_path: Path) -> None:
    """The wheels are written into a folder, several releases of a package among them."""
    paths = write([SAMPLE, Package("lid", "1.0"), Package("lid", "1.1")], tmp_path / "made" / "here")

    assert [path.name for path in paths] == [SAMPLE.filename, "lid-1.0-py3-none-any.whl", "lid-1.1-py3-none-any.whl"]
    assert hashlib.sha256(paths[0].read_bytes()).hexdigest() == SAMPLE.sha256


@pytest.mark.parametrize("other", [{"modules": {"lid.py": ""}}, {"requires": ("a",)}, {"python": ">=3.9"}])
def test_other_content_has_another_hash(other: dict[str, object]) -> None:
    """Whatever is in a wheel changes its hash."""
    assert Package("lid", "1.0", **other).sha256 != Package("lid", "1.0").sha256  # type: ignore[arg-type]
