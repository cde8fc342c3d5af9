#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures own networks (model.layers of a scenario) with the tool that measures, as the torch.nn.Sequential that they describe.

usage: own_networks.py MEASURE.py [--trace DIR] SCENARIOS.jsonl

What MEASURE.py lacks is here: layers from the list, a batch of what the first of them reads, the loss, and cuDNN's recurrent
layers, whose operators (aten::_cudnn_rnn and its backward) run through PyTorch's own autograd with sizes by
aten/src/ATen/native/cudnn/RNN.cpp. Their reserve is by the rule of docs/formulas.md; their workspaces are in no figure.
"""
import fnmatch
import importlib.util
import sys

TOOL = sys.argv.pop(1)
spec = importlib.util.spec_from_file_location("measure", TOOL)
measure = importlib.util.module_from_spec(spec)
spec.loader.exec_module(measure)

import torch  # noqa: E402
import torch.nn as nn  # noqa: E402
import torch.nn.functional as F  # noqa: E402
from torch._subclasses.fake_impls import register_op_impl  # noqa: E402
from torch.utils.checkpoint import checkpoint  # noqa: E402

ATEN = torch.ops.aten
LSTM, GRU = 2, 3


# ---------------------------------------------------------------- cuDNN's recurrent layers

def reserve_bytes(mode, layers, directions, batch, length, hidden, width):
    """Numbers that each place of each layer keeps, and the outputs between the layers: docs/formulas.md."""
    each = 5 if mode == LSTM else 6
    return width * batch * length * hidden * directions * (layers * each + layers - 1)


@register_op_impl(ATEN._cudnn_rnn.default)
def cudnn_rnn(fake_mode, func, x, weight, stride0, buf, hx, cx, mode, hidden, proj, layers, batch_first, dropout, train,
              bidirectional, batch_sizes, state):
    batch, length = (x.shape[0], x.shape[1]) if batch_first else (x.shape[1], x.shape[0])
    directions = 2 if bidirectional else 1
    output = x.new_empty(length, batch, hidden * directions)
    hy = torch.empty_like(hx)
    cy = torch.empty_like(cx) if cx is not None else hx.new_empty(0)
    size = reserve_bytes(mode, layers, directions, batch, length, hidden, x.element_size()) if train else 0
    reserve = x.new_empty(size, dtype=torch.uint8)
    return output.transpose(0, 1) if batch_first else output, hy, cy, reserve, buf


@register_op_impl(ATEN._cudnn_rnn_backward.default)
def cudnn_rnn_backward(fake_mode, func, x, weight, stride0, buf, hx, cx, output, grad, grad_hy, grad_cy, mode, hidden, proj,
                       layers, batch_first, dropout, train, bidirectional, batch_sizes, state, reserve, mask):
    turned = x.transpose(0, 1) if batch_first else x
    dx = torch.empty_like(turned, memory_format=torch.contiguous_format)
    dhx = torch.empty_like(hx)
    dcx = torch.empty_like(cx) if cx is not None else None
    dw = []
    if mask[3]:
        flat, at = torch.zeros_like(buf), 0
        for w in weight:
            dw.append(flat[at:at + w.numel()].view(w.shape))
            at += w.numel()
    return dx.transpose(0, 1) if batch_first else dx, dhx, dcx, dw


def copied(t):
    return 0 if t.is_contiguous() else measure.rounded(t.numel() * t.element_size())


def bytes_of(t):
    return measure.rounded(t.numel() * t.element_size()) if t is not None else 0


kernels_own = measure.kernel_temporaries


def kernel_temporaries(func, args, kwargs):
    """RNN.cpp: inputs are made contiguous in time-major order; gradients that nobody gives are zeros."""
    if func is ATEN._cudnn_rnn.default:
        x, batch_first = args[0], args[10]
        return copied(x.transpose(0, 1) if batch_first else x)
    if func is ATEN._cudnn_rnn_backward.default:
        x, buf, hx, cx, grad, grad_hy, grad_cy, batch_first, mask = (
            args[0], args[3], args[4], args[5], args[7], args[8], args[9], args[14], args[21])
        turned, dy = (x.transpose(0, 1), grad.transpose(0, 1)) if batch_first else (x, grad)
        zeros = (0 if grad_hy is not None else bytes_of(hx)) + (0 if grad_cy is not None else bytes_of(cx))
        return zeros + copied(turned) + max(copied(dy) - (bytes_of(buf) if mask[3] else 0), 0)
    return kernels_own(func, args, kwargs)


measure.kernel_temporaries = kernel_temporaries


def flatten_parameters(self):
    """_cudnn_rnn_flatten_weight: all weights in one buffer."""
    weights = self._flat_weights
    if not weights or any(w.device.type != "cuda" for w in weights):
        return
    with torch.no_grad():
        flat, at = torch.zeros(sum(w.numel() for w in weights), dtype=weights[0].dtype, device=weights[0].device), 0
        for w in weights:
            w.data = flat[at:at + w.numel()].view(w.shape)
            at += w.numel()


nn.RNNBase.flatten_parameters = flatten_parameters


class Dispatch:
    """at::lstm and at::gru where cuDNN takes them (_cudnn_impl)."""

    @staticmethod
    def run(x, hx, cx, weights, mode, biased, layers, dropout, train, bidirectional, batch_first):
        flat = torch.as_strided(weights[0].detach(), (sum(w.numel() for w in weights),), (1,), 0)
        return ATEN._cudnn_rnn.default(x, weights, 4, flat, hx, cx, mode, hx.shape[2], 0, layers, batch_first, dropout, train,
                                       bidirectional, [], None)[:3]

    @classmethod
    def lstm(cls, x, hidden, weights, *rest):
        return cls.run(x, hidden[0], hidden[1], weights, LSTM, *rest)

    @classmethod
    def gru(cls, x, hx, weights, *rest):
        return cls.run(x, hx, None, weights, GRU, *rest)[:2]


torch.nn.modules.rnn._VF = Dispatch


# ---------------------------------------------------------------- layers

class Recurrent(nn.Module):
    def __init__(self, kind, last):
        super().__init__()
        self.rnn, self.last = kind, last

    def forward(self, x):
        output = self.rnn(x)[0]
        return output[:, -1] if self.last else output


class Attention(nn.MultiheadAttention):
    def forward(self, x):
        return super().forward(x, x, x, need_weights=False)[0]


class Mean(nn.Module):
    def forward(self, x):
        return x.mean(1)


class Residual(nn.Module):
    def __init__(self, body, shortcut):
        super().__init__()
        self.body = body
        if shortcut is not None:
            self.shortcut = shortcut

    def forward(self, x):
        y = self.body(x)
        return y + (self.shortcut(x) if hasattr(self, "shortcut") else x)


ACTIVATIONS = {"relu": lambda p: nn.ReLU(inplace=p), "silu": lambda p: nn.SiLU(inplace=p), "gelu": lambda p: nn.GELU(),
               "tanh": lambda p: nn.Tanh(), "sigmoid": lambda p: nn.Sigmoid(), "hardswish": lambda p: nn.Hardswish(inplace=p)}


def width_of(shape, row, key="inputs"):
    return row.get(key) or shape[1 if len(shape) in (2, 4) else -1]


def make(row, shape, example):
    """The module of a row; `shape` is what comes in."""
    kind = row["type"]
    if kind == "linear":
        return nn.Linear(row.get("inputs") or shape[-1], row["outputs"], bias=row.get("bias", True))
    if kind == "conv2d":
        return nn.Conv2d(row.get("inputs") or shape[1], row["outputs"], row.get("kernel", 3), row.get("stride", 1), row.get("padding", 0),
                         row.get("dilation", 1), row.get("groups", 1), row.get("bias", True))
    if kind == "batch_norm":
        return (nn.BatchNorm2d if len(shape) == 4 else nn.BatchNorm1d)(shape[1])
    if kind == "layer_norm":
        return nn.LayerNorm(shape[-1])
    if kind == "attention":
        return Attention(shape[-1], row["heads"], batch_first=True)
    if kind in ("lstm", "gru"):
        made = (nn.LSTM if kind == "lstm" else nn.GRU)(shape[-1], row["outputs"], row.get("layers", 1), batch_first=True,
                                                       dropout=float(row.get("dropout", 0)), bidirectional=row.get("bidirectional", False))
        return Recurrent(made, row.get("gives", "sequence") == "last")
    if kind == "embedding":
        return nn.Embedding(row["rows"], row["outputs"])
    if kind == "activation":
        return ACTIVATIONS[row.get("function", "relu")](row.get("in_place", False))
    if kind == "dropout":
        return nn.Dropout(float(row.get("probability", 0.5)))
    if kind == "pool":
        way = row.get("way", "max")
        if way == "mean":
            return Mean()
        if way == "adaptive":
            return nn.AdaptiveAvgPool2d(row.get("outputs", 1))
        return (nn.MaxPool2d if way == "max" else nn.AvgPool2d)(row.get("kernel", 2), row.get("stride"), row.get("padding", 0))
    if kind == "flatten":
        return nn.Flatten()
    if kind == "residual":
        body, _ = sequence(row["layers"], shape, example)
        shortcut = sequence(row["shortcut"], shape, example)[0] if row.get("shortcut") else None
        return Residual(body, shortcut)
    raise SystemExit(f"{kind}: no such layer")


def sequence(rows, shape, example, top=False):
    """nn.Sequential of the rows; a row that repeats is one of its own at the top. Shapes come from running it on the meta device, in fp32."""
    modules = []

    def one(row, x):
        module = make(row, tuple(x.shape), example)
        return module, run_meta(module, x)
    x = torch.empty(shape if shape is not None else example.shape, device="meta",
                    dtype=torch.float32 if shape is not None or example.is_floating_point() else torch.long)
    for row in rows:
        if row["type"] == "input":
            modules.append(nn.Identity())
            continue
        times = row.get("repeat", 1)
        made = []
        for _ in range(times):
            module, x = one(row, x)
            made.append(module)
        if top and times > 1:
            modules.append(nn.Sequential(*made))
        else:
            modules += made
    return nn.Sequential(*modules), x


def run_meta(module, x):
    """What comes out, by a shape alone."""
    rnn = getattr(module, "rnn", None)
    if rnn is not None:
        out = rnn.hidden_size * (2 if rnn.bidirectional else 1)
        shape = (x.shape[0], out) if module.last else (x.shape[0], x.shape[1], out)
        return torch.empty(shape, device="meta")
    with torch.no_grad():
        return module.eval()(x)


class Own(nn.Module):
    def __init__(self, modules):
        super().__init__()
        for name, child in modules.named_children():
            self.add_module(name, child)
        self.how = None

    def gradient_checkpointing_enable(self, how):
        self.how = how

    def regions(self):
        for child in self.children():
            if type(child) is nn.Sequential:
                yield from child
            else:
                yield child

    def forward(self, x):
        if self.how and self.training:
            for child in self.regions():
                x = checkpoint(child, x, **self.how)
            return x
        for child in self.children():
            x = child(x)
        return x


def first_of(rows):
    row = rows[0]
    return first_of(row["layers"]) if row["type"] == "residual" else row


def input_of(s, device):
    """What the network reads: docs/own-network.md."""
    rows, work = s["model"]["layers"], s["workload"]
    dtype = measure.DTYPES[s.get("precision", {}).get("weights", "fp32")]
    batch, length, size = work.get("batch_size", 1), work.get("sequence_length", 2048), work.get("image_size", 224)
    first = first_of(rows)
    sizes = None
    if first["type"] == "input":
        sizes, first = first["sizes"], first_of(rows[1:])
    if first["type"] == "embedding":
        return torch.zeros([batch] + (sizes or [length]), dtype=torch.long, device=device)
    if sizes is None:
        width = first.get("inputs")
        sizes = [width, size, size] if first["type"] in ("conv2d",) else [width] if first["type"] == "linear" else [length, width]
    return torch.empty([batch] + list(sizes), dtype=dtype, device=device)


def build(s):
    dtype = measure.DTYPES[s.get("precision", {}).get("weights", "fp32")]
    with torch.device("meta"):
        model, _ = sequence(s["model"]["layers"], None, input_of(s, "meta"), top=True)
    own = Own(model).to(dtype)
    for name, parameter in own.named_parameters():
        if any(fnmatch.fnmatch(name, pattern) for pattern in s.get("frozen", [])):
            parameter.requires_grad_(False)
    return own


def batch_for(s, model, config):
    batch = {"pixel_values": input_of(s, measure.DEVICE)}
    if s["workload"].get("mode", "training") == "training" and s["workload"].get("head") != "none":
        with torch.device("meta"):
            out = sequence(s["model"]["layers"], None, input_of(s, "meta"), top=True)[1]
        batch["labels"] = torch.zeros(out.shape[:-1], dtype=torch.long, device=measure.DEVICE)
    return batch


def loss_of(s, model, batch):
    out = model(batch["pixel_values"])
    if "labels" not in batch:
        return out.float().mean()
    if out.dim() == 2:
        return F.cross_entropy(out, batch["labels"])
    return F.cross_entropy(out.flatten(0, 1), batch["labels"].flatten())


class AsVision(dict):
    """A model that the tool takes the way of images."""

    def __contains__(self, key):
        return key == "vision" or super().__contains__(key)


measure.build_vision, measure.batch_for, measure.loss_of = build, batch_for, loss_of
step = measure.run


def run(s, explain, trace=None):
    return step({**s, "model": AsVision(s["model"])}, explain, trace)


measure.run = run

if __name__ == "__main__":
    sys.exit(measure.main())
