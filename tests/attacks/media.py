"""What a hostile visitor sends as files, or names as models: each a function of the server's address."""

import base64
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import httpx

from tests.attacks.files import growing_tokenizer, inflating_pdf, nested_forms_pdf, safetensors, zeros_png
from tests.attacks.requests import Statuses, attacker, in_parallel

PATIENCE_S = 120.0
WAIT = {"wait_for_model": True}


def ask(client: httpx.Client, task: str, model: str, body: object) -> int:
    """Call a plain door and wait for its answer; return the status."""
    asked = {"params": {"model": model}, "timeout": PATIENCE_S}
    if isinstance(body, bytes):
        return client.post(f"tasks/{task}", content=body, headers={"content-type": "image/png"}, **asked).status_code
    return client.post(f"tasks/{task}", json={"inputs": body, "options": WAIT}, **asked).status_code


def send_endless_documents(url: str) -> Statuses:
    """Send PDFs that never come to an end, or unfold to all memory."""
    documents = (nested_forms_pdf(), inflating_pdf())
    with attacker(url) as client:

        def send(number: int) -> int:
            body = {"document": base64.b64encode(documents[number]).decode(), "question": "What is the total?"}
            return ask(client, "document-question-answering", "starter", body)

        return in_parallel(len(documents), send)


def unfold_pictures(url: str) -> Statuses:
    """Send pictures that are a thousand times as large as their files, several at once."""
    picture = zeros_png()
    with attacker(url) as client:
        return in_parallel(4, lambda _: ask(client, "image-classification", "starter", picture))


def name_models_that_lie(url: str) -> Statuses:
    """Name a model whose description claims a billion numbers beside four bytes of weights."""
    return name_a_model(url, "text-classification", lie)


def name_tokenizers_that_grow(url: str) -> Statuses:
    """Name a model whose tokenizer doubles every text forty times."""

    def grow(folder: Path) -> None:
        lie(folder)
        (folder / "tokenizer.json").write_text(json.dumps(growing_tokenizer()))

    return name_a_model(url, "text-classification", grow)


def lie(folder: Path) -> None:
    """Write a model of four bytes that claims a billion numbers."""
    large = {"hidden_size": 2048, "intermediate_size": 8192, "num_hidden_layers": 24, "num_attention_heads": 16}
    config = {"model_type": "bert", "architectures": ["BertForSequenceClassification"], **large}
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "model.safetensors").write_bytes(safetensors({"a": [1]}))


def name_a_model(url: str, task: str, make: Callable[[Path], None]) -> Statuses:
    """Call a task with a model in a folder."""
    with tempfile.TemporaryDirectory() as folder, attacker(url) as client:
        make(Path(folder))
        return {ask(client, task, folder, "Ada lives in London.")}


LONG = (send_endless_documents, name_tokenizers_that_grow)
"""Attacks that take a child's whole time, and so half a minute."""

FILE_ATTACKS: dict[Callable[[str], Statuses], Statuses] = {
    send_endless_documents: {400, 429},
    unfold_pictures: {200, 429},
    name_models_that_lie: {403, 507},
    name_tokenizers_that_grow: {403},
}
"""Each attack, and the HTTP statuses that may come."""
