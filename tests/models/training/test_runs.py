"""Runs that are executed: each kind as a script, then what a process may meet: Stop, death, a full disk, a limit."""

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

import tabs.words  # noqa: F401  (so that errors say their sentences)
from models.cache import ModelCache
from models.errors import BadInput, ModelNotFound
from models.training import bases, card, share
from models.training.keeper import Keeper, key_of, put_back
from models.training.kinds import KINDS
from models.training.limits import read_training_limits
from models.training.runs import find_run, list_runs, make_run, trained_folder
from tabs.words import say
from tests.hub_server import HubServer, use_hub
from tests.models.training.runs import minilm, plan_for
from tests.tiny import MAKERS

ROOT = Path(__file__).parents[3]
MOST_S = 240
PEFT = "ignore:.is_gradient_checkpointing. is deprecated"
"""What peft asks of transformers when an adapter is added."""

CASES = {
    "text-classification": ("distilbert/distilbert-base-uncased-finetuned-sst-2-english", ("all", "lora", "head")),
    "token-classification": ("dslim/distilbert-NER", ("lora",)),
    "question-answering": ("distilbert/distilbert-base-cased-distilled-squad", ("all",)),
    "summarization": ("Falconsai/text_summarization", ("all",)),
    "translation": ("google-t5/t5-small", ("lora",)),
    "sentence-similarity": ("sentence-transformers/all-MiniLM-L6-v2", ("all",)),
    "text-generation": ("HuggingFaceTB/SmolLM2-135M-Instruct", ("lora",)),
    "image-classification": ("google/vit-base-patch16-224", ("head", "lora")),
    "audio-classification": ("MIT/ast-finetuned-audioset-10-10-0.4593", ("head",)),
    "automatic-speech-recognition": ("openai/whisper-tiny", ("lora",)),
}
"""A tiny random stand-in for a model of the Hub of each kind, and the ways it is trained in."""

