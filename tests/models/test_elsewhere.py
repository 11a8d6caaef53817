"""The names of models that somebody has run elsewhere, and the addresses that this server asks."""

import pytest

from models.elsewhere import find_source, listed_origins, names_endpoint
from models.errors import BadModelName, ModelRefused
from models.source import Choice, Policy

THEIRS = "https://abc123.us-east-1.aws.endpoints.huggingface.cloud"
LISTED = Choice("organisation/listed", "")


@pytest.fixture(autouse=True)
def at_home(monkeypatch):
    for name in ("SPACE_ID", "PLAYGROUND_ELSEWHERE", "PLAYGROUND_ENDPOINTS", "PLAYGROUND_ANY_MODEL"):
        monkeypatch.delenv(name, raising=False)


def name(model, revision=""):
    source = find_source(model, revision, [LISTED], Policy.from_environment())
    return source and (source.kind, source.model)


def test_a_name_says_where_its_model_runs(monkeypatch):
    assert name("providers:organisation/model") == ("providers", "organisation/model")
    assert name(f"{THEIRS}/") == ("endpoint", THEIRS)
    assert name(f" {THEIRS}/v1") == ("endpoint", f"{THEIRS}/v1")
    assert name("https://huggingface.co/organisation/model") is None
    assert name("organisation/model") is None
    monkeypatch.setenv("PLAYGROUND_ENDPOINTS", "http://10.0.0.5:8080, https://tgi.example.org/")
    assert name("http://10.0.0.5:8080/v1") == ("endpoint", "http://10.0.0.5:8080/v1")
    assert name("https://tgi.example.org") == ("endpoint", "https://tgi.example.org")


@pytest.mark.parametrize(
    ("model", "is_one"),
    [
        (f" {THEIRS}", True),
        ("https://[", True),
        ("https://huggingface.co/a/b", False),
        ("providers:a/b", False),
        ("", False),
    ],
)
def test_which_names_are_addresses_that_are_asked(model, is_one):
    assert names_endpoint(model) == is_one


@pytest.mark.parametrize(
    "address",
    [
        "http://abc123.us-east-1.aws.endpoints.huggingface.cloud",
        "https://endpoints.huggingface.cloud",
        "https://abc.endpoints.huggingface.cloud:8443",
        "https://abc.endpoints.huggingface.cloud.evil.example",
        "https://evil.example/.endpoints.huggingface.cloud",
        "https://evil.example#.endpoints.huggingface.cloud",
        "https://evil.example?.endpoints.huggingface.cloud",
        "https://evil.example\\.endpoints.huggingface.cloud",
        "https://me@abc.endpoints.huggingface.cloud",
        "https://abc.endpoints.huggingface.cloud@127.0.0.1/",
        "https://abc.endpoints.huggingface.cloud/../x",
        "https://abc.endpoints.huggingface.cloud/%2e%2e",
        "https://abc.endpoints.huggingface.cloud/a?b=c",
        "https://abc.endpoints.huggingface.cloud\n.evil.example",
        "https://аbc.endpoints.huggingface.cloud",
        f"{THEIRS}/{'a' * 300}",
        "https://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]:7860/",
        "http://localhost:7860/tasks/text-classification",
        "http://10.0.0.5:80801/",
        "http://10.0.0.5:8080@evil.example/",
        "https://[",
    ],
)
def test_no_other_address_is_asked(monkeypatch, address):
    monkeypatch.setenv("PLAYGROUND_ENDPOINTS", "http://10.0.0.5:8080")
    with pytest.raises(BadModelName, match="PLAYGROUND_ENDPOINTS"):
        name(address)


@pytest.mark.parametrize("model", ["providers:", "providers:../x", "providers:a/b/c", "providers:https://evil.example"])
def test_what_is_no_model_of_the_hub_is_refused(model):
    with pytest.raises(BadModelName):
        name(model)


def test_a_revision_cannot_be_had_elsewhere():
    with pytest.raises(BadModelName, match="revision"):
        name("providers:organisation/model", "main")


def test_the_owner_says_whether_it_may_be(monkeypatch):
    monkeypatch.setenv("SPACE_ID", "owner/space")
    for model in ("providers:organisation/model", THEIRS):
        with pytest.raises(ModelRefused):
            name(model)
    monkeypatch.setenv("PLAYGROUND_ELSEWHERE", "1")
    assert name(f"providers:{LISTED.model}") == ("providers", LISTED.model)
    with pytest.raises(ModelRefused, match="list"):
        name("providers:organisation/model")  # a Space takes the models of its list
    monkeypatch.delenv("SPACE_ID")
    assert name("providers:organisation/model")
    monkeypatch.setenv("PLAYGROUND_ELSEWHERE", "0")
    with pytest.raises(ModelRefused):
        name(THEIRS)


def test_servers_that_mean_nothing_end_the_start(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_ENDPOINTS", "tgi.example.org")
    with pytest.raises(SystemExit, match="PLAYGROUND_ENDPOINTS"):
        listed_origins()
