import os
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import BadModelName, HubUnreachable, ModelRefused, SourceError
from models.source import Choice, Policy, Source, choose_source

OPEN = Policy(allow_local=True, allow_any=True, allow_pickle=False)
CLOSED = Policy(allow_local=False, allow_any=False, allow_pickle=False)
PINNED = Choice("org/default", "a" * 40)
CATALOGUE = (PINNED, Choice("org/second", ""))
VARIABLES = "PLAYGROUND_ANY_MODEL", "PLAYGROUND_LOCAL_MODELS", "PLAYGROUND_ALLOW_PICKLE", "SPACE_ID"


def choose(
    model: str = "",
    revision: str = "",
    *,
    catalogue: tuple[Choice, ...] = CATALOGUE,
    starter: str | None = "tiny",
    policy: Policy = OPEN,
    is_cached: Callable[[str, str], bool] = lambda _model, _revision: False,
    is_up: bool = True,
    is_offline: bool = False,
) -> Source:
    return choose_source(
        model=model,
        revision=revision,
        catalogue=catalogue,
        starter=starter,
        policy=policy,
        is_cached=is_cached,
        is_reachable=lambda: is_up,
        is_offline=is_offline,
    )


def test_automatic_takes_the_default_when_the_hub_answers() -> None:
    assert choose() == choose("  ") == Source("hub", "org/default", "a" * 40)


def test_automatic_takes_the_default_when_it_is_cached() -> None:
    asked: list[tuple[str, str]] = []

    def is_cached(model: str, revision: str) -> bool:
        asked.append((model, revision))
        return True

    assert choose(is_cached=is_cached, is_up=False) == Source("hub", "org/default", "a" * 40)
    assert asked == [("org/default", "a" * 40)]


def test_automatic_falls_back_to_the_starter() -> None:
    assert choose(is_up=False) == Source("starter", "tiny", "")
    assert choose(catalogue=()) == Source("starter", "tiny", "")


def test_automatic_without_anything() -> None:
    with pytest.raises(HubUnreachable, match="internet"):
        choose(starter=None, is_up=False)
    with pytest.raises(HubUnreachable, match="HF_HUB_OFFLINE"):
        choose(starter=None, is_up=False, is_offline=True)
    with pytest.raises(BadModelName, match="no default model"):
        choose(starter=None, catalogue=())


def test_a_revision_alone_means_the_default_model_and_no_starter() -> None:
    assert choose(revision="v2") == Source("hub", "org/default", "v2")
    with pytest.raises(HubUnreachable, match="revision empty"):
        choose(revision="v2", is_up=False)
    with pytest.raises(BadModelName, match="no default model"):
        choose(revision="v2", catalogue=())


def test_a_named_model_needs_no_probe() -> None:
    assert choose("gpt2", is_up=False) == Source("hub", "gpt2", "")
    assert choose("org/name", "refs/pr/3", is_up=False) == Source("hub", "org/name", "refs/pr/3")


def test_catalogue_models_get_their_pinned_revision() -> None:
    assert choose("org/default").revision == "a" * 40
    assert choose("org/default", "main").revision == "main"
    assert choose("org/second").revision == ""


@pytest.mark.parametrize("model", ["starter", "starter:tiny", " starter "])
def test_the_word_starter(model: str) -> None:
    assert choose(model, policy=CLOSED) == Source("starter", "tiny", "")


@pytest.mark.parametrize(
    ("model", "revision", "starter"),
    [
        ("starter", "", None),
        ("starter:other", "", "tiny"),
        ("starter:", "", "tiny"),
        ("starter", "v1", "tiny"),
    ],
)
def test_a_starter_that_is_not_there(model: str, revision: str, starter: str | None) -> None:
    with pytest.raises(BadModelName):
        choose(model, revision, starter=starter)


@pytest.mark.parametrize(
    "model",
    [
        "gpt2",
        "distilbert/distilbert-base-uncased-finetuned-sst-2-english",
        "Helsinki-NLP/opus-mt-en-fr",
        "o/a.b_c-d",
        "starters",
        "org/starter",
    ],
)
def test_hub_ids(model: str) -> None:
    assert choose(model) == Source("hub", model, "")


