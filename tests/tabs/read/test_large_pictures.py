"""Pictures just under the limit: what they take at once, and what they leave behind."""

import io
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from models.errors import Busy
from tabs.read.image import KEPT_PIXELS, open_image, read_image
from tabs.read.pixels import PixelBudget
from tests.attacks.files import zeros_png

ROOT = Path(__file__).parents[3]


def test_a_picture_of_many_pixels_is_kept_smaller_and_whole(uploaded):
    image = Image.new("RGB", (6000, 3000), "red")
    image.paste("blue", (3000, 0, 6000, 3000))
    stream = io.BytesIO()
    image.save(stream, "JPEG")
    read = read_image(uploaded("a.jpg", stream.getvalue()))
    assert KEPT_PIXELS * 0.99 < read.width * read.height <= KEPT_PIXELS
    assert read.width / read.height == pytest.approx(2, abs=0.001)
    assert np.abs(np.subtract(read.getpixel((10, 10)), (254, 0, 0))).max() < 4
    assert np.abs(np.subtract(read.getpixel((read.width - 10, 10)), (0, 0, 254))).max() < 4


def test_a_picture_of_a_phone_keeps_its_pixels(uploaded):
    stream = io.BytesIO()
    Image.new("RGB", (4000, 3000)).save(stream, "JPEG")
    assert read_image(uploaded("a.jpg", stream.getvalue())).size == (4000, 3000)


@pytest.mark.parametrize("turned", [1, 6])
def test_a_photo_of_a_gallery_is_decoded_small(tmp_path, turned, monkeypatch):
    exif = Image.Exif()
    exif[0x0112] = turned
    Image.effect_noise((4000, 2000), 50).save(tmp_path / "a.jpg", exif=exif)
    decoded = []
    load = Image.Image.resize
    monkeypatch.setattr(Image.Image, "resize", lambda self, *a, **b: decoded.append(self.size) or load(self, *a, **b))
    assert open_image(tmp_path / "a.jpg", 500).size == ((500, 250) if turned == 1 else (250, 500))
    assert max(decoded[0]) == 1000


def test_pixels_are_lent_in_order_and_come_back():
    budget, done = PixelBudget(100), []

    def decode(name, pixels):
        with budget.lend(pixels):
            done.append(name)

    with budget.lend(60):
        threads = []
        for name, pixels in [("large", 300), ("small", 10)]:
            threads.append(threading.Thread(target=decode, args=(name, pixels)))
            threads[-1].start()
            time.sleep(0.1)
        assert done == []  # the small one, too: else large ones might wait for ever
    for thread in threads:
        thread.join()
    assert done == ["large", "small"]


def test_the_wait_for_pixels_is_bounded():
    budget = PixelBudget(100, wait_s=0.05)
    with budget.lend(100), pytest.raises(Busy), budget.lend(1):
        pass
    with budget.lend(100):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="other systems give memory back in their own way")
@pytest.mark.parametrize("count", [6, pytest.param(30, marks=pytest.mark.slow)])
def test_large_pictures_four_at_once_leave_nothing_behind(tmp_path, count):
    (tmp_path / "a.png").write_bytes(zeros_png())
    code = f"""
import psutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tabs.read.image import open_image
from tabs.render.palette import make_canvas
from tests.attacks.files import zeros_png
import numpy as np
def read(_):
    image = open_image(Path({str(tmp_path)!r}) / "a.png")
    small = make_canvas(image).resize((224, 224))
    return float(np.asarray(image.resize((800, 800)), np.float32).mean())
read(0)
before = psutil.Process().memory_info().rss
with ThreadPoolExecutor(4) as pool:
    list(pool.map(read, range({count})))
after = psutil.Process().memory_info().rss
most = Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]  # ru_maxrss is also what forked it had
print(before, after, int(most) * 1024)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    before, after, most = map(int, done.stdout.split())
    assert after - before < 150_000_000
    assert most - before < 1_200_000_000
