import os
import subprocess
import sys
import time
import traceback
from pathlib import Path

import pytest
from huggingface_hub import constants

from models.errors import (
    HubUnreachable,
    ModelGated,
    ModelNotFound,
    SourceError,
)
from models.hub import cached_folder, download, forget_probe, is_reachable, size_bytes, start_probe
from models.progress import Progress
from tests.hub_server import FOREVER, HubServer, use_hub
from tests.models.hub_model import (
    FILES,
    LOGIN,
    NAME,
    WEIGHTS,
    fetch,
    names,
)


def test_first_download_reports_bytes_that_add_up(hub: HubServer) -> None:
    hub.add(NAME, FILES)
    seen: list[Progress] = []
    folder = download(NAME, "", seen.append)
    assert {name: (folder / name).read_bytes() for name in names(folder)} == {
        name: data.encode() if isinstance(data, str) else data for name, data in FILES.items()
    }
    total = sum(len(data) for data in FILES.values())
    assert {(moment.stage, moment.total_bytes) for moment in seen} == {("downloading", total)}
    done = [moment.done_bytes for moment in seen]
    assert (done[0], done[-1]) == (0, total)
    assert done == sorted(done)


def test_second_use_is_quick_without_the_hub(hub: HubServer) -> None:
    hub.add(NAME, FILES)
    folder = fetch()
    hub.down()
    forget_probe()
    started_s = time.monotonic()
    assert fetch() == folder == cached_folder(NAME, "")
    assert size_bytes(NAME, "") == len(WEIGHTS)
    assert time.monotonic() - started_s < 0.5


def test_a_pinned_commit_in_the_cache_asks_nothing(hub: HubServer) -> None:
    commit = hub.add(NAME, FILES)
    folder = fetch(revision=commit)
    hub.requests.clear()
    forget_probe()
    assert fetch(revision=commit) == folder
    assert size_bytes(NAME, commit) == len(WEIGHTS)
    assert hub.requests == []


def test_a_branch_in_the_cache_asks_once_and_moves_on(hub: HubServer) -> None:
    hub.add(NAME, FILES)
    old = fetch()
    hub.requests.clear()
    assert fetch() == old
    assert [request.method for request in hub.requests] == ["GET"]
    hub.requests.clear()
    commit = hub.add(NAME, FILES | {"config.json": '{"model_type": "gpt2"}'})
    assert fetch().name == commit
    assert hub.asked("GET", "model.safetensors") == []


def test_an_older_snapshot_serves_when_the_newer_cannot_be_had(hub: HubServer) -> None:
    hub.add(NAME, FILES)
    old = fetch()
    hub.add(NAME, FILES | {"model.safetensors": WEIGHTS[::-1]})
    hub.cut_after("model.safetensors", 10, FOREVER)
    assert fetch() == old
    hub.down()
    assert cached_folder(NAME, "") == fetch() == old


@pytest.mark.parametrize("revision", ["v1.0", "refs/pr/9", "a-branch"])
def test_revisions_are_kept_apart(hub: HubServer, revision: str) -> None:
    hub.add(NAME, FILES)
    commit = hub.add(NAME, FILES | {"config.json": '{"model_type": "vit"}'}, revision)
    assert fetch().name != fetch(revision=revision).name == commit
    hub.down()
    forget_probe()
    assert fetch(revision=revision).name == commit


@pytest.mark.parametrize("token", ["", LOGIN])
def test_unknown_model(hub: HubServer, tmp_path: Path, token: str) -> None:
    hub.token = LOGIN
    with (
        use_hub(hub, tmp_path / "cache", token),
        pytest.raises(ModelNotFound, match="org/none"),
    ):
        fetch("org/none")


def test_unknown_revision(hub: HubServer) -> None:
    hub.add(NAME, FILES)
    with pytest.raises(ModelNotFound, match="v9"):
        fetch(revision="v9")
    with pytest.raises(ModelNotFound, match="no revision"):
        size_bytes(NAME, "0" * 40)


def test_gated_model(hub: HubServer, tmp_path: Path) -> None:
    hub.token = LOGIN
    hub.add(NAME, FILES, gated=True)
    with pytest.raises(ModelGated, match="licence"):
        fetch()
    with use_hub(hub, tmp_path / "cache", LOGIN):
        assert names(fetch()) == set(FILES)
    assert not hub.cdn_saw_token


