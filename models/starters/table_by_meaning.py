"""The packaged MiniLM, comparing a table's headings with the question; see `models.pipelines.table_by_meaning`."""

from models.starters import minilm
from models.starters.starter import Starter

STARTER = Starter(
    name="table-by-meaning",
    tasks=("table-question-answering",),
    description="Finds the cells that your question names and, by MiniLM, the column whose heading fits it.",
    limits="It follows short English questions with the words of the table in them, one step at a time.",
    licence="Apache-2.0",
    size_bytes=92_000_000,
    memory_bytes=91_000_000,
    prepare=minilm.prepare,
    build="models.pipelines.table_by_meaning.load_table_by_meaning",
)
