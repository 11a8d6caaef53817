import json
from pathlib import Path

import pytest
from huggingface_hub import snapshot_download

from models.errors import ModelRefused
from models.hub import cached_folder, describe, forget_probe, size_bytes
from models.hub.listing import ask as ask_for
from models.hub.listing import read_config
from tests.attacks.files import safetensors
from tests.hub_server import HubServer
from tests.models.hub_model import (
    FILES,
    NAME,
    WEIGHTS,
    fetch,
    forget_listing,
    names,
    without,
)


def test_pickles_are_refused_unless_allowed(hub: HubServer) -> None:
    hub.add(NAME, without("model.safetensors") | {"pytorch_model.bin": WEIGHTS, "training_args.bin": b"x"})
    for ask in (fetch, lambda: size_bytes(NAME, "")):
        with pytest.raises(ModelRefused, match="pickle"):
            ask()
    assert size_bytes(NAME, "", allow_pickle=True) == len(WEIGHTS)
    folder = fetch(allow_pickle=True)
    assert names(folder) == {"config.json", "tokenizer.json", "pytorch_model.bin"}
    assert cached_folder(NAME, "") is None
    assert cached_folder(NAME, "", allow_pickle=True) == folder
    hub.down()
    forget_probe()
    assert fetch(allow_pickle=True) == folder
    with pytest.raises(ModelRefused, match="pickle"):
        fetch()


def test_pickles_in_shards(hub: HubServer) -> None:
    shards = {f"pytorch_model-0000{n}-of-00002.bin": bytes([n]) for n in (1, 2)}
    hub.add(NAME, without("model.safetensors") | shards | {"pytorch_model.bin.index.json": "{}"})
    assert names(fetch(allow_pickle=True)) >= set(shards)
    assert size_bytes(NAME, "", allow_pickle=True) == 2


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (without("model.safetensors"), "no safetensors"),
        (without("model.safetensors") | {"tf_model.h5": b"x", "model.onnx": b"x"}, "no safetensors"),
        (without("model.safetensors") | {"model.fp16.safetensors": b"x"}, "no safetensors"),
        (without("config.json"), "no config.json"),
        (FILES | {"modules.json": "[]", "2_Dense/pytorch_model.bin": b"x"}, "pickle"),
    ],
)
def test_models_that_cannot_be_loaded_are_refused_before_any_byte(
    hub: HubServer, files: dict[str, bytes | str], words: str
) -> None:
    hub.add(NAME, files)
    with pytest.raises(ModelRefused, match=words):
        fetch()
    assert [request for request in hub.requests if "/resolve/" in request.path] == []


WANTED = {
    "chat_template.jinja": "{{ x }}",
    "additional_chat_templates/tools.jinja": "{{ y }}",
    "vocab.txt": "a",
    "merges.txt": "a b",
    "spiece.model": b"m",
    "source.spm": b"s",
    "qwen.tiktoken": "t",
    "preprocessor_config.json": "[]",
    "modules.json": "[]",
    "1_Pooling/config.json": '{"pooling": 1}',
    "2_Dense/model.safetensors": b"dense",
    "query_0_Dense/model.safetensors": b"query",
}
JUNK = {
    "README.md": "# hi",
    ".gitattributes": "*",
    "logo.png": b"p",
    "modeling_custom.py": "import os",
    "handler.py": "import os",
    "pytorch_model.bin": b"b",
    "pytorch_model.bin.index.json": "{}",
    "tf_model.h5": b"h",
    "flax_model.msgpack": b"f",
    "rust_model.ot": b"o",
    "model.fp16.safetensors": b"v",
    "model-00001-of-00002.safetensors": b"w",
    "model.safetensors.index.json": "{}",
    "consolidated.safetensors": b"c",
    "adapter.eng.safetensors": b"a",
    "model-q4.gguf": b"g",
    "onnx/model.onnx": b"x",
    "onnx/config.json": "{}",
    "openvino/openvino_model.bin": b"y",
    "original/params.json": "{}",
    "runs/events.txt": "r",
    "trainer_state.json": "{}",
    "training_args.bin": b"t",
}


def test_variants_and_junk_stay_on_the_hub(hub: HubServer) -> None:
    hub.add(NAME, FILES | WANTED | JUNK)
    assert names(fetch()) == set(FILES) | set(WANTED)
    assert size_bytes(NAME, "") == len(WEIGHTS) + len(b"dense") + len(b"query")


