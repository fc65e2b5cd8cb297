"""The letters: each is whole, filled from the case only, and leaves what it does not know visible."""

import re
from pathlib import Path

import pytest

from assistant.domain.answer import Answer, Block, BlockKind, CaseFact, Sentence, Status
from assistant.exports.docx import as_docx
from assistant.letters.filling import fill, letter_document
from assistant.letters.registry import LetterModel, find_letter, letters
from assistant.rules.registry import find
from tests.exports.reading import docx_text

SAID = (Block(kind=BlockKind.DIRECT, sentences=(Sentence(text="Oui."),)),)
NOTHING = Answer(status=Status.FOUNDED, blocks=SAID)


def test_there_are_fifteen_letters():
    assert len(letters()) == 15


@pytest.mark.parametrize("model", letters().values(), ids=letters())
def test_a_letter_names_its_article_and_leaves_the_unknown_visible(model):
    letter = fill(model, NOTHING)
    assert model.article in letter.text
    assert "[à compléter : votre prénom et votre nom]" in letter.text
    assert not re.search(r"[{}]", letter.text)


@pytest.mark.parametrize("model", letters().values(), ids=letters())
def test_a_letter_is_the_same_in_word(model):
    letter = fill(model, NOTHING)
    text = " ".join(docx_text(as_docx(letter_document(letter))).split())
    assert [p for p in letter.paragraphs if " ".join(p.split()) not in text.replace("\u00a0", " ")] == []


def test_facts_and_results_fill_their_places():
    run = find("preavis_demission").answer(
        {"date_debut_services": "1er septembre 2022", "date_reception_courrier": "1er octobre 2026"}
    )
    case = [CaseFact(key="dernier_jour_souhaite", label="Dernier jour", shown="31 janvier 2027")]
    answer = NOTHING.model_copy(update={"case": case, "calculations": [run]})
    letter = fill(letters()["demission"], answer)
    assert "prenne fin le 31 janvier 2027" in letter.text
    assert "mon préavis est de 2 mois" in letter.text


def test_the_words_of_the_question_choose_between_the_letters_of_a_fiche():
    assert find_letter("modification-contrat", "Puis-je refuser ?").id == "refus-avenant"
    assert find_letter("modification-contrat", "J'accepte, comment répondre ?").id == "acceptation-avenant"
    assert find_letter("jamais-vue") is None


def test_a_letter_names_only_known_facts():
    with pytest.raises(ValueError, match="inconnus"):
        LetterModel(id="x", title="X", fiches=("a",), subject="Art. 1", article="Art. 1", paragraphs=("{jamais_vu}",))


def test_every_fiche_served_exists():
    known = {path.stem for path in Path("corpus/fiches").rglob("*.md")}
    assert [f for model in letters().values() for f in model.fiches if f not in known] == []
