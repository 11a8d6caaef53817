"""Which language is spoken, in the words of people and of Whisper."""

from typing import Any

from models.errors import BadInput


def choose_language(pipe: Any, language: str, task: str) -> dict[str, Any]:
    """Return the options for Whisper's generation, or refuse what the model has not learned."""
    config = getattr(pipe.model, "generation_config", None)
    known = getattr(config, "lang_to_id", None) or {}
    if not (getattr(config, "is_multilingual", False) and known):
        if task == "translate" or language.strip().lower() not in ("", "en", "english"):
            raise BadInput("models.model_writes_down_one_language_does")
        return {}
    code = find_language_code(language, known)
    return {"task": task, "language": code} if code else {"task": task}


def find_language_code(language: str, known: Any) -> str:
    """Return the token inside of Whisper's <|de|> for "German", "german" or "de"; "" for none given."""
    from transformers.models.whisper.tokenization_whisper import TO_LANGUAGE_CODE

    word = language.strip().lower()
    code: str = TO_LANGUAGE_CODE.get(word, word)
    if code and f"<|{code}|>" not in known:
        raise BadInput("models.model_does_not_know_language")
    return code


def settle_language(pipe: Any, options: dict[str, Any], samples: Any) -> dict[str, Any]:
    """Return the options with the language that a multilingual Whisper hears, where they leave it open.

    A few words by themselves are easily taken for those of a neighbouring language.

    Args:
        pipe: whose model is asked.
        options: as `choose_language` returns them.
        samples: of a good part of the recording, float32 (n,) at the model's rate; 30 s of it are heard.
    """
    if "task" not in options or "language" in options:
        return options
    extractor = pipe.feature_extractor
    features = extractor(samples, sampling_rate=extractor.sampling_rate, return_tensors="pt").input_features
    heard = int(pipe.model.detect_language(features.to(pipe.device, pipe.model.dtype))[0])
    names = (name for name, token in pipe.model.generation_config.lang_to_id.items() if token == heard)
    return options | {"language": next(names).strip("<|>")}
