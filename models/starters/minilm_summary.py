"""MiniLM as a judge of which sentences sum a text up; the work is done in `models.pipelines.extractive_summary`."""

from models.starters import minilm
from models.starters.starter import Starter

STARTER = Starter(
    name="minilm-summary",
    tasks=("summarization",),
    description="Picks the sentences that say most of what the others say (LexRank, on MiniLM's vectors).",
    limits="It picks sentences of the text and writes none of its own.",
    licence="Apache-2.0",
    size_bytes=minilm.STARTER.size_bytes,
    memory_bytes=minilm.STARTER.memory_bytes,
    prepare=minilm.prepare,
    build="models.pipelines.extractive_summary.load_extractive_summary",
)
