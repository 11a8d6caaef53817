"""Bars: how often there is what, as a small drawing (SVG)."""

import html
from collections.abc import Sequence

WIDTH, LINE, LEFT = 320, 20, 104
RIGHT = 46
LONGEST = 16


def draw_bars(title: str, counted: str, bars: Sequence[tuple[str, int]]) -> str:
    """Return one drawing with a bar a line: its name, its length, its number; "" for no bars."""
    if not bars:
        return ""
    most = max(count for _, count in bars) or 1
    lines = "".join(draw_bar(number, name, count, most) for number, (name, count) in enumerate(bars))
    words = "; ".join(f"{cut(name)}: {count}" for name, count in bars)
    heading = f"{html.escape(cut(title, 40))} <small>{html.escape(counted)}</small>"
    return (
        f"<figure><figcaption>{heading}</figcaption>"
        f"<svg viewBox='0 0 {WIDTH} {len(bars) * LINE + 8}' role='img' "
        f"aria-label='{html.escape(words, quote=True)}'>"
        f"<g font-size='11' fill='currentColor'>{lines}</g></svg></figure>"
    )


def draw_bar(number: int, name: str, count: int, most: int) -> str:
    """Return one bar."""
    y, length = 4 + number * LINE, count / most * (WIDTH - LEFT - RIGHT)
    return (
        f"<text x='{LEFT - 6}' y='{y + 14}' text-anchor='end'>{html.escape(cut(name))}</text>"
        f"<rect x='{LEFT}' y='{y + 3}' width='{length:.1f}' height='{LINE - 6}' rx='2' fill='#2563eb'/>"
        f"<text x='{LEFT + length + 5:.1f}' y='{y + 14}'>{count:,}</text>"
    )


def cut(name: str, longest: int = LONGEST) -> str:
    """Return the beginning of a name."""
    return name if len(name) <= longest else name[: longest - 1] + "…"
