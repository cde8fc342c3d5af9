#!/usr/bin/env python3
"""Makes tests/architectures/data/vision_members.jsonl from the real torchvision, built on the meta device.

usage: vision_members.py > vision_members.jsonl

A line is a classification model: its id, image size and classes, how many parameters it has, the bytes of its buffers in
fp32, and a digest of the parameters in the order of named_parameters: FNV-1a over "name [sizes]" and a line break.
googlenet and inception_v3 are built without their auxiliary heads.
"""
import json

import torch

# torchvision beside a PyTorch of another build: operators of the detection models, declared and never called.
declared = torch.library.Library("torchvision", "DEF")
for operator in ("nms", "qnms"):
    declared.define(f"{operator}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")

import torchvision.models.regnet as regnet
from torchvision import models


def outside_meta(make):
    """regnet computes its widths with tensors, which must have values."""
    def wrapped(cls, *args, **kwargs):
        with torch.device("cpu"):
            return make(cls, *args, **kwargs)
    return classmethod(wrapped)


regnet.BlockParams.from_init_params = outside_meta(regnet.BlockParams.from_init_params.__func__)


def digest(text):
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return f"{value:016x}"


def build(name, size, classes):
    extra = {}
    if name.startswith("vit_"):
        extra["image_size"] = size
    if name.startswith("maxvit"):
        extra["input_size"] = (size, size)
    if name in ("googlenet", "inception_v3"):
        extra.update(aux_logits=False, init_weights=False)
    with torch.device("meta"):
        return models.get_model(name, weights=None, num_classes=classes, **extra)


def main():
    for name in models.list_models(module=models):
        for size, classes in ((224, 1000), (448, 7)):
            model = build(name, size, classes)
            named = list(model.named_parameters())
            lines = "".join(f"{n} {list(p.shape)}\n" for n, p in named)
            print(json.dumps({
                "id": name, "image_size": size, "classes": classes, "parameters": sum(p.numel() for _, p in named),
                "buffers": sum(b.numel() * b.element_size() for b in model.buffers()), "names": digest(lines)},
                separators=(",", ":")))


if __name__ == "__main__":
    main()
