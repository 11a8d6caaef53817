import pytest
from PIL import Image

from models.errors import BadInput
from tabs.read.elongated import MOST_FOR_SCENES
from tabs.read.scene import MIN_SIDE, read_scene


@pytest.fixture
def read(monkeypatch):
    def read_size(size):
        monkeypatch.setattr("tabs.read.scene.read_image", lambda _: Image.new("RGB", size))
        return read_scene({"path": "x.png"})

    return read_size


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (7, 40), (3000, 1)])
def test_specks_are_refused(read, size):
    with pytest.raises(BadInput, match=f"{size[0]} × {size[1]}"):
        read(size)


@pytest.mark.parametrize("size", [(8, 81), (3000, 100)])
def test_strips_are_refused(read, size):
    with pytest.raises(BadInput, match="too narrow"):
        read(size)


@pytest.mark.parametrize("size", [(MIN_SIDE, MIN_SIDE), (MIN_SIDE, MIN_SIDE * MOST_FOR_SCENES), (640, 480)])
def test_the_rest_is_read(read, size):
    assert read(size).size == size
