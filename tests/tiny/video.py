"""Tiny checkpoints for videos, key points, masks and super-resolution."""

from collections.abc import Callable
from pathlib import Path

from tests.tiny.vision import LABELS, SIDE, SMALL, save_image_processor

SQUARE = {"height": SIDE, "width": SIDE}
VIDEO_PROCESSOR = {"size": {"shortest_edge": SIDE}, "crop_size": SQUARE}


def make_videomae(folder: Path) -> None:
    """VideoMAE that knows three labels."""
    from transformers import VideoMAEConfig, VideoMAEForVideoClassification

    config = VideoMAEConfig(image_size=SIDE, patch_size=8, num_frames=4, **SMALL, **LABELS)
    VideoMAEForVideoClassification(config).save_pretrained(folder)
    save_image_processor(folder, "VideoMAEImageProcessor", **VIDEO_PROCESSOR)


def make_timesformer(folder: Path) -> None:
    """TimeSformer that knows three labels."""
    from transformers import TimesformerConfig, TimesformerForVideoClassification

    config = TimesformerConfig(image_size=SIDE, patch_size=8, num_frames=4, **SMALL, **LABELS)
    TimesformerForVideoClassification(config).save_pretrained(folder)
    save_image_processor(folder, "VideoMAEImageProcessor", **VIDEO_PROCESSOR)


def make_efficientloftr(folder: Path) -> None:
    """EfficientLoFTR that finds matches although it has learnt nothing."""
    from transformers import EfficientLoFTRConfig, EfficientLoFTRForKeypointMatching

    config = EfficientLoFTRConfig(
        stage_num_blocks=[1, 1, 1, 1],
        out_features=[16, 16, 16, 16],
        hidden_size=16,
        num_attention_layers=1,
        num_attention_heads=8,
        coarse_matching_threshold=0.0,
    )
    EfficientLoFTRForKeypointMatching(config).save_pretrained(folder)
    save_image_processor(folder, "EfficientLoFTRImageProcessor", size={"height": 96, "width": 128})


def make_superglue(folder: Path) -> None:
    """SuperGlue on SuperPoint."""
    from transformers import SuperGlueConfig, SuperGlueForKeypointMatching, SuperPointConfig

    detector = SuperPointConfig(
        encoder_hidden_sizes=[8, 8, 16, 16],
        decoder_hidden_size=16,
        descriptor_decoder_dim=16,
        max_keypoints=32,
        keypoint_threshold=0.0,
    )
    config = SuperGlueConfig(
        keypoint_detector_config=detector,
        hidden_size=16,
        keypoint_encoder_sizes=[8, 16],
        gnn_layers_types=["self", "cross"],
        num_attention_heads=2,
        sinkhorn_iterations=5,
    )
    SuperGlueForKeypointMatching(config).save_pretrained(folder)
    save_image_processor(folder, "SuperGlueImageProcessor", size={"height": 96, "width": 128})


def make_sam(folder: Path) -> None:
    """SAM that sees pictures at 64 pixels."""
    from transformers import SamConfig, SamImageProcessor, SamModel, SamProcessor

    side, grid = 64, 16
    vision = {
        "hidden_size": 16,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "mlp_dim": 32,
        "output_channels": 16,
        "image_size": side,
        "window_size": 2,
        "global_attn_indexes": [1],
        "num_pos_feats": 8,
    }
    prompt = {"hidden_size": 16, "image_size": side, "mask_input_channels": 4}
    decoder = {"hidden_size": 16, "num_attention_heads": 2, "mlp_dim": 32, "iou_head_hidden_dim": 16}
    config = SamConfig(vision_config=vision, prompt_encoder_config=prompt, mask_decoder_config=decoder)
    SamModel(config).save_pretrained(folder)
    SamProcessor(
        SamImageProcessor(
            size={"longest_edge": side},
            pad_size={"height": side, "width": side},
            mask_size={"longest_edge": grid},
            mask_pad_size={"height": grid, "width": grid},
        )
    ).save_pretrained(folder)


def make_swin2sr(folder: Path, **options: object) -> None:
    """Swin2SR for super-resolution."""
    from transformers import Swin2SRConfig, Swin2SRForImageSuperResolution

    config = Swin2SRConfig(embed_dim=16, depths=[2, 2], num_heads=[2, 2], **options)
    Swin2SRForImageSuperResolution(config).save_pretrained(folder)
    save_image_processor(folder, "Swin2SRImageProcessor")


def make_swin2sr_x4(folder: Path) -> None:
    """Swin2SR for pictures four times as large, with the upsampler of the real-world checkpoints."""
    make_swin2sr(folder, upscale=4, upsampler="nearest+conv")


MAKERS: dict[str, Callable[[Path], None]] = {
    "MCG-NJU/videomae-small-finetuned-kinetics": make_videomae,
    "facebook/timesformer-base-finetuned-k400": make_timesformer,
    "zju-community/efficientloftr": make_efficientloftr,
    "magic-leap-community/superglue_outdoor": make_superglue,
    "Zigeng/SlimSAM-uniform-77": make_sam,
    "facebook/sam-vit-base": make_sam,
    "caidas/swin2SR-classical-sr-x2-64": make_swin2sr,
    "caidas/swin2SR-realworld-sr-x4-64-bsrgan-psnr": make_swin2sr_x4,
}
