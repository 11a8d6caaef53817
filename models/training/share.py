"""Giving a trained model away: as a zip, or on the Hub under a name of one's own."""

import json
import re
import zipfile
from pathlib import Path

from models.errors import AppError, BadInput
from models.source import check_id
from models.training.runs import Run

OWN_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)
SENT = ("model", "adapter")
HALF = "half-sent.json"
"""Of a run, while its model is on the way: the name on the Hub."""


class NotShared(AppError):
    """The Hub did not take the model."""


def pack(run: Run) -> Path:
    """Return a zip of the trained model, the adapter beside it where there is one, and the script.

    Raises:
        BadInput: the run has not finished.
    """
    require_finished(run)
    target = run.folder / f"{run.plan.name}.zip"
    if not target.is_file():
        draft = target.with_suffix(".draft")
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as archive:
            for folder in SENT:
                for file in sorted((run.folder / folder).rglob("*")):
                    if file.is_file():
                        archive.write(file, Path(run.plan.name, file.relative_to(run.folder)))
            archive.write(run.folder / "script.py", Path(run.plan.name, "train.py"))
        draft.replace(target)
    return target


def require_finished(run: Run) -> None:
    """Raise BadInput where there is no model yet."""
    if run.status != "finished":
        raise BadInput("train.there_no_model_yet")


def push(run: Run, name: str, token: str, *, private: bool) -> str:
    """Send a trained model to the Hub, and return the address of its page.

    The token is used for this and neither kept nor logged. A name that exists is not written over, but where an
    earlier try of this run broke off: that is gone on with, and what has arrived is not sent again.

    Raises:
        BadInput: the name is none, or there is no token.
        NotShared: the Hub refuses, or cannot be reached; the message says what to do.
    """
    require_finished(run)
    if not OWN_ID.fullmatch(name.strip()):
        raise BadInput("train.write_name_as_owner_name_with")
    name = check_id(name.strip())
    if not token.strip():
        raise BadInput("train.no_token")
    import httpx2
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HfHubHTTPError

    api = HfApi(token=token.strip())
    made = is_half_sent(run, name)
    try:
        api.create_repo(name, private=private, exist_ok=made)
        made = True
        write_half(run, name)
        api.upload_folder(repo_id=name, folder_path=run.model_folder, commit_message=f"Fine-tuned: {run.plan.name}")
    except HfHubHTTPError as error:
        raise explain(error.response.status_code, name, made=made) from None  # the request holds the token
    except (httpx2.HTTPError, OSError, RuntimeError):
        raise broken(name, made=made) from None
    (run.folder / HALF).unlink(missing_ok=True)
    return f"{api.endpoint}/{name}"


def is_half_sent(run: Run, name: str) -> bool:
    """Tell whether an earlier try made this repository for this run, and broke off."""
    return bool(run.read_json(HALF).get("name") == name)


def write_half(run: Run, name: str) -> None:
    """Note that the repository is there, and is this run's."""
    (run.folder / HALF).write_text(json.dumps({"name": name}), encoding="utf-8")


def explain(status: int, name: str, *, made: bool) -> NotShared:
    """Return what a refusal of the Hub means."""
    if status == 409:
        return NotShared("train.name_is_taken", name=name)
    if status in (401, 403):
        return NotShared("train.token_may_not_write", name=name)
    return broken(name, made=made) if made else NotShared("train.hub_refused", status=status)


def broken(name: str, *, made: bool) -> NotShared:
    """Return that it did not arrive, and how it goes on."""
    return NotShared("train.half_sent", name=name) if made else NotShared("train.hub_not_reached")
