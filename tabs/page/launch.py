"""How the page is served: what Gradio's launch() is told, beside what the gate tells it."""

from typing import Any

from tabs.examples import packaged
from tabs.page.theme import CSS_FILE, make_theme

LAUNCH: dict[str, Any] = {
    "theme": make_theme(),
    "css_paths": CSS_FILE,
    "footer_links": ["api", "settings"],
    "enable_monitoring": False,
    "run_history": False,
    "allowed_paths": packaged.list_folders(),
}
