"""How many are served, how fast, and what that costs, beside the simplest applications around the same pipeline.

    python -m tests.bench.serving [seconds of a measurement] [rounds]

The peers compute in float32, as `pipeline()` does; the application, and the limit beside it, as they do by themselves.
This application, a plain Gradio application and a bare FastAPI one with a batching thread run side by side; each
round measures every door in turn with 1, 4, 16 and 64 clients, so that all see the same machine. The tables show
medians of the rounds, and ratios to the plain Gradio application. The clients share the machine with the servers.
"""

import statistics
import sys
import time
from contextlib import ExitStack

import psutil

from tests.bench import load
from tests.bench.classifier import TEXTS, ask, classifier
from tests.bench.costs import cold_starts, growth, loading, running, stampede, visitors
from tests.bench.load import Call, Found, median_of, press
from tests.bench.other_kinds import generator, pictures

CLIENTS = (1, 4, 16, 64)
SERVERS = {"app": ("app.py",), "plain": ("-m", "tests.bench.plain"), "bare": ("-m", "tests.bench.bare")}
DOORS: dict[str, tuple[str, Call]] = {
    "plain Gradio app": ("plain", load.plain_gradio),
    "our endpoint": ("app", load.endpoint),
    "our endpoint, session": ("app", load.endpoint_with_session),
    "our plain door": ("app", load.door),
    "bare FastAPI, batching": ("bare", load.bare),
}
Servers = dict[str, tuple[str, psutil.Process]]
"""The address and the process of each server, by name."""

BASE = "plain Gradio app"


def ready_batches(rounds: int, dtype: str) -> dict[str, float]:
    """Return the texts a second in this process: one by one, in ready batches of 16, and those sorted by length."""
    pipe = classifier(dtype)
    ways = {"one by one": (TEXTS, 1), "batches of 16": (TEXTS, 16), "sorted by length": (sorted(TEXTS, key=len), 16)}
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    ask(pipe, TEXTS, 16)
    for _ in range(rounds):
        for name, (texts, batch_size) in ways.items():
            began_s = time.monotonic()
            ask(pipe, texts, batch_size)
            seconds[name].append(time.monotonic() - began_s)
    return {name: len(TEXTS) / statistics.median(times) for name, times in seconds.items()}


def measure(servers: Servers, seconds: float, rounds: int) -> dict[tuple[str, int], Found]:
    """Return what each door gave with each number of clients; doors that are not there are left out."""
    there = {name: door for name, door in DOORS.items() if is_there(servers[door[0]][0], door[1])}
    for _, process in servers.values():
        load.settle(process)
    found: dict[tuple[str, int], list[Found]] = {(name, clients): [] for name in there for clients in CLIENTS}
    for _ in range(rounds):
        for clients in CLIENTS:
            for name, (server, call) in there.items():
                found[name, clients].append(press(*servers[server], call, clients, seconds))
    return {key: median_of(one) for key, one in found.items()}


def is_there(url: str, call: Call) -> bool:
    """Make the first call, which loads the model; False where the server has no such door."""
    try:
        call(load.Connection(url), TEXTS[0])
    except OSError as error:
        if str(error).startswith("404"):
            return False
        raise
    return True


def show(found: dict[tuple[str, int], Found], limit_per_s: float) -> None:
    """Print the table."""
    heads = "".join(f"{f'{clients} clients':>42}" for clients in CLIENTS)
    print(f"{'':24}{heads}")
    print(f"{'':24}" + f"{'answers/s  ratio   p50   p95 ms  CPU ms':>42}" * len(CLIENTS))
    for name in dict.fromkeys(name for name, _ in found):
        cells = []
        for clients in CLIENTS:
            one, base = found[name, clients], found[BASE, clients]
            times = f"{one.percentile_ms(0.5):6.0f} {one.percentile_ms(0.95):6.0f} {one.cpu_ms:6.1f}"
            cells.append(f"{one.per_s:8.1f} {one.per_s / base.per_s:5.2f}x {times}")
        print(f"{name:24}" + "".join(f"{cell:>42}" for cell in cells))
    for name in dict.fromkeys(name for name, _ in found):
        print(f"{name:24}{found[name, 16].per_s / limit_per_s:8.2f} of the ready-batch limit with 16 clients")
    for name, clients in found:
        for words in found[name, clients].errors[:1]:
            print(f"  {name}, {clients} clients: {words}")


def main(seconds: float, rounds: int) -> None:
    """Print the tables."""
    for dtype in ("float32", "auto"):
        limits = ready_batches(rounds, dtype)
        rates = ", ".join(f"{name} {per_s:.0f}" for name, per_s in limits.items())
        print(f"in this process, {dtype}, texts/s: {rates}", flush=True)
    with ExitStack() as stack:
        servers = {name: stack.enter_context(running(*command)) for name, command in SERVERS.items()}
        show(measure(servers, seconds, rounds), limits["sorted by length"])
    for table in (pictures, generator, visitors, stampede, cold_starts, loading, growth):
        print(table(), flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 2.0, int(sys.argv[2]) if len(sys.argv) > 2 else 3)
