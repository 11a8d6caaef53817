"""Names that other programs look for in Transformers, put back where version 5 took them out.

Gradio's `Interface.from_pipeline` finds out what a pipeline is by `transformers.QuestionAnsweringPipeline` and its
like, takes only classes of a module in `transformers.pipelines`, and reads
`transformers.pipelines.text2text_generation` for every pipeline, today's own included (gradio 6.31, pipelines.py), so
that with version 5 it fails for all.
"""

from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import Any

ONCE_IN_TRANSFORMERS = (
    "question-answering",
    "summarization",
    "translation",
    "text2text-generation",
    "visual-question-answering",
    "image-to-text",
    "image-to-image",
)


@cache
def put_back(class_of: Callable[[str], Any]) -> None:
    """Put the classes of removed tasks where version 4 had them, unless something is there.

    Args:
        class_of: returns the class that serves a task.
    """
    import transformers
    from transformers import pipelines

    classes = {task: class_of(task) for task in ONCE_IN_TRANSFORMERS}
    for served in classes.values():
        if not hasattr(transformers, served.__name__):
            setattr(transformers, served.__name__, served)
    if not hasattr(pipelines, "text2text_generation"):
        writing = (classes["text2text-generation"], classes["translation"])
        pipelines.text2text_generation = SimpleNamespace(**{served.__name__: served for served in writing})