def test_private_model(hub: HubServer, tmp_path: Path) -> None:
    hub.token = LOGIN
    hub.add(NAME, FILES, private=True)
    with pytest.raises(ModelNotFound, match="hf auth login"):
        fetch()
    with use_hub(hub, tmp_path / "cache", LOGIN):
        assert names(fetch()) == set(FILES)


def test_a_wrong_token_is_refused_and_never_shown(hub: HubServer, tmp_path: Path) -> None:
    hub.token = LOGIN
    hub.add(NAME, FILES)
    with use_hub(hub, tmp_path / "cache", "hf_wrong"), pytest.raises(ModelGated) as caught:
        fetch()
    assert "hf_wrong" not in "".join(traceback.format_exception(caught.value))
    assert "token of this server" in str(caught.value)


def test_a_wrong_token_does_not_bar_what_is_here(hub: HubServer, tmp_path: Path) -> None:
    hub.token = LOGIN
    hub.add(NAME, FILES)
    with use_hub(hub, tmp_path / "cache", LOGIN):
        folder = fetch()
    with use_hub(hub, tmp_path / "cache", "hf_wrong"):
        assert fetch() == folder


@pytest.mark.parametrize("model", [NAME, "org/never-was", "org/gated"])
def test_a_wrong_token_is_not_taken_for_a_missing_or_a_gated_model(hub: HubServer, tmp_path: Path, model: str) -> None:
    hub.token = LOGIN
    hub.add(NAME, FILES)
    hub.add("org/gated", FILES, gated=True)
    with use_hub(hub, tmp_path / "cache", "hf_wrong"), pytest.raises(ModelGated, match="token of this server"):
        fetch(model)
    with use_hub(hub, tmp_path / "cache", LOGIN):
        if model == "org/never-was":
            with pytest.raises(ModelNotFound):
                fetch(model)
        else:
            assert names(fetch(model)) == set(FILES)


def test_offline_and_not_cached_is_answered_within_a_second(hub: HubServer) -> None:
    hub.down()
    started_s = time.monotonic()
    for ask in (fetch, lambda: size_bytes(NAME, "")):
        with pytest.raises(HubUnreachable, match="internet"):
            ask()
    assert time.monotonic() - started_s < 1


def test_a_repaired_network_is_noticed_by_the_next_try(hub: HubServer) -> None:
    hub.add(NAME, FILES)
    hub.down()
    with pytest.raises(HubUnreachable):
        fetch()
    hub.up()
    assert names(fetch()) == set(FILES)


def test_a_network_that_goes_after_the_probe(hub: HubServer) -> None:
    assert is_reachable()
    hub.down()
    with pytest.raises(HubUnreachable):
        fetch()


def test_hub_offline_mode(hub: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.add(NAME, FILES)
    folder = fetch()
    hub.requests.clear()
    forget_probe()
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    start_probe()
    assert not is_reachable()
    assert fetch() == folder
    with pytest.raises(HubUnreachable, match="HF_HUB_OFFLINE"):
        fetch("org/none")
    assert hub.requests == []


@pytest.mark.parametrize("variable", ["HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"])
def test_offline_variables_are_read_and_nothing_heavy_is_imported(hub: HubServer, variable: str) -> None:
    program = (
        "import sys; from models import hub, source\n"
        "heavy = {'torch', 'transformers', 'gradio', 'huggingface_hub', 'httpx2'} & set(sys.modules)\n"
        "print(sorted(heavy), hub.is_reachable())"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {variable: "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == "[] False"
    assert hub.requests == []


def test_nothing_private_in_any_message(hub: HubServer, tmp_path: Path) -> None:
    hub.token = LOGIN
    hub.add("org/gated", FILES, gated=True)
    hub.add("org/cut", FILES)
    hub.cut_after("model.safetensors", 0, FOREVER)
    with use_hub(hub, tmp_path / "cache", LOGIN):
        for model in ("org/none", "org/cut"):
            with pytest.raises(SourceError) as caught:
                fetch(model)
            message = str(caught.value)
            assert not any(word in message for word in (LOGIN, "http:", str(tmp_path), "127.0.0.1", "Error", "\n"))
            assert message.endswith(".")
