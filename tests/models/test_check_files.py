"""Files that claim what is not so: refused in words, before anything is built, within seconds."""

import json
import time
from pathlib import Path

import pytest
import torch

from models import load, size
from models.chat_templates import BoundedTemplate
from models.check_files import CONFIG_LIMIT_BYTES, check_files, try_files
from models.decode.template import render
from models.errors import BadInput, ModelRefused, ModelTooLarge
from models.examine import examine_folder
from models.hub.files import RepoFile, select
from models.key import ModelKey
from models.resolve import resolve
from tests.attacks.files import ENDLESS_TEMPLATE, growing_tokenizer, safetensors
from tests.tiny.text import make_sentence_bert
from tests.tiny.vision import make_resnet

GB = 1_000_000_000


@pytest.fixture
def resnet(tmp_path):
    make_resnet(tmp_path)
    return tmp_path


def change_config(folder, **changes):
    file = folder / "config.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | changes))


def fetch(folder, task="image-classification"):
    return load.fetch(ModelKey(task, "local", str(folder)), lambda _: None)


def test_a_good_folder_passes(resnet):
    assert fetch(resnet) == resnet


@pytest.mark.parametrize("name", ["config.json", "preprocessor_config.json", "tokenizer.json", "x.index.json"])
def test_a_json_file_of_hundreds_of_megabytes_is_not_read(resnet, name):
    with (resnet / name).open("ab") as file:
        file.truncate(300_000_000)
    for look in (fetch, lambda folder: examine_folder("image-classification", folder, allow_pickle=False)):
        with pytest.raises(ModelRefused, match=f"{name} of .* has 300 MB"):
            look(resnet)


def test_a_large_config_of_the_hub_is_not_even_downloaded():
    files = [RepoFile("config.json", CONFIG_LIMIT_BYTES + 1), RepoFile("model.safetensors", 1000)]
    with pytest.raises(ModelRefused, match="at most 5 MB"):
        select("owner/name", files, allow_pickle=False)


def test_a_safetensors_header_of_many_megabytes_is_refused_before_the_lock(resnet):
    (resnet / "model.safetensors").write_bytes(safetensors({"a": [1]}, words="x" * size.HEADER_LIMIT_BYTES))
    with pytest.raises(ModelRefused, match="at most 5 MB"):
        load.estimate(ModelKey("image-classification", "local", str(resnet)))


def index_of(folder, shard, name="model.safetensors.index.json"):
    (folder / name).write_text(json.dumps({"metadata": {}, "weight_map": {"a": shard}}))


@pytest.mark.parametrize(
    "shard",
    ["pytorch_model.bin", "../secret.safetensors", "/etc/x.safetensors", "a/b.safetensors", "..\\x.safetensors", "C:x"],
)
def test_an_index_names_only_safetensors_beside_it(resnet, shard):
    (resnet / "model.safetensors").unlink()
    torch.save({"a": torch.zeros(1)}, resnet / "pytorch_model.bin")
    index_of(resnet, shard)
    with pytest.raises(ModelRefused, match="not safetensors files beside it"):
        fetch(resnet)


@pytest.mark.parametrize("shard", ["../x.bin", "/x.bin", "x.safetensors"])
def test_an_index_of_pickles_names_files_beside_it(resnet, shard):
    index_of(resnet, shard, "pytorch_model.bin.index.json")
    with pytest.raises(ModelRefused, match="beside it"):
        check_files(resnet, "x")


@pytest.mark.parametrize("weights", ["../x.safetensors", "adapter_model.bin", "/x.safetensors.index.json"])
def test_a_config_names_only_safetensors_beside_it(resnet, weights):
    change_config(resnet, transformers_weights=weights)
    with pytest.raises(ModelRefused, match="beside it"):
        check_files(resnet, "x")


@pytest.mark.parametrize(
    "module", [{"path": "../other"}, {"path": "/etc"}, {"type": "subprocess.Popen"}, {"path": "a", "type": "evil.Code"}]
)
def test_parts_of_a_sentence_model_lie_in_its_folder(resnet, module):
    (resnet / "modules.json").write_text(json.dumps([module]))
    with pytest.raises(ModelRefused, match="outside its folder"):
        check_files(resnet, "x")


def test_a_shard_that_is_not_there_is_named(resnet):
    (resnet / "model.safetensors").unlink()
    index_of(resnet, "model-00002-of-00002.safetensors")
    with pytest.raises(ModelRefused, match=r"missing: model-00002-of-00002\.safetensors"):
        fetch(resnet)


def test_an_adapter_does_not_bring_another_model_along(resnet):
    """Where peft is installed, Transformers would load the model or folder that an adapter names."""
    (resnet / "adapter_config.json").write_text('{"base_model_name_or_path": "/somewhere/else"}')
    with pytest.raises(ModelRefused, match="adapter"):
        fetch(resnet)


@pytest.mark.parametrize("what", ["read_text", "is_file"])
def test_what_may_not_be_read_is_told(resnet, monkeypatch, what):
    def closed(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, what, closed)
    with pytest.raises(ModelRefused, match="may not read"):
        if what == "read_text":
            check_files(resnet, "x")
        else:
            resolve("image-classification", (), None, model=str(resnet))


@pytest.mark.parametrize("content", ["{ not json", "[" * 100_000, '{"weight_map": []}'])
def test_an_index_that_cannot_be_read_is_told(resnet, content):
    (resnet / "model.safetensors.index.json").write_text(content)
    with pytest.raises(ModelRefused, match=r"index\.json of x cannot be read"):
        check_files(resnet, "x")


