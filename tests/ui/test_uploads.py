"""Files of one's own in the page: what may be chosen, and what is seen of them."""

import io

import pytest
from PIL import Image

from tabs.read.image import EXTENSIONS
from tests.contract import TASKS
from tests.ui.chromium import needs_chromium, open_page
from tests.ui.walk import open_task

pytestmark = [pytest.mark.ui, needs_chromium]

DETECTION = next(task for task in TASKS if task.id == "object-detection")
DOCUMENTS = next(task for task in TASKS if task.id == "document-question-answering")


def tiff():
    stream = io.BytesIO()
    Image.effect_noise((120, 90), 60).convert("RGB").save(stream, "TIFF")
    return stream.getvalue()


def test_a_tiff_is_seen_before_it_is_run(browser, server):
    with open_page(browser) as page:
        page.goto(server)
        panel = open_task(page, DETECTION)
        panel.get_by_label("Clear", exact=True).or_(panel.get_by_label("Remove Image")).first.click()
        field = panel.locator("input[type=file]").first
        with page.expect_file_chooser() as chosen:
            field.evaluate("(element) => element.click()")
        assert set(field.get_attribute("accept").split(",")) == set(EXTENSIONS)
        chosen.value.set_files({"name": "scan.tif", "mimeType": "image/tiff", "buffer": tiff()})
        shown = panel.locator("img[src*='scan']").first
        shown.wait_for(timeout=20_000)
        page.wait_for_function("(image) => image.naturalWidth > 0", arg=shown.element_handle(), timeout=20_000)
        assert shown.evaluate("(image) => [image.naturalWidth, image.naturalHeight]") == [120, 90]


def test_documents_that_can_be_read_can_be_chosen(browser, server):
    with open_page(browser) as page:
        page.goto(server)
        panel = open_task(page, DOCUMENTS)
        panel.get_by_role("button", name="Clear", exact=True).last.click()
        accept = panel.locator("input[type=file]").first.get_attribute("accept") or ""
        assert {".pdf", ".tif", ".heic"} <= {one.strip() for one in accept.split(",")}
        assert "image/*" not in accept
