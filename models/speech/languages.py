"""Which language is spoken, in the words of people and of Whisper."""

from typing import Any

from models.errors import BadInput


def choose_language(pipe: Any, language: str, task: str) -> dict[str, Any]:
    """Return the options for Whisper's generation, or refuse what the model has not learned."""
    config = getattr(pipe.model, "generation_config", None)
    known = getattr(config, "lang_to_id", None) or {}
    if not (getattr(config, "is_multilingual", False) and known):
        if task == "translate" or language.strip().lower() not in ("", "en", "english"):
            raise BadInput(
                "This model writes down one language and does not translate. Choose a multilingual Whisper "
                "under Model, such as openai/whisper-tiny, or leave Language and Task as they were."
            )
        return {}
    code = find_language_code(language, known)
    return {"task": task, "language": code} if code else {"task": task}


def find_language_code(language: str, known: Any) -> str:
    """Return the token inside of Whisper's <|de|> for "German", "german" or "de"; "" for none given."""
    from transformers.models.whisper.tokenization_whisper import TO_LANGUAGE_CODE

    word = language.strip().lower()
    code: str = TO_LANGUAGE_CODE.get(word, word)
    if code and f"<|{code}|>" not in known:
        raise BadInput("The model does not know this language. Write it in English, such as German, or leave it empty.")
    return code
