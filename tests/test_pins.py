"""What is pinned is what runs: here, in CI and on a Space."""

import re
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
AGAIN = "run `pip install -r requirements.txt -r tests/requirements.txt`"


def pins(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    found = [Requirement(line) for line in lines if line.strip() and not line.startswith("#")]
    return [one for one in found if one.marker is None or one.marker.evaluate()]


PINNED = [*pins("requirements.txt"), *pins("tests/requirements.txt")]


def sdk_version():
    front = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.search(r'^sdk_version: "([\d.]+)"$', front, re.MULTILINE)[1]


def test_the_space_runs_the_gradio_that_is_pinned():
    (pinned,) = (str(one.specifier) for one in pins("requirements.txt") if one.name == "gradio")
    assert pinned == f"=={sdk_version()}"


def test_what_a_space_installs_beside_the_requirements_is_installed_for_the_tests():
    tested = pins("tests/requirements.txt")
    assert f"gradio[mcp,oauth]=={sdk_version()}" in {str(one) for one in tested}
    assert {"spaces", "uvicorn", "websockets"} <= {one.name for one in tested}


def installed(name):
    """Return the version of a package, "" where it is missing."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def of_extras(one):
    """Return what the extras of a requirement require."""
    found = [Requirement(line) for line in requires(one.name) or []] if one.extras else []
    return [each for each in found if each.marker and any(each.marker.evaluate({"extra": it}) for it in one.extras)]


def test_what_is_installed_is_what_is_pinned():
    wanted = [*PINNED, *(each for one in PINNED for each in of_extras(one))]
    wrong = [f"{one}, not {installed(one.name) or 'installed'}" for one in wanted if not fits(one)]
    assert not wrong, AGAIN


def fits(one):
    return installed(one.name) != "" and installed(one.name) in one.specifier


def test_the_readme_tells_the_transformers_that_runs():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = set(re.findall(r"Transformers (5\.\d+)", readme))
    assert told == {".".join(version("transformers").split(".")[:2])}
