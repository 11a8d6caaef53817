"""Where Gradio is bent: files of answers are whole, uploads are few at once."""

import threading
from pathlib import Path

import numpy as np
import pytest
from gradio import processing_utils, route_utils
from PIL import Image

from tabs.page.gradio_bends import FILES_AT_ONCE, GuardedBlocks

PICTURE = Image.fromarray(np.random.default_rng(0).integers(0, 255, (300, 300, 3), dtype=np.uint8))
SOUND = np.random.default_rng(0).integers(-9000, 9000, 400_000, dtype=np.int16)
SAVES = {
    "picture": lambda folder: processing_utils.save_pil_to_cache(PICTURE, folder, format="png"),
    "array": lambda folder: processing_utils.save_img_array_to_cache(
        np.asarray(PICTURE), cache_dir=folder, format="png"
    ),
    "sound": lambda folder: processing_utils.save_audio_to_cache(SOUND, 16000, "wav", folder),
    "bytes": lambda folder: processing_utils.save_bytes_to_cache(b"x" * 20_000_000, "answer.bin", cache_dir=folder),
}


def test_gradio_is_bent_for_this_page():
    assert GuardedBlocks
    assert issubclass(route_utils.GradioMultiPartParser, object)
    assert route_utils.GradioMultiPartParser({}, None, max_files=1000, max_file_size=1).max_files == FILES_AT_ONCE


@pytest.mark.parametrize("name", SAVES)
def test_a_file_that_is_being_sent_is_never_seen_half_written(tmp_path, name):
    save = SAVES[name]
    file = Path(save(str(tmp_path)))
    whole, sizes, stop = file.stat().st_size, set(), threading.Event()

    def look():
        while not stop.is_set():
            sizes.add(len(file.read_bytes()))

    def write():
        for _ in range(6):
            assert save(str(tmp_path)) == str(file)

    reader = threading.Thread(target=look)
    writers = [threading.Thread(target=write) for _ in range(2)]
    for one in (reader, *writers):
        one.start()
    for one in writers:
        one.join()
    stop.set()
    reader.join()
    assert sizes == {whole}
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == [file]


@pytest.mark.parametrize("name", SAVES)
def test_two_who_write_at_once_get_one_whole_file(tmp_path, name):
    answers, together = [], threading.Barrier(4)

    def write():
        together.wait()
        file = SAVES[name](str(tmp_path))
        answers.append((file, Path(file).stat().st_size))

    writers = [threading.Thread(target=write) for _ in range(4)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert len(set(answers)) == 1
    assert len(answers) == 4
