"""Decides where the files of a model come from. Pure: asks no network and reads no weights."""

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import unquote, urlsplit

from models.errors import BadModelName, HubUnreachable, ModelRefused
from models.key import SourceKind

STARTER = "starter"
TRAINED = "trained:"
MAX_NAME = 1_000
MAX_REVISION = 200
HUB_HOSTS = frozenset({"huggingface.co", "www.huggingface.co", "hf.co"})
OTHER_REPOSITORIES = frozenset({"datasets", "spaces", "docs", "papers", "collections", "kernels", "blog"})
HUB_ID = re.compile(r"[\w.-]+(/[\w.-]+)?", re.ASCII)
REVISION = re.compile(r"\w[\w./+-]*", re.ASCII)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
WINDOWS_PATH = re.compile(r"[a-z]:[\\/].*|\\\\.*", re.IGNORECASE | re.DOTALL)
HOW_TO_WRITE = "models.write_model_as_owner_name_as"


@dataclass(frozen=True, slots=True)
class Policy:
    """What users of this server may load.

    Attributes:
        allow_local: folders on the server's disk.
        allow_any: every model of the Hub, not only those of the catalogue in their pinned revision.
        allow_pickle: weights in the pickle format.
    """

    allow_local: bool
    allow_any: bool
    allow_pickle: bool

    @classmethod
    def from_environment(cls) -> Self:
        """Read PLAYGROUND_ANY_MODEL, PLAYGROUND_LOCAL_MODELS and PLAYGROUND_ALLOW_PICKLE ("1" or "0").

        On a Hugging Face Space (SPACE_ID is set) everybody is a stranger: only the catalogue unless the
        owner opens it, and never a folder. Elsewhere both are allowed unless switched off.
        """
        is_space = bool(os.environ.get("SPACE_ID"))
        return cls(
            allow_local=not is_space and _switch("PLAYGROUND_LOCAL_MODELS", default=True),
            allow_any=_switch("PLAYGROUND_ANY_MODEL", default=not is_space),
            allow_pickle=_switch("PLAYGROUND_ALLOW_PICKLE", default=False),
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """A catalogue entry: Hub id and pinned revision, "" for the default branch."""

    model: str
    revision: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where files come from: a Hub id with its revision, an absolute folder, or the name of a starter or a run."""

    kind: SourceKind
    model: str
    revision: str


def choose_source(
    *,
    model: str,
    revision: str,
    catalogue: Sequence[Choice],
    starter: str | None,
    policy: Policy,
    is_cached: Callable[[str, str], bool],
    is_reachable: Callable[[], bool],
    is_offline: bool = False,
) -> Source:
    """Turn what a user typed into a source.

    Args:
        model: "" for automatic (the first catalogue entry if it is cached or the Hub answers, else the
            starter), "starter" or "starter:<name>" for the starter, "trained:<run>" for one trained here,
            a Hub id or its address, or a folder: absolute, or beginning with "./" or "~".
        revision: branch, tag or commit, "" for the pinned or default one. Without `model` it applies to the
            first catalogue entry, and the starter no longer stands in for it.
        catalogue: the task's models, the default first.
        starter: name of the task's starter, if it has one.
        policy: what is allowed here.
        is_cached: whether a Hub id and revision can be had without a network.
        is_reachable: whether the Hub answers.
        is_offline: whether this server is set never to ask it.

    Raises:
        BadModelName: neither a Hub id nor a usable folder nor the starter, or not a revision.
        ModelRefused: not allowed on this server.
        HubUnreachable: automatic, but nothing is on this machine and the Hub does not answer.
    """
    model, revision = model.strip(), _checked_revision(revision.strip())
    if not model:
        return _automatic(
            revision,
            catalogue,
            starter,
            policy,
            lambda source: is_cached(source.model, source.revision) or is_reachable(),
            is_offline,
        )
    _check_text(model)
    if model == STARTER or model.startswith(f"{STARTER}:"):
        return _starter(model, revision, starter)
    if model.startswith(TRAINED):
        return Source("trained", model.removeprefix(TRAINED), _no_revision(revision, "models.a_model_trained_here"))
    if _is_folder(model):
        return _local(model, revision, policy)
    model, revision_in_url = _id_and_revision(model)
    return _hub(check_id(model), revision or _checked_revision(revision_in_url), catalogue, policy)


def _automatic(
    revision: str,
    catalogue: Sequence[Choice],
    starter: str | None,
    policy: Policy,
    can_be_had: Callable[[Source], bool],
    is_offline: bool,
) -> Source:
    if not catalogue and (revision or starter is None):
        raise BadModelName("models.task_has_no_default_model", how_to_write=HOW_TO_WRITE)
    if catalogue:
        source = _hub(catalogue[0].model, revision, catalogue, policy)
        if can_be_had(source):
            return source
    if starter is not None and not revision:
        return Source("starter", starter, "")
    why = "offline" if is_offline else "unreachable"
    raise HubUnreachable(f"models.{why}_and_{'revision' if revision else 'no_model'}_not_here")


def _starter(model: str, revision: str, starter: str | None) -> Source:
    if starter is None:
        raise BadModelName("models.task_has_no_starter", how_to_write=HOW_TO_WRITE)
    if model not in (STARTER, f"{STARTER}:{starter}"):
        raise BadModelName("models.starter_task_called_starter", starter=STARTER, starter_2=starter)
    return Source("starter", starter, _no_revision(revision, "models.the_starter"))


def _no_revision(revision: str, what: str) -> str:
    if revision:
        raise BadModelName("models.what_has_no_revisions", what=what)
    return ""


def _hub(model: str, revision: str, catalogue: Sequence[Choice], policy: Policy) -> Source:
    pinned = next((choice for choice in catalogue if choice.model == model), None)
    if pinned and revision in ("", pinned.revision):
        return Source("hub", model, pinned.revision)
    if not policy.allow_any:
        # Anybody can open a pull request on the Hub: another revision is another model.
        raise ModelRefused("models.server_only_runs_models_in_list")
    return Source("hub", model, revision)


def _local(model: str, revision: str, policy: Policy) -> Source:
    if not policy.allow_local:
        raise ModelRefused("models.server_does_not_load_models_from", how_to_write=HOW_TO_WRITE)
    _no_revision(revision, "A folder")
    try:
        folder = Path(model).expanduser().resolve()
        is_model = any((folder / name).is_file() for name in ("config.json", "modules.json"))
        is_folder = folder.is_dir()
    except PermissionError as error:
        raise ModelRefused("models.server_may_not_read_folder") from error
    except (OSError, RuntimeError, ValueError):
        is_folder = is_model = False
    if not is_folder:
        raise BadModelName("models.there_no_such_folder_on_machine")
    if not is_model:
        raise BadModelName("models.folder_holds_no_model")
    return Source("local", str(folder), "")


def _is_folder(model: str) -> bool:
    return model.startswith(("./", ".\\", "~")) or model == "." or Path(model).is_absolute()


def _check_text(model: str) -> None:
    if len(model) > MAX_NAME:
        raise BadModelName("models.too_long_for_name_model", how_to_write=HOW_TO_WRITE)
    if not model.isprintable():
        raise BadModelName("models.name_model_holds_characters_cannot_be", how_to_write=HOW_TO_WRITE)
    if WINDOWS_PATH.fullmatch(model) and os.name != "nt":
        raise BadModelName("models.folder_windows_computer_server_none", how_to_write=HOW_TO_WRITE)


def _id_and_revision(model: str) -> tuple[str, str]:
    """Take a Hub id, or the address of a model's page, apart into id and revision."""
    if model.lower().split("/")[0] in HUB_HOSTS:
        model = f"https://{model}"
    if not SCHEME.match(model):
        return model, ""
    try:
        url = urlsplit(model)
        host = url.hostname
    except ValueError:
        host = None
    if host not in HUB_HOSTS or url.scheme not in ("https", "http"):
        raise BadModelName("models.models_are_loaded_from_huggingface_co", how_to_write=HOW_TO_WRITE)
    parts = [part for part in url.path.split("/") if part]
    if not parts or parts[0] in OTHER_REPOSITORIES:
        raise BadModelName("models.not_page_model", how_to_write=HOW_TO_WRITE)
    for place in (1, 2):
        if parts[place : place + 1] in (["tree"], ["blob"], ["resolve"]):
            return "/".join(parts[:place]), unquote("".join(parts[place + 1 : place + 2]))
    return "/".join(parts[:2]), ""


def check_id(model: str) -> str:
    """Return a model's id if the Hub could know it; raise BadModelName if not."""
    from huggingface_hub.errors import HFValidationError
    from huggingface_hub.utils import validate_repo_id

    if model.startswith("../") or "/../" in model or model.endswith("/.."):
        raise BadModelName("models.a_path_with", how_to_write=HOW_TO_WRITE)
    try:
        validate_repo_id(model)
    except HFValidationError as error:
        raise BadModelName("models.not_name_model", how_to_write=HOW_TO_WRITE) from error
    if not HUB_ID.fullmatch(model) or any(part[0] in ".-" for part in model.split("/")):
        raise BadModelName("models.not_name_model", how_to_write=HOW_TO_WRITE)
    return model


def _checked_revision(revision: str) -> str:
    if not revision:
        return ""
    parts = revision.split("/")
    if (
        len(revision) > MAX_REVISION
        or not REVISION.fullmatch(revision)
        or ".." in revision
        or any(not part or part[0] in ".-" or part.endswith((".", ".lock")) for part in parts)
    ):
        raise BadModelName("models.not_revision")
    return revision


def _switch(name: str, *, default: bool) -> bool:
    """Read an environment variable; anything but a clear yes or no keeps the default."""
    answer = os.environ.get(name, "").strip().lower()
    return answer in ("1", "true", "yes", "on") or (default and answer not in ("0", "false", "no", "off"))