@pytest.mark.parametrize(
    "claim",
    [
        {"num_hidden_layers": 20_000},
        {"text_config": {"n_layer": 20_000}},
        {"depths": [3, 20_000]},
        {"num_labels": 1_000_000_000},
        {"hidden_size": 10**12},
        {"max_position_embeddings": 10**10},
    ],
)
def test_a_number_that_no_model_has_is_refused_at_once(resnet, claim):
    change_config(resnet, **claim)
    started = time.perf_counter()
    with pytest.raises(ModelRefused, match="no model has more than"):
        fetch(resnet)
    assert time.perf_counter() - started < 1


def bert_of(folder, **claims):
    config = {"model_type": "bert", "architectures": ["BertForSequenceClassification"], **claims}
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "model.safetensors").write_bytes(safetensors({"a": [1]}))


def test_a_config_of_a_billion_numbers_beside_four_bytes_of_weights(tmp_path):
    bert_of(tmp_path, hidden_size=2048, intermediate_size=8192, num_hidden_layers=24, num_attention_heads=16)
    with pytest.raises(ModelTooLarge, match=r"5,\d\d\d MB"):
        try_files(tmp_path, "x", "text-classification", 4, budget_bytes=GB)
    with pytest.raises(ModelRefused, match=r"describes 1,[23]\d\d million numbers and its weights hold 0 million"):
        try_files(tmp_path, "x", "text-classification", 4, budget_bytes=100 * GB)


def test_the_parts_of_a_sentence_model_are_looked_at_as_the_whole(tmp_path):
    (tmp_path / "modules.json").write_text("[]")
    part = tmp_path / "0_Transformer"
    part.mkdir()
    bert_of(part, hidden_size=2048, intermediate_size=8192, num_hidden_layers=24, num_attention_heads=16)
    with pytest.raises(ModelTooLarge):
        try_files(tmp_path, "x", "sentence-similarity", 4, budget_bytes=GB)
    bert_of(part, num_hidden_layers=20_000)
    with pytest.raises(ModelRefused, match="no model has more"):
        check_files(tmp_path, "x")


def test_a_config_that_takes_for_ever_to_read_is_ended(tmp_path, monkeypatch):
    """Transformers writes a table of a config's labels, number by number."""
    monkeypatch.setattr("models.check_files.TRIAL", {"address_bytes": 3 * GB, "cpu_s": 25.0, "wall_s": 90.0})
    bert_of(tmp_path, num_labels=90_000_000)
    with pytest.raises(ModelRefused, match="more time or memory"):
        try_files(tmp_path, "x", "text-classification", 4, budget_bytes=100 * GB)


def test_a_tokenizer_that_grows_its_text_is_refused_and_a_good_one_is_not(tmp_path):
    make_sentence_bert(tmp_path)
    assert (tmp_path / "tokenizer.json").is_file()
    assert fetch(tmp_path, "feature-extraction") == tmp_path
    for steps in (8, 40):
        (tmp_path / "tokenizer.json").write_text(json.dumps(growing_tokenizer(steps)))
        with pytest.raises(ModelRefused, match=r"tokenizer\.json of .* more time or memory"):
            fetch(tmp_path, "feature-extraction")


def test_what_the_catalogue_lists_is_not_tried(tmp_path, monkeypatch):
    make_sentence_bert(tmp_path)
    monkeypatch.setattr(load, "try_files", lambda *_: pytest.fail("was tried"))
    load.fetch(ModelKey("feature-extraction", "local", str(tmp_path), known=True), lambda _: None)


@pytest.mark.parametrize("template", [ENDLESS_TEMPLATE, "{{ 'a' * (10 ** 10) }}", "{{ 9 ** (9 ** 9) }}"])
def test_a_chat_template_without_end_is_ended(monkeypatch, template):
    monkeypatch.setattr("models.chat_templates.LIMITS", {"address_bytes": GB // 2, "cpu_s": 3.0, "wall_s": 40.0})
    with pytest.raises(ModelRefused, match="chat template"):
        BoundedTemplate(template, None).render(messages=[])


def test_templates_write_as_transformers_does_and_every_tokenizer_goes_through_the_child(tmp_path, monkeypatch):
    from transformers import AutoTokenizer

    from models.libraries import import_transformers

    import_transformers()
    make_sentence_bert(tmp_path)
    tokenizer = AutoTokenizer.from_pretrained(tmp_path)
    tokenizer.chat_template = "{% for one in messages %}<{{ one.role }}>{{ one.content | trim }}{% endfor %}"
    messages = [{"role": "user", "content": " Hällo "}, {"role": "assistant", "content": "x"}]
    assert tokenizer.apply_chat_template(messages, tokenize=False) == "<user>Hällo<assistant>x"
    assert render(tokenizer.chat_template, {"messages": messages}) == "<user>Hällo<assistant>x"
    monkeypatch.setattr("models.chat_templates.call_bounded", lambda *_, **__: "from the child")
    assert tokenizer.apply_chat_template(messages, tokenize=False) == "from the child"


def test_a_template_that_refuses_a_conversation_says_so():
    with pytest.raises(BadInput, match="must alternate"):
        BoundedTemplate("{{ raise_exception('Roles must alternate') }}", None).render(messages=[])
