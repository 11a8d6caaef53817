"""What a model's files lack of what reads its input: found out before the weights are downloaded or loaded.

Without its vocabulary Transformers 5 makes a tokenizer that knows no word: every text then is the same to the model.
"""

import re
from collections.abc import Container, Iterable
from pathlib import Path
from typing import Any

from models.engines import ENGINES, pipeline_class_for
from models.errors import AppError, ModelLoadError, ModelRefused
from models.needs import TIMM, kind_of, refusal

PARTS = {
    "tokenizer": ("AutoTokenizer", "tokenizer"),
    "feature_extractor": ("AutoFeatureExtractor", "preprocessor_config.json"),
    "image_processor": ("AutoImageProcessor", "preprocessor_config.json"),
    "processor": ("AutoProcessor", "processor"),
}
"""What a pipeline reads with: the class of Transformers, and what a person calls it."""

TOKENIZER = re.compile(
    r"(.*tokenizer.*|.*vocab.*|merges)\.(json|txt|model|bpe)|(.*/)?\S+\.(model|spm|tiktoken|bpe|codes|vocab)"
)
"""Files that hold a vocabulary, or at least name a tokenizer that needs none, such as ByT5's."""

SETTINGS = re.compile(r"(.*/)?((image_|video_)?(pre)?processor|feature_extractor)_config\.json")
NEEDED_FOR = {"image_processor": "pictures", "feature_extractor": "sound", "processor": "models.its_input"}


def require_readers(
    name: str, task: str, config: dict[str, Any], paths: Iterable[str], given: Container[str] = ()
) -> None:
    """Refuse a model without the files that read what its task is given.

    Args:
        name: of the model, for the message.
        task: the task's id.
        config: the model's config.json.
        paths: its files, with "/" between folders.
        given: parts that are there already, by their names in PARTS.

    Raises:
        ModelRefused: they are not there.
    """
    files = list(paths)
    pipeline_class = None if ENGINES[task].is_sentence_transformer else pipeline_class_for(task)
    reads_text = pipeline_class is None or getattr(pipeline_class, "_load_tokenizer", None) is True
    if reads_text and "tokenizer" not in given and not any(TOKENIZER.fullmatch(path) for path in files):
        raise without_words(name)
    needed = [part for part in NEEDED_FOR if getattr(pipeline_class, f"_load_{part}", None) is True]
    wanted = [NEEDED_FOR[part] for part in needed if part not in given]
    if wanted and kind_of(config) != TIMM and not any(SETTINGS.fullmatch(path) for path in files):
        raise ModelRefused("models.name_lacks_preprocessor_config_json_which", name=name, wanted=wanted[0])


def load_readers(name: str, pipeline_class: Any, folder: Path, given: Container[str] = ()) -> dict[str, Any]:
    """Load the tokenizer and the processors that the pipeline class declares it needs or can use, but those given.

    Args:
        name: of the model, for messages.
        pipeline_class: what will use them.
        folder: the model's files.
        given: parts that are there already, by their names in PARTS.

    Raises:
        ModelLoadError: one that is needed cannot be read.
        ModelRefused: one needs a library that is not installed.
    """
    import transformers

    parts = {}
    for part, (auto_class, called) in PARTS.items():
        needed = getattr(pipeline_class, f"_load_{part}")  # True, False, or None: if there is one
        if needed is False or part in given:
            continue
        try:
            parts[part] = getattr(transformers, auto_class).from_pretrained(folder, trust_remote_code=False)
        except AppError:
            raise
        except ImportError as error:
            if needed:
                raise refusal("This model", error) from error
        except Exception as error:  # the tokenizers library raises bare ones
            if needed:
                raise ModelLoadError("models.called_name_cannot_be_read", called=called, name=name) from error
    return parts


def require_words(name: str, pipe: Any) -> None:
    """Refuse a pipeline whose tokenizer knows no words.

    Raises:
        ModelRefused: it knows special tokens alone.
    """
    tokenizer = getattr(pipe, "tokenizer", None)
    if tokenizer is not None and len(tokenizer) <= len(set(tokenizer.all_special_tokens)):
        raise without_words(name)


def without_words(name: str) -> ModelRefused:
    """Say that a model cannot read text."""
    return ModelRefused("models.name_comes_without_tokenizers_words_tokenizer", name=name)
