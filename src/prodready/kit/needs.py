"""What a project needs, however deep: requirements followed through the metadata of given packages. Nothing is installed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from prodready.kit.locks import Pin, holds_on
from prodready.kit.wheels import Package


@dataclass(frozen=True, slots=True)
class Need:
    """That somebody asks for a package.

    Args:
        by: Who asks: `pyproject.toml`, or a package with its version.
        requirement: What for.
    """

    by: str
    requirement: Requirement

    @property
    def name(self) -> str:
        """The package, normalised."""
        return canonicalize_name(self.requirement.name)

    def admits(self, version: str) -> bool:
        """Whether a version is one of those asked for; what is no version is not."""
        try:
            return self.requirement.specifier.contains(Version(version), prereleases=True)
        except ValueError:
            return False

    def __str__(self) -> str:
        ranges = sorted(map(str, self.requirement.specifier), reverse=True)  # the lower end first
        return f"{self.by} asks for {self.requirement.name}{','.join(ranges)}"


def follow(
    dependencies: Iterable[Requirement],
    pins: Mapping[str, Pin],
    packages: Sequence[Package],
    python: str,
) -> tuple[Need, ...]:
    """Everything that is asked for, first by the project, then by each package that it leads to.

    Where a package is not locked, or in a version that does not exist, its newest admitted release is followed.

    Args:
        dependencies: Of the project.
        pins: Of its lock, by name.
        packages: Every release that exists.
        python: Such as `3.11`: a requirement counts if its marker holds on Linux with it.
    """
    asked = [Need("pyproject.toml", need) for need in _counting(dependencies, python)]
    seen: set[str] = set()
    for need in asked:  # it grows meanwhile
        if need.name in seen:
            continue
        seen.add(need.name)
        if release := _release(need, pins.get(need.name), packages):
            by = f"{release.name} {release.version}"
            asked += [Need(by, each) for each in _counting(map(Requirement, release.requires), python)]
    return tuple(asked)


def runs_on(package: Package, python: str) -> bool:
    """Whether a release says that it runs on a Python such as `3.11`, in one of its patch releases at least."""
    return admits_python(SpecifierSet(package.python), python)


def admits_python(promise: SpecifierSet, python: str) -> bool:
    """Whether a `requires-python` admits a Python such as `3.11`, in one of its patch releases at least."""
    return any(promise.contains(f"{python}.{patch}") for patch in (0, 99))


def _counting(requirements: Iterable[Requirement], python: str) -> list[Requirement]:
    return [need for need in requirements if holds_on(need.marker, python)]


def _release(need: Need, pin: Pin | None, packages: Sequence[Package]) -> Package | None:
    """The release that is locked, else the newest that is asked for."""
    known = sorted((p for p in packages if p.key == need.name), key=lambda p: Version(p.version))
    chosen = [p for p in known if pin and pin.names(p)] or [p for p in known if need.admits(p.version)]
    return chosen[-1] if chosen else None
