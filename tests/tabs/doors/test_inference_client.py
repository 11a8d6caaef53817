"""The unmodified client of huggingface_hub, every method that fits one of our tasks."""

import io
import wave

import numpy as np
import pytest
from huggingface_hub import InferenceClient

from tabs.examples.packaged import find_photo, find_specimen
from tabs.task import ASSETS

EXAMPLES = ASSETS / "examples"
LION = str(find_photo("lion.jpg"))
TEXT = (EXAMPLES.parent.parent / "LICENSE").read_text()[:3000]


@pytest.fixture
def of(server):
    return lambda task: InferenceClient(base_url=f"{server}tasks/{task}", timeout=120)


def labels_of(answer):
    return [one.label for one in answer]


def test_text_classification(of):
    best, *rest = of("text-classification").text_classification("I love this film.")
    assert best.label == "POSITIVE"
    assert best.score > 0.8
    assert len(rest) == 1


def test_zero_shot_classification(of):
    answer = of("zero-shot-classification").zero_shot_classification(
        "My parcel arrived broken and I want my money back.", ["refund", "praise", "travel"]
    )
    assert answer[0].label == "refund"
    assert len(answer) == 3


def test_token_classification(of):
    answer = of("token-classification").token_classification("Angela Merkel met Tim Cook in Munich.")
    assert {one.entity_group for one in answer} == {"PER", "LOC"}


def test_fill_mask(of):
    best, *_ = of("fill-mask").fill_mask("Paris is the [MASK] of France.", top_k=3)
    assert best.sequence == "paris is the capital of france."


def test_question_answering(of):
    answer = of("question-answering").question_answering(question="Where do I live?", context="I live in Berlin.")
    assert answer[0].answer == "Berlin"


def test_table_question_answering(of):
    table = {"Name": ["Ada", "Bob"], "Age": ["36", "20"]}
    assert of("table-question-answering").table_question_answering(table=table, query="How old is Ada?").answer == "36"


def test_summarization(of):
    assert 20 < len(of("summarization").summarization(TEXT).summary_text) < len(TEXT)


def test_translation(of):
    client = of("translation")
    assert client.translation("My name is Sarah.").translation_text == "Mein Name ist Sarah."
    assert "Sarah" in client.translation("My name is Sarah.", src_lang="English", tgt_lang="French").translation_text


def test_sentence_similarity(of):
    less, more = of("sentence-similarity").sentence_similarity("A cat", ["A dog sleeps", "A kitten"])
    assert less < more


def test_feature_extraction(of):
    assert of("feature-extraction").feature_extraction("A cat\non a mat").shape == (1, 384)


def test_automatic_speech_recognition(of):
    heard = of("automatic-speech-recognition").automatic_speech_recognition(EXAMPLES / "short-speech.ogg")
    assert "Hello and welcome" in heard.text


def test_sounds(of):
    assert labels_of(of("audio-classification").audio_classification(EXAMPLES / "dog.ogg"))[0] == "dog barking"
    (squeezed,) = of("audio-to-audio").audio_to_audio(EXAMPLES / "dog.ogg")
    assert squeezed.content_type == "audio/wav"


def test_text_to_speech(of):
    with wave.open(io.BytesIO(of("text-to-speech").text_to_speech("Good morning."))) as speech:
        assert speech.getnframes() / speech.getframerate() > 0.3


def test_pictures(of):
    assert labels_of(of("image-classification").image_classification(LION, top_k=2))[0] == "lion"
    assert len(of("image-classification").image_classification(LION)) == 5
    found = of("object-detection").object_detection(find_specimen("astronaut.png"), threshold=0.6)
    assert "person" in labels_of(found)
    assert found[0].box.xmax > found[0].box.xmin
    words = of("zero-shot-image-classification").zero_shot_image_classification(LION, ["lion", "boat"])
    assert words[0].label == "lion"


def test_bytes_without_a_name_are_known_by_their_content(of):
    picture, sound = find_photo("lion.jpg").read_bytes(), (EXAMPLES / "short-speech.ogg").read_bytes()
    assert labels_of(of("image-classification").image_classification(picture))[0] == "lion"
    assert "Hello and welcome" in of("automatic-speech-recognition").automatic_speech_recognition(sound).text


def test_masks_are_pictures(of):
    parts = of("image-segmentation").image_segmentation(find_specimen("camera.png"))
    assert {np.asarray(one.mask).max() for one in parts} == {255}


def test_pictures_and_words(of):
    assert of("image-to-text").image_to_text(find_specimen("coffee.png")).generated_text
    asked = of("visual-question-answering").visual_question_answering
    assert asked(find_specimen("astronaut.png"), "What is the largest thing?")[0].answer
    read = of("document-question-answering").document_question_answering
    assert read(EXAMPLES / "receipt.png", "What is the total?")[0].answer


def test_image_to_image(of):
    assert of("image-to-image").image_to_image(EXAMPLES / "small-lion.png").size == (360, 332)


def test_chat(server):
    client = InferenceClient(base_url=server.rstrip("/"), timeout=120)
    messages = [{"role": "user", "content": "What is the capital of Japan?"}]
    assert "Tokyo" in client.chat_completion(messages, temperature=0).choices[0].message.content
    parts = [one.choices[0].delta.content or "" for one in client.chat_completion(messages, stream=True)]
    assert sum(map(bool, parts)) > 1  # in parts: how many depends on how fast the machine is
    assert "".join(parts).strip()
