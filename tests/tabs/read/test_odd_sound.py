"""Recordings as they come out of pipes, recorders, glue and broken transfers."""

import io
import struct
from fractions import Fraction

import av
import numpy as np
import pytest
import soundfile

from models.decode.mono import mix
from models.decode.ogg import find_links
from models.decode.sound import ONLY_MEDIA
from models.decode.video import CONTAINERS
from models.errors import BadInput
from tabs.read import audio as reader
from tabs.read.audio import read_audio
from tests.tabs.read.test_audio import encoded, tone

RATE = 16_000
SIZES = {"libopus": 960, "libmp3lame": 1152, "mp2": 1152, "ac3": 1536, "alac": 4096}
"""Samples of a frame; the encoders tell only once they are open."""


def loudness(audio, start_s, end_s):
    return float(np.sqrt(np.square(audio.samples[int(start_s * audio.rate) : int(end_s * audio.rate)]).mean()))


def encoded_packets(
    sounds, container, codec, *, rate=48_000, layout="mono", late_s=lambda number: 0.0, quality=None, form="fltp"
):
    """Return a file with a track for each of the sounds, float32 (channels, n); a frame comes `late_s(number)` late."""
    stream = io.BytesIO()
    with av.open(stream, "w", format=container, options={"write_xing": "0"} if container == "mp3" else {}) as output:
        tracks = [output.add_stream(codec, rate=rate, layout=layout) for _ in sounds]
        for track, samples in zip(tracks, sounds, strict=True):
            if quality:
                track.codec_context.flags |= 0x2
                track.codec_context.global_quality = quality
            size = track.codec_context.frame_size or SIZES.get(codec, 1024)
            for number, start in enumerate(range(0, samples.shape[1], size)):
                part = np.ascontiguousarray(samples[:, start : start + size], np.float32)
                frame = av.AudioFrame.from_ndarray(part, format="fltp", layout=layout)
                frame.sample_rate, frame.time_base = rate, Fraction(1, rate)
                frame.pts = start + round(late_s(number) * rate)
                for turned in av.AudioResampler(format=form).resample(frame) if form != "fltp" else [frame]:
                    output.mux(track.encode(turned))
            output.mux(track.encode(None))
    return stream.getvalue()


def flac_that_says(frames):
    """Return a second of sound as FLAC whose header says so many frames (RFC 9639, section 8.2)."""
    content = encoded(tone(), RATE, "FLAC")
    place = content.index(b"fLaC") + 8 + 10
    told = int.from_bytes(content[place : place + 8], "big") >> 36 << 36 | frames
    return content[:place] + told.to_bytes(8, "big") + content[place + 8 :]


def mp3_that_says(frames):
    """Return a second of sound as MP3 whose Xing header says so many frames."""
    content = encoded(tone(), RATE, "MP3")
    place = max(content.find(b"Xing"), content.find(b"Info")) + 8
    return content[:place] + struct.pack(">I", frames) + content[place + 4 :]


def wav_that_says(size):
    """Return a second of sound as WAV whose header says so many bytes, as a recorder leaves it that never ended."""
    content = encoded(tone(), RATE)
    place = content.index(b"data") + 4
    return content[:4] + struct.pack("<I", size) + content[8:place] + struct.pack("<I", size) + content[place + 4 :]


@pytest.mark.parametrize(
    "content",
    [
        *(flac_that_says(frames) for frames in (0, 100, RATE * 40 * 3600)),
        *(mp3_that_says(frames) for frames in (0, 3, 9_999_999)),
        *(wav_that_says(size) for size in (0, 0x7FFFFFFF, 0xFFFFFFFF)),
    ],
    ids=["flac 0", "flac short", "flac long", "mp3 0", "mp3 short", "mp3 long", "wav 0", "wav 2^31", "wav 2^32"],
)
def test_a_header_that_does_not_know_the_length_is_not_believed(uploaded, content):
    audio = read_audio(uploaded("a", content))
    assert audio.duration_s == pytest.approx(1, abs=0.15)
    assert loudness(audio, 0.5, 0.9) == pytest.approx(0.35, abs=0.05)


