"""What pipeline() loads: adapters, private models, revisions, languages of M2M100, masks without torchvision."""

import json
import sys

import pytest
import torch
from PIL import Image

from models.errors import AppError, BadInput, BadModelName, MissingPart, ModelNotFound, ModelRefused
from models.key import ModelKey
from models.load import fetch
from models.pipelines import pipeline
from models.pipelines.version_4.arguments import one_of, place, with_revision
from tests.hub_server import HubServer, use_hub
from tests.tiny import MAKERS
from tests.tiny.generation import CHARACTERS, SMALL_SIDES

BART, QA, PRIVATE, LOGIN = "facebook/bart-large-cnn", "deepset/roberta-base-squad2", "private/secret", "hf_right"
ASKED = {"question": "Where?", "context": "Sarah lives in London"}

pytestmark = [
    pytest.mark.usefixtures("one_thread"),
    pytest.mark.filterwarnings("ignore:.is_gradient_checkpointing. is deprecated"),  # peft asks for it
]


@pytest.fixture(scope="module")
def bart(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bart")
    MAKERS[BART](folder)
    return folder


@pytest.fixture
def adapter(bart, tmp_path):
    """A LoRA adapter that turns the answers of its model over, as peft saves it."""
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForSeq2SeqLM

    model = AutoModelForSeq2SeqLM.from_pretrained(bart)
    tuned = get_peft_model(model, LoraConfig(r=2, target_modules=["q_proj", "v_proj"], init_lora_weights=False))
    for name, weights in tuned.named_parameters():
        if "lora" in name:
            weights.data = torch.sin(torch.arange(weights.numel()) * 7.0).reshape(weights.shape) * 3
    tuned.save_pretrained(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    with HubServer(LOGIN) as server, use_hub(server, tmp_path_factory.mktemp("cache")):
        for model, private in ((QA, False), (PRIVATE, True)):
            folder = tmp_path_factory.mktemp("model")
            MAKERS[QA](folder)
            server.add(model, folder, private=private)
        yield server


def test_a_folder_with_an_adapter_alone_loads_its_model(bart, adapter):
    assert not (adapter / "config.json").exists()
    plain, tuned = (pipeline("summarization", model=str(one), device="cpu") for one in (bart, adapter))
    text = "the cat likes the dog"
    inputs = tuned.tokenizer(text, return_tensors="pt")
    decoder = {"decoder_input_ids": torch.tensor([[2, 5]])}
    with torch.inference_mode():
        difference = tuned.model(**inputs, **decoder).logits - plain.model(**inputs, **decoder).logits
    assert difference.abs().max() > 1e-3
    assert list(tuned(text, max_length=15)[0]) == ["summary_text"]


def put_on_the_hub(hub, adapter, name, base):
    """Put an adapter without its model on the Hub."""
    file = adapter / "adapter_config.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"base_model_name_or_path": base}))
    hub.add(name, adapter)


def test_a_repository_with_an_adapter_alone_loads_its_model(hub, bart, adapter):
    hub.add("someone/base", bart)
    put_on_the_hub(hub, adapter, "someone/adapter", "someone/base")
    plain, tuned = (pipeline("summarization", model=f"someone/{one}", device="cpu") for one in ("base", "adapter"))
    text = "the cat likes the dog"
    inputs = tuned.tokenizer(text, return_tensors="pt")
    decoder = {"decoder_input_ids": torch.tensor([[2, 5]])}
    with torch.inference_mode():
        difference = tuned.model(**inputs, **decoder).logits - plain.model(**inputs, **decoder).logits
    assert difference.abs().max() > 1e-3
    hub.down()
    try:
        again = pipeline("summarization", model="someone/adapter", device="cpu")
        assert again(text, max_length=15) == tuned(text, max_length=15)
    finally:
        hub.up()


@pytest.mark.parametrize("base", ["/somewhere/else", "../else", "~/else"])
def test_an_adapter_from_the_hub_names_no_folder_of_this_machine(hub, adapter, base):
    name = f"someone/adapter-{len(base)}"
    put_on_the_hub(hub, adapter, name, base)
    with pytest.raises(BadModelName):
        pipeline("summarization", model=name)


def test_a_repository_with_neither_model_nor_adapter(hub):
    hub.add("someone/nothing", {"README.md": "hello", "adapter_config.json": "{}"})
    with pytest.raises(ModelRefused, match="is not a model that Transformers can load"):
        pipeline("summarization", model="someone/nothing")


def test_the_application_itself_fetches_no_adapter(hub, adapter):
    put_on_the_hub(hub, adapter, "someone/other-adapter", QA)
    with pytest.raises(ModelRefused, match="is not a model that Transformers can load"):
        fetch(ModelKey("summarization", "hub", "someone/other-adapter"), lambda _: None)


def test_an_adapter_without_the_package_for_it(adapter, monkeypatch):
    monkeypatch.setitem(sys.modules, "peft", None)
    with pytest.raises(ModelRefused, match="needs the package peft"):
        pipeline("summarization", model=str(adapter))


def test_an_adapter_that_does_not_name_its_model(tmp_path):
    (tmp_path / "adapter_config.json").write_text(json.dumps({"base_model_name_or_path": None}))
    with pytest.raises(ModelRefused, match="does not name its model"):
        pipeline("summarization", model=str(tmp_path))


def test_a_private_model_with_its_token(hub):
    import os

    before = os.environ["HF_TOKEN"]
    for word in ("token", "use_auth_token"):
        assert pipeline("question-answering", model=PRIVATE, **{word: LOGIN})(**ASKED)["answer"]
    assert os.environ["HF_TOKEN"] == before
    with pytest.raises(BadInput, match="token is given twice"):
        pipeline("question-answering", model=PRIVATE, token=LOGIN, use_auth_token=LOGIN)


def test_a_private_model_without_its_token(hub):
    for token in (None, False, "hf_wrong"):
        with pytest.raises(AppError):
            pipeline("question-answering", model="private/other", token=token)


def test_without_a_token_none_is_sent(hub, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", LOGIN)
    hub.add("private/second", {"config.json": "{}"}, private=True)
    with pytest.raises(ModelNotFound):
        pipeline("question-answering", model="private/second", token=False)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("a/b@main", None), ("a/b", "main")),
        (("a/b@v1", "v1"), ("a/b", "v1")),
        (("a/b", "v1"), ("a/b", "v1")),
        ((None, None), (None, None)),
    ],
)
def test_a_revision_may_stand_behind_the_model(given, expected):
    assert with_revision(*given) == expected


