"""Loading: the right class, the right device, and a clear word where a checkpoint belongs to something else."""

import shutil
from dataclasses import replace

import pytest
import torch

from models import load
from models.errors import AppError, ModelLoadError, ModelRefused
from models.interrupt import interruptible
from models.key import ModelKey
from tests.tiny.multimodal import make_clip
from tests.tiny.text import make_sentence_bert
from tests.tiny.vision import make_resnet, make_vit


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    makers = {"resnet": make_resnet, "vit": make_vit, "bert": make_sentence_bert, "clip": make_clip}
    folders = {name: tmp_path_factory.mktemp(name) for name in makers}
    for name, make in makers.items():
        make(folders[name])
    return folders


def key(task, **given):
    return ModelKey(task, "local", "x", **given)


def test_a_pipeline_is_built_with_all_its_parts(folders):
    pipe = load.load(key("image-classification", dtype="float32"), folders["resnet"])
    assert pipe.image_processor is not None
    assert pipe.model.dtype is torch.float32
    assert not pipe.model.training


@pytest.mark.parametrize(
    ("task", "dtype", "has_instructions", "loaded"),
    [
        ("image-classification", "auto", True, torch.bfloat16),
        ("image-classification", "auto", False, torch.float32),
        ("image-classification", "float32", True, torch.float32),
        ("image-feature-extraction", "auto", True, torch.float32),
    ],
)
def test_classes_are_computed_in_half_where_the_cpu_can(folders, monkeypatch, task, dtype, has_instructions, loaded):
    monkeypatch.setattr(load, "computes_in_half", lambda _: has_instructions)
    assert load.dtype_for(key(task, dtype=dtype), folders["resnet"]) is loaded


def test_half_precision_moves_chances_by_less_than_a_hundredth():
    texts = ["I loved it.", "Dull, but short.", "The lift was out of order for a week.", "It arrived on Tuesday."] * 2
    chances = {}
    for dtype in ("float32", "bfloat16"):
        starter = ModelKey("text-classification", "starter", "minilm-tone", dtype=dtype)
        pipe = load.load(starter, load.fetch(starter, lambda _: None))
        found = pipe(texts, top_k=None)
        chances[dtype] = [one["score"] for answer in found for one in sorted(answer, key=lambda one: one["label"])]
    assert chances["float32"] == pytest.approx(chances["bfloat16"], abs=0.01)
    assert chances["float32"] != chances["bfloat16"]


def test_half_precision_can_be_asked_for(folders):
    pipe = load.load(key("image-classification", dtype="bfloat16"), folders["resnet"])
    assert pipe.model.dtype is torch.bfloat16


@pytest.mark.parametrize(
    ("task", "name", "word"),
    [
        ("image-classification", "bert", "bert"),
        ("image-classification", "vit", "random numbers"),
        ("automatic-speech-recognition", "resnet", "resnet"),
        ("zero-shot-image-classification", "vit", "vit"),
        ("sentence-similarity", "resnet", "resnet"),
    ],
)
def test_a_model_of_another_kind_is_refused_with_its_kind(folders, task, name, word):
    with pytest.raises(AppError, match=word) as caught:
        load.load(key(task), folders[name])
    assert task.replace("-", " ") in str(caught.value)
    assert str(folders[name]) not in str(caught.value)


def test_a_library_that_a_model_needs_is_named(folders, monkeypatch):
    def without_timm(*_):
        raise ImportError("DetrConvEncoder requires the timm library but it was not found in your environment.")

    monkeypatch.setattr(load, "load_model", without_timm)
    with pytest.raises(ModelRefused, match="needs timm"):
        load.load(key("image-classification"), folders["resnet"])


def test_a_plain_bert_becomes_a_sentence_transformer_with_mean_pooling(folders, tmp_path):
    from transformers import AutoModel, AutoTokenizer

    AutoModel.from_pretrained(folders["bert"]).save_pretrained(tmp_path)
    AutoTokenizer.from_pretrained(folders["bert"]).save_pretrained(tmp_path)
    pipe = load.load(key("sentence-similarity"), tmp_path)
    assert pipe.encode(["a", "b"]).shape == (2, 16)


