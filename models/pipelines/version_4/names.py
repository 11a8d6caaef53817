"""What version 4 called its tasks and arguments, and the models it took where none was named."""

DEFAULTS = {
    "summarization": ("sshleifer/distilbart-cnn-12-6", "a4f8f3e"),
    "translation": ("google-t5/t5-base", "a9723ea"),
    "text2text-generation": ("google-t5/t5-base", "a9723ea"),
    "question-answering": ("distilbert/distilbert-base-cased-distilled-squad", "564e9b5"),
    "visual-question-answering": ("dandelin/vilt-b32-finetuned-vqa", "d0a1f6a"),
    "image-to-image": ("caidas/swin2SR-classical-sr-x2-64", "cee1c92"),
    "image-to-text": ("ydshieh/vit-gpt2-coco-en", "5bebf1e"),
    "conversational": ("microsoft/DialoGPT-medium", "8bada3b"),
}
"""The tasks that Transformers removed, each with the model and revision it had there last."""

OTHER_DEFAULTS = {
    "text-generation": ("openai-community/gpt2", "607a30d"),
    "image-text-to-text": ("llava-hf/llava-onevision-qwen2-0.5b-ov-hf", "2c9ba3b"),
    "mask-generation": ("facebook/sam-vit-huge", "87aecf0"),
    "keypoint-matching": ("magic-leap-community/superglue_outdoor", "f4041f8"),
}
"""Of tasks that Transformers has: those whose default is another model today, and those with a class here."""

OWN_CLASSES = {
    "conversational": "models.pipelines.conversational.ConversationalPipeline",
    "visual-question-answering": "models.pipelines.visual_question_answering.GreedyQuestionAnsweringPipeline",
    "image-to-image": "models.pipelines.image_to_image.WholeImageToImagePipeline",
}
"""Tasks whose pipeline here is not that of the application."""

OWN_TASKS = {*DEFAULTS, "mask-generation", "keypoint-matching"}
"""Served by classes of this project; Transformers' own need torchvision for masks and mix up sides for key points."""

OTHER_NAMES = {"vqa": "visual-question-answering"}
PAIRS = ("translation_en_to_de", "translation_en_to_fr", "translation_en_to_ro")
"""Translations that need no model to be named."""

WITHOUT_EFFECT = ("framework", "use_fast", "low_cpu_mem_usage")
"""Arguments of version 4 with one choice left: PyTorch, fast tokenizers, and no second copy while loading."""

CHATS = ("blenderbot", "blenderbot-small")
"""Kinds of models that converse without a chat template, which text-generation does not know how to ask."""

DTYPE_NAMES = ("torch_dtype", "dtype")
PARTS = ("tokenizer", "feature_extractor", "image_processor", "processor")
