"""The look: calm, few words, large targets. Colours and type come from here, the layout from assets."""

import gradio as gr

from tabs.task import ASSETS

CSS_FILES = [ASSETS / name for name in ("theme.css", "widgets.css", "compare.css", "history.css")]


def make_theme() -> gr.themes.Base:
    """Return the theme. Its font files are served by the app itself.

    The bundled semi-bold file of Source Sans Pro holds 55 glyphs (Gradio 6.31), so only regular and bold
    are used; Gradio's orange fails WCAG AA contrast on white, blue 800 passes AAA.
    """
    font = gr.themes.GoogleFont("Source Sans Pro", weights=(400, 700))
    base = gr.themes.Default(primary_hue="blue", neutral_hue="slate", font=[font, "system-ui", "sans-serif"])
    return base.set(
        button_primary_background_fill="*primary_800",
        button_primary_background_fill_hover="*primary_900",
        button_primary_text_color="white",
        block_label_text_color="*neutral_700",
        block_title_text_color="*neutral_700",
        block_info_text_color="*neutral_600",
        body_text_color="*neutral_800",
        body_text_color_subdued="*neutral_600",
        body_text_color_subdued_dark="*neutral_300",
        input_placeholder_color="*neutral_500",
        input_placeholder_color_dark="*neutral_400",
        link_text_color="*primary_800",
        link_text_color_dark="*primary_300",
        link_text_color_hover_dark="*primary_200",
        link_text_color_visited_dark="*primary_300",
    )