@pytest.mark.parametrize(
    ("address", "model", "revision"),
    [
        ("https://huggingface.co/org/name", "org/name", ""),
        ("https://huggingface.co/org/name/", "org/name", ""),
        ("http://huggingface.co/gpt2", "gpt2", ""),
        ("huggingface.co/org/name", "org/name", ""),
        ("hf.co/org/name", "org/name", ""),
        ("HTTPS://HuggingFace.co/org/name", "org/name", ""),
        ("https://huggingface.co/org/name?library=transformers#x", "org/name", ""),
        ("https://huggingface.co/org/name/tree/v1.0", "org/name", "v1.0"),
        ("https://huggingface.co/gpt2/tree/main", "gpt2", "main"),
        ("https://huggingface.co/org/name/tree/main/onnx", "org/name", "main"),
        ("https://huggingface.co/org/name/tree/refs%2Fpr%2F9", "org/name", "refs/pr/9"),
        ("https://huggingface.co/org/name/blob/main/config.json", "org/name", "main"),
        ("https://huggingface.co/org/name/resolve/main/config.json", "org/name", "main"),
        ("https://huggingface.co/org/name/discussions/3", "org/name", ""),
        ("https://huggingface.co/org/default", "org/default", "a" * 40),
    ],
)
def test_addresses_of_the_hub(address: str, model: str, revision: str) -> None:
    assert choose(address) == Source("hub", model, revision)


def test_the_revision_field_wins_over_the_address() -> None:
    assert choose("https://huggingface.co/org/name/tree/v1", "v2").revision == "v2"


BAD_NAMES = [
    "../../x",
    "..",
    "org/..",
    "../org",
    "org/../name",
    "org//name",
    "org/name/",
    "a/b/c",
    "-rf",
    "org/-name",
    ".hidden",
    "org/.name",
    "org/name.",
    "org/na--me",
    "org/name.git",
    "org/na me",
    "org/näme",
    "org/na\nme",
    "org/name\x00",
    "x" * 97,
    "x" * 10_000,
    "org/name@main",
    "org/name:latest",
    "C:\\x",
    "c:/models/x",
    "\\\\server\\share",
    "file:///etc",
    "http://example.org/org/name",
    "https://huggingface.co.evil.org/org/name",
    "https://user:pw@evil.org/huggingface.co/org",
    "https://huggingface.co",
    "https://huggingface.co/datasets/org/name",
    "https://huggingface.co/spaces/org/name",
    "https://huggingface.co/org/../../x",
    "https://huggingface.co/org/%2e%2e",
    "https://huggingface.co/org/name/tree/..%2F..",
    "https://[::1/org/name",
    "ftp://huggingface.co/org/name",
    "javascript:alert(1)",
    "hf://org/name",
    "<script>",
    "${HOME}",
    "$(id)",
    "org/name;ls",
    "模型",
    "\u202eorg/name",
]


@pytest.mark.parametrize("model", BAD_NAMES)
@pytest.mark.parametrize("policy", [OPEN, CLOSED], ids=["open", "closed"])
def test_bad_names_get_a_plain_sentence(model: str, policy: Policy) -> None:
    with pytest.raises(SourceError) as caught:
        choose(model, policy=policy)
    message = str(caught.value)
    assert isinstance(caught.value, BadModelName)
    assert message.endswith(".")
    assert len(message) < 200
    assert message.isprintable()


def test_blanks_around_a_name_do_not_matter() -> None:
    assert choose(" org/name\n") == Source("hub", "org/name", "")


@pytest.mark.parametrize("revision", ["main", "v1.0", "no_timm", "refs/pr/12", "a/b-c", "0123abc", "f" * 40, "1.0+cpu"])
def test_revisions(revision: str) -> None:
    assert choose("org/name", revision).revision == revision


