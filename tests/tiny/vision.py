"""Tiny checkpoints for the tasks on pictures and videos."""

from pathlib import Path

LABELS = {"id2label": {0: "cat", 1: "dog", 2: "lion"}, "label2id": {"cat": 0, "dog": 1, "lion": 2}}
SMALL = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}
SIDE = 32


def save_image_processor(folder: Path, name: str, **options: object) -> None:
    """Write the configuration of an image processor of that class."""
    import transformers

    getattr(transformers, name)(**options).save_pretrained(folder)


def make_resnet(folder: Path) -> None:
    """ResNet that knows three labels."""
    from transformers import ResNetConfig, ResNetForImageClassification

    config = ResNetConfig(embedding_size=8, hidden_sizes=[8, 16], depths=[1, 1], layer_type="basic", **LABELS)
    ResNetForImageClassification(config).save_pretrained(folder)
    save_image_processor(folder, "ConvNextImageProcessor", size={"shortest_edge": SIDE})


def make_vit_classifier(folder: Path) -> None:
    """ViT that knows three labels."""
    from transformers import ViTConfig, ViTForImageClassification

    ViTForImageClassification(ViTConfig(image_size=SIDE, patch_size=8, **SMALL, **LABELS)).save_pretrained(folder)
    save_image_processor(folder, "ViTImageProcessor", size={"height": SIDE, "width": SIDE})


def make_vit(folder: Path) -> None:
    """ViT without a head."""
    from transformers import ViTConfig, ViTModel

    ViTModel(ViTConfig(image_size=SIDE, patch_size=8, **SMALL)).save_pretrained(folder)
    save_image_processor(folder, "ViTImageProcessor", size={"height": SIDE, "width": SIDE})


def make_dinov2(folder: Path) -> None:
    """DINOv2 without a head."""
    from transformers import Dinov2Config, Dinov2Model

    sizes = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "mlp_ratio": 2}
    Dinov2Model(Dinov2Config(image_size=SIDE, patch_size=8, **sizes)).save_pretrained(folder)
    save_image_processor(
        folder, "BitImageProcessor", size={"shortest_edge": SIDE}, crop_size={"height": SIDE, "width": SIDE}
    )


MAKERS = {
    "microsoft/resnet-18": make_resnet,
    "google/vit-base-patch16-224": make_vit_classifier,
    "google/vit-base-patch16-224-in21k": make_vit,
    "facebook/dinov2-small": make_dinov2,
}
