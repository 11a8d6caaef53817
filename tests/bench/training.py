"""How fast panels answer while a model is trained beside them: `python -m tests.bench.training [calls]`.

A warm classifier behind the plain door is called one text after the other, first alone, then while a run takes all
cores that are left. Returns 1 where the 95th percentile during the run is not below twice the idle one.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from models.training.keeper import Keeper
from models.training.limits import read_training_limits
from models.training.runs import Run
from models.zero_gpu import build_cache
from tests.bench.classifier import TEXTS
from tests.bench.load import Connection, door
from tests.serve import serve
from tests.training.__main__ import GOALS, plan_of

MOST_RATIO = 2.0
START_S = 180.0
WARM_CALLS = 30


def times_of(url: str, calls: int) -> list[float]:
    """Return the milliseconds of calls, one after the other, sorted."""
    client, times = Connection(url), []
    for number in range(calls):
        began_s = time.perf_counter()
        door(client, TEXTS[number % len(TEXTS)])
        times.append(1000 * (time.perf_counter() - began_s))
    client.close()
    return sorted(times)


def percentile(times: list[float], share: float) -> float:
    """Return the time within which this share of the calls was answered."""
    return times[min(int(share * len(times)), len(times) - 1)]


def begin_run(keeper: Keeper) -> Run:
    """Start a run and wait until it learns."""
    run = keeper.start(plan_of("text-classification", GOALS["text-classification"], quick=False))
    until = time.monotonic() + START_S
    while step_of(run) < 2:
        if time.monotonic() > until or run.status not in ("waiting", "running"):
            raise RuntimeError(str(run.state))
        time.sleep(0.2)
    return run


def step_of(run: Run) -> int:
    """Return the step a run is at."""
    return int(run.read_json("pulse.json").get("step", 0))


def main(calls: int) -> int:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PLAYGROUND_TRAINED"] = folder
        keeper = Keeper(build_cache(), read_training_limits({}))
        with serve(log=Path(folder) / "log.txt", HF_HUB_OFFLINE="1") as url:
            times_of(url, WARM_CALLS)
            idle = times_of(url, calls)
            run = begin_run(keeper)
            before, began_s = step_of(run), time.monotonic()
            busy = times_of(url, calls)
            steps, seconds = step_of(run) - before, time.monotonic() - began_s
            is_learning = run.status == "running"
            keeper.end()
    ratio = percentile(busy, 0.95) / percentile(idle, 0.95)
    print(f"{'':16}{'median':>10}{'95%':>10}   of {calls} calls of a warm classifier, in ms")
    for name, times in (("alone", idle), ("beside a run", busy)):
        print(f"{name:16}{percentile(times, 0.5):>10.1f}{percentile(times, 0.95):>10.1f}")
    print(f"95% beside a run is {ratio:.2f} times that alone; the run took {steps} steps in {seconds:.0f} s meanwhile")
    if not is_learning:
        print("The run ended before the calls did: take fewer calls")
    return 0 if is_learning and ratio < MOST_RATIO else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
