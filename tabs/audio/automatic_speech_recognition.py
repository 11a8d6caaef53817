"""Automatic speech recognition: speech to text, with subtitles."""

from typing import Any

import numpy as np

from models.errors import BadInput
from models.speech import clock
from models.speech.languages import choose_language, settle_language
from models.speech.loops import LoopGuard
from models.speech.where import RATE, Span, find_speech
from tabs.kinds import DRAWING, SOUND, WRITTEN
from tabs.read.audio import Audio
from tabs.render.seek import SEEK
from tabs.render.transcript import draw_transcript, read_rows
from tabs.run.job import Job
from tabs.task import ASSETS, Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

WINDOW_S = 30
"""What Whisper hears at once (Radford et al. 2022); longer recordings go window by window."""

MAX_NEW_TOKENS = 400
"""A window rarely holds 200; Whisper can repeat itself for ever on noise."""

PROMPT_TOKENS = 8
"""At most: start, language, task, time stamps."""

STRIDE_S = 5
"""What a CTC model hears on both sides of a window and does not write."""

SHORTEST_WINDOW_S = 2

HEAR_ALL = "speech.to_have_them_heard_turn_off"
NOBODY = "speech.nobody_seems_to_speak"

STAMPS: dict[str, bool | str] = {"off": False, "sentence": True, "word": "word"}
WHAT = ("transcribe", "translate")
WINDOWS = say("speech.windows_in_seconds")
SHARED = say("speech.heard_on_both_sides_window_not")

CODE = """\
import soundfile, soxr
from transformers import pipeline

transcriber = pipeline("automatic-speech-recognition", model={model}{revision})
samples, rate = soundfile.read({audio}, dtype="float32", always_2d=True)
wanted = transcriber.feature_extractor.sampling_rate
speech = {{"raw": soxr.resample(samples.mean(axis=1), rate, wanted), "sampling_rate": wanted}}
timestamps = {{"off": False, "sentence": True, "word": "word"}}[{return_timestamps}]
if transcriber.type == "ctc":
    print(transcriber(speech, return_timestamps=timestamps and "word", chunk_length_s=30, stride_length_s=5))
else:
    options = {{"num_beams": 1}}
    if getattr(transcriber.model.generation_config, "is_multilingual", False):
        options |= {{"language": {language} or None, "task": {task}}}
    print(transcriber(speech, return_timestamps=timestamps, generate_kwargs=options))
"""


def call(
    pipe: Any,
    job: Job,
    *,
    audio: Audio,
    return_timestamps: str,
    language: str,
    task: str,
    chunk_length_s: float,
    stride_length_s: float,
    batch_size: int,
    vad_filter: bool,
) -> dict[str, Any]:
    """Return {"text"} and, with timestamps, "chunks" of {"text", "timestamp": (start_s, end_s)}."""
    cut = choose_windows(pipe, chunk_length_s, stride_length_s, batch_size)
    spoken = choose_language(pipe, language, task)
    rate = pipe.feature_extractor.sampling_rate
    samples = audio.resample(rate)
    speech = listen_for_speech(job, samples if rate == RATE else audio.resample(RATE)) if vad_filter else []
    if vad_filter and not speech:
        job.note = say(NOBODY)
        return {"text": ""} if return_timestamps == "off" else {"text": "", "chunks": []}
    stretches = clock.choose_stretches(speech, audio.duration_s) or [(0.0, audio.duration_s)]
    job.note = describe_left_out(stretches, audio.duration_s)
    whole = bool(cut) or not vad_filter  # the pipeline cuts it, or Whisper does
    windows = [stretches] if whole else clock.plan_windows(stretches, speech, WINDOW_S)
    if len(windows) > 1:
        longest = max(windows, key=lambda window: sum(end - start for start, end in window))
        spoken = settle_language(pipe, spoken, clock.cut(samples, rate, longest))
    parts = []
    for window in windows:
        if len(windows) > 1:
            job.report(say("speech.heard_window_duration_s_s", window=window[0][0], duration_s=audio.duration_s))
        part = listen(pipe, job, clock.cut(samples, rate, window), return_timestamps, options=spoken, cut=cut)
        if "chunks" in part:
            in_words = return_timestamps == "word" or pipe.type == "ctc"
            part["chunks"] = clock.put_back(part["chunks"], window, speech, words=in_words)
        parts.append(part)
    return join_parts(parts, phrases=pipe.type == "ctc" and return_timestamps == "sentence")


