import pickle
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from models import errors, zero_gpu
from models.device import best_device
from models.key import ModelKey
from models.resolve import resolve

FULL = ModelKey("fill-mask", "hub", "a/b", device="cuda:0")


@pytest.fixture(autouse=True)
def space(monkeypatch):
    monkeypatch.setenv("SPACES_ZERO_GPU", "true")
    monkeypatch.delenv("PLAYGROUND_DEVICE", raising=False)
    best_device.cache_clear()
    yield
    best_device.cache_clear()


def kinds(kind=errors.AppError):
    return [kind, *(one for below in kind.__subclasses__() for one in kinds(below))]


MADE_OF = {
    errors.ModelTooLarge: ("a/b", 10, 5),
    errors.Busy: ("a/b", 3.0),
    errors.ReadersBusy: (3.0,),
    errors.QueueFull: (),
    errors.OutOfMemory: ("a/b",),
}


@pytest.mark.parametrize(
    "kind", [one for one in kinds() if one.__module__ == errors.__name__], ids=lambda one: one.__name__
)
def test_every_error_for_users_survives_the_way_back(kind):
    error = kind(*MADE_OF.get(kind, ("Some words.",)))
    back = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (type(back), str(back), vars(back)) == (kind, str(error), vars(error))


def test_the_main_process_keeps_of_a_full_model_where_its_files_are(monkeypatch):
    monkeypatch.setattr(zero_gpu.load, "fetch", lambda key, report: Path("files"))
    monkeypatch.setattr(zero_gpu.load, "load", lambda *_: pytest.fail("loaded in the main process"))
    monkeypatch.setattr(zero_gpu.load, "estimate", lambda *_: pytest.fail("it takes nothing here"))
    cache = zero_gpu.build_cache()
    with cache.use(FULL) as found:
        assert found == zero_gpu.Elsewhere(Path("files"))
    assert cache.stats().resident_bytes == 0
    assert cache.unload(FULL)


def test_starters_stay_on_the_cpu_unless_a_gpu_is_asked_for(monkeypatch):
    monkeypatch.setattr("models.precision.is_there", lambda _: True)
    starter = {"task": "fill-mask", "catalogue": (), "starter": "minilm-gaps", "model": "starter"}
    assert resolve(**starter).device == "cpu"
    assert resolve(**starter, device="cuda:0").device == "cuda:0"


def test_a_worker_waits_for_no_lock_that_was_held_when_it_was_forked():
    code = """
        import os, threading, time
        from models.zero_gpu import keep_locks
        locks = threading.Lock(), threading.RLock()
        {keep}
        held = threading.Event()
        def hold():
            with locks[0], locks[1]:
                held.set()
                time.sleep(0.5)
        threading.Thread(target=hold).start()
        held.wait()
        child = os.fork()
        if not child:
            free = all(lock.acquire(timeout=1) for lock in locks)
            os._exit(0 if free else 1)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    """
    root = Path(__file__).parents[2]
    for keep, status in (("keep_locks(*locks)", "0"), ("", "1")):
        program = textwrap.dedent(code).format(keep=keep)
        command = [sys.executable, "-W", "ignore", "-c", program]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == status
