"""Giving a trained model away: as a zip, or on the Hub under a name of one's own."""

import re
import zipfile
from pathlib import Path

from models.errors import AppError, BadInput, word
from models.source import check_id
from models.training.runs import Run

OWN_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)
SENT = ("model", "adapter")


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

    The token is used for this and neither kept nor logged. A name that exists is not written over.

    Raises:
        BadInput: the name is none, or there is no token.
        NotShared: the Hub refuses, or cannot be reached; the message says what to do.
    """
    require_finished(run)
    if not OWN_ID.fullmatch(name.strip()):
        raise BadInput("train.write_name_as_owner_name_with")
    name = check_id(name.strip())
    if not token.strip():
        raise BadInput("train.paste_token_yours_may_write")
    import httpx2
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HfHubHTTPError

    api = HfApi(token=token.strip())
    made = False
    try:
        api.create_repo(name, private=private, exist_ok=False)
        made = True
        api.upload_folder(repo_id=name, folder_path=run.model_folder, commit_message=f"Fine-tuned: {run.plan.name}")
    except HfHubHTTPError as error:
        raise NotShared(explain(error.response.status_code, name, made=made)) from None  # the request holds the token
    except (httpx2.HTTPError, OSError, RuntimeError):
        raise NotShared(broken(name, made=made)) from None
    return f"{api.endpoint}/{name}"


def explain(status: int, name: str, *, made: bool) -> str:
    """Say what a refusal of the Hub means."""
    if status == 409:
        return word("train.there_model_name_already", name=name)
    if status in (401, 403):
        return word("train.hub_does_not_let_token_write", name=name)
    return broken(name, made=made) if made else word("train.the_hub_refused_status", status=status)


def broken(name: str, *, made: bool) -> str:
    """Say that it did not arrive."""
    if not made:
        return word("train.hub_cannot_be_reached")
    return word("train.line_broke_while_model_was_sent", name=name)
