"""One Chromium for the tests of a module; each page has a profile of its own."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.ui.chromium import start_browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with start_browser() as browser:
        yield browser
