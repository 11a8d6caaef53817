"""Calls of the removed tasks as programs wrote them for Transformers 4, to be answered by both versions.

Each is a line of Python in version_4_calls.txt. The forms are those of version 4's documentation, of its own
pipeline tests and of the course; the names of models stand for tiny checkpoints whose weights are a formula
(`write_models`).
"""

import json
import struct
from pathlib import Path

from tests.models.pipelines.question_cases import BEES, LONG, write_model
from tests.tiny import MAKERS
from tests.tiny.generation import CHARACTERS, SMALL_SIDES
from tests.tiny.image_text import make_vit_gpt2
from tests.tiny.seed import seeded
from tests.tiny.vision import make_vit_classifier


def make_mbart(folder: Path) -> None:
    """mBART-50 with letters and three of its languages."""
    from transformers import MBart50Tokenizer, MBartConfig, MBartForConditionalGeneration

    vocabulary = [(word, 0.0) for word in ("<s>", "<pad>", "</s>", "<unk>")]
    vocabulary += [(piece, -3.0) for piece in ("▁", *CHARACTERS)]
    tokenizer = MBart50Tokenizer(vocab=vocabulary, src_lang="en_XX", tgt_lang="ar_AR")
    tokenizer.model_max_length = 128
    tokenizer.save_pretrained(folder)
    ids = {"bos_token_id": 0, "pad_token_id": 1, "eos_token_id": 2, "decoder_start_token_id": 2}
    config = MBartConfig(vocab_size=len(tokenizer), max_position_embeddings=128, **ids, **SMALL_SIDES)
    MBartForConditionalGeneration(config).save_pretrained(folder)


MODELS = {
    "T5": MAKERS["google-t5/t5-small"],
    "BART": MAKERS["facebook/bart-large-cnn"],
    "MARIAN": MAKERS["Helsinki-NLP/opus-mt-en-de"],
    "NLLB": MAKERS["facebook/nllb-200-distilled-600M"],
    "SQUAD": write_model,
    "ROBERTA": MAKERS["deepset/roberta-base-squad2"],
    "VILT": MAKERS["dandelin/vilt-b32-finetuned-vqa"],
    "BLIP_VQA": MAKERS["Salesforce/blip-vqa-base"],
    "BLIP": MAKERS["Salesforce/blip-image-captioning-large"],
    "GIT": MAKERS["microsoft/git-base-coco"],
    "VIT_GPT2": seeded(make_vit_gpt2),
    "TROCR": MAKERS["microsoft/trocr-base-handwritten"],
    "SWIN": MAKERS["caidas/swin2SR-classical-sr-x2-64"],
    "SWIN4": MAKERS["caidas/swin2SR-realworld-sr-x4-64-bsrgan-psnr"],
    "SST": MAKERS["distilbert/distilbert-base-uncased-finetuned-sst-2-english"],
    "NER": MAKERS["dslim/bert-base-NER"],
    "MBART": seeded(make_mbart),
    "GPT2": MAKERS["distilbert/distilgpt2"],
    "NLI": MAKERS["facebook/bart-large-mnli"],
    "ROBERTA_MASK": MAKERS["distilbert/distilroberta-base"],
    "VIT": seeded(make_vit_classifier),
    "VITS": MAKERS["facebook/mms-tts-eng"],
}
WITHOUT_SEGMENTS = ("SQUAD", "SST", "BLIP", "BLIP_VQA")
"""As published: today's BertTokenizer writes segments into every configuration, which DistilBERT does not take."""

SHORT_ANSWERS = ("VIT_GPT2", "TROCR", "BLIP", "BLIP_VQA")
NAMES = {
    "Q": "How many workers?",
    "C": BEES,
    "SHORT": "The queen lays eggs in Paris.",
    "LONG": LONG,
    "TEXT": "the cat likes the dog and the lion lives in the city of paris",
    "ASKED": {"question": "How many workers?", "context": BEES},
}
"""What the calls know besides the models; `record_v4.known` adds pictures."""


def write_models(folder: Path) -> None:
    """Write every model into a folder of its name, its numbers replaced by a formula: the same on all machines."""
    for name, make in MODELS.items():
        (folder / name).mkdir(parents=True)
        make(folder / name)
        if make is not write_model:
            use_formula(folder / name / "model.safetensors", 0.2 if name.startswith("SWIN") else 0.5)
        older_names(folder / name / "tokenizer_config.json")
        if name in WITHOUT_SEGMENTS:
            change(folder / name / "tokenizer_config.json", model_input_names=["input_ids", "attention_mask"])
        if name in SHORT_ANSWERS:
            change(folder / name / "generation_config.json", max_length=12)


def older_names(file: Path) -> None:
    """Call the further special tokens of a tokenizer what version 4, and checkpoints of its days, call them."""
    said = json.loads(file.read_text()) if file.exists() else {}
    if isinstance(said.get("extra_special_tokens"), list):
        said["additional_special_tokens"] = said.pop("extra_special_tokens")
        file.write_text(json.dumps(said))


def change(file: Path, **entries: object) -> None:
    """Change entries of a JSON file."""
    file.write_text(json.dumps(json.loads(file.read_text()) | entries))


def use_formula(file: Path, size: float) -> None:
    """Replace the numbers of a checkpoint's matrices by sines of this size; place and tensor are the argument."""
    import torch
    from safetensors.torch import load_file, save_file

    tensors = load_file(file)
    for seed, name in enumerate(sorted(tensors), 1):
        if tensors[name].is_floating_point() and tensors[name].ndim > 1:
            numbers = torch.arange(tensors[name].numel(), dtype=torch.float64).reshape(tensors[name].shape)
            tensors[name] = (size * torch.sin(numbers * (seed + 0.618) * 12.9898 + seed)).to(tensors[name].dtype)
    save_file(tensors, file, metadata(file))


def metadata(file: Path) -> dict[str, str]:
    """Return what the header of a safetensors file says about itself."""
    with file.open("rb") as opened:
        (length,) = struct.unpack("<Q", opened.read(8))
        said: dict[str, str] = json.loads(opened.read(length)).get("__metadata__", {})
    return said


CALLS = (Path(__file__).parent / "version_4_calls.txt").read_text(encoding="utf-8").splitlines()
