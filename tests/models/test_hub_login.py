"""A visitor's own login: what is had with it is nobody else's, its token is told nowhere, and it all goes."""

import logging
import os
import pickle
import stat
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import hub, load, tidy
from models.cache import ModelCache
from models.errors import AppError, ModelGated, ModelNotFound
from models.hub import login
from models.key import ModelKey
from models.progress import Report
from models.resolve import resolve
from tests.hub_server import HubServer
from tests.models.hub_model import FILES, cache, ignore, names

MINE, YOURS = "hf_of_the_first_visitor", "hf_of_the_second_visitor"
TASK = "fill-mask"


@pytest.fixture(autouse=True)
def private(hub: HubServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    monkeypatch.delenv("SPACE_ID", raising=False)
    hub.add("org/open", FILES)
    hub.add("me/private", FILES, private=True, readers=[MINE])
    hub.add("me/gated", FILES, gated=True, readers=[MINE])
    hub.tokens.add(YOURS)
    yield hub
    login._calls.clear()


def key_of(model: str, token: str = "") -> ModelKey:
    with hub.logged_in(token):
        return resolve(TASK, (), None, model=model)


def bring(key: ModelKey, report: Report = ignore) -> Path:
    with hub.asking_for(key.visitor):
        return hub.download(key.model, key.revision, report)


def fetch(model: str, token: str = "") -> set[str]:
    with hub.logged_in(token):
        return names(bring(resolve(TASK, (), None, model=model)))


def test_each_login_has_a_key_of_its_own_that_does_not_tell_the_token() -> None:
    mine, yours = key_of("me/private", MINE), key_of("me/private", YOURS)
    assert len({mine, yours, key_of("me/private")}) == 3
    assert mine == key_of("me/private", MINE)
    told = repr(mine) + str(mine) + pickle.dumps(mine).decode("latin-1")
    assert MINE not in told
    assert mine.visitor not in repr(mine)


def test_what_everybody_may_have_is_shared(private: HubServer) -> None:
    assert key_of("org/open", MINE) == key_of("org/open", YOURS) == key_of("org/open")
    fetch("org/open", MINE)
    private.requests.clear()
    assert key_of("org/open", MINE) == key_of("org/open")
    assert private.requests == [], "what is here for all needs no question"


@pytest.mark.parametrize("model", ["me/private", "me/gated"])
def test_only_whose_login_may_read_a_model_gets_it_though_it_is_on_this_machine(model: str) -> None:
    assert fetch(model, MINE) == set(FILES)
    assert fetch(model, MINE) == set(FILES)
    for token in (YOURS, ""):
        with pytest.raises((ModelNotFound, ModelGated)):
            fetch(model, token)
    assert hub.cached_folder(model, "") is None


def test_a_key_does_not_open_without_its_login() -> None:
    mine = key_of("me/private", MINE)
    fetch("me/private", MINE)
    for token in (YOURS, ""):
        with hub.logged_in(token):
            for ask in (lambda: load.fetch(mine, ignore), lambda: load.estimate(mine)):
                with pytest.raises(ModelNotFound, match="login"):
                    ask()


def test_the_loaded_model_of_one_is_not_lent_to_another(monkeypatch: pytest.MonkeyPatch) -> None:
    built = []
    cache_of_models: ModelCache[ModelKey] = ModelCache(
        fetch=bring,
        estimate=lambda _: 1,
        load=lambda key, folder: built.append(key) or key,
        measure=lambda _: 1,
        free=lambda _: None,
        budget_bytes=10**9,
    )

    def use(token: str) -> str:
        with hub.logged_in(token), cache_of_models.use(resolve(TASK, (), None, model="me/private")) as key:
            return key.visitor

    assert use(MINE) == use(MINE)
    assert len(built) == 1
    for token in (YOURS, ""):
        with pytest.raises(ModelNotFound):
            use(token)
    monkeypatch.setattr(tidy, "KEPT_S", -1.0)
    monkeypatch.setattr(login, "KEPT_S", -1.0)
    with hub.logged_in(MINE):
        tidy.tidy_up(cache_of_models)
        assert visitors_files(), "a call is under way"
    assert cache_of_models.stats().entries == ()
    tidy.tidy_up(cache_of_models)
    assert visitors_files() == set()
    assert use(MINE)


def visitors_files() -> set[str]:
    return {name for name in names(cache() / login.VISITORS) if "models--" in name and ".locks" not in name}


def test_the_folder_is_for_this_user_alone_and_those_of_dead_processes_go() -> None:
    fetch("me/private", MINE)
    (folder,) = (one for one in (cache() / login.VISITORS).iterdir() if one.is_dir())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    dead = folder.with_name("dead")
    dead.mkdir()
    dead.with_suffix(".lock").touch()
    login.clear_what_others_left()
    assert not dead.exists()
    assert folder.exists()


def test_a_token_is_neither_told_nor_logged_nor_kept(private: HubServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = "hf_that_the_hub_does_not_know"
    fetch("me/private", MINE)
    for model, token in (("me/private", YOURS), ("me/gated", YOURS), ("me/private", wrong), ("me/none", MINE)):
        with pytest.raises(AppError) as caught:
            fetch(model, token)
        told = "".join(traceback.format_exception(caught.value)) + repr(vars(caught.value))
        assert token not in told
        assert "log in on the server" not in str(caught.value)
    assert "hf_" not in caplog.text
    assert not private.cdn_saw_token
    for file in (one for one in cache().rglob("*") if one.is_file()):
        assert MINE.encode() not in file.read_bytes()
        assert MINE not in str(file)
    assert MINE not in str(dict(os.environ))
    assert MINE not in repr(login._calls)
