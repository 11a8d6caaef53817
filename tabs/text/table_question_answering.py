"""Table question answering: find the cells that answer a question."""

from typing import Any

from models.errors import BadInput
from models.words.columns import Columns
from models.words.table_names import missing_names
from tabs.kinds import DRAWING, TABLE, TEXT, WRITTEN
from tabs.read.table import Table
from tabs.render.cells import draw_table, write_answer
from tabs.run.job import Job
from tabs.task import Input, ModelChoice, Output, Task
from tabs.words import say

LIBRARIES = """Repository,Stars,Contributors,Programming language
Transformers,36542,651,Python
Datasets,4512,77,Python
Tokenizers,3934,34,"Rust, Python and NodeJS\""""

MOUNTAINS = """Mountain,Country,Height in metres,First climbed
Mount Everest,Nepal,8849,1953
Aconcagua,Argentina,6961,1897
Denali,United States,6190,1913
Kilimanjaro,Tanzania,5895,1889
Mont Blanc,France,4806,1786"""

VISITORS = """Month,Visitors,Rainy days
May,1210,9
June,1874,6
July,2403,11
August,2290,8"""

CODE = """\
import pandas
from transformers import pipeline

table = {table}  # every cell is a text
oracle = pipeline("table-question-answering", model={model}{revision})
print(oracle(table=pandas.DataFrame(table, dtype=object), query={question}))
"""


def call(pipe: Any, job: Job, *, table: Table, question: str) -> dict[str, Any]:
    """Return {"answer", "coordinates": [(row, column), ...], "cells", "aggregator"}."""
    import pandas

    frame = pandas.DataFrame(list(table.rows), columns=list(table.header), dtype=object)
    if pipe.type == "tapas":
        note_rows(pipe, job, frame, question)
    answer: dict[str, Any] = pipe(table=frame, query=question)
    columns = Columns(table.header, table.rows)
    note_missing(job, columns, question, is_answered=bool(answer.get("cells", answer.get("answer"))))
    note_totals(job, columns, answer)
    return answer


def note_totals(job: Job, table: Columns, answer: dict[str, Any]) -> None:
    """Tell the user where a row that sums up the others is counted beside them."""
    rows = {int(row) for row, _ in answer.get("coordinates", [])}
    counted = sorted(rows & table.totals)
    if answer.get("aggregator", "NONE") != "NONE" and counted and rows - table.totals:
        told = say("table_question_answering.row_counted_beside_those_it_sums_up", row=table.rows[counted[0]][0][:60])
        job.note = f"{job.note} {told}".strip()


def note_missing(job: Job, table: Columns, question: str, *, is_answered: bool) -> None:
    """Tell the user of a name in the question that the table does not have: models answer about other rows."""
    missing = missing_names(question, table)
    if missing:
        key = "is_missing_so_others_answer" if is_answered else "is_missing"
        told = say(f"table_question_answering.{key}", name=missing[0][:60])
        job.note = f"{job.note} {told}".strip()


def note_rows(pipe: Any, job: Job, frame: Any, question: str) -> None:
    """Tell the user if the model will not see all rows; refuse what leaves none."""
    try:
        encoded = pipe.tokenizer(frame, question, truncation="drop_rows_to_fit", return_tensors="np")
        rows = int(encoded["token_type_ids"][0, :, 2].max())
    except ValueError:  # "Couldn't fit": not even the headings
        rows = 0
    if not rows:
        raise BadInput("table_question_answering.question_one_row_are_too_long")
    if rows < len(frame):
        job.note = say("table_question_answering.table_larger_than_model_reads", rows=rows, count=len(frame))


def render(raw: dict[str, Any], *, table: Table, question: str) -> tuple[str, str]:
    """Return the answer in words, with sums and averages worked out, and the table with its cells marked."""
    return write_answer(raw), draw_table(table, raw.get("coordinates", []))


TASK = Task(
    id="table-question-answering",
    title=say("table_question_answering.answer_question_from_table"),
    summary=say("table_question_answering.paste_table_from_spreadsheet_ask_about"),
    models=(
        ModelChoice(
            "google/tapas-small-finetuned-wtq", 117_000_000, "Apache-2.0", say("common.small_and_quick_english")
        ),
        ModelChoice(
            "google/tapas-base-finetuned-wtq", 443_000_000, "Apache-2.0", say("common.more_accurate_english"), "e3dde19"
        ),
    ),
    starter="table-by-meaning",
    inputs=(
        Input(
            "table",
            say("table_question_answering.table_pasted_from_spreadsheet_or_as"),
            TABLE,
            lines=8,
            placeholder=say("table_question_answering.name_age_ada_36_alan_41"),
        ),
        Input("question", say("common.question"), TEXT, lines=1, placeholder=say("common.what_do_you_want_to_know")),
    ),
    outputs=(
        Output("answer", say("common.answer"), WRITTEN, lines=1),
        Output("cells", say("common.where_it_stands"), DRAWING),
    ),
    call=call,
    render=render,
    code=CODE,
    packages=("pandas",),
    examples=(
        (LIBRARIES, "How many stars does the transformers repository have?"),
        (MOUNTAINS, "Which mountain is the highest?"),
        (VISITORS, "How many visitors were there in June and July in total?"),
    ),
    example_titles=(
        say("table_question_answering.libraries"),
        say("table_question_answering.mountains"),
        say("table_question_answering.visitors"),
    ),
)
