"""What is told of a model before it is downloaded."""

import json

import pytest

from models import needs
from models.errors import AppError, ModelRefused
from models.examine import examine, examine_folder
from models.hub import download

NAME = "org/model"


def put(hub, config, weights="model.safetensors"):
    readers = {"tokenizer.json": "{}", "preprocessor_config.json": "{}"}
    hub.add(NAME, {"config.json": json.dumps(config), weights: b"0" * 1000, "README.md": "# x", **readers})


def look(task="image-classification"):
    return examine(task, NAME, "", allow_pickle=False)


def test_a_fitting_model_is_described_without_touching_its_weights(hub):
    put(hub, {"model_type": "resnet", "architectures": ["ResNetForImageClassification"]})
    found = look()
    assert (found.kind, found.made_for, found.doubt) == ("resnet", "ResNetForImageClassification", "")
    assert found.download_bytes > 1000
    assert not hub.asked("GET", "model.safetensors")


def test_a_bare_encoder_is_doubted_for_a_task_that_needs_a_head(hub):
    put(hub, {"model_type": "resnet", "architectures": ["ResNetModel"]})
    assert "ResNetForImageClassification" in look().doubt
    assert look("image-feature-extraction").doubt == ""


@pytest.mark.parametrize(
    ("config", "word"),
    [
        ({"model_type": "bert", "architectures": ["BertForMaskedLM"]}, "cannot do image classification"),
        ({"model_type": "made-up"}, "does not know"),
        ({"model_type": "made-up", "auto_map": {"AutoModel": "x.Y"}}, "never executes"),
        ({"auto_map": {"AutoModel": "x.Y"}}, "never executes"),
    ],
)
def test_what_cannot_work_is_refused_with_the_reason(hub, config, word):
    put(hub, config)
    with pytest.raises(AppError, match=word):
        look()


def test_code_of_its_own_does_not_matter_where_transformers_knows_the_architecture(hub):
    config = {"model_type": "resnet", "architectures": ["ResNetForImageClassification"], "auto_map": {"AutoModel": "x"}}
    put(hub, config)
    assert look().doubt == ""


def test_pickles_are_refused_before_any_byte(hub):
    put(hub, {"model_type": "resnet"}, weights="pytorch_model.bin")
    with pytest.raises(ModelRefused, match="pickle"):
        look()
    assert not hub.asked("GET", "pytorch_model.bin")


@pytest.mark.parametrize("kind", ["nougat", "gemma4_assistant"])
def test_kinds_whose_own_defaults_do_not_hold_are_judged(hub, kind):
    put(hub, {"model_type": kind, "architectures": 5})
    with pytest.raises(ModelRefused, match="image classification"):
        look()


def test_a_model_that_does_not_tell_its_kind_is_doubted(hub):
    put(hub, {})
    assert "does not tell what kind" in look().doubt
    assert look("sentence-similarity").doubt == ""


def folder_of(tmp_path, **files):
    folder = tmp_path / "mine"
    folder.mkdir()
    for name, content in files.items():
        (folder / name.replace("_safetensors", ".safetensors").replace("_json", ".json")).write_text(content)
    return folder


def test_a_folder_is_looked_at_like_a_model_of_the_hub(tmp_path):
    config = json.dumps({"model_type": "resnet", "architectures": ["ResNetModel"]})
    folder = folder_of(tmp_path, config_json=config, model_safetensors="0", preprocessor_config_json="{}")
    found = examine_folder("image-classification", folder, allow_pickle=False)
    assert (found.kind, found.made_for, found.download_bytes) == ("resnet", "ResNetModel", 0)
    assert "not as ResNetForImageClassification" in found.doubt
    with pytest.raises(ModelRefused, match="text classification"):
        examine_folder("text-classification", folder, allow_pickle=False)


