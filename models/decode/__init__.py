"""Decoders of foreign formats, each called through `models.bounded`: a path in, plain values out."""
