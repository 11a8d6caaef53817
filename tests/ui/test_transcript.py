from playwright.sync_api import expect

from tests.ui.chromium import needs_chromium, open_page

POSITION = """panel => [...panel.querySelectorAll("*")].map(one => one.shadowRoot?.querySelector("audio"))
    .find(Boolean)?.currentTime ?? -1"""


def listen(page, url, example):
    page.goto(url)
    page.click("#tab-audio-button")
    page.click("#task-automatic-speech-recognition-button")
    panel = page.locator("#task-automatic-speech-recognition")
    panel.get_by_role("button", name="Model and settings").click()
    panel.get_by_role("radio", name="word").click()
    panel.get_by_text(example).click()  # which runs it
    return panel


@needs_chromium
def test_a_click_on_a_row_moves_the_player(browser, server):
    with open_page(browser) as page:
        panel = listen(page, server, "Short speech")
        row = panel.locator(".transcript [data-seek]").last
        row.wait_for(timeout=90_000)
        start = float(row.get_attribute("data-seek"))
        assert start > 1
        assert panel.evaluate(POSITION) == 0
        row.click()
        page.wait_for_timeout(300)
        assert start <= panel.evaluate(POSITION) < start + 2
        expect(panel.get_by_role("button", name="Pause")).to_be_visible()
        assert page.complaints == []
