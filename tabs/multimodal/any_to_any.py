"""Any to any: one model for text, pictures and sound together."""

from typing import Any

from PIL import Image

from models.errors import BadInput
from models.multimodal import as_words, check_room, generation, tiling, user_message
from tabs.examples.packaged import find_photo
from tabs.kinds import PICTURE, SOUND, TEXT, WRITTEN
from tabs.read.audio import Audio
from tabs.run.generation import max_new_tokens
from tabs.run.job import Job
from tabs.task import ASSETS, Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

CODE = """\
import soundfile, soxr
from PIL import Image
from transformers import AutoModelForMultimodalLM, AutoProcessor

model = AutoModelForMultimodalLM.from_pretrained({model}{revision})
processor = AutoProcessor.from_pretrained({model}{revision})

picture, recording = {image}, {audio}
content = [{{"type": "text", "text": {text}}}]
if recording:
    samples, rate = soundfile.read(recording, dtype="float32", always_2d=True)
    wanted = processor.feature_extractor.sampling_rate
    content.insert(0, {{"type": "audio", "audio": soxr.resample(samples.mean(axis=1), rate, wanted)}})
if picture:
    content.insert(0, {{"type": "image", "image": Image.open(picture).convert("RGB")}})
inputs = processor.apply_chat_template(
    [{{"role": "user", "content": content}}],
    add_generation_prompt=True,
    tokenize=True,
    return_dict=True,
    return_tensors="pt",
)
tokens = model.generate(**inputs, max_new_tokens={max_new_tokens}, do_sample={do_sample})
print(processor.decode(tokens[0, inputs["input_ids"].shape[1] :], skip_special_tokens=True))
"""


def call(
    pipe: Any,
    job: Job,
    *,
    text: str,
    image: Image.Image | None,
    audio: Audio | None,
    max_new_tokens: int,
    do_sample: bool,
    temperature: float,
) -> list[dict[str, str]]:
    """Return [{"generated_text"}], the answer alone."""
    check_senses(pipe, image, audio)
    check_room(pipe, text, max_new_tokens)
    options = generation(
        pipe,
        lambda words: job.show([{"generated_text": words}]),
        max_new_tokens=max_new_tokens,
        do_sample=do_sample,
        temperature=temperature,
    )
    samples = None if audio is None else audio.resample(pipe.processor.feature_extractor.sampling_rate)
    raw = pipe(
        text=user_message(as_words(pipe, text), image=image, audio=samples),
        generate_kwargs=options,
        processor_kwargs=tiling(pipe, False),
        return_full_text=False,
    )
    return [{"generated_text": item["generated_text"]} for item in raw]


def check_senses(pipe: Any, image: Image.Image | None, audio: Audio | None) -> None:
    """Refuse what the model cannot see or hear, instead of answering as if it had."""
    senses = pipe.model.input_modalities
    if image is not None and "image" not in senses:
        raise BadInput("any_to_any.this_model_cannot_see")
    if audio is None:
        return
    if "audio" not in senses:
        raise BadInput("any_to_any.this_model_cannot_hear")
    longest_s = getattr(pipe.processor.feature_extractor, "chunk_length", None)
    if longest_s and audio.duration_s > longest_s:
        raise BadInput("any_to_any.recording_duration_s_s_long_model", duration_s=audio.duration_s, longest_s=longest_s)


def render(raw: list[dict[str, str]], *, text: str, image: Image.Image | None, audio: Audio | None) -> str:
    """Return the answer."""
    return raw[0]["generated_text"].strip()


TASK = Task(
    id="any-to-any",
    title=say("any_to_any.see_hear_and_answer"),
    summary=say("any_to_any.ask_about_picture_or_recording_or"),
    models=(
        ModelChoice("HuggingFaceTB/SmolVLM-256M-Instruct", 513_000_000, "Apache-2.0", say("any_to_any.small_sees")),
        ModelChoice(
            "Qwen/Qwen2-Audio-7B-Instruct", 16_800_000_000, "Apache-2.0", say("any_to_any.very_large_hears"), example=1
        ),
        ModelChoice(
            "google/gemma-3n-E2B-it",
            10_900_000_000,
            say("any_to_any.gemma_licence_login_needed"),
            say("any_to_any.very_large_sees_hears"),
            needs="torchvision timm",
        ),
    ),
    starter=None,
    inputs=(
        Input("text", say("common.what_do_you_want_to_know"), TEXT, lines=2),
        Input("image", say("any_to_any.picture_optional"), PICTURE, required=False),
        Input("audio", say("any_to_any.recording_optional"), SOUND, required=False),
    ),
    outputs=(Output("text", say("common.answer"), WRITTEN),),
    parameters=(
        max_new_tokens(128),
        Parameter("do_sample", say("common.vary_the_answer"), False, say("common.different_words_each_time")),
        Parameter("temperature", say("common.temperature"), 0.7, say("common.how_much_it_varies"), 0.1, 2.0, 0.1),
    ),
    call=call,
    render=render,
    code=CODE,
    packages=("pillow", "soundfile", "soxr"),
    examples=(
        ("What is the weather like in this picture?", find_photo("tower.jpg"), None),
        ("What does the speaker say?", None, ASSETS / "examples" / "short-speech.ogg"),
    ),
)
