"""Models are found on a Hub that answers as the real one: by task, words, size, licence and language, in order."""

import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from models.errors import HubUnreachable, ModelGated
from models.hub import search as searching
from models.hub.search import Query, search
from tests.hub_server import HubServer, use_hub

READY = ("transformers", "safetensors")
TONE = "text-classification"
MODELS = {
    "org/tone-english": (TONE, ("license:mit", "en"), 900, 5, 70_000_000),
    "org/tone-chinese": (TONE, ("license:apache-2.0", "zh"), 300, 50, 110_000_000),
    "big/tone-large": (TONE, ("license:mit", "en", "fr"), 100, 9, 7_000_000_000),
    "org/penguins": ("image-classification", ("license:mit",), 5000, 500, 11_000_000),
}
MINE = "hf_mine"


@pytest.fixture
def hub(tmp_path: Path):
    with HubServer() as hub, use_hub(hub, tmp_path):
        for place, (name, (task, tags, downloads, likes, count)) in enumerate(MODELS.items(), start=1):
            put(hub, name, task, (*READY, *tags), downloads, likes, count, f"2026-0{place}-01T00:00:00.000Z")
        put(hub, "org/tone-pickled", TONE, ("transformers", "license:mit", "en"), 5, 1, 0, "2025-01-01T00:00:00.000Z")
        searching._kept.answers.clear()
        yield hub


def put(hub, name, task, tags, downloads, likes, count, updated, **more):
    hub.add(name, {"config.json": "{}"}, **more)
    repo = hub.repos[name]
    repo.task, repo.tags, repo.downloads, repo.likes, repo.updated = task, tags, downloads, likes, updated
    repo.numbers = {"F32": count} if count else {}


def names(token=False, **asked):
    return [one.model for one in search(Query(TONE, **asked), token)]


def test_the_models_of_a_task_come_in_the_order_asked_for(hub):
    assert names() == ["org/tone-english", "org/tone-chinese", "big/tone-large"]
    assert names(sort="likes") == ["org/tone-chinese", "big/tone-large", "org/tone-english"]
    assert names(sort="created_at") == ["big/tone-large", "org/tone-chinese", "org/tone-english"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"words": "CHINESE"}, ["org/tone-chinese"]),
        ({"words": "big/"}, ["big/tone-large"]),
        ({"most_parameters": 110_000_000}, ["org/tone-english", "org/tone-chinese"]),
        ({"licence": "mit"}, ["org/tone-english", "big/tone-large"]),
        ({"language": "fr"}, ["big/tone-large"]),
        ({"licence": "mit", "language": "zh"}, []),
        ({"words": "pickled", "allow_pickle": True}, ["org/tone-pickled"]),
        ({"words": "pickled"}, []),
    ],
)
def test_words_and_filters_leave_what_fits(hub, asked, found):
    assert names(**asked) == found


def test_what_was_found_is_described(hub):
    found = search(Query(TONE, words="large"), False)[0]
    assert (found.downloads, found.likes, found.updated, found.licence) == (100, 9, "2026-03-01", "mit")
    assert (found.languages, found.numbers) == (("en", "fr"), {"F32": 7_000_000_000})
    assert not found.gated and not found.private


def test_the_request_is_the_one_that_huggingface_hub_sends(hub):
    from huggingface_hub import HfApi

    search(Query(TONE, words="tone", most_parameters=10**9, licence="mit", sort="created_at"), False)
    list(
        HfApi().list_models(
            filter=["transformers", "safetensors", "license:mit"],
            pipeline_tag=TONE,
            search="tone",
            num_parameters=f"max:{10**9}",
            sort="created_at",
            limit=searching.MOST_FOUND,
            expand=list(searching.EXPANDED),
            token=False,
        )
    )
    ours, theirs = (parse_qs(urlsplit(one.path).query) for one in hub.asked("GET", "/api/models"))
    assert ours == theirs


def test_a_login_finds_its_own_private_models_and_nobody_elses_are_kept(hub):
    put(hub, "me/tone-secret", TONE, READY, 1, 0, 1000, "2026-09-01T00:00:00.000Z", private=True, readers=[MINE])
    assert "me/tone-secret" in names(token=MINE)
    assert "me/tone-secret" not in names()
    assert [one.private for one in search(Query(TONE, words="secret"), MINE)] == [True]


def test_an_answer_for_everybody_is_given_again_without_asking(hub):
    assert names(words="english") == names(words="english")
    assert len(hub.asked("GET", "/api/models")) == 1
    names(words="english", token=None)
    assert len(hub.asked("GET", "/api/models")) == 2, "what a login sees is asked for each time"


def test_too_many_requests_are_told_at_once(hub):
    hub.answer_with("/api/models", 429, times=10)
    begun_s = time.monotonic()
    with pytest.raises(HubUnreachable) as told:
        names()
    assert told.value.key == "hub.search_too_often" and time.monotonic() - begun_s < 2


def test_a_slow_hub_is_given_up(hub, monkeypatch):
    monkeypatch.setattr(searching, "SEARCH_TIMEOUT_S", 0.3)
    hub.slow(1)
    with pytest.raises(HubUnreachable) as told:
        names()
    assert told.value.key == "hub.search_slow"
    hub.heal()


def test_a_hub_that_is_gone_or_talks_nonsense_is_told(hub):
    hub.answer_with("/api/models", 503)
    with pytest.raises(HubUnreachable) as told:
        names()
    assert told.value.key == "hub.search_broken"
    hub.down()
    with pytest.raises(HubUnreachable) as told:
        names()
    assert told.value.key == "hub.search_unreachable"


@pytest.mark.parametrize(("token", "key"), [("hf_old", "hub.search_your_token"), (None, "hub.search_server_token")])
def test_a_token_that_is_refused_is_told(hub, monkeypatch, token, key):
    monkeypatch.setenv("HF_TOKEN", "hf_old")
    with pytest.raises(ModelGated) as told:
        names(token=token)
    assert told.value.key == key


def test_kept_answers_are_bounded(hub, monkeypatch):
    monkeypatch.setattr(searching, "MOST_KEPT", 2)
    for word in ("a", "b", "c", "d"):
        names(words=word)
    assert len(searching._kept.answers) == 2
