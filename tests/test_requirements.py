"""One requirements.txt for every kind of Space and for laptops."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
LINES = (line.partition(" #")[0].strip() for line in (ROOT / "requirements.txt").read_text().splitlines())
REQUIREMENTS = [Requirement(line) for line in LINES if line and not line.startswith("#")]
CARD = yaml.safe_load((ROOT / "README.md").read_text("utf-8").split("---\n", 2)[1])
RELEASED = ("2.8.0", "2.9.0", "2.9.1", "2.10.0", "2.11.0", "2.12.0", "2.12.1", "2.13.0", "2.14.0", "2.14.1")
"""Of torch, oldest first, see https://pypi.org/project/torch/#history."""

ZERO_GPU = {"2.8.0", "2.9.1", "2.10.0", "2.11.0"}
"""The versions of torch it takes: https://huggingface.co/docs/hub/spaces-zerogpu."""

SPACE = [f"gradio[oauth,mcp]=={CARD['sdk_version']}", "spaces", "uvicorn", "websockets"]
"""What a Space installs beside requirements.txt."""


def newest_torch(python):
    lines = [one for one in REQUIREMENTS if one.name == "torch"]
    (applies,) = [one for one in lines if one.marker is None or one.marker.evaluate({"python_version": python})]
    return [version for version in RELEASED if version in applies.specifier][-1]


def test_a_space_gets_a_torch_that_zero_gpu_takes():
    assert newest_torch(CARD["python_version"]) in ZERO_GPU


@pytest.mark.parametrize("python", ["3.11", "3.13"])
def test_elsewhere_the_newest_that_was_tried(python):
    assert newest_torch(python) == "2.13.0"


@pytest.fixture(scope="module")
def uv(tmp_path_factory):
    folder = tmp_path_factory.mktemp("uv")
    subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--target", str(folder), "uv"], check=True)
    return folder / "bin" / "uv"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("python", "beside"), [(CARD["python_version"], SPACE), ("3.11", []), ("3.12", [])], ids=["Space", "3.11", "3.12"]
)
def test_everything_resolves_together(uv, tmp_path, python, beside):
    (tmp_path / "beside.in").write_text("\n".join(beside))
    done = subprocess.run(
        [
            *(str(uv), "pip", "compile", "--quiet", "--no-header", "--no-annotate"),
            *("--python-version", python, "--python-platform", "x86_64-manylinux_2_28"),
            *(str(ROOT / "requirements.txt"), str(tmp_path / "beside.in")),
        ],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "UV_CACHE_DIR": str(tmp_path / "uv")},
    )
    assert done.returncode == 0, done.stderr
    chosen = dict(re.findall(r"^([\w-]+)==(\S+)$", done.stdout, re.MULTILINE))
    assert chosen["gradio"] == CARD["sdk_version"]
    assert chosen["torch"].partition("+")[0] == newest_torch(python)
    assert not {"torchvision", "torchaudio"} & set(chosen)
