"""Which classes serve a task: its pipeline and the models that pipeline takes."""

import importlib
from typing import Any

from models.errors import ModelRefused

SENTENCE_TASKS = {"sentence-similarity"}
OUR_PIPELINES: dict[str, str] = {
    "image-to-text": "models.pipelines.image_to_text.ImageToTextPipeline",
    "visual-question-answering": "models.pipelines.visual_question_answering.VisualQuestionAnsweringPipeline",
    "document-question-answering": "models.pipelines.document_question_answering.DocumentQuestionAnsweringPipeline",
    "any-to-any": "models.pipelines.any_to_any.AnyToAnyPipeline",
    "question-answering": "models.pipelines.question_answering.QuestionAnsweringPipeline",
    "image-to-image": "models.pipelines.image_to_image.ImageToImagePipeline",
    "keypoint-matching": "models.pipelines.keypoint_matching.UprightKeypointMatchingPipeline",
    "mask-generation": "models.pipelines.mask_generation.PointsMaskGenerationPipeline",
    "video-classification": "models.pipelines.video_classification.FramesClassificationPipeline",
    "chat": "models.pipelines.chat.ChatPipeline",
    "text2text-generation": "models.pipelines.text2text.Text2TextGenerationPipeline",
    "summarization": "models.pipelines.text2text.SummarizationPipeline",
    "translation": "models.pipelines.text2text.TranslationPipeline",
    "audio-to-audio": "models.pipelines.audio_codec.AudioCodecPipeline",
    "voice-activity-detection": "models.pipelines.voice_activity.VoiceActivityPipeline",
}
"""Tasks whose pipeline Transformers 5 does not have: the class, with its `auto_classes`."""

SAME_AS = {"text-to-speech": "text-to-audio"}
"""Tasks of ours that a pipeline of Transformers serves under another name."""

MORE_CLASSES = {"image-segmentation": ("AutoModelForUniversalSegmentation", "AutoModelForInstanceSegmentation")}
"""What a pipeline of Transformers takes beyond the classes it is registered with: `pipeline()` itself finds
Mask2Former and MaskFormer through `config.architectures`."""


LEFT_OUT = {"AutoModelForTextToSpectrogram"}
"""Their pipeline fetches a vocoder from the Hub inside its constructor, past every check of ours (SpeechT5)."""


def pipeline_class_for(task: str) -> Any:
    """Return the Pipeline subclass of a task: ours, or Transformers' own."""
    from transformers.pipelines import SUPPORTED_TASKS

    path = OUR_PIPELINES.get(task) or SUPPORTED_TASKS[SAME_AS.get(task, task)]["impl"]
    module, _, name = path.rpartition(".")
    return getattr(importlib.import_module(module), name)


def classes_for(task: str, config: Any) -> list[Any]:
    """Return the AutoModel classes of the task that know this configuration, the likeliest first."""
    classes = [auto_class for auto_class in auto_classes(task) if type(config) in auto_class._model_mapping]
    if not classes:
        raise ModelRefused(
            f"A model of the kind “{config.model_type}” cannot do {task.replace('-', ' ')}. "
            f"Choose a model made for this task."
        )
    return classes


def auto_classes(task: str) -> tuple[Any, ...]:
    """Return the AutoModel classes that can serve a task, the likeliest first."""
    import transformers
    from transformers.pipelines import SUPPORTED_TASKS

    if task in OUR_PIPELINES:
        return tuple(getattr(transformers, name) for name in pipeline_class_for(task).auto_classes)
    more = tuple(getattr(transformers, name) for name in MORE_CLASSES.get(task, ()))
    known = SUPPORTED_TASKS[SAME_AS.get(task, task)]["pt"]
    return tuple(one for one in (*known, *more) if one.__name__ not in LEFT_OUT)
