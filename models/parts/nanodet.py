"""NanoDet-g, a detector of 3.8 million weights that is made of plain convolutions.

github.com/RangiLyu/nanodet (config/legacy_v0.x_configs/nanodet-g.yml): a small cross-stage backbone (Wang et al. 2019,
arXiv:1911.11929), a path aggregation network without convolutions of its own, and a head for each of three scales that
says what is at a cell and, as in generalized focal loss (Li et al. 2020, arXiv:2006.04388), how far its four sides may
be. Batch normalization is folded into the convolutions.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn.functional import interpolate, leaky_relu, max_pool2d

SIDE = 416
"""Pixels a side of what the network sees."""

STRIDES = (8, 16, 32)
MEAN, STD = (103.53, 116.28, 123.675), (57.375, 57.12, 58.395)
"""Of blue, green and red, from 0 to 255."""

BINS = 8 + 3
"""Distances a side can have, 0 to 10 strides."""

NEGATIVE_SLOPE = 0.1


class Convolution(nn.Conv2d):  # type: ignore[misc]
    """A convolution with its leaky ReLU, padded so that only the stride makes pictures smaller."""

    def __init__(self, channels: int, out: int, stride: int = 1, size: int = 3) -> None:
        super().__init__(channels, out, size, stride, padding=size // 2)

    def forward(self, pixels: Tensor) -> Tensor:
        """Return (batch, out, height / stride, width / stride)."""
        return leaky_relu(super().forward(pixels), NEGATIVE_SLOPE)


class Residual(nn.Module):  # type: ignore[misc]
    """Two convolutions with half the channels each, side by side in the result."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = Convolution(channels, channels // 2)
        self.second = Convolution(channels // 2, channels // 2)

    def forward(self, pixels: Tensor) -> Tensor:
        """Return as many channels as came."""
        first = self.first(pixels)
        return torch.cat([self.second(first), first], dim=1)


class CrossStage(nn.Module):  # type: ignore[misc]
    """What enters goes through residual blocks, and past them."""

    def __init__(self, channels: int, blocks: int, stride: int) -> None:
        super().__init__()
        self.enter = Convolution(channels, channels, stride)
        self.blocks = nn.Sequential(*(Residual(channels) for _ in range(blocks)))
        self.leave = Convolution(channels, channels)

    def forward(self, pixels: Tensor) -> Tensor:
        """Return twice the channels."""
        entered = self.enter(pixels)
        return torch.cat([self.leave(self.blocks(entered)), entered], dim=1)


class NanoDet(nn.Module):  # type: ignore[misc]
    """Pixels, float (batch, 3, SIDE, SIDE), to scores and distances; `detect` makes boxes of one picture's.

    Args:
        kinds: how many kinds of things it knows.
        channels: of the network's neck and heads; the stem has a quarter.
    """

    def __init__(self, kinds: int, channels: int = 128) -> None:
        super().__init__()
        narrow = channels // 4
        self.kinds = kinds
        self.stem = Convolution(3, narrow, stride=2)
        shapes = ((narrow, 1, 1), (2 * narrow, 2, 2), (4 * narrow, 2, 2), (8 * narrow, 3, 2))
        self.stages = nn.ModuleList(CrossStage(*shape) for shape in shapes)
        self.laterals = nn.ModuleList(nn.Conv2d(2 * wide, channels, 1) for wide, _, _ in shapes[1:])
        outputs = kinds + 4 * BINS
        self.heads = nn.ModuleList(
            nn.Sequential(Convolution(channels, channels), nn.Conv2d(channels, outputs, 1)) for _ in STRIDES
        )

    @property
    def device(self) -> torch.device:
        """Where its weights lie."""
        return self.stem.weight.device

    def forward(self, pixels: Tensor) -> list[Tensor]:
        """Return float (batch, kinds + 4 BINS, side, side) for each stride: scores' logits, then distances'."""
        features, pixels = [], max_pool2d(self.stem(pixels), 3, stride=2, padding=1)
        for number, stage in enumerate(self.stages):
            pixels = stage(pixels)
            if number:
                features.append(self.laterals[number - 1](pixels))
        fine, middle, coarse = features
        top = coarse
        middle = middle + scaled(top, 2)
        fine = fine + scaled(middle, 2)
        middle = middle + scaled(fine, 0.5)
        coarse = top + scaled(middle, 0.5)
        return [head(feature) for head, feature in zip(self.heads, (fine, middle, coarse), strict=True)]

    def decode(self, outputs: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        """Return scores, float (batch, cells, kinds), and boxes, float (batch, cells, 4) from 0 to 1."""
        scores, boxes = [], []
        for output, stride in zip(outputs, STRIDES, strict=True):
            cells = output.float().flatten(2).transpose(1, 2)
            scores.append(cells[..., : self.kinds].sigmoid())
            spread = cells[..., self.kinds :].unflatten(-1, (4, BINS)).softmax(dim=-1)
            reach = (spread * torch.arange(BINS, device=spread.device)).sum(dim=-1) * stride
            lines = (torch.arange(side, device=reach.device) for side in output.shape[2:])
            rows, columns = torch.meshgrid(*lines, indexing="ij")
            middles = torch.stack([columns, rows], dim=-1).reshape(-1, 2) * stride + (stride - 1) / 2
            boxes.append(torch.cat([middles - reach[..., :2], middles + reach[..., 2:]], dim=-1))
        return torch.cat(scores, dim=1), (torch.cat(boxes, dim=1) / SIDE).clamp(0, 1)


def scaled(feature: Tensor, factor: float) -> Tensor:
    """Return a feature map of another size."""
    return interpolate(feature, scale_factor=factor, mode="bilinear", align_corners=False)
