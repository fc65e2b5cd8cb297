"""Réponses: how they are written in a fiche, and the rules that each keeps."""

import datetime
import re
from collections import Counter

import pytest

from assistant.domain.text import fold
from assistant.fiches.parameters import parameter_text
from assistant.fiches.render import render_text
from assistant.fiches.reponses import ReponseSyntaxError, parse_reponses

DAY = datetime.date(2026, 11, 29)
MOST_WORDS = 45
WRITTEN = """
### Combien de préavis si je démissionne ? {id: combien-de-preavis, calcul: preavis_demission}
{{court}} avant {{seuil}} de services.
→ textes : decret-86-83 (articles 46 et 48) ; guide-aesh-nice
→ voir : partir-avant, chomage/apres-demission

### Puis-je partir avant ? {id: partir-avant}
Seulement si l'employeur l'accepte.
→ textes : decret-86-83 (article 48)
"""


def test_a_reponse_is_read_with_its_sources_and_what_to_see_next():
    first, second = parse_reponses(WRITTEN)
    assert first["question"] == "Combien de préavis si je démissionne ?"
    assert first["answer"] == "{{court}} avant {{seuil}} de services."
    assert first["calculator"] == "preavis_demission"
    assert first["sources"][0] == {"source": "decret-86-83", "at": "articles 46 et 48"}
    assert first["sources"][1] == {"source": "guide-aesh-nice", "at": ""}
    assert first["see"] == ["partir-avant", "chomage/apres-demission"]
    assert second["id"] == "partir-avant"


@pytest.mark.parametrize(
    "text",
    [
        "### Sans identifiant ?\nNon.\n→ textes : a",
        "### Mal écrit ? {nom: a}\nNon.\n→ textes : a",
        "### Flèche inconnue ? {id: a}\nNon.\n→ articles : a",
        "Du texte avant.\n### Question ? {id: a}\nNon.\n→ textes : a",
    ],
)
def test_what_is_badly_written_is_told(text):
    with pytest.raises(ReponseSyntaxError):
        parse_reponses(text)


def rendered(fiches):
    for fiche in fiches:
        for reponse in fiche.reponses:
            yield fiche, reponse, render_text(fiche, reponse.answer, parameter_text, DAY)


def test_each_answer_is_short(fiches):
    long = {f"{f.id}/{r.id}": len(text.split()) for f, r, text in rendered(fiches) if len(text.split()) > MOST_WORDS}
    assert long == {}


def test_each_answer_is_one_to_three_sentences_of_plain_text(fiches):
    wrong = [
        f"{f.id}/{r.id}"
        for f, r, text in rendered(fiches)
        if not 1 <= len(re.findall(r"[.?!](?:\s|$)", text)) <= 3 or re.search(r"\*\*|\||^- ", text)
    ]
    assert wrong == []


def test_each_answer_stands_alone(fiches):
    leaning = re.compile(r"\b(cela|ce dernier|cette derniere|ci-dessus|ci-dessous)\b")
    assert [f"{f.id}/{r.id}" for f, r, text in rendered(fiches) if leaning.search(fold(text))] == []


def test_each_question_is_a_question(fiches):
    assert [f"{f.id}/{r.id}" for f in fiches for r in f.reponses if not r.question.endswith("?")] == []


def test_what_is_named_exists(fiches, registry):
    known = {f"{f.id}/{r.id}" for f in fiches for r in f.reponses}
    wrong = []
    for fiche in fiches:
        for reponse in fiche.reponses:
            named = [*reponse.see, *([reponse.twin] if reponse.twin else [])]
            wrong += [(fiche.id, reponse.id, n) for n in named if (n if "/" in n else f"{fiche.id}/{n}") not in known]
            wrong += [(fiche.id, reponse.id, s.source) for s in reponse.sources if s.source not in registry]
    assert wrong == []


def test_no_question_is_asked_twice(fiches):
    asked = Counter(fold(r.question) for f in fiches for r in f.reponses if not r.twin)
    assert [question for question, times in asked.items() if times > 1] == []
