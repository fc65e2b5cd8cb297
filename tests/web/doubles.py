"""An assistant for tests: invented documents, answers chosen by a word of the question, calls recorded."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from datetime import date

from assistant.domain.answer import Answer, Block, BlockKind, Citation, Sentence, Status
from assistant.domain.calculation import (
    Calculation,
    CalculationStep,
    CalculationValue,
    LegalSource,
    MissingFact,
    Reading,
    ToDo,
)
from assistant.domain.corpus import Nature, Section, SourceInfo
from assistant.domain.trace import Candidate, Check, Intent, PassageSeen, QuestionTrace, Stage, ToolCall, Trace

HOSTILE = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>${alert(3)}{{value}}'`"

FICHE = SourceInfo(
    source_id="demission",
    title="Démissionner : prévenir, partir, garder ses droits",
    publisher="Assistant AESH",
    nature=Nature.FICHE,
    date="septembre 2026",
    fiche_id="demission",
    verified_on=date(2026, 9, 1),
)
GUIDE = SourceInfo(
    source_id="guide-local",
    title="Guide des AESH de l'académie d'exemple",
    publisher="Académie d'exemple",
    nature=Nature.GUIDE_ACADEMIQUE,
    date="2025-2026",
    url="https://exemple.fr/guide.pdf",
)
FICHE_SECTION = Section(
    section_id="demission#preavis",
    source_id="demission",
    path=("La démission", "Le préavis"),
    text=(
        "Vous prévenez votre employeur par lettre recommandée avec avis de réception.\n"
        "La durée du préavis dépend de votre ancienneté :\n"
        "- moins de six mois de service : huit jours ;\n"
        "- de six mois à moins de deux ans : un mois ;\n"
        "- deux ans et plus : deux mois.\n"
        + "Cette ligne tient la place d'un paragraphe de la fiche, sans rien apprendre de plus.\n"
        * 14
        + "Le préavis court à partir de la réception de la lettre.\n"
        "L'administration peut accepter un départ plus tôt ; demandez cet accord par écrit."
    ),
)
GUIDE_SECTION = Section(
    section_id="guide-local#6.1",
    source_id="guide-local",
    path=("La rupture du contrat", "La démission"),
    text=(
        "La lettre est adressée au service gestionnaire sous couvert du chef d'établissement.\n"
        "Motif : démission ; Délai : celui du préavis ; Destinataire : service gestionnaire"
    ),
    page=11,
    page_label="11",
)
TEXT_46 = LegalSource(source_id="decret-86-83", text="Décret n° 86-83 du 17 janvier 1986", article="article 46")


def cite(n: int, section: Section, source: SourceInfo, quote: str) -> Citation:
    return Citation(
        n=n,
        source_id=source.source_id,
        section_id=section.section_id,
        title=source.title,
        publisher=source.publisher,
        nature=source.nature,
        date=source.date,
        section=section.heading,
        page=section.page_label,
        quote=quote,
        url=source.url,
        fiche_id=source.fiche_id,
    )


def blocks_of(text: str, kind: BlockKind = BlockKind.DIRECT, *, folded: bool = False) -> tuple[Block, ...]:
    """Blocks written as text: a paragraph each, « - » before an item, marks « [1] » at the end of a line."""
    return tuple(
        Block(kind=kind, sentences=tuple(map(_sentence, part.split("\n"))), folded=folded, title="Suite" * folded)
        for part in text.split("\n\n")
    )


def _sentence(line: str) -> Sentence:
    cites = tuple(int(n) for n in re.findall(r"\[(\d)\]", line))
    text = re.sub(r" ?\[\d\]", "", line)
    return Sentence(text=text.removeprefix("- "), cites=cites, item=line.startswith("- "))


def founded() -> Answer:
    return Answer(
        status=Status.FOUNDED,
        blocks=blocks_of(
            "Le préavis d'une démission dépend de votre ancienneté : huit jours, un mois ou deux mois [1].\n\n"
            "- moins de six mois de service : huit jours [1]\n"
            "- de six mois à moins de deux ans : un mois [1]\n"
            "- deux ans et plus : deux mois [1]\n\n"
            "Dans cette académie, la lettre passe par le chef d'établissement avant le service gestionnaire [2]."
        )
        + blocks_of("Le circuit de la lettre est propre à cette académie. [2]", BlockKind.EXPLAIN, folded=True),
        citations=[
            cite(
                1,
                FICHE_SECTION,
                FICHE,
                "- moins de six mois de service : huit jours ; - de six mois à moins de deux ans : un mois ; "
                "- deux ans et plus : deux mois.",
            ),
            cite(2, GUIDE_SECTION, GUIDE, "adressée au service gestionnaire sous couvert du chef d'établissement"),
        ],
        elapsed_ms=42.0,
    )


def calculation() -> Calculation:
    return Calculation(
        calculator="preavis",
        title="Préavis de démission",
        outcome="result",
        inputs={"anciennete": "8 mois"},
        summary="Votre préavis est d'un mois ; il se termine le 4 octobre 2026.",
        values=(
            CalculationValue(id="duree", label="Durée du préavis", value="1", unit="mois", shown="1 mois"),
            CalculationValue(id="fin", label="Dernier jour", value="2026-10-04", shown="dimanche 4 octobre 2026"),
        ),
        steps=(
            CalculationStep(
                id="duree",
                label="Durée selon l'ancienneté",
                expression="6 mois ≤ 8 mois < 2 ans",
                result="1 mois",
                sources=(TEXT_46,),
            ),
            CalculationStep(
                id="fin",
                label="Fin du préavis",
                expression="4 septembre 2026 + 1 mois",
                result="4 octobre 2026",
                rounding="aucun",
            ),
        ),
        sources=(TEXT_46,),
        in_force_since=date(2024, 9, 1),
        next_change="aucun changement publié à ce jour.",
        hypotheses=("La lettre a été reçue le 4 septembre 2026.",),
        caveats=("Un dimanche ne repousse pas la fin du préavis.",),
        readings=(
            Reading(label="ancienneté chez le même employeur", shown="8 mois", source=TEXT_46, kept=True),
            Reading(
                label="tous contrats publics confondus", shown="14 mois", why="Le texte ne retient pas ce cumul."
            ),
        ),
        to_do=(ToDo(label="Envoyez la lettre recommandée", by=date(2026, 9, 1)),),
    )


def calculated() -> Answer:
    citation = cite(1, FICHE_SECTION, FICHE, "Le préavis court à partir de la réception de la lettre.")
    return Answer(
        status=Status.CALCULATED,
        blocks=blocks_of(
            "Votre préavis est d'un mois : il se termine le 4 octobre 2026.\n\nIl court dès la réception. [1]"
        ),
        citations=[citation],
        calculations=[calculation()],
    )


def needs_information() -> Answer:
    choices = (("cdd", "CDD"), ("cdi", "CDI"))
    return Answer(
        status=Status.NEEDS_INFORMATION,
        blocks=blocks_of("La réponse dépend de votre contrat."),
        questions=[
            MissingFact(
                field="contrat",
                question="Êtes-vous en CDD ou en CDI ?",
                help="C'est écrit en tête de votre contrat.",
                choices=choices,
            )
        ],
    )


def out_of_sources() -> Answer:
    return Answer(
        status=Status.OUT_OF_SOURCES,
        blocks=blocks_of(
            "Je n'ai trouvé aucun passage qui réponde à cette question dans les documents dont je dispose."
        ),
    )


ANSWERS = {
    "démission": founded,
    "préavis exact": calculated,
    "précision": needs_information,
}


class FakeAssistant:
    """Answers by the first word of `ANSWERS` found in the question; `delay` seconds of sleep, calls kept."""

    def __init__(self, delay: float = 0.0, answer: Answer | None = None, sections: Sequence[Section] = ()) -> None:
        self.delay = delay
        self.answer = answer
        self.sections = {s.section_id: s for s in (FICHE_SECTION, GUIDE_SECTION, *sections)}
        self.calls: list[tuple[str, tuple[str, ...]]] = []

    def ask(
        self, question: str, history: Sequence[str] = (), corrections: Mapping[str, str | None] | None = None
    ) -> Answer:
        self.calls.append((question, tuple(history)))
        time.sleep(self.delay)
        if self.answer is not None:
            return self.answer
        found = next((make for word, make in ANSWERS.items() if word in question.lower()), out_of_sources)
        return found()

    def trace(
        self, question: str, history: Sequence[str] = (), corrections: Mapping[str, str | None] | None = None
    ) -> tuple[Answer, Trace]:
        answer = self.ask(question, history, corrections)
        asked = QuestionTrace(
            asked=question,
            intent=Intent(kind="fact", candidates=(Candidate(source_id="x", title=HOSTILE, probability=0.5),)),
            passages=(PassageSeen(source_id="x", title="T", section="S", score=1.0, signals={"dense": 0.9}),),
            tools=(ToolCall(name="preavis_demission", inputs={"a": HOSTILE}, outcome="result"),),
            checks=(Check(name="figures", passed=False, detail=HOSTILE),),
            stages=(Stage(name="retrieve", ms=3.0),),
        )
        return answer, Trace(question=question, status=answer.status.value, questions=(asked,))

    def section(self, section_id: str) -> Section | None:
        return self.sections.get(section_id)

    def source(self, source_id: str) -> SourceInfo | None:
        return {"demission": FICHE, "guide-local": GUIDE}.get(source_id)
