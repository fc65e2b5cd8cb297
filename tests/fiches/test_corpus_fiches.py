"""Every fiche of the corpus keeps the rules of writing."""

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal

import pytest

from assistant.domain.text import fold
from assistant.fiches.numbers import bare_numbers
from assistant.fiches.render import no_parameters, render
from assistant.fiches.schema import Heading

DAY = datetime.date(2026, 11, 22)
LEANS_ON_ANOTHER = re.compile(
    r"\b(cela|ce dernier|cette derniere|ces derniers|celui-ci|celle-ci|ceux-ci|celles-ci|ci-dessus|ci-dessous)\b"
)
OPENS_WITH_A_PRONOUN = re.compile(
    r"^(Il|Elle|Ils|Elles|Ce|C'est|Ces|Leur|Leurs|On|Celle)\b"
    r"(?! (?:n'y|y|faut|ne faut|est conseillé|suffit|n'est pas nécessaire|reste))"
)
QUOTED = re.compile(r"« [^»]* »|\S+@\S+")
ACRONYM = re.compile(r"\b[A-Z]{2,}\b")


def plain(fiche):
    return "\n".join(section.text for section in render(fiche, no_parameters, DAY))


def test_the_corpus_is_not_empty(fiches):
    assert len(fiches) >= 12


def test_every_reference_has_a_value_and_every_fiche_renders(fiches):
    for fiche in fiches:
        sections = render(fiche, no_parameters, DAY)
        assert sections[0].heading is Heading.EN_BREF
        assert "{{" not in plain(fiche), fiche.id


def test_every_number_is_a_reference_or_structural(fiches, registry):
    bare = {}
    for fiche in fiches:
        days = {day for reference in fiche.sources for day in registry[reference.source].days()}
        if found := [n for text in fiche.written_texts() for n in bare_numbers(text, days)]:
            bare[fiche.id] = found
    assert bare == {}


def test_derived_constants_follow_their_formula(fiches):
    wrong = []
    for fiche in fiches:
        for name, constant in fiche.constants.items():
            if constant.formula:
                known = {n: c.number() for n, c in fiche.constants.items()}
                stated = constant.number()
                if stated != computed(constant.formula, known).quantize(stated, rounding=ROUND_HALF_UP):
                    wrong.append((fiche.id, name))
    assert wrong == []


def computed(formula, known):
    """Left to right, no priority: « a x b / 12 »."""
    tokens = formula.split()
    total = operand(tokens[0], known)
    for sign, token in zip(tokens[1::2], tokens[2::2], strict=True):
        other = operand(token, known)
        total = {"x": total * other, "/": total / (other or 1), "+": total + other, "-": total - other}[sign]
    return total


def operand(token, known):
    return known[token] if token in known else Decimal(token)


def test_short_answers_hold_one_to_three_sentences(fiches):
    for fiche in fiches:
        rendered = render(fiche, no_parameters, DAY)[0].text
        assert 1 <= len(re.findall(r"[.?!](?:\s|$)", rendered)) <= 3, (fiche.id, rendered)


def test_sentences_stand_alone(fiches):
    leaning = {f.id: LEANS_ON_ANOTHER.findall(fold(plain(f))) for f in fiches}
    assert {k: v for k, v in leaning.items() if v} == {}


def sentences(text):
    """One per item: paragraphs unwrapped, list marks dropped, table cells apart."""
    unwrapped = re.sub(r"(?<!\n)\n(?![-|\d\n])", " ", text)
    pieces = re.split(r"(?<=[.!?])\s+|\n|\|", unwrapped)
    return [re.sub(r"^\s*(?:- |\d+\. )", "", piece) for piece in pieces]


def test_no_sentence_opens_with_a_pronoun_that_needs_the_one_before(fiches):
    written = [(f.id, s) for f in fiches for text in f.written_texts() for s in sentences(text)]
    assert [item for item in written if OPENS_WITH_A_PRONOUN.match(item[1])] == []


def test_every_acronym_is_spelled_once(fiches, acronyms):
    missing = []
    for fiche in fiches:
        text = fold(plain(fiche))
        for acronym in set(ACRONYM.findall(QUOTED.sub("", plain(fiche)))):
            spelled = acronyms.get(acronym)
            if spelled is None or (spelled and not any(fold(words) in text for words in spelled)):
                missing.append((fiche.id, acronym))
    assert sorted(missing) == []


def test_no_two_fiches_share_a_question(fiches):
    seen = {}
    for fiche in fiches:
        for question in fiche.questions:
            assert fold(question) not in seen, (fiche.id, seen.get(fold(question)), question)
            seen[fold(question)] = fiche.id


def test_no_fiche_is_past_its_review_date_when_written(fiches):
    for fiche in fiches:
        assert fiche.verified_on < fiche.review_by <= fiche.verified_on + datetime.timedelta(days=366), fiche.id


def test_fiches_name_no_private_telephone(fiches):
    for fiche in fiches:
        assert not re.search(r"\b0[1-9](?:[ .]?\d{2}){4}\b", plain(fiche)), fiche.id


@pytest.mark.guides
def test_no_question_is_taken_from_the_sample(fiches, sample_questions):
    sample = fold(sample_questions)
    taken = [(f.id, q) for f in fiches for q in f.questions if fold(q) in sample]
    assert taken == []
