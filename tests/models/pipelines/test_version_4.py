"""The example calls of Transformers 4's documentation and of the course, after a change of the import."""

import subprocess
import sys
from pathlib import Path

import pytest
import torch
from PIL import Image

from models.errors import AppError, BadInput
from models.pipelines import pipeline
from models.pipelines.version_4.names import DEFAULTS
from tests.hub_server import HubServer, use_hub
from tests.tiny import MAKERS
from tests.tiny.image_text import make_vit_gpt2
from tests.tiny.seed import seeded

pytestmark = [
    pytest.mark.usefixtures("one_thread", "hub"),
    pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses"),
]

T5, VILT, BLIP = "google-t5/t5-base", "dandelin/vilt-b32-finetuned-vqa", "Salesforce/blip-vqa-base"
STAND_INS = {
    "sshleifer/distilbart-cnn-12-6": ("summarization", MAKERS["facebook/bart-large-cnn"]),
    T5: ("translation", MAKERS["google-t5/t5-small"]),
    "mrm8488/t5-base-finetuned-question-generation-ap": ("text2text-generation", MAKERS["google-t5/t5-small"]),
    "Helsinki-NLP/opus-mt-en-de": ("translation", MAKERS["Helsinki-NLP/opus-mt-en-de"]),
    "deepset/roberta-base-squad2": ("question-answering", MAKERS["deepset/roberta-base-squad2"]),
    "distilbert/distilbert-base-cased-distilled-squad": (
        "question-answering",
        MAKERS["distilbert/distilbert-base-cased-distilled-squad"],
    ),
    VILT: ("visual-question-answering", MAKERS[VILT]),
    BLIP: ("visual-question-answering", MAKERS[BLIP]),
    "ydshieh/vit-gpt2-coco-en": ("image-to-text", seeded(make_vit_gpt2)),
    "caidas/swin2SR-classical-sr-x2-64": ("image-to-image", MAKERS["caidas/swin2SR-classical-sr-x2-64"]),
    "microsoft/DialoGPT-medium": ("conversational", MAKERS["distilbert/distilgpt2"]),
}
WOLFGANG = {"question": "Where do I live?", "context": "My name is Wolfgang and I live in Berlin"}


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    """A Hub with the models of the examples, small, and with a picture."""
    with HubServer() as server, use_hub(server, tmp_path_factory.mktemp("cache")):
        for model, (task, make) in STAND_INS.items():
            folder = tmp_path_factory.mktemp("model")
            make(folder)
            server.add(model, folder)
            server.repos[model].task = task
        for model, revision in DEFAULTS.values():
            server.repos[model].refs[revision] = server.repos[model].refs["main"]
        folder = tmp_path_factory.mktemp("pictures")
        Image.effect_noise((40, 30), 60).save(folder / "lena.png")
        server.add("some/pictures", folder)
        yield server


@pytest.fixture(scope="module")
def address(hub):
    return f"{hub.url}/some/pictures/resolve/main/lena.png"


@pytest.fixture(scope="module")
def oracle(hub):
    return pipeline(model=VILT)


def test_summaries(hub):
    summarizer = pipeline("summarization")
    (answer,) = summarizer("An apple a day, keeps the doctor away", min_length=5, max_length=20)
    assert list(answer) == ["summary_text"]
    summarizer = pipeline("summarization", model=T5, tokenizer=T5, framework="pt", device=-1, max_length=9)
    (answer,) = summarizer("An apple a day", return_tensors=True)
    assert answer["summary_token_ids"].shape[-1] <= 9


def test_translations(hub):
    en_fr_translator = pipeline("translation_en_to_fr", torch_dtype=torch.float32)
    assert list(en_fr_translator("How old are you?", max_length=9)[0]) == ["translation_text"]
    translator = pipeline("translation", model="Helsinki-NLP/opus-mt-en-de")
    answers = translator(["This course is produced by Hugging Face.", "two"], max_new_tokens=4)
    assert [list(answer) for answer in answers] == [["translation_text"]] * 2


def test_text_to_text(hub):
    generator = pipeline(model="mrm8488/t5-base-finetuned-question-generation-ap")
    (answer,) = generator("answer: Manuel context: Manuel has created RuPERTa-base", max_length=9)
    assert list(answer) == ["generated_text"]
    text2text_generator = pipeline("text2text-generation")
    assert text2text_generator("question: What is 42 ? context: 42 is the answer", truncation=True, max_length=9)


def test_questions_about_a_text(hub):
    oracle = pipeline(model="deepset/roberta-base-squad2")
    answer = oracle(**WOLFGANG)
    assert list(answer) == ["score", "start", "end", "answer"]
    assert oracle(WOLFGANG["question"], WOLFGANG["context"]) == answer
    for same in ({"data": WOLFGANG}, {"X": [WOLFGANG]}, {**WOLFGANG, "question": [WOLFGANG["question"]]}):
        assert oracle(**same, padding="max_length", max_question_len=64) == answer
    assert oracle(WOLFGANG, WOLFGANG) == oracle([WOLFGANG, WOLFGANG]) == [answer, answer]
    assert len(oracle(**WOLFGANG, topk=3)) == 3
    assert len(pipeline("question-answering", top_k=2)(**WOLFGANG)) == 2