def test_an_mp3_whose_frames_grow_smaller_is_read_to_its_end(uploaded):
    noise = np.random.default_rng(0).normal(0, 0.3, (1, RATE * 2)).astype(np.float32)
    whole = np.concatenate([noise, np.zeros((1, RATE * 4), np.float32), tone(RATE).T], axis=1)
    content = encoded_packets([whole], "mp3", "libmp3lame", rate=RATE, quality=118 * 4)
    assert read_audio(uploaded("a.mp3", content)).duration_s == pytest.approx(7, abs=0.2)


def test_what_is_really_too_long_is_refused_whatever_its_header_says(uploaded, monkeypatch):
    monkeypatch.setattr(reader, "MAX_S", 0.5)
    for content in (flac_that_says(0), mp3_that_says(3), wav_that_says(0)):
        with pytest.raises(BadInput, match="longer than"):
            read_audio(uploaded("a", content))


@pytest.mark.parametrize("kinds", [("VORBIS", "VORBIS", "VORBIS"), ("OPUS", "OPUS"), ("VORBIS", "OPUS")])
def test_recordings_that_are_glued_are_all_heard(uploaded, kinds):
    rates = (48_000, 16_000, 24_000)
    parts = [encoded(tone(rate), rate, "OGG", kind) for kind, rate in zip(kinds, rates, strict=False)]
    whole = b"".join(parts)
    assert [whole[start:end] for start, end in find_links(whole)] == parts
    assert read_audio(uploaded("a.ogg", b"".join(parts))).duration_s == pytest.approx(len(kinds), abs=0.1)


def test_glued_recordings_together_are_no_longer_than_one(uploaded, monkeypatch):
    monkeypatch.setattr(reader, "MAX_S", 1.5)
    with pytest.raises(BadInput, match="longer than"):
        read_audio(uploaded("a.ogg", encoded(tone(), RATE, "OGG", "VORBIS") * 2))


def test_a_thousand_beginnings_are_no_chain():
    assert find_links(b"OggS\0\2" * 5_000) == [(0, 30_000)]
    assert find_links(b"OggS") == [(0, 4)]


@pytest.mark.parametrize("kind", ["MP3", "FLAC"])
def test_glued_files_of_other_formats(uploaded, kind):
    audio = read_audio(uploaded("a", encoded(tone(), RATE, kind) * 2))
    assert audio.duration_s == pytest.approx(2, abs=0.3)
    assert loudness(audio, 1.3, 1.6) > 0.3


