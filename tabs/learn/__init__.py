"""What a newcomer should know of each task, in each language: <language>/<task>.md, in the sections of SECTIONS."""

import re
from dataclasses import dataclass
from pathlib import Path

from models.errors import BadInput
from tabs.words import LANGUAGES

FOLDER = Path(__file__).parent
SECTIONS = ("how", "metrics", "data", "care", "links")
"""Their headings are the sentences learn.how and so on."""

LINK = re.compile(r"^- \[([^\]]+)\]\((https://[^\s()<>\"']+)\)$")


@dataclass(frozen=True)
class Lesson:
    """What is told of a task: sentences by section, and links as (title, address)."""

    told: dict[str, str]
    links: tuple[tuple[str, str], ...]


def read_lesson(task: str, language: str) -> Lesson:
    """Return the lesson of a task, by its id.

    Raises:
        BadInput: there is none, or not in this language.
    """
    file = FOLDER / language / f"{task}.md"
    if language not in LANGUAGES or not re.fullmatch(r"[a-z0-9-]{1,60}", task) or not file.is_file():
        raise BadInput("learn.no_task")
    return parse_lesson(file.read_text(encoding="utf-8"))


def parse_lesson(text: str) -> Lesson:
    """Return a lesson of its Markdown: a heading for each section, a paragraph below it, and a list of links."""
    parts = re.split(r"^## (\w+)\n", text, flags=re.MULTILINE)[1:]
    sections = {name: body.strip() for name, body in zip(parts[::2], parts[1::2], strict=True)}
    found = [LINK.match(line) for line in sections.pop("links", "").splitlines()]
    return Lesson(sections, tuple((one[1], one[2]) for one in found if one))
