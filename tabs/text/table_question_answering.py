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
        job.note = f"{job.note} The row “{table.rows[counted[0]][0][:60]}” is counted beside those it sums up.".strip()


def note_missing(job: Job, table: Columns, question: str, *, is_answered: bool) -> None:
    """Tell the user of a name in the question that the table does not have: models answer about other rows."""
    missing = missing_names(question, table)
    if missing:
        end = ": the answer is about other cells." if is_answered else "."
        told = f"“{missing[0][:60]}” does not stand in the table{end}"
        job.note = f"{job.note} {told}".strip()


def note_rows(pipe: Any, job: Job, frame: Any, question: str) -> None:
    """Tell the user if the model will not see all rows; refuse what leaves none."""
    try:
        encoded = pipe.tokenizer(frame, question, truncation="drop_rows_to_fit", return_tensors="np")
        rows = int(encoded["token_type_ids"][0, :, 2].max())
    except ValueError:  # "Couldn't fit": not even the headings
        rows = 0
    if not rows:
        raise BadInput("The question and one row are too long for this model. Shorten the question or remove columns.")
    if rows < len(frame):
        job.note = f"The table is larger than this model reads: only its first {rows:,} of {len(frame):,} rows count."


def render(raw: dict[str, Any], *, table: Table, question: str) -> tuple[str, str]:
    """Return the answer in words, with sums and averages worked out, and the table with its cells marked."""
    return write_answer(raw), draw_table(table, raw.get("coordinates", []))


TASK = Task(
    id="table-question-answering",
    title="Answer a question from a table",
    summary="Paste a table from a spreadsheet and ask about it; the model marks the cells that answer.",
    models=(
        ModelChoice("google/tapas-small-finetuned-wtq", 117_000_000, "Apache-2.0", "small and quick, English"),
        ModelChoice("google/tapas-base-finetuned-wtq", 443_000_000, "Apache-2.0", "more accurate, English", "e3dde19"),
    ),
    starter="table-by-meaning",
    inputs=(
        Input(
            "table",
            "Table, pasted from a spreadsheet or as CSV",
            TABLE,
            lines=8,
            placeholder="Name,Age\nAda,36\nAlan,41",
        ),
        Input("question", "Question", TEXT, lines=1, placeholder="What do you want to know?"),
    ),
    outputs=(Output("answer", "Answer", WRITTEN, lines=1), Output("cells", "Where it stands", DRAWING)),
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
        "Libraries: how many stars?",
        "Mountains: which is the highest?",
        "Visitors: how many in June and July?",
    ),
)
