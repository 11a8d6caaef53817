"""Turns what huggingface_hub raises into sentences for the user."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, Literal

from models.errors import (
    AppError,
    BadModelName,
    DownloadFailed,
    HubUnreachable,
    ModelGated,
    ModelNotFound,
    ModelRefused,
    SourceError,
)
from models.hub.login import token
from models.hub.transfer import TransferError

Step = Literal["asking", "downloading"]


@contextmanager
def plain_errors(model: str, revision: str, step: Step) -> Iterator[None]:
    """Raise a SourceError for whatever the Hub, the network or the disk did.

    The Hub says what is wrong in its X-Error-Code header; huggingface_hub makes a class of each. Its
    messages hold addresses and paths, so none of their words are used.
    """
    try:
        yield
    except AppError:
        raise
    except Exception as error:
        explained = _explain(error, model, revision, step)
        if explained is None:
            raise
        raise explained from error


def unreachable(model: str, *, is_offline_mode: bool) -> HubUnreachable:
    """Word the error for a model that is not on this machine while the Hub cannot be asked."""
    if is_offline_mode:
        return HubUnreachable(
            f"{model} is not on this machine, and this server is set to work offline. "
            "Start it without HF_HUB_OFFLINE to download models."
        )
    return HubUnreachable(
        f"{model} is not on this machine, and the Hugging Face Hub cannot be reached. "
        "Check the internet connection and try again."
    )


def disk_full(model: str, need_bytes: int = 0) -> DownloadFailed:
    """Word the error for a disk without room; `need_bytes` is what is still to come, 0 if unknown."""
    room = f"{need_bytes / 1e6:,.0f} MB" if need_bytes else "more space"
    return DownloadFailed(f"There is no room for {model} on the disk: it needs {room}. Free some space and try again.")


def _explain(error: Exception, model: str, revision: str, step: Step) -> SourceError | None:
    from huggingface_hub import errors

    answers: list[tuple[type[Exception], SourceError]] = [
        (errors.HFValidationError, BadModelName("A model is written as owner/name, as on huggingface.co.")),
        (errors.GatedRepoError, _gated(model)),
        (
            errors.RevisionNotFoundError,
            ModelNotFound(
                f"{model} has no revision {revision or 'main'}. "
                "Leave the revision empty, or take one from the model's page on huggingface.co."
            ),
        ),
        (
            errors.RepositoryNotFoundError,
            _unknown(model),
        ),
        (
            errors.DisabledRepoError,
            ModelRefused(f"The Hugging Face Hub has disabled {model}. Choose another model."),
        ),
        (errors.OfflineModeIsEnabled, unreachable(model, is_offline_mode=True)),
    ]
    if isinstance(error, errors.HfHubHTTPError) and _is_bad_token(error.response):
        return _bad_token(model)
    for kind, answer in answers:
        if isinstance(error, kind):
            return answer
    if isinstance(error, errors.HfHubHTTPError):
        return _explain_status(error.response.status_code, model, step)
    return _explain_failure(error, model, step)


def _explain_status(status: int, model: str, step: Step) -> SourceError:
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return _gated(model)
    if status == HTTPStatus.NOT_FOUND:
        return ModelNotFound(f"The Hugging Face Hub has no such files for {model}. Choose another model.")
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return DownloadFailed(
            "The Hugging Face Hub has had too many requests from here. Wait a few minutes and try again."
        )
    return _broken_off(model) if step == "downloading" else _in_trouble(model)


def _explain_failure(error: Exception, model: str, step: Step) -> SourceError | None:
    import httpx2

    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(model)
    if isinstance(error, PermissionError) or (isinstance(error, OSError) and error.errno == errno.EROFS):
        return DownloadFailed(
            f"{model} cannot be stored: this server may not write to its model folder. "
            "Let its owner set HF_HOME to a folder that can be written."
        )
    if isinstance(error, httpx2.HTTPError | TransferError | OSError):
        if step == "downloading":
            return _broken_off(model)
        return unreachable(model, is_offline_mode=False)
    # An answer that is not JSON: a login page of a hotel or school network.
    return _in_trouble(model) if isinstance(error, ValueError) and step == "asking" else None


def _unknown(model: str) -> ModelNotFound:
    if token():
        return ModelNotFound(
            f"The Hugging Face Hub has no model {model} that your login may read. "
            "Check the spelling, and what your token allows."
        )
    return ModelNotFound(
        f"The Hugging Face Hub has no public model {model}. Check the spelling; for a private model, sign in, or send "
        "your own token of the Hub, or log in on the server (hf auth login)."
    )


def _is_bad_token(response: Any) -> bool:
    """Tell whether the Hub refused the token itself: then it refuses public models, too."""
    sent = response.request is not None and "Authorization" in response.request.headers
    said = response.headers.get("X-Error-Message", "").lower()
    return bool(
        response.status_code == HTTPStatus.UNAUTHORIZED
        and sent
        and not response.headers.get("X-Error-Code")
        and ("credentials" in said or "token" in said or "username or password" in said)
    )


def _bad_token(model: str) -> ModelGated:
    if token():
        return ModelGated(
            f"The Hugging Face Hub does not accept your token, so {model} cannot be had with it. "
            "Sign in again, or send a token that is valid."
        )
    return ModelGated(
        "The Hugging Face Hub does not accept the token of this server (HF_TOKEN, or hf auth login), so it refuses "
        f"even public models, and {model} cannot be had. Ask whoever runs the server to renew or remove the token."
    )


def _gated(model: str) -> ModelGated:
    if token():
        return ModelGated(
            f"{model} is not given to your login. Accept its licence on its page on huggingface.co, check your token "
            "of the Hub and what it allows, and try again."
        )
    return ModelGated(
        f"{model} asks for a login or for its licence to be accepted. "
        "Accept it on the model's page on huggingface.co, log in on the server with hf auth login, "
        "and try again."
    )


def _broken_off(model: str) -> DownloadFailed:
    return DownloadFailed(
        f"The download of {model} broke off. What has arrived is kept: try again to go on from there."
    )


def _in_trouble(model: str) -> HubUnreachable:
    return HubUnreachable(
        f"The Hugging Face Hub does not answer properly, so {model} cannot be downloaded now. Try again later."
    )
