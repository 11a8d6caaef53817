"""The card of a trained model, in the Hub's format: what it learned from, how, how well, and how to use it."""

import json
from dataclasses import replace
from typing import Any

from models.data.store import describe_data, public_name
from models.engines import auto_classes
from models.training.kinds import QUANTIZED
from models.training.plan import Plan, plain
from models.training.runs import Run

WAYS = {
    "head": "the head alone",
    "lora": "LoRA (Hu et al., arXiv:2106.09685), merged into the weights",
    "adapter": "LoRA (Hu et al., arXiv:2106.09685), kept as an adapter that needs its base",
    "all": "all weights",
}
USE = {
    "sentence-similarity": """\
from sentence_transformers import SentenceTransformer

model = SentenceTransformer("FOLDER_OR_ID")
print(model.similarity(model.encode(["{source}"]), model.encode(["{target}"])))""",
    "summarization": "",
    "translation": "",
    "question-answering": "",
}
PIPELINE = """\
from transformers import pipeline

pipe = pipeline("{task}", model="FOLDER_OR_ID")
print(pipe({example}))"""

TWO_TEXTS = """\
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

tokenizer, model = (one.from_pretrained("FOLDER_OR_ID") for one in (AutoTokenizer, AutoModelForSeq2SeqLM))
tokens = tokenizer({example}, return_tensors="pt")
print(tokenizer.decode(model.generate(**tokens, max_new_tokens=64)[0], skip_special_tokens=True))"""

ANSWERS = """\
import torch
from transformers import AutoModelForQuestionAnswering, AutoTokenizer

tokenizer, model = (one.from_pretrained("FOLDER_OR_ID") for one in (AutoTokenizer, AutoModelForQuestionAnswering))
question, _, context = {example}.partition(" — ")
tokens = tokenizer(question, context, return_tensors="pt")
answer = model(**tokens)
span = tokens["input_ids"][0, answer.start_logits.argmax() : answer.end_logits.argmax() + 1]
print(tokenizer.decode(span))"""


WHOLE = """\
from peft import PeftModel
from transformers import AutoConfig, AutoProcessor, {known}

settings = AutoConfig.from_pretrained("FOLDER_OR_ID")
base = {known}.from_pretrained("{base}", config=settings, ignore_mismatched_sizes=True)
PeftModel.from_pretrained(base, "FOLDER_OR_ID").merge_and_unload().save_pretrained("whole")
AutoProcessor.from_pretrained("FOLDER_OR_ID").save_pretrained("whole")

"""
"""Written for an adapter; BASE is the folder of a built-in base, which has no name on the Hub."""


def write_card(run: Run) -> None:
    """Write README.md into the trained model's folder."""
    (run.model_folder / "README.md").write_text(card(run.plan, run.read_json("result.json")), encoding="utf-8")


def card(plan: Plan, result: dict[str, Any]) -> str:
    """Return the card.

    Args:
        plan: what was trained.
        result: `before` and `after`, the metrics on the held-out rows, and those rows.
    """
    data = describe_data(plan.data)
    name = public_name(data.name)
    front = {
        "license": plan.base.licence.lower() or "other",
        "library_name": library(plan),
        "pipeline_tag": plan.task,
        **({"base_model": plan.base.name} if plan.base.source == "hub" else {}),
        "tags": ["generated_from_trainer"],
        "metrics": [plan.kind.metric],
    }
    lines = "\n".join(f"{name}: {json.dumps(value)}" for name, value in front.items())
    rows = len(result["rows"])
    measured = "\n".join(
        f"| {name} | {result['before'].get(name, 0):.3f} | {value:.3f} |"
        for name, value in told(result["after"]).items()
    )
    settings = "\n".join(f"- {name}: {value:g}" for name, value in plan.settings.items())
    way = WAYS["adapter" if plan.keeps_adapter else plain(plan.way)]
    way += f", on weights of {plan.way}" if plan.way in QUANTIZED else ""
    counts = ", ".join(f"{split} {count:,}" for split, count in data.rows.items())
    return f"""---
{lines}
---

# {plan.name}

A model for {plan.task.replace("-", " ")}, fine-tuned from {plan.base.name} with Transformers' Trainer.

## Data

{plain_line(data.title)} (`{name}`; licence: {data.licence or "not told"}; {counts}). {plain_line(data.source)}

## How well

On {rows} held-out rows, before and after training:

| metric | before | after |
|---|---|---|
{measured}

## How it was trained

What learned: {way}. Licence of the base: {plan.base.licence or "not told"}.

{settings}

## Limits

It learned from {data.rows.get("train", 0):,} rows and was measured on rows like them. What other texts, pictures or
sounds it meets, nobody has tried; what is one-sided in the data is one-sided in its answers.

## Use

```python
{use(plan, result)}
```
"""


def library(plan: Plan) -> str:
    """Return which library loads what was trained."""
    if plan.keeps_adapter:
        return "peft"
    return "sentence-transformers" if plan.task == "sentence-similarity" else "transformers"


def make_whole(plan: Plan) -> str:
    """Return code that adds an adapter to its base, and saves the whole model in a folder."""
    known = auto_classes(plan.task)[0].__name__
    base = plan.base.name if plan.base.source == "hub" else "BASE"
    return WHOLE.format(known=known, base=base)


def plain_line(text: str) -> str:
    """Return a text without line breaks."""
    return " ".join(text.split())


def told(metrics: dict[str, Any]) -> dict[str, float]:
    """Return the metrics without the Trainer's clock."""
    hidden = ("runtime", "per_second", "model_preparation_time", "epoch")
    return {name: value for name, value in metrics.items() if not name.endswith(hidden)}


def use(plan: Plan, result: dict[str, Any]) -> str:
    """Return code that uses the model on one of the held-out rows; an adapter is made whole first."""
    if plan.keeps_adapter:
        return make_whole(plan) + use(replace(plan, merged=True), result).replace("FOLDER_OR_ID", "whole")
    row = result["rows"][0]
    example = json.dumps(plan.prefix + row["input"] if plan.prefix else row["input"], ensure_ascii=False)
    if plan.task == "sentence-similarity":
        texts = {name: json.dumps(row[key])[1:-1] for name, key in (("source", "input"), ("target", "wanted"))}
        return USE[plan.task].format(**texts)
    if plan.task in ("summarization", "translation"):
        return TWO_TEXTS.format(example=example)
    if plan.task == "question-answering":
        return ANSWERS.format(example=example)
    if plan.task == "text-generation":
        example = json.dumps([{"role": "user", "content": row["input"]}], ensure_ascii=False)
    return PIPELINE.format(
        task=plan.task, example=example if plan.kind.columns[0].kind not in ("picture", "sound") else '"FILE"'
    )
