"""Calls in a child process: what comes back, what is ended, and that others are served meanwhile."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from models import bounded
from models.bounded import Failed, TookTooLong, TookTooMuch, call_bounded
from models.errors import BadInput, Busy

WORK = "tests.models.bounded.work."
ROOT = Path(__file__).parents[3]
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit this")


@pytest.mark.parametrize("value", [None, 1.5, "ä\0", [1, [2, {"a": None}]], {"": []}])
def test_values_come_back_as_they_went(value):
    assert call_bounded(f"{WORK}echo", value) == value


def test_bytes_come_back_as_what_can_be_written_to():
    twice = call_bounded(f"{WORK}double", b"\0\xff" * 500_000)["twice"]
    assert twice == [b"\0\xff" * 500_000] * 2
    twice[0][0] = 7


def test_one_child_answers_many_calls_within_milliseconds():
    first = call_bounded(f"{WORK}process_id")
    started = time.perf_counter()
    assert {call_bounded(f"{WORK}process_id") for _ in range(20)} == {first}
    assert (time.perf_counter() - started) / 20 < 0.05


def test_errors_for_users_keep_their_kind_and_others_are_told_apart():
    with pytest.raises(BadInput, match=r"^No\. Try another\.$"):
        call_bounded(f"{WORK}refuse")
    with pytest.raises(Failed, match="KeyError"):
        call_bounded(f"{WORK}fail")


def test_what_a_library_prints_is_not_taken_for_an_answer():
    assert call_bounded(f"{WORK}chatter") == 1


@linux_only
def test_a_loop_without_end_is_ended_by_its_processor_time():
    started = time.perf_counter()
    with pytest.raises(TookTooLong):
        call_bounded(f"{WORK}spin", cpu_s=1, wall_s=60)
    assert time.perf_counter() - started < 30


def test_one_that_sleeps_is_ended_by_wall_time():
    with pytest.raises(TookTooLong):
        call_bounded(f"{WORK}sleep", wall_s=1)


@linux_only
def test_memory_is_bounded_again_for_each_call():
    assert call_bounded(f"{WORK}fill", 300_000_000, address_bytes=500_000_000) == 300_000_000
    with pytest.raises(TookTooMuch):
        call_bounded(f"{WORK}fill", 300_000_000, address_bytes=200_000_000)
    assert call_bounded(f"{WORK}fill", 300_000_000, address_bytes=500_000_000) == 300_000_000


@linux_only
def test_the_limits_of_one_call_do_not_keep_the_next_from_importing():
    bounded.end_children()
    child = call_bounded(f"{WORK}process_id", address_bytes=1_000_000)
    assert call_bounded("models.decode.pdf.count_pages", str(ROOT / "assets" / "examples" / "letter.pdf")) == 2
    assert call_bounded(f"{WORK}process_id") == child


def test_a_crash_ends_the_child_and_the_next_call_has_a_new_one():
    with pytest.raises(TookTooMuch):
        call_bounded(f"{WORK}crash")
    assert call_bounded(f"{WORK}echo", 1) == 1


def test_an_answer_larger_than_allowed_is_not_taken():
    with pytest.raises(TookTooMuch):
        call_bounded(f"{WORK}double", b"0" * 1_000_000, address_bytes=1_900_000)


def test_others_are_served_while_one_is_stuck():
    stuck = threading.Thread(target=sleep_until_ended, args=(4,))
    stuck.start()
    started = time.perf_counter()
    assert call_bounded(f"{WORK}echo", 1) == 1
    assert time.perf_counter() - started < 3
    assert stuck.is_alive()
    stuck.join()


def test_who_finds_no_place_is_told_so(monkeypatch):
    monkeypatch.setattr(bounded, "WAIT_S", 0.1)
    monkeypatch.setattr(bounded, "_places", threading.BoundedSemaphore(1))
    stuck = threading.Thread(target=sleep_until_ended, args=(2,))
    stuck.start()
    time.sleep(0.3)
    with pytest.raises(Busy):
        call_bounded(f"{WORK}echo", 1)
    stuck.join()


def test_a_child_that_went_for_want_of_work_is_replaced_without_a_word():
    call_bounded(f"{WORK}echo", 1)
    for child in bounded._idle:
        child._process.kill()
        child._process.wait(timeout=20)
    assert call_bounded(f"{WORK}echo", 2) == 2


def test_the_child_knows_no_token_and_writes_no_large_file(monkeypatch, tmp_path):
    bounded.end_children()
    monkeypatch.setenv("HF_TOKEN", "secret")
    assert "HF_TOKEN" not in call_bounded(f"{WORK}environment")
    if sys.platform != "win32":
        with pytest.raises(Failed, match="OSError"):
            call_bounded(f"{WORK}write_file", str(tmp_path / "a"))


@pytest.mark.parametrize("end", ["", "os.kill(os.getpid(), 9)", "os.kill(os.getpid(), 15)"])
@linux_only
def test_children_go_with_the_server(end):
    """One waits for work, one is inside a call that would last for minutes."""
    code = (
        "import os, threading, time; from models.bounded import call_bounded; "
        f"threading.Thread(target=call_bounded, args=('{WORK}sleep',), daemon=True).start(); time.sleep(1); "
        f"print(call_bounded('{WORK}process_id'), flush=True); "
        "import psutil; print(*[child.pid for child in psutil.Process().children()], flush=True); " + end
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    children = {int(word) for word in done.stdout.split()}
    assert len(children) == 2, done.stderr
    deadline = time.monotonic() + 10
    while any(is_alive(child) for child in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(is_alive(child) for child in children)


def sleep_until_ended(wall_s):
    with pytest.raises(TookTooLong):
        call_bounded(f"{WORK}sleep", wall_s=wall_s)


def is_alive(process):
    status = Path(f"/proc/{process}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="other systems limit no address space")
def test_a_server_that_is_limited_itself_still_bounds_its_children():
    program = (
        "import resource; from models.bounded import limits; most = 4 * 10**9\n"
        "resource.setrlimit(resource.RLIMIT_AS, (most, most))\n"
        "limits.bound(10**10, 5); print(resource.getrlimit(resource.RLIMIT_AS) == (most, most))\n"
        "limits.bound(10**9, 5); print(resource.getrlimit(resource.RLIMIT_AS)[0] < 2 * 10**9)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]
