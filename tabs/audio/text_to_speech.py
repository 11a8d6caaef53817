"""Text to speech: a text read aloud."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from models.errors import BadInput
from models.words.languages import find_language
from models.words.sentences import cut_sentences
from models.words.spoken import SPOKEN, write_out
from tabs.kinds import PLAYER, TEXT
from tabs.render.sound import make_playable
from tabs.run.job import Job
from tabs.task import Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

MAX_CHARACTERS = 3_000
"""Four minutes of speech."""

MOST_WORDS = 2 * MAX_CHARACTERS
"""Of the text with its figures in words."""

PART_CHARACTERS = 300
"""Memory grows with the square of what is read at once."""

PAUSE_S = 0.25

AS_THE_VOICE, AS_IT_STANDS = "the voice's language", "as it stands"

CODE = """\
import soundfile
from transformers import pipeline

reader = pipeline("text-to-speech", model={model}{revision})
options = {{}}
if reader.model.config.model_type == "vits":
    reader.model.speaking_rate = {speaking_rate}
    options = {{"speaker_id": {speaker_id}}} if reader.model.config.num_speakers > 1 else {{}}
speech = reader({text}, forward_params=options)
soundfile.write("speech.wav", speech["audio"].squeeze(), speech["sampling_rate"], subtype="PCM_16")
print("speech.wav:", speech["audio"].shape[-1] / speech["sampling_rate"], "s")
"""


def call(
    pipe: Any, job: Job, *, text: str, speaking_rate: float, speaker_id: int, normalize: str = AS_THE_VOICE
) -> dict[str, Any]:
    """Return {"audio": float32 (n,), "sampling_rate"}; read sentence by sentence, with short pauses."""
    if len(text) > MAX_CHARACTERS:
        raise BadInput("text_to_speech.text_has_count_characters", count=len(text), max_characters=MAX_CHARACTERS)
    options = choose_voice(pipe, speaker_id)
    words = write_out(text, choose_language(pipe, job, normalize))
    if len(words) > MOST_WORDS:
        raise BadInput("text_to_speech.text_has_so_many_figures_would")
    spoken = [part for part in split_text(words) if is_readable(pipe, part)]
    if not spoken:
        raise BadInput("text_to_speech.voice_knows_none_these_letters")
    said = []
    with speaking_at(pipe.model, speaking_rate):
        for number, part in enumerate(spoken):
            job.report(
                say("text_to_speech.reading_part_number_count", number=number + 1, count=len(spoken))
                if len(spoken) > 1
                else ""
            )
            said.append(pipe(part, forward_params=options))
    rate = said[0]["sampling_rate"]
    return {"audio": join_parts([one["audio"] for one in said], rate), "sampling_rate": rate}


def choose_language(pipe: Any, job: Job, normalize: str) -> str:
    """Return the ISO code of the language in whose words figures are read; "" to leave them to the model.

    Args:
        pipe: Hibari speaks English; what MMS (Pratap et al. 2023) speaks stands in its tokenizer, or in its name.
        job: knows the name.
        normalize: the setting.
    """
    if normalize == AS_IT_STANDS:
        return ""
    if normalize != AS_THE_VOICE:
        return find_language(normalize).iso
    if pipe.model.config.model_type == "hibari":
        return "en"
    named = MMS.search(job.key.model) if job.key else None
    try:
        return find_language(getattr(pipe.tokenizer, "language", None) or (named[1] if named else "")).iso
    except BadInput:
        return ""


@contextmanager
def speaking_at(model: Any, speaking_rate: float) -> Iterator[None]:
    """Let a model speak faster or slower inside, and as before afterwards: the speed is an attribute.

    VITS (Kim et al. 2021) divides durations by it, FastSpeech 2 (Ren et al. 2020) multiplies them.
    """
    kind = model.config.model_type
    attributes = {
        "vits": (model, "speaking_rate", speaking_rate),
        "fastspeech2_conformer": (model.config, "speaking_speed", 1 / speaking_rate),
        "hibari": (model.config, "speaking_rate", speaking_rate),
    }
    if kind not in attributes:
        yield
        return
    holder, name, value = attributes[kind]
    before = getattr(holder, name)
    setattr(holder, name, value)
    try:
        yield
    finally:
        setattr(holder, name, before)


def choose_voice(pipe: Any, speaker_id: int) -> dict[str, Any]:
    """Return the options of the model's forward pass."""
    if pipe.model.config.model_type != "vits":
        if speaker_id:
            raise BadInput("text_to_speech.model_has_no_numbered_voices")
        return {}
    voices = max(pipe.model.config.num_speakers, 1)
    if speaker_id >= voices:
        raise BadInput(
            say("text_to_speech.model_has_voices_voices_from_0", voices=voices, voices_2=voices - 1)
            if voices > 1
            else ONE_VOICE
        )
    if pipe.tokenizer.phonemize:
        raise BadInput("text_to_speech.voice_needs_program_espeak_ng_phonemizer")
    return {"speaker_id": speaker_id} if voices > 1 else {}


