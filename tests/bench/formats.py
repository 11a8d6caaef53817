"""What bfloat16 on the CPU changes, for each starter that Transformers loads: seconds, and how far answers move."""

import statistics
import sys
from typing import Any

from tabs import TABS
from tabs.run import Answer, run
from tabs.run.engine.local import Local
from tabs.task import Request, Task
from tests.meaning.ask import new_cache, payload

TIMES = 5


def numbers(value: Any) -> list[float]:
    """Return all fractions in an answer, in order."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [one for inner in value for one in numbers(inner)]
    if hasattr(value, "tolist") and getattr(value, "dtype", None) is not None:
        return numbers(value.tolist())
    return [value] if isinstance(value, float) else []


def words(value: Any) -> list[str]:
    """Return all texts in an answer, in order."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [one for inner in value for one in words(inner)]
    return [value] if isinstance(value, str) else []


def ask(task: Task, dtype: str) -> tuple[list[Any], float]:
    """Return the raw answers to the task's examples, and the median seconds of one."""
    cache = new_cache()
    raws, seconds = [], []
    for example in task.examples:
        values = {one.name: payload(one.kind, value) for one, value in zip(task.inputs, example, strict=True)}
        for _ in range(TIMES):
            *_, answer = run(task, Local(cache), Request(inputs=values, model="starter", dtype=dtype))
            assert isinstance(answer, Answer)
            seconds.append(answer.run["run_s"])
        raws.append(answer.raw)
    for entry in cache.stats().entries:
        cache.unload(entry.key)
    return raws, statistics.median(seconds)


def main() -> None:
    """Print a line a task."""
    sys.stdout.write(f"{'task':32} float32 ms  bfloat16 ms  times  largest difference  same words\n")
    for task in [one for tab in TABS for one in tab.tasks if one.starter]:
        if sys.argv[1:] and task.id not in sys.argv[1:]:
            continue
        exact, exact_s = ask(task, "float32")
        rounded, rounded_s = ask(task, "bfloat16")
        pairs = [(numbers(one), numbers(other)) for one, other in zip(exact, rounded, strict=True)]
        far = [abs(a - b) for one, other in pairs for a, b in zip(one, other, strict=False)]
        same = sum(words(one) == words(other) for one, other in zip(exact, rounded, strict=True))
        sys.stdout.write(
            f"{task.id:32} {exact_s * 1000:10.1f}  {rounded_s * 1000:11.1f}  {exact_s / rounded_s:5.2f}  "
            f"{max(far, default=0):18.4f}  {same} of {len(exact)}\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