KEPT_ALONE = ("text-classification", "text-generation", "image-classification", "automatic-speech-recognition")
"""Of which the adapter is kept beside its base, too."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYGROUND_TRAINED", str(folder))
        yield folder


@pytest.fixture(scope="module")
def scripts(kept, tmp_path_factory):
    """Every kind in its ways, from models of a Hub, executed in one process."""
    folder = tmp_path_factory.mktemp("hub")
    with HubServer() as hub, use_hub(hub, folder / "cache"):
        runs = {}
        for task, (model, ways) in CASES.items():
            MAKERS[model](made(folder / "tiny" / task))
            hub.add(model, folder / "tiny" / task)
            base = bases.find_base(KINDS[task], model)
            for way in ways:
                runs[task, way] = make_run(plan_for(task, base, way, name=f"{task}-{way}", languages=pair(task)), "")
            if task in KEPT_ALONE:
                runs[task, "adapter"] = make_run(plan_for(task, base, "lora", name=f"{task}-kept", merged=False), "")
        command = [sys.executable, "-m", "tests.models.training.runs", *(str(run.folder) for run in runs.values())]
        offline = {**os.environ, "HF_HUB_OFFLINE": "1"}  # as the keeper sets it: the base is here already
        done = subprocess.run(command, cwd=ROOT, env=offline, capture_output=True, text=True, timeout=900, check=False)
    return runs, done.stderr


def made(folder):
    folder.mkdir(parents=True)
    return folder


def pair(task):
    return ("English", "Dutch") if task == "translation" else ()


@pytest.mark.parametrize(("task", "way"), [(task, way) for task, (_, ways) in CASES.items() for way in ways])
def test_the_script_of_every_kind_trains_measures_and_saves(scripts, task, way):
    runs, told = scripts
    run = runs[task, way]
    assert run.status == "finished", f"{run.state}\n{told[-3000:]}"
    result = run.read_json("result.json")
    assert KINDS[task].metric in result["before"]
    assert KINDS[task].metric in result["after"]
    assert len(result["rows"]) == 4
    assert all(isinstance(row[key], str) for row in result["rows"] for key in ("input", "wanted", "before", "after"))
    if "classes" in KINDS[task].parts:  # each answer stands beside its own row
        right = [row["after"] == row["wanted"] for row in result["rows"]]
        assert sum(right) / len(right) == pytest.approx(result["after"]["accuracy"])
    assert any("loss" in line for line in run.progress())
    assert (run.model_folder / "model.safetensors").is_file()
    assert (run.folder / "adapter").is_dir() == (way == "lora")
    assert not (run.folder / "checkpoints").exists()
    assert "base_model" in (run.model_folder / "README.md").read_text("utf-8")


@pytest.mark.filterwarnings("ignore:At least one mel filter")  # of the tiny stand-in
@pytest.mark.parametrize("task", CASES)
def test_what_was_trained_is_served_like_any_model(scripts, task):
    from models import load
    from models.key import ModelKey

    run = scripts[0][task, CASES[task][1][-1]]
    served = run.plan.kind.serves[0]
    key = ModelKey(served, "trained", run.id)
    assert load.estimate(key) > 0
    load.load(key, load.fetch(key, lambda _: None))
    with pytest.raises(ModelNotFound):
        trained_folder("depth-estimation", run.id)


@pytest.mark.filterwarnings("ignore:At least one mel filter", PEFT)
@pytest.mark.parametrize("task", KEPT_ALONE)
def test_an_adapter_that_was_kept_answers_with_its_base(scripts, task):
    from models import load
    from models.key import ModelKey

    runs, told = scripts
    run = runs[task, "adapter"]
    assert run.status == "finished", f"{run.state}\n{told[-3000:]}"
    files = {one.name for one in run.model_folder.iterdir()}
    assert {"adapter_config.json", "adapter_model.safetensors", "config.json", "README.md"} <= files
    assert "model.safetensors" not in files
    assert not (run.folder / "adapter").exists()
    key = ModelKey(run.plan.kind.serves[0], "trained", run.id)
    folder = load.fetch(key, lambda _: None)
    assert load.estimate(key) >= 4 * run.plan.base.parameters
    pipe = load.load(key, folder)
    assert not any("lora" in name for name, _ in pipe.model.named_parameters())
    if task == "text-classification":
        rows = run.read_json("result.json")["rows"]
        assert [one["label"] for one in pipe([row["input"] for row in rows])] == [row["after"] for row in rows]


@pytest.mark.filterwarnings(PEFT)
def test_the_card_of_an_adapter_has_code_that_makes_it_whole(scripts, monkeypatch, capsys, tmp_path):
    run = scripts[0]["text-classification", "adapter"]
    written = (run.model_folder / "README.md").read_text("utf-8")
    assert 'library_name: "peft"' in written
    code = written.split("```python\n")[1].split("```")[0].replace("FOLDER_OR_ID", str(run.model_folder))
    monkeypatch.chdir(tmp_path)
    exec(code.replace(f'"{run.plan.base.name}"', f'"{run.plan.base.folder}"'), {})  # noqa: S102
    assert "score" in capsys.readouterr().out
    assert (tmp_path / "whole" / "model.safetensors").is_file()


def test_the_card_has_code_that_runs(scripts, monkeypatch, capsys):
    run = scripts[0]["text-classification", "head"]
    code = card.card(run.plan, run.read_json("result.json")).split("```python\n")[1].split("```")[0]
    exec(code.replace("FOLDER_OR_ID", str(run.model_folder)), {})  # noqa: S102
    assert "score" in capsys.readouterr().out


def test_the_zip_holds_model_adapter_and_script(scripts):
    with zipfile.ZipFile(share.pack(scripts[0]["text-classification", "lora"])) as archive:
        names = {Path(*Path(name).parts[1:]).as_posix() for name in archive.namelist()}
    assert {"model/config.json", "model/README.md", "adapter/adapter_config.json", "train.py"} <= names


@pytest.mark.filterwarnings("ignore:Use 'content=<...>'")
def test_a_model_is_pushed_to_the_hub_or_the_reason_is_told(scripts, tmp_path, monkeypatch):
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
    run = scripts[0]["text-classification", "head"]
    with HubServer(token="hf_of_ada") as hub, use_hub(hub, tmp_path / "cache"):
        for name, token, word in (
            ("first", "hf_of_ada", "owner/name"),
            ("ada/first", "", "token"),
            ("ada/first", "hf_of_eve", "does not let"),
        ):
            with pytest.raises((BadInput, share.NotShared), match=word) as told:
                share.push(run, name, token, private=True)
            assert "hf_of" not in str(told.value)
        assert "ada/first" not in hub.repos
        assert share.push(run, "ada/first", "hf_of_ada", private=True) == f"{hub.url}/ada/first"
        arrived = hub.repos["ada/first"].files("main")[1]
        assert {"config.json", "model.safetensors", "README.md"} <= set(arrived)
        assert hub.repos["ada/first"].private
        with pytest.raises(share.NotShared, match="already"):
            share.push(run, "ada/first", "hf_of_ada", private=True)
        hub.down()
        with pytest.raises(share.NotShared, match="cannot be reached"):
            share.push(run, "ada/other", "hf_of_ada", private=False)


@pytest.mark.filterwarnings("ignore:Use 'content=<...>'")
def test_a_push_that_broke_off_goes_on(scripts, tmp_path, monkeypatch):
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
    run, other = (scripts[0]["text-classification", way] for way in ("head", "lora"))
    with HubServer(token="hf_of_ada") as hub, use_hub(hub, tmp_path / "cache"):
        hub.cut_after("/commit/main", 0, times=20)
        with pytest.raises(share.NotShared, match="again with the same name"):
            share.push(run, "ada/half", "hf_of_ada", private=True)
        assert "config.json" not in hub.repos["ada/half"].files("main")[1]
        hub.heal()
        with pytest.raises(share.NotShared, match="already"):
            share.push(other, "ada/half", "hf_of_ada", private=True)
        sent = uploads(hub)
        assert sent
        share.push(run, "ada/half", "hf_of_ada", private=True)
        assert {"config.json", "model.safetensors"} <= set(hub.repos["ada/half"].files("main")[1])
        assert uploads(hub) == sent
        with pytest.raises(share.NotShared, match="already"):
            share.push(run, "ada/half", "hf_of_ada", private=True)


def uploads(hub):
    return [one.path for one in hub.requests if one.method == "PUT"]


@pytest.mark.filterwarnings("ignore:Use 'content=<...>'")
def test_who_signed_in_needs_no_token(scripts, tmp_path, monkeypatch):
    from huggingface_hub import constants

    from tabs.page.train import actions
    from tabs.visitor import Visitor

    run = scripts[0]["text-classification", "head"]
    keeper = Keeper(small_cache(4e9), read_training_limits({}))
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
    with HubServer(token="hf_of_ada") as hub, use_hub(hub, tmp_path / "cache"):
        monkeypatch.setattr(actions, "current_visitor", lambda: Visitor("", "hf_of_ada", False))
        told, emptied = actions.push(keeper, "", run.id, "ada/signed-in", "", True)
        assert "ada/signed-in" in told
        assert emptied == ""
        with pytest.raises(share.NotShared, match="does not let"):
            actions.push(keeper, "", run.id, "ada/typed", "hf_typed_by_hand", True)
        monkeypatch.setattr(actions, "current_visitor", lambda: Visitor("", "", False))
        with pytest.raises(BadInput, match="Sign in"):
            actions.push(keeper, "", run.id, "ada/nobody", "", True)
        assert set(hub.repos) == {"ada/signed-in"}


# The process of a run.


@pytest.fixture(scope="module")
def keeper(kept):
    return Keeper(small_cache(4e9), read_training_limits({}))


def small_cache(budget_bytes):
    def never(*_):
        raise AssertionError

    return ModelCache(
        fetch=never, estimate=never, load=never, measure=never, free=never, budget_bytes=int(budget_bytes)
    )


def wait_for(run, *statuses):
    until = time.monotonic() + MOST_S
    while run.status not in statuses:
        assert time.monotonic() < until, f"{run.state} {(run.folder / 'log.txt').read_text()[-2000:]}"
        time.sleep(0.05)


def wait_for_checkpoint(run, after=0):
    until = time.monotonic() + MOST_S
    while max([step_of(one) for one in run.folder.glob("checkpoints/*/trainer_state.json")], default=0) <= after:
        assert run.status in ("waiting", "running"), run.state
        assert time.monotonic() < until
        time.sleep(0.02)


def step_of(file):
    return int(file.parent.name.rpartition("-")[2])


def test_stop_keeps_a_checkpoint_death_shows_and_resume_goes_on(keeper, kept):
    long = {"rows": 240, "epochs": 2, "batch": 8}
    run = keeper.start(plan_for("text-classification", minilm(), "head", name="long", settings=long))
    second = keeper.start(plan_for("text-classification", minilm(), "head", name="second"))
    wait_for(run, "running")
    stats = keeper._cache.stats()
    assert [entry.key for entry in stats.entries] == [key_of(run.id)]
    assert stats.resident_bytes > 5e8
    assert second.status == "waiting"
    wait_for_checkpoint(run)
    keeper.stop(run)
    wait_for(run, "stopped")
    stopped_at = max(step_of(one) for one in run.folder.glob("checkpoints/*/trainer_state.json"))
    wait_for(second, "finished")

    keeper.resume(run)
    wait_for_checkpoint(run, stopped_at)
    os.kill(run.state["pid"], signal.SIGKILL)
    wait_for(run, "interrupted")
    half = made(run.folder / "checkpoints" / "checkpoint-99999")
    (half / "model.safetensors").write_bytes(b"half")

    keeper.resume(run)
    wait_for(run, "finished")
    steps = [line["step"] for line in run.progress() if "loss" in line]
    assert steps[-1] == 60
    assert steps == sorted(set(steps))
    assert not half.exists()
    assert [one.id for one in list_runs("")][:2] == [second.id, run.id]
    until = time.monotonic() + 10
    while keeper._cache.stats().entries and time.monotonic() < until:
        time.sleep(0.05)
    assert keeper._cache.stats().entries == ()


@pytest.mark.skipif(not Path("/proc/self/autogroup").is_file(), reason="no sessions in this scheduler")
def test_a_run_lets_panels_go_first_also_where_the_scheduler_groups_sessions():
    sleeper = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, start_new_session=True)
    put_back(sleeper.pid)
    of_session = Path(f"/proc/{sleeper.pid}/autogroup").read_text().split()[-1]
    sleeper.communicate(b"\n")
    assert int(of_session) == min(os.nice(0) + 10, 19)


def test_a_full_disk_ends_in_a_sentence_with_the_checkpoint_whole(keeper, kept, monkeypatch):
    run = make_run(plan_for("text-classification", minilm(), "head", name="full", settings={"rows": 64}), "")
    code = (
        "import collections, shutil, sys; from pathlib import Path; from models.training import job, report\n"
        "usage, run = shutil.disk_usage, Path(sys.argv[1])\n"
        "full = collections.namedtuple('usage', 'total used free')(1, 1, 1000)\n"
        "shutil.disk_usage = lambda at: full if list(run.glob('checkpoints/*/trainer_state.json')) else usage(at)\n"
        "sys.exit(job.main(run))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(run.folder)], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 1, done.stderr[-2000:]
    assert run.state["status"] == "failed"
    assert "disk is full" in say(run.state["message"])
    (checkpoint,) = run.folder.glob("checkpoints/*")
    assert json.loads((checkpoint / "trainer_state.json").read_text())["global_step"] > 0


def test_too_large_a_run_is_refused_before_it_begins(kept):
    from models.errors import ModelTooLarge

    with pytest.raises(ModelTooLarge):
        Keeper(small_cache(1e8), read_training_limits({})).start(plan_for("text-classification", minilm(), "head"))


def test_one_visitor_sees_nothing_of_anothers(kept):
    plan = plan_for("text-classification", minilm(), "head")
    run = make_run(plan, "secret-of-ada")
    assert [one.id for one in list_runs("secret-of-ada")] == [run.id]
    assert list_runs("secret-of-eve") == []
    with pytest.raises(BadInput):
        find_run(run.id, "secret-of-eve")
    assert find_run(run.id, "secret-of-ada").id == run.id
    run.write_state("stopped")


def test_on_a_space_training_is_off_and_once_on_it_is_bounded(kept):
    off, on = (read_training_limits({"SPACE_ID": "a/b", **more}) for more in ({}, {"PLAYGROUND_TRAINING": "1"}))
    plan = plan_for("text-classification", minilm(), "head", settings={"rows": 1_000_000, "held_out": 5_000})
    with pytest.raises(BadInput, match="off"):
        off.bound(plan)
    bound = on.bound(plan)
    assert (bound.settings["rows"], bound.settings["held_out"], bound.minutes) == (5_000, 200, 10)
    run = make_run(plan, "somebody")
    with pytest.raises(BadInput, match="One run at a time"):
        on.check_room([run])
    run.write_state("stopped")
    on.check_room([run])
    (run.folder / "large").write_bytes(b"")
    os.truncate(run.folder / "large", 2 * 10**9)
    with pytest.raises(BadInput, match="disk"):
        on.check_room([run])


def test_the_environment_of_a_run_has_no_secrets(monkeypatch):
    from models.training.keeper import environment

    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    plan = plan_for("text-classification", minilm(), "head")
    assert "hf_secret" not in environment(plan).values()


@pytest.mark.slow
def test_two_processes_of_accelerate_train_one_model(kept):
    launch = "--multi_gpu --num_processes 2 --num_machines 1 --mixed_precision no --dynamo_backend no"
    limits = read_training_limits({"PLAYGROUND_LAUNCH": launch})  # without GPUs it is gloo between two processes
    run = Keeper(small_cache(4e9), limits).start(
        plan_for("text-classification", minilm(), "head", name="two", settings={"rows": 64})
    )
    wait_for(run, "finished", "failed")
    assert run.status == "finished", (run.folder / "log.txt").read_text()[-3000:]
    assert len(run.read_json("result.json")["rows"]) == 4
    assert [line["step"] for line in run.progress() if "train_loss" in line] == [8]
