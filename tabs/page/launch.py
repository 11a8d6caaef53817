"""How the page is served: what Gradio's launch() is told, beside what the gate tells it."""

import json
from typing import Any

from tabs.examples import packaged
from tabs.page.theme import CSS_FILES, make_theme
from tabs.task import ASSETS
from tabs.words import SENTENCES


def join_scripts(*names: str) -> str:
    """Return one function that calls those of several files in assets."""
    calls = "".join(f"({shorten((ASSETS / name).read_text(encoding='utf-8'))})();\n" for name in names)
    return f"() => {{ window.playgroundWords = {write_words()};\n{calls} }}"


def write_words() -> str:
    """Return what the scripts say, {language: {key: sentence}}, as JSON; assets/page.js reads it."""
    return json.dumps(
        {
            language: {key: sentence for key, sentence in sentences.items() if key.startswith("js.")}
            for language, sentences in SENTENCES.items()
        },
        ensure_ascii=False,
    )


def shorten(script: str) -> str:
    """Return a script without its indents and the lines that are comments: every visitor is sent it."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


LAUNCH: dict[str, Any] = {
    "theme": make_theme(),
    "css_paths": CSS_FILES,
    "js": join_scripts("page.js", "access.js"),
    "footer_links": ["api", "settings"],
    "enable_monitoring": False,
    "run_history": False,
    "allowed_paths": packaged.list_folders(),
}