def test_pickles_are_refused_unless_the_server_allows_them(folders, tmp_path):
    from transformers import ResNetForImageClassification

    make_resnet(tmp_path)
    model = ResNetForImageClassification.from_pretrained(tmp_path)
    (tmp_path / "model.safetensors").unlink()
    torch.save(model.state_dict(), tmp_path / "pytorch_model.bin")
    with pytest.raises(OSError, match="safetensors"):
        load.load(key("image-classification"), tmp_path)
    assert load.load(key("image-classification", pickle=True), tmp_path).model.config.model_type == "resnet"


@pytest.mark.parametrize("where", [".", "2_Dense"])
def test_pickles_are_refused_for_sentences_too(folders, tmp_path, where):
    shutil.copytree(folders["bert"], tmp_path, dirs_exist_ok=True)
    if where == ".":
        (tmp_path / "model.safetensors").unlink()
    (tmp_path / where).mkdir(exist_ok=True)
    torch.save({}, tmp_path / where / "pytorch_model.bin")
    with pytest.raises(ModelRefused, match="pickle"):
        load.load(key("sentence-similarity"), tmp_path)


def test_a_model_of_the_hub_is_estimated_again_by_its_files(folders, tmp_path):
    from transformers import ResNetForImageClassification

    ResNetForImageClassification.from_pretrained(folders["resnet"]).half().save_pretrained(tmp_path)
    half = key("image-classification", device="cpu")
    local = replace(half, model=str(tmp_path))
    whole = replace(half, model=str(folders["resnet"]))
    assert load.estimate(local) == load.estimate(whole)
    assert load.estimate(replace(local, dtype="float16")) < 0.6 * load.estimate(local)


def test_code_that_comes_with_a_model_is_never_run(folders, tmp_path):
    import json

    make_resnet(tmp_path)
    trap = tmp_path / "was-run"
    (tmp_path / "evil.py").write_text(f"open({str(trap)!r}, 'w')\nclass A: pass\n")
    config = json.loads((tmp_path / "config.json").read_text())
    config |= {"model_type": "unheard-of", "auto_map": {"AutoConfig": "evil.A", "AutoModel": "evil.A"}}
    (tmp_path / "config.json").write_text(json.dumps(config))
    with pytest.raises((AppError, ValueError)):
        load.load(key("image-classification"), tmp_path)
    assert not trap.exists()


def test_a_run_is_interrupted_before_the_next_forward_pass_and_the_hook_goes(folders):
    from PIL import Image

    pipe = load.load(key("image-classification"), folders["resnet"])
    picture = Image.new("RGB", (32, 32))

    def stop():
        raise KeyError("stopped")

    with pytest.raises(KeyError), interruptible(pipe, stop):
        pipe(picture)
    assert pipe(picture)


@pytest.mark.parametrize(("task", "name"), [("sentence-similarity", "bert"), ("image-feature-extraction", "vit")])
def test_one_pass_over_much_is_interrupted_before_the_next_layer_and_the_hooks_go(folders, task, name):
    pipe = load.load(key(task), folders[name])
    module = getattr(pipe, "model", pipe)
    within, passed = [], []

    def stop():
        if within:
            raise KeyError("stopped")
        passed.append(1)

    layer = next(part for part in module.modules() if isinstance(part, torch.nn.ModuleList))[0]
    hook = layer.register_forward_hook(lambda *_: within.append(1))
    with pytest.raises(KeyError), interruptible(pipe, stop):
        ask(pipe)
    hook.remove()
    assert within == [1] and passed
    ask(pipe)


def ask(pipe):
    from PIL import Image

    return pipe.encode(["a", "b"]) if hasattr(pipe, "encode") else pipe(Image.new("RGB", (32, 32)))


def test_damaged_weights_are_told_not_to_be_tried_again(folders, tmp_path):
    shutil.copytree(folders["resnet"], tmp_path, dirs_exist_ok=True)
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])
    local = ModelKey("image-classification", "local", str(tmp_path))
    with pytest.raises(ModelRefused, match="damaged or cut off"):
        load.estimate(local)
    with pytest.raises(ModelLoadError, match="damaged or cut off"):
        load.load(local, tmp_path)


@pytest.mark.parametrize(
    ("error", "words"), [(PermissionError(13, "no"), "may not read"), (MemoryError(), "not enough memory")]
)
def test_a_known_reason_is_told(folders, monkeypatch, error, words):
    def fail(*_):
        raise error

    monkeypatch.setattr(load, "build", fail)
    with pytest.raises(ModelLoadError, match=words):
        load.load(key("image-classification"), folders["resnet"])
