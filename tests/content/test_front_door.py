"""What people read before the first lesson agrees with the course: README, landing page and menu."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest

from prodready.catalog import Course
from prodready.courseplan import Stop, read_plan
from prodready.landing import setup

ROOT = Path(__file__).parents[2]
COURSE = Course.require(ROOT)
README = (ROOT / "README.md").read_text(encoding="utf-8")
MENU = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[2].partition("\nnot_in_nav")[0]


def written() -> list[Stop]:
    """The lessons that have a page."""
    return [stop for part in read_plan(COURSE) for stop in part.stops if stop.lesson]


def test_one_set_up() -> None:
    """README and landing page give the same commands, for each kind of system."""
    commands = re.findall(r"<code>(.+?)</code></pre>", setup(COURSE, ""), flags=re.DOTALL)
    assert len(commands) == 2
    assert [block for block in commands if f"\n{block}\n" not in README] == []


def test_readme_counts_right() -> None:
    """README says which lessons are written, and how many are planned."""
    count = sum(len(part.stops) for part in read_plan(COURSE))
    assert f"Lessons 1 to {len(written())} are written" in README
    assert f"the plan of all {count} is" in README
    assert [stop.number for stop in written()] == list(range(1, len(written()) + 1))


def test_menu_follows_the_plan() -> None:
    """The menu has the parts and lessons of the plan, in their order and with their titles."""
    found = re.findall(
        r'^ +- "?(Part \d+: .+?)"?:$|^ +- "?(\d+ .+?)"?: (lesson\d+)/index\.md$', MENU, flags=re.MULTILINE
    )
    wanted: list[tuple[str, str, str]] = []
    for part in read_plan(COURSE):
        stops = [stop for stop in part.stops if stop.lesson]
        wanted += [(f"Part {part.number}: {part.title}", "", "")] if stops else []
        wanted += [("", f"{stop.number} {stop.title}", stop.key) for stop in stops]
    assert found == wanted


@pytest.mark.parametrize("page", ["index.md", "instructors/teaching.md", "instructors/index.md", "symptoms.md"])
def test_sentences_are_short(page: str) -> None:
    """The front door keeps the rule of the lessons: at most 30 words in a sentence."""
    from prodready.contract.reading import MAX_SENTENCE, measure

    assert len(measure((COURSE.docs_dir / page).read_text(encoding="utf-8")).longest) <= MAX_SENTENCE


def test_every_written_lesson_has_its_place() -> None:
    """Landing page, symptoms and teaching plans speak of each lesson that is written."""
    for page in ("index.md", "instructors/teaching.md"):
        text = (COURSE.docs_dir / page).read_text(encoding="utf-8").lower()
        assert [stop.key for stop in written() if f"[[lesson {stop.number}]]" not in text] == [], page
    symptoms = (COURSE.docs_dir / "symptoms.md").read_text(encoding="utf-8")
    assert [stop.key for stop in written() if f"({stop.key}/index.md" not in symptoms] == []


def test_the_picture_is_as_large_as_it_says() -> None:
    """The picture that link previews show has the size that the pages announce."""
    head = (ROOT / "overrides" / "partials" / "social.html").read_text(encoding="utf-8")
    announced = tuple(int(re.findall(rf'og:image:{side}" content="(\d+)"', head)[0]) for side in ("width", "height"))
    assert struct.unpack(">II", (COURSE.docs_dir / "assets/img/landing.png").read_bytes()[16:24]) == announced
