"""Training of the reader: seeded, resumable after each pass.

Only the upper layers learn; what the lower ones give was computed once (`lower`), for each message as written and for
one other way of writing it. The losses are added: réponse (softmax over proxies, soft targets for messages that ask
twice), act, subject, distress, role of marked values, states token by token, and, on a part of the batches, the
réponse's own text as a passage against those of the other messages, so that the same encoder finds passages.
"""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Encoding, Tokenizer
from torch import Tensor, nn
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LambdaLR

from assistant.reader.training.batches import PASSAGE, UNTRAINED, Batch, Labels, bucket, encode, make_batch
from assistant.reader.training.examples import Example
from assistant.reader.training.lower import LowerCache
from assistant.reader.training.model import ReaderModel

SMOOTHING = 0.05
# Nearly every token tells no state: each of them weighs less than one that does.
SILENT_SHARE = 0.15
PASSAGES_PER_BATCH = 10
PASSAGE_SCALE = 20.0


@dataclass(frozen=True)
class Plan:
    """How long and how fast: passes, learning rates of the layers and of the heads, share of batches, seed."""

    passes: int = 6
    rate: float = 1e-4
    head_rate: float = 1.5e-3
    warmup: float = 0.05
    passage_share: float = 0.3
    seed: int = 7


@dataclass(frozen=True)
class Material:
    """What a run learns from: each example in its ways of writing, the validation, the passage of each réponse."""

    ways: tuple[Sequence[Example], ...]
    validation: Sequence[Example]
    passages: dict[str, str]


class Trainer:
    """One run. `train` changes the model in place."""

    def __init__(
        self, model: ReaderModel, tokenizer: Tokenizer, cache: LowerCache, labels: Labels, plan: Plan, folder: Path
    ) -> None:
        self.model, self.tokenizer, self.cache, self.labels = model, tokenizer, cache, labels
        self.plan, self.folder = plan, folder
        folder.mkdir(parents=True, exist_ok=True)

    def train(self, material: Material) -> list[dict[str, float]]:
        """Train and return what was measured after each pass; a pass that ended is not done again."""
        torch.manual_seed(self.plan.seed)
        self._fill(material)
        lengths = [[len(encode(self.tokenizer, e).ids) for e in way] for way in material.ways]
        steps = self.plan.passes * len(bucket(lengths[0], random.Random(self.plan.seed)))
        optimiser, schedule = self._optimiser(steps)
        history = self._resume(optimiser, schedule)
        for number in range(len(history), self.plan.passes):
            started = time.time()
            way = number % len(material.ways)
            loss = self._one_pass(material, way, lengths[way], number, optimiser, schedule)
            measured = {"pass": number + 1.0, "loss": loss, "minutes": (time.time() - started) / 60}
            history.append(measured | self.measure(material.validation))
            print(json.dumps({k: round(v, 4) for k, v in history[-1].items()}), flush=True)
            self._save(optimiser, schedule, history)
        return history

    def _fill(self, material: Material) -> None:
        everything = [e for way in (*material.ways, material.validation) for e in way]
        self.cache.fill(encode(self.tokenizer, e) for e in everything)
        self.cache.fill(self.tokenizer.encode(PASSAGE + text) for text in material.passages.values())

    def _one_pass(
        self,
        material: Material,
        way: int,
        lengths: Sequence[int],
        number: int,
        optimiser: torch.optim.Optimizer,
        schedule: torch.optim.lr_scheduler.LambdaLR,
    ) -> float:
        chance = random.Random(self.plan.seed * 1000 + number)
        self.model.train()
        losses = []
        for rows in bucket(lengths, chance):
            chosen = [material.ways[way][n] for n in rows]
            batch = make_batch(self.tokenizer, self.cache, chosen, self.labels)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = batch_loss(self.model, batch)
                if chance.random() < self.plan.passage_share:
                    loss = loss + 0.3 * self._passage_loss(chosen, material.passages, chance)
            optimiser.zero_grad()
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses.append(float(loss.detach()))
        return sum(losses) / max(1, len(losses))

    def _passage_loss(self, examples: Sequence[Example], passages: dict[str, str], chance: random.Random) -> Tensor:
        """Some messages against the texts of their réponses: each should be nearest to its own."""
        by_reponse = {e.reponses[0]: e for e in examples if e.reponses and e.reponses[0] in passages}
        names = chance.sample(sorted(by_reponse), min(PASSAGES_PER_BATCH, len(by_reponse)))
        if len(names) < 2:
            return torch.zeros(())
        questions = self.means([encode(self.tokenizer, by_reponse[n]) for n in names])
        texts = self.means([self.tokenizer.encode(PASSAGE + passages[n]) for n in names])
        logits = PASSAGE_SCALE * nn.functional.normalize(questions, dim=-1) @ nn.functional.normalize(texts, dim=-1).T
        return nn.functional.cross_entropy(logits.float(), torch.arange(len(names)))

    def means(self, encodings: Sequence[Encoding]) -> Tensor:
        """Return the mean of the own tokens of each encoding (n, width)."""
        width = max(len(e.ids) for e in encodings)
        own = torch.zeros(len(encodings), width, dtype=torch.long)
        attention = torch.zeros(len(encodings), width, dtype=torch.long)
        for n, encoding in enumerate(encodings):
            attention[n, : len(encoding.ids)] = 1
            own[n, [rank for rank, part in enumerate(encoding.sequence_ids) if part == 0]] = 1
        return self.model.encode(self.cache.states(encodings, width), attention, own)[0]

    @torch.no_grad()
    def measure(self, examples: Sequence[Example]) -> dict[str, float]:
        """Return the shares of `examples` read right: réponse first and within three, then each head."""
        self.model.eval()
        hits: dict[str, list[float]] = {}
        lengths = [len(encode(self.tokenizer, e).ids) for e in examples]
        for rows in bucket(lengths, random.Random(0)) if examples else []:
            batch = make_batch(self.tokenizer, self.cache, [examples[n] for n in rows], self.labels)
            means, tokens = self.model.encode(batch.states, batch.attention, batch.own)
            _count(self.model, batch, means, tokens, hits)
        return {name: sum(values) / len(values) for name, values in hits.items() if values}

    def _optimiser(self, steps: int) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
        layers = [p for p in self.model.encoder.parameters() if p.requires_grad]
        heads = [p for name, p in self.model.named_parameters() if not name.startswith("encoder.")]
        optimiser = torch.optim.AdamW(
            [{"params": layers, "lr": self.plan.rate}, {"params": heads, "lr": self.plan.head_rate}],
            weight_decay=0.01,
        )
        warm = max(1, int(self.plan.warmup * steps))

        def share(step: int) -> float:
            return min((step + 1) / warm, 0.5 * (1 + math.cos(math.pi * min(1.0, step / max(1, steps)))) + 0.02)

        return optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, share)

    def _save(self, optimiser: Optimizer, schedule: LambdaLR, history: list[dict[str, float]]) -> None:
        state = {"model": self.model.state_dict(), "optimiser": optimiser.state_dict()}
        torch.save(state | {"schedule": schedule.state_dict(), "history": history}, self.folder / "new.pt")
        (self.folder / "new.pt").replace(self.folder / "checkpoint.pt")

    def _resume(self, optimiser: Optimizer, schedule: LambdaLR) -> list[dict[str, float]]:
        file = self.folder / "checkpoint.pt"
        if not file.exists():
            return []
        state = torch.load(file, weights_only=False)
        self.model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        history: list[dict[str, float]] = state["history"]
        return history


