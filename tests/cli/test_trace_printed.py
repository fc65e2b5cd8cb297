"""The trace as printed: every part under its title, texts as they are."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from assistant.cli.trace import print_trace
from assistant.domain.answer import CaseFact
from assistant.domain.trace import Candidate, Check, Intent, PassageSeen, QuestionTrace, Stage, ToolCall, Trace

TRACE = Trace(
    question="quel préavis [sic] ?",
    status="calculated",
    facts=(CaseFact(key="a", label="Ancienneté", shown="8 mois", written="8 mois"),),
    questions=(
        QuestionTrace(
            asked="quel préavis ?",
            intent=Intent(
                kind="calculation",
                subject="fiche-demission",
                candidates=(
                    Candidate(source_id="fiche-demission", title="Démissionner", probability=0.9),
                    Candidate(source_id="fiche-licenciement", title="Licenciement", probability=0.1),
                ),
                calculators=("preavis_demission",),
            ),
            passages=(
                PassageSeen(
                    source_id="guide",
                    title="Guide",
                    section="La démission",
                    page="11",
                    score=0.5,
                    signals={"dense": 0.9},
                ),
            ),
            tools=(
                ToolCall(name="preavis_demission", inputs={"anciennete": "8 mois"}, outcome="result", said="1 mois"),
            ),
            checks=(Check(name="phrase retirée", passed=False, detail="Il dure 9 jours [4]."),),
            stages=(Stage(name="retrieve", ms=12.5),),
        ),
    ),
    checks=(Check(name="chiffres et dates prouvés", passed=True),),
    stages=(Stage(name="receive", ms=0.3),),
    elapsed_ms=20,
)


def test_every_part_is_printed():
    out = StringIO()
    print_trace(TRACE, Console(file=out, width=160))
    text = out.getvalue()
    for words in (
        "quel préavis [sic] ?",
        "Faits du dossier",
        "fiche-licenciement 0.10",
        "La démission (p. 11)",
        "dense 0.9",
        "anciennete = 8 mois",
        "Il dure 9 jours [4].",
        "NON",
        "12.5 ms",
        "Contrôles de la réponse",
    ):
        assert words in text


def test_an_empty_turn_is_printed():
    out = StringIO()
    print_trace(Trace(question="Bonjour", status="needs_information"), Console(file=out, width=100))
    assert "Bonjour" in out.getvalue()
    assert "aucun" in out.getvalue()
