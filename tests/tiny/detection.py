"""Tiny checkpoints for detection, segmentation and depth."""

from collections.abc import Callable
from pathlib import Path

from tests.tiny.tokenizers import save_byte_level, save_wordpiece
from tests.tiny.vision import LABELS, SIDE, SMALL, save_image_processor

ENCODER = {"encoder_layers": 2, "encoder_attention_heads": 2, "encoder_ffn_dim": 32}
DECODER = {"decoder_layers": 2, "decoder_attention_heads": 2, "decoder_ffn_dim": 32}
WIDTH = 32
"""The least that a group norm of 32 groups takes."""

SQUARE = {"height": SIDE, "width": SIDE}
EDGES = {"shortest_edge": SIDE, "longest_edge": 2 * SIDE}
STAGES = ["stage1", "stage2", "stage3", "stage4"]


def tiny_swin(**options: object) -> object:
    """Return the configuration of a Swin backbone with one block a stage."""
    from transformers import SwinConfig

    return SwinConfig(
        image_size=SIDE, embed_dim=8, depths=[1, 1, 1, 1], num_heads=[1, 1, 2, 2], window_size=2, **options
    )


def make_yolos(folder: Path) -> None:
    """YOLOS that knows three labels."""
    from transformers import YolosConfig, YolosForObjectDetection

    config = YolosConfig(image_size=[SIDE, 2 * SIDE], patch_size=8, num_detection_tokens=6, **SMALL, **LABELS)
    YolosForObjectDetection(config).save_pretrained(folder)
    save_image_processor(folder, "YolosImageProcessor", size=EDGES)


def make_rt_detr(folder: Path) -> None:
    """RT-DETR on a ResNet with basic blocks."""
    from transformers import RTDetrConfig, RTDetrForObjectDetection, RTDetrResNetConfig

    backbone = RTDetrResNetConfig(
        embedding_size=8,
        hidden_sizes=[8, 8, 16, 16],
        depths=[1, 1, 1, 1],
        layer_type="basic",
        out_features=STAGES[1:],
    )
    config = RTDetrConfig(
        backbone_config=backbone,
        encoder_in_channels=[8, 16, 16],
        encoder_hidden_dim=16,
        decoder_in_channels=[16, 16, 16],
        d_model=16,
        num_queries=8,
        num_denoising=0,
        encoder_ffn_dim=32,
        encoder_attention_heads=2,
        **DECODER,
        **LABELS,
    )
    RTDetrForObjectDetection(config).save_pretrained(folder)
    save_image_processor(folder, "RTDetrImageProcessor", size=SQUARE)


def make_detr(folder: Path) -> None:
    """DETR on Transformers' own ResNet, as in the revision no_timm."""
    from transformers import DetrConfig, DetrForObjectDetection, ResNetConfig

    backbone = ResNetConfig(
        embedding_size=8, hidden_sizes=[8, 8, 16, 16], depths=[1, 1, 1, 1], layer_type="basic", out_features=STAGES[3:]
    )
    config = DetrConfig(
        use_timm_backbone=False, backbone_config=backbone, d_model=16, num_queries=6, **ENCODER, **DECODER, **LABELS
    )
    DetrForObjectDetection(config).save_pretrained(folder)
    save_image_processor(folder, "DetrImageProcessor", size=EDGES)


def make_owlvit(folder: Path) -> None:
    """OWL-ViT, whose text tower reads sixteen tokens."""
    from transformers import OwlViTConfig, OwlViTForObjectDetection

    size = save_byte_level(
        folder, "CLIPTokenizer", 16, bos_token="<|startoftext|>", eos_token="<|endoftext|>", pad_token="!"
    )
    text = {"vocab_size": size, "max_position_embeddings": 16, "bos_token_id": 0, "eos_token_id": 1, **SMALL}
    vision = {"image_size": SIDE, "patch_size": 8, **SMALL}
    config = OwlViTConfig(text_config=text, vision_config=vision, projection_dim=16)
    OwlViTForObjectDetection(config).save_pretrained(folder)
    save_image_processor(folder, "OwlViTImageProcessor", size=SQUARE, crop_size=SQUARE)


def make_grounding_dino(folder: Path) -> None:
    """Grounding DINO: Swin looks, BERT reads."""
    from transformers import BertConfig, GroundingDinoConfig, GroundingDinoForObjectDetection

    size = save_wordpiece(folder, 256)
    config = GroundingDinoConfig(
        backbone_config=tiny_swin(out_indices=[2, 3, 4]),
        text_config=BertConfig(vocab_size=size, **SMALL),
        d_model=WIDTH,
        num_queries=8,
        max_text_len=256,
        disable_custom_kernels=True,
        **ENCODER,
        **DECODER,
    )
    GroundingDinoForObjectDetection(config).save_pretrained(folder)
    save_image_processor(folder, "GroundingDinoImageProcessor", size={"shortest_edge": 96, "longest_edge": 128})


