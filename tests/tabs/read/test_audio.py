import contextlib
import io

import av
import numpy as np
import pytest
import soundfile

from models.decode.mono import KEPT_RATE, join
from models.errors import BadInput
from tabs.read import audio as reader
from tabs.read.audio import Audio, read_audio


def tone(rate=16_000, seconds=1.0, channels=1):
    wave = 0.5 * np.sin(2 * np.pi * 440 * np.arange(int(rate * seconds)) / rate)
    return np.repeat(wave[:, None], channels, axis=1).astype(np.float32)


def encoded(samples, rate, kind="WAV", subtype=None):
    stream = io.BytesIO()
    soundfile.write(stream, samples, rate, format=kind, subtype=subtype)
    return stream.getvalue()


def encoded_with_ffmpeg(samples, rate, container, codec):
    stream = io.BytesIO()
    with av.open(stream, "w", format=container) as output:
        track = output.add_stream(codec, rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples[:, :1].T.copy(), format="fltp", layout="mono")
        frame.sample_rate = rate
        for packet in [*track.encode(frame), *track.encode(None)]:
            output.mux(packet)
    return stream.getvalue()


def loudest_frequency(audio):
    spectrum = np.abs(np.fft.rfft(audio.samples))
    return np.fft.rfftfreq(len(audio.samples), 1 / audio.rate)[spectrum.argmax()]


@pytest.mark.parametrize(
    ("kind", "subtype"),
    [
        ("WAV", "PCM_16"),
        ("WAV", "FLOAT"),
        ("WAV", "PCM_U8"),
        ("WAV", "IMA_ADPCM"),
        ("FLAC", None),
        ("OGG", "VORBIS"),
        ("MP3", None),
    ],
)
@pytest.mark.parametrize("channels", [1, 2])
def test_what_libsndfile_reads_comes_out_mono(uploaded, kind, subtype, channels):
    rate = 44_100
    audio = read_audio(uploaded("a", encoded(tone(rate, channels=channels), rate, kind, subtype)))
    assert audio.samples.ndim == 1
    assert audio.samples.dtype == np.float32
    assert audio.duration_s == pytest.approx(1, abs=0.1)
    assert loudest_frequency(audio) == pytest.approx(440, abs=5)


def test_a_voicemail_is_read(uploaded):
    audio = read_audio(uploaded("a.wav", encoded(tone(8_000), 8_000, subtype="GSM610")))
    assert audio.duration_s == pytest.approx(1, abs=0.1)
    assert loudest_frequency(audio) == pytest.approx(440, abs=5)


@pytest.mark.parametrize(("container", "codec"), [("mp4", "aac"), ("webm", "libopus")])
def test_what_a_browser_records_is_read_with_ffmpegs_libraries(uploaded, container, codec):
    audio = read_audio(uploaded("a", encoded_with_ffmpeg(tone(48_000), 48_000, container, codec)))
    assert audio.duration_s == pytest.approx(1, abs=0.1)
    assert loudest_frequency(audio) == pytest.approx(440, abs=5)


@pytest.mark.parametrize("rate", [8_000, 11_025, 48_000, 96_000, 192_000])
def test_any_rate_becomes_the_models_rate(uploaded, rate):
    audio = read_audio(uploaded("a.wav", encoded(tone(rate), rate)))
    assert audio.rate <= KEPT_RATE
    heard = Audio(audio.resample(16_000), 16_000)
    assert heard.duration_s == pytest.approx(1, abs=0.01)
    assert loudest_frequency(heard) == pytest.approx(440, abs=5)


@pytest.mark.parametrize(
    ("samples", "rate", "sentence"),
    [
        (tone(seconds=0.01), 16_000, "too short"),
        (np.zeros((0, 1), np.float32), 16_000, "too short"),
        (np.zeros((16_000, 1), np.float32), 16_000, "Nothing can be heard"),
        (np.full((16_000, 1), np.nan, np.float32), 16_000, "broken samples"),
        (tone(channels=192, seconds=0.1), 16_000, "192 channels"),
        (tone(seconds=1), 500, "500 samples per second"),
        (tone(8_000, reader.MAX_S + 1), 8_000, "longer than 30 minutes"),
    ],
)
def test_unusable_recordings_say_why(uploaded, samples, rate, sentence):
    with pytest.raises(BadInput, match=sentence):
        read_audio(uploaded("a.wav", encoded(samples, rate, subtype="FLOAT")))


