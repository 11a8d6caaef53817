"""What visitors, first users, a cold start and more tasks cost; each function measures and returns its table."""

import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.bench import load
from tests.bench.classifier import TEXTS
from tests.bench.load import Connection
from tests.serve import ROOT, serve

VISITORS = (100, 1000, 2000)
FIRST_USERS = 32
LOADINGS = 5
TASKS = (10, 36, 100)

ALONE = {"HF_HUB_OFFLINE": "1", "PLAYGROUND_VISITOR_CALLS": "0", "PLAYGROUND_VISITOR_REQUESTS": "0"}
"""All clients of a measurement are one visitor."""

SCRIPT = """
from tests.bench.classifier import TEXTS, ask, classifier
print(ask(classifier(), TEXTS[:1]))
"""


@contextmanager
def running(*command: str) -> Iterator[tuple[str, psutil.Process]]:
    """Run the application, or another command; yield its address and its process."""
    with tempfile.TemporaryDirectory() as folder:
        before = set(psutil.Process().children())
        with serve(*command, log=Path(folder) / "log.txt", **ALONE) as url:
            (process,) = set(psutil.Process().children()) - before
            yield url, process


def visitors() -> str:
    """Let visitors come, each with a session of its own and one question to the page, and weigh the server."""
    lines = ["visitors, one after another: resident memory"]
    with running() as (url, process):
        load.endpoint(Connection(url), TEXTS[0])
        load.settle(process)
        client = Connection(url)
        came, before_bytes = 0, 0
        for count in VISITORS:
            began_s = time.monotonic()
            for number in range(came, count):
                client.gradio("status", [], f"visitor-{number}")
            each_ms = 1000 * (time.monotonic() - began_s) / (count - came)
            now_bytes = process.memory_info().rss
            grown = f", {(now_bytes - before_bytes) / (count - came) / 1e3:6.1f} kB each since" if came else ""
            lines.append(f"  {count:5} visitors {now_bytes / 1e6:8.1f} MB, {each_ms:5.1f} ms each{grown}")
            came, before_bytes = count, now_bytes
    return "\n".join(lines)


def stampede() -> str:
    """Let many ask at once for a model that nobody has loaded yet."""
    with running() as (url, _):
        together = threading.Barrier(FIRST_USERS)
        times_s: list[float] = []

        def user() -> None:
            client = Connection(url)
            together.wait()
            began_s = time.monotonic()
            load.endpoint(client, TEXTS[0])
            times_s.append(time.monotonic() - began_s)

        threads = [threading.Thread(target=user) for _ in range(FIRST_USERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        status = Connection(url).gradio("status", [])
    one_load = status.count('"model"') == 1 and f'"uses": {FIRST_USERS}' in status
    return (
        f"{FIRST_USERS} first users at once: {len(times_s)} answered, the last after {max(times_s):.2f} s, "
        f"{'one load' if one_load else 'MORE THAN ONE LOAD'}"
    )


def cold_starts() -> str:
    """Compare a script's first answer with the server's: as a process of its own, and once the page is up."""
    began_s = time.monotonic()
    subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, check=True, capture_output=True)
    script_s = time.monotonic() - began_s
    began_s = time.monotonic()
    with running() as (url, _):
        up_s = time.monotonic() - began_s
        load.endpoint(Connection(url), TEXTS[0])
        first_s = time.monotonic() - began_s
    return (
        f"first answer, cold: script {script_s:.2f} s; server {first_s:.2f} s from its start "
        f"({first_s / script_s:.2f}x), {first_s - up_s:.2f} s from the page being up "
        f"({(first_s - up_s) / script_s:.2f}x)"
    )


LOADING = """
import json, sys, time
from models import load
from tests.bench.classifier import KEY
way = sys.argv[1]
folder = load.fetch(KEY, lambda progress: None)
import torch, transformers
transformers.AutoModelForSequenceClassification, transformers.AutoTokenizer
def peak_kb(): return int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0])
before = peak_kb()
began = time.perf_counter()
pipe = load.load(KEY, folder) if way == "ours" else transformers.pipeline(KEY.task, str(folder), dtype="float32")
took = time.perf_counter() - began
print(json.dumps([took, (peak_kb() - before) / 1e3]))
"""


def loading() -> str:
    """Load the classifier in new processes, as the application does and as `pipeline()` does, by turns."""
    found: dict[str, list[tuple[float, float]]] = {"ours": [], "pipeline()": []}
    for _ in range(LOADINGS):
        for way, times in found.items():
            command = [sys.executable, "-W", "ignore", "-c", LOADING, way]
            done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
            times.append(tuple(json.loads(done.stdout.splitlines()[-1])))
    cells = [
        f"{way} {statistics.median(one[0] for one in times):.2f} s, {statistics.median(one[1] for one in times):.0f} MB"
        for way, times in found.items()
    ]
    return "loading in float32: " + "; ".join(cells)


GROWTH = """
import asyncio, json, sys, time, tracemalloc
from gradio.state_holder import StateHolder
from tests.bench.forty import app, stretched
app.TABS = stretched(int(sys.argv[1]))
page = app.build()
visits = StateHolder()
visits.set_blocks(page)
size = len(json.dumps(page.config, default=str))
visits["first"]
began = time.perf_counter()
for number in range(1000):
    visits[str(number)]
each_us = (time.perf_counter() - began) * 1e3
tracemalloc.start()
for number in range(1000):
    visits["more" + str(number)]
print(f"{len(page.blocks):6} components, page {size / 1e6:5.2f} MB, a visit {each_us:5.1f} us and "
      f"{tracemalloc.get_traced_memory()[0] / 1e6:4.1f} kB")
"""


def growth() -> str:
    """Build the page with more and more tasks."""
    lines = ["the page as tasks grow"]
    for count in TASKS:
        command = [sys.executable, "-W", "ignore", "-c", GROWTH, str(count)]
        built = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        lines.append(f"  {count:4} tasks {built.stdout.strip()}")
    return "\n".join(lines)
