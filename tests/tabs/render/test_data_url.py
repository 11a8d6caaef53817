import base64
import io

import pytest
from PIL import Image

from tabs.render.data_url import make_data_url, make_picture_url


def test_the_address_holds_the_bytes():
    address = make_data_url(b"\x00\xff", "text/plain;charset=utf-8")
    assert address == "data:text/plain;charset=utf-8;base64,AP8="


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_the_address_holds_the_picture(form):
    head, _, content = make_picture_url(Image.new("RGB", (3, 2), "red"), form).partition(",")
    assert head == f"data:image/{form.lower()};base64"
    with Image.open(io.BytesIO(base64.b64decode(content))) as image:
        assert (image.format, image.size) == (form, (3, 2))
