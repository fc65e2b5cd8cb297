import json

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.answer import Answer, Citation, Status
from assistant.domain.calculation import Calculation, LegalSource, MissingFact
from assistant.domain.corpus import Section
from assistant.web import texts
from assistant.web.render import announcement, render, render_answer, render_failure, render_pending, replies
from assistant.web.sources import source_view
from tests.web.doubles import (
    FICHE_SECTION,
    HOSTILE,
    calculated,
    calculation,
    founded,
    needs_information,
    out_of_sources,
)

ALLOWED_TAGS = set(
    "div p article section aside details summary h2 h3 h4 ul ol li dl dt dd a button mark span strong "
    "form fieldset legend label input textarea".split()
)


def page_of(answer, question="Ma question ?", sections=None):
    known = {FICHE_SECTION.section_id: FICHE_SECTION, **(sections or {})}
    views = [source_view(c, known.get(c.section_id), None, "t1") for c in answer.citations]
    return BeautifulSoup(render_answer("t1", question, answer, views), "html.parser")


def hostile_answer(text=HOSTILE, status=Status.CALCULATED):
    """Every string that can hold anything holds `text`, at every depth."""
    citation = Citation(n=1, quote=text, **dict.fromkeys(
        ("source_id", "section_id", "title", "publisher", "date", "section", "page", "url", "fiche_id"), text
    ))  # fmt: skip
    spoiled = json.loads(calculation().model_dump_json(), object_hook=lambda node: spoil(node, text))
    question = MissingFact(field=text, question=text, help=text, example=text, choices=((text, text),))
    return Answer(
        status=status,
        text=f"{text} [1]\n\n- {text}",
        citations=[citation],
        calculations=[Calculation.model_validate(spoiled)],
        questions=[question],
        caveats=[text],
    )


def spoil(node, text):
    kept = {"outcome", "in_force_since", "by"}
    return {k: _spoiled(v, text) if k not in kept else v for k, v in node.items()}


def _spoiled(value, text):
    if isinstance(value, str):
        return text
    if isinstance(value, list):
        return [_spoiled(item, text) for item in value]
    return value


def assert_inert(soup):
    for tag in soup.find_all(True):
        assert tag.name in ALLOWED_TAGS, tag.name
        assert not [name for name in tag.attrs if name.startswith("on") or name in {"style", "srcdoc", "src"}]
        assert tag.get("href", "#").startswith(("#", "https://", "http://", "/simulateurs/", "/documents/"))


def test_hostile_strings_are_shown_and_do_nothing():
    section = Section(section_id=HOSTILE, source_id=HOSTILE, text=f"avant {HOSTILE} après")
    soup = page_of(hostile_answer(), HOSTILE, {HOSTILE: section})
    assert_inert(soup)
    shown = soup.get_text()
    assert shown.count("<script>alert(1)</script>") >= 25
    assert soup.select_one("mark").get_text() == HOSTILE


@settings(max_examples=30, deadline=None)
@given(
    st.text(min_size=1, max_size=40).map(lambda t: t + HOSTILE),
    st.sampled_from([s for s in Status if s is not Status.OUT_OF_SOURCES]),
)
def test_any_string_is_inert_wherever_it_stands(text, status):
    assert_inert(page_of(hostile_answer(text, status), text))


@pytest.mark.parametrize("make", [render_pending, lambda k, q: render_failure(k, q, HOSTILE)])
def test_hostile_questions_are_inert_while_pending_and_after_a_failure(make):
    soup = BeautifulSoup(make("t1", HOSTILE), "html.parser")
    assert_inert(soup)
    assert HOSTILE in soup.get_text()


def test_the_status_is_said_in_words_first():
    for answer in (founded(), calculated(), needs_information(), out_of_sources()):
        card = page_of(answer).select_one("article")
        assert card.find(True).get_text() == texts.STATUS_LABELS[answer.status]
        assert f"status-{answer.status.value}" in card["class"]


def test_the_short_answer_leads_and_the_rest_follows():
    soup = page_of(founded())
    assert soup.select_one(".lead").get_text().startswith("Le préavis d'une démission")
    assert len(soup.select(".prose-list li")) == 3
    assert len(soup.select(".lead")) == 1


def test_a_long_first_paragraph_is_not_set_in_bold():
    told = founded()
    long = told.model_copy(
        update={"text": told.text.replace("Le préavis", "En un mot, le préavis " * 12 + "Le préavis", 1)}
    )
    assert page_of(long).select_one(".lead.lead-long")
    short = told.model_copy(update={"text": "Deux mois.\n\n" + told.text})
    assert page_of(short).select_one(".lead:not(.lead-long)").get_text() == "Deux mois."


