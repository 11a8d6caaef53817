"""Curves beside the page: what stays on this machine, and trackio's board where the package is installed."""

import contextlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from models.training import board, limits
from models.training.keeper import environment
from models.training.limits import read_training_limits
from models.training.runs import make_run
from tabs.page.train.board import point_to
from tests.bench.load import Connection
from tests.models.training.runs import minilm, plan_for

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_TRAINED", str(tmp_path))
    for name in board.ELSEWHERE:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("installed", "given", "report_to"),
    [
        (True, {}, "trackio"),
        (False, {}, "none"),
        (True, {"SPACE_ID": "a/b"}, "none"),
        (True, {"PLAYGROUND_REPORT_TO": "wandb"}, "wandb"),
        (True, {"PLAYGROUND_REPORT_TO": "none"}, "none"),
    ],
)
def test_curves_go_to_trackio_where_it_is_installed_and_nobody_said_otherwise(installed, given, report_to, monkeypatch):
    monkeypatch.setattr(limits, "has_trackio", lambda: installed)
    assert read_training_limits(given).report_to == report_to


@pytest.mark.parametrize(
    ("report_to", "given", "is_told"),
    [
        ("none", {}, False),
        ("trackio", {}, False),
        ("trackio", {"TRACKIO_SPACE_ID": "ada/curves"}, True),
        ("wandb", {}, True),
    ],
)
def test_only_a_run_whose_curve_leaves_this_machine_is_told_the_token(report_to, given, is_told, monkeypatch):
    for name, value in {**given, "HF_TOKEN": "hf_secret"}.items():
        monkeypatch.setenv(name, value)
    told = environment(plan_for("text-classification", minilm(), "head", report_to=report_to))
    assert ("hf_secret" in told.values()) == is_told
    assert (told.get("HF_HUB_OFFLINE") == "1") or is_told


def test_a_board_on_a_space_is_pointed_to_without_a_process_and_a_token(monkeypatch):
    monkeypatch.setenv("TRACKIO_SERVER_URL", "https://curves.example.org/?write_token=secret")
    assert "secret" not in point_to(board.Board().open())
    monkeypatch.setenv("TRACKIO_SPACE_ID", "ada/curves")
    assert "https://huggingface.co/spaces/ada/curves" in point_to(board.Board().open())


def test_a_run_is_kept_in_trackio_and_the_board_shows_it():
    pytest.importorskip("trackio")
    plan = plan_for("text-classification", minilm(), "head", report_to="trackio", report_as="first 29 Nov")
    run = make_run(plan, "")
    done = subprocess.run(
        [sys.executable, "-m", "models.training.job", str(run.folder)],
        cwd=ROOT,
        env=environment(plan),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert run.status == "finished", done.stderr[-3000:]
    assert list(board.board_folder().glob(f"{board.PROJECT}*"))
    shown = board.Board()
    try:
        address = shown.open()
        assert shown.open() == address
        with contextlib.closing(Connection(address)) as client:
            assert b"<html" in client.ask("GET", "/")
            found = client.post("/api/get_runs_for_project", {"project": board.PROJECT})
            assert "first 29 Nov" in json.dumps(found)
    finally:
        shown.end()
