"""Tiny checkpoints that make sound."""

from functools import partial
from pathlib import Path

from tests.tiny.audio import SMALL


def make_vits(folder: Path, speakers: int = 1, language: str = "eng") -> None:
    """VITS that reads letters, as mms-tts does: no phonemizer needed."""
    import json

    from transformers import VitsConfig, VitsModel, VitsTokenizer

    letters = ["k", "'", "z", "y", "u", "d", "h", "e", "s", "w", "–", "3", "c", "p", "-", "1", "j", "m", "i", " ", "f"]
    letters += ["l", "o", "0", "b", "r", "a", "4", "2", "n", "_", "x", "v", "t", "q", "5", "6", "g", "ä", "ö", "ü", "ß"]
    vocabulary = folder / "vocab.json"
    vocabulary.write_text(json.dumps({letter: number for number, letter in enumerate(letters)}))
    VitsTokenizer(
        str(vocabulary), pad_token="k", unk_token="<unk>", language=language, phonemize=False
    ).save_pretrained(folder)
    config = VitsConfig(
        vocab_size=len(letters),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        ffn_dim=32,
        flow_size=16,
        spectrogram_bins=9,
        upsample_initial_channel=32,
        upsample_rates=[16, 16],
        upsample_kernel_sizes=[32, 32],
        resblock_kernel_sizes=[3],
        resblock_dilation_sizes=[[1]],
        prior_encoder_num_flows=2,
        prior_encoder_num_wavenet_layers=1,
        posterior_encoder_num_wavenet_layers=1,
        depth_separable_num_layers=1,
        duration_predictor_num_flows=2,
        duration_predictor_flow_bins=4,
        num_speakers=speakers,
        speaker_embedding_size=8 if speakers > 1 else 0,
        sampling_rate=16_000,
    )
    VitsModel(config).save_pretrained(folder)


def make_encodec(folder: Path) -> None:
    """Write EnCodec at 24 kHz with 16 channels."""
    from transformers import EncodecConfig, EncodecFeatureExtractor, EncodecModel

    config = EncodecConfig(hidden_size=8, num_filters=2, codebook_size=1024, codebook_dim=8, num_lstm_layers=1)
    EncodecModel(config).save_pretrained(folder)
    EncodecFeatureExtractor(feature_size=1, sampling_rate=24_000).save_pretrained(folder)


def make_mimi(folder: Path) -> None:
    """Mimi with two layers a side."""
    from transformers import EncodecFeatureExtractor, MimiConfig, MimiModel

    config = MimiConfig(
        **SMALL,
        head_dim=8,
        num_key_value_heads=2,
        num_filters=2,
        codebook_size=2048,
        codebook_dim=8,
        vector_quantization_hidden_dimension=8,
        upsample_groups=16,
        num_quantizers=32,
    )
    MimiModel(config).save_pretrained(folder)
    EncodecFeatureExtractor(feature_size=1, sampling_rate=24_000).save_pretrained(folder)


MAKERS = {
    "facebook/mms-tts-eng": make_vits,
    "facebook/mms-tts-deu": partial(make_vits, language="deu"),
    "facebook/mms-tts-fra": partial(make_vits, language="fra"),
    "facebook/mms-tts-spa": partial(make_vits, language="spa"),
    "facebook/encodec_24khz": make_encodec,
    "kyutai/mimi": make_mimi,
}
