"""Programs by hand for tasks of texts."""

LOAD = """\
import torch
from transformers import AutoTokenizer, {auto}

tokenizer = AutoTokenizer.from_pretrained({{model}}{{revision}})
model = {auto}.from_pretrained({{model}}{{revision}})
"""

CHOOSE = """
with torch.no_grad():
    logits = model(**inputs).logits[0]
"""

WRITE = """\
answer = model.generate(
    **inputs,
    max_new_tokens={max_new_tokens},
    do_sample={do_sample},
    temperature={temperature},
    top_p={top_p},
    top_k={top_k},
    repetition_penalty={repetition_penalty},
    output_scores=True,
    return_dict_in_generate=True,
)
"""


def load_with(auto: str) -> str:
    """Return the lines that load tokenizer and model, with the AutoModel class for the task."""
    return LOAD.format(auto=auto)


PROGRAMS: dict[str, str] = {
    "text-classification": load_with("AutoModelForSequenceClassification")
    + """
inputs = tokenizer({text}, truncation=True, return_tensors="pt")
print(tokenizer.convert_ids_to_tokens(inputs["input_ids"][0]))"""
    + CHOOSE
    + """\
probabilities = logits.softmax(-1)  # logits.sigmoid() where a text may be of several classes at once
for index in probabilities.argsort(descending=True)[:{top_k}].tolist():
    print(f"{{probabilities[index]:.3f}} {{model.config.id2label[index]}}")
""",
    "zero-shot-classification": load_with("AutoModelForSequenceClassification")
    + """
labels = {candidate_labels}
template = {hypothesis_template}
pairs = [template.format(label) for label in labels]
inputs = tokenizer([{text}] * len(labels), pairs, truncation="only_first", padding=True, return_tensors="pt")
with torch.no_grad():
    logits = model(**inputs).logits  # a row for each label: does its sentence follow from the text?
follows = next(index for name, index in model.config.label2id.items() if name.lower().startswith("entail"))
scores = logits[:, follows].softmax(0)
for score, label in sorted(zip(scores.tolist(), labels), reverse=True):
    print(f"{{score:.3f}} {{label}}")
""",
    "token-classification": load_with("AutoModelForTokenClassification")
    + """
text = {text}
inputs = tokenizer(text, truncation=True, return_offsets_mapping=True, return_tensors="pt")
offsets = inputs.pop("offset_mapping")[0].tolist()"""
    + CHOOSE
    + """\
probabilities, best = logits.softmax(-1).max(-1)
for (start, end), score, index in zip(offsets, probabilities.tolist(), best.tolist()):
    label = model.config.id2label[index]
    if start < end and label != "O":
        print(f"{{score:.3f}} {{label}} {{text[start:end]}}")  # neighbours with one label are one name
""",
    "fill-mask": load_with("AutoModelForMaskedLM")
    + """
inputs = tokenizer({text}.replace("[MASK]", tokenizer.mask_token), return_tensors="pt")"""
    + CHOOSE
    + """\
for gap in (inputs["input_ids"][0] == tokenizer.mask_token_id).nonzero().flatten().tolist():
    best = logits[gap].softmax(-1).topk({top_k})
    for score, index in zip(best.values.tolist(), best.indices.tolist()):
        print(f"{{score:.3f}} {{tokenizer.decode([index])}}")
""",
    "table-question-answering": "import pandas\n"
    + load_with("AutoModelForTableQuestionAnswering")
    + """
table = pandas.DataFrame({table}, dtype=object)  # every cell is a text
inputs = tokenizer(table=table, queries=[{question}], padding="max_length", truncation=True, return_tensors="pt")
with torch.no_grad():
    outputs = model(**inputs)
tensors = dict(inputs)
cells, doing = tokenizer.convert_logits_to_predictions(tensors, outputs.logits, outputs.logits_aggregation)
print([table.iat[cell] for cell in cells[0]], model.config.aggregation_labels[doing[0]])
""",
    "decision": load_with("AutoModelForCausalLM")
    + """
labels = {candidate_labels}
letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(labels)]
choices = "\\n".join(f"{{letter}}. {{label}}" for letter, label in zip(letters, labels))
message = {{"role": "user", "content": f"{{{text}}}\\n\\n{{{question}}}\\n{{choices}}\\nAnswer with one letter."}}
inputs = tokenizer.apply_chat_template([message], add_generation_prompt=True, return_dict=True, return_tensors="pt")
with torch.no_grad():
    logits = model(**inputs).logits[0, -1]  # for the next token
numbers = [tokenizer(letter, add_special_tokens=False)["input_ids"][0] for letter in letters]
for score, label in zip(logits[numbers].softmax(-1).tolist(), labels):
    print(f"{{score:.3f}} {{label}}")
""",
    "chat": """\
from transformers import AutoConfig, AutoModelForCausalLM, AutoModelForSeq2SeqLM, AutoTokenizer

messages = {messages}
tokenizer = AutoTokenizer.from_pretrained({model}{revision})
if AutoConfig.from_pretrained({model}{revision}).is_encoder_decoder:  # Blenderbot
    model = AutoModelForSeq2SeqLM.from_pretrained({model}{revision})
    inputs = tokenizer("  ".join(message["content"] for message in messages), return_tensors="pt")
    start = 0
else:
    model = AutoModelForCausalLM.from_pretrained({model}{revision})
    inputs = tokenizer.apply_chat_template(
        messages, add_generation_prompt=True, return_dict=True, return_tensors="pt"
    )
    start = inputs["input_ids"].shape[1]
longest = min({max_new_tokens}, getattr(model.config, "max_position_embeddings", 2048) - 1)
tokens = model.generate(**inputs, max_new_tokens=longest, do_sample={do_sample})[0, start:]
print(tokenizer.convert_ids_to_tokens(tokens))
print(tokenizer.decode(tokens, skip_special_tokens=True))
""",
    "text-generation": load_with("AutoModelForCausalLM")
    + """
inputs = tokenizer({text}, return_tensors="pt")
"""
    + WRITE
    + """\
written = answer.sequences[0, inputs["input_ids"].shape[1] :]
for token, scores in zip(written[:12].tolist(), answer.scores):  # after temperature and the other settings
    best = scores[0].softmax(-1).topk(5)
    likely = zip(tokenizer.batch_decode(best.indices.unsqueeze(-1)), best.values.tolist())
    print(repr(tokenizer.decode([token])), [(word, round(score, 3)) for word, score in likely])
print(tokenizer.decode(written, skip_special_tokens=True))
""",
    "sentence-similarity": load_with("AutoModel")
    + """
sentences = {text} + [line for line in [{question}] if line]
inputs = tokenizer(sentences, padding=True, truncation=True, return_tensors="pt")
with torch.no_grad():
    hidden = model(**inputs).last_hidden_state  # a vector for each token
mask = inputs["attention_mask"].unsqueeze(-1)
vectors = torch.nn.functional.normalize((hidden * mask).sum(1) / mask.sum(1), dim=-1)  # their mean, of length 1
print(vectors @ vectors.T)  # the cosines
""",
    "feature-extraction": load_with("AutoModel")
    + """
for text in {text}:
    inputs = tokenizer(text, truncation=True, return_tensors="pt")
    with torch.no_grad():
        tokens = model(**inputs).last_hidden_state[0]  # a vector for each token
    vector = {{"mean": tokens.mean(0), "cls": tokens[0], "max": tokens.max(0).values}}[{pooling}]
    print(text, tuple(tokens.shape), vector[:5])
""",
}
