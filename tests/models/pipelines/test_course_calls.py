"""Every form in which the course calls a pipeline, after a change of the import, on a Hub of tiny checkpoints."""

import asyncio
import warnings
from pathlib import Path

import pytest

from models.pipelines import Conversation, pipeline
from models.pipelines.version_4.names import DEFAULTS, OTHER_DEFAULTS
from tests.hub_server import HubServer, use_hub
from tests.tiny import MAKERS
from tests.tiny.audio import make_clap, make_commands, make_ctc
from tests.tiny.detection import make_depth_anything, make_segformer
from tests.tiny.generation import make_gpt2
from tests.tiny.image_text import make_vit_gpt2
from tests.tiny.seed import seeded
from tests.tiny.understanding import make_distilbert_answers, make_modernbert
from tests.tiny.vision import make_vit_classifier

CALLS = (Path(__file__).parent / "course_calls.txt").read_text(encoding="utf-8").splitlines()
LOGIN = "hf_right"
SEPARATE = {
    "openai-community/gpt2": make_gpt2,
    "gpt2": make_gpt2,
    "microsoft/DialoGPT-medium": make_gpt2,
    "deepseek-ai/DeepSeek-V3-0324": MAKERS["HuggingFaceTB/SmolLM2-135M-Instruct"],
    "bert-base-uncased": make_modernbert,
    "distilbert-base-uncased-finetuned-sst-2-english": MAKERS[
        "distilbert/distilbert-base-uncased-finetuned-sst-2-english"
    ],
    "distilbert/distilbert-base-cased": make_distilbert_answers,
    "dbmdz/bert-large-cased-finetuned-conll03-english": MAKERS["dslim/bert-base-NER"],
    "google-t5/t5-base": MAKERS["google-t5/t5-small"],
    "ydshieh/vit-gpt2-coco-en": make_vit_gpt2,
    "stevhliu/my_awesome_minds_model": make_commands,
    "openai/whisper-large-v3": MAKERS["openai/whisper-tiny"],
    "distil-whisper/distil-small.en": MAKERS["openai/whisper-tiny"],
    "superb/wav2vec2-base-superb-ks": make_commands,
    "facebook/wav2vec2-base-960h": make_ctc,
    "laion/clap-htsat-unfused": make_clap,
    "kakao-enterprise/vits-ljs": MAKERS["facebook/mms-tts-eng"],
    "suno/bark-small": MAKERS["facebook/mms-tts-eng"],
    "google/vit-base-patch16-224": make_vit_classifier,
    "facebook/detr-resnet-50": MAKERS["hustvl/yolos-tiny"],
    "facebook/detr-resnet-50-panoptic": make_segformer,
    "facebook/sam-vit-huge": MAKERS["facebook/sam-vit-base"],
    "Intel/dpt-large": make_depth_anything,
    "openai/clip-vit-base-patch32": MAKERS["openai/clip-vit-base-patch32"],
    "MCG-NJU/videomae-base-finetuned-kinetics": MAKERS["MCG-NJU/videomae-small-finetuned-kinetics"],
}
"""Models of the course that the application does not know, each with what stands for it."""

TASKS = {"deepset/roberta-base-squad2": "question-answering", "facebook/blenderbot-400M-distill": "conversational"}
PRIVATE = "private/secret"


@pytest.fixture(autouse=True)
def closed_loops(monkeypatch):
    """Gradio makes several event loops for each interface, and closes none."""
    make, loops = asyncio.new_event_loop, []

    def keep():
        loops.append(make())
        return loops[-1]

    monkeypatch.setattr(asyncio, "new_event_loop", keep)
    yield
    asyncio.set_event_loop(None)
    for loop in loops:
        loop.close()


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    """A Hub, and what the calls know; everything they name is made before the first of them."""
    import base64
    import json

    import gradio
    import numpy as np
    import soundfile
    import torch
    import transformers
    from PIL import Image
    from transformers.pipelines import SUPPORTED_TASKS
    from transformers.pipelines.pt_utils import KeyDataset, KeyPairDataset

    revisions = {**dict(DEFAULTS.values()), **dict(OTHER_DEFAULTS.values())}
    for row in SUPPORTED_TASKS.values():
        if isinstance(row["default"]["model"], tuple):
            revisions.setdefault(*row["default"]["model"])
    folder = tmp_path_factory.mktemp("files")
    picture = Image.effect_noise((40, 30), 60).convert("RGB")
    picture.save(folder / "cat.png")
    audio = np.sin(np.arange(16000) / 9).astype(np.float32)
    soundfile.write(folder / "mlk.wav", audio, 16000)
    with HubServer(LOGIN) as server, use_hub(server, tmp_path_factory.mktemp("cache")):
        for model, make in (MAKERS | SEPARATE).items():
            if model in SEPARATE or model in revisions or any(f'"{model}' in call for call in CALLS) or model in TASKS:
                files = tmp_path_factory.mktemp("model")
                seeded(make)(files)
                server.add(model, files)
                server.repos[model].task = TASKS.get(model, "")
                if model in revisions:
                    server.repos[model].refs[revisions[model]] = server.repos[model].refs["main"]
        files = tmp_path_factory.mktemp("model")
        seeded(make_distilbert_answers)(files)
        server.add(PRIVATE, files, private=True)
        yield {
            **{"pipeline": pipeline, "Conversation": Conversation, "gr": gradio, "np": np, "torch": torch},
            **{"json": json, "base64": base64, "transformers": transformers, "KeyDataset": KeyDataset},
            **{"KeyPairDataset": KeyPairDataset, "TextStreamer": transformers.TextStreamer, "LOGIN": LOGIN},
            **{"QA": "deepset/roberta-base-squad2", "PICTURE": picture, "FILE": str(folder / "cat.png")},
            **{"AUDIO": audio, "SOUND": str(folder / "mlk.wav")},
            "ASKED": {"question": "Where?", "context": "My name is Sarah and I live in London"},
        }


@pytest.mark.usefixtures("one_thread")
@pytest.mark.parametrize("call", CALLS)
def test_the_course_s_call_runs(names, call):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert eval(call, dict(names)) is not None  # noqa: S307 - the calls lie beside this file
