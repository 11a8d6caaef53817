"""The unmodified client of @huggingface/inference, every method that fits one of our tasks.

But imageToText, which takes an object where huggingface_hub's image_to_text takes a list: we answer the latter.
"""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tabs.examples.packaged import find_specimen
from tabs.task import ASSETS

PACKAGE = "@huggingface/inference@4.13.30"
PROGRAM = Path(__file__).with_name("inference_js.mjs")

EXPECTED = {
    "textClassification": lambda found: found[0]["label"] == "POSITIVE",
    "zeroShotClassification": lambda found: found[0]["label"] == "refund" and len(found) == 3,
    "tokenClassification": lambda found: {one["entity_group"] for one in found} == {"PER"},
    "fillMask": lambda found: found[0]["sequence"] == "paris is the capital of france.",
    "questionAnswering": lambda found: found["answer"] == "Berlin",
    "tableQuestionAnswering": lambda found: found["answer"] == "36",
    "summarization": lambda found: len(found["summary_text"]) > 20,
    "translation": lambda found: found["translation_text"] == "Mein Name ist Sarah.",
    "sentenceSimilarity": lambda found: found[0] < found[1],
    "featureExtraction": lambda found: len(found[0]) == 384,
    "automaticSpeechRecognition": lambda found: "Hello and welcome" in found["text"],
    "audioClassification": lambda found: found[0]["label"] == "dog barking",
    "audioToAudio": lambda found: found[0]["content-type"] == "audio/wav" and len(found[0]["blob"]) > 1000,
    "textToSpeech": lambda found: found["type"] == "audio/wav" and found["size"] > 1000,
    "imageClassification": lambda found: found[0]["label"] == "lion",
    "objectDetection": lambda found: "person" in {one["label"] for one in found},
    "imageSegmentation": lambda found: all(one["label"] and one["mask"] for one in found),
    "zeroShotImageClassification": lambda found: found[0]["label"] == "lion",
    "imageToImage": lambda found: found["type"] == "image/png" and found["size"] > 1000,
    "visualQuestionAnswering": lambda found: found["answer"] != "",
    "documentQuestionAnswering": lambda found: found["answer"] != "",
    "chatCompletion": lambda found: "Tokyo" in found["choices"][0]["message"]["content"],
    "chatCompletionStream": lambda found: sum(map(bool, found)) > 1 and "Tokyo" in "".join(found),
}
"""What each method has to return."""


@pytest.fixture(scope="module")
def answers(server: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what the program printed, by the method's name."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("Node.js is not installed")
    folder = tmp_path_factory.mktemp("node")
    install = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), PACKAGE]
    installed = subprocess.run(install, capture_output=True, text=True, timeout=300, check=False)
    if installed.returncode:
        pytest.skip(f"npm cannot install {PACKAGE} here")
    program = shutil.copy(PROGRAM, folder)
    words = ["node", program, server, str(ASSETS / "examples"), str(find_specimen("coffee.png").parent)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("method", EXPECTED)
def test_a_method_is_answered(answers, method):
    assert "error" not in answers[method], answers[method]
    assert EXPECTED[method](answers[method]["answer"]), answers[method]
