"""A cluster of several nodes on this machine, as Ray's own tests make one; nothing of it is left behind."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).parents[2]
STORE_BYTES = 100 * 2**20
ENVIRONMENT = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_worker_niceness": "0",
    "RAY_prestart_worker_first_driver": "0",
    "RAY_health_check_period_ms": "1000",
    "RAY_health_check_failure_threshold": "3",
    "HF_HUB_OFFLINE": "1",
    "OMP_NUM_THREADS": "1",
    "PYTHONPATH": str(ROOT),
}


@contextmanager
def cluster_of(nodes: int, cpus: int = 4) -> Iterator[Any]:
    """Start a head node that computes nothing and some that do; set what their processes are to know.

    Args:
        nodes: how many compute.
        cpus: of each; they are Ray's own count, whatever the machine has.
    """
    folder = tempfile.mkdtemp(prefix="ray-", dir="/tmp")  # short: the names of its sockets are long
    environment = {**ENVIRONMENT, "RAY_TMPDIR": folder}
    before = {name: os.environ.get(name) for name in environment}
    os.environ.update(environment)
    import ray
    from ray import serve
    from ray.cluster_utils import Cluster

    Path(folder, "ray").mkdir()  # where Ray notes the address, before anything else makes the folder
    options = {"object_store_memory": STORE_BYTES, "include_dashboard": False, "num_cpus": 0}
    cluster = Cluster(initialize_head=True, head_node_args=options, shutdown_at_exit=True)
    try:
        cluster.workers = [cluster.add_node(num_cpus=cpus, object_store_memory=STORE_BYTES) for _ in range(nodes)]
        yield cluster
    finally:
        if ray.is_initialized():
            serve.shutdown()
            ray.shutdown()
        cluster.shutdown()
        shutil.rmtree(folder, ignore_errors=True)
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.__setitem__(name, value)


def deploy(build: Callable[[dict[str, Any]], Any], settings: dict[str, Any], name: str = "models-cpu") -> None:
    """Start the application that answers for models, or put another in its place; return when it answers."""
    from ray import serve

    from tabs.run.engine.ray_serve.connection import forget_handles

    serve.start(proxy_location="Disabled")
    if name in serve.status().applications:  # Serve would replace what is there one after the other
        serve.delete(name)
        forget_handles()
    serve.run(build(settings), name=name, route_prefix=None)


def told() -> list[dict[str, Any]]:
    """Return what the living replicas told last."""
    from tabs.run.engine.ray_serve.known import told_by_replicas

    return [words for _, _, words in told_by_replicas() if words and psutil.pid_exists(words["process"])]


def wait_for(is_so: Callable[[], Any], timeout_s: float = 120.0, every_s: float = 0.2) -> None:
    """Wait until something is so; replicas tell of themselves once a second."""
    ends_s = time.monotonic() + timeout_s
    while not is_so():
        if time.monotonic() > ends_s:
            raise TimeoutError("It did not come")
        time.sleep(every_s)