@pytest.mark.parametrize(
    ("config", "word"),
    [
        ("{}", "mine has no safetensors weights"),
        ("{", "config.json of mine cannot be read"),
        ("[" * 100_000, "config.json of mine cannot be read"),
        ("\ud800", "config.json of mine cannot be read"),
    ],
)
def test_a_folder_that_cannot_work_is_refused_without_its_path(tmp_path, config, word):
    folder = folder_of(tmp_path, config_json="")
    (folder / "config.json").write_bytes(config.encode("utf-8", "surrogatepass"))
    with pytest.raises(ModelRefused, match=word) as caught:
        examine_folder("image-classification", folder, allow_pickle=False)
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize(
    ("task", "config"),
    [
        ("image-to-text", {"model_type": "idefics3"}),
        ("image-to-text", {"model_type": "llava"}),
        ("image-to-text", {"model_type": "pix2struct"}),
        ("audio-to-audio", {"model_type": "bert"}),
        ("sentence-similarity", {"model_type": "resnet"}),
        ("feature-extraction", {"model_type": "wav2vec2"}),
        ("image-feature-extraction", {"model_type": "bert"}),
        ("zero-shot-audio-classification", {"model_type": "whisper"}),
        ("document-question-answering", {"model_type": "llava"}),
        ("visual-question-answering", {"model_type": "blip-2"}),
    ],
)
def test_a_kind_that_the_task_s_pipeline_does_not_serve_is_refused(hub, task, config):
    put(hub, config)
    with pytest.raises(ModelRefused, match=f"{config['model_type']}.* {task.replace('-', ' ')}"):
        look(task)


@pytest.mark.parametrize(
    ("task", "kind"),
    [
        ("image-to-text", "vision-encoder-decoder"),
        ("sentence-similarity", "mpnet"),
        ("sentence-similarity", "eurobert"),
        ("sentence-similarity", "qwen3_vl"),
        ("feature-extraction", "bert"),
        ("image-feature-extraction", "dinov2"),
        ("audio-to-audio", "dac"),
    ],
)
def test_a_kind_that_it_serves_is_not_doubted(hub, task, kind):
    put(hub, {"model_type": kind})
    assert look(task).doubt == ""


def test_heads_without_for_in_their_names_are_heads(hub):
    put(hub, {"model_type": "gpt2", "architectures": ["GPT2ForSequenceClassification"]})
    assert "not as GPT2LMHeadModel" in look("text-generation").doubt
    put(hub, {"model_type": "marian", "architectures": ["MarianModel"]})
    assert "not as MarianMTModel" in look("translation").doubt


def test_speech_t5_is_refused_with_what_it_lacks(hub):
    put(hub, {"model_type": "speecht5", "architectures": ["SpeechT5ForTextToSpeech"]})
    with pytest.raises(ModelRefused, match=r"vocoder .* second repository"):
        look("text-to-speech")


@pytest.mark.parametrize(
    ("task", "config", "package"),
    [
        ("image-classification", {"architecture": "resnet18", "pretrained_cfg": {"tag": "a1_in1k"}}, "timm"),
        ("object-detection", {"model_type": "detr", "use_timm_backbone": True}, "timm"),
        ("image-text-to-text", {"model_type": "qwen2_5_vl"}, "torchvision"),
        ("image-feature-extraction", {"model_type": "dinov3_vit"}, "torchvision"),
    ],
)
def test_packages_that_are_missing_are_told_before_any_weights_come(hub, monkeypatch, task, config, package):
    monkeypatch.setattr(needs, "missing_packages", str.split)
    put(hub, config)
    with pytest.raises(ModelRefused, match=f"{package}.*install .*{package}"):
        look(task)
    monkeypatch.setattr(needs, "missing_packages", lambda _: [])
    assert look(task).doubt == ""


def test_torchvision_is_not_asked_for_by_what_reads_text_alone(hub, monkeypatch):
    monkeypatch.setattr(needs, "missing_packages", str.split)
    put(hub, {"model_type": "gemma4"})
    assert look("sentence-similarity").doubt == ""


def test_a_detr_with_a_revision_that_needs_no_timm_is_told_so(monkeypatch):
    monkeypatch.setattr(needs, "missing_packages", str.split)
    with pytest.raises(ModelRefused, match=r"no_timm, .*timm"):
        needs.refuse_without("facebook/detr-resnet-50", "timm")


def test_a_model_on_this_machine_is_described_without_the_hub(hub, monkeypatch):
    from huggingface_hub import constants

    put(hub, {"model_type": "resnet", "architectures": ["ResNetForImageClassification"]})
    download(NAME, "", lambda _: None)
    asked = len(hub.requests)
    assert asked
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    found = look()
    assert (found.kind, found.download_bytes, found.doubt) == ("resnet", 0, "")
    assert len(hub.requests) == asked
