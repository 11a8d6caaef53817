"""Examples that lie ready: all are there, described rightly, and never the same twice running."""

from itertools import pairwise

import numpy as np
import pytest
import soundfile

from assets.recipes.sounds import KINDS as SOUNDS
from tabs.examples import photos, scenes, sounds
from tabs.examples.drawer import FOLDER, Drawer, read_list

LISTS = read_list("scenes/scenes.json")
ROWS = read_list("sounds/sounds.json")
MOST_BYTES = 60_000


def test_never_the_same_twice_running_and_all_in_turn():
    drawer = Drawer("abc")
    taken = [drawer.take() for _ in range(200)]
    assert set(taken) == set("abc")
    assert all(one != following for one, following in pairwise(taken))


def test_every_scene_is_listed_and_small():
    listed = [*LISTS["small"], "scenes.json"]
    assert sorted(file.name for file in (FOLDER / "scenes").iterdir()) == sorted(listed)
    assert all(file.stat().st_size < MOST_BYTES for file in (FOLDER / "scenes").iterdir())


@pytest.mark.parametrize("one", photos.PHOTOS, ids=lambda one: one.file.stem)
def test_a_photo_is_there_with_things_to_look_for_and_a_click_inside(one):
    width, height = one.opened().size
    x, y = map(int, one.click.split(", "))
    assert 0 <= x < width
    assert 0 <= y < height
    assert one.labels.count(", ") == 1
    assert one.question.endswith("?")


def test_there_is_a_sound_of_every_kind():
    assert [row["kind"] for row in ROWS] == list(SOUNDS)
    assert sorted(file.name for file in (FOLDER / "sounds").iterdir()) == sorted(
        [*(row["file"] for row in ROWS), "sounds.json"]
    )
    for row in ROWS:
        samples, rate = soundfile.read(FOLDER / "sounds" / row["file"])
        assert len(samples) / rate == pytest.approx(2.0, abs=0.05)
        assert np.abs(samples).max() > 0.05


def test_the_buttons_return_what_their_panels_take():
    (picture,) = photos.pick_picture()
    assert picture.mode == "RGB"
    (small,) = scenes.pick_small_picture()
    assert small.size == (128, 128)
    for make in (photos.pick_picture_and_question, photos.pick_picture_and_labels, photos.pick_picture_and_click):
        picture, words = make()
        assert picture.mode == "RGB"
        assert words
    ((rate, samples),) = sounds.pick_sound()
    assert (rate, samples.dtype) == (16_000, np.int16)


def test_one_of_the_words_names_the_sound():
    files = {row["kind"]: row["file"] for row in ROWS}
    for _ in range(10):
        (_, samples), words = sounds.pick_sound_with_words()
        named = [word for word in words.split(", ") if np.array_equal(sounds.open_sound(files[word])[1], samples)]
        assert len(named) == 1
        assert len(words.split(", ")) == 1 + sounds.OTHERS