SHARDS: dict[str, bytes | str] = {
    "model-00001-of-00002.safetensors": WEIGHTS,
    "model-00002-of-00002.safetensors": WEIGHTS[:999],
    "model.safetensors.index.json": json.dumps(
        {"weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}}
    ),
}


def test_weights_in_shards(hub: HubServer) -> None:
    variant: dict[str, bytes | str] = {"model.fp16-00001-of-00001.safetensors": b"v"}
    hub.add(NAME, without("model.safetensors") | SHARDS | variant)
    assert size_bytes(NAME, "") == len(WEIGHTS) + 999
    assert names(fetch()) == {"config.json", "tokenizer.json", *SHARDS}
    assert size_bytes(NAME, "") == len(WEIGHTS) + 999


def test_shards_with_names_of_their_own(hub: HubServer) -> None:
    index = json.dumps({"weight_map": {"a": "part-a.safetensors"}})
    hub.add(
        NAME,
        without("model.safetensors") | {"part-a.safetensors": b"a", "model.safetensors.index.json": index},
    )
    assert "part-a.safetensors" in names(fetch())


@pytest.mark.parametrize("lost", sorted(name for name in SHARDS if name.endswith("tensors")))
def test_a_part_that_the_repository_lacks_is_named_before_any_byte(hub: HubServer, lost: str) -> None:
    hub.add(NAME, without("model.safetensors") | {name: data for name, data in SHARDS.items() if name != lost})
    with pytest.raises(ModelRefused, match=f"missing: {lost}"):
        fetch()
    assert not [request for request in hub.requests if "/resolve/" in request.path]


def test_the_index_of_parts_with_names_of_their_own_is_asked(hub: HubServer) -> None:
    index = json.dumps({"weight_map": {"a": "part-a.safetensors", "b": "part-b.safetensors"}})
    hub.add(NAME, without("model.safetensors") | {"part-a.safetensors": b"a", "model.safetensors.index.json": index})
    with pytest.raises(ModelRefused, match=r"missing: part-b\.safetensors"):
        describe(NAME, "")
    assert not hub.asked("GET", "part-a.safetensors")


@pytest.mark.parametrize(
    ("sets", "is_whole"),
    [(["1-of-2", "2-of-2", "1-of-3"], True), (["1-of-2", "1-of-3", "3-of-3"], False), (["1-of-1"], True)],
)
def test_of_several_sets_of_parts_one_has_to_be_whole(hub: HubServer, sets: list[str], is_whole: bool) -> None:
    numbers = [one.split("-of-") for one in sets]
    files = {f"model-{int(one):05}-of-{int(of):05}.safetensors": b"w" for one, of in numbers}
    hub.add(NAME, without("model.safetensors") | files | {"model.safetensors.index.json": '{"weight_map": {}}'})
    if is_whole:
        assert names(fetch()) >= set(files)
    else:
        with pytest.raises(ModelRefused, match="missing"):
            fetch()


@pytest.mark.parametrize("broken", [b"{ not json", b"", b"[1]", b"null", b"\xff\xfe{", b"[" * 100_000])
def test_a_config_that_cannot_be_read_is_no_fault_of_the_hub(hub: HubServer, broken: bytes) -> None:
    hub.add(NAME, FILES | {"config.json": broken})
    with pytest.raises(ModelRefused, match=r"config\.json of org/name cannot be read"):
        describe(NAME, "")


def test_an_index_that_names_no_parts_is_told_before_any_byte(hub: HubServer) -> None:
    hub.add(NAME, without("model.safetensors") | SHARDS | {"model.safetensors.index.json": "{}"})
    with pytest.raises(ModelRefused, match=r"index\.json of org/name cannot be read"):
        describe(NAME, "")


def test_the_page_of_a_network_in_the_place_of_a_config_is_no_fault_of_the_model(hub: HubServer) -> None:
    commit = hub.add(NAME, FILES)
    listing = ask_for(NAME, "", 5)
    hub.repos[NAME].commits[commit]["config.json"] = b"<html>Log in to the network</html>"
    with pytest.raises(ValueError, match="Expecting value"):
        read_config(NAME, listing)


@pytest.mark.parametrize("lost", sorted({*without("model.safetensors"), *SHARDS}))
@pytest.mark.parametrize("is_listed", [True, False])
def test_a_partial_snapshot_is_not_cached(hub: HubServer, lost: str, is_listed: bool) -> None:
    hub.add(NAME, without("model.safetensors") | SHARDS)
    folder = fetch()
    (folder / lost).resolve().unlink()
    if not is_listed:
        forget_listing()
    may_go_unnoticed = lost == "tokenizer.json" and not is_listed
    assert cached_folder(NAME, "") == (folder if may_go_unnoticed else None)
    assert fetch() == folder
    assert may_go_unnoticed or (folder / lost).exists()


def test_snapshots_of_other_programs_are_used(hub: HubServer) -> None:
    hub.add(NAME, FILES)
    folder = Path(snapshot_download(NAME))
    forget_listing()
    hub.down()
    assert cached_folder(NAME, "") == fetch() == folder
    (folder.parent.parent / "blobs" / "0123.incomplete").touch()
    assert cached_folder(NAME, "") is None


def test_weights_that_were_cut_off_in_the_snapshot_of_another_program_are_fetched_again(hub: HubServer) -> None:
    weights = safetensors({"a": [1000]})
    hub.add(NAME, FILES | {"model.safetensors": weights})
    file = Path(snapshot_download(NAME)) / "model.safetensors"
    forget_listing()
    assert cached_folder(NAME, "") is not None
    file.resolve().write_bytes(weights[:-7])
    assert cached_folder(NAME, "") is None
    assert (fetch() / "model.safetensors").read_bytes() == weights


def test_a_cache_of_plain_copies_keeps_one_copy(hub: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows without the right to make links."""
    monkeypatch.setattr("huggingface_hub.file_download.are_symlinks_supported", lambda _: False)
    hub.add(NAME, FILES)
    folder = fetch()
    assert names(folder) == set(FILES)
    assert names(folder.parent.parent / "blobs") == set()
    assert cached_folder(NAME, "") == fetch() == folder
