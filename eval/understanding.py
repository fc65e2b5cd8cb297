"""Understanding, measured on the product's own path: the plan of each test voice, and the answer of the distressed.

The test voices stand in `eval/voix`, written by somebody else than the training ones and never trained on.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.dialogue.plan import Certainty, Plan, Planner
from assistant.domain.answer import BlockKind
from assistant.reader.labels import Act, Distress
from assistant.reader.voices import Phrasing, read_dialogues, read_phrasings
from assistant.settings import load_settings
from eval.measures.intervals import Share, share
from eval.setting import Bench, open_bench
from eval.systems import TODAY

VOICES = Path(__file__).with_name("voix")
TWIN = " | "
_ACTS = {
    "hors-champ": Act.OUT_OF_SCOPE,
    "autre-statut": Act.OTHER_STATUS,
    "ordres": Act.ORDER,
}
_DISTRESS, _ORDINARY, _COURTESIES = "detresse", "ordinaire", "politesses"


@dataclass(frozen=True)
class Led:
    """What the plan made of one test voice of a réponse."""

    phrasing: Phrasing
    first: bool
    within_three: bool
    fiche: bool
    act: Act


def read_test_voices(folder: Path = VOICES) -> list[Phrasing]:
    """Return the test voices of réponses: those of the files that name no act nor distress."""
    special = {*_ACTS, _DISTRESS, _ORDINARY, _COURTESIES}
    paths = [p for p in sorted(folder.glob("*.yaml")) if p.stem not in special]
    return [p for path in paths for p in read_phrasings(path) if "/" in p.label]


def measure_understanding(bench: Bench, folder: Path = VOICES) -> dict[str, Share]:
    """Return every share measured, by its French name; a set that is absent gives none."""
    plans = _Plans(bench)
    voices = read_test_voices(folder)
    led = [plans.lead(v) for v in voices]
    found = {
        "réponse en tête": share(x.first for x in led),
        "réponse dans les trois": share(x.within_three for x in led),
        "fiche en tête": share(x.fiche for x in led),
        "réponse en tête, écriture soignée": share(x.first for x in led if x.phrasing.manner == "c"),
        "réponse en tête, écriture maladroite": share(x.first for x in led if x.phrasing.manner != "c"),
        **_facts(plans, voices),
        **_scope(plans, folder, led),
        **_help(bench, folder),
        **_dialogues(plans, folder),
    }
    return {name: value for name, value in found.items() if value.n}


class _Plans:
    """The plans of messages, as the chain makes them."""

    def __init__(self, bench: Bench) -> None:
        self._index = bench.retriever.index.reader()
        self._reader = bench.reader
        self._planner = Planner(bench.reader, lambda: TODAY)
        if self._index.reponses is None:
            raise ValueError("L'index n'a pas de réponses : lancez « aesh index ».")
        self._catalogue = self._index.reponses

    def plan(self, message: str, history: Sequence[str] = ()) -> Plan:
        return self._planner.plan(message, history, {}, self._catalogue, self._index.catalogue.reponses)

    def lead(self, voice: Phrasing) -> Led:
        accepted = {self._canonical(label) for label in voice.label.split(TWIN)}
        plan = self.plan(voice.text)
        asked = plan.asked[0] if plan.asked else None
        first = asked.reponse if asked and asked.certainty is not Certainty.UNSURE else ""
        three = [r.label for r in self._reader.read(voice.text, self._catalogue).reponses[:3]]
        return Led(
            voice,
            self._canonical(first) in accepted,
            any(self._canonical(label) in accepted for label in three),
            first.partition("/")[0] in {label.partition("/")[0] for label in accepted},
            plan.act,
        )

    def _canonical(self, label: str) -> str:
        record = self._index.catalogue.reponses.get(label)
        return (record.twin or label) if record else label

    def follow(self, label: str, plan: Plan) -> bool:
        """Whether the plan does what the label of a turn says: an act, or a réponse that leads."""
        if "/" not in label:
            return plan.act.value == label
        return any(self._canonical(a.reponse) == self._canonical(label) for a in plan.asked)


def _facts(plans: _Plans, voices: Sequence[Phrasing]) -> dict[str, Share]:
    """Facts that reached the case against those marked: right ones among the read, read ones among the said."""
    precise: list[bool] = []
    recalled: list[bool] = []
    states: list[bool] = []
    for voice in voices:
        if not voice.marks:
            continue
        told = plans.plan(voice.text).case.facts
        marked = {mark.fact: mark.value for mark in voice.marks}
        precise += [name in marked for name in told]
        recalled += [name in told for name in marked]
        states += [name in told and str(told[name].value) == value for name, value in marked.items() if value]
    return {
        "faits : lus à raison": share(precise),
        "faits : dits et lus": share(recalled),
        "états : dits et lus": share(states),
    }


def _scope(plans: _Plans, folder: Path, led: Sequence[Led]) -> dict[str, Share]:
    """Whether what is not an AESH's question is told apart, and only that."""
    outside = [(plans.plan(p.text).act, act) for name, act in _ACTS.items() for p in _of(folder, name)]
    away = {Act.OUT_OF_SCOPE, Act.OTHER_STATUS, Act.ORDER}
    declined = [True for act, _ in outside if act in away] + [False for x in led if x.act in away]
    return {
        "hors champ : renvoyé": share(act in away for act, _ in outside),
        "hors champ : renvoyé à raison": share(declined),
        "acte exact": share(act is wanted for act, wanted in outside),
        "politesse": share(plans.plan(p.text).act.value == p.label for p in _of(folder, _COURTESIES)),
    }


def _help(bench: Bench, folder: Path) -> dict[str, Share]:
    """Whether the distressed are told whom to call, for the right distress, and nobody else is."""
    plans = _Plans(bench)
    distressed = list(_of(folder, _DISTRESS))
    told = [_is_helped(bench, p.text) for p in distressed]
    kinds = [plans.plan(p.text).help.value == p.label for p in distressed]
    alarms = [plans.plan(p.text).help is not Distress.NONE for p in _of(folder, _ORDINARY)]
    return {
        "détresse : aide montrée": share(told),
        "détresse : bonne nature": share(kinds),
        "ordinaire sans fausse alerte": share(not a for a in alarms),
    }


def _is_helped(bench: Bench, message: str) -> bool:
    """Whether a help block before the fold cites the réponse that names whom to call."""
    blocks = bench.chain.ask(message).blocks
    return any(b.kind is BlockKind.HELP and not b.folded and any(s.cites for s in b.sentences) for b in blocks)


def _dialogues(plans: _Plans, folder: Path) -> dict[str, Share]:
    later: list[bool] = []
    every: list[bool] = []
    for path in sorted((folder / "dialogues").glob("*.yaml")):
        for dialogue in read_dialogues(path):
            texts = [turn.text for turn in dialogue.turns]
            for n, turn in enumerate(dialogue.turns):
                plan = plans.plan(texts[n], texts[:n])
                right = all(plans.follow(label, plan) for label in turn.labels)
                every.append(right)
                later += [right] if n else []
    return {"dialogues : tours bien suivis": share(every), "dialogues : après le premier tour": share(later)}


def _of(folder: Path, name: str) -> Iterable[Phrasing]:
    path = folder / f"{name}.yaml"
    return list(read_phrasings(path)) if path.is_file() else []


def main() -> None:
    """Print what is measured on the index of the settings."""
    bench = open_bench(load_settings())
    for name, value in measure_understanding(bench).items():
        sys.stdout.write(f"{name} : {value}\n")


if __name__ == "__main__":
    main()
