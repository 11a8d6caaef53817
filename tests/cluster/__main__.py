"""`python -m tests.cluster`: what a cluster on this machine answers a second, and what it loses when a part of it dies.

It ends with a non-zero status where a call was lost, or answered with another call's answer.
"""

import argparse
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
from tests.cluster.nodes import cluster_of, deploy, wait_for
from tests.cluster.sleeping import SLEEP, build, sleeping_cache

CLIENTS = 8
"""Callers at once, for each replica."""

SPREAD = 4
Ask = Callable[[Any, int], bool]


@dataclass
class Load:
    """What callers saw: seconds of each answer, moments of them, and what was lost."""

    seconds: list[float] = field(default_factory=list)
    moments_s: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    took_s: float = 0.0

    def note(self, asked_s: float, is_right: bool) -> None:
        """Count an answer."""
        now_s = time.monotonic()
        self.seconds.append(now_s - asked_s)
        self.moments_s.append(now_s)
        if not is_right:
            self.lost.append("an answer to something else")

    def longest_gap_s(self) -> float:
        """Return the longest time without any answer."""
        return max((b - a for a, b in zip(self.moments_s, self.moments_s[1:], strict=False)), default=0.0)


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


def press(head: Any, ask: Ask, clients: int, seconds: float, during: Callable[[], None] = lambda: None) -> Load:
    """Have callers ask one thing after the other for some seconds; do something else meanwhile."""
    load, numbers, started_s = Load(), count(), time.monotonic()

    def call() -> None:
        while time.monotonic() - started_s < seconds:
            asked_s, number = time.monotonic(), next(numbers)
            try:
                load.note(asked_s, ask(head, number))
            except Exception as error:
                load.lost.append(f"{type(error).__name__}: {error}")

    callers = [threading.Thread(target=call) for _ in range(clients)]
    for one in callers:
        one.start()
    during()
    for one in callers:
        one.join()
    load.took_s = time.monotonic() - started_s
    return load


def told() -> list[dict[str, Any]]:
    """Return what the replicas told last."""
    from tabs.run.engine.ray_serve.known import told_by_replicas

    return [words for _, _, words in told_by_replicas() if words]


def warm(head: Any, ask: Ask, replicas: int) -> None:
    """Ask until each replica has the model."""

    def have_all() -> bool:
        with ThreadPoolExecutor(CLIENTS * replicas) as callers:
            list(callers.map(lambda number: ask(head, number), range(4 * CLIENTS * replicas)))
        return sum(bool(one["models"]) for one in told()) == replicas

    wait_for(have_all, timeout_s=240)


def measure_rates(head: Any, name: str, build: Any, ask: Ask, sizes: list[int], seconds: float) -> Iterator[Load]:
    """Print a row for each number of replicas; yield what was seen."""
    for replicas in sizes:
        started_s = time.monotonic()
        deploy(build, {"replicas": replicas, "memory_gb": 0.5, "spread": SPREAD})
        ask(head, 0)  # a head hears of replicas from its first call on
        wait_for(lambda: len(told()) == replicas, timeout_s=240)  # noqa: B023 - called at once
        up_s = time.monotonic() - started_s
        warm(head, ask, replicas)
        load = press(head, ask, CLIENTS * replicas, seconds)
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
    deploy(build, {"replicas": 2, "memory_gb": 0.5, "spread": SPREAD})
    warm(head, ask_sleeper, 2)

    def kill_process() -> None:
        time.sleep(seconds / 4)
        os.kill(told()[0]["process"], signal.SIGKILL)

    def kill_node() -> None:
        time.sleep(seconds / 4)
        doomed = told()[0]["node"]
        cluster.remove_node(next(one for one in cluster.workers if one.node_id == doomed), allow_graceful=False)

    for name, kill in (("a replica’s process", kill_process), ("a node", kill_node)):
        wait_for(lambda: len(told()) == 2, timeout_s=120)
        warm(head, ask_sleeper, 2)
        load = press(head, ask_sleeper, 2 * CLIENTS, seconds, kill)
        slowest_s = max(load.seconds)
        print(
            f"| {name} | {len(load.seconds)} | {load.longest_gap_s():.2f} | {slowest_s:.2f} | {len(load.lost)} |",
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
        print("| model | replicas | answers/s | median ms | 95% ms | MB each | s until up | lost |")
        print("|---|---|---|---|---|---|---|---|", flush=True)
        loads += measure_rates(head, "sleeps 0.1 s", build, ask_sleeper, asked.replicas, asked.seconds)
        loads += measure_rates(head, "classifier", build_real, ask_classifier, asked.replicas, asked.seconds)
        print(
            "\n| killed | answers | longest s without one | slowest answer s | lost |\n|---|---|---|---|---|",
            flush=True,
        )
        loads += measure_losses(head, cluster, asked.seconds)
    lost = [words for one in loads for words in one.lost]
    print(f"\nload average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores at the end")
    print("\n".join(sorted(set(lost))) or "Nothing was lost.")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
