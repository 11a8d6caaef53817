"""`python -m tests.cluster`: what a cluster on this machine answers a second, and what it loses when a part of it dies.

It ends with a non-zero status where a call was lost, or answered with another call's answer.
"""

import argparse
import logging
import os
import signal
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import psutil

from models.key import ModelKey
from tabs.run import compute
from tabs.run.engine.local import Local
from tabs.run.job import Job
from tabs.task import Request
from tabs.text.text_classification import TASK as TONE
from tests.cluster.nodes import cluster_of, deploy, told, wait_for
from tests.cluster.sleeping import SLEEP, build, sleeping_cache

CLIENTS = 8
"""Callers at once, for each replica."""

SPREAD = 4
Ask = Callable[[Any, int], bool]


@dataclass
class Load:
    """What callers saw: seconds of each answer, what was lost, and how long they asked."""

    seconds: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    took_s: float = 0.0

    def note(self, asked_s: float, is_right: bool) -> None:
        """Count an answer."""
        self.seconds.append(time.monotonic() - asked_s)
        if not is_right:
            self.lost.append("an answer to something else")


class Counter(logging.Handler):
    """Counts the calls that a head asked again, by what it writes into the log."""

    calls = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count a line."""
        self.calls += "lost with a call" in record.msg


def ask_sleeper(head: Any, number: int) -> bool:
    """Ask the model that sleeps; tell whether the answer belongs to the question."""
    raw, _ = head.answer(SLEEP, ModelKey("sleep", "hub", "sleeper"), Job(), {"text": str(number)}, {})
    return bool(raw["text"] == str(number))


def ask_classifier(head: Any, number: int) -> bool:
    """Ask the classifier of the tone; tell whether the answer belongs to the question."""
    good = number % 2 == 0
    word = "wonderful, I loved every minute of it" if good else "terrible, a waste of time and money"
    done = compute(TONE, head, Request({"text": f"Film number {number} is {word}."}, model="starter"), Job())
    return bool(done.raw[0]["label"] == ("POSITIVE" if good else "NEGATIVE"))


def press(head: Any, ask: Ask, clients: int, during: Callable[[], None]) -> Load:
    """Have callers ask one thing after the other for as long as something else takes."""
    load, numbers, is_over, started_s = Load(), count(), threading.Event(), time.monotonic()

    def call() -> None:
        while not is_over.is_set():
            asked_s, number = time.monotonic(), next(numbers)
            try:
                load.note(asked_s, ask(head, number))
            except Exception as error:
                load.lost.append(f"{type(error).__name__}: {error}")

    callers = [threading.Thread(target=call) for _ in range(clients)]
    for one in callers:
        one.start()
    try:
        during()
    finally:
        is_over.set()
        for one in callers:
            one.join()
    load.took_s = time.monotonic() - started_s
    return load


def warm(head: Any, ask: Ask, replicas: int) -> None:
    """Ask until each replica has the model."""

    def have_all() -> bool:
        with ThreadPoolExecutor(CLIENTS * replicas) as callers:
            list(callers.map(lambda number: ask(head, number), range(4 * CLIENTS * replicas)))
        return sum(bool(one["models"]) for one in told()) == replicas

    wait_for(have_all, timeout_s=240)


def measure_rates(head: Any, name: str, build: Any, ask: Ask, sizes: list[int], seconds: float) -> Iterator[Load]:
    """Print a row for each number of replicas; yield what was seen."""
    print("\n| model | replicas | answers/s | median ms | 95% ms | MB each | s until up | lost |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
    for replicas in sizes:
        started_s = time.monotonic()
        deploy(build, {"replicas": replicas, "memory_gb": 0.5, "spread": SPREAD})
        ask(head, 0)  # a head hears of replicas from its first call on
        wait_for(lambda: len(told()) == replicas, timeout_s=240)  # noqa: B023 - called at once
        up_s = time.monotonic() - started_s
        warm(head, ask, replicas)
        load = press(head, ask, CLIENTS * replicas, lambda: time.sleep(seconds))
        sizes_mb = [psutil.Process(one["process"]).memory_full_info().pss / 1e6 for one in told()]
        rate, ms = len(load.seconds) / load.took_s, [1000 * one for one in sorted(load.seconds)]
        print(
            f"| {name} | {replicas} | {rate:.1f} | {statistics.median(ms):.0f} | {ms[int(0.95 * len(ms))]:.0f} "
            f"| {statistics.mean(sizes_mb):.0f} | {up_s:.1f} | {len(load.lost)} |",
            flush=True,
        )
        yield load


def measure_losses(head: Any, cluster: Any, seconds: float) -> Iterator[Load]:
    """Kill a replica's process, then a node, under load; print a row for each; yield what was seen."""
    print(
        "\n| killed | answers | asked again | slowest s | s until replaced | lost |\n|---|---|---|---|---|---|",
        flush=True,
    )
    deploy(build, {"replicas": 2, "memory_gb": 0.5, "spread": SPREAD})
    ask_sleeper(head, 0)
    again = Counter()
    logging.getLogger("tabs.run.engine.ray_serve.head").addHandler(again)

    def kill_process(doomed: dict[str, Any]) -> None:
        os.kill(doomed["process"], signal.SIGKILL)

    def kill_node(doomed: dict[str, Any]) -> None:
        cluster.remove_node(next(one for one in cluster.workers if one.node_id == doomed["node"]), allow_graceful=False)

    for name, kill in (("a replica’s process", kill_process), ("a node", kill_node)):
        wait_for(lambda: len(told()) == 2)
        warm(head, ask_sleeper, 2)
        again.calls, back_s = 0, 0.0

        def kill_and_wait(kill: Callable[[dict[str, Any]], None] = kill) -> None:
            nonlocal back_s
            time.sleep(seconds / 4)
            doomed, killed_s = told()[0], time.monotonic()
            kill(doomed)
            wait_for(lambda: sum(bool(one["models"]) for one in told() if one["process"] != doomed["process"]) == 2)
            back_s = time.monotonic() - killed_s
            time.sleep(seconds / 4)

        load = press(head, ask_sleeper, 2 * CLIENTS, kill_and_wait)
        if not again.calls:
            load.lost.append(f"nothing was under way at {name}")
        print(
            f"| {name} | {len(load.seconds)} | {again.calls} | {max(load.seconds):.1f} | {back_s:.1f} "
            f"| {len(load.lost)} |",
            flush=True,
        )
        yield load


def main() -> int:
    """Measure; return 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replicas", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--seconds", type=float, default=10.0)
    asked = parser.parse_args()
    from tabs.run.engine.ray_serve.head import Cluster
    from tabs.run.engine.ray_serve.replica import build as build_real

    loads: list[Load] = []
    with cluster_of(2, cpus=max(asked.replicas)) as cluster:
        head = Cluster(Local(sleeping_cache(10**9)), cluster.address)
        loads += measure_rates(head, "sleeps 0.1 s", build, ask_sleeper, asked.replicas, asked.seconds)
        loads += measure_losses(head, cluster, asked.seconds)
        loads += measure_rates(head, "classifier", build_real, ask_classifier, asked.replicas, asked.seconds)
    lost = [words for one in loads for words in one.lost]
    print(f"\nload average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores at the end")
    print("\n".join(sorted(set(lost))) or "Nothing was lost.")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
