"""Sends this folder to a Hugging Face Space, in one commit: `python -m tabs.deploy OWNER/SPACE`.

Only what git tracks goes, whatever else lies in the folder: no environment, cache, log or secret.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from models.errors import AppError, BadInput

ROOT = Path(__file__).parent.parent
SECRET = re.compile(r"(^|/)(\.env(\..*)?|\.netrc|.*\.pem|id_(rsa|ed25519))$")
"""Never sent, even where somebody has given it to git."""

PLACE = "OWNER/SPACE"
"""What README.md says where the Space's own name belongs: its picture, and the button that duplicates it."""


class NotSent(AppError):
    """The Space was left as it was."""


def tracked_files(root: Path) -> dict[str, Path]:
    """Return the regular files that git tracks, by their path in the repository.

    Raises:
        NotSent: the folder is no git repository, or a tracked file is gone from it.
    """
    try:
        listed = subprocess.run(  # noqa: S603
            ["git", "-C", str(root), "ls-files", "-z"],  # noqa: S607
            capture_output=True,
            check=True,
        ).stdout.decode()
    except (OSError, subprocess.CalledProcessError) as error:
        raise NotSent(
            "This folder is not a git repository, so nothing tells which files belong to the Space."
        ) from error
    found = {name: root / name for name in listed.split("\0") if name and not SECRET.search(name)}
    gone = sorted(name for name, file in found.items() if not file.exists() and not file.is_symlink())
    if gone:
        raise NotSent(
            f"git tracks {gone[0]}, but it is not there. Bring it back, or remove it from git, and try again."
        )
    return {name: file for name, file in found.items() if file.is_file() and not file.is_symlink()}


def name_space(readme: str, space: str) -> str:
    """Return the README with the Space's name in its links to itself."""
    return readme.replace(f"/spaces/{PLACE}", f"/spaces/{space}")


def left_behind(there: Iterable[str], here: Iterable[str]) -> list[str]:
    """Return the Space's files from an earlier version of this folder: those in our folders that are no more."""
    sent = set(here)
    ours = {PurePosixPath(name).parts[0] for name in sent if "/" in name}
    return sorted(name for name in there if name not in sent and PurePosixPath(name).parts[0] in ours)


def deploy(space: str, root: Path = ROOT, *, private: bool = False) -> str:
    """Make the Space if there is none, and make its tree this folder's; return the address of the commit.

    Raises:
        NotSent: the Hub refuses, or cannot be reached; the Space is as it was.
    """
    if not re.fullmatch(r"[\w-][\w.-]*/[\w-][\w.-]*", space):
        raise BadInput(f"{space!r} is no Space. Write OWNER/SPACE, such as ada/playground.")
    files = tracked_files(root)
    import httpx2
    from huggingface_hub import CommitOperationAdd, CommitOperationDelete, HfApi
    from huggingface_hub.errors import HfHubHTTPError, LocalTokenNotFoundError

    api = HfApi()
    try:
        api.create_repo(space, repo_type="space", space_sdk="gradio", private=private, exist_ok=True)
        there = api.list_repo_files(space, repo_type="space")
        operations: list[Any] = [CommitOperationDelete(name) for name in left_behind(there, files)]
        for name, file in files.items():
            content = name_space(file.read_text("utf-8"), space).encode() if name == "README.md" else file
            operations.append(CommitOperationAdd(name, content))
        sent = api.create_commit(space, operations, commit_message="Deploy the playground", repo_type="space")
    except LocalTokenNotFoundError as error:
        raise NotSent("The Hub does not know who you are. Log in with: hf auth login") from error
    except HfHubHTTPError as error:
        raise NotSent(explain(error, space)) from error
    except (httpx2.HTTPError, OSError) as error:
        raise NotSent("The Hub cannot be reached. Nothing was changed: try again when there is a network.") from error
    except RuntimeError as error:  # the library's for a large file that broke off
        raise NotSent(f"{error} The Space is as it was: try again, what has arrived is not sent twice.") from error
    return str(sent.commit_url)


def explain(error: Any, space: str) -> str:
    """Say what a refusal of the Hub means for whoever sends."""
    status = error.response.status_code
    if status in (401, 403):
        return f"The Hub does not let you write to {space}. Log in with a token that may: hf auth login"
    return f"The Hub refused ({status}): {error.server_message or 'it gave no reason'}. The Space is as it was."


def main(arguments: Sequence[str]) -> int:
    """Read the command line; return 1 if nothing was sent."""
    parser = argparse.ArgumentParser(
        prog="python -m tabs.deploy", description="Send this folder to a Hugging Face Space."
    )
    parser.add_argument("space", metavar=PLACE, help="the Space; it is made if there is none")
    parser.add_argument("--private", action="store_true", help="make a new Space private")
    asked = parser.parse_args(arguments)
    try:
        sys.stdout.write(f"Sent: {deploy(asked.space, private=asked.private)}\n")
    except AppError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