def split_text(text: str) -> list[str]:
    """Return the text's sentences, and longer ones in pieces of at most PART_CHARACTERS, cut between words."""
    lines = (line for line in text.splitlines() if line.strip())
    sentences = (part for line in lines for one in cut_sentences(line) for part in re.split(r"(?<=[;:])\s+", one))
    return [piece for sentence in sentences for piece in re.findall(PIECE, sentence.strip(), re.DOTALL)]


def is_readable(pipe: Any, part: str) -> bool:
    """Tell whether the tokenizer leaves anything of a part; an empty one fails inside the model."""
    return pipe.tokenizer is None or len(pipe.tokenizer(part)["input_ids"]) > 1


def join_parts(parts: list[np.ndarray], rate: int) -> np.ndarray:
    """Return float32 (n,): the parts one after the other, a pause between."""
    pause = np.zeros(int(PAUSE_S * rate), np.float32)
    flat = [piece for part in parts for piece in (np.asarray(part, np.float32).reshape(-1), pause)]
    return np.concatenate(flat[:-1])


def render(raw: dict[str, Any], *, text: str) -> Any:
    """Return what the player plays."""
    return make_playable(raw["audio"], raw["sampling_rate"])


MMS = re.compile(r"mms-tts-([a-z]{3})\b")
ONE_VOICE = "text_to_speech.model_has_one_voice_only"
PIECE = rf".{{1,{PART_CHARACTERS}}}(?=\s|$)|.{{1,{PART_CHARACTERS}}}"

WORDINGS = {"true": AS_THE_VOICE, "auto": AS_THE_VOICE, "false": AS_IT_STANDS, "off": AS_IT_STANDS}
WORDINGS |= {word: name for name in SPOKEN for word in (name.lower(), find_language(name).iso)}

TASK = Task(
    id="text-to-speech",
    title=say("text_to_speech.read_a_text_aloud"),
    summary=say("text_to_speech.type_a_text"),
    models=(
        ModelChoice("facebook/mms-tts-eng", 145_000_000, "CC-BY-NC-4.0", say("text_to_speech.english_quick")),
        ModelChoice("facebook/mms-tts-deu", 145_000_000, "CC-BY-NC-4.0", say("text_to_speech.german_quick")),
        ModelChoice("facebook/mms-tts-fra", 145_000_000, "CC-BY-NC-4.0", say("text_to_speech.french_quick")),
        ModelChoice("facebook/mms-tts-spa", 145_000_000, "CC-BY-NC-4.0", say("text_to_speech.spanish_quick")),
    ),
    starter="hibari",
    inputs=(Input("text", say("text_to_speech.text_to_read"), TEXT),),
    outputs=(Output("audio", say("common.speech"), PLAYER),),
    parameters=(
        Parameter(
            "speaking_rate",
            say("text_to_speech.speed"),
            1.0,
            say("text_to_speech.larger_speaks_faster"),
            0.5,
            2.0,
            0.05,
        ),
        Parameter(
            "speaker_id",
            say("text_to_speech.voice"),
            0,
            say("text_to_speech.number_where_model_has_several"),
            0,
            1000,
            1,
        ),
        Parameter(
            "normalize",
            say("text_to_speech.numbers_in_words"),
            AS_THE_VOICE,
            say("text_to_speech.in_whose_words_figures_signs_abbreviations"),
            choices=(AS_THE_VOICE, *SPOKEN, AS_IT_STANDS),
            aliases=WORDINGS,
        ),
    ),
    call=call,
    render=render,
    code=CODE,
    packages=("soundfile",),
    examples=(
        ("Good morning! My voice is made by a computer.",),
        ("The museum opens at 9:30 and closes at five. Tickets cost $12.",),
    ),
)
