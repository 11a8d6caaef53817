"""Files that were damaged on the way: each is read, or refused in a sentence of ours, and nothing else is raised."""

import io
import random

import pytest
from PIL import Image

from models.errors import AppError
from tabs.read.audio import read_audio
from tabs.read.document import read_document
from tabs.read.image import read_images
from tabs.read.table import read_table
from tabs.read.video import read_video
from tests.tabs.read.test_audio import encoded, encoded_with_ffmpeg, tone
from tests.tabs.read.test_video import write

EXTREMES = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x80\0\0\0", b"\0\0\0\x80")
CASES = 40


def sounds():
    wave = tone(16_000, 0.1)
    for kind, subtype in [("WAV", "PCM_16"), ("WAV", "FLOAT"), ("MP3", None), ("OGG", "VORBIS"), ("FLAC", None)]:
        yield f"a.{kind.lower()}", encoded(wave, 16_000, kind, subtype)
    for name, container, codec in [
        ("a.m4a", "mp4", "aac"),
        ("a.webm", "webm", "libopus"),
        ("a.raw", "matroska", "aac"),
    ]:
        yield name, encoded_with_ffmpeg(tone(48_000, 0.1), 48_000, container, codec)


def videos(folder):
    for name, codec in [("a.mp4", "libx264"), ("a.webm", "libvpx"), ("a.avi", "mpeg4")]:
        yield name, write(folder / name, 4, codec=codec).read_bytes()


def pictures():
    image = Image.effect_noise((24, 20), 90)
    for kind in ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP"):
        stream = io.BytesIO()
        image.convert("L" if kind == "TIFF" else "RGB").save(stream, kind)
        yield f"a.{kind.lower()}", stream.getvalue()


def documents():
    stream = io.BytesIO()
    Image.effect_noise((24, 20), 90).convert("RGB").save(stream, "PDF")
    yield "a.pdf", stream.getvalue()


def tables():
    yield "a.csv", b'Name,Age\nAda,36\n"Al,an","4\n1"\n'
    yield "a.csv", "a;b\n1;2\n".encode("utf-16")


def first_and_last_page(payload):
    document = read_document(payload)
    return document.draw_page(1), document.draw_page(document.pages)


def damaged(content, rng):
    """Cut a file off, tear bytes out of it, or overwrite some, more often near its beginning."""
    kind = rng.randrange(4)
    end = min(len(content), rng.choice((64, 512, len(content))))
    start = rng.randrange(end)
    if kind == 0:
        return content[: start + 1]
    if kind == 1:
        return content[:start] + content[start + rng.choice((1, 4, 100)) :] or b"\0"
    broken = bytearray(content)
    for _ in range(rng.choice((1, 2, 8))):
        place = rng.randrange(end)
        new = rng.choice(EXTREMES) if kind == 2 else bytes([rng.randrange(256)])
        broken[place : place + len(new)] = new
    return bytes(broken)


@pytest.mark.parametrize(
    ("read", "files"),
    [
        (read_audio, lambda _: sounds()),
        (lambda payload: read_video(payload).pick(3), videos),
        (lambda payload: read_images([payload]), lambda _: pictures()),
        (first_and_last_page, lambda _: documents()),
        (read_table, lambda _: tables()),
    ],
    ids=["audio", "video", "image", "document", "table"],
)
def test_damaged_files_are_read_or_refused_in_words(uploaded, tmp_path, read, files):
    rng = random.Random(7)
    refused = heard = 0
    for name, content in files(tmp_path):
        assert read(uploaded(name, content))
        for _ in range(CASES):
            try:
                read(uploaded(name, damaged(content, rng)))
                heard += 1
            except AppError:
                refused += 1
    assert refused
    assert heard
