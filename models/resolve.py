"""From what the user asked for to the key of one pipeline."""

from collections.abc import Sequence
from dataclasses import replace

from models import elsewhere, hub
from models.device import is_zero_gpu
from models.key import ModelKey
from models.precision import check_device, check_dtype
from models.source import Choice, Policy, choose_source


def resolve(
    task: str,
    catalogue: Sequence[Choice],
    starter: str | None,
    *,
    model: str = "",
    revision: str = "",
    device: str = "",
    dtype: str = "",
    is_owner: bool = False,
) -> ModelKey:
    """Return the key of the pipeline that serves a task.

    Args:
        task: the task's id.
        catalogue: the models known to do it, the default first.
        starter: the model that comes with the app and serves without a network, or None.
        model: what the user asked for, "" for the automatic choice.
        revision: a branch, tag or commit, "" for the default.
        device: where to run, "" for the best there is.
        dtype: the number format, "" for the server's default.
        is_owner: whether the server's owner asks, who may name any model of the Hub.

    Raises:
        BadInput: this server has no such device or format.
        SourceError: there is no such model, or this server may not use it.
    """
    from huggingface_hub import is_offline_mode

    policy = Policy.from_environment()
    if is_owner:
        policy = replace(policy, allow_any=True)
    source = elsewhere.find_source(model, revision, catalogue, policy) or choose_source(
        model=model,
        revision=revision,
        catalogue=catalogue,
        starter=starter,
        policy=policy,
        is_cached=lambda name, at: hub.cached_folder(name, at, allow_pickle=True) is not None,
        is_reachable=hub.is_reachable,
        is_offline=is_offline_mode(),
    )
    if source.kind == "starter" and is_zero_gpu() and device in ("", "automatic"):
        device = "cpu"  # there a GPU costs the visitor's quota, and a starter is as quick without
    place = check_device(device)
    known = Choice(source.model, source.revision) in catalogue
    pickle = policy.allow_pickle or known
    visitor = hub.whose(source.model, source.revision, allow_pickle=pickle) if source.kind == "hub" else ""
    return ModelKey(
        task,
        source.kind,
        source.model,
        source.revision,
        place,
        check_dtype(dtype, place),
        pickle=pickle,
        known=known,
        visitor=visitor,
    )
