"""Into which windows a recording is cut."""

from types import SimpleNamespace

import pytest

from models.errors import BadInput
from tabs.audio.automatic_speech_recognition import choose_windows

CTC, WHISPER, MOONSHINE = (SimpleNamespace(type=kind) for kind in ("ctc", "seq2seq_whisper", "seq2seq"))


def windows(chunk_length_s, stride_length_s, batch_size):
    return {"chunk_length_s": chunk_length_s, "stride_length_s": stride_length_s, "batch_size": batch_size}


@pytest.mark.parametrize(
    ("pipe", "asked", "expected"),
    [
        (WHISPER, (0, 0, 1), {}),
        (WHISPER, (0, 0, 8), {}),
        (MOONSHINE, (0, 0, 1), {}),
        (CTC, (0, 0, 1), windows(30, 5, 1)),
        (CTC, (10, 2, 4), windows(10, 2, 4)),
        (WHISPER, (30, 0, 8), windows(30, 5, 8)),
        (WHISPER, (12, 0, 1), windows(12, 2, 1)),
    ],
)
def test_windows_as_asked_for_or_as_the_model_has_them(pipe, asked, expected):
    assert choose_windows(pipe, *asked) == expected


@pytest.mark.parametrize("asked", [(1, 0, 1), (12, 5, 1), (0.5, 0.1, 1)])
@pytest.mark.parametrize("pipe", [CTC, WHISPER])
def test_windows_of_which_too_little_is_written(pipe, asked):
    with pytest.raises(BadInput, match="at most a third"):
        choose_windows(pipe, *asked)


def test_a_model_that_hears_a_recording_whole():
    with pytest.raises(BadInput, match="whole"):
        choose_windows(MOONSHINE, 10, 0, 1)


@pytest.mark.parametrize("model", ["openai/whisper-tiny", "facebook/wav2vec2-base-960h"])
def test_windows_over_http(audio_client, model):
    *_, raw, run = audio_client.predict(
        model=model, chunk_length_s=2, stride_length_s=0.5, batch_size=3, api_name="/automatic_speech_recognition"
    )
    assert run["model"] == model
    assert isinstance(raw["text"], str)
