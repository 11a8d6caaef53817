import threading
import time
from pathlib import Path

import pytest

from models.errors import (
    DownloadFailed,
    Stopped,
)
from models.hub import cached_folder, download, transfer
from models.progress import Progress
from tests.hub_server import FOREVER, HubServer
from tests.models.hub_model import FILES, NAME, WEIGHTS, cache, fetch, names


def test_a_slow_download_is_reported_about_four_times_a_second(hub: HubServer) -> None:
    hub.add(NAME, FILES)
    hub.slow(1_600_000)
    seen: list[tuple[float, int]] = []
    threads: set[int] = set()

    def report(moment: Progress) -> None:
        seen.append((time.monotonic(), moment.done_bytes))
        threads.add(threading.get_ident())

    download(NAME, "", report)
    lasted_s = seen[-1][0] - seen[0][0]
    assert 3 <= len(seen) <= lasted_s / transfer.REPORT_EVERY_S + 3
    assert 0 < seen[1][1] < len(WEIGHTS)
    assert threads == {threading.get_ident()}


def test_a_cut_transfer_resumes_within_one_call(hub: HubServer) -> None:
    hub.add(NAME, FILES)
    hub.cut_after("model.safetensors", 300_000)
    folder = fetch()
    assert (folder / "model.safetensors").read_bytes() == WEIGHTS
    ranges = [request.range for request in hub.asked("GET", "model.safetensors") if "/cdn/" in request.path]
    assert ranges == ["", "bytes=300000-"]


def test_a_transfer_cut_for_good_is_continued_by_the_next_try(hub: HubServer) -> None:
    hub.add(NAME, FILES)
    hub.cut_after("model.safetensors", 100_000)
    hub.cut_after("model.safetensors", 0, FOREVER)
    with pytest.raises(DownloadFailed, match="again"):
        fetch()
    assert cached_folder(NAME, "") is None
    hub.heal()
    hub.requests.clear()
    seen: list[Progress] = []
    folder = download(NAME, "", seen.append)
    assert seen[0].done_bytes >= 100_000
    assert {request.range for request in hub.asked("GET", "model.safetensors")} == {"bytes=100000-"}
    assert (folder / "model.safetensors").read_bytes() == WEIGHTS


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_passing_fault_of_the_hub_is_tried_again(hub: HubServer, status: int) -> None:
    hub.add(NAME, FILES)
    hub.answer_with("model.safetensors", status, 2)
    assert names(fetch()) == set(FILES)


@pytest.mark.parametrize(("status", "words"), [(429, "too many requests"), (503, "broke off")])
def test_a_lasting_fault_of_the_hub(hub: HubServer, status: int, words: str) -> None:
    hub.add(NAME, FILES)
    hub.answer_with("model.safetensors", status, FOREVER)
    with pytest.raises(DownloadFailed, match=words):
        fetch()


def test_a_damaged_part_is_fetched_afresh(hub: HubServer) -> None:
    hub.add(NAME, FILES)
    hub.cut_after("model.safetensors", 100_000)
    hub.cut_after("model.safetensors", 0, FOREVER)
    with pytest.raises(DownloadFailed):
        fetch()
    hub.heal()
    (part,) = cache().rglob("*.incomplete")
    part.write_bytes(b"x" * part.stat().st_size)
    assert (fetch() / "model.safetensors").read_bytes() == WEIGHTS


def test_a_part_that_only_lacked_its_name_is_not_fetched_again(hub: HubServer) -> None:
    hub.add(NAME, FILES)
    hub.cut_after("model.safetensors", len(WEIGHTS) - 10)
    hub.cut_after("model.safetensors", 0, FOREVER)
    with pytest.raises(DownloadFailed):
        fetch()
    (part,) = cache().rglob("*.incomplete")
    part.write_bytes(WEIGHTS)
    hub.requests.clear()
    fetch()
    assert hub.asked("GET", "model.safetensors") == []


@pytest.mark.parametrize("length", [0, 1000, len(WEIGHTS) + 5])
@pytest.mark.parametrize("is_link", [True, False])
def test_a_file_that_was_damaged_in_the_cache_is_fetched_again(hub: HubServer, length: int, is_link: bool) -> None:
    hub.add(NAME, FILES)
    file = fetch() / "model.safetensors"
    blob = file.resolve()
    if not is_link:  # a cache of plain copies
        file.unlink()
        blob.replace(file)
    file.write_bytes((WEIGHTS + WEIGHTS)[:length])
    hub.requests.clear()
    assert cached_folder(NAME, "") is None
    assert (fetch() / "model.safetensors").read_bytes() == WEIGHTS
    assert len([request for request in hub.asked("GET") if "/resolve/" in request.path]) == 1
    assert cached_folder(NAME, "") is not None


def test_report_can_stop_a_download_which_then_goes_on(hub: HubServer) -> None:
    hub.add(NAME, FILES)
    hub.slow(500_000)

    def stop(moment: Progress) -> None:
        if moment.done_bytes > 50_000:
            raise Stopped("Stopped.")

    started_s = time.monotonic()
    with pytest.raises(Stopped):
        download(NAME, "", stop)
    assert time.monotonic() - started_s < 1.5
    hub.heal()
    hub.requests.clear()
    fetch()
    assert hub.asked("GET", "model.safetensors")[0].range.startswith("bytes=")


def test_two_downloads_at_once_fetch_every_byte_once(hub: HubServer) -> None:
    hub.add(NAME, FILES)
    hub.slow(4_000_000)
    folders: list[Path] = []
    threads = [threading.Thread(target=lambda: folders.append(fetch())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(folders)) == 1
    assert len(folders) == 3
    assert len([request for request in hub.asked("GET", "model.safetensors") if "/cdn/" in request.path]) == 1


def test_no_room_on_the_disk_is_seen_beforehand(hub: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.add(NAME, FILES)
    usage = type("Usage", (), {"free": 1_000})
    monkeypatch.setattr("models.hub.room.shutil.disk_usage", lambda _: usage)
    with pytest.raises(DownloadFailed, match="1 MB"):
        fetch()
    assert hub.asked("GET", "model.safetensors") == []


def test_downloads_have_a_sum_that_they_may_take(hub: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.add(NAME, FILES)
    monkeypatch.setenv("PLAYGROUND_DOWNLOADS_GB", "0.0001")
    with pytest.raises(DownloadFailed, match="does not fit any more"):
        fetch()
    assert hub.asked("GET", "model.safetensors") == []
    monkeypatch.setenv("PLAYGROUND_DOWNLOADS_GB", "1")
    assert fetch().is_dir()
    monkeypatch.setenv("PLAYGROUND_DOWNLOADS_GB", "0.0001")
    assert fetch().is_dir(), "what is here is used"


def test_a_disk_that_fills_up(hub: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", "/secret/path")

    hub.add(NAME, FILES)
    monkeypatch.setattr(transfer, "_receive", fail)
    with pytest.raises(DownloadFailed, match="no room") as caught:
        fetch()
    assert "secret" not in str(caught.value)
