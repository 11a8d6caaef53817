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
    word,
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
        return HubUnreachable("hub.model_not_on_machine_server_set", model=model)
    return HubUnreachable("hub.model_not_on_machine_hugging_face", model=model)


def disk_full(model: str, need_bytes: int = 0) -> DownloadFailed:
    """Word the error for a disk without room; `need_bytes` is what is still to come, 0 if unknown."""
    room = f"{need_bytes / 1e6:,.0f} MB" if need_bytes else word("hub.more_space")
    return DownloadFailed("hub.there_no_room_for_model_on", model=model, room=room)


def _explain(error: Exception, model: str, revision: str, step: Step) -> SourceError | None:
    from huggingface_hub import errors

    answers: list[tuple[type[Exception], SourceError]] = [
        (errors.HFValidationError, BadModelName("hub.model_written_as_owner_name_as")),
        (errors.GatedRepoError, _gated(model)),
        (
            errors.RevisionNotFoundError,
            ModelNotFound("hub.model_has_no_revision_revision", model=model, revision=revision or "main"),
        ),
        (
            errors.RepositoryNotFoundError,
            _unknown(model),
        ),
        (
            errors.DisabledRepoError,
            ModelRefused("hub.hugging_face_hub_has_disabled_model", model=model),
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
        return ModelNotFound("hub.hugging_face_hub_has_no_such", model=model)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return DownloadFailed("hub.hugging_face_hub_has_had_too")
    return _broken_off(model) if step == "downloading" else _in_trouble(model)


def _explain_failure(error: Exception, model: str, step: Step) -> SourceError | None:
    import httpx2

    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(model)
    if isinstance(error, PermissionError) or (isinstance(error, OSError) and error.errno == errno.EROFS):
        return DownloadFailed("hub.model_cannot_be_stored", model=model)
    if isinstance(error, httpx2.HTTPError | TransferError | OSError):
        if step == "downloading":
            return _broken_off(model)
        return unreachable(model, is_offline_mode=False)
    # An answer that is not JSON: a login page of a hotel or school network.
    return _in_trouble(model) if isinstance(error, ValueError) and step == "asking" else None


def _unknown(model: str) -> ModelNotFound:
    if token():
        return ModelNotFound("hub.hugging_face_hub_has_no_model", model=model)
    return ModelNotFound("hub.hugging_face_hub_has_no_public", model=model)


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
        return ModelGated("hub.hugging_face_hub_does_not_accept", model=model)
    return ModelGated("hub.hugging_face_hub_does_not_accept_token", model=model)


def _gated(model: str) -> ModelGated:
    if token():
        return ModelGated("hub.model_not_given_to_your_login", model=model)
    return ModelGated("hub.model_asks_for_login_or_for", model=model)


def _broken_off(model: str) -> DownloadFailed:
    return DownloadFailed("hub.download_model_broke_off", model=model)


def _in_trouble(model: str) -> HubUnreachable:
    return HubUnreachable("hub.hugging_face_hub_does_not_answer", model=model)
