"""What the process really takes, beside what the cache counts."""

import json
import subprocess
import sys

from tests.serve import ROOT


def test_twelve_models_stay_within_a_budget_for_four() -> None:
    command = [sys.executable, "-W", "ignore", "-m", "tests.models.twelve_models"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=300)
    bytes_of = json.loads(done.stdout)
    assert bytes_of["counted"] == bytes_of["budget"], "the budget is used"
    assert 0.7 * bytes_of["budget"] <= bytes_of["peak"] <= 1.1 * bytes_of["budget"], bytes_of
    assert bytes_of["left"] <= 0.1 * bytes_of["budget"], bytes_of
