"""The starters: one row each, in the order of the page."""

from dataclasses import replace
from functools import partial

from models.starters import builders
from models.starters.builders.minilm_delta import MEMORY_BYTES, PREPARED_BYTES, prepare_with_delta
from models.starters.starter import ASSETS, Starter


def minilm_with_difference(name: str, task: str, description: str, limits: str) -> Starter:
    """Return the row of a starter that is MiniLM with the small difference in the task's folder in assets."""
    prepare = partial(prepare_with_delta, ASSETS / task)
    row = Starter(name, (task,), description, limits, assets=task, prepare=prepare)
    return replace(row, size_bytes=PREPARED_BYTES, memory_bytes=MEMORY_BYTES)


def in_assets(name: str, task: str, description: str, limits: str) -> Starter:
    """Return the row of a model that lies in assets as it is, under the name of its task."""
    return Starter(name, (task,), description, limits, assets=task)


def seen_things(name: str, task: str, description: str, limits: str, build: str) -> Starter:
    """Return the row of a starter that works with what NanoDet-g and EfficientNet-Lite0 see; all share one folder."""
    row = Starter(name, (task,), description, limits, assets="object-detection", kept_as="things", build=build)
    return replace(row, prepare=builders.things.prepare, size_bytes=119_000_000, memory_bytes=126_000_000)