def make_segformer(folder: Path) -> None:
    """SegFormer that knows three labels."""
    from transformers import SegformerConfig, SegformerForSemanticSegmentation

    config = SegformerConfig(
        depths=[1, 1, 1, 1],
        hidden_sizes=[8, 8, 16, 16],
        num_attention_heads=[1, 1, 2, 2],
        decoder_hidden_size=16,
        **LABELS,
    )
    SegformerForSemanticSegmentation(config).save_pretrained(folder)
    save_image_processor(folder, "SegformerImageProcessor", size=SQUARE)


def make_upernet(folder: Path) -> None:
    """UPerNet on a ConvNeXt, with its auxiliary head."""
    from transformers import ConvNextConfig, UperNetConfig, UperNetForSemanticSegmentation

    backbone = ConvNextConfig(hidden_sizes=[8, 8, 16, 16], depths=[1, 1, 1, 1], out_features=STAGES)
    config = UperNetConfig(
        backbone_config=backbone, hidden_size=16, auxiliary_in_channels=16, auxiliary_channels=8, **LABELS
    )
    UperNetForSemanticSegmentation(config).save_pretrained(folder)
    save_image_processor(folder, "SegformerImageProcessor", size={"height": 64, "width": 64})


def make_mask2former(folder: Path) -> None:
    """Mask2Former on a Swin."""
    from transformers import Mask2FormerConfig, Mask2FormerForUniversalSegmentation

    config = Mask2FormerConfig(
        backbone_config=tiny_swin(out_features=STAGES),
        feature_size=WIDTH,
        mask_feature_size=WIDTH,
        hidden_dim=WIDTH,
        encoder_feedforward_dim=32,
        dim_feedforward=32,
        encoder_layers=2,
        decoder_layers=3,
        num_attention_heads=2,
        num_queries=6,
        **LABELS,
    )
    Mask2FormerForUniversalSegmentation(config).save_pretrained(folder)
    save_image_processor(folder, "Mask2FormerImageProcessor", size={"height": 64, "width": 64})


def make_depth_anything(folder: Path) -> None:
    """Depth Anything V2: DINOv2 under a DPT neck."""
    from transformers import DepthAnythingConfig, DepthAnythingForDepthEstimation, Dinov2Config

    backbone = Dinov2Config(
        image_size=56,
        patch_size=14,
        hidden_size=16,
        num_hidden_layers=4,
        num_attention_heads=2,
        mlp_ratio=2,
        out_indices=[1, 2, 3, 4],
        apply_layernorm=True,
        reshape_hidden_states=False,
    )
    config = DepthAnythingConfig(
        backbone_config=backbone,
        reassemble_hidden_size=16,
        neck_hidden_sizes=[8, 8, 16, 16],
        fusion_hidden_size=16,
        head_hidden_size=8,
    )
    DepthAnythingForDepthEstimation(config).save_pretrained(folder)
    save_image_processor(
        folder, "DPTImageProcessor", size={"height": 168, "width": 168}, keep_aspect_ratio=True, ensure_multiple_of=14
    )


def make_dpt_hybrid(folder: Path) -> None:
    """DPT-Hybrid as published: without the weights of a layer that is never called (transformers issue 28292)."""
    from transformers import BitConfig, DPTConfig, DPTForDepthEstimation

    backbone = BitConfig(
        embedding_size=8,
        hidden_sizes=[8, 16, 32],
        depths=[1, 1, 1],
        num_groups=4,
        out_features=["stage1", "stage2", "stage3"],
        embedding_dynamic_padding=True,
        global_padding="same",
    )
    sizes = {**SMALL, "num_hidden_layers": 4}
    config = DPTConfig(
        is_hybrid=True,
        backbone_config=backbone,
        backbone_featmap_shape=[1, 32, 4, 4],
        image_size=64,
        patch_size=16,
        backbone_out_indices=[0, 1, 2, 3],
        neck_hidden_sizes=[8, 16, 16, 16],
        fusion_hidden_size=16,
        **sizes,
    )
    model = DPTForDepthEstimation(config)
    published = {name: value for name, value in model.state_dict().items() if "layers.0.residual_layer1" not in name}
    model.save_pretrained(folder, state_dict=published)
    save_image_processor(folder, "DPTImageProcessor", size={"height": 64, "width": 64})


MAKERS: dict[str, Callable[[Path], None]] = {
    "hustvl/yolos-tiny": make_yolos,
    "PekingU/rtdetr_r18vd": make_rt_detr,
    "facebook/detr-resnet-50": make_detr,
    "google/owlvit-base-patch32": make_owlvit,
    "IDEA-Research/grounding-dino-tiny": make_grounding_dino,
    "nvidia/segformer-b0-finetuned-ade-512-512": make_segformer,
    "openmmlab/upernet-convnext-tiny": make_upernet,
    "facebook/mask2former-swin-tiny-coco-panoptic": make_mask2former,
    "facebook/mask2former-swin-tiny-coco-instance": make_mask2former,
    "depth-anything/Depth-Anything-V2-Small-hf": make_depth_anything,
    "Intel/dpt-hybrid-midas": make_dpt_hybrid,
}
