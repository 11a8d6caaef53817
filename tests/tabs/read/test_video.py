"""Videos of all kinds."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from models.decode.video import thinned
from models.errors import BadInput
from tabs.examples.packaged import find_clip
from tabs.read import video as reading
from tabs.read.video import open_video, read_video

IDENTITY = bytes.fromhex("00010000" + "00000000" * 3 + "00010000" + "00000000" * 3 + "40000000")
QUARTER_TURN = bytes.fromhex("00000000" + "00010000" + "00000000" + "ffff0000" + "00000000" * 4 + "40000000")


def write(
    path: Path, frames: int, size: tuple[int, int] = (64, 48), codec: str = "libx264", pixel: Fraction | None = None
) -> Path:
    """Write a clip at 10 frames a second whose left half grows brighter from 0 to 255."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=10)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        if pixel:
            stream.codec_context.sample_aspect_ratio = pixel
        for number in range(frames):
            pixels = np.zeros((size[1], size[0], 3), np.uint8)
            pixels[:, : size[0] // 2] = round(255 * number / max(frames - 1, 1))
            frame = av.VideoFrame.from_ndarray(pixels)
            frame.pts, frame.time_base = number, Fraction(1, 10)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def brightness(frame: reading.Frame) -> float:
    return float(np.asarray(frame.image)[:, : frame.image.width // 4].mean())


@pytest.mark.parametrize("frames", [1, 2, 63, 64, 127, 128, 129, 300, 700])
def test_frames_are_spread_over_the_whole_clip(tmp_path, frames):
    video = open_video(write(tmp_path / "a.mp4", frames))
    assert min(frames, 64) <= len(video.frames) < 128
    times = [frame.time_s for frame in video.frames]
    assert times[0] == pytest.approx(0)
    assert times[-1] >= (frames - 1) / 10 * 0.98 - 0.2
    steps = np.diff(times)
    assert frames == 1 or steps.max() - steps.min() < 0.01


@pytest.mark.parametrize("name", ["a.webm", "a.avi", "a.mkv", "a.mov"])
def test_containers(tmp_path, name):
    codec = "libvpx-vp9" if name.endswith("webm") else "libx264"
    assert len(open_video(write(tmp_path / name, 10, codec=codec)).frames) == 10


def test_a_short_clip_repeats_frames(tmp_path):
    assert len(open_video(write(tmp_path / "one.mp4", 1)).pick(16)) == 16
    video = open_video(write(tmp_path / "three.mp4", 3))
    assert [brightness(frame) for frame in video.pick(6)] == sorted(brightness(frame) for frame in video.pick(6))
    assert len({frame.time_s for frame in video.pick(6)}) == 3


def test_phone_videos_are_turned_upright(tmp_path):
    clip_bytes = write(tmp_path / "a.mp4", 10).read_bytes()
    turned = tmp_path / "turned.mp4"
    assert IDENTITY in clip_bytes[clip_bytes.index(b"tkhd") :]
    at = clip_bytes.index(IDENTITY, clip_bytes.index(b"tkhd"))
    turned.write_bytes(clip_bytes[:at] + QUARTER_TURN + clip_bytes[at + len(IDENTITY) :])
    last = open_video(turned).frames[-1].image
    assert last.size == (48, 64)
    pixels = np.asarray(last)
    assert pixels[:20].mean() > 200  # a quarter turn clockwise: left comes to the top
    assert pixels[-20:].mean() < 50


def test_large_frames_are_kept_small(tmp_path):
    video = open_video(find_clip("a.mp4"))
    assert max(video.frames[0].image.size) == reading.KEPT_SIDE


def test_a_clip_that_breaks_off_is_read_as_far_as_it_goes(tmp_path):
    whole = write(tmp_path / "a.mkv", 60).read_bytes()
    broken = tmp_path / "broken.mkv"
    broken.write_bytes(whole[: len(whole) * 2 // 3])
    assert 1 <= len(open_video(broken).frames) < 60


def test_a_clip_whose_codec_nobody_knows_is_refused_in_words(tmp_path):
    whole = write(tmp_path / "a.avi", 5, codec="mpeg4").read_bytes()
    assert b"FMP4" in whole
    (tmp_path / "a.avi").write_bytes(whole.replace(b"FMP4", b"ZZ9Z"))
    with pytest.raises(BadInput, match="read as a video"):
        open_video(tmp_path / "a.avi")


@pytest.mark.parametrize(
    "content",
    [
        b"hello",
        b"\x00" * 5000,
        b"ffconcat version 1.0\nfile secret.mp4\n",
        b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:secret.mp4\n#EXT-X-ENDLIST\n",
    ],
)
def test_what_is_no_video_and_what_names_other_files(tmp_path, content):
    write(tmp_path / "secret.mp4", 3)
    (tmp_path / "a.mp4").write_bytes(content)
    with pytest.raises(BadInput, match="read as a video"):
        open_video(tmp_path / "a.mp4")


def test_sound_alone_is_no_video():
    with pytest.raises(BadInput, match=r"no picture|read as a video"):
        open_video(Path(__file__).parents[3] / "assets" / "examples" / "short-speech.ogg")


@pytest.mark.parametrize(
    ("limit", "value", "word"),
    [
        ("MAX_S", 0.5, "minutes"),
        ("MAX_FRAME_PIXELS", 1000, "64 x 48 pixels"),
        ("MAX_DECODED_PIXELS", 10_000, "too many pictures"),
        ("MAX_BYTES", 10, "larger than"),
    ],
)
def test_limits(monkeypatch, uploaded, uploads, limit, value, word):
    write(uploads / "a.mp4", 20)
    monkeypatch.setattr(reading, limit, value)
    with pytest.raises(BadInput, match=word):
        read_video(uploaded("a.mp4"))


def test_nothing_uploaded():
    with pytest.raises(BadInput, match="no video yet"):
        read_video(None)


def test_a_clip_that_passes_the_limits_of_its_process_is_told(tmp_path, monkeypatch):
    file = write(tmp_path / "a.mp4", 40, size=(640, 480))
    assert open_video(file)
    monkeypatch.setattr(reading, "LIMITS", {**reading.LIMITS, "wall_s": 0.001})
    with pytest.raises(BadInput, match="too long or too much memory"):
        open_video(file)


@pytest.mark.parametrize(
    ("count", "step", "places"),
    [(4, 1, [0, 1, 2, 3]), (4, 8, [0, 10, 20, 31]), (2, 60, [0, 119]), (4, 100, [0, 133, 266, 299])],
)
def test_frames_of_the_beginning_lie_where_the_pipeline_takes_them(tmp_path, count, step, places):
    video = open_video(write(tmp_path / "a.mp4", 300))
    assert [round(10 * frame.time_s) for frame in video.begin(count, step)] == places


def write_at(path: Path, times: list[float]) -> Path:
    """Write a clip whose left half grows brighter with time, with frames at these seconds."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=60)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        for time_s in times:
            pixels = np.zeros((48, 64, 3), np.uint8)
            pixels[:, :32] = round(255 * time_s / times[-1])
            frame = av.VideoFrame.from_ndarray(pixels)
            frame.pts, frame.time_base = round(time_s * 1000), Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv"])
@pytest.mark.parametrize(
    "times",
    [
        [*np.arange(0, 2, 1 / 60), *np.arange(2, 22, 1.0)],
        [*np.arange(0, 20, 1.0), *np.arange(20, 22, 1 / 60)],
        [*np.arange(0, 5, 1 / 30), 5.0, *np.arange(15, 20, 1 / 30)],
    ],
    ids=["quick first", "slow first", "still in the middle"],
)
def test_moments_are_evenly_spread_in_time_whatever_the_rate(tmp_path, name, times):
    video = open_video(write_at(tmp_path / name, [round(float(one), 3) for one in times]))
    moments = video.pick(12)
    for moment, frame in zip(np.linspace(0, times[-1], 12), moments, strict=True):
        shown = max(one for one in times if one <= moment + 0.02)
        assert abs(frame.time_s - moment) <= 0.6 or frame.time_s == pytest.approx(shown, abs=0.02)
        assert brightness(frame) == pytest.approx(255 * frame.time_s / times[-1], abs=12)


def test_a_picture_that_stands_is_shown_as_long_as_it_stands(tmp_path):
    video = open_video(write_at(tmp_path / "a.mkv", [0.0, 0.1, 0.2, 0.3, 20.0]))
    assert [frame.time_s for frame in video.pick(6)] == pytest.approx([0, 0.3, 0.3, 0.3, 0.3, 20.0], abs=0.01)


def test_frames_without_times_come_at_an_even_pace():
    frames = [av.VideoFrame(16, 16, "rgb24") for _ in range(300)]
    kept = thinned(frames, 480, 64)
    assert 64 <= len(kept) < 128
    assert np.ptp(np.diff([one["time_s"] for one in kept])) < 0.01


@pytest.mark.parametrize(("pixel", "size"), [(Fraction(2), (128, 48)), (Fraction(1, 2), (32, 48))])
def test_pixels_that_are_not_square_are_made_so(tmp_path, pixel, size):
    video = open_video(write(tmp_path / "a.mp4", 3, pixel=pixel))
    assert {frame.image.size for frame in (*video.frames, *video.begin(2, 1))} == {size}


def test_the_cover_of_a_recording_is_no_video(tmp_path):
    with av.open(str(tmp_path / "a.mp4"), "w") as container:
        cover = container.add_stream("mjpeg", rate=1)
        cover.width, cover.height, cover.pix_fmt = 64, 64, "yuvj420p"
        cover.disposition = av.stream.Disposition.attached_pic
        sound = container.add_stream("aac", rate=16_000)
        frame = av.VideoFrame(64, 64, "yuvj420p")
        frame.pts = 0
        container.mux([*cover.encode(frame), *cover.encode()])
        heard = av.AudioFrame.from_ndarray(np.zeros((1, 1_600), np.float32), format="fltp", layout="mono")
        heard.rate, heard.pts = 16_000, 0
        container.mux([*sound.encode(heard), *sound.encode()])
    with pytest.raises(BadInput, match="no picture"):
        open_video(tmp_path / "a.mp4")
