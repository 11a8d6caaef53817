"""Visual question answering: short answers about a picture."""

from typing import Any

from PIL import Image

from tabs.examples.packaged import find_photo, find_specimen
from tabs.examples.photos import pick_picture_and_question
from tabs.kinds import PICTURE, SCORES, TEXT
from tabs.read.elongated import MOST_FOR_QUESTIONS, refuse_elongated
from tabs.run.job import Job
from tabs.task import Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

CODE = """\
from PIL import Image
from transformers import AutoModelForVisualQuestionAnswering, AutoProcessor

model = AutoModelForVisualQuestionAnswering.from_pretrained({model}{revision})
processor = AutoProcessor.from_pretrained({model}{revision})

picture = Image.open({image}).convert("RGB")
inputs = processor(images=picture, text={question}, return_tensors="pt")
if model.can_generate():  # BLIP writes the answer
    tokens = model.generate(**inputs, max_new_tokens=16)
    print(processor.decode(tokens[0], skip_special_tokens=True))
else:  # ViLT chooses among the answers it knows
    scores = model(**inputs).logits[0].sigmoid()
    for index in scores.argsort(descending=True)[:{top_k}].tolist():
        print(round(scores[index].item(), 3), model.config.id2label[index])
"""


def call(pipe: Any, job: Job, *, image: Image.Image, question: str, top_k: int) -> list[dict[str, Any]]:
    """Return [{"score", "answer"}, ...], best first."""
    refuse_elongated(image, MOST_FOR_QUESTIONS)
    raw: list[dict[str, Any]] = pipe(image=image, question=question, top_k=top_k)
    return raw


def render(raw: list[dict[str, Any]], *, image: Image.Image, question: str) -> dict[str, float]:
    """Return {answer: score}."""
    return {item["answer"] or say("visual_question_answering.no_answer"): float(item["score"]) for item in raw}


TASK = Task(
    id="visual-question-answering",
    title=say("visual_question_answering.ask_about_a_picture"),
    summary=say("visual_question_answering.ask_what_how_many_or_which"),
    models=(
        ModelChoice(
            "dandelin/vilt-b32-finetuned-vqa",
            470_000_000,
            "Apache-2.0",
            say("visual_question_answering.quick_3_129_answers"),
            "refs/pr/9",
        ),
        ModelChoice(
            "Salesforce/blip-vqa-base",
            1_540_000_000,
            "BSD-3-Clause",
            say("visual_question_answering.writes_answers_more_accurate"),
        ),
    ),
    starter="nanodet-answers",
    inputs=(Input("image", say("common.picture"), PICTURE), Input("question", say("common.question"), TEXT, lines=1)),
    outputs=(Output("labels", say("common.answer"), SCORES),),
    parameters=(
        Parameter("top_k", say("common.answers_to_show"), 5, say("common.how_many_best_are_listed"), 1, 10, 1),
    ),
    call=call,
    render=render,
    code=CODE,
    packages=("pillow",),
    examples=(
        (find_specimen("motorcycle_left.png"), "What colour is the motorcycle?"),
        (find_specimen("astronaut.png"), "How many people are there?"),
        (find_photo("lion.jpg"), "What animal is this?"),
        (find_specimen("camera.png"), "Is there a dog?"),
    ),
    make_example=pick_picture_and_question,
)
