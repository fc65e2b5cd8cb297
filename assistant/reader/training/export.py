"""From the trained model to what is served: an int8 ONNX file, the tokenizer, the heads."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from assistant.reader.encoder import ENCODER, TOKENIZER
from assistant.reader.heads import Head, Heads
from assistant.reader.labels import ACTS, DISTRESSES
from assistant.reader.training.batches import Labels
from assistant.reader.training.model import ReaderModel


class Served(nn.Module):
    """The encoder alone, with the outputs that are served."""

    def __init__(self, model: ReaderModel) -> None:
        super().__init__()
        self.encoder = model.encoder

    def forward(self, ids: Tensor, attention: Tensor, own: Tensor) -> tuple[Tensor, Tensor]:
        """Return the means (n, width) and the token states (n, t, width)."""
        tokens = self.encoder(input_ids=ids, attention_mask=attention).last_hidden_state
        weights = own.unsqueeze(-1).to(tokens.dtype)
        return (tokens * weights).sum(1) / weights.sum(1).clamp(min=1), tokens


def export(model: ReaderModel, tokenizer: Tokenizer, labels: Labels, folder: Path) -> None:
    """Write the encoder in int8, the tokenizer and the heads in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / TOKENIZER), pretty=False)
    make_heads(model, labels).save(folder)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "float.onnx"
        export_float(model, whole)
        quantise(whole, folder / ENCODER)


def export_float(model: ReaderModel, path: Path) -> None:
    """Write the encoder in 32-bit floats."""
    model.eval()
    model.encoder.config._attn_implementation = "eager"
    sample = torch.ones(2, 7, dtype=torch.long)
    torch.onnx.export(
        Served(model),
        (sample, sample, sample),
        str(path),
        input_names=["ids", "attention", "own"],
        output_names=["means", "tokens"],
        dynamic_axes={name: {0: "n", 1: "t"} for name in ("ids", "attention", "own", "tokens")} | {"means": {0: "n"}},
        opset_version=17,
        dynamo=False,
    )


def quantise(source: Path, target: Path) -> None:
    """Write `source` with its matrices and its word embeddings in 8 bits."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        source, target, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather", "Gemm"]
    )


def make_heads(model: ReaderModel, labels: Labels) -> Heads:
    """Return the heads as arrays."""

    def head(layer: nn.Linear, names: tuple[str, ...]) -> Head:
        weight = layer.weight.detach().float().numpy()[: len(names)]
        bias = layer.bias.detach().float().numpy()[: len(names)]
        return Head(names, np.ascontiguousarray(weight), np.ascontiguousarray(bias))

    return Heads(
        act=head(model.act, tuple(ACTS)),
        kind=head(model.kind, labels.kinds),
        distress=head(model.distress, tuple(DISTRESSES)),
        role=head(model.role, labels.roles),
        state=head(model.state, ("", *labels.states)),
    )
