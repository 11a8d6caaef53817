"""Data, as a teacher looks at it: open, bring, choose, keep, train on it."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.serve import serve
from tests.ui.chromium import DESKTOP, PHONE, needs_chromium, open_page

pytestmark = [pytest.mark.ui, needs_chromium]

EVIL = "<img src=x onerror=alert(1)>"
TABLE = f"text\tlabel\n{EVIL}\tgood\n" + "".join(f"=row {n}\t{'good' if n % 2 else 'bad'}\n" for n in range(20))
MOST_MS = 90_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("data")
    log = folder / "log.txt"
    space = {"SPACE_ID": "me/mine", "PLAYGROUND_TRAINING": "1"}  # each visitor has a home
    own = {"GRADIO_TEMP_DIR": str(folder / "uploads"), "PLAYGROUND_TRAINED": str(folder / "kept")}
    with serve(log=log, HF_HUB_OFFLINE="1", **space, **own) as url:
        yield url
    assert "Traceback" not in log.read_text(), log.read_text()[-3000:]


def open_data(page: Any, url: str) -> Any:
    page.goto(url)
    page.locator("#tab-data-button").click()
    return page.locator("#tab-data")


def test_a_pasted_table_is_shown_kept_and_chosen_to_train_on_by_its_owner_alone(browser, server):
    with open_page(browser, DESKTOP) as page:
        data = open_data(page, server)
        data.get_by_text("1,600 rows").wait_for(timeout=MOST_MS)
        assert data.locator("figure svg").count() == 2
        data.get_by_role("button", name="Bring your own").click()
        data.get_by_label("Or paste a table").fill(TABLE)
        data.get_by_label("Call it").fill("pasted")
        data.get_by_role("button", name="Bring it").click()
        data.get_by_text("21 rows").wait_for(timeout=MOST_MS)
        data.get_by_text(EVIL).wait_for()
        data.get_by_role("button", name="Next").click()
        data.get_by_text("Page 2 of 3").wait_for(timeout=MOST_MS)
        data.get_by_label("Rows with these words").fill("row")
        data.get_by_role("button", name="Show").click()
        data.get_by_text("20 of them chosen").wait_for(timeout=MOST_MS)
        data.get_by_label("Keep these rows as").fill("only-rows")
        data.get_by_role("button", name="Keep to train on").click()
        data.get_by_text("Kept 18 rows").wait_for(timeout=MOST_MS)
        with page.expect_download() as waiting:
            data.get_by_role("button", name="Export CSV").click()
            data.locator("a[download]").first.click(timeout=MOST_MS)
        lines = waiting.value.path().read_text("utf-8").splitlines()
        assert len(lines) == 21
        assert lines[1] == "'=row 0,bad"
        assert choices_to_train_on(page) >= {"pasted", "only-rows"}
        assert page.complaints == []
    with open_page(browser, DESKTOP) as page:
        page.goto(server)
        assert not choices_to_train_on(page) & {"pasted", "only-rows"}
        data = open_data(page, server)
        data.get_by_text("1,600 rows").wait_for(timeout=MOST_MS)
        data.get_by_label("Data set").click()
        assert "pasted" not in page.get_by_role("option").all_inner_texts()


def choices_to_train_on(page: Any) -> set[str]:
    page.locator("#tab-train-button").click()
    page.wait_for_timeout(1500)
    page.get_by_label("From the data set").click()
    return {one.replace("✓", "").strip() for one in page.get_by_role("option").all_inner_texts()}


def test_pictures_and_sounds_fit_a_phone(browser, server):
    with open_page(browser, PHONE) as page:
        data = open_data(page, server)
        data.get_by_text("1,600 rows").wait_for(timeout=MOST_MS)
        for title, inside in (("Pictures of five", ".rows img"), ("Sounds of animals", ".rows audio")):
            data.get_by_label("Data set").click()
            page.get_by_role("option", name=title).click()
            data.locator(inside).nth(9).wait_for(timeout=MOST_MS)
        assert page.evaluate("document.querySelector('#tab-data .rows img, #tab-data .rows audio').clientWidth") > 50
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 1, f"{wide} pixels wider than the screen"
        data.get_by_label("Rows with these words").fill("x")
        data.get_by_label("Shuffle").fill("many")
        data.get_by_role("button", name="Show").click()
        page.get_by_text("A seed is a whole number").wait_for(timeout=MOST_MS)
        assert page.complaints == []
