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

INPUTS = {"sentence-similarity": "text", "feature-extraction": "text", "image-feature-extraction": "pictures"}
KINDS = {"zero-shot-audio-classification": ("clap",)}
"""Tasks served by AutoModel, which knows every kind of model: what theirs have to read, or of which kind they are."""


def pipeline_class_for(task: str) -> Any:
    """Return the Pipeline subclass of a task: ours, or Transformers' own."""
    from transformers.pipelines import SUPPORTED_TASKS

    path = OUR_PIPELINES.get(task) or SUPPORTED_TASKS[SAME_AS.get(task, task)]["impl"]
    module, _, name = path.rpartition(".")
    return getattr(importlib.import_module(module), name)


def classes_for(task: str, config: Any) -> list[Any]:
    """Return the AutoModel classes of the task that know this configuration, the likeliest first.

    Raises:
        ModelRefused: there are none, or the task's pipeline cannot serve this kind of model.
    """
    check_kind(task, config.model_type)
    classes = [auto_class for auto_class in auto_classes(task) if type(config) in auto_class._model_mapping]
    if not classes:
        raise cannot_do(task, config.model_type)
    return classes


def check_kind(task: str, kind: str) -> None:
    """Raise ModelRefused if the task's pipeline cannot serve a kind of model, such as "resnet"."""
    served = getattr(pipeline_class_for(task), "model_kinds", ()) if task in OUR_PIPELINES else KINDS.get(task, ())
    needed, known = INPUTS.get(task, ""), inputs_of(kind)
    speaks = needed == "text" and "sounds" in known and "pictures" not in known  # its text is what was said
    if (served and kind not in served) or (needed and known and needed not in known) or speaks:
        raise cannot_do(task, kind, served)


def inputs_of(kind: str) -> set[str]:
    """Return what Transformers has readers for, for a kind of model: "text", "pictures", "sounds"."""
    from transformers.models.auto.feature_extraction_auto import FEATURE_EXTRACTOR_MAPPING_NAMES
    from transformers.models.auto.image_processing_auto import IMAGE_PROCESSOR_MAPPING_NAMES
    from transformers.models.auto.processing_auto import PROCESSOR_MAPPING_NAMES
    from transformers.models.auto.tokenization_auto import TOKENIZER_MAPPING_NAMES

    readers = {
        "text": {*TOKENIZER_MAPPING_NAMES, *PROCESSOR_MAPPING_NAMES},
        "pictures": IMAGE_PROCESSOR_MAPPING_NAMES,
        "sounds": FEATURE_EXTRACTOR_MAPPING_NAMES,
    }
    return {name for name, kinds in readers.items() if kind in kinds}


def cannot_do(task: str, kind: str, served: tuple[str, ...] = ()) -> ModelRefused:
    """Say that a kind of model does not serve a task, and which kinds do where they are few."""
    doing = task.replace("-", " ")
    if task == "text-to-speech" and kind == "speecht5":
        return ModelRefused(
            "SpeechT5 writes spectrograms; the vocoder that makes sound of them lies in a second repository, which "
            f"this server does not fetch. Choose another model for {doing}, such as one of facebook/mms-tts."
        )
    instead = f"one of the kinds {', '.join(served)}" if served else "a model made for this task"
    return ModelRefused(f"A model of the kind “{kind}” cannot do {doing}. Choose {instead}.")


def auto_classes(task: str) -> tuple[Any, ...]:
    """Return the AutoModel classes that can serve a task, the likeliest first."""
    import transformers
    from transformers.pipelines import SUPPORTED_TASKS

    if task in OUR_PIPELINES:
        return tuple(getattr(transformers, name) for name in pipeline_class_for(task).auto_classes)
    more = tuple(getattr(transformers, name) for name in MORE_CLASSES.get(task, ()))
    known = SUPPORTED_TASKS[SAME_AS.get(task, task)]["pt"]
    return tuple(one for one in (*known, *more) if one.__name__ not in LEFT_OUT)
