import threading
import time

import pytest

from models.hub import is_reachable, start_probe
from models.hub.probe import DOWN_FOR_S, UP_FOR_S, Probe
from tests.hub_server import HubServer


def test_the_probe_is_remembered(hub: HubServer) -> None:
    start_probe()
    assert is_reachable()
    assert is_reachable()
    assert hub.asked("HEAD", "/") == [("HEAD", "/", "")]


def test_probe_renews_stale_answers_behind_the_scenes() -> None:
    now, answers, asked = [0.0], [True, False, True], threading.Semaphore(0)

    def ask() -> bool:
        asked.release()
        return answers.pop(0)

    probe = Probe(ask, clock=lambda: now[0])
    assert probe.answer()
    now[0] = UP_FOR_S - 1
    assert probe.answer()
    assert len(answers) == 2
    now[0] = UP_FOR_S
    assert probe.answer()
    settle(probe)
    assert not probe.answer()
    now[0] += DOWN_FOR_S
    assert not probe.answer()
    settle(probe)
    assert probe.answer()
    assert answers == []


def test_probe_waits_a_limited_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.hub.probe.WAIT_S", 0.05)
    go_on = threading.Event()
    probe = Probe(lambda: go_on.wait(5))
    started_s = time.monotonic()
    assert not probe.answer()
    assert time.monotonic() - started_s < 1
    go_on.set()
    settle(probe)
    assert probe.answer()


def test_probe_takes_an_error_for_a_no() -> None:
    def fail() -> bool:
        raise OSError("no network")

    probe = Probe(fail)
    assert not probe.answer()


def settle(probe: Probe) -> None:
    """Wait for a question under way."""
    running = probe._running
    if running:
        running.join()
