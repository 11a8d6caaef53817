"""The kinds of models that can be trained: one row a task. What they need of code stands in parts/."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

HEAD, LORA, ALL = "head", "lora", "all"
QUANTIZED = ("8-bit", "4-bit")
"""Ways that are LoRA on weights of few bits, on a CUDA device."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a task needs.

    Attributes:
        role: its constant in the script.
        kind: what it holds, in the words of `models.data.embedded`.
        guesses: names that such columns often have, the likeliest first.
    """

    role: str
    kind: str
    guesses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A row.

    Attributes:
        task: the task's id.
        columns: what its data must have.
        parts: the pieces of the script, in order; "way" stands for the one of the way.
        metric: the number that tells most; it is among those the script measures.
        lower_is_better: whether less of it is better.
        ways: how such a model can be trained, the default first.
        rates: the learning rate of each way.
        epochs, batch, max_length: usual settings.
        bases: built-in models to start from.
        catalogue: tasks whose models of the Hub are suggested.
        positions: about how many tokens, patches or moments the model sees of a row.
        writes: about how many tokens it writes of a row each time it is measured; 0 where it writes nothing.
        constants: of the script, beside those of every task.
        tiny: settings for a base of a few million numbers, which learns in larger steps.
        also: tasks that such a model does as well, better ones to try it in.
        packages: what the script imports beyond torch, transformers and datasets.
    """

    task: str
    columns: tuple[Column, ...]
    parts: tuple[str, ...]
    metric: str
    rates: Mapping[str, float]
    bases: tuple[str, ...]
    positions: int
    writes: int = 0
    epochs: float = 3
    batch: int = 16
    max_length: int = 128
    ways: tuple[str, ...] = (ALL, LORA, HEAD)
    lower_is_better: bool = False
    catalogue: tuple[str, ...] = ()
    constants: Mapping[str, Any] = field(default_factory=dict)
    packages: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    tiny: Mapping[str, float] = field(default_factory=dict)

    @property
    def serves(self) -> tuple[str, ...]:
        """The tasks that such a model can do, the one to try it in first."""
        return (*self.also, self.task)

    @property
    def new_head(self) -> bool:
        """Whether the model gets a new last layer, which learns whatever the way."""
        return HEAD in self.ways


TEXT = Column("TEXT", "text", ("text", "sentence", "review", "content", "tweet", "message"))
LABEL = Column("LABEL", "label", ("label", "labels", "class", "category", "sentiment", "intent"))
AUDIO = Column("AUDIO", "sound", ("audio", "sound", "file", "speech"))
TRAINED, SAVED = ("way", "trainer", "run"), ("save",)
WRITES = ("way", "trainer_that_writes", "run")

