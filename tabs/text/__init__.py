"""Tasks on text, in the order of the page."""

from tabs.text import (
    chat,
    decision,
    feature_extraction,
    fill_mask,
    question_answering,
    sentence_similarity,
    summarization,
    table_question_answering,
    text2text_generation,
    text_classification,
    text_generation,
    token_classification,
    translation,
    zero_shot_classification,
)

TASKS = (
    text_classification.TASK,
    zero_shot_classification.TASK,
    token_classification.TASK,
    question_answering.TASK,
    table_question_answering.TASK,
    fill_mask.TASK,
    decision.TASK,
    chat.TASK,
    text_generation.TASK,
    summarization.TASK,
    translation.TASK,
    text2text_generation.TASK,
    sentence_similarity.TASK,
    feature_extraction.TASK,
)
