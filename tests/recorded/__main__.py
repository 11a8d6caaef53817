"""Records answers, or compares them with those recorded."""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.errors import AppError
from tabs.run.engine.local import Local
from tabs.task import Task
from tests.contract import TASKS, tiny_hub
from tests.meaning.ask import new_cache, payload
from tests.recorded import FOLDER, read_answers
from tests.recorded.digest import differences, digest


def answers(task: Task) -> dict[str, Any]:
    """Return the digests of the task's answers to its examples, by who answered and which example."""
    import torch

    from tabs.run import Answer, run
    from tabs.task import Request

    found = {}
    for model in filter(None, ("starter" if task.starter else "", task.models[0].id)):
        cache = new_cache()
        for number, example in enumerate(task.examples):
            values = {one.name: payload(one.kind, value) for one, value in zip(task.inputs, example, strict=True)}
            torch.manual_seed(0)
            try:
                *_, answer = run(task, Local(cache), Request(inputs=values, model=model))
            except AppError as error:
                found[f"{model} {number}"] = {"refused": type(error).__name__}
                continue
            assert isinstance(answer, Answer)
            found[f"{model} {number}"] = {
                "raw": digest(answer.raw),
                "drawn": digest(answer.values),
                "note": answer.run.get("note", ""),
            }
        for entry in cache.stats().entries:
            cache.unload(entry.key)
    return found


def compare(tasks: list[Task], *, write: bool) -> Iterator[tuple[str, list[str]]]:
    """Yield each task's id and what differs from the record; with `write`, record instead."""
    with tempfile.TemporaryDirectory() as folder, tiny_hub([(one, one.models[0]) for one in tasks], Path(folder)):
        for task in tasks:
            file = FOLDER / f"{task.endpoint}.json"
            new = json.loads(json.dumps(answers(task)))
            if write:
                file.parent.mkdir(exist_ok=True)
                file.write_text(json.dumps(new, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
            yield task.id, differences(read_answers(task), new)


def main(arguments: list[str]) -> int:
    """Print what differs; return 1 if anything does."""
    named = [one for one in arguments if not one.startswith("--")]
    failed = 0
    for name, found in compare([task for task in TASKS if not named or task.id in named], write="--write" in arguments):
        sys.stdout.write(
            f"{name}: {'the same' if not found else len(found)}\n" + "".join(f"  {one}\n" for one in found[:20])
        )
        sys.stdout.flush()
        failed += bool(found)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