def test_two_revisions():
    with pytest.raises(BadInput, match="revision is given twice"):
        with_revision("a/b@v1", "v2")


def test_a_folder_with_an_at_in_its_name(bart, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my@model").symlink_to(bart)
    assert with_revision("my@model", None) == ("my@model", None)


@pytest.mark.parametrize(
    ("device", "device_map", "expected"),
    [("cpu", None, "cpu"), (-1, None, "cpu"), (None, {"": "cpu"}, "cpu"), (None, "cpu", "cpu"), ("mps", None, "mps")],
)
def test_places(device, device_map, expected):
    assert place(device, device_map) == expected


def test_number_formats_given_twice():
    assert one_of("dtype", "auto", torch.float16) == torch.float16
    with pytest.raises(BadInput, match="twice"):
        pipeline("summarization", dtype="float16", model_kwargs={"torch_dtype": "float32"})


def make_m2m100():
    """M2M100 with a tokenizer of letters and the language codes that its checkpoints have."""
    from tokenizers import Tokenizer, models
    from transformers import M2M100Config, M2M100ForConditionalGeneration, PreTrainedTokenizerFast

    codes = [f"__{code}__" for code in ("br", "de", "en", "fy", "no", "ns", "xh")]
    words = {word: number for number, word in enumerate(["<s>", "<pad>", "</s>", "<unk>", *CHARACTERS, *codes])}
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer(models.WordLevel(words, unk_token="<unk>")),
        bos_token="<s>", pad_token="<pad>", eos_token="</s>", unk_token="<unk>", additional_special_tokens=codes,
    )  # fmt: skip
    ids = {"bos_token_id": 0, "pad_token_id": 1, "eos_token_id": 2, "decoder_start_token_id": 2}
    model = M2M100ForConditionalGeneration(M2M100Config(vocab_size=len(words), **ids, **SMALL_SIDES))
    return model, tokenizer


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("br", "br"),
        ("Breton", "br"),
        ("fy", "fy"),
        ("ns", "ns"),
        ("Northern Sotho", "ns"),
        ("no", "no"),
        ("Norwegian", "no"),
        ("de", "de"),
        ("German", "de"),
        ("deu_Latn", "de"),
    ],
)
def test_languages_of_m2m100(word, code):
    model, tokenizer = make_m2m100()
    translator = pipeline("translation", model=model, tokenizer=tokenizer)
    assert translator.language_code(word) == code


def test_a_language_that_the_model_does_not_know():
    model, tokenizer = make_m2m100()
    with pytest.raises(BadInput, match="does not know Japanese"):
        pipeline("translation", model=model, tokenizer=tokenizer).language_code("ja")


def test_masks_need_no_torchvision(tmp_path):
    MAKERS["Zigeng/SlimSAM-uniform-77"](tmp_path)
    found = pipeline("mask-generation", model=str(tmp_path))(
        Image.effect_noise((40, 30), 60).convert("RGB"), points_per_crop=2, pred_iou_thresh=0, stability_score_thresh=0
    )
    assert len(found["masks"]) == len(found["scores"])


def test_errors_are_what_programs_catch():
    with pytest.raises(ValueError, match="translation_XX_to_YY"):
        pipeline("translation")
    with pytest.raises(TypeError, match="words"):
        raise BadInput("in words")
    with pytest.raises(KeyError) as told:
        raise MissingPart("The context is missing.")
    assert str(told.value) == "The context is missing."
    assert isinstance(told.value, BadInput)
