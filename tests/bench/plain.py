"""The simplest Gradio application around one pipeline: what serving is compared with."""

import os

import gradio as gr

from tests.bench.classifier import ask, classifier


def page() -> gr.Blocks:
    """Build it as the Gradio guide does."""
    pipe = classifier()

    def predict(text: str) -> dict[str, float]:
        return {one["label"]: one["score"] for one in ask(pipe, [text])[0]}

    return gr.Interface(predict, gr.Textbox(label="Text"), gr.Label(), api_name="predict", analytics_enabled=False)


if __name__ == "__main__":
    page().launch(server_port=int(os.environ["GRADIO_SERVER_PORT"]))
