"""The application as its peers are installed: a wheel with a command, or a container."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest
import yaml

from tabs.deploy import tracked_files
from tests.serve import free_port, wait_until_up
from tests.test_requirements import REQUIREMENTS

ROOT = Path(__file__).parent.parent
SHIPPED = ("models/", "tabs/", "assets/")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build it from what git tracks, so that no file of this machine slips in and none is left here."""
    folder = tmp_path_factory.mktemp("wheel")
    for name, file in tracked_files(ROOT).items():
        if not name.startswith("tests/"):
            (folder / "source" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, folder / "source" / name)
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(folder / "source")]
    subprocess.run(build, check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.mark.slow
def test_the_wheel_holds_the_application_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        (told,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        needs = re.findall(r"^Requires-Dist: ([^;\s]+)", archive.read(told).decode(), re.MULTILINE)
    assert names == {"app.py", *(name for name in tracked_files(ROOT) if name.startswith(SHIPPED))}
    assert {re.split(r"[<>=~!\[]", one)[0] for one in needs} >= {one.name for one in REQUIREMENTS}


@pytest.mark.slow
def test_the_command_serves_from_any_folder_in_a_fresh_environment(wheel, tmp_path):
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(home)}))
    (site / "packages-of-the-tests.pth").write_text(sysconfig.get_path("purelib"))  # gigabytes, not to be copied
    install = [sys.executable, "-m", "pip", "--python", str(home), "install", "-q", "--no-deps", str(wheel)]
    subprocess.run(install, check=True)
    port, elsewhere = free_port(), tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        "GRADIO_SERVER_PORT": str(port),
        "HF_HUB_OFFLINE": "1",
        "GRADIO_TEMP_DIR": str(tmp_path / "uploads"),
    }
    process = subprocess.Popen([home / "bin" / "pipeline-playground"], cwd=elsewhere, env=environment)
    try:
        url = f"http://127.0.0.1:{port}/"
        wait_until_up(url, process)
        body = b'{"inputs": "What a lovely day"}'
        headers = {"Content-Type": "application/json", "x-wait-for-model": "true"}
        asked = urllib.request.Request(f"{url}tasks/text-classification", body, headers)  # noqa: S310
        with urllib.request.urlopen(asked, timeout=120) as answer:  # noqa: S310
            assert b"POSITIVE" in answer.read().upper()
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_the_container_is_small_plain_and_run_by_an_ordinary_user():
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    words = [line.split(maxsplit=1) for line in lines if line and not line.startswith(("#", " "))]
    kinds = [kind for kind, _ in words]
    assert words[0][1].endswith(f"python:{yaml_of_card()['python_version']}-slim")
    assert kinds.index("USER") < kinds.index("CMD")
    assert dict(words)["USER"] != "root"
    assert dict(words)["CMD"] == '["python", "app.py"]'  # hadolint DL3025: so that signals reach it
    text = "\n".join(lines)
    assert "apt-get" not in text and "--no-cache-dir" in text  # hadolint DL3042; nothing of Debian's is needed
    assert ".env*" in (ROOT / ".dockerignore").read_text().split()


def test_the_compose_file_keeps_models_in_a_volume():
    told = yaml.safe_load((ROOT / "compose.yaml").read_text())
    (service,) = told["services"].values()
    (volume,) = service["volumes"]
    name, _, folder = volume.partition(":")
    assert name in told["volumes"]
    home = re.search(r"HF_HOME=(\S+)", (ROOT / "Dockerfile").read_text())[1]
    assert home.startswith(f"{folder}/") and service["environment"]["PLAYGROUND_CACHE"].startswith(f"{folder}/")
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])  # the gate is for one's own network


def yaml_of_card():
    return yaml.safe_load((ROOT / "README.md").read_text("utf-8").split("---\n", 2)[1])
