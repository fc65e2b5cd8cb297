"""The encoder and its heads, as torch modules for training.

One pass gives a vector per message (the mean of its own tokens: those of the context are read, not averaged) and a
state per token. The réponse head compares the vector with one proxy per réponse; acts and distress are linear on the
mean; roles are linear on the mean of a span; states are told token by token.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from assistant.reader.training.base_weights import BaseEncoder, Floats
from assistant.reader.training.lower import first, mask_of

SCALE = 24.0


@dataclass(frozen=True)
class Sizes:
    """The number of labels of each head."""

    reponses: int
    acts: int
    distresses: int
    roles: int
    states: int
    kinds: int = 1


class ReaderModel(nn.Module):
    """The encoder with every head on it."""

    def __init__(self, encoder: BertModel, sizes: Sizes, frozen: int) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.encoder = encoder
        self.frozen = frozen
        self.proxies = nn.Parameter(torch.randn(sizes.reponses, width) * 0.05)
        self.act = nn.Linear(width, sizes.acts)
        self.kind = nn.Linear(width, max(1, sizes.kinds))
        self.distress = nn.Linear(width, sizes.distresses)
        self.role = nn.Linear(width, max(1, sizes.roles))
        self.state = nn.Linear(width, sizes.states + 1)

    def encode(self, states: Tensor, attention: Tensor, own: Tensor) -> tuple[Tensor, Tensor]:
        """Return the mean of the own tokens of each message (n, width) and the states of all tokens (n, t, width).

        `states` come from below the trained layers; `own` is 1 on the tokens of the message itself, 0 on its context
        and on padding.
        """
        mask = mask_of(attention)
        for layer in self.encoder.encoder.layer[self.frozen :]:
            states = first(layer(states, attention_mask=mask))
        tokens = states.float()
        weights = own.unsqueeze(-1).float()
        return (tokens * weights).sum(1) / weights.sum(1).clamp(min=1), tokens

    def match(self, means: Tensor) -> Tensor:
        """Return the logits over réponses (n, réponses)."""
        vectors = nn.functional.normalize(means, dim=-1)
        return SCALE * vectors @ nn.functional.normalize(self.proxies, dim=-1).T


def make_encoder(base: BaseEncoder, embeddings: Floats, layers: int | None = None) -> BertModel:
    """Return a `BertModel` with the weights of `base`, the word `embeddings` given and the first `layers` layers."""
    count = layers or base.layers
    config = BertConfig(
        vocab_size=len(embeddings),
        hidden_size=base.hidden,
        num_hidden_layers=count,
        num_attention_heads=base.heads,
        intermediate_size=base.feed_forward,
        max_position_embeddings=base.positions,
        type_vocab_size=base.types,
        layer_norm_eps=base.epsilon,
    )
    model = BertModel(config, add_pooling_layer=False)
    tensors = {name: torch.from_numpy(value) for name, value in base.tensors.items()}
    tensors["embeddings.word_embeddings.weight"] = torch.from_numpy(embeddings)
    wanted = model.state_dict()
    model.load_state_dict({name: tensors[name] for name in wanted})
    return model


def freeze_lower(encoder: BertModel, layers: int) -> None:
    """Keep the embeddings and the first `layers` layers as they are: half the cost of a pass."""
    for part in (encoder.embeddings, *encoder.encoder.layer[:layers]):
        for parameter in part.parameters():
            parameter.requires_grad = False
