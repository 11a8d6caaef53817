"""Log lines hold no names of folders."""

import contextlib
import json
import logging
import subprocess
import sys
import urllib.error
import urllib.request
from datetime import datetime

import pytest

from tabs.doors.gate.logs import without_folders, write_log
from tests.serve import ROOT, serve


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("'/home/ann/private project/model' lacks x", "'…/model' lacks x"),
        ("'/text_classification' failed", "'/text_classification' failed"),
        ("cannot read '/home/ann/secret/model.bin'", "cannot read '…/model.bin'"),
        ("no such file: /tmp/a/b.png, sorry", "no such file: …/b.png, sorry"),
        ("C:\\Users\\ann\\secret\\model.bin is gone", "…/model.bin is gone"),
        ("https://huggingface.co/org/name/resolve/main", "https://huggingface.co/org/name/resolve/main"),
        ("org/name lacks head.weight and 3/4 of it", "org/name lacks head.weight and 3/4 of it"),
        ("POST /text_classification", "POST /text_classification"),
        (f'File "{ROOT}/tabs/run/__init__.py", line 3', 'File "tabs/run/__init__.py", line 3'),
        ('File "/opt/x/lib/python3.11/site-packages/torch/nn.py"', 'File "torch/nn.py"'),
    ],
)
def test_paths_are_cut_down_to_what_helps(text, kept):
    assert without_folders(text) == kept


def test_every_record_of_the_process_is_cut(tmp_path):
    folder = tmp_path / "my-secret-folder"
    code = (
        "import logging; from tabs.doors.gate.logs import keep_folders_out\n"
        "logging.basicConfig(level='WARNING'); keep_folders_out()\n"
        f"logging.getLogger('models.load').warning('%r lacks %s', '{folder}/my model', ['100%'])\n"
        f"try: open('{folder}/weights.bin')\n"
        "except OSError: logging.getLogger('x').exception('A call failed')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "my-secret-folder" not in done.stderr
    assert "'…/my model' lacks ['100%']" in done.stderr
    assert "weights.bin" in done.stderr
    assert logging.getLogRecordFactory() is logging.LogRecord


def test_as_json_each_run_is_a_line_that_tells_how_it_went_and_nothing_of_what_was_in_it(tmp_path):
    words = "my neighbour sings at night"
    with serve(log=tmp_path / "log.txt", HF_HUB_OFFLINE="1", PLAYGROUND_LOG="json") as url:
        for text, status in ((words, 200), ("", 400)):
            asked = urllib.request.Request(  # noqa: S310
                f"{url}tasks/text-classification", json.dumps({"inputs": text}).encode(), {"x-wait-for-model": "true"}
            )
            with contextlib.suppress(urllib.error.HTTPError), urllib.request.urlopen(asked, timeout=120) as answer:  # noqa: S310
                assert answer.status == status
    log = (tmp_path / "log.txt").read_text()
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    runs = [line for line in lines if line["logger"] == "playground.runs"]
    assert [one["outcome"] for one in runs] == ["answered", "BadInput"]
    assert {one["task"] for one in runs} == {"text-classification"}
    assert runs[0]["model"] == "minilm-tone"
    assert all(one["ms"] >= 0 and datetime.fromisoformat(one["time"]).tzinfo for one in runs)
    assert len({one["request"] for one in runs}) == 2
    assert words not in log


def test_errors_as_json_are_one_line_with_their_traceback():
    code = (
        "import os; os.environ['PLAYGROUND_LOG'] = 'json'\n"
        "import logging; from tabs.doors.gate.logs import write_log; write_log()\n"
        "try: 1 / 0\n"
        "except ZeroDivisionError: logging.getLogger('x').exception('A call\\nfailed')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    (line,) = done.stderr.splitlines()
    told = json.loads(line)
    assert told["message"] == "A call\nfailed"
    assert "ZeroDivisionError" in told["error"]


def test_another_form_of_log_is_refused(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_LOG", "xml")
    with pytest.raises(SystemExit, match="text or json"):
        write_log()
