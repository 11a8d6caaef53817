"""A Space that slept wakes with its page: it is served before anything heavy is imported or any model touched."""

import re
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests import serve

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what a process has loaded is read as Linux tells it")

HEAVY = re.compile(r"libtorch|safetensors_rust|sentencepiece|/tokenizers\.")
"""Libraries without which no model is loaded."""


def test_the_page_is_up_before_any_model_or_what_models_need(tmp_path, monkeypatch):
    started = []

    def note(*args, **kwargs):
        started.append(real(*args, **kwargs))
        return started[-1]

    real = serve.subprocess.Popen
    monkeypatch.setattr(serve.subprocess, "Popen", note)
    environment = {"SPACE_ID": "someone/space", "PLAYGROUND_CACHE": str(tmp_path / "cache"), "HF_HUB_OFFLINE": "1"}
    with serve.serve(log=tmp_path / "log.txt", HF_HOME=str(tmp_path / "home"), **environment) as url:
        loaded = Path(f"/proc/{started[0].pid}/maps")
        assert HEAVY.findall(loaded.read_text()) == [], "the page has just been served"
        assert not any(path.is_file() for path in (tmp_path / "cache").rglob("*"))
        for place in ("config", "health", "ready", "status"):
            with urllib.request.urlopen(f"{url}{place}", timeout=10) as answer:  # noqa: S310
                assert answer.status == 200
        assert HEAVY.findall(loaded.read_text()) == []
        deadline = time.monotonic() + 60
        while not HEAVY.search(loaded.read_text()):
            assert time.monotonic() < deadline, "what the first run needs is imported afterwards"
            time.sleep(0.1)
