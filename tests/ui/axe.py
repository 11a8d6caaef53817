"""axe-core (Deque), the checker of accessibility, on a page in the browser: from the package axe-playwright-python."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

EVERY = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
"""All rules that axe has on by itself, and the size of targets (WCAG 2.2, 2.5.8)."""

COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
"""What the dark theme changes."""

GRAVE = ("serious", "critical")
STILL = "*, *::before, *::after { transition: none !important; animation: none !important; }"


def start_axe(page: Any) -> None:
    """Load axe into a page, once; hold colours still that would otherwise change while they are measured."""
    page.add_style_tag(content=STILL)
    page.evaluate(AXE_SCRIPT)


def find_grave(page: Any, place: str, options: dict[str, Any]) -> list[str]:
    """Return what axe finds serious or critical in that place, a line each: rule, element, what is wrong."""
    found = page.evaluate("([place, options]) => axe.run(place, options)", [place, options])
    grave = (rule for rule in found["violations"] if rule["impact"] in GRAVE)
    return sorted(f"{rule['id']}: {node['html'][:160]} {explain(node)}" for rule in grave for node in rule["nodes"])


def explain(node: dict[str, Any]) -> str:
    """Return axe's first reason."""
    return next((one["message"] for one in (*node["any"], *node["all"], *node["none"])), "")


def find_grave_in_both_themes(page: Any, place: str = "body") -> dict[str, list[str]]:
    """Return what is grave in the light and in the dark theme, where anything is; leaves the light one on."""
    found = {}
    for theme, options in (("dark", COLOURS), ("light", EVERY)):
        page.evaluate("dark => document.body.classList.toggle('dark', dark)", theme == "dark")
        if grave := find_grave(page, place, options):
            found[theme] = grave
    return found