@pytest.mark.parametrize(
    ("kind", "least_s"),
    [
        ("FLAC", 1.5),
        ("MP3", 1.5),
        ("OGG", 0.5),
        ("WAV", 1.9),
    ],
)
def test_of_a_recording_that_breaks_off_the_rest_is_heard(uploaded, kind, least_s):
    content = encoded(np.random.default_rng(0).normal(0, 0.1, RATE * 4), RATE, kind)
    audio = read_audio(uploaded("a", content[: len(content) // 2 + 7]))
    assert least_s <= audio.duration_s < 3.5


def test_what_is_broken_in_the_middle_is_passed_over(uploaded):
    whole = encoded_packets([tone(48_000, 4).T], "matroska", "aac")
    middle = len(whole) // 2
    audio = read_audio(uploaded("a.mka", whole[:middle] + b"\x55" * 500 + whole[middle + 500 :]))
    assert loudness(audio, audio.duration_s - 0.5, audio.duration_s - 0.1) > 0.3


def test_of_several_tracks_the_first_that_can_be_heard_is_taken_and_told(uploaded):
    silence, sound = np.zeros((1, 48_000)), tone(48_000).T
    audio = read_audio(uploaded("a.mp4", encoded_packets([silence, sound], "mp4", "aac")))
    assert loudness(audio, 0.2, 0.8) > 0.3
    assert "2 sound tracks; number 2" in audio.note
    audio = read_audio(uploaded("a.mp4", encoded_packets([sound / 2, sound], "mp4", "aac")))
    assert "number 1" in audio.note
    assert read_audio(uploaded("a.mp4", encoded_packets([sound], "mp4", "aac"))).note == ""


@pytest.mark.parametrize(
    ("container", "codec"),
    [("mpeg", "mp2"), ("flv", "aac"), ("ac3", "ac3"), ("wv", "wavpack"), ("mpegts", "aac"), ("ipod", "alac")],
)
def test_containers_that_people_still_have(uploaded, container, codec):
    form = {"mp2": "s16", "alac": "s16p"}.get(codec, "fltp")
    content = encoded_packets([tone(48_000).T], container, codec, form=form)
    assert read_audio(uploaded("a", content)).duration_s == pytest.approx(1, abs=0.1)


def test_sound_is_read_from_every_container_that_videos_are_read_from():
    assert set(CONTAINERS.split(",")) - {"gif"} <= set(ONLY_MEDIA["format_whitelist"].split(","))


def test_silent_tracks_alone_are_told_like_silence(uploaded):
    content = encoded_packets([np.zeros((1, 48_000))] * 2, "mp4", "aac")
    with pytest.raises(BadInput, match="Nothing can be heard"):
        read_audio(uploaded("a.mp4", content))


def test_what_was_not_stored_is_silence_and_what_follows_keeps_its_time(uploaded):
    content = encoded_packets(
        [tone(48_000, 2).T], "webm", "libopus", late_s=lambda number: 5.0 if number * 960 >= 48_000 else 0.0
    )
    audio = read_audio(uploaded("a.webm", content))
    assert audio.duration_s == pytest.approx(7, abs=0.1)
    assert loudness(audio, 0.3, 0.8) > 0.3
    assert loudness(audio, 1.5, 5.5) < 0.01
    assert loudness(audio, 6.3, 6.8) > 0.3


def test_a_clock_that_was_set_makes_no_hours_of_silence(uploaded):
    content = encoded_packets(
        [tone(48_000, 2).T], "webm", "libopus", late_s=lambda number: 9_000.0 if number > 20 else 0.0
    )
    assert read_audio(uploaded("a.webm", content)).duration_s == pytest.approx(2, abs=0.1)


@pytest.mark.parametrize("sides", [(1, -1), (0, 1), (1, -0.6), (1, 1, -1, -1)])
@pytest.mark.parametrize("before_s", [0, 5])
def test_sides_in_opposite_phase_do_not_cancel_each_other(uploaded, sides, before_s):
    sound = np.concatenate([np.zeros((RATE * before_s, 1)), tone()]) * np.array(sides)
    audio = read_audio(uploaded("a.wav", encoded(sound, RATE)))
    assert np.abs(audio.samples).max() > 0.2


def test_sides_of_a_video_in_opposite_phase(uploaded):
    sides = np.concatenate([tone(48_000).T, -tone(48_000).T])
    audio = read_audio(uploaded("a.mp4", encoded_packets([sides], "mp4", "aac", layout="stereo")))
    assert loudness(audio, 0.2, 0.8) > 0.3


def test_wide_stereo_is_left_alone():
    sides = np.random.default_rng(0).normal(size=(200_000, 2)).astype(np.float32)
    assert np.concatenate(list(mix([sides]))) == pytest.approx(sides.mean(axis=1), abs=1e-5)


@pytest.mark.parametrize("full_scale", [2**15 - 1, 2**23 - 1, 2**31 - 1])
@pytest.mark.parametrize("subtype", ["FLOAT", "DOUBLE"])
def test_whole_numbers_stored_as_floating_point(uploaded, full_scale, subtype):
    audio = read_audio(uploaded("a.wav", encoded(tone().astype(np.float64) * full_scale, RATE, subtype=subtype)))
    assert np.abs(audio.samples).max() == pytest.approx(0.5, abs=0.01)


def test_floating_point_samples_a_little_above_full_scale_are_kept(uploaded):
    audio = read_audio(uploaded("a.wav", encoded(tone() * 6, RATE, subtype="FLOAT")))
    assert np.abs(audio.samples).max() == pytest.approx(3, abs=0.01)


def test_a_constant_is_nothing_to_hear(uploaded):
    with pytest.raises(BadInput, match="Nothing can be heard"):
        read_audio(uploaded("a.wav", encoded(np.full((RATE, 1), 0.3, np.float32), RATE, subtype="FLOAT")))


def test_files_that_libsndfile_knows_and_cannot_read_to_the_end_are_read_by_ffmpeg(uploaded, monkeypatch):
    def broken(*_, **__):
        raise soundfile.LibsndfileError(1)

    monkeypatch.setattr(soundfile.SoundFile, "read", broken)
    assert read_audio(uploaded("a.wav", encoded(tone(), RATE))).duration_s == pytest.approx(1)