def join_parts(parts: list[dict[str, Any]], *, phrases: bool) -> dict[str, Any]:
    """Return the answers for windows as one; with `phrases` chunks are words to be joined."""
    chunks = [chunk for part in parts for chunk in part.get("chunks", [])]
    raw = parts[0] | {"text": clock.join_texts([part["text"] for part in parts])}
    if "chunks" in raw:
        raw["chunks"] = clock.join_phrases(chunks) if phrases else chunks
    return raw


def listen_for_speech(job: Job, samples: np.ndarray) -> list[Span]:
    """Return where somebody speaks in samples, float32 (n,) at RATE."""

    def report(done: int, total: int) -> None:
        job.check()
        job.report(say("speech.listening_for_speech"))

    return find_speech(samples, report)


def describe_left_out(heard: list[Span], duration_s: float) -> str:
    """Say how much of a recording was left out; "" for nothing."""
    left_s = duration_s - sum(end - start for start, end in heard)
    if left_s < 1:
        return ""
    return say("speech.nobody_speaks_in_left_s_duration", left_s=left_s, duration_s=duration_s, hear_all=HEAR_ALL)


def listen(
    pipe: Any, job: Job, samples: np.ndarray, return_timestamps: str, *, options: dict[str, Any], cut: dict[str, Any]
) -> dict[str, Any]:
    """Return what a model of any kind hears in samples, float32 (n,) at its rate; "chunks" of a CTC model are words."""
    rate = pipe.feature_extractor.sampling_rate
    speech = {"raw": samples, "sampling_rate": rate}  # the pipeline empties it: good for one call
    if pipe.type == "ctc":  # it marks words (Graves et al. 2006): it knows no sentences
        return dict(pipe(speech, **cut, **({} if return_timestamps == "off" else {"return_timestamps": "word"})))
    if pipe.type != "seq2seq_whisper":
        return {"text": pipe(speech)["text"]}  # Moonshine, transducers: text alone
    return listen_with_whisper(
        pipe, job, speech, duration_s=len(samples) / rate, stamps=STAMPS[return_timestamps], options=options, cut=cut
    )


def choose_windows(pipe: Any, chunk_length_s: float, stride_length_s: float, batch_size: int) -> dict[str, Any]:
    """Return how a recording is cut into windows that are heard apart, {} for the model's own way.

    Args:
        pipe: a CTC model is always given windows, Whisper only when they are asked for.
        chunk_length_s: of a window, 0 for the model's own way.
        stride_length_s: what is heard on both sides of it and not written, 0 for a sixth of it.
        batch_size: windows in one forward pass.

    Raises:
        BadInput: the model hears a recording whole, or there is more beside a window than in it.
    """
    if not chunk_length_s and pipe.type != "ctc":
        return {}
    if pipe.type not in ("ctc", "seq2seq_whisper"):
        raise BadInput("speech.model_hears_recording_whole")
    window_s = chunk_length_s or WINDOW_S
    if window_s < SHORTEST_WINDOW_S or stride_length_s > window_s / 3:
        raise BadInput("speech.windows_chunk_length_s_are_from", shortest_window_s=SHORTEST_WINDOW_S, window_s=WINDOW_S)
    return {
        "chunk_length_s": window_s,
        "stride_length_s": stride_length_s or window_s / WINDOW_S * STRIDE_S,
        "batch_size": batch_size,
    }


