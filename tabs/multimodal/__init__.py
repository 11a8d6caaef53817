"""Tasks on several kinds of data at once, in the order of the page."""

from tabs.multimodal import (
    any_to_any,
    document_question_answering,
    image_text_to_text,
    image_to_text,
    visual_question_answering,
    zero_shot_image_classification,
)

TASKS = (
    image_to_text.TASK,
    visual_question_answering.TASK,
    document_question_answering.TASK,
    image_text_to_text.TASK,
    zero_shot_image_classification.TASK,
    any_to_any.TASK,
)
