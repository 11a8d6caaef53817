"""What identifies a loaded pipeline."""

from dataclasses import dataclass, field
from typing import Literal

SourceKind = Literal["hub", "local", "starter", "trained", "providers", "endpoint"]


@dataclass(frozen=True, slots=True)
class ModelKey:
    """Names one pipeline in the cache: equal keys share it, different keys never do.

    Attributes:
        task: the task's id, such as "image-classification".
        source: where the files come from.
        model: a Hub id, an absolute folder, the name of a starter, the id of a training run or an Endpoint's address.
        revision: a Hub branch, tag or commit; "" for the default branch and for other sources.
        device: "cpu", "mps" or "cuda:0".
        dtype: "auto" (the checkpoint's own where the device can compute with it), a torch dtype's name, "8-bit"
            or "4-bit".
        pickle: whether its weights may come as pickles where there are no safetensors; they are read by torch with
            weights_only, which refuses code.
        known: whether it is of the catalogue, in the revision given there; others are tried before they are built.
        visitor: the mark of the login that it was had with; "" for what everybody may have. See models.hub.login.
    """

    task: str
    source: SourceKind
    model: str
    revision: str = ""
    device: str = "cpu"
    dtype: str = "auto"
    pickle: bool = False
    known: bool = False
    visitor: str = field(default="", repr=False)
