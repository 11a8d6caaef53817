"""The choice of a language, in the header; assets/language.js keeps it."""

import gradio as gr

from tabs.words import LANGUAGES, SPOKEN, TAGS, say, say_for_all


def draw_languages() -> None:
    """Draw the choice inside the surrounding Blocks."""
    gr.HTML(say_for_all(write_languages), elem_id="languages", js_on_load=None, min_width=120)


def write_languages() -> str:
    """Return a button for each language, under its own name; that of the page is pressed."""
    spoken = SPOKEN.get()
    buttons = "".join(
        f'<button type="button" data-language="{language}" lang="{TAGS.get(language, language)}" '
        f'aria-pressed="{str(language == spoken).lower()}">{name}</button>'
        for language, name in LANGUAGES.items()
    )
    return f'<div role="group" aria-label="{say("page.language")}">{buttons}</div>'
