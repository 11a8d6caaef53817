"""The unmodified client of OpenAI."""

import io

import httpx
import numpy as np
import openai
import pytest
import soundfile

from tabs.task import ASSETS

SPEECH = ASSETS / "examples" / "short-speech.ogg"
ASK = [{"role": "user", "content": "What is the capital of Japan?"}]


@pytest.fixture(scope="module")
def ai(server):
    with openai.OpenAI(base_url=f"{server}v1", api_key="none", max_retries=0, timeout=120) as client:
        yield client


def test_chat(ai):
    answer = ai.chat.completions.create(model="auto", messages=ASK, temperature=0)
    assert "Tokyo" in answer.choices[0].message.content
    assert answer.model == "storyteller"


def test_a_conversation_with_its_history(ai):
    messages = [*ASK, {"role": "assistant", "content": "Tokyo."}, {"role": "user", "content": "What does a cow say?"}]
    assert (
        "moo"
        in ai.chat.completions.create(model="auto", messages=messages, temperature=0).choices[0].message.content.lower()
    )


def test_a_stream_is_the_same_text_in_pieces(ai):
    whole = ai.chat.completions.create(model="auto", messages=ASK, temperature=0).choices[0].message.content
    chunks = list(ai.chat.completions.create(model="auto", messages=ASK, temperature=0, stream=True))
    assert "".join(one.choices[0].delta.content or "" for one in chunks) == whole
    assert len(chunks) > 2, "before all is written"
    assert chunks[-1].choices[0].finish_reason == "stop"


def test_an_answer_ends_before_a_stop(ai):
    answer = ai.chat.completions.create(model="auto", messages=ASK, temperature=0, stop=["Tokyo"])
    assert "Tokyo" not in answer.choices[0].message.content
    streamed = ai.chat.completions.create(model="auto", messages=ASK, temperature=0, stop="Tokyo", stream=True)
    assert "Tokyo" not in "".join(one.choices[0].delta.content or "" for one in streamed)


@pytest.mark.parametrize("stream", [False, True])
def test_an_answer_that_is_cut_says_so(ai, stream):
    asked = {"model": "auto", "messages": ASK, "temperature": 0, "max_tokens": 2, "stream": stream}
    answer = ai.chat.completions.create(**asked)
    choice = list(answer)[-1].choices[0] if stream else answer.choices[0]
    assert choice.finish_reason == "length"
    assert stream or answer.usage.completion_tokens == 2


def test_a_stream_that_cannot_begin_has_a_status_of_its_own(ai):
    with pytest.raises(openai.BadRequestError):
        ai.chat.completions.create(model="auto", messages=ASK, max_tokens=10**9, stream=True)
    with pytest.raises(openai.InternalServerError):
        ai.completions.create(model="auto", prompt="Once upon a time", stream=True)


@pytest.mark.parametrize("texts", ["one text", ["one", "two", "with\na break"]])
def test_embeddings(ai, texts):
    data = ai.embeddings.create(model="auto", input=texts).data
    assert [len(one.embedding) for one in data] == [384] * (1 if isinstance(texts, str) else len(texts))
    plain = ai.embeddings.create(model="auto", input=texts, encoding_format="float").data
    assert np.allclose(data[0].embedding, plain[0].embedding, atol=1e-6)


def test_transcriptions(ai):
    with SPEECH.open("rb") as file:
        assert "Hello and welcome" in ai.audio.transcriptions.create(model="auto", file=file).text
    with SPEECH.open("rb") as file:
        assert "-->" in ai.audio.transcriptions.create(model="auto", file=file, response_format="srt")


@pytest.mark.parametrize("form", ["wav", "mp3", "flac"])
def test_speech(ai, form):
    spoken = ai.audio.speech.create(model="auto", voice="alloy", input="Good morning.", response_format=form)
    samples, rate = soundfile.read(io.BytesIO(spoken.content))
    assert len(samples) / rate > 0.3


def test_models(ai):
    names = {one.id for one in ai.models.list().data}
    assert {"openai/whisper-tiny", "starter:minilm-tone"} <= names


def test_errors_are_those_of_the_client(ai):
    with pytest.raises(openai.BadRequestError, match="no messages"):
        ai.chat.completions.create(model="auto", messages=[])
    with pytest.raises(openai.BadRequestError, match="max_new_tokens"):
        ai.chat.completions.create(model="auto", messages=ASK, max_tokens=10**9)
    with pytest.raises(openai.InternalServerError, match="offline"):
        ai.completions.create(model="auto", prompt="Once upon a time")
    picture = [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "http://127.0.0.1/x.png"}}]}]
    with pytest.raises(openai.BadRequestError, match="fetches no addresses"):
        ai.chat.completions.create(model="auto", messages=picture)


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "multipart/form-data", "text/plain", ""])
def test_a_form_that_is_none_is_told_in_a_sentence(server, kind):
    answer = httpx.post(f"{server}v1/audio/transcriptions", content=b"\x9f?8", headers={"content-type": kind})
    assert answer.status_code == 400
    assert answer.json()["error"]["message"].endswith(".")


@pytest.mark.parametrize("address", ["chat/completions", "completions", "embeddings", "audio/speech"])
@pytest.mark.parametrize("body", [b"", b"[]", b'{"stream": true}', b'{"messages": [{}], "prompt": 5, "input": {}}'])
def test_rubbish_is_told_in_a_sentence(server, address, body):
    answer = httpx.post(f"{server}v1/{address}", content=body, timeout=60)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"].endswith((".", ",…."))
