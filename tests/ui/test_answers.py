"""One bar of tools under every answer: what it holds is copied, or saved under a name that says task and time."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from PIL import Image
from playwright.sync_api import expect

from tests.contract import TASKS
from tests.ui.chromium import DESKTOP, PHONE, needs_chromium, open_page
from tests.ui.walk import open_task, run_task

pytestmark = [pytest.mark.ui, needs_chromium]

TASK = {task.id: task for task in TASKS}
STAMP = r"-20\d\d-\d\d-\d\d-\d{6}[.]"
TOOLS = {
    "text-classification": ["CSV", "JSON"],
    "token-classification": ["CSV", "JSON"],
    "summarization": ["TXT", "JSON"],
    "feature-extraction": ["CSV", "JSON"],
    "object-detection": ["PNG", "CSV", "JSON"],
    "text-to-speech": ["WAV", "JSON"],
    "automatic-speech-recognition": ["TXT", "SRT", "VTT", "JSON"],
}


@pytest.fixture(scope="module")
def page(browser: Any, server: str) -> Iterator[Any]:
    with open_page(browser, DESKTOP) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(server)
        yield page


def answer(page: Any, task: str) -> Any:
    panel = open_task(page, TASK[task])
    run_task(panel)
    panel.locator(".tools .tool").first.wait_for()
    return panel


def save(panel: Any, kind: str) -> bytes:
    with panel.page.expect_download() as saved:
        panel.get_by_role("button", name=f"Save: {kind}", exact=True).click()
    assert re.match(panel.get_attribute("id").removeprefix("task-") + STAMP, saved.value.suggested_filename)
    return Path(saved.value.path()).read_bytes()


@pytest.mark.parametrize("task", TOOLS)
def test_each_kind_of_answer_has_its_files(page, task):
    panel = answer(page, task)
    bar = panel.get_by_role("group", name="Take the answer with you")
    assert bar.locator(".save").all_inner_texts() == TOOLS[task]
    files = {kind: save(panel, kind) for kind in TOOLS[task]}
    assert json.loads(files["JSON"]) is not None
    if "CSV" in files:
        rows = list(csv.reader(io.StringIO(files["CSV"].decode())))
        assert len(rows) > 1
        assert len({len(row) for row in rows}) == 1
    if "PNG" in files:
        assert Image.open(io.BytesIO(files["PNG"])).format == "PNG"
    if "WAV" in files:
        samples, rate = soundfile.read(io.BytesIO(files["WAV"]))
        assert len(samples) > rate / 2
        assert np.abs(samples).max() > 0.01
    if "SRT" in files:
        assert b"1\n00:00:0" in files["SRT"]
        assert files["VTT"].startswith(b"WEBVTT")
    assert panel.locator("a.download:visible").count() == 0


def test_what_is_copied_is_what_is_read(page):
    panel = answer(page, "text-classification")
    panel.locator(".tools").get_by_role("button", name="Copy").click()
    expect(panel.get_by_role("button", name="Copied")).to_be_visible()
    assert re.fullmatch(r"POSITIVE\t\d+%\nNEGATIVE\t\d+%", page.evaluate("navigator.clipboard.readText()"))


def test_a_label_that_begins_like_a_formula_does_nothing_in_a_spreadsheet(page):
    panel = open_task(page, TASK["zero-shot-classification"])
    panel.locator(".asked textarea").nth(1).fill('=HYPERLINK("x"), education, @sum')
    run_task(panel)
    panel.locator(".tools .tool").first.wait_for()
    rows = list(csv.reader(io.StringIO(save(panel, "CSV").decode())))
    assert rows[0] == ["labels", "scores"]
    assert {row[0] for row in rows[1:]} == {'\'=HYPERLINK("x")', "education", "'@sum"}
    assert all(0 <= float(row[1]) <= 1 for row in rows[1:])
    written = page.evaluate("rows => playground.toCsv(rows)", [["-1.5", "＝1", "\t=1", "a\r=2", "+1+1", "2e-5"]])
    assert next(csv.reader(io.StringIO(written))) == ["-1.5", "'＝1", "'\t=1", "a\n=2", "'+1+1", "2e-5"]


def test_masks_come_as_one_archive_of_pictures(page):
    panel = answer(page, "image-segmentation")
    kind = panel.locator(".tools .save").first.inner_text()
    with zipfile.ZipFile(io.BytesIO(save(panel, kind))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert kind == f"{len(names)} pictures (ZIP)"
        masks = [Image.open(archive.open(name)) for name in names if "mask" in name]
    assert masks
    assert {mask.size for mask in masks} == {(512, 512)}, "of the picture's own size"
    assert all(set(np.unique(np.asarray(mask.convert("L")))) == {0, 255} for mask in masks)


def test_the_bar_goes_with_the_answer(page):
    panel = answer(page, "text-classification")
    panel.get_by_label("Text", exact=True).press_sequentially("!")
    expect(panel.locator(".tools")).to_be_hidden()
    run_task(panel)
    expect(panel.locator(".tools")).to_be_visible()
    panel.locator(".at-hand").get_by_role("button", name="Clear", exact=True).click()
    expect(panel.locator(".tools")).to_have_count(0)
    assert page.complaints == []


def test_on_a_phone_the_tools_are_wide_enough_for_a_finger(browser, server):
    with open_page(browser, PHONE) as phone:
        phone.goto(server)
        panel = answer(phone, "object-detection")
        boxes = [tool.bounding_box() for tool in panel.locator(".tools .tool").all()]
        assert all(box["height"] >= 40 and box["x"] >= 0 and box["x"] + box["width"] <= PHONE[0] for box in boxes)
        assert Image.open(io.BytesIO(save(panel, "PNG"))).format == "PNG"