def batch_loss(model: ReaderModel, batch: Batch) -> Tensor:
    """Return the sum of the losses of the heads on `batch`."""
    means, tokens = model.encode(batch.states, batch.attention, batch.own)
    means, tokens = means.float(), tokens.float()
    cross = nn.functional.cross_entropy
    loss = means.sum() * 0
    asked = [n for n, rows in enumerate(batch.reponses) if rows]
    if asked:
        logits = model.match(means[asked]).float()
        targets = torch.full_like(logits, SMOOTHING / logits.shape[1])
        for row, n in enumerate(asked):
            targets[row, list(batch.reponses[n])] += (1 - SMOOTHING) / len(batch.reponses[n])
        loss = loss + cross(logits, targets)
    for head, gold, weight in (
        (model.act, batch.acts, 0.5),
        (model.kind, batch.kinds, 0.3),
        (model.distress, batch.distresses, 0.5),
    ):
        if (gold != UNTRAINED).any():
            loss = loss + weight * cross(head(means).float(), gold, ignore_index=UNTRAINED)
    if batch.spans:
        vectors = torch.stack([tokens[n, first:last].mean(0) for n, first, last, _role in batch.spans])
        loss = loss + 0.5 * cross(model.role(vectors).float(), torch.tensor([role for *_, role in batch.spans]))
    if (batch.said != UNTRAINED).any():
        flat = model.state(tokens).float().flatten(0, 1)
        rare = torch.full((flat.shape[1],), 1.0)
        rare[0] = SILENT_SHARE
        loss = loss + 0.5 * cross(flat, batch.said.flatten(), weight=rare, ignore_index=UNTRAINED)
    return loss


def _count(model: ReaderModel, batch: Batch, means: Tensor, tokens: Tensor, hits: dict[str, list[float]]) -> None:
    best = model.match(means).topk(3).indices.tolist()
    for n, right in enumerate(batch.reponses):
        if right:
            hits.setdefault("first", []).append(float(best[n][0] in right))
            hits.setdefault("three", []).append(float(bool(set(best[n]) & set(right))))
    heads = (
        ("act", model.act, batch.acts),
        ("kind", model.kind, batch.kinds),
        ("distress", model.distress, batch.distresses),
    )
    for name, head, gold in heads:
        kept = gold != UNTRAINED
        hits.setdefault(name, []).extend((head(means).argmax(-1) == gold)[kept].float().tolist())
    for n, first, last, role in batch.spans:
        hits.setdefault("role", []).append(float(model.role(tokens[n, first:last].mean(0)).argmax() == role))
    said = batch.said > 0
    hits.setdefault("state", []).extend((model.state(tokens).argmax(-1) == batch.said)[said].float().tolist())