ROWS = (
    Kind(
        "text-classification",
        (TEXT, LABEL),
        ("data", "classes", "text_classification", *TRAINED, *SAVED),
        "accuracy",
        {HEAD: 1e-2, LORA: 1e-3, ALL: 1e-4},
        ("all-MiniLM-L6-v2",),
        positions=32,
        epochs=2,
        constants={"KEEP_ALL": False},
        packages=("scikit-learn",),
    ),
    Kind(
        "token-classification",
        (
            Column("TOKENS", "tokens", ("tokens", "words")),
            Column("TAGS", "tags", ("tags", "ner_tags", "labels", "pos_tags")),
        ),
        ("data", "token_classification", *TRAINED, *SAVED),
        "f1",
        {HEAD: 1e-2, LORA: 2e-3, ALL: 3e-4},
        ("all-MiniLM-L6-v2",),
        positions=24,
        constants={"KEEP_ALL": False},
        packages=("seqeval",),
    ),
    Kind(
        "question-answering",
        (
            Column("QUESTION", "text", ("question", "query")),
            Column("CONTEXT", "text", ("context", "passage", "text")),
            Column("ANSWERS", "answers", ("answers", "answer")),
        ),
        ("data", "question_answering", *TRAINED, *SAVED),
        "f1",
        {HEAD: 1e-2, LORA: 2e-3, ALL: 3e-4},
        ("all-MiniLM-L6-v2",),
        positions=56,
        constants={"LONGEST_ANSWER": 30, "KEEP_ALL": True},
    ),
    Kind(
        "summarization",
        (
            Column("SOURCE", "text", ("report", "document", "article", "dialogue", "text")),
            Column("TARGET", "text", ("summary", "highlights", "headline", "title")),
        ),
        ("data", "text2text", "rouge", *WRITES, *SAVED),
        "rougeL",
        {LORA: 1e-3, ALL: 3e-4},
        ("phrasebook",),
        positions=96,
        writes=30,
        tiny={"rate": 3e-3, "epochs": 6, "batch": 32},
        ways=(ALL, LORA),
        constants={"PREFIX": "summarize: "},
        packages=("rouge-score",),
    ),
    Kind(
        "translation",
        (
            Column("SOURCE", "text", ("english", "en", "source", "src")),
            Column("TARGET", "text", ("dutch", "target", "tgt", "de", "fr", "es", "nl")),
        ),
        ("data", "text2text", "bleu", *WRITES, *SAVED),
        "bleu",
        {LORA: 1e-3, ALL: 3e-4},
        ("phrasebook",),
        positions=48,
        writes=30,
        tiny={"rate": 3e-3, "epochs": 5, "batch": 32},
        ways=(ALL, LORA),
        max_length=64,
        packages=("sacrebleu",),
    ),
    Kind(
        "sentence-similarity",
        (
            Column("SOURCE", "text", ("question", "anchor", "sentence1", "query")),
            Column("TARGET", "text", ("answer", "positive", "sentence2", "passage")),
        ),
        ("data", "sentence_pairs", *SAVED),
        "accuracy",
        {ALL: 1e-4},
        ("all-MiniLM-L6-v2",),
        positions=24,
        epochs=6,
        batch=32,
        ways=(ALL,),
        catalogue=("sentence-similarity",),
        packages=("sentence-transformers",),
    ),
    Kind(
        "text-generation",
        (Column("MESSAGES", "messages", ("messages", "conversations", "conversation")),),
        ("data", "chat", *SAVED),
        "exact_match",
        {LORA: 2e-4, ALL: 2e-5},
        ("storyteller",),
        positions=40,
        writes=20,
        tiny={"rate": 5e-3, "epochs": 8, "batch": 16},
        ways=(LORA, ALL),
        constants={"NEW_TOKENS": 40},
        packages=("trl", "peft"),
        also=("chat",),
    ),
    Kind(
        "image-classification",
        (Column("IMAGE", "picture", ("image", "picture", "img", "file")), LABEL),
        ("data", "classes", "image_classification", *TRAINED, *SAVED),
        "accuracy",
        {HEAD: 1e-2, LORA: 1e-3, ALL: 2e-4},
        ("efficientnet-lite0",),
        positions=110,
        epochs=6,
        batch=8,
        ways=(HEAD, ALL, LORA),
        catalogue=("image-classification", "image-feature-extraction"),
        constants={"KEEP_ALL": False},
        packages=("pillow", "scikit-learn"),
    ),
    Kind(
        "audio-classification",
        (AUDIO, LABEL),
        ("data", "classes", "sound", "audio_classification", *TRAINED, *SAVED),
        "accuracy",
        {HEAD: 5e-3, LORA: 1e-3, ALL: 1e-4},
        ("whisper-sounds",),
        positions=100,
        epochs=6,
        batch=8,
        ways=(HEAD, LORA, ALL),
        catalogue=("audio-classification",),
        constants={"SECONDS": 10, "KEEP_ALL": False},
        packages=("scikit-learn", "soundfile", "soxr"),
    ),
    Kind(
        "automatic-speech-recognition",
        (AUDIO, Column("TEXT", "text", ("sentence", "text", "transcription", "transcript"))),
        ("data", "sound", "speech", *WRITES, *SAVED),
        "wer",
        {LORA: 1e-3, ALL: 1e-5},
        ("whisper-tiny.en",),
        positions=900,
        writes=30,
        epochs=5,
        batch=4,
        max_length=64,
        ways=(LORA, ALL),
        lower_is_better=True,
        catalogue=("automatic-speech-recognition",),
        constants={"SECONDS": 30},
        packages=("jiwer", "soundfile", "soxr"),
    ),
)

KINDS = {row.task: row for row in ROWS}
