"""Calls of the removed tasks as programs wrote them for Transformers 4, to be answered by both versions.

Each is a line of Python. The forms are those of version 4's documentation, of its own pipeline tests and of the
course; the names of models stand for tiny checkpoints whose weights are a formula (`write_models`).
"""

import json
import struct
from pathlib import Path

from tests.models.pipelines.question_cases import BEES, LONG, write_model
from tests.tiny import MAKERS
from tests.tiny.image_text import make_vit_gpt2
from tests.tiny.seed import seeded

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
    "VITS": MAKERS["facebook/mms-tts-eng"],
}
WITHOUT_SEGMENTS = ("SQUAD", "SST", "BLIP", "BLIP_VQA")
"""As published: today's BertTokenizer writes segments into every configuration, which DistilBERT does not take."""

SHORT_ANSWERS = ("VIT_GPT2", "TROCR", "BLIP")
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


QUESTIONS = """
pipeline("question-answering", model=SQUAD)(question=Q, context=C)
pipeline("question-answering", model=SQUAD)(Q, C)
pipeline("question-answering", model=SQUAD)(ASKED)
pipeline("question-answering", model=SQUAD)([ASKED])
pipeline("question-answering", model=SQUAD)([ASKED, ASKED])
pipeline("question-answering", model=SQUAD)(ASKED, ASKED)
pipeline("question-answering", model=SQUAD)((ASKED, ASKED))
pipeline("question-answering", model=SQUAD)(X=ASKED)
pipeline("question-answering", model=SQUAD)(X=[ASKED])
pipeline("question-answering", model=SQUAD)(data=ASKED)
pipeline("question-answering", model=SQUAD)(data=[ASKED, ASKED])
pipeline("question-answering", model=SQUAD)(question=[Q, Q], context=C)
pipeline("question-answering", model=SQUAD)(question=[Q, "Who?"], context=[C, SHORT])
pipeline("question-answering", model=SQUAD)(question=[Q], context=[C])
pipeline("question-answering", model=SQUAD)(question=[Q], context=C, top_k=2)
pipeline("question-answering", model=SQUAD)(question=[Q, "Who?"], context=C, top_k=2)
pipeline("question-answering", model=SQUAD)(pipeline("question-answering", model=SQUAD).create_sample(Q, C))
pipeline("question-answering", model=SQUAD)(pipeline("question-answering", model=SQUAD).create_sample([Q, "Who?"], [C, SHORT]))
pipeline("question-answering", model=SQUAD)([pipeline("question-answering", model=SQUAD).create_sample(question=Q, context=C)])
pipeline("question-answering", model=SQUAD)(SquadExample(None, Q, C, None, None, None))
pipeline("question-answering", model=SQUAD)([SquadExample(None, Q, C, None, None, None), ASKED])
list(pipeline("question-answering", model=SQUAD)(one for one in [ASKED, ASKED]))
list(pipeline("question-answering", model=SQUAD)((SquadExample(None, Q, C, None, None, None) for _ in "ab")))
pipeline("question-answering", model=SQUAD)([])
pipeline("question-answering", model=SQUAD)(question="", context=C)
pipeline("question-answering", model=SQUAD)(question=None, context=C)
pipeline("question-answering", model=SQUAD)(question=Q, context="")
pipeline("question-answering", model=SQUAD)(question=Q, context=None)
pipeline("question-answering", model=SQUAD)(None, C)
pipeline("question-answering", model=SQUAD)("", C)
pipeline("question-answering", model=SQUAD)(Q, None)
pipeline("question-answering", model=SQUAD)(Q, "")
pipeline("question-answering", model=SQUAD)({"context": C})
pipeline("question-answering", model=SQUAD)({"question": Q})
pipeline("question-answering", model=SQUAD)([{"context": C}])
pipeline("question-answering", model=SQUAD)({"question": None, "context": C})
pipeline("question-answering", model=SQUAD)({"question": "", "context": C})
pipeline("question-answering", model=SQUAD)({"question": Q, "context": None})
pipeline("question-answering", model=SQUAD)({"question": Q, "context": ""})
pipeline("question-answering", model=SQUAD)([ASKED, {"question": None, "context": C}])
pipeline("question-answering", model=SQUAD)([ASKED, {"question": "", "context": C}])
pipeline("question-answering", model=SQUAD)([ASKED, {"question": Q, "context": None}])
pipeline("question-answering", model=SQUAD)([ASKED, {"question": Q, "context": ""}])
pipeline("question-answering", model=SQUAD)({"question": Q, "context": C, "id": 1})
pipeline("question-answering", model=SQUAD)(question={"This": "Is weird"}, context="This is a context")
pipeline("question-answering", model=SQUAD)(question=[Q, Q], context=[C, C, C])
pipeline("question-answering", model=SQUAD)(question=[Q, Q, Q], context=[C, C])
pipeline("question-answering", model=SQUAD)(question=Q, context=[C])
pipeline("question-answering", model=SQUAD)(question=Q)
pipeline("question-answering", model=SQUAD)(context=C)
pipeline("question-answering", model=SQUAD)()
pipeline("question-answering", model=SQUAD)(None)
pipeline("question-answering", model=SQUAD)(Y=None)
pipeline("question-answering", model=SQUAD)(1)
pipeline("question-answering", model=SQUAD)([1])
pipeline("question-answering", model=SQUAD)(["a"])
pipeline("question-answering", model=SQUAD)(question=Q, context=C, top_k=0)
pipeline("question-answering", model=SQUAD)(question=Q, context=C, max_answer_len=0)
pipeline("question-answering", model=SQUAD)(question=Q, context=C, doc_stride=500)
pipeline("question-answering", model=SQUAD)(question=Q, context=C, topk=3)
pipeline("question-answering", model=SQUAD)(question=Q, context=C, top_k=2, topk=3)
pipeline("question-answering", model=SQUAD, top_k=2)(question=Q, context=C)
pipeline("question-answering", model=SQUAD)(question=Q, context=C, align_to_words=False, top_k=3)
pipeline("question-answering", model=SQUAD)(question=Q, context=C, handle_impossible_answer=True, top_k=3)
pipeline("question-answering", model=SQUAD)(question=Q, context=SHORT, top_k=20)
pipeline("question-answering", model=SQUAD)(question=Q, context=SHORT, padding="max_length", top_k=3)
pipeline("question-answering", model=SQUAD)(question=Q, context=SHORT, no_such_parameter=1)
pipeline("question-answering", model=SQUAD, no_such_parameter=1)(question=Q, context=SHORT)
pipeline("question-answering", model=SQUAD, max_seq_length=512)(question=Q, context=SHORT)
pipeline("question-answering", model=SQUAD)(question=Q, context=LONG, max_seq_len=64, doc_stride=8, batch_size=2)
pipeline("question-answering", model=SQUAD)(question=[Q, "Who?"], context=[C, SHORT], batch_size=2)
pipeline("question-answering", model=SQUAD)(question=[Q, "Who?", "Where?"], context=[C, SHORT, C], batch_size=4, top_k=2)
pipeline("question-answering", model=SQUAD, batch_size=8)([ASKED, {"question": "Who?", "context": SHORT}])
list(pipeline("question-answering", model=SQUAD, batch_size=16)({"question": Q, "context": SHORT} for _ in "abc"))
pipeline("question-answering", model=ROBERTA)(question=Q, context=SHORT)
pipeline("question-answering", model=ROBERTA)(question=Q, context=SHORT, top_k=4)
pipeline("question-answering", model=ROBERTA)(question=[Q, "Who?"], context=[C, SHORT], batch_size=2)
pipeline("question-answering", model=SQUAD, tokenizer=(SQUAD, {"use_fast": True}))(question=Q, context=C)
pipeline("question-answering", SQUAD, None, SQUAD)(question=Q, context=C)
pipeline("question-answering", model=SQUAD, config=SQUAD)(question=Q, context=C)
pipeline("question-answering", model=SQUAD, config=AutoConfig.from_pretrained(SQUAD))(question=Q, context=C)
pipeline("question-answering", model=SQUAD, token=False)(question=Q, context=C)
pipeline("question-answering", model=SQUAD, token="hf_right")(question=Q, context=C)
pipeline("question-answering", model=SQUAD, model_kwargs={"low_cpu_mem_usage": True})(question=Q, context=C)
pipeline("question-answering", model=SQUAD, model_kwargs={"attn_implementation": "eager"})(question=Q, context=C)
str(pipeline("question-answering", model=SQUAD, model_kwargs={"torch_dtype": torch.bfloat16}).model.dtype)
str(pipeline("question-answering", model=SQUAD, torch_dtype=torch.float16).model.dtype)
pipeline("question-answering", model=SQUAD, trust_remote_code=True)(question=Q, context=C)
pipeline("question-answering", model=SQUAD).framework
pipeline("question-answering", model=SQUAD).task
pipeline("question-answering", tokenizer=SQUAD)
pipeline()
pipeline("no-such-task", model=SQUAD)
"""
WRITING = """
pipeline("text2text-generation", model=T5)(TEXT)
pipeline("text2text-generation", model=T5)(TEXT, do_sample=False)
pipeline("text2text-generation", model=T5)([TEXT])
pipeline("text2text-generation", model=T5)([TEXT, "one two"])
pipeline("text2text-generation", model=T5)(TEXT, max_new_tokens=8)
pipeline("text2text-generation", model=T5)(TEXT, max_length=9)
pipeline("text2text-generation", model=T5)([TEXT, "one"], max_new_tokens=8, batch_size=2)
pipeline("text2text-generation", model=T5)(TEXT, max_new_tokens=8, num_beams=1)
pipeline("text2text-generation", model=T5)(TEXT, num_return_sequences=3, num_beams=3, max_new_tokens=8)
pipeline("text2text-generation", model=T5)([TEXT, "one"], num_return_sequences=2, num_beams=2, max_new_tokens=6)
pipeline("text2text-generation", model=T5)([TEXT, "one"], num_return_sequences=2, num_beams=2, max_new_tokens=6, batch_size=2)
pipeline("text2text-generation", model=T5)(TEXT, return_tensors=True, max_new_tokens=6)
pipeline("text2text-generation", model=T5)(TEXT, return_text=True, max_new_tokens=6)
pipeline("text2text-generation", model=T5)(TEXT, return_text=False, max_new_tokens=6)
pipeline("text2text-generation", model=T5)(TEXT, return_tensors=False, return_text=False, max_new_tokens=6)
pipeline("text2text-generation", model=T5)(TEXT, max_new_tokens=6, clean_up_tokenization_spaces=True)
pipeline("text2text-generation", model=T5)(TEXT * 40, truncation=True, max_new_tokens=6)
pipeline("text2text-generation", model=T5)(TEXT, truncation="only_first", max_new_tokens=6)
pipeline("text2text-generation", model=T5)(4)
pipeline("text2text-generation", model=T5)(None)
pipeline("text2text-generation", model=T5)([])
pipeline("text2text-generation", model=T5)(["one", 5])
pipeline("text2text-generation", model=T5)([["one"], ["two"]], max_new_tokens=6)
pipeline("text2text-generation", model=T5)([["one", "two"]], max_new_tokens=6)
list(pipeline("text2text-generation", model=T5)((t for t in ["one", "two"]), max_new_tokens=6))
pipeline("text2text-generation", model=T5, max_new_tokens=5)(TEXT)
pipeline("text2text-generation", model=T5, num_beams=2, max_new_tokens=5)(TEXT)
pipeline("text2text-generation", model=T5)(TEXT, generation_config=GenerationConfig(max_new_tokens=7, num_beams=1, decoder_start_token_id=0, eos_token_id=1, pad_token_id=0))
pipeline("text2text-generation", model=T5)(TEXT, no_such_parameter=1)
pipeline("text2text-generation", model=BART)(TEXT)
pipeline("text2text-generation", model=BART)(TEXT, max_length=15)
pipeline("text2text-generation", model=BART)(TEXT, max_new_tokens=15, min_length=0, num_beams=1)
pipeline("summarization", model=BART)(TEXT)
pipeline("summarization", model=BART)([TEXT, TEXT])
pipeline("summarization", model=BART)(TEXT, num_beams=2, min_length=2, max_length=5)
pipeline("summarization", model=BART)(TEXT, max_length=20)
pipeline("summarization", model=BART)(TEXT, max_length=20, min_length=10, do_sample=False)
pipeline("summarization", model=BART)(TEXT, max_new_tokens=12)
pipeline("summarization", model=BART, max_new_tokens=19)(TEXT)
pipeline("summarization", model=BART)("This " * 1100, truncation=True)
pipeline("summarization", model=BART)(TEXT, truncation=TruncationStrategy.ONLY_FIRST)
pipeline("summarization", model=BART)([TEXT, "one"], batch_size=2, max_length=20)
pipeline("summarization", model=BART)(TEXT, return_tensors=True, max_length=14)
pipeline("summarization", model=BART)(TEXT, generation_config=GenerationConfig(max_new_tokens=7, num_beams=1, decoder_start_token_id=2, eos_token_id=2, pad_token_id=1, bos_token_id=0))
pipeline("summarization", model=BART)([])
pipeline("summarization", model=BART)(5)
pipeline("summarization", model=BART).predict(["a"])
pipeline("summarization", model=T5)(TEXT)
pipeline("summarization", model=T5)(TEXT, max_length=12)
pipeline("summarization", model=T5)(TEXT, min_length=3, max_length=12, num_beams=1)
pipeline("summarization", model=T5)([TEXT, "one"], max_new_tokens=7)
pipeline("summarization", model=T5).task
pipeline("translation_en_to_de", model=T5)(TEXT)
pipeline("translation_en_to_ro", model=T5)(TEXT, max_length=20)
pipeline("translation_en_to_de", model=T5)([TEXT, "one two"], max_length=9)
pipeline("translation_en_to_de", model=T5)([TEXT])
pipeline("translation_en_to_de", model=T5).task
dict(pipeline("translation_en_to_de", model=T5)._preprocess_params)
dict(pipeline("translation_cn_to_ar", model=T5)._preprocess_params)
pipeline("translation_cn_to_ar", model=T5).task
pipeline("translation", model=T5)(TEXT)
pipeline("translation", model=T5)(TEXT, max_length=20)
pipeline("translation", model=T5).task
dict(pipeline("translation", model=T5)._preprocess_params)
pipeline("translation")
pipeline("translation_cn_to_ar")
pipeline("translation_xx_to_yy")
pipeline("translation", model=MARIAN)("the cat")
pipeline("translation", model=MARIAN)("the cat", max_new_tokens=8)
pipeline("translation", model=MARIAN)("the cat", max_length=9)
pipeline("translation", model=MARIAN)(["the cat", "a dog"], max_new_tokens=8)
pipeline("translation", model=MARIAN)(["the cat"], max_new_tokens=8)
pipeline("translation", model=MARIAN, batch_size=2)(["the cat", "a dog and a lion"], max_new_tokens=8)
list(pipeline("translation", model=MARIAN, batch_size=2)((t for t in ["the cat", "a dog"]), max_new_tokens=6))
pipeline("translation_en_to_de", model=MARIAN)("the cat", max_new_tokens=8)
pipeline("translation_en_to_de", model=MARIAN).task
pipeline("translation", model=MARIAN).task
pipeline("translation", model=MARIAN)([])
pipeline("translation", model=MARIAN)(7)
pipeline("translation", model=NLLB)("the cat")
pipeline("translation", model=NLLB)("the cat", src_lang="eng_Latn", tgt_lang="fra_Latn", max_new_tokens=8)
pipeline("translation", model=NLLB, src_lang="eng_Latn", tgt_lang="deu_Latn")("the cat", max_new_tokens=8)
dict(pipeline("translation", model=NLLB, src_lang="eng_Latn", tgt_lang="deu_Latn")._preprocess_params)
pipeline("translation", model=NLLB, src_lang="eng_Latn", tgt_lang="deu_Latn")(["the cat", "dog"], max_new_tokens=8)
pipeline("translation", model=NLLB)("the cat", src_lang="eng_Latn", max_new_tokens=8)
pipeline("translation", model=NLLB)("the cat", src_lang="eng_Latn", tgt_lang="fra_Latn", max_length=12)
"""
SEEING = """
pipeline("visual-question-answering", model=VILT)(PICTURE, "what?", top_k=2)
pipeline("vqa", model=VILT)(image=PICTURE, question="what?", top_k=2)
pipeline("vqa", model=VILT)(PICTURE, "what?")
pipeline("vqa", model=VILT)({"image": PICTURE, "question": "what?"}, top_k=2)
pipeline("vqa", model=VILT)([{"image": PICTURE, "question": "what?"}], top_k=2)
pipeline("vqa", model=VILT)([{"image": PICTURE, "question": "what?"}, {"image": FILE, "question": "who?"}], top_k=1)
pipeline("vqa", model=VILT)([PICTURE, FILE], "what?", top_k=1)
pipeline("vqa", model=VILT)(FILE, ["what?", "who?"], top_k=1)
pipeline("vqa", model=VILT)([PICTURE, FILE], ["what?", "who?"], top_k=1)
pipeline("vqa", model=VILT)([PICTURE], ["what?"], top_k=1)
pipeline("vqa", model=VILT)([PICTURE], "what?", top_k=1)
pipeline("vqa", model=VILT)([], "what?")
pipeline("vqa", model=VILT)([])
pipeline("vqa", model=VILT)(PICTURE, [])
pipeline("vqa", model=VILT)(PICTURE, "what?", top_k=10)
pipeline("vqa", model=VILT, top_k=2)(PICTURE, "what?")
pipeline("vqa", model=VILT)([PICTURE, PICTURE], "what?", top_k=1, batch_size=2)
pipeline("vqa", model=VILT)(KeyDataset([{"image": PICTURE}] * 2, "image"), question="what?", top_k=1)
list(pipeline("vqa", model=VILT)({"image": PICTURE, "question": "q"} for _ in range(2)))
pipeline("vqa", model=VILT)(PICTURE, "what? " * 30, truncation=True, top_k=1)
pipeline("vqa", model=VILT)(PICTURE, "what?", no_such_parameter=1, top_k=1)
pipeline("vqa", model=VILT)(PICTURE)
pipeline("vqa", model=VILT)("no-such-file.png", "what?")
pipeline("vqa", model=VILT).task
pipeline("vqa", model=BLIP_VQA)(PICTURE, "what?")
pipeline("vqa", model=BLIP_VQA)(PICTURE, "what?", top_k=3)
pipeline("vqa", model=BLIP_VQA)([{"image": PICTURE, "question": "what?"}, {"image": FILE, "question": "who?"}])
pipeline("vqa", model=BLIP_VQA)([PICTURE, FILE], "what?", batch_size=2)
pipeline("vqa", model=BLIP_VQA, max_new_tokens=3)(PICTURE, "what?")
pipeline("image-to-text", model=VIT_GPT2)(PICTURE)
pipeline("image-to-text", model=VIT_GPT2)(FILE)
pipeline("image-to-text", model=VIT_GPT2)([PICTURE, FILE])
pipeline("image-to-text", model=VIT_GPT2)([PICTURE])
pipeline("image-to-text", model=VIT_GPT2)(images=PICTURE)
pipeline("image-to-text", model=VIT_GPT2)(inputs=FILE)
pipeline("image-to-text", model=VIT_GPT2)(PICTURE, max_new_tokens=1)
pipeline("image-to-text", model=VIT_GPT2)(PICTURE, max_new_tokens=4)
pipeline("image-to-text", model=VIT_GPT2, max_new_tokens=4)(PICTURE)
pipeline("image-to-text", model=VIT_GPT2)(PICTURE, generate_kwargs={"num_beams": 2, "max_new_tokens": 4})
pipeline("image-to-text", model=VIT_GPT2)(PICTURE, max_new_tokens=4, generate_kwargs={"max_new_tokens": 4})
pipeline("image-to-text", model=VIT_GPT2)(PICTURE, generate_kwargs={"num_beams": 2, "num_return_sequences": 2, "max_new_tokens": 4})
pipeline("image-to-text", model=VIT_GPT2)([PICTURE, PICTURE], batch_size=2, max_new_tokens=4)
pipeline("image-to-text", model=VIT_GPT2)([])
pipeline("image-to-text", model=VIT_GPT2)(None)
pipeline("image-to-text", model=VIT_GPT2)()
pipeline("image-to-text", model=VIT_GPT2)(5)
pipeline("image-to-text", model=VIT_GPT2)(PICTURE, prompt="a photo of")
pipeline("image-to-text", model=VIT_GPT2)(PICTURE, num_beams=2)
pipeline("image-to-text", model=VIT_GPT2)("no-such-file.png")
list(pipeline("image-to-text", model=VIT_GPT2)((PICTURE for _ in "ab"), max_new_tokens=3))
list(pipeline("image-to-text", model=VIT_GPT2)(KeyDataset([{"image": PICTURE}] * 2, "image"), max_new_tokens=3))
pipeline("image-to-text", model=BLIP)(PICTURE, max_new_tokens=4)
pipeline("image-to-text", model=BLIP)(PICTURE)
pipeline("image-to-text", model=BLIP)(PICTURE, prompt="a photo of", max_new_tokens=4)
pipeline("image-to-text", model=BLIP)([PICTURE, FILE], prompt="a photo of", max_new_tokens=4)
pipeline("image-to-text", model=BLIP)([PICTURE, FILE], prompt="a photo of", batch_size=2, max_new_tokens=4)
pipeline("image-to-text", model=BLIP)([PICTURE, FILE], prompt=["a photo of", "a photo of"])
pipeline("image-to-text", model=BLIP)(PICTURE, prompt=5)
pipeline("image-to-text", model=GIT)(PICTURE, max_new_tokens=4)
pipeline("image-to-text", model=GIT)(PICTURE, prompt="a photo of", max_new_tokens=4)
pipeline("image-to-text", model=GIT)([PICTURE, PICTURE], max_new_tokens=4, batch_size=2)
pipeline("image-to-text", model=GIT)([PICTURE, PICTURE], prompt=["a", "b"])
pipeline("image-to-text", model=TROCR)(PICTURE, max_new_tokens=4)
pipeline("image-to-text", model=TROCR)(PICTURE)
pipeline("image-to-image", model=SWIN)(PICTURE)
pipeline("image-to-image", model=SWIN)(FILE)
pipeline("image-to-image", model=SWIN)([PICTURE, FILE])
pipeline("image-to-image", model=SWIN)([PICTURE])
pipeline("image-to-image", model=SWIN)(Image.new("RGB", (64, 64)))
pipeline("image-to-image", model=SWIN)(images=PICTURE)
pipeline("image-to-image", model=SWIN)([])
pipeline("image-to-image", model=SWIN)(5)
pipeline("image-to-image", model=SWIN)(PICTURE, timeout=5)
pipeline("image-to-image", model=SWIN)(PICTURE, no_such_parameter=5)
pipeline("image-to-image", model=SWIN)([PICTURE, PICTURE], batch_size=2)
list(pipeline("image-to-image", model=SWIN)(PICTURE for _ in "ab"))
pipeline("image-to-image", model=SWIN4)(PICTURE)
pipeline(task="image-to-image", model=AutoModelForImageToImage.from_pretrained(SWIN), image_processor=AutoImageProcessor.from_pretrained(SWIN))([PICTURE, FILE])
"""
OTHERS = """
pipeline("sentiment-analysis", model=SST)("good film")
pipeline("sentiment-analysis", model=SST)("good film", return_all_scores=True)
pipeline("sentiment-analysis", model=SST, return_all_scores=True)("good film")
pipeline("sentiment-analysis", model=SST, return_all_scores=True)(["good film", "bad film"])
pipeline("sentiment-analysis", model=SST)("good film", return_all_scores=False)
pipeline("sentiment-analysis", model=SST)("good film", top_k=None)
pipeline("sentiment-analysis", model=SST)([])
pipeline("sentiment-analysis", model=SST).task
pipeline("sentiment-analysis", model=SST).framework
pipeline("ner", model=NER)("john lives in paris")
pipeline("ner", model=NER, grouped_entities=True)("john lives in paris")
pipeline("ner", model=NER)("john lives in paris", grouped_entities=True)
pipeline("ner", model=NER, grouped_entities=True, ignore_subwords=True)("john lives in parisian")
pipeline("ner", model=NER, grouped_entities=False)("john lives in paris")
pipeline("ner", model=NER, ignore_subwords=True)("john lives in paris")
pipeline("ner", model=NER, aggregation_strategy="simple")("john lives in paris")
pipeline("ner", model=NER)([])
pipeline("text-to-speech", model=VITS)("a text")["audio"].ndim
[one["audio"].ndim for one in pipeline("text-to-speech", model=VITS)(["a text", "one"])]
sorted(pipeline("text-to-speech", model=VITS)("a text"))
pipeline("text-to-speech", model=VITS)([])
"""
CALLS = [line for block in (QUESTIONS, WRITING, SEEING, OTHERS) for line in block.strip().splitlines()]
