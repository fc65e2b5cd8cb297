"""`python -m assistant.reader.training`: from the voices to the weights that the repository carries.

corpus/voix + corpus/fiches ──► examples ──► training (resumable) ──► calibration ──► weights, vectors, card
"""

from __future__ import annotations

import argparse
import datetime
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from assistant.fiches.loader import load_fiches
from assistant.fiches.parameters import parameter_text
from assistant.fiches.render import render_text
from assistant.reader.catalogue import Catalogue
from assistant.reader.encoder import WEIGHTS, Encoder
from assistant.reader.heads import Heads
from assistant.reader.training.augment import rewrite_all
from assistant.reader.training.batches import Labels
from assistant.reader.training.calibrate import calibrate, write_calibration
from assistant.reader.training.card import write_card
from assistant.reader.training.examples import Example, read_examples, split
from assistant.reader.training.export import export
from assistant.reader.training.lower import LowerCache
from assistant.reader.training.model import ReaderModel
from assistant.reader.training.prepare import adopt, make_labels, make_model, place_proxies
from assistant.reader.training.train import Material, Plan, Trainer
from assistant.settings import PROJECT_ROOT


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, calibrate and export; a run that was stopped goes on after its last whole pass."""
    options = _options().parse_args(arguments)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    questions, passages, twins = _reponses(PROJECT_ROOT / "corpus" / "fiches")
    examples = [e for e in read_examples(PROJECT_ROOT / "corpus" / "voix") if _known(e, questions, twins)]
    kept, held = split(examples)
    kept += [Example(text, "", (name,), voice="c00") for name, text in questions.items()]
    labels = make_labels(kept, questions, twins)
    random.Random(options.seed).shuffle(kept)
    print(f"{len(kept)} exemples, {len(held)} en validation, {len(labels.reponses)} réponses", flush=True)
    model, tokenizer = make_model(labels, [*(e.text for e in examples), *passages.values()], options.work)
    plan = Plan(passes=options.passes, rate=options.rate, seed=options.seed)
    cache = LowerCache(model.encoder, model.frozen, options.work / "lower")
    trainer = Trainer(model, tokenizer, cache, labels, plan, options.work / options.run)
    if options.start:
        adopt(model, options.start)
        print(f"reprise des couches de {options.start}", flush=True)
    place_proxies(trainer, kept)
    ways = (kept,) if options.plain else (kept, rewrite_all(kept, random.Random(options.seed)))
    history = trainer.train(Material(ways, held, passages))
    finish(model, tokenizer, labels, kept, held, options.out)
    write_card(options.out, history, len(kept), len(held), labels, plan)


def finish(
    model: ReaderModel,
    tokenizer: Tokenizer,
    labels: Labels,
    kept: Sequence[Example],
    held: Sequence[Example],
    out: Path,
) -> None:
    """Export the model and calibrate what was exported."""
    export(model, tokenizer, labels, out)
    encoder = Encoder(out, threads=2)
    asked = [e for e in kept if e.reponses and not e.context]
    names = [labels.twins.get(e.reponses[0], e.reponses[0]) for e in asked]
    catalogue = Catalogue.fit(names, [e.text for e in asked], encoder.vectors([e.text for e in asked]))
    found, heads, curves = calibrate(held, encoder, Heads.load(out), catalogue, labels)
    heads.save(out)
    write_calibration(out, found, curves)


def _reponses(folder: Path) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """The canonical question and the passage of every réponse, and the twin of those that have one."""
    today = datetime.date.today()  # noqa: DTZ011 (a legal day is the user's own)
    questions, passages, twins = {}, {}, {}
    for fiche in load_fiches(folder):
        for reponse in fiche.reponses:
            name = f"{fiche.id}/{reponse.id}"
            asked = render_text(fiche, reponse.question, parameter_text, today)
            questions[name] = asked
            passages[name] = f"{fiche.title}. {asked} {render_text(fiche, reponse.answer, parameter_text, today)}"
            if reponse.twin:
                twins[name] = reponse.twin
    return questions, passages, twins


def _known(example: Example, questions: dict[str, str], twins: dict[str, str]) -> bool:
    """Whether the réponses of an example exist; a phrasing of a réponse that was renamed is left out."""
    return all(r in questions or r in twins for r in example.reponses)


def _options() -> argparse.ArgumentParser:
    reader = argparse.ArgumentParser(prog="python -m assistant.reader.training", description=main.__doc__)
    reader.add_argument("--passes", type=int, default=6)
    reader.add_argument("--rate", type=float, default=8e-5)
    reader.add_argument("--seed", type=int, default=7)
    reader.add_argument("--threads", type=int, default=2)
    reader.add_argument("--plain", action="store_true", help="sans augmentation")
    reader.add_argument("--work", type=Path, default=PROJECT_ROOT / "build" / "reader")
    reader.add_argument("--run", default="run", help="nom de l'essai : ses passes reprennent où elles en étaient")
    reader.add_argument("--start", type=Path, help="poids d'un essai précédent, pour partir de plus loin")
    reader.add_argument("--out", type=Path, default=WEIGHTS)
    return reader


if __name__ == "__main__":
    main()
