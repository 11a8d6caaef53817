"""What is found in a picture that was read smaller lies where it lies in the picture that was sent."""

import numpy as np
from PIL import Image

from tabs.read.image import KEPT_PIXELS, find_sent_size, open_image
from tabs.run import Job
from tabs.run.compute import note_reading
from tabs.vision.mask_generation import call


class Points:
    """Stands for the pipeline, and remembers what it was asked."""

    def at_points(self, picture, points):
        self.asked = (picture.size, points)
        return {"masks": [np.ones(picture.size[::-1], bool)], "scores": [1.0]}


def test_points_are_in_the_pixels_that_were_sent(tmp_path):
    file = tmp_path / "large.png"
    Image.new("L", (6000, 3000), 200).save(file)
    picture = open_image(file)
    assert picture.width * picture.height <= KEPT_PIXELS
    assert find_sent_size(picture) == (6000, 3000)
    pipe = Points()
    call(pipe, Job(), image=picture, points=[(5999.0, 2999.0), (3000.0, 1500.0)], points_per_crop=8)
    (width, height), points = pipe.asked
    assert np.allclose(points, [(width * 5999 / 6000, height * 2999 / 3000), (width / 2, height / 2)])
    assert f"{picture.width:,} x {picture.height:,}" in note_reading({"image": picture})


def test_a_small_picture_is_as_it_was_sent():
    picture = Image.new("RGB", (30, 20))
    assert find_sent_size(picture) == (30, 20)
    assert note_reading({"image": picture, "text": "x"}) == ""


def test_a_turned_picture_tells_its_upright_size(tmp_path):
    file = tmp_path / "turned.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6  # a camera held upright
    Image.new("L", (6000, 3000), 200).save(file, exif=exif)
    assert find_sent_size(open_image(file)) == (3000, 6000)