def listen_with_whisper(
    pipe: Any,
    job: Job,
    speech: Any,
    *,
    duration_s: float,
    stamps: bool | str,
    options: dict[str, Any],
    cut: dict[str, Any],
) -> dict[str, Any]:
    """Transcribe with an encoder-decoder; what is longer than a window is read window by window.

    One after the other, each with its beginning where the one before ended (Radford et al. 2022, section 3.8), or, in
    windows that are `cut` beforehand, several at once, joined where their words agree, as Transformers 4 did.
    """
    room = getattr(pipe.model.config, "max_target_positions", MAX_NEW_TOKENS) - PROMPT_TOKENS
    options = options | {
        "num_beams": 1,
        "max_new_tokens": min(MAX_NEW_TOKENS, room),
        "logits_processor": [LoopGuard(pipe.tokenizer.eos_token_id)],
    }
    if cut:
        return dict(pipe(speech, return_timestamps=stamps, ignore_warning=True, generate_kwargs=options, **cut))
    wanted = stamps
    if duration_s > WINDOW_S:
        options["monitor_progress"] = make_reporter(job, duration_s)
        wanted = stamps or True  # long recordings are cut where the model puts its time stamps
    raw: dict[str, Any] = pipe(speech, return_timestamps=wanted, generate_kwargs=options)
    return raw if stamps else {"text": raw["text"]}


def make_reporter(job: Job, duration_s: float) -> Any:
    """Return a callback for Whisper's long-form generation: a tensor (batch, 2) of frames done and to do."""

    def report(frames: Any) -> None:
        done, total = (float(number) for number in frames[0])
        heard_s = min(done / max(total, 1), 1) * duration_s
        job.report(say("speech.heard_so_far", heard_s=heard_s, duration_s=duration_s))

    return report


def render(raw: dict[str, Any], *, audio: Audio) -> tuple[str, str]:
    """Return the text and the clickable, downloadable time table ("" without time stamps)."""
    return raw["text"].strip(), draw_transcript(read_rows(raw, audio.duration_s))


TASK = Task(
    id="automatic-speech-recognition",
    title=say("speech.write_down_speech"),
    summary=say("speech.speak_or_upload_recording"),
    models=(
        ModelChoice("openai/whisper-tiny", 151_000_000, "Apache-2.0", say("speech.small_99_languages")),
        ModelChoice("distil-whisper/distil-small.en", 332_000_000, "MIT", say("common.more_accurate_english")),
        ModelChoice(
            "facebook/wav2vec2-base-960h",
            378_000_000,
            "Apache-2.0",
            say("speech.english_in_capitals_invents_nothing"),
            "22aad52",
        ),
    ),
    starter="whisper-tiny.en",
    inputs=(Input("audio", say("common.recording"), SOUND),),
    outputs=(
        Output("text", say("common.text"), WRITTEN),
        Output("timestamps", say("speech.time_table"), DRAWING, script=SEEK),
    ),
    parameters=(
        Parameter(
            "return_timestamps",
            say("speech.time_stamps"),
            "sentence",
            say("speech.marks_when_was_said"),
            choices=tuple(STAMPS),
            aliases={"true": "sentence", "false": "off"},
        ),
        Parameter("language", say("speech.language_spoken"), "", say("speech.such_as_german_or_de")),
        Parameter(
            "task", say("speech.what_to_write"), "transcribe", say("speech.words_as_spoken_or_in_english"), choices=WHAT
        ),
        Parameter("chunk_length_s", say("speech.windows_label"), 0.0, WINDOWS, 0, WINDOW_S, 1),
        Parameter("stride_length_s", say("speech.shared_by_windows_in_seconds"), 0.0, SHARED, 0, WINDOW_S / 3, 0.5),
        Parameter("batch_size", say("speech.windows_at_once"), 1, say("speech.more_are_quicker_on_gpu_take"), 1, 16, 1),
        Parameter("vad_filter", say("speech.only_where_somebody_speaks"), True, say("speech.off")),
    ),
    call=call,
    render=render,
    code=CODE,
    packages=("soundfile", "soxr"),
    examples=((ASSETS / "examples" / "short-speech.ogg",), (ASSETS / "examples" / "long-speech.ogg",)),
)