@pytest.mark.parametrize(
    "revision",
    [
        "..",
        "a/../b",
        "/main",
        "main/",
        "a//b",
        "-x",
        ".x",
        "a/.x",
        "x.lock",
        "a b",
        "a\x00",
        "x" * 201,
        "a@{1}",
        "a\\b",
        "ä",
        "a?b",
        "main;ls",
    ],
)
@pytest.mark.parametrize("model", ["org/name", ""])
def test_bad_revisions(model: str, revision: str) -> None:
    with pytest.raises(BadModelName, match="revision"):
        choose(model, revision)


def test_a_closed_server_runs_its_list_in_the_pinned_revisions_only() -> None:
    assert choose("org/default", policy=CLOSED) == choose("org/default", "a" * 40, policy=CLOSED)
    assert choose(policy=CLOSED) == Source("hub", "org/default", "a" * 40)
    for model, revision in [
        ("org/other", ""),
        ("gpt2", ""),
        ("https://huggingface.co/org/other", ""),
        ("org/default", "refs/pr/1"),
        ("org/default", "main"),
        ("org/second", "main"),
        ("https://huggingface.co/org/default/tree/refs%2Fpr%2F1", ""),
        ("", "refs/pr/1"),
    ]:
        with pytest.raises(ModelRefused, match="in its list"):
            choose(model, revision, policy=CLOSED)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "config.json").write_text("{}")
    return tmp_path / "model"


def test_local_folders(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = Source("local", str(folder.resolve()), "")
    monkeypatch.chdir(folder.parent)
    monkeypatch.setenv("HOME", str(folder.parent))
    for name in (str(folder), "./model", "~/model", f"{folder}/", f"{folder}/../model", "./model/."):
        assert choose(name) == expected
    (folder / "config.json").rename(folder / "modules.json")
    assert choose("./model") == expected


def test_a_link_to_a_folder_is_followed(folder: Path) -> None:
    link = folder.parent / "link"
    link.symlink_to(folder)
    assert choose(str(link)).model == str(folder.resolve())


@pytest.mark.parametrize("name", ["{}/none", "{}", "{}/model/config.json", "~nobody-of-this-name/x", "./" + "x" * 500])
def test_folders_that_hold_no_model(folder: Path, name: str) -> None:
    with pytest.raises(BadModelName) as caught:
        choose(name.format(folder.parent))
    assert str(folder.parent) not in str(caught.value)


def test_a_folder_has_no_revision(folder: Path) -> None:
    with pytest.raises(BadModelName, match="no revisions"):
        choose(str(folder), "main")


@pytest.mark.parametrize("name", ["/etc", "/no/such/folder", "./x", "~", "~/x", "."])
def test_a_closed_server_does_not_tell_which_folders_exist(name: str) -> None:
    with pytest.raises(ModelRefused, match="folders"):
        choose(name, policy=CLOSED)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, Policy(True, True, False)),
        ({"PLAYGROUND_ANY_MODEL": "0"}, Policy(True, False, False)),
        ({"PLAYGROUND_LOCAL_MODELS": "0"}, Policy(False, True, False)),
        ({"PLAYGROUND_ALLOW_PICKLE": "1"}, Policy(True, True, True)),
        ({"PLAYGROUND_ALLOW_PICKLE": "maybe"}, Policy(True, True, False)),
        ({"SPACE_ID": "me/demo"}, Policy(False, False, False)),
        ({"SPACE_ID": "me/demo", "PLAYGROUND_ANY_MODEL": "1"}, Policy(False, True, False)),
        ({"SPACE_ID": "me/demo", "PLAYGROUND_LOCAL_MODELS": "1"}, Policy(False, False, False)),
        ({"SPACE_ID": "me/demo", "PLAYGROUND_ANY_MODEL": "perhaps"}, Policy(False, False, False)),
        ({"SPACE_ID": ""}, Policy(True, True, False)),
    ],
)
def test_policy(environment: dict[str, str], expected: Policy, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert Policy.from_environment() == expected


@pytest.mark.skipif(os.name == "nt", reason="there it is a folder")
def test_windows_folders_are_named_as_such() -> None:
    with pytest.raises(BadModelName, match="Windows"):
        choose("C:\\Users\\me\\model")