ROWS = (
    minilm_with_difference(
        "minilm-tone",
        "text-classification",
        "MiniLM, trained further on 20,000 sentences whose tone people rated.",
        "English only; a text without a tone comes out near half and half, and irony escapes it.",
    ),
    Starter(
        "minilm-labels",
        ("zero-shot-classification",),
        "MiniLM's vector of your text, compared with its vectors of your labels.",
        "It finds what a text is about; feelings, denials and irony it often misreads.",
        prepare=builders.minilm.prepare,
        size_bytes=92_000_000,
        memory_bytes=91_000_000,
        build="models.pipelines.label_similarity.load_label_similarity",
    ),
    minilm_with_difference(
        "minilm-names",
        "token-classification",
        "MiniLM, trained further on editorials and made-up sentences with names from many countries.",
        "It sees no capitals: names that are ordinary words, and rare companies, often escape it.",
    ),
    minilm_with_difference(
        "minilm-answers",
        "question-answering",
        "MiniLM with a small difference that points at the answer to a question in a text.",
        "English, for plain questions (who, what, when, where, how many) on short texts; it always answers, "
        "even where the text does not.",
    ),
    Starter(
        "table-by-meaning",
        ("table-question-answering",),
        "Finds the cells that your question names and, by MiniLM, the column whose heading fits it.",
        "It follows short English questions with the words of the table in them, one step at a time.",
        prepare=builders.minilm.prepare,
        size_bytes=92_000_000,
        memory_bytes=91_000_000,
        build="models.pipelines.table_by_meaning.load_table_by_meaning",
    ),
    minilm_with_difference(
        "minilm-gaps",
        "fill-mask",
        "MiniLM, trained further on a dictionary's definitions and examples.",
        "It guesses short common words well, and of rarer ones more often the kind than the word itself.",
    ),
    in_assets(
        "storyteller",
        "chat",
        "A Llama of 1.1 million weights, trained on made-up stories and conversations.",
        "English only; animals, colours, opposites, days, months, capitals, sums to 12; it forgets what you tell it.",
    ),
    Starter(
        "minilm-summary",
        ("summarization",),
        "Picks the sentences that say most of what the others say (LexRank, on MiniLM's vectors).",
        "It picks sentences of the text and writes none of its own.",
        prepare=builders.minilm.prepare,
        size_bytes=92_000_000,
        memory_bytes=91_000_000,
        build="models.pipelines.extractive_summary.load_extractive_summary",
    ),
    Starter(
        "phrasebook",
        ("translation", "text2text-generation"),
        "A T5 of 1.4 million weights, trained on sentences that grammars made in three languages.",
        "From English to German or French, short everyday sentences only; of instructions the kinds in the examples.",
        assets="text2text-generation",
    ),
    Starter(
        "all-MiniLM-L6-v2",
        ("sentence-similarity", "feature-extraction"),
        "Turns a sentence into 384 numbers that lie close together for similar meanings.",
        "English; it reads the first 256 word pieces and ignores the rest.",
        prepare=builders.minilm.prepare,
        size_bytes=92_000_000,
        memory_bytes=91_000_000,
        based_on_hub_id=builders.minilm.HUB_ID,
    ),
    Starter(
        "whisper-tiny.en",
        ("automatic-speech-recognition",),
        "OpenAI's Whisper, the smallest size for English: speech to text with time stamps.",
        "English only; names, accents and noise cost it words, and in silence it may invent some.",
        licence="MIT",
        prepare=builders.whisper_tiny_en.prepare,
        size_bytes=78_000_000,
        memory_bytes=151_000_000,
        based_on_hub_id="openai/whisper-tiny.en",
    ),
    Starter(
        "hibari",
        ("text-to-speech",),
        "Hibari, a small voice distilled from Kokoro-82M, with a dictionary of American pronunciation.",
        "It speaks English only, in one voice; rare names it may mispronounce.",
        prepare=builders.hibari.prepare,
        size_bytes=7_940_000,
        memory_bytes=16_000_000,
        build="models.pipelines.hibari_speech.load_hibari",
    ),
    Starter(
        "whisper-sounds",
        ("audio-classification",),
        "Whisper tiny's ear with a head that tells 31 kinds of sounds apart.",
        "It learned from imitations made by formulas: real recordings of these things may sound different to it.",
        licence="MIT",
        assets="audio-classification",
        prepare=builders.whisper_sounds.prepare,
        size_bytes=11_900_000,
        memory_bytes=23_700_000,
    ),
    Starter(
        "conse-sounds",
        ("zero-shot-audio-classification",),
        "The sound classifier's names for a recording, compared with your words by MiniLM.",
        "It knows 31 kinds of sounds, learned from imitations; words far from these are guesses.",
        assets="audio-classification",
        prepare=builders.conse_sounds.prepare,
        size_bytes=103_000_000,
        memory_bytes=115_000_000,
        build="models.pipelines.conse.load_conse_sounds",
    ),
    Starter(
        "silero-vad",
        ("voice-activity-detection",),
        "Silero VAD, a network of 0.3 million parameters that hears speech in any language.",
        "It says when somebody speaks, not who, and takes some singing for speech.",
        licence="MIT",
        prepare=builders.silero_vad.prepare,
        size_bytes=1_240_000,
        memory_bytes=1_240_000,
        build="models.pipelines.silero_vad.load_silero",
    ),
    in_assets(
        "lapped-codec",
        "audio-to-audio",
        "A vector quantizer for speech, in 8 steps of 1024 patterns, at 5 to 20 kilobits a second.",
        "It sounds like a bad line, most so below 15 kilobits a second; full models need far fewer for more.",
    ),
    Starter(
        "efficientnet-lite0",
        ("image-classification", "image-feature-extraction"),
        "Google's EfficientNet-Lite0, trained on the 1000 kinds of things in ImageNet.",
        "It always answers with one of its 1000 names, which know many dogs but no person.",
        prepare=builders.efficientnet_lite0.prepare,
        size_bytes=19_000_000,
        memory_bytes=19_000_000,
    ),
    seen_things(
        "nanodet-g",
        "object-detection",
        "NanoDet-g, trained on COCO's 80 everyday things; EfficientNet-Lite0 names animals that are none of them.",
        "It knows 80 kinds of things and misses small ones; round things it may take for clocks or bowls.",
        "models.pipelines.things.object_detection.load",
    ),
    seen_things(
        "nanodet-by-name",
        "zero-shot-object-detection",
        "NanoDet-g and EfficientNet-Lite0, asked for those of their names that mean yours by MiniLM.",
        "It finds 80 everyday kinds of things and, one a picture, some of 1,000 more; other words find nothing.",
        "models.pipelines.things.zero_shot_object_detection.load",
    ),
    seen_things(
        "nanodet-outlines",
        "image-segmentation",
        "Outlines by random walks (Grady 2006) what NanoDet-g and EfficientNet-Lite0 find.",
        "It outlines 80 everyday kinds of things roughly, most so thin and many-coloured ones, and no background.",
        "models.pipelines.things.image_segmentation.load",
    ),
    seen_things(
        "nanodet-cut-outs",
        "mask-generation",
        "Cuts out by random walks (Grady 2006) what NanoDet-g finds, or what has the colours around your click.",
        "Its outlines are rough, most so of thin and many-coloured things; what it does not know it cuts by colour.",
        "models.pipelines.things.mask_generation.load",
    ),
    in_assets(
        "tiny-swin2sr-x2",
        "image-to-image",
        "A tiny Swin2SR that makes pictures twice as large with crisper edges than ordinary enlarging.",
        "It sharpens edges a little, twice as large only; it invents no detail and does not clean noisy pictures.",
    ),
    Starter(
        "things-in-clips",
        ("video-classification",),
        "EfficientNet-Lite0's names for what moments of the clip show, averaged.",
        "It names a thing it sees, of 1,000 kinds; it does not know what anybody does.",
        prepare=builders.efficientnet_lite0.prepare,
        size_bytes=19_000_000,
        memory_bytes=19_000_000,
        build="models.pipelines.video_classification.load_things_in_clips",
    ),
    Starter(
        "nearest-features",
        ("keypoint-matching",),
        "EfficientNet-Lite0's features of both pictures, paired where each is the other's nearest.",
        "It places points to some pixels only, and is lost where the view has changed much.",
        prepare=builders.efficientnet_lite0.prepare,
        size_bytes=19_000_000,
        memory_bytes=19_000_000,
        build="models.pipelines.nearest_features.load_nearest_features",
    ),
    seen_things(
        "nanodet-captions",
        "image-to-text",
        "Counts in a sentence what NanoDet-g and EfficientNet-Lite0 see.",
        "It knows 80 everyday kinds of things and 1,000 more, one a picture, and says nothing of actions or places.",
        "models.pipelines.things.image_to_text.load",
    ),
    seen_things(
        "nanodet-answers",
        "visual-question-answering",
        "Answers what, how many, is there, what colour and where from what NanoDet-g and EfficientNet-Lite0 see.",
        "It knows 80 everyday kinds of things and 1,000 more, one a picture; other questions it refuses.",
        "models.pipelines.things.visual_question_answering.load",
    ),
    Starter(
        "minilm-documents",
        ("document-question-answering",),
        "The model that answers questions about texts, on the words that Tesseract reads from the page.",
        "English, clear print, needs Tesseract; it reads row by row and knows nothing of columns and handwriting.",
        assets="question-answering",
        prepare=builders.minilm_documents.prepare,
        size_bytes=49_000_000,
        memory_bytes=98_000_000,
    ),
    Starter(
        "conse",
        ("zero-shot-image-classification",),
        "EfficientNet-Lite0's names for a picture, compared with your labels by MiniLM.",
        "It tells things apart, not colours, numbers, actions or styles.",
        prepare=builders.conse.prepare,
        size_bytes=111_000_000,
        memory_bytes=111_000_000,
        build="models.pipelines.conse.load_conse",
    ),
)