def test_questions_about_a_picture(oracle, address):
    (answer,) = oracle(question="What is she wearing ?", image=address, top_k=1)
    assert list(answer) == ["score", "answer"]
    one = {"image": address, "question": "What is she wearing ?"}
    assert oracle(one, top_k=1, timeout=9) == [answer]
    assert oracle([one, one], top_k=1) == oracle([address, address], one["question"], top_k=1) == [[answer]] * 2
    assert len(oracle([address], ["Is this a person ?", "Is this a man ?"])) == 2
    assert len(oracle(address, ["Is this a person ?"])) == 1
    assert oracle(one | {"question": "what " * 99}, truncation=True, padding="max_length")


def test_several_questions_at_once_to_a_model_that_writes(hub):
    oracle = pipeline("vqa", model=BLIP, max_new_tokens=5)
    picture = Image.new("RGB", (32, 32))
    asked = [{"image": picture, "question": text} for text in ("what is it?", "two dogs?")]
    singly, together = oracle(asked), oracle(asked, batch_size=2)
    assert [[list(answer) for answer in answers] for answers in together] == [[["answer"]]] * 2
    assert singly == together


def test_captions(hub, address, tmp_path):
    captioner = pipeline(model="ydshieh/vit-gpt2-coco-en", max_new_tokens=5)
    (caption,) = captioner(address)
    assert list(caption) == ["generated_text"]
    file = str(tmp_path / "noise.png")
    Image.effect_noise((20, 20), 60).save(file)
    assert len(captioner(images=[file, Image.open(file)], generate_kwargs={"num_beams": 2})) == 2
    assert captioner(inputs=file)


def test_larger_pictures(hub, address):
    upscaler = pipeline("image-to-image", model="caidas/swin2SR-classical-sr-x2-64")
    assert upscaler(Image.new("RGB", (64, 64))).size == (144, 144)  # with the padding, as version 4's page shows it
    assert upscaler(Image.new("RGB", (64, 64)), tile_size=32).size == (128, 128)
    assert [image.size for image in upscaler([address, address])] == [(96, 64)] * 2


def test_a_loaded_model_with_its_parts(oracle):
    parts = {"tokenizer": oracle.tokenizer, "image_processor": oracle.image_processor}
    again = pipeline("vqa", model=oracle.model, **parts, top_k=2)
    assert len(again(Image.new("RGB", (32, 32)), "Is this a person ?")) == 2
    with pytest.raises(BadInput, match="tokenizer"):
        pipeline("vqa", model=oracle.model, image_processor=oracle.image_processor)


def test_a_folder_and_a_task_that_transformers_still_has(tmp_path):
    MAKERS["distilbert/distilbert-base-uncased-finetuned-sst-2-english"](tmp_path)
    classifier = pipeline("sentiment-analysis", model=str(tmp_path), device="cpu")
    assert list(classifier("two")[0]) == ["label", "score"]


def test_pipelines_of_the_application_open_no_paths(hub, address, tmp_path):
    """What a user of the page sends must never be read from the server's disk, nor fetched."""
    from models.key import ModelKey
    from models.load import load

    for task, model in (
        ("visual-question-answering", VILT),
        ("image-to-text", "ydshieh/vit-gpt2-coco-en"),
        ("image-to-image", "caidas/swin2SR-classical-sr-x2-64"),
    ):
        folder = tmp_path / task
        folder.mkdir()
        STAND_INS[model][1](folder)
        pipe = load(ModelKey(task, "local", str(folder)), folder)
        asked = {"image": address, "question": "what?"} if task.startswith("visual") else address
        with pytest.raises(BadInput, match="not a picture"):
            pipe(asked)


def test_nothing_else_lets_a_pipeline_open_paths():
    root = Path(__file__).parents[3]
    files = [file for folder in ("models", "tabs") for file in (root / folder).rglob("*.py")]
    told = {file.stem for file in [*files, root / "app.py"] if "opens_paths" in file.read_text()}
    assert told == {"pictures", "answers"}
    called = {file.stem for file in files if "models.pipelines import pipeline" in file.read_text()}
    assert not called - {"door", "__init__"}


def test_without_a_task_the_hub_must_name_one(hub, monkeypatch):
    from huggingface_hub import constants

    with pytest.raises(BadInput, match="Name the task"):
        pipeline()
    with pytest.raises(BadInput, match="Name the task"):
        pipeline(model="some/pictures")
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(BadInput, match="Name the task"):
        pipeline(model=VILT)


@pytest.mark.parametrize("task", ["summarization", "text-classification"])
def test_code_from_a_repository_is_never_run(task, tmp_path):
    (tmp_path / "config.json").write_text('{"model_type": "own", "auto_map": {"AutoConfig": "own.OwnConfig"}}')
    (tmp_path / "own.py").write_text("raise SystemExit('code ran')")
    (tmp_path / "model.safetensors").write_bytes(b"")
    with pytest.warns(UserWarning, match="no effect"), pytest.raises((AppError, ValueError)) as told:
        pipeline(task, model=str(tmp_path), trust_remote_code=True)
    assert "trust_remote_code" not in str(told.value)


def test_code_that_a_known_architecture_does_not_need_is_left_aside(hub):
    with pytest.warns(UserWarning, match="no effect"):
        answer = pipeline("question-answering", trust_remote_code=True)(**WOLFGANG)
    assert answer["answer"]


def test_importing_it_imports_neither_torch_nor_transformers():
    code = "import sys; from models.pipelines import pipeline; print({'torch', 'transformers'} & set(sys.modules))"
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
