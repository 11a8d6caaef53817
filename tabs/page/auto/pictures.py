"""Programs by hand for tasks of pictures, alone or with words."""

SEE = """\
import torch
from PIL import Image
from transformers import {classes}

processor = {processor}.from_pretrained({{model}}{{revision}})
model = {auto}.from_pretrained({{model}}{{revision}})
image = Image.open({{image}}).convert("RGB")
"""

LOOK = """
inputs = processor(images=image, return_tensors="pt")
print(tuple(inputs["pixel_values"].shape))
with torch.no_grad():
    outputs = model(**inputs)
"""


def see_with(auto: str, processor: str = "AutoImageProcessor") -> str:
    """Return the lines that load a processor and a model, and open the picture."""
    return SEE.format(classes=f"{processor}, {auto}", processor=processor, auto=auto)


PROGRAMS: dict[str, str] = {
    "image-classification": see_with("AutoModelForImageClassification")
    + LOOK
    + """\
probabilities = outputs.logits[0].softmax(-1)
for index in probabilities.argsort(descending=True)[:{top_k}].tolist():
    print(f"{{probabilities[index]:.3f}} {{model.config.id2label[index]}}")
""",
    "object-detection": see_with("AutoModelForObjectDetection")
    + LOOK
    + """\
sizes = [(image.height, image.width)]
found = processor.post_process_object_detection(outputs, threshold={threshold}, target_sizes=sizes)[0]
print(len(found["scores"]), "found")
for score, index, box in zip(found["scores"].tolist(), found["labels"].tolist(), found["boxes"].tolist()):
    print(f"{{score:.3f}} {{model.config.id2label[index]}} {{[round(side) for side in box]}}")
""",
    "zero-shot-object-detection": see_with("AutoModelForZeroShotObjectDetection", "AutoProcessor")
    + """
labels, sizes = {candidate_labels}, [(image.height, image.width)]
if model.config.model_type == "grounding-dino":  # it reads one sentence: "a cat. a dog."
    inputs = processor(images=image, text=" ".join(f"{{label.lower()}}." for label in labels), return_tensors="pt")
    options = {{"input_ids": inputs["input_ids"]}}
else:
    inputs = processor(images=image, text=[labels], return_tensors="pt")
    options = {{"text_labels": [labels]}}
with torch.no_grad():
    outputs = model(**inputs)
found = processor.post_process_grounded_object_detection(
    outputs, threshold={threshold}, target_sizes=sizes, **options
)[0]
print(len(found["scores"]), "found")
for score, label, box in zip(found["scores"].tolist(), found["text_labels"], found["boxes"].tolist()):
    print(f"{{score:.3f}} {{label}} {{[round(side) for side in box]}}")
""",
    "image-segmentation": """\
import torch
from PIL import Image
from transformers import (
    AutoConfig,
    AutoImageProcessor,
    AutoModelForSemanticSegmentation,
    AutoModelForUniversalSegmentation,
)

config = AutoConfig.from_pretrained({model}{revision})
for_all = type(config) in AutoModelForUniversalSegmentation._model_mapping  # Mask2Former and its kin
auto = AutoModelForUniversalSegmentation if for_all else AutoModelForSemanticSegmentation
processor = AutoImageProcessor.from_pretrained({model}{revision})
model = auto.from_pretrained({model}{revision})
image = Image.open({image}).convert("RGB")
"""
    + LOOK
    + """\
sizes = [(image.height, image.width)]
classes = processor.post_process_semantic_segmentation(outputs, target_sizes=sizes)[0]  # one for each pixel
for index in classes.unique().tolist():
    share = (classes == index).float().mean().item()
    print(f"{{share:.0%}} {{model.config.id2label.get(index, index)}}")
""",
    "depth-estimation": see_with("AutoModelForDepthEstimation")
    + LOOK
    + """\
sizes = [(image.height, image.width)]
depth = processor.post_process_depth_estimation(outputs, target_sizes=sizes)[0]["predicted_depth"]
print(tuple(depth.shape), depth.min().item(), depth.max().item())
pixels = (depth - depth.min()) / (depth.max() - depth.min()).clamp(min=1e-6) * 255
Image.fromarray(pixels.byte().numpy()).save("depth.png")
""",
    "image-feature-extraction": """\
import torch
from PIL import Image
from transformers import AutoImageProcessor, AutoModel

processor = AutoImageProcessor.from_pretrained({model}{revision})
model = AutoModel.from_pretrained({model}{revision})


def vector(path):
    inputs = processor(images=Image.open(path).convert("RGB"), return_tensors="pt")
    with torch.no_grad():
        hidden = model(**inputs).last_hidden_state[0]  # (patches, numbers), or (numbers, rows, columns)
    mean = hidden.mean((1, 2)) if hidden.dim() == 3 else hidden.mean(0)
    return torch.nn.functional.normalize(mean, dim=0)


wanted = vector({image})
print(tuple(wanted.shape), wanted[:5])
for path in {images}:
    print(path, float(wanted @ vector(path)))
""",
    "document-question-answering": """\
import numpy as np
import torch
from PIL import Image
from rapidocr import RapidOCR
from transformers import (
    AutoConfig,
    AutoModelForDocumentQuestionAnswering,
    AutoModelForImageTextToText,
    AutoProcessor,
    AutoTokenizer,
)

image, question = Image.open({document}).convert("RGB"), {question}
if AutoConfig.from_pretrained({model}{revision}).model_type == "vision-encoder-decoder":
    # Donut reads the picture and writes the answer.
    model = AutoModelForImageTextToText.from_pretrained({model}{revision})
    processor = AutoProcessor.from_pretrained({model}{revision})
    prompt = f"<s_docvqa><s_question>{{question}}</s_question><s_answer>"
    pixels = processor(images=image, return_tensors="pt").pixel_values
    start = processor.tokenizer(prompt, add_special_tokens=False, return_tensors="pt")["input_ids"]
    tokens = model.generate(pixel_values=pixels, decoder_input_ids=start, max_new_tokens={max_new_tokens})
    print(processor.decode(tokens[0]))
else:  # LayoutLM is told the words, and where they stand in thousandths of the page
    model = AutoModelForDocumentQuestionAnswering.from_pretrained({model}{revision})
    tokenizer = AutoTokenizer.from_pretrained({model}{revision}, add_prefix_space=True)
    found = RapidOCR()(np.array(image))
    words, boxes = [], []
    for line, corners in zip(found.txts, found.boxes):
        box = [int(1000 * part) for part in (*corners.min(0) / image.size, *corners.max(0) / image.size)]
        words += line.split()
        boxes += [box] * len(line.split())
    inputs = tokenizer(
        question.split(), words, is_split_into_words=True, truncation="only_second", return_tensors="pt"
    )
    places = zip(inputs.word_ids(0), inputs.sequence_ids(0))
    inputs["bbox"] = torch.tensor([[boxes[word] if part == 1 else [0] * 4 for word, part in places]])
    with torch.no_grad():
        outputs = model(**inputs)
    outside = torch.tensor([part != 1 for part in inputs.sequence_ids(0)])
    start = outputs.start_logits[0].masked_fill(outside, -1e4).softmax(0)
    end = outputs.end_logits[0].masked_fill(outside, -1e4).softmax(0)
    first, last = divmod(torch.outer(start, end).triu().argmax().item(), len(end))
    print(words[inputs.word_ids(0)[first] : inputs.word_ids(0)[last] + 1])
""",
    "image-text-to-text": """\
from PIL import Image
from transformers import AutoModelForImageTextToText, AutoProcessor

processor = AutoProcessor.from_pretrained({model}{revision})
model = AutoModelForImageTextToText.from_pretrained({model}{revision})
picture = Image.open({image}).convert("RGB")
content = [{{"type": "image", "image": picture}}, {{"type": "text", "text": {text}}}]
inputs = processor.apply_chat_template(
    [{{"role": "user", "content": content}}],
    add_generation_prompt=True,
    tokenize=True,
    return_dict=True,
    return_tensors="pt",
)
print({{name: tuple(tensor.shape) for name, tensor in inputs.items()}})
tokens = model.generate(**inputs, max_new_tokens={max_new_tokens}, do_sample={do_sample})
print(processor.decode(tokens[0, inputs["input_ids"].shape[1] :], skip_special_tokens=True))
""",
    "zero-shot-image-classification": see_with("AutoModelForZeroShotImageClassification", "AutoProcessor")
    + """
labels, template = {candidate_labels}, {hypothesis_template}
texts = [template.format(label) for label in labels]
inputs = processor(images=image, text=texts, padding=True, return_tensors="pt")
with torch.no_grad():
    logits = model(**inputs).logits_per_image[0]  # how alike the vectors are, times a number that was learned
for score, label in sorted(zip(logits.softmax(-1).tolist(), labels), reverse=True):
    print(f"{{score:.3f}} {{label}}")
""",
}
