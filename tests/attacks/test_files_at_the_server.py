"""Hostile files at a whole server of six gigabytes of address space: it lives, serves others, gives memory back."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from tests.attacks.files import inflating_pdf, nested_forms_pdf, zeros_png
from tests.serve import serve

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="other systems limit no address space"),
]

ADDRESS_BYTES = 6_000_000_000
LIMITED = (
    "-c",
    f"import resource, runpy; resource.setrlimit(resource.RLIMIT_AS, ({ADDRESS_BYTES},) * 2); "
    "runpy.run_path('app.py', run_name='__main__')",
)
ALLOWED_BYTES = 150_000_000
SETTLED_S = 5.0


@pytest.fixture(scope="module")
def limited(tmp_path_factory):
    """Yield a client of such a server, and the server's process."""
    from gradio_client import Client

    folder = tmp_path_factory.mktemp("limited")
    with serve(*LIMITED, log=folder / "log.txt", HF_HUB_OFFLINE="1", GRADIO_TEMP_DIR=str(folder / "uploads")) as url:
        process = next(one for one in psutil.Process().children() if LIMITED[1] in one.cmdline())
        client = Client(url, verbose=False)
        yield client, process
        client.close()


def classify(client):
    started = time.perf_counter()
    client.predict(text="I love this film.", model="starter", api_name="/text_classification")
    return time.perf_counter() - started


def settled_bytes(process):
    """Return the memory held once what is imported after the start is there: when it has not grown for a while."""
    held, since, deadline = process.memory_info().rss, time.monotonic(), time.monotonic() + 120
    while time.monotonic() - since < SETTLED_S and time.monotonic() < deadline:
        time.sleep(0.2)
        now = process.memory_info().rss
        if now > held + 1_000_000:
            held, since = now, time.monotonic()
    return process.memory_info().rss


@pytest.mark.parametrize("hostile", [nested_forms_pdf, inflating_pdf])
def test_a_pdf_without_end_is_told_while_others_are_served(limited, tmp_path, hostile):
    from gradio_client import handle_file
    from gradio_client.exceptions import AppError

    client, process = limited
    (tmp_path / "a.pdf").write_bytes(hostile())
    classify(client)
    before = settled_bytes(process)

    def ask():
        with pytest.raises(AppError, match="too long or too much memory"):
            client.predict(
                document=handle_file(tmp_path / "a.pdf"),
                question="What is the total?",
                model="starter",
                api_name="/document_question_answering",
            )

    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask)
        times = [classify(client) for _ in range(5)]
        asked.result(timeout=120)
    assert max(times) < 10
    assert process.is_running()
    assert process.memory_info().rss - before < ALLOWED_BYTES


def test_thirty_large_pictures_four_at_once_leave_nothing_behind(limited, tmp_path):
    from gradio_client import handle_file

    client, process = limited
    (tmp_path / "a.png").write_bytes(zeros_png())

    def send(_):
        client.predict(image=handle_file(tmp_path / "a.png"), model="starter", api_name="/image_classification")

    send(0)
    before = settled_bytes(process)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(send, range(30)))
    classify(client)
    assert process.memory_info().rss - before < ALLOWED_BYTES
