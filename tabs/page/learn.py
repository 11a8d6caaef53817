"""The endpoint behind “Learn how it works”: one for all tasks; assets/access.js asks when somebody looks."""

import gradio as gr

from models.errors import BadInput
from tabs.learn import read_lesson
from tabs.render.learn import draw_lesson
from tabs.words import SPOKEN


def serve_learn() -> None:
    """Make the event inside the surrounding Blocks; its endpoint is /learn."""

    def learn(task: str) -> dict[str, str]:
        """Tell how a task works, how it is measured, on what models learn it, and what to watch out for.

        Args:
            task: The task's id, text-classification.
        """
        if not isinstance(task, str):
            raise BadInput("learn.no_task")
        return {"page": draw_lesson(read_lesson(task, SPOKEN.get()))}

    gr.api(learn, api_name="learn", api_visibility="undocumented", queue=False)
