"""The folder for uploads: private, cleaned, bounded."""

import os
import stat
import subprocess
import sys
import time

import pytest

from tabs.doors.gate import folder as doors_folder
from tabs.doors.gate.folder import UploadFolder, own_folder
from tests.serve import ROOT

PLENTY = 10**12


@pytest.fixture
def aged(monkeypatch):
    """Return a function that lets time pass for the folder."""
    real = time.time

    def pass_time(seconds):
        monkeypatch.setattr(doors_folder.time, "time", lambda: real() + seconds)

    return pass_time


def put(folder, name, size):
    file = folder / name / "upload.bin"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"x" * size)
    return file


def test_what_is_old_goes_and_what_belongs_to_the_page_stays(tmp_path, aged):
    uploads = UploadFolder(tmp_path, PLENTY, keep_s=3600, free=lambda _: PLENTY)
    example = put(tmp_path, "example", 10)
    uploads.keep_what_is_new(time.time() - 60)
    sent = put(tmp_path, "sent", 10)
    uploads.tidy()
    assert sent.exists()
    aged(3700)
    uploads.tidy()
    assert example.exists()
    assert not sent.parent.exists()


def test_an_upload_that_was_broken_off_goes_sooner(tmp_path, aged):
    stray = tmp_path / "tmp1234"
    stray.write_bytes(b"x")
    aged(700)
    UploadFolder(tmp_path, PLENTY, keep_s=3600, free=lambda _: PLENTY).tidy()
    assert not stray.exists()


def test_the_oldest_makes_room_and_the_young_is_never_taken(tmp_path, aged):
    uploads = UploadFolder(tmp_path, 100_000, keep_s=3600, free=lambda _: PLENTY)
    first = put(tmp_path, "first", 60_000)
    assert not uploads.promise(60_000)
    aged(700)
    assert uploads.promise(60_000)
    assert not first.exists()
    assert not uploads.promise(60_000), "what is on its way counts"
    uploads.release(60_000)
    assert uploads.promise(60_000)


def test_a_disk_that_is_nearly_full_takes_nothing_more(tmp_path):
    uploads = UploadFolder(tmp_path, PLENTY, keep_s=3600, free=lambda _: 250 * 10**6)
    assert uploads.promise(40 * 10**6)
    assert not uploads.promise(40 * 10**6)


def test_many_empty_files_count_too(tmp_path):
    uploads = UploadFolder(tmp_path, 100_000, keep_s=3600, free=lambda _: PLENTY)
    for number in range(30):
        put(tmp_path, str(number), 0)
    assert not uploads.promise(0)


def test_each_server_has_a_folder_that_others_cannot_enter_and_the_dead_ones_are_removed(tmp_path):
    code = "import pathlib, sys, tabs.doors.gate.folder as f; print(f.own_folder(pathlib.Path(sys.argv[1])))"
    dead = subprocess.run([sys.executable, "-c", code, tmp_path], cwd=ROOT, capture_output=True, text=True, check=True)
    left = tmp_path / f"playground-{os.getuid()}" / dead.stdout.strip().rsplit("/", 1)[-1]
    assert left.is_dir()
    time.sleep(doors_folder.GRACE_S / 100 + 0.2)
    mine = own_folder(tmp_path)
    assert not left.exists()
    assert stat.S_IMODE(mine.parent.stat().st_mode) == 0o700
    another = own_folder(tmp_path)
    assert mine.exists()
    assert another != mine


def test_a_name_that_somebody_else_took_is_left_to_him(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / f"playground-{os.getuid()}").symlink_to(elsewhere)
    mine = own_folder(tmp_path)
    assert not mine.is_relative_to(elsewhere)
    assert list(elsewhere.iterdir()) == []
