"""Twelve models on a budget for four, used at random by eight clients: prints what the process really takes, in JSON.

A process of its own: what other tests leave behind would blur the figures.
"""

import json
import random
import threading
from pathlib import Path
from typing import Any

import psutil
import torch

from models import device, size
from models.cache import ModelCache
from models.key import ModelKey
from tests.models.fake_models import Task, key_of

MODELS, FIT, CLIENTS, USES = 12, 4, 8, 500
WIDTH = 3000
MODEL_BYTES = WIDTH * WIDTH * 4
BUDGET_BYTES = FIT * MODEL_BYTES


def build(key: ModelKey, folder: Path) -> Any:
    """Return a model that multiplies by its name."""
    model = torch.nn.Linear(WIDTH, WIDTH, bias=False, device="meta")
    model.weight = torch.nn.Parameter(torch.full((WIDTH, WIDTH), float(key.model)))
    return model


def work(pipe: Any, items: list[float], check: Any) -> list[float]:
    """Return a number for each."""
    with torch.inference_mode():
        answers: list[float] = pipe(torch.tensor(items).unsqueeze(1).expand(-1, WIDTH))[:, 0].tolist()
    return answers


def use_at_random(cache: ModelCache[Any], number: int) -> None:
    """Use models, some more often than others, in both ways."""
    dice = random.Random(number)
    for _ in range(USES // CLIENTS):
        name = str(dice.choice([0, 0, 1, 1, 2, 3, *range(MODELS)]))
        if dice.random() < 0.5:
            answer = cache.answer(key_of(name), 2.0, work, group="doubled")
        else:
            with cache.use(key_of(name)) as pipe:
                (answer,) = work(pipe, [2.0], None)
        assert answer == 2.0 * WIDTH * float(name)


def use_by_all(cache: ModelCache[Any]) -> int:
    """Let all clients use models at once; return the largest resident size seen, in bytes."""
    process, ended, seen = psutil.Process(), threading.Event(), [0]

    def look() -> None:
        while not ended.wait(0.002):
            seen[0] = max(seen[0], process.memory_info().rss)

    watching = Task(look)
    clients = [Task(use_at_random, cache, number) for number in range(CLIENTS)]
    try:
        for client in clients:
            client.result(240.0)
    finally:
        ended.set()
        watching.result()
    return seen[0]


def unload_all(cache: ModelCache[Any]) -> int:
    """Unload everything; return the resident size after it, in bytes."""
    for entry in cache.stats().entries:
        cache.unload(entry.key)
    return int(psutil.Process().memory_info().rss)


def main() -> None:
    """Print the figures."""
    torch.set_num_threads(1)
    device.share_arenas()
    cache: ModelCache[Any] = ModelCache(
        fetch=lambda key, report: Path(),
        estimate=lambda key: MODEL_BYTES,
        load=build,
        measure=size.measure,
        free=device.free,
        budget_bytes=BUDGET_BYTES,
    )
    use_at_random(cache, 0)  # what torch takes for itself it keeps
    base_bytes = unload_all(cache)
    peak_bytes = use_by_all(cache) - base_bytes
    counted_bytes = cache.stats().resident_bytes
    figures = {"budget": BUDGET_BYTES, "peak": peak_bytes, "counted": counted_bytes}
    print(json.dumps({**figures, "left": unload_all(cache) - base_bytes}))  # noqa: T201


if __name__ == "__main__":
    main()
