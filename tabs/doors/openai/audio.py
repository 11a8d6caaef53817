"""POST /v1/audio/transcriptions and /v1/audio/speech: from sound to text and back."""

import io
from typing import Any

import numpy as np
from starlette.datastructures import UploadFile
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, PlainTextResponse, Response

from models.errors import BadInput
from tabs.doors.caller import Caller, Parcel
from tabs.doors.openai.settings import read_model
from tabs.render.transcript import read_rows, write_srt, write_vtt
from tabs.run import Computed
from tabs.task import Request, Task

FORMATS = ("json", "text", "srt", "vtt", "verbose_json")
SOUND_FILES = {"wav": ("WAV", "audio/wav"), "flac": ("FLAC", "audio/flac"), "mp3": ("MP3", "audio/mpeg")}


async def transcribe(task: Task, caller: Caller, http: HttpRequest) -> Response:
    """Write down a recording that came as a form's file."""
    async with http.form(max_files=1, max_fields=20) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise BadInput("openai.there_is_no_recording")
        wanted = str(form.get("response_format") or "json")
        if wanted not in FORMATS:
            raise BadInput("openai.response_format_one", formats=", ".join(FORMATS))
        settings = {"language": str(form.get("language") or "")}
        with Parcel() as folder:
            audio = task.inputs[0].kind.store(await file.read(), folder)
            request = Request({"audio": audio}, model=read_model(dict(form)), parameters=settings)
            return write_transcript(await caller.call(task, request, http, wait_for_model=True), wanted)


def write_transcript(done: Computed, wanted: str) -> Response:
    """Return what was said in the form that was asked for."""
    text = done.raw["text"].strip()
    if wanted == "text":
        return PlainTextResponse(text + "\n")
    if wanted == "json":
        return JSONResponse({"text": text})
    duration_s = done.inputs["audio"].duration_s
    rows = read_rows(done.raw, duration_s)
    if wanted in ("srt", "vtt"):
        return PlainTextResponse(write_srt(rows) if wanted == "srt" else write_vtt(rows))
    segments = [
        {"id": number, "start": start, "end": end, "text": words} for number, (start, end, words) in enumerate(rows)
    ]
    return JSONResponse({"task": "transcribe", "duration": duration_s, "text": text, "segments": segments})


async def speak(task: Task, caller: Caller, body: dict[str, Any], http: HttpRequest) -> Response:
    """Read a text aloud; `voice` is the number of one, other names are the model's own voice."""
    wanted = body.get("response_format") or "mp3"
    if wanted not in SOUND_FILES:
        raise BadInput("openai.response_format_is_a_sound", sound_files=", ".join(SOUND_FILES))
    settings: dict[str, Any] = {}
    if body.get("speed") is not None:
        settings["speaking_rate"] = body["speed"]
    if str(body.get("voice") or "").isdecimal():
        settings["speaker_id"] = int(body["voice"])
    request = Request({"text": body.get("input")}, model=read_model(body), parameters=settings)
    done = await caller.call(task, request, http, wait_for_model=True)
    form, media_type = SOUND_FILES[wanted]
    return Response(encode_sound(done.raw, form), media_type=media_type)


def encode_sound(raw: dict[str, Any], form: str) -> bytes:
    """Return speech as a file."""
    import soundfile

    stream = io.BytesIO()
    samples = np.nan_to_num(np.asarray(raw["audio"], np.float32).reshape(-1)).clip(-1, 1)
    soundfile.write(stream, samples, int(raw["sampling_rate"]), format=form)
    return stream.getvalue()
