"""Log lines hold no names of folders."""

import logging
import subprocess
import sys

import pytest

from tabs.doors.gate.logs import without_folders
from tests.serve import ROOT


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
