"""Questions that Transformers 4.57.1 answered; its answers are in question_answering_v4.json.

    python -m tests.models.pipelines.question_cases FOLDER

writes the model into FOLDER and, run under Transformers 4, prints the answers to record.
"""

import json
import sys
from pathlib import Path

from tests.tiny.tokenizers import WORDS, save_wordpiece

BEES = (
    "A honey bee colony in summer has one queen, a few hundred drones and up to 60,000 workers. The queen lays as "
    "many as 2,000 eggs a day and lives for three to five years, while a summer worker lives for about six weeks."
)
LONG = " ".join(f"{number * number * 37 % 9973} {WORDS[number * 7 % len(WORDS)]}" for number in range(400))
CASES = [
    {"question": "How many workers?", "context": BEES},
    {"question": "How many workers?", "context": BEES, "top_k": 5},
    {"question": "How many workers?", "context": BEES[:60], "top_k": 3, "max_answer_len": 2},
    {"question": "Where is the dog?", "context": BEES, "handle_impossible_answer": True},
    {"question": "Where is the dog?", "context": BEES, "handle_impossible_answer": True, "top_k": 4},
    {"question": "Who lays eggs?", "context": BEES, "top_k": 3, "align_to_words": False},
    {"question": "Who lays eggs?", "context": "The queen.", "top_k": 10},
    {"question": "what likes the cat?", "context": LONG, "max_seq_len": 96, "doc_stride": 32},
    {"question": "what likes the cat?", "context": LONG, "max_seq_len": 96, "doc_stride": 1, "top_k": 4},
    {"question": "where is the lion?", "context": LONG, "doc_stride": 1, "top_k": 3, "handle_impossible_answer": True},
]


def write_model(folder: Path) -> None:
    """Write a tiny DistilBERT whose weights are a formula, so that they are the same everywhere."""
    import torch
    from transformers import DistilBertConfig, DistilBertForQuestionAnswering

    size = save_wordpiece(folder)
    config = DistilBertConfig(
        vocab_size=size, max_position_embeddings=128, dim=16, n_layers=2, n_heads=2, hidden_dim=32
    )
    model = DistilBertForQuestionAnswering(config)
    for seed, (_, weights) in enumerate(sorted(model.named_parameters()), 1):
        numbers = torch.arange(weights.numel(), dtype=torch.float64).reshape(weights.shape)
        weights.data = torch.sin(numbers * (seed + 0.618) * 12.9898 + seed).float()
    model.qa_outputs.weight.data *= 4  # clear favourites
    model.save_pretrained(folder)


def main(folder: Path) -> None:
    """Write the model, or answer the questions with Transformers 4."""
    import transformers

    if int(transformers.__version__.split(".")[0]) >= 5:
        write_model(folder)
        return
    pipe = transformers.pipeline("question-answering", model=str(folder), device="cpu")
    pipe.tokenizer.model_input_names = ["input_ids", "attention_mask"]  # DistilBERT has no segments
    sys.stdout.write(json.dumps([pipe(**case) for case in CASES], indent=1) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
