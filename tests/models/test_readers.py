"""A model without the files that read its input is refused: before its download, before its weights are loaded."""

import json
import shutil

import pytest

from models import load
from models.errors import ModelLoadError, ModelRefused
from models.examine import examine, examine_folder
from models.key import ModelKey
from models.readers import require_readers
from tests.tiny import MAKERS
from tests.tiny.text import make_sentence_bert
from tests.tiny.vision import make_resnet

VOCABULARIES = (
    "tokenizer.json",
    "tokenizer_config.json",
    "vocab.txt",
    "vocab.json",
    "merges.txt",
    "special_tokens_map.json",
)
SENTIMENT = "distilbert/distilbert-base-uncased-finetuned-sst-2-english"
MODELS = {
    "text-classification": SENTIMENT,
    "fill-mask": "distilbert/distilroberta-base",
    "text-generation": "distilbert/distilgpt2",
}


def strip(folder, *names):
    for name in names:
        (folder / name).unlink(missing_ok=True)


@pytest.mark.parametrize("task", sorted(MODELS))
@pytest.mark.parametrize("left", [(), ("tokenizer_config.json",)])
def test_a_model_without_its_tokenizer_is_refused(hub, tmp_path, task, left):
    """Transformers 5 makes an empty one, and the model answers the same for love and hate."""
    MAKERS[MODELS[task]](tmp_path)
    strip(tmp_path, *(name for name in VOCABULARIES if name not in left))
    (tmp_path / "special_tokens_map.json").write_text("{}")
    hub.add("org/mute", tmp_path)
    if not left:
        with pytest.raises(ModelRefused, match="tokenizer"):
            examine(task, "org/mute", "", allow_pickle=False)
        assert not hub.asked("GET", "model.safetensors")
        with pytest.raises(ModelRefused, match="tokenizer"):
            examine_folder(task, tmp_path, allow_pickle=False)
    with pytest.raises(ModelRefused, match="tokenizer"):
        load.load(ModelKey(task, "local", str(tmp_path)), tmp_path)


def test_a_sentence_model_without_its_tokenizer_is_refused(tmp_path):
    make_sentence_bert(tmp_path)
    strip(tmp_path, *VOCABULARIES)
    with pytest.raises(ModelRefused, match="tokenizer"):
        load.load(ModelKey("sentence-similarity", "local", str(tmp_path)), tmp_path)


def test_a_model_of_pictures_without_its_preprocessor_is_refused(hub, tmp_path):
    make_resnet(tmp_path)
    strip(tmp_path, "preprocessor_config.json")
    hub.add("org/blind", tmp_path)
    with pytest.raises(ModelRefused, match=r"preprocessor_config\.json"):
        examine("image-classification", "org/blind", "", allow_pickle=False)
    assert not hub.asked("GET", "model.safetensors")
    with pytest.raises(ModelRefused, match=r"preprocessor_config\.json"):
        load.load(ModelKey("image-classification", "local", str(tmp_path)), tmp_path)


@pytest.mark.parametrize(
    ("task", "paths"),
    [
        ("text-classification", ["tokenizer_config.json"]),  # ByT5 and CANINE read bytes and characters
        ("text-classification", ["vocab.txt"]),
        ("fill-mask", ["vocab.json", "merges.txt"]),
        ("translation", ["source.spm", "target.spm", "vocab.json"]),
        ("summarization", ["spiece.model"]),
        ("text-generation", ["qwen.tiktoken"]),
        ("feature-extraction", ["sentencepiece.bpe.model"]),
        ("sentence-similarity", ["0_Transformer/tokenizer.json"]),
        ("image-classification", ["preprocessor_config.json"]),
        ("automatic-speech-recognition", ["vocab.json", "preprocessor_config.json"]),
        ("any-to-any", ["processor_config.json", "tokenizer.json"]),
    ],
)
def test_what_published_models_have_is_enough(task, paths):
    require_readers("x", task, {"model_type": "any"}, ["config.json", *paths])


def test_what_timm_saved_has_its_settings_in_its_config():
    require_readers("x", "image-classification", {"pretrained_cfg": {}}, ["config.json"])


def test_parts_of_the_callers_own_are_not_missed():
    require_readers("x", "text-classification", {}, ["config.json"], given=("tokenizer",))


@pytest.fixture(scope="module")
def distilbert(tmp_path_factory):
    folder = tmp_path_factory.mktemp("distilbert")
    MAKERS[SENTIMENT](folder)
    return folder


@pytest.mark.parametrize(
    ("file", "content", "word"),
    [
        ("tokenizer.json", b"{ not json", "tokenizer"),
        ("tokenizer.json", b'{"version": "1.0"}', "tokenizer"),
        ("tokenizer_config.json", b"{ not json", r"tokenizer_config\.json"),
        ("generation_config.json", b"{ not json", r"generation_config\.json"),
        ("preprocessor_config.json", b"\xff", r"preprocessor_config\.json"),
        ("model.safetensors", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n", "Git LFS"),
        ("config.json", b"{ not json", r"config\.json"),
        ("config.json", b"null", r"config\.json"),
    ],
)
def test_a_broken_file_is_named(distilbert, tmp_path, file, content, word):
    folder = tmp_path / "model"
    shutil.copytree(distilbert, folder)
    (folder / file).write_bytes(content)
    key = ModelKey("text-classification", "local", str(folder), known=True)
    with pytest.raises((ModelLoadError, ModelRefused), match=word) as caught:
        load.load(key, load.fetch(key, lambda _: None))
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"dim": 32, "hidden_dim": 64}, "do not belong together"),
        ({"vocab_size": 999}, "do not belong together"),
        ({"dtype": "nonsense"}, r"cannot use, most likely in config\.json"),
    ],
)
def test_a_config_that_says_something_else_is_told(distilbert, tmp_path, changes, words):
    folder = tmp_path / "model"
    shutil.copytree(distilbert, folder)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | changes))
    with pytest.raises(ModelLoadError, match=words):
        load.load(ModelKey("text-classification", "local", str(folder)), folder)


def test_pickled_weights_that_are_cut_off_are_told(distilbert, tmp_path):
    import torch
    from safetensors.torch import load_file

    folder = tmp_path / "model"
    shutil.copytree(distilbert, folder)
    torch.save(load_file(folder / "model.safetensors"), folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()
    content = (folder / "pytorch_model.bin").read_bytes()
    (folder / "pytorch_model.bin").write_bytes(content[: len(content) // 2])
    with pytest.raises(ModelLoadError, match="damaged or cut off"):
        load.load(ModelKey("text-classification", "local", str(folder), pickle=True), folder)
