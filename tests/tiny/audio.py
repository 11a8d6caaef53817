"""Tiny checkpoints for the tasks on sound."""

import warnings
from pathlib import Path

from tests.tiny.tokenizers import save_byte_level

SMALL_ENCODER = {"encoder_layers": 2, "encoder_attention_heads": 2, "encoder_ffn_dim": 32}
SMALL_DECODER = {"decoder_layers": 2, "decoder_attention_heads": 2, "decoder_ffn_dim": 32}
WHISPER_TOKENS = ("<|startoftranscript|>", "<|en|>", "<|de|>", "<|translate|>", "<|transcribe|>", "<|notimestamps|>")
TIMES = tuple(f"<|{number / 50:.2f}|>" for number in range(1501))


def make_whisper(folder: Path, languages: bool = True) -> None:
    """Whisper with two layers a side; its generation configuration knows languages and time stamps."""
    from transformers import (
        GenerationConfig,
        WhisperConfig,
        WhisperFeatureExtractor,
        WhisperForConditionalGeneration,
        WhisperTokenizer,
    )

    end = dict.fromkeys(("eos_token", "bos_token", "pad_token", "unk_token"), "<|endoftext|>")
    save_byte_level(folder, "WhisperTokenizer", **end)
    tokenizer = WhisperTokenizer.from_pretrained(folder)
    tokenizer.add_special_tokens({"additional_special_tokens": list(WHISPER_TOKENS)})
    tokenizer.add_tokens(list(TIMES))
    tokenizer.save_pretrained(folder)
    ids = {token: tokenizer.convert_tokens_to_ids(token) for token in (*WHISPER_TOKENS, "<|endoftext|>")}
    start, stop = ids["<|startoftranscript|>"], ids["<|endoftext|>"]
    config = WhisperConfig(
        vocab_size=len(tokenizer),
        d_model=16,
        num_mel_bins=80,
        max_target_positions=64,
        decoder_start_token_id=start,
        eos_token_id=stop,
        bos_token_id=stop,
        pad_token_id=stop,
        **SMALL_ENCODER,
        **SMALL_DECODER,
    )
    model = WhisperForConditionalGeneration(config)
    model.generation_config = GenerationConfig(
        decoder_start_token_id=start,
        eos_token_id=stop,
        bos_token_id=stop,
        pad_token_id=stop,
        max_length=64,
        no_timestamps_token_id=ids["<|notimestamps|>"],
        is_multilingual=languages,
        **(
            {
                "lang_to_id": {"<|en|>": ids["<|en|>"], "<|de|>": ids["<|de|>"]},
                "task_to_id": {"transcribe": ids["<|transcribe|>"], "translate": ids["<|translate|>"]},
            }
            if languages
            else {}
        ),
        alignment_heads=[[1, 0]],
        max_initial_timestamp_index=50,
        suppress_tokens=[],
        begin_suppress_tokens=[],
    )
    model.save_pretrained(folder)
    WhisperFeatureExtractor(feature_size=80).save_pretrained(folder)


def make_english_whisper(folder: Path) -> None:
    """Whisper that knows no other language."""
    make_whisper(folder, languages=False)


SMALL = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}
WAVEFORM = {
    **SMALL,
    "conv_dim": (8, 8),
    "conv_kernel": (10, 8),
    "conv_stride": (20, 16),
    "num_feat_extract_layers": 2,
    "num_conv_pos_embeddings": 16,
    "num_conv_pos_embedding_groups": 2,
    "feat_extract_norm": "layer",
}
"""320 samples a frame, as in wav2vec 2.0 and WavLM, from two convolutions."""


def make_ctc(folder: Path) -> None:
    """Write wav2vec 2.0 with a CTC head and its letters."""
    import json

    from transformers import Wav2Vec2Config, Wav2Vec2CTCTokenizer, Wav2Vec2FeatureExtractor, Wav2Vec2ForCTC

    letters = ["<pad>", "<s>", "</s>", "<unk>", "|", *"ETAONIHSRDLUMWCFGYPBVK'XJQZ"]
    vocabulary = folder / "vocab.json"
    vocabulary.write_text(json.dumps({letter: number for number, letter in enumerate(letters)}))
    Wav2Vec2CTCTokenizer(str(vocabulary)).save_pretrained(folder)
    Wav2Vec2ForCTC(Wav2Vec2Config(vocab_size=len(letters), pad_token_id=0, **WAVEFORM)).save_pretrained(folder)
    Wav2Vec2FeatureExtractor(return_attention_mask=False).save_pretrained(folder)


