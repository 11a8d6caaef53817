"""Data sets of the Hub: the first rows, read in a child that gets no token and reads no file of this machine."""

import json

import pytest

from models.data.bring import bring
from models.data.sources import source_of_hub
from models.data.store import describe_data, folder_of, open_data
from models.errors import BadInput
from tests.hub_server import HubServer

ROWS = "text,label\n" + "".join(f"row {n},{n % 2}\n" for n in range(2000))


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    with HubServer("hf_the_owners_secret") as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYGROUND_TRAINED", str(tmp_path_factory.mktemp("kept")))
        patch.setenv("HF_ENDPOINT", server.url)
        patch.setenv("HF_TOKEN", "hf_the_owners_secret")
        patch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
        yield server


def card(configs):
    return f"---\nconfigs: {json.dumps(configs)}\n---\n"


def configs(**files):
    return [{"config_name": name, "data_files": [{"split": "train", "path": path}]} for name, path in files.items()]


def test_the_first_rows_of_a_configuration_are_here_pinned_to_a_commit(hub):
    files = {"README.md": card(configs(one="one.csv", two="two.csv")), "one.csv": ROWS, "two.csv": "text\nother\n"}
    commit = hub.add("org/films", files)
    name = bring(source_of_hub("org/films", "one"), "films")
    assert describe_data(name).rows == {"train": 1000}
    assert describe_data(name).columns == {"text": "text", "label": "number"}
    assert open_data(name)["train"].column_names == ["text", "label"]
    code = (folder_of(name) / "code.py").read_text()
    assert f'load_dataset("org/films", "one", split="train", revision="{commit}", streaming=True)' in code
    assert not [request for request in hub.requests if "two.csv" in request.path]


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../../../etc/passwd", "http://127.0.0.1:9/x.csv", "file:///etc/passwd"]
)
def test_a_card_names_no_file_elsewhere(hub, path):
    hub.add("org/evil", {"README.md": card(configs(default=path)), "a.csv": "text\na\n"})
    with pytest.raises(BadInput, match="outside its repository"):
        bring(source_of_hub("org/evil"), "evil")


def test_what_cannot_be_had_is_told_in_a_sentence(hub, monkeypatch):
    hub.add("org/secret", {"a.csv": "text\na\n"}, private=True)
    for name, split in (("org/secret", ""), ("org/nothing", ""), ("org/films", "validation")):
        with pytest.raises(BadInput, match="Hub"):
            bring(source_of_hub(name, "", split), "none")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(BadInput, match="without the Hub"):
        bring(source_of_hub("org/films"), "none")


def test_kinds_of_files_that_may_hold_programs_are_not_opened(hub):
    hub.add("org/tar", {"a.tar": b"\0" * 10240})
    with pytest.raises(BadInput, match=r"not read here|cannot be had"):
        bring(source_of_hub("org/tar"), "tar")
    assert not [request for request in hub.requests if request.method == "GET" and request.path.endswith("a.tar")]
