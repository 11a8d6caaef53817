"""PDFs that never end, and those of others meanwhile."""

import threading
import time

import psutil
import pytest

from models.errors import BadInput
from tabs.read import document
from tabs.read.document import read_document
from tests.attacks.files import inflating_pdf, nested_forms_pdf
from tests.tabs.read.test_document import pdf_of

QUICK = {"address_bytes": 600_000_000, "cpu_s": 3.0, "wall_s": 30.0}


@pytest.mark.parametrize("hostile", [nested_forms_pdf, inflating_pdf])
def test_a_page_without_end_is_ended_and_told(uploaded, monkeypatch, hostile):
    monkeypatch.setattr(document, "LIMITS", QUICK)
    before = psutil.Process().memory_info().rss
    with pytest.raises(BadInput, match="too long or too much memory"):
        read_document(uploaded("a.pdf", hostile())).draw_page(1)
    assert psutil.Process().memory_info().rss - before < 150_000_000


def test_the_document_of_another_is_drawn_while_a_hostile_one_is_at_work(uploaded, monkeypatch):
    hostile, good = uploaded("a.pdf", nested_forms_pdf()), uploaded("b.pdf", pdf_of(200, 300))
    read_document(good).draw_page(1)
    refused = []
    monkeypatch.setattr(document, "LIMITS", {**QUICK, "cpu_s": 6.0})

    def draw():
        try:
            read_document(hostile).draw_page(1)
        except BadInput as error:
            refused.append(str(error))

    stuck = threading.Thread(target=draw)
    stuck.start()
    time.sleep(0.5)
    started = time.perf_counter()
    assert read_document(good).draw_page(1).size == (556, 834)
    assert time.perf_counter() - started < 3
    assert stuck.is_alive()
    stuck.join()
    assert "too long" in refused[0]
