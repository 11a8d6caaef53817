"""A real browser: Debian's Chromium, driven by Playwright."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESKTOP = (1366, 900)
PHONE = (390, 844)

EXPECTED_MS = 15_000
"""What is expected of a page is waited for that long, for machines with other work."""

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (apt-get install chromium)")


@contextmanager
def start_browser() -> Iterator[Any]:
    """Start Chromium; end it."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=EXPECTED_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def open_page(browser: Any, size: tuple[int, int] = DESKTOP) -> Iterator[Any]:
    """Open an empty page of that size in a fresh profile; `page.complaints` lists what went wrong in it."""
    with browser.new_context(viewport={"width": size[0], "height": size[1]}) as context:
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda note: page.complaints.append(note.text) if note.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: note_outsider(page, request.url))
        yield page


def note_outsider(page: Any, url: str) -> None:
    """Complain of requests that leave this machine."""
    if not url.startswith(("http://127.0.0.1", "data:", "blob:")):
        page.complaints.append(f"asked {url}")
