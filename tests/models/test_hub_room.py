"""Downloads within their bounds: the one used longest ago goes, never one in use, by whichever process."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.errors import DownloadFailed
from models.hub import cached_folder, room
from models.hub.room import IN_USE, LOCKS, OURS, let_go, tell_use
from models.hub.snapshots import repo_folder
from tests.hub_server import HubServer
from tests.models.hub_model import FILES, cache, fetch, names

MODEL_GB = 0.00104
"""A little more than each of the models takes."""

OLD, NEW, LAST = "org/old", "org/new", "org/last"


@pytest.fixture(autouse=True)
def nothing_in_use() -> Iterator[None]:
    """Hold only what a test says is in use."""
    tell_use(set)
    let_go()
    yield
    tell_use(set)
    let_go()
    room._in_use.clear()


@pytest.fixture
def two(hub: HubServer) -> HubServer:
    """A Hub of three models, of which two are here, one used longer ago."""
    for number, name in enumerate((OLD, NEW, LAST)):
        hub.add(name, FILES | {"config.json": '{"model_type": "bert"}' + " " * number})
    for number, name in enumerate((OLD, NEW)):
        fetch(name)
        used(name, 1_000_000 + number)
    return hub


def used(name: str, at_s: float) -> None:
    let_go()
    os.utime(cache() / LOCKS / repo_folder(name).name / IN_USE, (at_s, at_s))


def here(*names: str) -> list[bool]:
    return [cached_folder(name, "") is not None for name in names]


def allow(monkeypatch: pytest.MonkeyPatch, models: float) -> None:
    monkeypatch.setenv("PLAYGROUND_DOWNLOADS_GB", str(models * MODEL_GB))


def test_what_was_used_longest_ago_makes_room(two: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    allow(monkeypatch, 2)
    assert names(fetch(LAST)) == set(FILES)
    assert here(OLD, NEW, LAST) == [False, True, True]
    assert room.used_bytes(cache()) < 2 * MODEL_GB * room.GB
    assert names(fetch(OLD)) == set(FILES), "what went can be had again"
    assert here(OLD, NEW, LAST) == [True, False, True]


def test_a_use_counts_as_much_as_a_download(two: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    allow(monkeypatch, 2)
    fetch(OLD)
    fetch(LAST)
    assert here(OLD, NEW, LAST) == [True, False, True]


def test_the_disk_itself_is_a_bound(two: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("Usage", (), {"free": 500_000})
    monkeypatch.setattr("models.hub.room.shutil.disk_usage", lambda _: usage)
    fetch(LAST)
    assert here(OLD, NEW, LAST) == [False, True, True]


def test_what_this_process_uses_stays(two: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    allow(monkeypatch, 2)
    in_use = {repo_folder(OLD).name, repo_folder(NEW).name}
    tell_use(lambda: in_use)
    fetch(OLD)
    fetch(NEW)
    with pytest.raises(DownloadFailed, match="does not fit any more"):
        fetch(LAST)
    in_use.remove(repo_folder(OLD).name)
    fetch(LAST)
    assert here(OLD, NEW, LAST) == [False, True, True]


def test_what_another_process_uses_stays(two: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    program = (
        "import sys\nfrom models.hub import cached_folder, hold, repo_folder\n"
        "hold(repo_folder(sys.argv[1]))\nprint('held', flush=True)\nsys.stdin.read()"
    )
    command = [sys.executable, "-c", program, OLD]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdin is not None
        assert other.stdout.readline() == "held\n"
        allow(monkeypatch, 2)
        fetch(LAST)
        assert here(OLD, NEW, LAST) == [True, False, True]
        other.stdin.close()
        assert other.wait(10) == 0
    let_go()
    fetch(NEW)
    assert here(OLD, NEW) == [False, True], "a process that has ended uses nothing"


def test_what_is_being_brought_stays_and_counts_whole(two: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    allow(monkeypatch, 3.5)
    two.add("org/more", FILES)
    two.slow(1_000_000)
    bringing = threading.Thread(target=fetch, args=(LAST,))
    bringing.start()
    while not any(cache().rglob("*.incomplete")):
        threading.Event().wait(0.005)
    two.heal()
    let_go()
    fetch("org/more")
    bringing.join()
    assert here(OLD, NEW, LAST, "org/more") == [False, True, True, True]


def test_nothing_goes_for_what_will_not_fit_all_the_same(two: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    allow(monkeypatch, 2)
    two.add("org/large", {"config.json": "{}", "model.safetensors": bytes(3_000_000)})
    with pytest.raises(DownloadFailed, match="does not fit any more"):
        fetch("org/large")
    assert here(OLD, NEW) == [True, True]


def test_what_came_by_other_ways_is_not_ours_to_remove(two: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    allow(monkeypatch, 2)
    (cache() / LOCKS / repo_folder(OLD).name / OURS).unlink()
    fetch(LAST)
    assert here(OLD, NEW, LAST) == [True, False, True]


def test_a_folder_that_cannot_be_written_is_read(two: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(room, "held", refuse)
    assert fetch(OLD).is_dir()
