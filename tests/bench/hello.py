"""The smallest Gradio page: what start-up is compared with."""

import gradio as gr

with gr.Blocks(analytics_enabled=False) as page:
    name = gr.Textbox(label="Name")
    button = gr.Button("Run")
    answer = gr.Textbox(label="Answer")
    button.click(lambda text: f"Hello {text}", name, answer)

if __name__ == "__main__":
    page.launch()
