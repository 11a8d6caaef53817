"""Text to text, summarization and translation: the pipelines that Transformers 5 took out.

Called and answering as in Transformers 4 (transformers/pipelines/text2text_generation.py there), so that a
course's `pipeline("summarization")(text, max_length=60)` works after a change of the import. What Transformers
4 read from a checkpoint's `task_specific_params` (prefix, beams, lengths) is read here too, but without
changing the model, which several tasks may share.
"""

import enum
from collections.abc import Mapping
from typing import Any

from transformers import GenerationConfig, Pipeline

from models.errors import BadInput
from models.length import capped, context_limit
from models.words.languages import Language, find_language

BEAM_SETTINGS = ("early_stopping", "length_penalty", "diversity_penalty", "num_beam_groups")
"""What `generate` complains about when there is one beam."""


M2M100_NAMES = {"breton": "br", "western frisian": "fy", "frisian": "fy", "nso": "ns", "nb": "no"}
"""Languages that FLORES-200 lacks, and those that M2M100 has a code of its own for."""


class ReturnType(enum.Enum):
    """What an answer is given as: the argument `return_type` of Transformers 4."""

    TENSORS = 0
    TEXT = 1


class Text2TextGenerationPipeline(Pipeline):  # type: ignore[misc]
    """An encoder-decoder's answer to a text.

    `pipe(text, **generate)` returns [{"generated_text"}], one a sequence; for a list of texts with one sequence
    each, one flat list. Keywords: truncation (cut texts to `input_limit` tokens), return_text, return_tensors
    ({"generated_token_ids"} instead) or return_type, stop_sequence, clean_up_tokenization_spaces, and whatever
    `model.generate` takes: max_length, max_new_tokens, min_length, num_beams, streamer ...

    Raises:
        BadInput: something else than a text, or a list of texts.
    """

    return_name = "generated"
    auto_classes = ("AutoModelForSeq2SeqLM",)

    _pipeline_calls_generate = True
    _load_processor = False
    _load_image_processor = False
    _load_feature_extractor = False
    _load_tokenizer = True
    _default_generation_config = GenerationConfig(max_new_tokens=256, num_beams=4)

    @property
    def input_limit(self) -> int:
        """How many tokens the model was made to read."""
        return context_limit(self.model, self.tokenizer)

    def input_length(self, text: str, **options: Any) -> int:
        """Return how many tokens a text has with everything the model wants around it.

        Args:
            text: as `__call__` takes it.
            options: what `__call__` takes for reading: src_lang, tgt_lang.
        """
        reading, _, _ = self._sanitize_parameters(**options)
        return int(self.preprocess(text, **reading)["input_ids"].shape[-1])

    def __call__(self, inputs: Any, **kwargs: Any) -> Any:
        """Answer a text, or each of a list of texts; for lists of lists there is a list for each."""
        results = super().__call__(inputs, **kwargs)
        plain = isinstance(inputs, list) and all(isinstance(one, str) for one in inputs)
        if plain and all(len(result) == 1 for result in results):
            return [result[0] for result in results]
        return results

    def _sanitize_parameters(
        self,
        *,
        return_tensors: bool | None = None,
        return_text: bool | None = None,
        return_type: ReturnType | None = None,
        clean_up_tokenization_spaces: bool | None = None,
        truncation: bool | str | None = None,
        stop_sequence: str | None = None,
        **generate_kwargs: Any,
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        preprocess = {} if truncation is None else {"truncation": truncation}
        postprocess: dict[str, Any] = {}
        if return_type is not None:
            postprocess["return_tensors"] = return_type is ReturnType.TENSORS
        elif return_tensors is not None or return_text is not None:
            postprocess["return_tensors"] = bool(return_tensors)
        if clean_up_tokenization_spaces is not None:
            postprocess["clean_up_tokenization_spaces"] = clean_up_tokenization_spaces
        if stop_sequence is not None:
            generate_kwargs |= {"stop_strings": [stop_sequence], "tokenizer": self.tokenizer}
        return preprocess, generate_kwargs, postprocess

    def preprocess(self, text: Any, truncation: bool | str = False, **options: Any) -> Any:
        """Turn a text, or a list of them, into `input_ids` and `attention_mask`, int64 (texts, tokens)."""
        several = isinstance(text, list)
        if not (text and all(isinstance(one, str) for one in text) if several else isinstance(text, str)):
            raise BadInput("common.this_model_reads_text")
        limit: dict[str, Any] = {"max_length": self.input_limit} if truncation else {}
        tokens = self.encode(text, truncation=truncation, padding=several, verbose=False, **limit, **options)
        tokens.pop("token_type_ids", None)
        return tokens

    def encode(self, text: Any, **options: Any) -> Any:
        """Return the tokenizer's output for a text or several, with the prefix the model was trained on."""
        prefix = self.task_settings().get("prefix") or getattr(self.model.config, "prefix", None) or ""
        return self.with_prefix(prefix, text, **options)

    def with_prefix(self, prefix: str, text: Any, **options: Any) -> Any:
        """Return the tokenizer's output for a prefix and a text, or each of several."""
        texts = [prefix + one for one in text] if isinstance(text, list) else prefix + text
        return self.tokenizer(texts, return_tensors="pt", **options)

    def task_settings(self) -> Mapping[str, Any]:
        """Return what the checkpoint says about this task."""
        settings = getattr(self.model.config, "task_specific_params", None) or {}
        return settings.get(self.task) or {}

    def _forward(self, model_inputs: Any, **generate_kwargs: Any) -> dict[str, Any]:
        generate_kwargs = self._generate_kwargs | generate_kwargs  # what the constructor was given holds for each call
        settings = {name: value for name, value in self.task_settings().items() if name != "prefix"}
        if "generation_config" in generate_kwargs:
            settings = {}
        if {"max_new_tokens", "max_length"} & generate_kwargs.keys():
            settings.pop("max_length", None)
        options = capped(self._prepare_generate_kwargs({**settings, **generate_kwargs}), self.input_limit)
        if options.get("num_beams", 1) == 1:
            options = {name: value for name, value in options.items() if name not in BEAM_SETTINGS}
        output_ids = self.model.generate(**model_inputs, **options)
        batch = model_inputs["input_ids"].shape[0]
        return {"output_ids": output_ids.reshape(batch, -1, output_ids.shape[-1])}

    def postprocess(
        self, model_outputs: Any, return_tensors: bool = False, clean_up_tokenization_spaces: bool = False
    ) -> list[dict[str, Any]]:
        """Name the sequences as Transformers 4 did."""
        sequences = model_outputs["output_ids"].flatten(0, 1)
        if return_tensors:
            return [{f"{self.return_name}_token_ids": ids} for ids in sequences]
        return [
            {
                f"{self.return_name}_text": self.tokenizer.decode(
                    ids, skip_special_tokens=True, clean_up_tokenization_spaces=clean_up_tokenization_spaces
                )
            }
            for ids in sequences
        ]


class SummarizationPipeline(Text2TextGenerationPipeline):
    """A shorter text: [{"summary_text"}]; T5 models get the prefix they were trained with."""

    return_name = "summary"

    def task_settings(self) -> Mapping[str, Any]:
        """Return what the checkpoint says about summarization; all of T5's summaries were trained with a prefix."""
        fallback = {"prefix": "summarize: "} if self.model.config.model_type == "t5" else {}
        return super().task_settings() or fallback


class TranslationPipeline(Text2TextGenerationPipeline):
    """A text in another language: [{"translation_text"}].

    Further keywords: src_lang and tgt_lang, English names ("German"), ISO 639 or FLORES-200 codes ("de",
    "deu_Latn"). Or, as in Transformers 4, the task's own name says them: `task="translation_en_to_de"`.
    T5 gets them as a prefix, NLLB, mBART and M2M100 as language tokens; a Marian model knows one pair, or
    several target languages.

    Raises:
        BadInput: a language the model does not know, or none where it needs to be told.
    """

    return_name = "translation"

    def _sanitize_parameters(
        self, *, src_lang: str | None = None, tgt_lang: str | None = None, **kwargs: Any
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        preprocess, forward, postprocess = super()._sanitize_parameters(**kwargs)
        if src_lang is None and tgt_lang is None and self.task.count("_") == 3:
            _, src_lang, _, tgt_lang = self.task.split("_")
        languages = {"src_lang": src_lang, "tgt_lang": tgt_lang}
        preprocess |= {name: word for name, word in languages.items() if word}
        return preprocess, forward, postprocess

    def encode(self, text: Any, src_lang: str | None = None, tgt_lang: str | None = None, **options: Any) -> Any:
        """Return the tokenizer's output for a text, and `forced_bos_token_id` where that names the language."""
        if hasattr(self.tokenizer, "_build_translation_inputs"):
            if src_lang is None or tgt_lang is None:
                raise BadInput("text2text.model_needs_to_be_told_both")
            codes = {"src_lang": self.language_code(src_lang), "tgt_lang": self.language_code(tgt_lang)}
            return self.tokenizer._build_translation_inputs(text, return_tensors="pt", **codes, **options)
        if src_lang is None or tgt_lang is None:
            return super().encode(text, **options)
        prefix = self.prefix_for(find_language(src_lang), find_language(tgt_lang))
        return self.with_prefix(prefix, text, **options)

    def language_code(self, word: str) -> str:
        """Return what a multilingual tokenizer calls a language: the word itself, or another code of the language."""
        special = set(self.tokenizer.all_special_tokens)
        word = M2M100_NAMES.get(word.lower(), word)
        if word in special or f"__{word}__" in special:
            return word
        language = find_language(word)
        if language.flores in special:  # NLLB
            return language.flores
        for code in (language.iso, M2M100_NAMES.get(language.iso, "")):
            if f"__{code}__" in special:
                return code
        for token in special:
            if token.startswith(f"{language.iso}_") and len(token) == len("xx_XX"):  # mBART-50
                return str(token)
        raise BadInput("text2text.model_does_not_know_language", language=language.name)

    def prefix_for(self, source: Language, target: Language) -> str:
        """Return what goes before the text for T5, and for Marian models of one or several target languages."""
        if self.model.config.model_type == "marian":
            self.check_marian_pair(source, target)
            targets = getattr(self.tokenizer, "supported_language_codes", [])
            names = [f">>{code}<<" for code in (target.iso, target.iso3, target.flores)]
            return next((f"{name} " for name in names if name in targets), "")
        self.check_declared_pair(source, target)
        return f"translate {source.name} to {target.name}: "

    def check_declared_pair(self, source: Language, target: Language) -> None:
        """Refuse languages that are not among the pairs which a checkpoint's configuration declares, if it does."""
        pairs = self.declared_pairs()
        if pairs and [source.name, target.name] not in pairs:
            known = " or ".join(f"{one} to {other}" for one, other in pairs)
            raise BadInput("text2text.model_translates_from_known_only", known=known)

    def declared_pairs(self) -> list[list[str]]:
        """Return the [source, target] names that the configuration declares; [] where it declares none.

        Those of T5 (Raffel et al. 2020) name a pair in each translation_xx_to_yy of their task_specific_params.
        The gated kind, T5 1.1, inherited the names without the training, or learned more: FLAN-T5.
        """
        config = self.model.config
        declared = getattr(config, "translation_pairs", None)
        if declared or str(getattr(config, "feed_forward_proj", "")).startswith("gated"):
            return declared or []
        names = [name.split("_") for name in getattr(config, "task_specific_params", None) or {}]
        codes = [parts[1::2] for parts in names if len(parts) == 4 and parts[::2] == ["translation", "to"]]
        return [[find_language(code).name for code in pair] for pair in codes]

    def check_marian_pair(self, source: Language, target: Language) -> None:
        """Refuse languages that a Marian model of one pair would silently take for others."""
        pair = [self.tokenizer.source_lang, self.tokenizer.target_lang]
        try:
            known = [find_language(code) for code in pair if code]
        except BadInput:  # a family, such as "ROMANCE"
            return
        if len(known) == 2 and known != [source, target]:
            raise BadInput("text2text.model_translates_from_name_to_name", name=known[0].name, name_2=known[1].name)