def test_ten_hours_are_refused_by_their_header_alone(uploaded, monkeypatch):
    monkeypatch.setattr(reader, "MAX_S", 1)
    monkeypatch.setattr(soundfile.SoundFile, "read", lambda *_, **__: pytest.fail("was decoded"))
    with pytest.raises(BadInput, match="longer than"):
        read_audio(uploaded("a.wav", encoded(tone(seconds=2), 16_000)))


def test_a_header_that_lies_does_not_help():
    with pytest.raises(BadInput, match="longer than"):
        join(iter([np.zeros(10_000, np.float32)] * 2), 16_000, max_s=1)


@pytest.mark.parametrize(
    "content", [b"not sound", b"RIFF\0\0\0\0WAVE", b"OggS" + b"\0" * 200, b"\xff\xd8\xff" + b"x" * 99]
)
def test_corrupt_files_get_a_plain_sentence(uploaded, content):
    with pytest.raises(BadInput):
        read_audio(uploaded("a.wav", content))


def test_a_video_without_sound_says_so(uploaded):
    stream = io.BytesIO()
    with av.open(stream, "w", format="mp4") as output:
        track = output.add_stream("mpeg4", rate=5)
        track.width = track.height = 32
        track.pix_fmt = "yuv420p"
        for packet in [*track.encode(av.VideoFrame(32, 32, "yuv420p")), *track.encode(None)]:
            output.mux(packet)
    with pytest.raises(BadInput, match="no sound"):
        read_audio(uploaded("a.mp4", stream.getvalue()))


def test_a_play_list_that_names_another_file_is_not_followed(uploaded, tmp_path):
    secret = tmp_path / "secret.wav"
    secret.write_bytes(encoded(tone(), 16_000))
    for text in (f"ffconcat version 1.0\nfile '{secret}'\n", f"#EXTM3U\n#EXTINF:1,\n{secret}\n"):
        with pytest.raises(BadInput, match="sound"):
            read_audio(uploaded("list.wav", text.encode()))


@pytest.mark.parametrize("name", ["a.raw", "a.RAW", "a.mp3", "a.txt", "a"])
def test_the_ending_of_the_name_does_not_matter(uploaded, name):
    audio = read_audio(uploaded(name, encoded(tone(), 16_000)))
    assert loudest_frequency(audio) == pytest.approx(440, abs=5)


def test_samples_without_a_header_get_a_plain_sentence(uploaded):
    with pytest.raises(BadInput, match="sound"):
        read_audio(uploaded("a.raw", tone().tobytes()))


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_recording_that_breaks_off_is_heard_or_refused_in_words(uploaded, share):
    whole = encoded_with_ffmpeg(tone(48_000, 0.2), 48_000, "mp4", "aac")
    payload = uploaded("a.m4a", whole[: int(len(whole) * share)])
    with contextlib.suppress(BadInput):
        assert read_audio(payload).duration_s < 0.4


def test_a_track_whose_codec_nobody_knows_is_refused_in_words(uploaded):
    whole = encoded_with_ffmpeg(tone(48_000, 0.2), 48_000, "matroska", "aac")
    assert whole.count(b"A_AAC") == 1
    with pytest.raises(BadInput, match="sound"):
        read_audio(uploaded("a.mka", whole.replace(b"A_AAC", b"A_XYZ")))


def test_a_recording_that_passes_the_limits_of_its_process_is_told(uploaded, monkeypatch):
    payload = uploaded("a.m4a", encoded_with_ffmpeg(tone(48_000, 9), 48_000, "mp4", "aac"))
    assert read_audio(payload)
    monkeypatch.setattr(reader, "LIMITS", {**reader.LIMITS, "wall_s": 0.001})
    with pytest.raises(BadInput, match="too long or too much memory"):
        read_audio(payload)