def test_every_mark_opens_a_source_that_is_there():
    soup = page_of(founded())
    marks = soup.select("a.mark-link")
    assert len(marks) == 6
    for mark in marks:
        assert soup.find(id=mark["data-source"]).name == "details"


def test_the_quote_is_highlighted_inside_its_whole_section():
    region = page_of(founded()).select_one("#t1-source-1 .section-text")
    assert region.get_text().replace("\u00a0", " ") == FICHE_SECTION.text
    assert region.mark.get_text().split() == founded().citations[0].quote.split()
    assert region["tabindex"] == "0"


def test_out_of_sources_has_no_source_and_says_what_to_do():
    soup = page_of(out_of_sources())
    assert not soup.select(".sources, .mark-link, mark")
    assert len(soup.select(".next-steps li")) == len(texts.NEXT_STEPS)


def test_a_founded_answer_shows_no_next_step():
    assert not page_of(founded()).select(".next-steps")


@pytest.mark.parametrize(
    ("text", "article", "named"),
    [
        ("Décret n° 86-83", "46", "Décret n° 86-83, art. 46"),
        ("Code du travail", "L. 1225-16", "Code du travail, art. L. 1225-16"),
        ("Circulaire n° 2019-090", "2.7", "Circulaire n° 2019-090, partie 2.7"),
        ("Page du ministère", "Retraite", "Page du ministère, Retraite"),
        ("Loi n° 2019-828", "", "Loi n° 2019-828"),
    ],
)
def test_a_text_is_named_with_its_article_its_part_or_its_heading(text, article, named):
    assert LegalSource(source_id="x", text=text, article=article).named == named


def test_a_calculation_shows_its_values_steps_readings_and_sources():
    soup = page_of(calculated())
    shown = soup.select_one(".calculation").get_text(" ").replace("\u00a0", " ")
    for value in calculation().values:
        assert value.label in shown and value.shown in shown
    steps = soup.select_one("details.steps")
    assert not steps.has_attr("open")
    assert [s.get_text() for s in steps.select(".step-label")] == [s.label for s in calculation().steps]
    assert "au plus tard le 1er septembre 2026" in shown
    assert "Décret n° 86-83 du 17 janvier 1986, article 46" in shown
    assert soup.select_one(".kept").find_parent("li").get_text().startswith("8 mois")
    assert "1er septembre 2024" in shown


@pytest.mark.parametrize("outcome", ["missing_information", "not_concerned", "out_of_field"])
def test_every_outcome_of_a_calculator_is_shown(outcome):
    refused = Calculation(
        calculator="x", title="Préavis", outcome=outcome, reasons=("Contrat privé",), referral="Le conseil syndical"
    )
    answer = founded().model_copy(update={"calculations": [refused]})
    shown = page_of(answer).select_one(".calculation").get_text()
    assert texts.CALCULATION_KINDS[outcome] in shown
    assert "Contrat privé" in shown and "Le conseil syndical" in shown


def test_a_single_question_is_answered_by_its_choice_alone():
    buttons = page_of(needs_information()).select("button.choice")
    assert [b["data-ask"] for b in buttons] == ["CDD", "CDI"]


def test_with_several_questions_a_choice_says_which_one_it_answers():
    facts = [MissingFact(field=f, question=f"{f} ?", choices=(("o", "Oui"),)) for f in ("Temps plein", "En poste")]
    assert replies(facts) == {("Temps plein", "o"): "Temps plein ? Oui", ("En poste", "o"): "En poste ? Oui"}


def test_a_screen_reader_hears_the_status_and_the_short_answer():
    heard = announcement(founded())
    assert heard.startswith("Réponse tirée des sources. Le préavis")
    assert "[" not in heard


def test_the_conversation_template_holds_nothing_that_gradio_would_evaluate():
    template = render("conversation.html", {"developer": False})
    assert not [sign for sign in ("${", "{{", "`", "\\", "@children") if sign in template]


def test_every_source_in_the_answer_is_numbered_as_cited():
    assert [str(c.n) for c in founded().citations] == [n.get_text() for n in page_of(founded()).select(".number")]


def test_a_mark_in_a_caveat_opens_its_source_too():
    assert page_of(founded()).select_one(".caveats a.mark-link")["data-source"] == "t1-source-2"
