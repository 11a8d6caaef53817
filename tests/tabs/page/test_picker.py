"""What the choice of a model is told: on a machine of one's own, on a Space, with a login, without a network."""

from pathlib import Path
from typing import Any

import pytest

from models import hub as hub_of_models
from models.errors import BadInput, HubUnreachable, ModelNotFound, ModelRefused, SourceError
from models.hub.search import _kept
from models.progress import Progress
from tabs.doors.gate.limits import OAUTH
from tabs.page import picker
from tabs.page.picker import describe_card, describe_found, describe_shelf, read_query, search_for
from tabs.run.engine import Offer
from tabs.visitor import Visitor
from tests.contract import TASKS
from tests.hub_models import ABOUT, GATED, LARGE, MINE, PRIVATE, SMALL, TASK, WRONG, fill_hub
from tests.hub_server import HubServer, use_hub

TONE = next(task for task in TASKS if task.id == TASK)
DEFAULT = TONE.models[0].id
ANYBODY, ME, OWNER = Visitor(), Visitor(token=MINE), Visitor(is_owner=True)
STORED = {"F32": 4, "BF16": 2}


def ignore(_: Progress) -> None:
    pass


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory):
    with HubServer() as hub:
        fill_hub(hub, tmp_path_factory.mktemp("models"))
        yield hub


@pytest.fixture
def hub(filled: HubServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SPACE_ID", raising=False)
    monkeypatch.setenv("PLAYGROUND_MEMORY_GB", "9")
    monkeypatch.setattr(picker, "measure", lambda count: count(STORED.__getitem__))
    _kept.answers.clear()
    filled.up()
    with use_hub(filled, tmp_path / "cache"):
        yield filled
    filled.heal()
    filled.up()


@pytest.fixture
def space(hub: HubServer, monkeypatch: pytest.MonkeyPatch) -> HubServer:
    monkeypatch.setenv("SPACE_ID", "owner/space")
    return hub


def find(visitor: Visitor = ANYBODY, **asked: str) -> list[Any]:
    usual = {"words": "", "sort": "downloads", "size": "", "licence": "", "language": ""}
    return [one.model for one in search_for(read_query(TONE, **{**usual, **asked}), visitor)]


def at_hand(visitor: Visitor = ANYBODY) -> dict[str, Any]:
    return {one["model"]: one for one in describe_shelf(TONE, visitor)["models"]}


def test_the_hub_is_searched_for_the_task(hub):
    assert find()[:3] == [SMALL, LARGE, GATED]
    assert find(words="pictures") == [WRONG]
    assert find(sort="likes")[0] == GATED
    assert find(licence="mit", language="fr") == [SMALL]


def test_what_fits_this_machine_can_be_asked_for(hub):
    fitting = find(size="fits")
    assert SMALL in fitting and LARGE not in fitting


def test_the_memory_of_what_was_found_is_told(hub):
    found = {
        one["model"]: one for one in map(describe_found, search_for(read_query(TONE, "", "likes", "", "", ""), ANYBODY))
    }
    assert (found[SMALL]["memory_bytes"], found[LARGE]["memory_bytes"]) == (84_000_000, 140_000_000_000)
    assert found[SMALL]["parameters"] == 21_000_000


@pytest.mark.parametrize(
    "asked",
    [
        {"sort": "rm"},
        {"size": "-1"},
        {"size": "9" * 30},
        {"size": "٣"},
        {"words": "x" * 5000},
        {"licence": "y" * 100},
        {"words": ["a"]},
    ],
)
def test_what_means_nothing_is_refused(hub, asked):
    with pytest.raises(BadInput):
        find(**asked)


def test_a_card_tells_what_it_is_and_what_it_takes(hub):
    card = describe_card(TONE, SMALL, "", ANYBODY)
    assert card["about"] == ABOUT and card["licence"] == "mit" and card["languages"] == ("en", "fr")
    assert (card["memory_bytes"], card["budget_bytes"]) == (84_000_000, 9_000_000_000)
    assert card["page"].endswith(SMALL) and not card["here"]
    with pytest.raises(ModelNotFound):
        describe_card(TONE, "org/never-was", "", ANYBODY)


def test_what_is_on_this_machine_is_at_hand_without_the_hub(hub):
    hub_of_models.download(SMALL, "", ignore)
    hub_of_models.download(WRONG, "", ignore)
    hub.down()
    hub_of_models.forget_probe()
    shelf = describe_shelf(TONE, ANYBODY)
    models = {one["model"]: one for one in shelf["models"]}
    assert not shelf["hub"] and shelf["any"]
    assert models[SMALL]["here"] and models[SMALL]["bytes"] > 0
    assert WRONG not in models, "it cannot do the task"
    assert not models[DEFAULT]["here"] and models[DEFAULT]["listed"]
    card = describe_card(TONE, SMALL, "", ANYBODY)
    assert card["here"] and card["memory_bytes"] > 0 and card["note"]
    assert describe_card(TONE, DEFAULT, "", ANYBODY)["licence"] == TONE.models[0].licence
    with pytest.raises(HubUnreachable):
        describe_card(TONE, LARGE, "", ANYBODY)
    with pytest.raises(HubUnreachable):
        find()


def test_the_starter_is_at_hand(hub):
    starter = describe_shelf(TONE, ANYBODY)["starter"]
    assert starter["name"] == TONE.starter and starter["bytes"] > 10_000 and starter["about"]


def test_a_space_offers_its_list_alone(space):
    hub_of_models.download(SMALL, "", ignore)
    shelf = describe_shelf(TONE, ANYBODY)
    assert not shelf["any"]
    assert [one["model"] for one in shelf["models"]] == [one.id for one in TONE.models]
    with pytest.raises(SourceError):
        find()
    with pytest.raises(ModelRefused):
        describe_card(TONE, SMALL, "", ANYBODY)


def test_its_owner_may_search(space):
    assert SMALL in find(OWNER)


def test_an_open_space_names_nobody_what_others_brought(space, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_ANY_MODEL", "1")
    hub_of_models.download(SMALL, "", ignore)
    assert SMALL in find() and SMALL not in at_hand()
    assert SMALL in at_hand(OWNER)


def test_a_private_model_is_found_by_its_login_alone(space, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_ANY_MODEL", "1")
    monkeypatch.setenv("HF_TOKEN", MINE)
    assert PRIVATE in find(ME)
    assert PRIVATE not in find(ANYBODY), "the server's own login is its owner's"
    assert PRIVATE in find(OWNER)
    assert describe_card(TONE, PRIVATE, "", ME)["private"]
    with pytest.raises(SourceError):
        describe_card(TONE, PRIVATE, "", Visitor())
    assert MINE not in repr(_kept.answers)


def test_who_pays_for_a_model_elsewhere_is_told(space, monkeypatch):
    def login(offer=None, visitor=ANYBODY):
        told = picker.describe_offer(offer or Offer(paid=False), visitor)
        return told["login"]

    assert picker.describe_offer(None, ME) is None
    assert (login(), login(visitor=ME), login(Offer(paid=True))) == ("none", "yours", "servers")
    for name in ("SYSTEM", *OAUTH):
        monkeypatch.setenv(name, "spaces")
    assert login() == "sign_in"
    monkeypatch.delenv("SPACE_ID")
    assert login() == "type"


def test_a_gated_model_says_so(hub):
    assert describe_card(TONE, GATED, "", ANYBODY)["gated"]
