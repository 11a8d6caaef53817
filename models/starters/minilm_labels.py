"""MiniLM as a judge of which label fits a text; the work is done in `models.pipelines.label_similarity`."""

from models.starters import minilm
from models.starters.starter import Starter

STARTER = Starter(
    name="minilm-labels",
    tasks=("zero-shot-classification",),
    description="MiniLM's vector of your text, compared with its vectors of your labels.",
    limits="It finds what a text is about; feelings, denials and irony it often misreads.",
    licence="Apache-2.0",
    size_bytes=minilm.STARTER.size_bytes,
    memory_bytes=minilm.STARTER.memory_bytes,
    prepare=minilm.prepare,
    build="models.pipelines.label_similarity.load_label_similarity",
)
