"""Question answering: find where in a text an answer stands."""

from typing import Any

from models.words.answers import is_of_rows, make_unlikely, rank_in_rows, shares_no_word, with_unit
from tabs.kinds import DRAWING, TEXT
from tabs.render.answers import draw_answers
from tabs.run.job import Job
from tabs.task import Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

BEES = """A honey bee colony in summer has one queen, a few hundred drones and up to 60,000 workers. The queen lays \
as many as 2,000 eggs a day and lives for three to five years, while a summer worker lives for about six weeks. \
Workers that have found a rich field of flowers tell the others with a dance, which the Austrian scientist Karl von \
Frisch deciphered; he received the Nobel Prize for it in 1973."""

COURSE = "My name is Sylvain and I work at Hugging Face in Brooklyn."

RECEIPT = """Thank you for travelling with Nordic Rail. Your train leaves Oslo S at 07:49 from platform 12 and \
arrives in Bergen at 14:31. Your seat is 34 in coach 5. Tickets can be changed free of charge until 24 hours before \
departure."""

IN_ROWS = 40
"""So many more answers are looked through in a list of rows: the likeliest often go over several."""

CODE = """\
# Transformers 5 has no pipeline("question-answering") any more; this is what it did with a text of one window.
import torch
from transformers import AutoModelForQuestionAnswering, AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained({model}{revision})
model = AutoModelForQuestionAnswering.from_pretrained({model}{revision})
question, context = {question}, {context}

encoded = tokenizer(question, context, truncation="only_second", return_offsets_mapping=True, return_tensors="pt")
offsets = encoded.pop("offset_mapping")[0].tolist()
with torch.no_grad():
    output = model(**encoded)
outside = torch.tensor([part != 1 for part in encoded.sequence_ids(0)])
start = output.start_logits[0].masked_fill(outside, -1e4).softmax(0)
end = output.end_logits[0].masked_fill(outside, -1e4).softmax(0)
spans = torch.outer(start, end).triu().tril({max_answer_len} - 1)  # the end not before the start, nor far behind
for index in spans.flatten().topk({top_k}).indices.tolist():
    first, last = divmod(index, len(offsets))
    print(round(spans[first, last].item(), 4), context[offsets[first][0] : offsets[last][1]])
"""


def call(pipe: Any, job: Job, *, question: str, context: str, **settings: Any) -> Any:
    """Return {"score", "start", "end", "answer"}, or a list of these, best first, where there are several."""
    return call_many(pipe, [job], [{"question": question, "context": context}], **settings)[0]


def call_many(pipe: Any, jobs: list[Job], items: list[dict[str, Any]], *, top_k: int, **settings: Any) -> list[Any]:
    """Return the answer to each question; their windows are read together."""
    looked_at = top_k + (IN_ROWS if any(is_of_rows(item["context"]) for item in items) else 1)
    may_be_none = bool(settings.pop("handle_impossible_answer", False))
    asked: Any = items if len(items) > 1 else items[0]
    raws = pipe(asked, batch_size=len(items), top_k=looked_at, handle_impossible_answer=True, **settings)
    return [
        judge(job, raw, top_k=top_k, may_be_none=may_be_none, **item)
        for job, raw, item in zip(jobs, raws if len(items) > 1 else [raws], items, strict=True)
    ]


def judge(job: Job, raw: Any, *, question: str, context: str, top_k: int, may_be_none: bool) -> Any:
    """Return the pipeline's answers to one question, judged by what its model does not see.

    In a list of rows, an answer stands in one. Where the text has none of the words that the question is about, no
    answer is likely, whatever stands there. That there may be none is told even where it is no answer.
    """
    found = raw if isinstance(raw, list) else [raw]
    if is_of_rows(context):
        found = rank_in_rows(question, context, found)
    if shares_no_word(question, context):
        found = make_unlikely(found)
    if found and not found[0]["answer"]:
        job.note = say("question_answering.text_does_not_seem_to_answer")
    kept = [with_unit(question, context, one) for one in found if one["answer"] or may_be_none][:top_k]
    return kept[0] if len(kept) == 1 else kept


def render(raw: Any, *, question: str, context: str) -> tuple[str, str]:
    """Return the answers with their scores, and the text with the answers marked."""
    return draw_answers(context, raw if isinstance(raw, list) else [raw])


TASK = Task(
    id="question-answering",
    title=say("question_answering.answer_question_from_text"),
    summary=say("question_answering.model_points_at_words_text_answer"),
    models=(
        ModelChoice(
            "distilbert/distilbert-base-cased-distilled-squad",
            261_000_000,
            "Apache-2.0",
            say("common.small_and_quick_english"),
        ),
        ModelChoice(
            "deepset/roberta-base-squad2",
            496_000_000,
            "CC-BY-4.0",
            say("question_answering.more_accurate_knows_when_text_has"),
        ),
    ),
    starter="minilm-answers",
    inputs=(
        Input("question", say("common.question"), TEXT, lines=1, placeholder=say("common.what_do_you_want_to_know")),
        Input("context", say("question_answering.text_holds_answer"), TEXT, lines=8),
    ),
    outputs=(
        Output("answers", say("question_answering.answers"), DRAWING),
        Output("context", say("common.where_it_stands"), DRAWING),
    ),
    parameters=(
        Parameter("top_k", say("common.answers_to_show"), 3, say("common.how_many_best_are_listed"), 1, 10, 1),
        Parameter(
            "handle_impossible_answer",
            say("question_answering.text_may_have_no_answer"),
            False,
            say("question_answering.for_models_trained_on_questions_without"),
        ),
        Parameter(
            "max_answer_len",
            say("question_answering.longest_answer"),
            15,
            say("question_answering.tokens_about_three_quarters_word_each"),
            1,
            100,
            1,
        ),
        Parameter(
            "doc_stride", say("common.overlap"), 128, say("common.tokens_two_windows_long_text_share"), 8, 256, 8
        ),
        Parameter(
            "max_seq_len",
            say("question_answering.window"),
            384,
            say("question_answering.tokens_read_at_once_with_question"),
            64,
            512,
            8,
        ),
        Parameter(
            "align_to_words",
            say("question_answering.whole_words"),
            True,
            say("question_answering.off_for_languages_without_spaces_such"),
        ),
    ),
    call=call,
    call_many=call_many,
    render=render,
    code=CODE,
    examples=(
        ("How many eggs does the queen lay a day?", BEES),
        ("When does my train leave?", RECEIPT),
        ("Which company do I work for?", COURSE),
    ),
)
