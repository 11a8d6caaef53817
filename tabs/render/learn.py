"""A lesson as HTML."""

import html

from tabs.learn import SECTIONS, Lesson
from tabs.words import say


def draw_lesson(lesson: Lesson) -> str:
    """Return the sections with their headings; what stands in them is shown letter by letter, links open elsewhere."""
    parts = [
        write_section(name, f"<p>{html.escape(lesson.told[name])}</p>") for name in SECTIONS if name in lesson.told
    ]
    links = "".join(
        f"<li><a href='{html.escape(address)}' target='_blank' rel='noopener noreferrer'>{html.escape(title)}</a></li>"
        for title, address in lesson.links
    )
    return f"<div class='lesson'>{''.join(parts)}{write_section('links', f'<ul>{links}</ul>')}</div>"


def write_section(name: str, body: str) -> str:
    """Return a section below its heading."""
    return f"<h3>{html.escape(say(f'learn.{name}'))}</h3>{body}"
