"""A picture classifier and a small generator, beside the same pipelines in this process."""

import json
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from models import load
from models.key import ModelKey
from tests.bench.costs import running
from tests.bench.load import Connection, Found, median_of, press, settle

PICTURE = Path("assets/examples/cheetah-turned.jpg")
NEW_TOKENS = 64
WRITERS = (1, 8)
PROMPT = "Once upon a time, there was a curious penguin named Ada who"
WIDTH, LAYERS = 384, 8
"""Of the generator: 20 million weights at random; what it writes takes as long as sense."""

ROUNDS = 5


def pictures() -> str:
    """Classify one photo again and again: the plain door with raw bytes beside the bare pipeline, in turns."""
    key = ModelKey("image-classification", "starter", "efficientnet-lite0", device="cpu")
    pipe = load.load(key, load.fetch(key, lambda _: None))
    content = PICTURE.read_bytes()

    def door(client: Connection, _: str) -> Any:
        return client.ask("POST", "/tasks/image-classification?model=starter", content, "image/jpeg")

    found: dict[int, list[Found]] = {1: [], 16: []}
    shares: dict[int, list[float]] = {1: [], 16: []}
    bare_s: list[float] = []
    with running() as (url, process):
        door(Connection(url), "")
        settle(process)
        for _ in range(ROUNDS):
            bare_s.append(median_s(lambda: pipe(str(PICTURE)), 10))
            for count, rounds in found.items():
                rounds.append(press(url, process, door, count, 3.0))
                shares[count].append(rounds[-1].per_s * bare_s[-1])
    lines = [f"a picture: bare pipeline {1000 * statistics.median(bare_s):.0f} ms"]
    for count, rounds in found.items():
        one = median_of(rounds)
        lines.append(
            f"  plain door, {count:2} clients: {one.per_s:5.1f} a second ({statistics.median(shares[count]):.2f}x), "
            f"p50 {one.percentile_ms(0.5):.0f} ms, p95 {one.percentile_ms(0.95):.0f} ms"
        )
    return "\n".join(lines)


def generator() -> str:
    """Write with a small decoder: tokens a second and the first token, beside the bare `generate`, in turns."""
    with tempfile.TemporaryDirectory() as folder:
        make_decoder(Path(folder))
        key = ModelKey("text-generation", "local", folder, device="cpu")
        pipe = load.load(key, load.fetch(key, lambda _: None))
        tokens = pipe.tokenizer(PROMPT, return_tensors="pt")
        settings = {"min_new_tokens": NEW_TOKENS, "max_new_tokens": NEW_TOKENS, "do_sample": False}
        rates: dict[int, list[float]] = {0: [], **{count: [] for count in WRITERS}}
        firsts: dict[int, list[float]] = {count: [] for count in WRITERS}
        with running() as (url, process):
            write(url, folder)
            settle(process)
            for _ in range(ROUNDS):
                rates[0].append(NEW_TOKENS / median_s(lambda: pipe.model.generate(**tokens, **settings), 2))
                for count in WRITERS:
                    first_s, rate = write_at_once(url, folder, count)
                    firsts[count] += first_s
                    rates[count].append(rate)
    lines = [f"a generator of {NEW_TOKENS} tokens: bare generate {statistics.median(rates[0]):.0f} tokens/s"]
    for count in WRITERS:
        share = statistics.median(rate / bare for rate, bare in zip(rates[count], rates[0], strict=True))
        lines.append(
            f"  plain door, {count} streams: {statistics.median(rates[count]):.0f} tokens/s ({share:.2f}x), "
            f"first token after {1000 * statistics.median(firsts[count]):.0f} ms"
        )
    return "\n".join(lines)


def make_decoder(folder: Path) -> None:
    """Write a Llama with random weights that never ends by itself, and knows two words: noise would hold readers up."""
    import torch
    from transformers import AutoTokenizer, LlamaConfig, LlamaForCausalLM

    from tests.tiny import MAKERS

    MAKERS["HuggingFaceTB/SmolLM2-135M-Instruct"](folder)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    told = json.loads((folder / "config.json").read_text())
    config = LlamaConfig(
        vocab_size=told["vocab_size"],
        hidden_size=WIDTH,
        intermediate_size=4 * WIDTH,
        num_hidden_layers=LAYERS,
        num_attention_heads=6,
        max_position_embeddings=2048,
        eos_token_id=None,
        bos_token_id=None,
    )
    model = LlamaForCausalLM(config)
    one, other = (tokenizer(f" {word}")["input_ids"][-1] for word in ("the", "and"))
    with torch.no_grad():
        row = model.lm_head.weight[one].clone()
        model.lm_head.weight.zero_()
        model.lm_head.weight[one], model.lm_head.weight[other] = row, -row  # one of two is above all others
    model.save_pretrained(folder)


def write_at_once(url: str, model: str, count: int) -> tuple[list[float], float]:
    """Return the seconds to each stream's first token, and the tokens a second of all together."""
    firsts: list[float] = []
    threads = [threading.Thread(target=lambda: firsts.append(write(url, model))) for _ in range(count)]
    began_s = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return firsts, count * NEW_TOKENS / (time.monotonic() - began_s)


def write(url: str, model: str) -> float:
    """Have a text written as a stream; return the seconds to its first token."""
    client, began_s = Connection(url), time.monotonic()
    asked = {"model": model, "prompt": PROMPT, "max_tokens": NEW_TOKENS, "temperature": 0, "stream": True}
    client.begin("POST", "/v1/completions", json.dumps(asked).encode())
    answer = client.answer()
    answer.readline()
    first_s = time.monotonic() - began_s
    answer.read()
    client.close()
    return first_s


def median_s(work: Callable[[], Any], times: int) -> float:
    """Return the median of the seconds that some work takes."""
    work()
    taken = []
    for _ in range(times):
        began_s = time.monotonic()
        work()
        taken.append(time.monotonic() - began_s)
    return statistics.median(taken)
