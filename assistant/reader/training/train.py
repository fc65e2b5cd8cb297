"""Training of the reader: seeded, resumable after each pass.

The losses are added: réponse (softmax over proxies, soft targets for messages that ask twice), act, distress, role of
marked values, states token by token, and, on a part of each batch, the réponse's own text as a passage against those
of the other messages, so that the same encoder finds passages.
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
from tokenizers import Tokenizer
from torch import Tensor, nn

from assistant.reader.training.augment import augment
from assistant.reader.training.batches import PASSAGE, UNTRAINED, Batch, Labels, bucket, encode, make_batch
from assistant.reader.training.examples import Example, with_context
from assistant.reader.training.model import ReaderModel

SMOOTHING = 0.05
PASSAGES_PER_BATCH = 12
PASSAGE_SCALE = 20.0


@dataclass(frozen=True)
class Plan:
    """How long and how fast: passes, learning rates of the encoder and of the heads, shares of batches, and the seed."""

    passes: int = 8
    rate: float = 6e-5
    head_rate: float = 1.5e-3
    warmup: float = 0.06
    context_share: float = 0.2
    passage_share: float = 0.35
    seed: int = 7
    augmented: bool = True


def train(
    model: ReaderModel,
    tokenizer: Tokenizer,
    labels: Labels,
    examples: Sequence[Example],
    validation: Sequence[Example],
    passages: dict[str, str],
    plan: Plan,
    folder: Path,
) -> list[dict[str, float]]:
    """Train `model` in place and return what was measured after each pass; a pass that ended is not done again."""
    torch.manual_seed(plan.seed)
    lengths = [len(encode(tokenizer, e).ids) for e in examples]
    steps = plan.passes * len(bucket(lengths, random.Random(plan.seed)))
    optimiser, schedule = _optimiser(model, plan, steps)
    history = _resume(model, optimiser, schedule, folder)
    for number in range(len(history), plan.passes):
        started = time.time()
        loss = _one_pass(model, tokenizer, labels, examples, lengths, passages, plan, number, optimiser, schedule)
        measured = {"pass": number + 1, "loss": loss, "minutes": (time.time() - started) / 60}
        measured |= measure(model, tokenizer, labels, validation)
        history.append(measured)
        print(json.dumps({k: round(v, 4) for k, v in measured.items()}), flush=True)
        _save(model, optimiser, schedule, history, folder)
    return history


def _one_pass(model, tokenizer, labels, examples, lengths, passages, plan, number, optimiser, schedule):  # type: ignore[no-untyped-def]
    chance = random.Random(plan.seed * 1000 + number)
    asked = [e for e in examples if e.reponses]
    model.train()
    total = count = 0.0
    for rows in bucket(lengths, chance):
        chosen = [with_context(examples[n], asked, chance, plan.context_share) for n in rows]
        if plan.augmented:
            chosen = [augment(e, chance) for e in chosen]
        batch = make_batch(tokenizer, chosen, labels)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = batch_loss(model, batch)
            if chance.random() < plan.passage_share:
                loss = loss + 0.3 * _passage_loss(model, tokenizer, chosen, passages, chance)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        total += float(loss.detach())
        count += 1
    return total / max(1, count)


def batch_loss(model: ReaderModel, batch: Batch) -> Tensor:
    """Return the sum of the losses of the heads on `batch`."""
    means, tokens = model.encode(batch.ids, batch.attention, batch.own)
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
    if (batch.acts != UNTRAINED).any():
        loss = loss + 0.5 * cross(model.act(means).float(), batch.acts, ignore_index=UNTRAINED)
    if (batch.kinds != UNTRAINED).any():
        loss = loss + 0.3 * cross(model.kind(means).float(), batch.kinds, ignore_index=UNTRAINED)
    if (batch.distresses != UNTRAINED).any():
        loss = loss + 0.5 * cross(model.distress(means).float(), batch.distresses, ignore_index=UNTRAINED)
    if batch.spans:
        vectors = torch.stack([tokens[n, first:last].mean(0) for n, first, last, _role in batch.spans])
        loss = loss + 0.3 * cross(model.role(vectors).float(), torch.tensor([role for *_, role in batch.spans]))
    if (batch.states != UNTRAINED).any():
        flat = model.state(tokens).float().flatten(0, 1)
        loss = loss + 0.5 * cross(flat, batch.states.flatten(), ignore_index=UNTRAINED)
    return loss


def _passage_loss(model, tokenizer, examples, passages, chance) -> Tensor:  # type: ignore[no-untyped-def]
    """Some messages against the texts of their réponses: each should be nearest to its own."""
    by_reponse = {e.reponses[0]: e for e in examples if e.reponses and e.reponses[0] in passages}
    names = chance.sample(sorted(by_reponse), min(PASSAGES_PER_BATCH, len(by_reponse)))
    if len(names) < 2:
        return torch.zeros(())
    questions = _means(model, tokenizer, [encode(tokenizer, by_reponse[n]) for n in names])
    texts = _means(model, tokenizer, [tokenizer.encode(PASSAGE + passages[n]) for n in names])
    logits = PASSAGE_SCALE * nn.functional.normalize(questions, dim=-1) @ nn.functional.normalize(texts, dim=-1).T
    return nn.functional.cross_entropy(logits.float(), torch.arange(len(names)))


def _means(model, tokenizer, encodings) -> Tensor:  # type: ignore[no-untyped-def]
    width = max(len(e.ids) for e in encodings)
    ids = torch.ones(len(encodings), width, dtype=torch.long)
    own = torch.zeros(len(encodings), width, dtype=torch.long)
    attention = torch.zeros(len(encodings), width, dtype=torch.long)
    for n, encoding in enumerate(encodings):
        ids[n, : len(encoding.ids)] = torch.tensor(encoding.ids)
        attention[n, : len(encoding.ids)] = 1
        own[n, [rank for rank, part in enumerate(encoding.sequence_ids) if part == 0]] = 1
    means: Tensor = model.encode(ids, attention, own)[0]
    return means


@torch.no_grad()
def measure(model: ReaderModel, tokenizer: Tokenizer, labels: Labels, examples: Sequence[Example]) -> dict[str, float]:
    """Return the shares of `examples` read right: réponse first and within three, act, distress, role, state tokens."""
    model.eval()
    hits: dict[str, list[float]] = {}
    lengths = [len(encode(tokenizer, e).ids) for e in examples]
    for rows in bucket(lengths, random.Random(0)):
        batch = make_batch(tokenizer, [examples[n] for n in rows], labels)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            means, tokens = model.encode(batch.ids, batch.attention, batch.own)
        means, tokens = means.float(), tokens.float()
        best = model.match(means).topk(3).indices.tolist()
        for n, rows_right in enumerate(batch.reponses):
            if rows_right:
                hits.setdefault("first", []).append(float(best[n][0] in rows_right))
                hits.setdefault("three", []).append(float(bool(set(best[n]) & set(rows_right))))
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
        said = batch.states > 0
        hits.setdefault("state", []).extend((model.state(tokens).argmax(-1) == batch.states)[said].float().tolist())
    return {name: sum(values) / len(values) for name, values in hits.items() if values}


def _optimiser(model: ReaderModel, plan: Plan, steps: int):  # type: ignore[no-untyped-def]
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": plan.rate}, {"params": heads, "lr": plan.head_rate}], weight_decay=0.01
    )
    warm = max(1, int(plan.warmup * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min((step + 1) / warm, 0.5 * (1 + math.cos(math.pi * min(1.0, step / max(1, steps)))) + 0.02),
    )
    return optimiser, schedule


def _save(model, optimiser, schedule, history, folder: Path) -> None:  # type: ignore[no-untyped-def]
    folder.mkdir(parents=True, exist_ok=True)
    state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict()}
    torch.save(state | {"history": history}, folder / "new.pt")
    (folder / "new.pt").replace(folder / "checkpoint.pt")


def _resume(model, optimiser, schedule, folder: Path) -> list[dict[str, float]]:  # type: ignore[no-untyped-def]
    file = folder / "checkpoint.pt"
    if not file.exists():
        return []
    state = torch.load(file, weights_only=False)
    model.load_state_dict(state["model"])
    optimiser.load_state_dict(state["optimiser"])
    schedule.load_state_dict(state["schedule"])
    history: list[dict[str, float]] = state["history"]
    return history
