"""What arrives on the Hub: the real client against the Hub for tests, the tree that results."""

import os
import subprocess
from pathlib import Path
from unittest.mock import patch

import pytest
from huggingface_hub import constants

from tabs.deploy import ROOT, left_behind, main, name_space, tracked_files
from tests.hub_server import HubServer, use_hub

# Of huggingface_hub 2.4 itself, where it sends a large file in one part.
pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=<...>'")

SPACE = "ada/playground"
LOGIN = "hf_of_ada"
PICTURE = b"\x89PNG\r\n\x1a\n\0\0" + bytes(range(256)) * 8
TRACKED = {
    "app.py": b"print('hello')\n",
    "README.md": b"---\nsdk: gradio\n---\n[copy](https://huggingface.co/spaces/OWNER/SPACE?duplicate=true)\n",
    "requirements.txt": b"gradio\n",
    ".gitignore": b"__pycache__/\n.venv/\n*.log\n",
    "tabs/__init__.py": b"",
    "assets/picture.png": PICTURE,
    ".env": b"TOKEN=secret\n",
}
"""One of them is a mistake: somebody gave their secrets to git."""

STRAY = (
    ".env.local",
    "tabs/__pycache__/a.pyc",
    ".venv/lib/site.py",
    "run.log",
    "note to self.txt",
    "weights.safetensors",
)


def write(folder: Path, files):
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "checkout"
    write(folder, TRACKED)
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    subprocess.run(["git", "add", "-f", "."], cwd=folder, check=True)
    write(folder, dict.fromkeys(STRAY, b"not for others"))
    return folder


@pytest.fixture
def hub(tmp_path, monkeypatch, folder):
    # The library's other way for large files, a binary of its own, speaks to Hugging Face's storage alone.
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
    monkeypatch.setattr("tabs.deploy.deploy.__defaults__", (folder,))
    with HubServer(token=LOGIN) as hub, use_hub(hub, tmp_path / "cache", token=LOGIN):
        yield hub


def tree(hub):
    return hub.repos[SPACE].files("main")[1]


def test_what_git_tracks_arrives_in_one_commit_and_nothing_else(hub, capsys):
    assert main([SPACE]) == 0, capsys.readouterr().err
    assert f"Sent: {hub.url}" in capsys.readouterr().out
    assert hub.kinds[SPACE] == ("space", "gradio")
    assert len(hub.summaries) == 1
    arrived = tree(hub)
    assert set(arrived) == {*TRACKED, ".gitattributes"} - {".env"}
    assert b"/spaces/ada/playground?duplicate=true" in arrived.pop("README.md")
    assert arrived == {name: data for name, data in TRACKED.items() if name in arrived} | {
        ".gitattributes": arrived[".gitattributes"]
    }
    assert [one.method for one in hub.requests if one.path.startswith("/lfs/")] == ["PUT"]  # the picture


def test_a_second_time_sends_what_changed_and_removes_what_is_gone(hub, folder):
    main([SPACE])
    hub.repos[SPACE].files("main")[1]["LICENSE-of-the-owner"] = b"kept"
    (folder / "tabs/__init__.py").unlink()
    write(folder, {"tabs/page.py": b"x = 1\n", "app.py": b"print('again')\n"})
    subprocess.run(["git", "add", "tabs", "app.py"], cwd=folder, check=True)
    asked = len(hub.requests)
    assert main([SPACE]) == 0
    arrived = tree(hub)
    assert {"tabs/page.py", "LICENSE-of-the-owner", ".gitattributes"} < set(arrived)
    assert "tabs/__init__.py" not in arrived
    assert arrived["app.py"] == b"print('again')\n"
    assert len(hub.summaries) == 2
    assert not [one for one in hub.requests[asked:] if one.method == "PUT"]  # the picture is there


def test_the_private_choice_is_passed_on(hub):
    main([SPACE, "--private"])
    assert hub.repos[SPACE].private


@pytest.mark.parametrize(
    ("name", "token", "words"),
    [
        (SPACE, "hf_of_another", "does not let you write to ada/playground"),
        (SPACE, "", "hf auth login"),
        ("playground", LOGIN, "Write OWNER/SPACE"),
    ],
)
def test_who_may_not_is_told_so_in_a_sentence(hub, capsys, name, token, words):
    with patch.dict(os.environ, HF_TOKEN=token):
        assert main([name]) == 1
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said
    assert SPACE not in hub.repos


def test_a_large_file_that_breaks_off_leaves_the_space_as_it_was(hub, capsys):
    hub.answer_with("?upload", 403)
    assert main([SPACE]) == 1
    assert "The Space is as it was: try again" in capsys.readouterr().err
    assert hub.summaries == []
    assert main([SPACE]) == 0


def test_without_a_hub_or_a_repository_it_says_so(hub, folder, capsys):
    hub.down()
    assert main([SPACE]) == 1
    assert "cannot be reached" in capsys.readouterr().err
    (folder / ".git").rename(folder / "not-git")
    assert main([SPACE]) == 1
    assert "not a git repository" in capsys.readouterr().err


def test_a_tracked_file_that_is_gone_is_named(hub, folder, capsys):
    (folder / "app.py").unlink()
    assert main([SPACE]) == 1
    assert "git tracks app.py" in capsys.readouterr().err
    assert SPACE not in hub.repos


def test_old_files_go_from_our_folders_only():
    assert left_behind(["a.txt", "tabs/old.py", "tabs/new.py", "other/b.py"], ["tabs/new.py", "app.py"]) == [
        "tabs/old.py"
    ]


def test_this_folder_has_what_a_space_needs():
    files = tracked_files(ROOT)
    assert {"app.py", "README.md", "requirements.txt", "assets/screenshot.png"} <= set(files)
    assert not [name for name in files if "__pycache__" in name or name.endswith((".pyc", ".log"))]


def test_the_readme_as_it_is_sent_names_its_space():
    said = name_space((ROOT / "README.md").read_text("utf-8"), SPACE)
    assert f"https://huggingface.co/spaces/{SPACE}?duplicate=true" in said
    assert f"thumbnail: https://huggingface.co/spaces/{SPACE}/resolve/main/assets/screenshot.png" in said