def make_ast(folder: Path) -> None:
    """Audio Spectrogram Transformer that knows three sounds."""
    from transformers import ASTConfig, ASTFeatureExtractor, ASTForAudioClassification

    sounds = {
        "id2label": {0: "Speech", 1: "Music", 2: "Saxophone"},
        "label2id": {"Speech": 0, "Music": 1, "Saxophone": 2},
    }
    ASTForAudioClassification(ASTConfig(**SMALL, **sounds)).save_pretrained(folder)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # its lowest bands are empty, upstream as well
        ASTFeatureExtractor().save_pretrained(folder)


def make_commands(folder: Path) -> None:
    """Write wav2vec 2.0 that knows three spoken commands."""
    from transformers import Wav2Vec2Config, Wav2Vec2FeatureExtractor, Wav2Vec2ForSequenceClassification

    words = {"id2label": {0: "yes", 1: "no", 2: "stop"}, "label2id": {"yes": 0, "no": 1, "stop": 2}}
    config = Wav2Vec2Config(classifier_proj_size=8, **WAVEFORM, **words)
    Wav2Vec2ForSequenceClassification(config).save_pretrained(folder)
    Wav2Vec2FeatureExtractor(return_attention_mask=False).save_pretrained(folder)


def make_clap(folder: Path) -> None:
    """CLAP with a small Swin for sounds and RoBERTa for words."""
    from transformers import ClapAudioConfig, ClapConfig, ClapFeatureExtractor, ClapModel, ClapTextConfig

    size = save_byte_level(
        folder,
        "RobertaTokenizer",
        length=512,
        bos_token="<s>",
        pad_token="<pad>",
        eos_token="</s>",
        unk_token="<unk>",
        mask_token="<mask>",
        cls_token="<s>",
        sep_token="</s>",
    )
    text = ClapTextConfig(vocab_size=size, max_position_embeddings=514, projection_dim=16, **SMALL)
    sound = ClapAudioConfig(
        hidden_size=64,
        patch_embeds_hidden_size=8,
        depths=[1, 1, 1, 1],
        num_attention_heads=[1, 1, 2, 2],
        projection_dim=16,
        num_classes=4,
        enable_fusion=False,
    )
    ClapModel(ClapConfig(text_config=text.to_dict(), audio_config=sound.to_dict(), projection_dim=16)).save_pretrained(
        folder
    )
    ClapFeatureExtractor(truncation="rand_trunc").save_pretrained(folder)


def make_wavlm_frames(folder: Path) -> None:
    """WavLM that tells two speakers apart, frame by frame."""
    from transformers import Wav2Vec2FeatureExtractor, WavLMConfig, WavLMForAudioFrameClassification

    WavLMForAudioFrameClassification(WavLMConfig(num_labels=2, **WAVEFORM)).save_pretrained(folder)
    Wav2Vec2FeatureExtractor(return_attention_mask=True).save_pretrained(folder)


def make_nemotron_frames(folder: Path) -> None:
    """Nemotron Diarization with two layers and eight speakers."""
    from transformers import (
        Nemotron3DiarizationConfig,
        Nemotron3DiarizationForAudioFrameClassification,
        Nemotron3DiarizationProcessor,
        NemotronAsrStreamingFeatureExtractor,
    )

    config = Nemotron3DiarizationConfig(
        audio_config={**SMALL, "num_mel_bins": 16}, head_config={"hidden_size": 8, "audio_hidden_size": 16}
    )
    Nemotron3DiarizationForAudioFrameClassification(config).save_pretrained(folder)
    Nemotron3DiarizationProcessor(NemotronAsrStreamingFeatureExtractor(feature_size=16)).save_pretrained(folder)


MAKERS = {
    "openai/whisper-tiny": make_whisper,
    "distil-whisper/distil-small.en": make_english_whisper,
    "facebook/wav2vec2-base-960h": make_ctc,
    "MIT/ast-finetuned-audioset-10-10-0.4593": make_ast,
    "superb/wav2vec2-base-superb-ks": make_commands,
    "laion/clap-htsat-unfused": make_clap,
    "laion/larger_clap_general": make_clap,
    "microsoft/wavlm-base-plus-sd": make_wavlm_frames,
    "nvidia/Nemotron-3-Diarization": make_nemotron_frames,
}
