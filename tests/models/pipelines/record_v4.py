"""Records what Transformers 4.57.1 answers to `version_4_calls.CALLS`, in version_4_answers.json.

    python -m tests.models.pipelines.record_v4 write FOLDER      under Transformers 5: writes the models
    python -m tests.models.pipelines.record_v4 answer FOLDER     with Transformers 4.57.1 first on PYTHONPATH

The two versions do not go into one environment: install version 4 into a folder of its own,
`pip install --no-deps --target DIR transformers==4.57.1 "huggingface_hub<1" "tokenizers<0.23" requests`.
"""

import json
import sys
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from tests.models.pipelines.version_4_calls import CALLS, MODELS, NAMES, write_models

FILE = Path(__file__).parent / "version_4_answers.json"


class AsSquadExample:
    """What version 4 had a class for: the second and the third argument are the question and its context."""

    def __init__(self, _id: Any, question_text: str, context_text: str, *_: Any) -> None:
        self.question_text, self.context_text = question_text, context_text


def known(pipeline: Callable[..., Any], folder: Path) -> dict[str, Any]:
    """Return what the calls may name: the models as folders, a picture also as a file, and what they import."""
    import torch
    import transformers
    from PIL import Image
    from transformers.pipelines.pt_utils import KeyDataset
    from transformers.tokenization_utils_base import TruncationStrategy

    try:
        from transformers.data.processors.squad import SquadExample
    except ImportError:  # version 5 has none: what is asked for is its attributes
        SquadExample = AsSquadExample  # noqa: N806

    class Always(torch.utils.data.Dataset):
        """A data set of the same input so many times."""

        def __init__(self, one: Any, length: int) -> None:
            self.one, self.length = one, length

        def __len__(self) -> int:
            return self.length

        def __getitem__(self, place: int) -> Any:
            if place >= self.length:
                raise IndexError(place)
            return self.one

    picture = Image.new("RGB", (40, 30))
    picture.putdata([(x * y % 251, x * 5, y * 8) for y in range(30) for x in range(40)])
    picture.save(folder / "picture.png")
    built = cache(pipeline)

    def once(*args: Any, **options: Any) -> Any:
        try:
            return built(*args, **options)
        except TypeError:  # a list or a dictionary among the arguments, or the pipeline's own complaint
            return pipeline(*args, **options)

    return {
        "pipeline": once,
        **{name: str(folder / name) for name in MODELS},
        **NAMES,
        "Always": Always,
        **{"PICTURE": picture, "FILE": str(folder / "picture.png"), "Image": Image, "torch": torch},
        **{"SquadExample": SquadExample, "KeyDataset": KeyDataset, "TruncationStrategy": TruncationStrategy},
        **{
            name: getattr(transformers, name)
            for name in ("AutoConfig", "GenerationConfig", "AutoModelForImageToImage", "AutoImageProcessor")
        },
    }


def answer(call: str, names: dict[str, Any]) -> Any:
    """Return the answer to a call as JSON can hold it, or the kind of error."""
    import torch

    torch.manual_seed(0)
    try:
        return plain(eval(call, dict(names)))  # noqa: S307 - the calls are this folder's own
    except Exception as error:
        return {"error": [kind.__name__ for kind in type(error).__mro__[:-2] if kind.__module__ == "builtins"]}


def plain(given: Any) -> Any:
    """Return an answer as JSON can hold it; pictures as their size and twelve of their pixels."""
    import numpy as np
    import torch
    from PIL import Image

    if isinstance(given, Image.Image):
        pixels = np.asarray(given).astype(int)
        return {"size": list(given.size), "pixels": pixels[:: max(1, len(pixels) // 4), 5].ravel()[:12].tolist()}
    if isinstance(given, torch.Tensor | np.ndarray | np.generic):
        return given.tolist()
    if isinstance(given, dict):
        return {str(name): plain(value) for name, value in given.items()}
    if isinstance(given, list | tuple) or type(given).__name__ == "PipelineIterator":
        return [plain(one) for one in given]
    return float(f"{given:.5g}") if isinstance(given, float) else given


def main(what: str, folder: Path) -> None:
    """Write the models, or the answers."""
    if what == "write":
        write_models(folder)
        return
    import transformers

    transformers.logging.set_verbosity_error()
    warnings.simplefilter("ignore")
    names = known(transformers.pipeline, folder)
    answers = {call: answer(call, names) for call in CALLS}
    lines = (f"{json.dumps(call)}: {json.dumps(given, ensure_ascii=False)}" for call, given in answers.items())
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
