"""The page in each language: Gradio describes it once, in English, and what people read of that is said anew."""

import html
import re
from collections.abc import Mapping
from typing import Any

from tabs.words import LANGUAGES, WRITTEN

READ = ("label", "info", "placeholder")
"""What people read of a component, whatever it is."""

WORDED = ("html", "button", "markdown")
"""Components whose value is what the page itself says; that of any other is an example or an answer."""

BETWEEN = re.compile(r"(?<=>)[^<>]+(?=<)")
ATTRIBUTE = re.compile(r"""(?<=\s)(aria-label|title|placeholder|alt)=(["'])(.*?)\2""")


def speak_config(config: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return the description of the page in a language; what is said in all of them is shared, not copied."""
    words = WRITTEN.get(language, {})
    components = [{**one, "props": speak_component(one, words)} for one in config["components"]]
    return {**config, "components": components, "language": language}


def speak_component(component: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    """Return a component's properties with what people read of them said in other words."""
    props = dict(component["props"])
    for name in READ:
        if isinstance(props.get(name), str):
            props[name] = words.get(props[name], props[name])
    if component["type"] in WORDED and isinstance(props.get("value"), str):
        props["value"] = speak_html(props["value"], words)
    if isinstance(props.get("choices"), list):
        props["choices"] = [[words.get(name, name), value] for name, value in props["choices"]]
    if isinstance(props.get("sample_labels"), list):
        props["sample_labels"] = [words.get(name, name) for name in props["sample_labels"]]
    return props


def speak_html(written: str, words: Mapping[str, str]) -> str:
    """Return HTML with its texts, and the attributes that are read out, said in other words."""
    if written in words:
        return words[written]
    if "<" not in written:
        return written
    told = BETWEEN.sub(lambda found: speak_text(found[0], words), written)
    return ATTRIBUTE.sub(lambda found: f"{found[1]}={found[2]}{speak_text(found[3], words)}{found[2]}", told)


def speak_text(text: str, words: Mapping[str, str]) -> str:
    """Return escaped text in other words, with the spaces around it."""
    bare = text.strip()
    said = words.get(html.unescape(bare))
    return text if not bare or said is None else text.replace(bare, html.escape(said, quote=True))


def speak_all(config: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the description of the page in each language."""
    return {language: speak_config(config, language) for language in LANGUAGES}
